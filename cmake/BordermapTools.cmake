# Targets for who works on the sources: format, format-check, tidy. Version 14 of the tools; others lay
# out and complain differently.
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
find_program(CLANG_TIDY NAMES clang-tidy-14 clang-tidy)
find_program(RUN_CLANG_TIDY NAMES run-clang-tidy-14 run-clang-tidy)
set(source_folders base geo events render cli include examples tests bench)
set(sources "")
foreach(folder ${source_folders})
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.[ch])
  list(APPEND sources ${found})
endforeach()
if(CLANG_FORMAT)
  add_custom_target(format COMMAND ${CLANG_FORMAT} -i ${sources} VERBATIM)
  add_custom_target(format-check COMMAND ${CLANG_FORMAT} --dry-run --Werror ${sources} VERBATIM)
endif()
if(CLANG_TIDY AND RUN_CLANG_TIDY)
  add_custom_target(tidy
    COMMAND ${RUN_CLANG_TIDY} -quiet -clang-tidy-binary ${CLANG_TIDY} -p ${PROJECT_BINARY_DIR}
      "^${PROJECT_SOURCE_DIR}/(base|geo|events|render|cli)/.*"
    USES_TERMINAL VERBATIM)
endif()
