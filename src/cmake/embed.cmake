# cmake -DDIRECTORY=… -DOUTPUT=… -P embed.cmake: a C++ file that holds every file of a directory as text. Scripts lose their comments
# and indentation, as they are in hundreds of pages.
file(GLOB files ${DIRECTORY}/*)
list(SORT files)
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  if(name MATCHES "\\.js$")
    string(REGEX REPLACE "(^|\n)[ ]*//[^\n]*" "\\1" text "${text}")
    string(REGEX REPLACE "\n[ \n]+" "\n" text "${text}")
  endif()
  string(APPEND rows "      {\"${name}\", R\"embedded(${text})embedded\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by src/cmake/embed.cmake.
#include \"report/embedded_files.hpp\"

namespace arcsat {

const std::vector<EmbeddedFile>& embedded_files() {
  static const std::vector<EmbeddedFile> files = {
${rows}  };
  return files;
}

}  // namespace arcsat
")
