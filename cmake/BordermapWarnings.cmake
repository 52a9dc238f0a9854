# Warnings, sanitizers and coverage, for every target of ours.
add_library(bordermap_warnings INTERFACE)
target_compile_options(bordermap_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion -Wformat=2
  -Wundef -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wcast-qual -Wwrite-strings
  -Wpointer-arith -Wnull-dereference -Wimplicit-fallthrough
  # Clang's NAN is a float.
  $<$<C_COMPILER_ID:Clang>:-Wno-double-promotion>
  # A fused multiply-add would make the output depend on the processor.
  -ffp-contract=off -fno-math-errno
  $<$<BOOL:${BORDERMAP_WERROR}>:-Werror>)
if(BORDERMAP_SANITIZE)
  target_compile_options(bordermap_warnings INTERFACE
    -fsanitize=${BORDERMAP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # Three times as fast as without, and the reports are as good.
    -O1)
  add_link_options(-fsanitize=${BORDERMAP_SANITIZE})
else()
  target_compile_options(bordermap_warnings INTERFACE -fstack-protector-strong
    $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
endif()
if(BORDERMAP_FUZZ)
  target_compile_options(bordermap_warnings INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(BORDERMAP_COVERAGE)
  target_compile_options(bordermap_warnings INTERFACE --coverage)
  add_link_options(--coverage)
endif()
