/* What a gazetteer says of itself. */
#include "geo/gazetteer/index.h"

#include <string.h>

size_t bm_gazetteer_source_count(const bm_gazetteer *gazetteer)
{
    return gazetteer->source_count;
}

const bm_gazetteer_source *bm_gazetteer_source_at(const bm_gazetteer *gazetteer, size_t index)
{
    return index < gazetteer->source_count ? &gazetteer->sources[index] : NULL;
}

size_t bm_gazetteer_name_count(const bm_gazetteer *gazetteer)
{
    uint64_t count = 0;
    for (size_t i = 0; i < gazetteer->part_count; i++)
        count += bm_image_count(&gazetteer->parts[i].image, SECTION_NAMES);
    return (size_t)count;
}

static const bm_language_record *language_at(const bm_gazetteer_part *part, uint64_t index)
{
    return bm_image_record(&part->image, SECTION_LANGUAGES, sizeof(bm_language_record), index);
}

void bm_gazetteer_languages(const bm_gazetteer *gazetteer,
                            void (*visit)(const char *language, size_t count, void *context),
                            void *context)
{
    bool first = true;
    char last[sizeof((bm_language_record *)0)->code] = "";
    for (;;) {
        const char *next = NULL;
        size_t count = 0;
        for (size_t i = 0; i < gazetteer->part_count; i++) {
            const bm_gazetteer_part *part = &gazetteer->parts[i];
            for (uint64_t k = 0; k < bm_image_count(&part->image, SECTION_LANGUAGES); k++) {
                const bm_language_record *language = language_at(part, k);
                if (!first && strncmp(language->code, last, sizeof last) <= 0)
                    continue;
                int order = next ? strncmp(language->code, next, sizeof last) : -1;
                if (order < 0)
                    count = 0;
                if (order <= 0) {
                    next = language->code;
                    count += language->count;
                }
            }
        }
        if (!next)
            return;
        memcpy(last, next, sizeof last);
        last[sizeof last - 1] = '\0';
        first = false;
        if (count > 0)
            visit(last, count, context);
    }
}

bm_status bm_gazetteer_check(const bm_gazetteer *gazetteer, bm_error *error)
{
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        bm_status status =
            bm_image_check(&gazetteer->parts[i].image, gazetteer->parts[i].path, error);
        if (status)
            return status;
    }
    return BM_OK;
}

bm_status bm_gazetteer_verify(const bm_gazetteer *gazetteer, bm_error *error)
{
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        bm_status status =
            bm_image_check_all(&gazetteer->parts[i].image, gazetteer->parts[i].path, error);
        if (status)
            return status;
    }
    return BM_OK;
}
