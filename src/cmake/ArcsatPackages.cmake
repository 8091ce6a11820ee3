# Debian packages, a component each; src/package.sh builds them. Nothing here costs anything until cpack is run.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME arcsat)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # else it would stand before each package's own
set(CPACK_PACKAGE_VENDOR "")
set(CPACK_PACKAGE_CONTACT "arcsat maintainers <maintainers@arcsat.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES TRUE)
set(CPACK_DEB_COMPONENT_INSTALL TRUE)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_COMPONENTS_ALL checker development)
if(ARCSAT_SOLVERS)
  list(APPEND CPACK_COMPONENTS_ALL program)
endif()
if(ARCSAT_VERIFIED_BUILT)
  list(APPEND CPACK_COMPONENTS_ALL verified)
endif()

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION math)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(this_version "= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")

# arcsat_package(COMPONENT NAME SUMMARY TEXT): the names that CPack has for a package's fields, and its documents.
macro(arcsat_package component name summary text)
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name})
  # The first line of a description is its synopsis; no other one has more than 80 characters.
  set(CPACK_COMPONENT_${upper}_DESCRIPTION "${summary}\n${text}")
  install(FILES ${PROJECT_SOURCE_DIR}/src/packages/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name}
    COMPONENT ${component} EXCLUDE_FROM_ALL)
  install(FILES ${PROJECT_BINARY_DIR}/manuals/changelog.Debian.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name}
    COMPONENT ${component} EXCLUDE_FROM_ALL)
endmacro()

set(question "An autoregressive communication protocol of E epochs and B bits a token can do
what a decoder-only Transformer of E layers can. Does one compose L functions
that different players hold?")
arcsat_package(program arcsat "decides whether a protocol solves function composition" "${question} arcsat answers with a checked protocol, with
a checked refutation, or says that it is undecided.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "arcsat-check (${this_version})")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "arcsat-verify (${this_version})")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "acl2, gnuplot-nox")
arcsat_package(checker arcsat-check "judges certificates of arcsat without any solver" "${question} arcsat-check reads a certificate of
arcsat, makes its formula again and checks protocol or proof. It links no
solver.")
arcsat_package(verified arcsat-verify "judges certificates of arcsat, extracted from Coq" "${question} arcsat-verify judges certificates of
arcsat by functions extracted from Coq, where their answers are theorems
about the definition of the model.")
arcsat_package(development libarcsat-dev "library that decides and certifies function composition" "${question} This is the library behind arcsat: one
header, arcsat/arcsat.hpp, static libraries, and a package for CMake.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libfmt-dev, liblzma-dev, libssl-dev, libpugixml-dev, libcryptominisat5-dev, libcadical-dev, libz3-dev")
include(CPack)
