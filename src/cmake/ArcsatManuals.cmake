# Man pages and completions, made from what the programs say of themselves; `arcsat_manuals` is made with everything, or alone.
# Where there is no Python they are left out, with a word.
find_program(ARCSAT_PYTHON python3)
mark_as_advanced(ARCSAT_PYTHON)
if(NOT ARCSAT_SOLVERS OR NOT ARCSAT_PYTHON OR CMAKE_CROSSCOMPILING)
  message(STATUS "No man pages and completions: they need python3, and arcsat to be run in this build")
  return()
endif()
set(manuals ${PROJECT_BINARY_DIR}/manuals)
set(stamp ${manuals}/stamp)
add_custom_command(OUTPUT ${stamp}
  COMMAND ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${ARCSAT_PYTHON} ${PROJECT_SOURCE_DIR}/src/packages/manuals.py
    ${PROJECT_SOURCE_DIR} ${manuals} $<TARGET_FILE:arcsat> $<TARGET_FILE:arcsat-check>
  COMMAND ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${ARCSAT_PYTHON} ${PROJECT_SOURCE_DIR}/src/packages/changelog.py
    ${PROJECT_SOURCE_DIR}/src/NEWS.md ${PROJECT_VERSION} ${CPACK_DEBIAN_PACKAGE_RELEASE} ${CPACK_PACKAGE_CONTACT}
    ${manuals}/changelog.Debian.gz
  COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
  DEPENDS arcsat arcsat-check
    src/packages/manuals.py src/packages/markdown_to_man.py src/packages/completions.py src/packages/changelog.py src/NEWS.md src/verified/ml/main.ml
    README.md instances/README.md results/README.md src/certify/README.md src/verified/README.md
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
  COMMENT "Making man pages and completions"
  VERBATIM)
add_custom_target(arcsat_manuals ALL DEPENDS ${stamp})

install(FILES ${manuals}/man/man1/arcsat.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${manuals}/man/man5/arcsat-instance.5.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man5 COMPONENT program)
install(FILES ${manuals}/man/man1/arcsat-check.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT checker)
install(FILES ${manuals}/man/man5/arcsat-bundle.5.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man5 COMPONENT checker)
install(FILES ${manuals}/completions/bash/arcsat DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
  COMPONENT program)
install(FILES ${manuals}/completions/zsh/_arcsat DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program)
install(FILES ${manuals}/completions/fish/arcsat.fish ${manuals}/completions/fish/arcsat-check.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)
if(ARCSAT_VERIFIED_BUILT)
  install(FILES ${manuals}/man/man1/arcsat-verify.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT verified)
endif()
