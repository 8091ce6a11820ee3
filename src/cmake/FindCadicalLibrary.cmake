# Debian's libcadical-dev ships no CMake package; this makes Cadical::Library from its header and static library.
find_path(CADICAL_INCLUDE_DIR cadical.hpp)
find_library(CADICAL_LIBRARY cadical)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CadicalLibrary REQUIRED_VARS CADICAL_LIBRARY CADICAL_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "install libcadical-dev")
if(CadicalLibrary_FOUND AND NOT TARGET Cadical::Library)
  add_library(Cadical::Library UNKNOWN IMPORTED)
  set_target_properties(Cadical::Library PROPERTIES
    IMPORTED_LOCATION ${CADICAL_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${CADICAL_INCLUDE_DIR})
endif()
