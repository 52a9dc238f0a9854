/* Folding keys: in bounds, valid UTF-8, and the same every time. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"

#include <bordermap/gazetteer.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *name = fuzz_text(data, size);
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    char again[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count = bm_fold_strict(name, keys);
    FUZZ_REQUIRE(count <= BM_FOLD_KEYS_MAX);
    FUZZ_REQUIRE(bm_fold_strict(name, again) == count);
    for (size_t i = 0; i < count; i++) {
        FUZZ_REQUIRE(keys[i][0] != '\0' && bm_utf8_is_valid(keys[i]));
        FUZZ_REQUIRE(strlen(keys[i]) < BM_FOLD_KEY_SIZE && strcmp(keys[i], again[i]) == 0);
    }
    char key[BM_FOLD_KEY_SIZE];
    if (bm_fold_exact(name, key)) {
        char twice[BM_FOLD_KEY_SIZE];
        FUZZ_REQUIRE(bm_utf8_is_valid(key));
        FUZZ_REQUIRE(bm_fold_exact(name, twice) && strcmp(key, twice) == 0);
    }
    free(name);
    return 0;
}
