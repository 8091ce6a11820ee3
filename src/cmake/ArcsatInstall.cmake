# Installs the programs, and the library as the CMake package "arcsat": one header, arcsat/arcsat.hpp, and the components
# checker (arcsat::checker) and solver (arcsat::solver, which decides, too); arcsat::arcsat is all that was built. The target
# `uninstall` takes it away again. What is installed is in four components, each a Debian package (ArcsatPackages.cmake).
include(CMakePackageConfigHelpers)

get_property(components GLOBAL PROPERTY ARCSAT_COMPONENTS)
list(REMOVE_ITEM components arcsat_atlas arcsat_report arcsat_bench arcsat_survey)  # parts of the program alone
foreach(component IN LISTS components)
  string(REPLACE "arcsat_" "" name ${component})
  set_target_properties(${component} PROPERTIES EXPORT_NAME internal_${name})
endforeach()
set_target_properties(arcsat_library PROPERTIES EXPORT_NAME checker)
set(solver_components "")
if(ARCSAT_SOLVERS)
  set(solver_components arcsat_solve arcsat_run arcsat_library_solver)
  set_target_properties(arcsat_library_solver PROPERTIES EXPORT_NAME solver)
endif()
set(checker_components ${components})
list(REMOVE_ITEM checker_components ${solver_components})

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/arcsat)
install(TARGETS arcsat-check RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT checker)
if(ARCSAT_SOLVERS)
  install(TARGETS arcsat RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
if(ARCSAT_VERIFIED_BUILT)
  install(PROGRAMS ${PROJECT_BINARY_DIR}/bin/arcsat-verify DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT verified)
  # OCaml's program is no target of CMake, which therefore does not strip it.
  install(CODE "if(CMAKE_INSTALL_DO_STRIP)
    execute_process(COMMAND \"${CMAKE_STRIP}\" \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/arcsat-verify\"
      COMMAND_ERROR_IS_FATAL ANY)
  endif()" COMPONENT verified)
endif()
# All that follows is of the library.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME development)
install(FILES ${PROJECT_SOURCE_DIR}/src/library/arcsat.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/arcsat)
install(TARGETS ${checker_components} EXPORT arcsatChecker ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT arcsatChecker NAMESPACE arcsat:: DESTINATION ${package_directory})
if(ARCSAT_SOLVERS)
  install(TARGETS ${solver_components} EXPORT arcsatSolver ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT arcsatSolver NAMESPACE arcsat:: DESTINATION ${package_directory})
endif()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/arcsatConfig.cmake.in ${PROJECT_BINARY_DIR}/arcsatConfig.cmake
  INSTALL_DESTINATION ${package_directory})
# Before 1.0 a new minor version may break what uses it.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/arcsatConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/arcsatConfig.cmake ${PROJECT_BINARY_DIR}/arcsatConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/FindCadicalLibrary.cmake ${CMAKE_CURRENT_LIST_DIR}/FindZ3Library.cmake
  DESTINATION ${package_directory})

include(ArcsatPackages)
include(ArcsatManuals)

add_custom_target(uninstall
  COMMAND ${CMAKE_COMMAND} -P ${CMAKE_CURRENT_LIST_DIR}/uninstall.cmake
  WORKING_DIRECTORY ${PROJECT_BINARY_DIR}
  VERBATIM)
