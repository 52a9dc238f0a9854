/* What a gazetteer says of itself. */
#include "geo/gazetteer/index/index.h"

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

enum { CODE_SIZE = sizeof((bm_language_record *)0)->code };

/* A language's code, ended and of printable letters whoever wrote the file; its count. */
static uint32_t read_language(const bm_gazetteer_part *part, uint64_t index, char code[CODE_SIZE])
{
    const bm_language_record *record =
        bm_image_record(&part->image, SECTION_LANGUAGES, sizeof *record, index);
    size_t length = 0;
    while (length + 1 < CODE_SIZE && record->code[length] > ' ' && record->code[length] < 0x7F) {
        code[length] = record->code[length];
        length++;
    }
    code[length] = '\0';
    return record->count;
}

/* The least code after `last` (NULL: of all), and how many names it has; false when there is none.
 */
static bool next_language(const bm_gazetteer *gazetteer, const char *last, char next[CODE_SIZE],
                          size_t *count)
{
    bool found = false;
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        const bm_gazetteer_part *part = &gazetteer->parts[i];
        for (uint64_t k = 0; k < bm_image_count(&part->image, SECTION_LANGUAGES); k++) {
            char code[CODE_SIZE];
            uint32_t names = read_language(part, k, code);
            int order = found ? strcmp(code, next) : -1;
            if ((last && strcmp(code, last) <= 0) || order > 0)
                continue;
            if (order < 0) {
                memcpy(next, code, sizeof code);
                *count = 0;
                found = true;
            }
            *count += names;
        }
    }
    return found;
}

void bm_gazetteer_languages(const bm_gazetteer *gazetteer,
                            void (*visit)(const char *language, size_t count, void *context),
                            void *context)
{
    char last[CODE_SIZE];
    char next[CODE_SIZE];
    size_t count = 0;
    for (bool first = true; next_language(gazetteer, first ? NULL : last, next, &count);
         first = false) {
        if (count > 0)
            visit(next, count, context);
        memcpy(last, next, sizeof last);
    }
}

/* The message for the index of a part that is damaged. */
static bm_status explain(const bm_gazetteer_part *part, bm_status status, bm_error *error)
{
    if (!status || !part->cached)
        return status;
    return bm_error_set(error, status, part->cached, 0,
                        "'%s' was damaged and is removed from the cache: run again", part->cached);
}

bm_status bm_gazetteer_check(const bm_gazetteer *gazetteer, bm_error *error)
{
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        const bm_gazetteer_part *part = &gazetteer->parts[i];
        bm_status status = explain(part, bm_image_check(&part->image, part->path, error), error);
        if (status)
            return status;
    }
    return BM_OK;
}

bm_status bm_gazetteer_verify(const bm_gazetteer *gazetteer, bm_error *error)
{
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        const bm_gazetteer_part *part = &gazetteer->parts[i];
        bm_status status =
            explain(part, bm_image_check_all(&part->image, part->path, error), error);
        if (status)
            return status;
    }
    return BM_OK;
}
