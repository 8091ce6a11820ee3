# The engines, a line each, to which a new one is added: the package that finds it, and the library to link.
set(ARCSAT_ENGINE_PACKAGES "")
set(ARCSAT_ENGINE_LIBRARIES "")

macro(arcsat_engine package library)
  find_package(${package} REQUIRED)
  list(APPEND ARCSAT_ENGINE_PACKAGES ${package})
  list(APPEND ARCSAT_ENGINE_LIBRARIES ${library})
endmacro()

arcsat_engine(cryptominisat5 cryptominisat5)
arcsat_engine(CadicalLibrary Cadical::Library)
arcsat_engine(Z3Library Z3::Library)
