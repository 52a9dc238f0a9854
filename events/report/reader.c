/* What reads reports: the lexicons of all languages, and what each stage makes of them. */
#include "events/report/reading.h"

#include <bordermap/data.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096, LANGUAGE_LINE = 64 };

/* The language that a lexicon file says it is of, from its first line that says anything. */
static bm_language language_of_file(const char *path)
{
    bm_language language = BM_LANGUAGE_UNKNOWN;
    FILE *file = fopen(path, "rb");
    if (!file)
        return language;
    char line[LANGUAGE_LINE];
    char code[3];
    while (language == BM_LANGUAGE_UNKNOWN && fgets(line, sizeof line, file)) {
        if (sscanf(line, "language %2[a-z]", code) == 1)
            language = bm_language_from_code(code);
        else if (line[strspn(line, " \t\r\n")] && line[0] != '#' && !strchr(line, '#'))
            break;
    }
    (void)fclose(file);
    return language;
}

static bm_status load_lexicon(bm_reader *reader, bm_language language,
                              const bm_reader_options *options, bm_findings *findings,
                              bm_error *error)
{
    char name[32];
    char shipped[PATH_SIZE];
    (void)snprintf(name, sizeof name, "lexicon/%s.txt", bm_language_code(language));
    bm_status status = bm_data_path(name, shipped, sizeof shipped, error);
    if (status)
        return status;
    size_t most = 1 + (options ? options->lexicon_count : 0);
    const char **paths = calloc(most, sizeof *paths);
    if (!paths)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    size_t count = 0;
    paths[count++] = shipped;
    for (size_t i = 0; options && i < options->lexicon_count; i++)
        if (language_of_file(options->lexicons[i]) == language)
            paths[count++] = options->lexicons[i];
    status = bm_lexicon_load(paths, count, findings, &reader->lexicons[language], error);
    free(paths);
    return status;
}

/* A file that no language claims would be left out without a word. */
static bm_status check_languages(const bm_reader_options *options, bm_error *error)
{
    for (size_t i = 0; options && i < options->lexicon_count; i++)
        if (language_of_file(options->lexicons[i]) == BM_LANGUAGE_UNKNOWN)
            return bm_error_set(error, BM_ERROR_FORMAT, options->lexicons[i], 1,
                                "cannot read '%s' as a lexicon: it must begin with 'language en', "
                                "be, uk or ru",
                                options->lexicons[i]);
    return BM_OK;
}

bm_status bm_reader_new(const bm_gazetteer *gazetteer, const bm_geocoder *geocoder,
                        const bm_border *border, const bm_reader_options *options,
                        bm_findings *findings, bm_reader **reader, bm_error *error)
{
    *reader = NULL;
    bm_status status = check_languages(options, error);
    if (status)
        return status;
    bm_reader *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    made->gazetteer = gazetteer;
    made->geocoder = geocoder;
    made->border = border;
    made->decisions = options ? options->decisions : NULL;
    status = bm_name_memory_new(&made->name_memory, error);
    for (int i = 0; !status && i < BM_LANGUAGE_COUNT; i++) {
        status = load_lexicon(made, (bm_language)i, options, findings, error);
        if (!status)
            status = bm_date_words_new(made->lexicons[i], &made->date_words[i], error);
        if (!status)
            status = bm_toponym_words_new(made->lexicons[i], &made->toponym_words[i], error);
        if (!status)
            status = bm_incident_words_new(made->lexicons[i], &made->incident_words[i], error);
    }
    if (status)
        bm_reader_free(made);
    else
        *reader = made;
    return status;
}

void bm_reader_free(bm_reader *reader)
{
    if (!reader)
        return;
    for (int i = 0; i < BM_LANGUAGE_COUNT; i++) {
        bm_incident_words_free(reader->incident_words[i]);
        bm_toponym_words_free(reader->toponym_words[i]);
        bm_date_words_free(reader->date_words[i]);
        bm_lexicon_free(reader->lexicons[i]);
    }
    bm_name_memory_free(reader->name_memory);
    free(reader);
}
