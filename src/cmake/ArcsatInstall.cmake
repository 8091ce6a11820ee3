# Installs the programs, and the library as the CMake package "arcsat" with the one target arcsat::arcsat.
# The components' headers are installed by arcsat_component.
include(CMakePackageConfigHelpers)

get_property(components GLOBAL PROPERTY ARCSAT_COMPONENTS)
foreach(component IN LISTS components)
  string(REPLACE "arcsat_" "" name ${component})
  set_target_properties(${component} PROPERTIES EXPORT_NAME ${name})
endforeach()

# All components. In a build that adds arcsat as a subdirectory it has the same name.
add_library(arcsat_library INTERFACE)
add_library(arcsat::arcsat ALIAS arcsat_library)
set_target_properties(arcsat_library PROPERTIES EXPORT_NAME arcsat)
target_link_libraries(arcsat_library INTERFACE ${components})
target_compile_features(arcsat_library INTERFACE cxx_std_20)

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/arcsat)
install(TARGETS arcsat arcsat-check RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS arcsat_library ${components} EXPORT arcsatTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT arcsatTargets NAMESPACE arcsat:: DESTINATION ${package_directory})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/arcsatConfig.cmake.in ${PROJECT_BINARY_DIR}/arcsatConfig.cmake
  INSTALL_DESTINATION ${package_directory})
# Before 1.0 a new minor version may break what uses it.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/arcsatConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/arcsatConfig.cmake ${PROJECT_BINARY_DIR}/arcsatConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/FindCadicalLibrary.cmake ${CMAKE_CURRENT_LIST_DIR}/FindZ3Library.cmake
  DESTINATION ${package_directory})
