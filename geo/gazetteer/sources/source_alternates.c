/* GeoNames tables of alternate names: one name a line, 8 columns or, in V2, 10. */
#include "base/lines.h"
#include "base/utf8.h"
#include "geo/gazetteer/keys/fold.h"
#include "geo/gazetteer/sources/source.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROW_ID,
    PLACE_ID,
    LANGUAGE,
    NAME,
    PREFERRED,
    SHORT,
    COLLOQUIAL,
    HISTORIC,
    COLUMN_COUNT = 10
};
enum { COLUMNS_MIN = 4, NAME_MAX_BYTES = 400, LANGUAGE_MAX_BYTES = 12 };
/* What one place keeps: no place on earth has as many names, and what has is not read to find any.
 */
enum { NAMES_PER_PLACE_MAX = 4096, SEEN_SLOTS_MIN = 1024 };

/* Rows that are not used, by why. */
typedef enum reason { COLUMNS, ENCODING, EMPTY, LONG_NAME, TOO_MANY, REASON_COUNT } reason;
static const struct {
    const char *code;
    const char *column;
    const char *one;
    const char *many;
} reasons[REASON_COUNT] = {
    [COLUMNS] = {"name-columns", "", "row does not have 4 to 10 columns",
                 "rows do not have 4 to 10 columns"},
    [ENCODING] = {"name-encoding", "alternate name", "name is not UTF-8", "names are not UTF-8"},
    [EMPTY] = {"name-empty", "alternate name", "row has no name", "rows have no name"},
    [LONG_NAME] = {"name-long", "alternate name", "name has more than 400 bytes",
                   "names have more than 400 bytes"},
    [TOO_MANY] = {"name-many", "geonameid", "name is beyond the 4,096 of one place",
                  "names are beyond the 4,096 of one place"},
};

/* Where the name that is printed in a language comes from. */
enum { BE, UK, RU, PRINTED_COUNT };
typedef struct place_state {
    uint16_t names;
    uint8_t ours;      /* bits: an earlier row of this table gave it */
    uint8_t preferred; /* bits: and was marked so */
} place_state;

typedef struct reader {
    bm_builder *builder;
    bm_lines *lines;
    place_state *states; /* a place */
    uint32_t *seen;      /* open addressing: index of a name of this table + 1 */
    size_t seen_count;
    size_t seen_slots;
    struct {
        size_t count;
        long first_line;
        char example[96];
    } unused[REASON_COUNT];
} reader;

static void pass_over(reader *in, reason why, const char *value)
{
    if (in->unused[why].count++ > 0)
        return;
    in->unused[why].first_line = in->lines->number;
    size_t length = strnlen(value, sizeof in->unused[why].example - 1);
    memcpy(in->unused[why].example, value, length);
    in->unused[why].example[length] = '\0';
}

static void report_unused(const reader *in)
{
    bm_gazetteer_source *source = &in->builder->sources[in->builder->source_count - 1];
    for (int i = 0; i < REASON_COUNT; i++) {
        if (in->unused[i].count == 0)
            continue;
        source->left_out += in->unused[i].count - 1; /* the report counts one */
        bool one = in->unused[i].count == 1;
        bm_builder_report(in->builder, BM_SEVERITY_ERROR, reasons[i].code, in->lines->path,
                          in->unused[i].first_line, reasons[i].column, in->unused[i].example,
                          "%zu %s; %s", in->unused[i].count, one ? reasons[i].one : reasons[i].many,
                          one ? "it is left out" : "they are left out, this is the first");
    }
}

/* Codes that stand where a language would: what they mark is no name. */
static bool is_name(const char *language, const bm_place *place)
{
    static const char *const others[] = {"link", "wkdt", "post", "iata", "faac", "tcid",
                                         "unlc", "phon", "piny", "abbr", "uicn", "fr_1793"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(language, others[i]) == 0)
            return false;
    return strcmp(language, "icao") != 0 || place->kind == BM_PLACE_AIRFIELD;
}

static const char *checked_language(const char *language)
{
    size_t length =
        strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    bool good = length >= 2 && length <= LANGUAGE_MAX_BYTES && language[length] == '\0' &&
                strcmp(language, "icao") != 0;
    return good ? language : "";
}

/* Transcriptions are tagged with the language they are made from. */
static bool is_cyrillic(const char *text)
{
    bool cyrillic = false;
    for (int32_t letter; (letter = bm_utf8_next(&text)) != 0;) {
        if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
            (letter >= 0xC0 && letter <= 0x24F))
            return false;
        cyrillic = cyrillic || (letter >= 0x400 && letter <= 0x52F);
    }
    return cyrillic;
}

/* The name that is printed: the preferred one, else the first that is in use. */
static void print_as(reader *in, uint32_t index, const char *language, const char *name,
                     bool preferred)
{
    static const char *const codes[PRINTED_COUNT] = {"be", "uk", "ru"};
    bm_place *place = &in->builder->places[index];
    const char **members[PRINTED_COUNT] = {&place->name_be, &place->name_uk, &place->name_ru};
    place_state *state = &in->states[index];
    for (int i = 0; i < PRINTED_COUNT; i++) {
        uint8_t bit = (uint8_t)(1U << i);
        if (strcmp(language, codes[i]) != 0)
            continue;
        bool better = preferred && (state->ours & bit) && !(state->preferred & bit);
        if ((**members[i] && !better) || !is_cyrillic(name))
            return;
        *members[i] = bm_builder_text(in->builder, name);
        state->ours |= bit;
        if (preferred)
            state->preferred |= bit;
    }
}

/* Where the name stands among those seen, or would. */
static size_t find_seen(const reader *in, uint32_t index, const char *name, const char *language)
{
    uint64_t hash = bm_fold_hash(name) * 31 + bm_fold_hash(language) + index * UINT64_C(0x9E3779B9);
    size_t mask = in->seen_slots - 1;
    size_t slot = (size_t)(hash ^ hash >> 32) & mask;
    for (; in->seen[slot]; slot = (slot + 1) & mask) {
        const bm_builder_name *seen = &in->builder->names[in->seen[slot] - 1];
        if (seen->place == index && strcmp(seen->text, name) == 0 &&
            strcmp(seen->language, language) == 0)
            break;
    }
    return slot;
}

static bool grow_seen(reader *in)
{
    if (2 * (in->seen_count + 1) <= in->seen_slots)
        return true;
    uint32_t *old = in->seen;
    size_t old_slots = in->seen_slots;
    size_t slots = old_slots ? 2 * old_slots : SEEN_SLOTS_MIN;
    uint32_t *grown = calloc(slots, sizeof *grown);
    if (!grown)
        return false;
    in->seen = grown;
    in->seen_slots = slots;
    for (size_t i = 0; i < old_slots; i++) {
        if (!old[i])
            continue;
        const bm_builder_name *name = &in->builder->names[old[i] - 1];
        grown[find_seen(in, name->place, name->text, name->language)] = old[i];
    }
    free(old);
    return true;
}

/* Add the name unless the table gave it before. False: the place has too many. */
static bool add_once(reader *in, uint32_t index, const char *name, const char *language)
{
    bm_builder *builder = in->builder;
    if (!grow_seen(in)) {
        builder->failed = true;
        return true;
    }
    size_t slot = find_seen(in, index, name, language);
    if (in->seen[slot])
        return true;
    if (in->states[index].names >= NAMES_PER_PLACE_MAX)
        return false;
    bm_builder_add_form(builder, index, name, language, BM_NAME_TOPONYM);
    if (builder->failed)
        return true;
    in->states[index].names++;
    in->seen[slot] = (uint32_t)builder->name_count;
    in->seen_count++;
    return true;
}

static void read_name(reader *in, char *const *fields, uint32_t index)
{
    const char *name = fields[NAME] + strspn(fields[NAME], " ");
    if (!*name) {
        pass_over(in, EMPTY, fields[PLACE_ID]);
        return;
    }
    if (!bm_utf8_is_valid(name)) {
        pass_over(in, ENCODING, name);
        return;
    }
    if (strlen(name) > NAME_MAX_BYTES) {
        pass_over(in, LONG_NAME, name);
        return;
    }
    const char *language = checked_language(fields[LANGUAGE]);
    if (!add_once(in, index, name, language)) {
        pass_over(in, TOO_MANY, fields[PLACE_ID]);
        return;
    }
    bool in_use = strcmp(fields[COLLOQUIAL], "1") != 0 && strcmp(fields[HISTORIC], "1") != 0;
    if (in_use)
        print_as(in, index, language, name, strcmp(fields[PREFERRED], "1") == 0);
}

static void read_row(reader *in)
{
    static char none[] = "";
    bm_lines *lines = in->lines;
    char *fields[COLUMN_COUNT];
    bm_builder_count_row(in->builder);
    size_t count = 0;
    if (!lines->too_long && strlen(lines->text) == lines->length)
        count = bm_lines_split(lines->text, fields, COLUMN_COUNT);
    if (count < COLUMNS_MIN || count > COLUMN_COUNT) {
        pass_over(in, COLUMNS, lines->text);
        return;
    }
    while (count < COLUMN_COUNT)
        fields[count++] = none;
    uint32_t index = bm_builder_find(in->builder, fields[PLACE_ID]);
    if (index != BM_BUILDER_NONE && is_name(fields[LANGUAGE], &in->builder->places[index]))
        read_name(in, fields, index);
}

bm_status bm_source_read_alternates(bm_builder *builder, const char *path, bm_error *error)
{
    bm_lines lines;
    reader in = {.builder = builder, .lines = &lines};
    bm_status status = bm_lines_open(&lines, path, error);
    if (!status)
        bm_source_begin(builder, path, "alternate names");
    if (!status) {
        in.states = calloc(builder->count + 1, sizeof *in.states);
        if (!in.states)
            status = bm_source_out_of_memory(error, path);
    }
    if (!status) {
        while (!builder->failed && bm_lines_next(&lines))
            if (lines.length > 0)
                read_row(&in);
        if (!builder->failed)
            report_unused(&in);
        bm_builder_source_end(builder, path);
        status =
            builder->failed ? bm_source_out_of_memory(error, path) : bm_lines_status(&lines, error);
    }
    free(in.seen);
    free(in.states);
    bm_lines_close(&lines);
    return status;
}
