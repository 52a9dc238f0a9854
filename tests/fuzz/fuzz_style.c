/* Style files: read whole or refused with a reason. */
#include "tests/fuzz/fuzz.h"

#include <bordermap/style.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file file = fuzz_file_open(data, size);
    bm_style *style = NULL;
    bm_error error = {0};
    if (bm_style_open(file.path, &style, &error) != BM_OK)
        FUZZ_REQUIRE(error.message[0] != '\0' && !style);
    bm_style_free(style);
    fuzz_file_close(file);
    return 0;
}
