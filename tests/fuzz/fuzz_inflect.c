/* Case forms: whatever is asked, nominatives are names in order, none the name itself. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"
#include "geo/gazetteer/words/inflect.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *name = fuzz_text(data, size);
    bm_nominative found[BM_NOMINATIVES_MAX];
    char own[BM_FOLD_KEY_SIZE];
    size_t count = bm_inflect_nominatives(name, found, BM_NOMINATIVES_MAX);
    FUZZ_REQUIRE(count <= BM_NOMINATIVES_MAX);
    FUZZ_REQUIRE(count == 0 || bm_fold_exact(name, own));
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        char key[BM_FOLD_KEY_SIZE];
        FUZZ_REQUIRE(bm_utf8_is_valid(found[i].text));
        FUZZ_REQUIRE(bm_fold_exact(found[i].text, key));
        FUZZ_REQUIRE(strcmp(key, own) != 0);
        FUZZ_REQUIRE(found[i].languages && found[i].languages < 8);
        FUZZ_REQUIRE(found[i].cases && found[i].cases < 32);
        FUZZ_REQUIRE(found[i].plausibility > 0);
        FUZZ_REQUIRE(i == 0 || found[i].plausibility <= found[i - 1].plausibility);
        sum += found[i].plausibility;
    }
    FUZZ_REQUIRE(sum <= 1 + 1e-9);
    FUZZ_REQUIRE(count == 0 || bm_inflect_agrees(found[0].text, name));
    free(name);
    return 0;
}
