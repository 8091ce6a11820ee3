# arcsat_component(NAME SOURCES … USES … LIBRARIES …)
#
# One static library a folder. A header is included as "NAME/FILE.hpp", from src/ (encoders/ stands beside it), which an
# editor follows without a build: see compile_flags.txt in src, encoders and tests. The build is stricter: a target finds
# only the folders of the components that it links, and these are linked PRIVATE, so that an include that points the
# wrong way does not compile.
add_library(arcsat_options INTERFACE)
target_compile_features(arcsat_options INTERFACE cxx_std_20)
target_compile_options(arcsat_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual $<$<BOOL:${ARCSAT_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False positives of g++ 12: moved-from std::variant alternatives as uninitialized, overlaps in std::string.
  target_compile_options(arcsat_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
if(ARCSAT_SANITIZE)
  target_compile_options(arcsat_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
    -fno-omit-frame-pointer -g)
  target_link_options(arcsat_options INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(arcsat_options INTERFACE ARCSAT_SANITIZE)
endif()

# Most of a small file's compile time goes to the headers of the standard library, which a component's files share.
function(arcsat_unity target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${ARCSAT_UNITY} UNITY_BUILD_BATCH_SIZE 0)
endfunction()

# Much of a component's compile time goes into making it fast: certify took 48 s with -O3 and 32 s with -O1, with which checks of the
# committed proofs differed by less than runs of one program did on a loaded machine. So what takes time has -O1, and what runs
# for moments, between that, -Og.
set(arcsat_hot cnf solve)
set(arcsat_warm base certify encoders protocol run transformer)
function(arcsat_optimize target name)
  if(name IN_LIST arcsat_warm)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  elseif(NOT name IN_LIST arcsat_hot)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-Og>)
  endif()
endfunction()

function(arcsat_component name)
  cmake_parse_arguments(PARSE_ARGV 1 component "" "" "SOURCES;USES;LIBRARIES")
  set(target arcsat_${name})
  add_library(${target} STATIC ${component_SOURCES})
  arcsat_unity(${target})
  arcsat_optimize(${target} ${name})
  set(include_root ${PROJECT_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${include_root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${include_root}/${name} SYMBOLIC)
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${include_root}>)
  list(TRANSFORM component_USES PREPEND arcsat_)
  target_link_libraries(${target} PRIVATE ${component_USES} ${component_LIBRARIES} $<BUILD_INTERFACE:arcsat_options>)
  set_property(GLOBAL APPEND PROPERTY ARCSAT_COMPONENTS ${target})
endfunction()
