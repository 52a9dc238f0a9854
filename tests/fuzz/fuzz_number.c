/* Numbers: what is accepted is finite, and what is written for it reads back. */
#include "tests/fuzz/fuzz.h"

#include "base/number.h"

#include <bordermap/sink.h>
#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    double value;
    int64_t integer;
    if (bm_number_parse(text, &value)) {
        FUZZ_REQUIRE(isfinite(value));
        for (int decimals = 0; decimals <= 15; decimals++) {
            char written[64];
            double again;
            bm_format_number(value, decimals, written);
            FUZZ_REQUIRE(strlen(written) < sizeof written);
            if (fabs(value) >= 1e15)
                continue;
            FUZZ_REQUIRE(bm_number_parse(written, &again));
            FUZZ_REQUIRE(fabs(again - value) <= 0.51 * pow(10, -decimals) + fabs(value) * 1e-15);
        }
    }
    if (bm_integer_parse(text, -1000, 1000, &integer))
        FUZZ_REQUIRE(integer >= -1000 && integer <= 1000);
    free(text);
    return 0;
}
