#include <bordermap/export_layers.h>

#include <stdio.h>
#include <string.h>

static bool read_level(const char *word, bm_unit_level *level)
{
    static const struct {
        const char *word;
        bm_unit_level level;
    } levels[] = {{"district", BM_UNIT_DISTRICT},
                  {"raion", BM_UNIT_DISTRICT},
                  {"oblast", BM_UNIT_OBLAST},
                  {"country", BM_UNIT_COUNTRY}};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strcmp(word, levels[i].word) == 0) {
            *level = levels[i].level;
            return true;
        }
    return false;
}

static bool read_word(const char *word, bm_aggregate *aggregate)
{
    bm_unit_level level;
    if (read_level(word, &level)) {
        bool is_first = aggregate->level == BM_UNIT_NONE;
        aggregate->level = level;
        return is_first;
    }
    bool is_first = aggregate->step.count == 0;
    return bm_step_parse(word, &aggregate->step, NULL) == BM_OK && is_first;
}

bm_status bm_aggregate_parse(const char *text, bm_aggregate *aggregate, bm_error *error)
{
    bm_aggregate read = {0};
    bool good = *text != '\0';
    for (const char *at = text; good && *at;) {
        char word[32];
        size_t length = strcspn(at, ",");
        good = length < sizeof word && (!at[length] || at[length + 1]);
        if (good) {
            (void)snprintf(word, sizeof word, "%.*s", (int)length, at);
            good = read_word(word, &read);
        }
        at += length + (at[length] == ',');
    }
    if (!good)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%.60s' is nothing to count by; write district, oblast or country, "
                            "day, week, month, quarter, year or 10d, or two of them: oblast,month",
                            text);
    *aggregate = read;
    return BM_OK;
}
