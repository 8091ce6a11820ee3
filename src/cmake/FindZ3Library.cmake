# Debian's libz3-dev ships no CMake package; this makes Z3::Library from its header and library.
find_path(Z3_INCLUDE_DIR z3++.h)
find_library(Z3_LIBRARY z3)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Z3Library REQUIRED_VARS Z3_LIBRARY Z3_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "install libz3-dev")
if(Z3Library_FOUND AND NOT TARGET Z3::Library)
  add_library(Z3::Library UNKNOWN IMPORTED)
  set_target_properties(Z3::Library PROPERTIES
    IMPORTED_LOCATION ${Z3_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${Z3_INCLUDE_DIR})
endif()
