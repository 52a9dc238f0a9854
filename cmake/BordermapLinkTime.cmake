# Optimisation across files for the library that draws: a map takes a twentieth less. It costs some
# seconds of linking, so that who edits and links often may do without. Objects keep their machine
# code as well, which the other programs link.
option(BORDERMAP_LINK_TIME "Optimise the library across its files when it is linked (GCC)" ON)

# Compile the sources of `objects` for it, and link `library` with it.
function(bordermap_link_whole objects library)
  if(BORDERMAP_LINK_TIME AND CMAKE_C_COMPILER_ID STREQUAL "GNU"
     AND NOT BORDERMAP_SANITIZE AND NOT BORDERMAP_COVERAGE)
    set(whole $<$<CONFIG:Release,RelWithDebInfo>:-flto=auto>
      $<$<CONFIG:Release,RelWithDebInfo>:-ffat-lto-objects>)
    target_compile_options(${objects} PRIVATE ${whole})
    target_link_options(${library} PRIVATE ${whole})
  endif()
endfunction()
