#include "geo/gazetteer/words/alias.h"

#include "base/utf8.h"
#include "geo/gazetteer/keys/fold.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_SIZE_MAX = 16 << 20, NAMES_MAX = 64 };

static const char *const kind_names[] = {"renamed", "exonym", "word", "part"};
enum { KIND_COUNT = sizeof kind_names / sizeof kind_names[0] };

const char *bm_alias_kind_name(bm_alias_kind kind)
{
    if (kind == BM_ALIAS_SPELLING)
        return "spelling";
    return (unsigned)kind < KIND_COUNT ? kind_names[kind] : "unknown";
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Take the blanks from both ends, in place. */
static char *trim(char *text)
{
    while (is_blank(*text))
        text++;
    size_t length = strlen(text);
    while (length > 0 && is_blank(text[length - 1]))
        text[--length] = '\0';
    return text;
}

static char *next_word(char **rest)
{
    char *word = *rest + strspn(*rest, " \t");
    char *end = word + strcspn(word, " \t");
    *rest = end + (*end != '\0');
    *end = '\0';
    return word;
}

/* What is wrong with a line, for a person. */
typedef struct complaint {
    const char *column;
    const char *value;
    const char *message;
} complaint;

static bool add_key(bm_aliases *aliases, const char *key)
{
    bm_alias_key *grown = bm_array_grow(aliases->keys, aliases->key_count, &aliases->key_capacity,
                                        sizeof *aliases->keys);
    if (!grown)
        return false;
    aliases->keys = grown;
    const char *text = bm_arena_strdup(&aliases->arena, key);
    if (!text)
        return false;
    grown[aliases->key_count++] =
        (bm_alias_key){.text = text, .name = (uint32_t)aliases->name_count - 1};
    return true;
}

/* Abbreviations are met letter by letter, with their dot; everything else in any spelling. */
static bm_status add_name(bm_aliases *aliases, const char *name, bool abbreviation, bool indexed,
                          complaint *wrong)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count = abbreviation ? bm_fold_exact(name, keys[0]) : bm_fold_strict(name, keys);
    if (count == 0 || strlen(name) >= BM_ALIAS_NAME_SIZE) {
        *wrong = (complaint){"name", name, "no name that can be looked up"};
        return BM_ERROR_FORMAT;
    }
    bm_alias_name *grown = bm_array_grow(aliases->names, aliases->name_count,
                                         &aliases->name_capacity, sizeof *aliases->names);
    if (!grown)
        return BM_ERROR_MEMORY;
    aliases->names = grown;
    const char *text = bm_arena_strdup(&aliases->arena, name);
    if (!text)
        return BM_ERROR_MEMORY;
    grown[aliases->name_count++] =
        (bm_alias_name){.text = text, .set = (uint32_t)aliases->set_count};
    for (size_t i = 0; i < count && indexed; i++)
        if (!add_key(aliases, keys[i]))
            return BM_ERROR_MEMORY;
    return BM_OK;
}

static bool read_country(const char *text, char country[3])
{
    if (strcmp(text, "-") == 0)
        return true;
    if (strlen(text) != 2 || text[0] < 'A' || text[0] > 'Z' || text[1] < 'A' || text[1] > 'Z')
        return false;
    memcpy(country, text, 3);
    return true;
}

/* The names of a line: `head = name | name`. In a part or a word the country is left out; what
 * stands before the `=` of a part is a label for people. */
static bm_status read_set(bm_aliases *aliases, uint32_t file, char *line, complaint *wrong)
{
    bm_alias_set set = {.file = file, .first = (uint32_t)aliases->name_count};
    char *kind = next_word(&line);
    int found = 0;
    while (found < KIND_COUNT && strcmp(kind, kind_names[found]) != 0)
        found++;
    if (found == KIND_COUNT) {
        *wrong = (complaint){"kind", kind, "the first word is renamed, exonym, part or word"};
        return BM_ERROR_FORMAT;
    }
    set.kind = (bm_alias_kind)found;
    bool whole = set.kind == BM_ALIAS_RENAMED || set.kind == BM_ALIAS_EXONYM;
    if (whole) {
        char *country = next_word(&line);
        if (!read_country(country, set.country)) {
            *wrong = (complaint){"country", country,
                                 "after the kind comes a country code such as UA, or -"};
            return BM_ERROR_FORMAT;
        }
    }
    char *equals = strchr(line, '=');
    if (!equals) {
        *wrong = (complaint){"names", line, "no '=' between the name and its other names"};
        return BM_ERROR_FORMAT;
    }
    *equals = '\0';
    bm_status status = BM_OK;
    if (set.kind != BM_ALIAS_PART)
        status = add_name(aliases, trim(line), set.kind == BM_ALIAS_WORD, true, wrong);
    char *name = equals + 1;
    for (size_t count = 0; name && !status; count++) {
        char *bar = strchr(name, '|');
        if (bar)
            *bar = '\0';
        if (count == NAMES_MAX) {
            *wrong = (complaint){"names", trim(name), "more than 64 names in one line"};
            return BM_ERROR_FORMAT;
        }
        status = add_name(aliases, trim(name), false, set.kind != BM_ALIAS_WORD, wrong);
        name = bar ? bar + 1 : NULL;
    }
    set.count = (uint32_t)aliases->name_count - set.first;
    if (!status && set.count < 2) {
        *wrong = (complaint){"names", trim(line), "a part needs two names or more"};
        status = BM_ERROR_FORMAT;
    }
    if (status)
        return status;
    bm_alias_set *grown = bm_array_grow(aliases->sets, aliases->set_count, &aliases->set_capacity,
                                        sizeof *aliases->sets);
    if (!grown)
        return BM_ERROR_MEMORY;
    aliases->sets = grown;
    grown[aliases->set_count++] = set;
    return BM_OK;
}

static bm_status read_lines(bm_aliases *aliases, uint32_t file, const char *path, char *text,
                            bm_findings *findings)
{
    long number = 0;
    for (char *line = text; line; number++) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        char *next = end ? end + 1 : NULL;
        char *comment = strchr(line, '#');
        if (comment)
            *comment = '\0';
        line = trim(line);
        if (*line) {
            size_t names = aliases->name_count;
            size_t keys = aliases->key_count;
            complaint wrong = {0};
            bm_status status = BM_ERROR_FORMAT;
            if (bm_utf8_is_valid(line))
                status = read_set(aliases, file, line, &wrong);
            else
                wrong = (complaint){"", line, "not UTF-8"};
            if (status == BM_ERROR_MEMORY)
                return status;
            if (status) {
                aliases->name_count = names;
                aliases->key_count = keys;
                bm_findings_add(findings, BM_SEVERITY_ERROR, "alias", path, number + 1,
                                wrong.column, wrong.value, "%s; the line is left out",
                                wrong.message);
            }
        }
        line = next;
    }
    return BM_OK;
}

/* The whole file, terminated; free() it. */
static bm_status read_file(const char *path, char **text, bm_error *error)
{
    *text = NULL;
    bm_status status = BM_OK;
    struct stat info;
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &info) != 0)
        status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                              strerror(errno));
    else if (!S_ISREG(info.st_mode))
        status = bm_error_set(error, BM_ERROR_IO, path, 0, "'%s' is not a file", path);
    else if (info.st_size > FILE_SIZE_MAX)
        status = bm_error_set(error, BM_ERROR_LIMIT, path, 0,
                              "'%s' has more than 16 MiB; is it a table of aliases?", path);
    if (status)
        goto done;
    size_t size = (size_t)info.st_size;
    *text = malloc(size + 1);
    if (!*text) {
        status = bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
        goto done;
    }
    size_t got = fread(*text, 1, size, file);
    if (got != size) {
        status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s'", path);
        goto done;
    }
    (*text)[size] = '\0';
    if (strlen(*text) != size)
        status = bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is not a text file", path);
done:
    if (file)
        (void)fclose(file);
    return status;
}

/* No file of 16 MiB has 2³² keys. */
static bool make_chains(bm_aliases *aliases)
{
    uint32_t count = 64;
    while (count < aliases->key_count)
        count *= 2;
    aliases->mask = count - 1;
    aliases->chains = bm_arena_array(&aliases->arena, count, sizeof *aliases->chains);
    if (!aliases->chains)
        return false;
    for (uint32_t i = 0; i < count; i++)
        aliases->chains[i] = BM_ALIAS_END;
    for (uint32_t i = 0; i < aliases->key_count; i++) {
        bm_alias_key *key = &aliases->keys[i];
        uint32_t *chain = &aliases->chains[bm_fold_hash(key->text) & aliases->mask];
        key->next = *chain;
        *chain = i;
    }
    return true;
}

bm_status bm_aliases_open(const char *const *paths, size_t path_count, bm_findings *findings,
                          bm_aliases **aliases, bm_error *error)
{
    *aliases = NULL;
    bm_aliases *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_status status = BM_OK;
    for (size_t i = 0; i < path_count && !status; i++) {
        char *text = NULL;
        status = read_file(paths[i], &text, error);
        /* A byte order mark is no part of the first word. */
        if (!status && read_lines(made, (uint32_t)i, paths[i],
                                  text + (strncmp(text, "\xEF\xBB\xBF", 3) ? 0 : 3), findings))
            status = bm_error_set(error, BM_ERROR_MEMORY, paths[i], 0, "out of memory");
        free(text);
    }
    if (!status && !make_chains(made))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (status) {
        bm_aliases_free(made);
        return status;
    }
    *aliases = made;
    return BM_OK;
}

void bm_aliases_free(bm_aliases *aliases)
{
    if (!aliases)
        return;
    free(aliases->sets);
    free(aliases->names);
    free(aliases->keys);
    bm_arena_finish(&aliases->arena);
    free(aliases);
}

size_t bm_aliases_count(const bm_aliases *aliases)
{
    return aliases ? aliases->set_count : 0;
}
