#include "events/report_index.h"

#include "events/batch.h"
#include "events/report/publication_day.h"

#include <stdlib.h>
#include <string.h>

typedef enum index_column {
    INDEX_FILE,
    INDEX_PUBLISHED,
    INDEX_PUBLISHER,
    INDEX_URL,
    INDEX_LANGUAGE,
    INDEX_COLUMNS
} index_column;

enum { KEYS_MAX = 16 };

/* Headers, as bm_table_normalize() makes them. */
static const char *const headers[INDEX_COLUMNS][KEYS_MAX] = {
    [INDEX_FILE] = {"file", "filename", "file_name", "path", "report", "document", "doc", "файл",
                    "имя_файла", "імя_файла"},
    [INDEX_PUBLISHED] = {"published", "published_at", "published_on", "date_published",
                         "publication_date", "pub_date", "pubdate", "date", "дата",
                         "дата_публикации", "дата_публікації", "дата_публікацыі"},
    [INDEX_PUBLISHER] = {"publisher", "source", "outlet", "site", "media", "newspaper", "видавець",
                         "выдавец", "издатель", "источник", "джерело", "крыніца"},
    [INDEX_URL] = {"url", "link", "uri", "address", "href", "ссылка", "посилання", "спасылка"},
    [INDEX_LANGUAGE] = {"language", "lang", "язык", "мова"}};

typedef struct index_reader {
    bm_report_index *index;
    bm_batch *batch;
    int columns[INDEX_COLUMNS];
    bm_findings *findings;
} index_reader;

static bm_status no_memory(const bm_report_index *index, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, index->path, 0, "not enough memory");
}

static bm_status find_columns(index_reader *reader, bm_error *error)
{
    for (size_t i = 0; i < INDEX_COLUMNS; i++) {
        reader->columns[i] = -1;
        for (size_t k = 0; k < KEYS_MAX && headers[i][k] && reader->columns[i] < 0; k++)
            reader->columns[i] = bm_table_find_key(&reader->batch->header, headers[i][k]);
    }
    if (reader->columns[INDEX_FILE] < 0)
        return bm_error_set(error, BM_ERROR_FORMAT, reader->index->path, 1,
                            "'%s' is no index of reports: it needs the column file, and may have "
                            "published, publisher, url and language",
                            bm_table_shown(reader->index->path));
    reader->index->file_column =
        bm_arena_strdup(&reader->index->arena,
                        bm_batch_column_name(reader->batch, (size_t)reader->columns[INDEX_FILE]));
    return reader->index->file_column ? BM_OK : no_memory(reader->index, error);
}

/* A cell without the blanks around it. */
static const char *keep_cell(index_reader *reader, const bm_batch_row *row, index_column column)
{
    static const char blanks[] = " \t\r\n";
    const char *text = reader->columns[column] < 0 ? "" : row->cells[reader->columns[column]];
    text += strspn(text, blanks);
    size_t length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]))
        length--;
    return bm_arena_strndup(&reader->index->arena, text, length);
}

static void tell(const index_reader *reader, const bm_batch_row *row, bm_severity severity,
                 const char *code, int column, const char *value, const char *what)
{
    bm_findings_add(reader->findings, severity, code, reader->index->path, row->line,
                    column < 0 ? NULL : bm_batch_column_name(reader->batch, (size_t)column), value,
                    "%s", what);
}

/* "en", "en-GB", "eng" or "English". */
static bm_language language_from_text(const char *text)
{
    static const char *const names[][2] = {[BM_LANGUAGE_ENGLISH] = {"eng", "english"},
                                           [BM_LANGUAGE_BELARUSIAN] = {"bel", "belarusian"},
                                           [BM_LANGUAGE_UKRAINIAN] = {"ukr", "ukrainian"},
                                           [BM_LANGUAGE_RUSSIAN] = {"rus", "russian"}};
    char word[16] = "";
    size_t length = strcspn(text, "-_");
    if (length >= sizeof word)
        return BM_LANGUAGE_UNKNOWN;
    for (size_t i = 0; i < length; i++)
        word[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]);
    for (size_t i = 0; i < BM_LANGUAGE_COUNT; i++)
        if (strcmp(word, names[i][0]) == 0 || strcmp(word, names[i][1]) == 0)
            return (bm_language)i;
    return bm_language_from_code(word);
}

static void read_published(const index_reader *reader, const bm_batch_row *row, const char *text,
                           bm_report_index_row *made)
{
    bm_error problem;
    if (!*text)
        return;
    bm_status status = bm_publication_day_parse(text, &made->published, &problem);
    made->has_published = status == BM_OK;
    if (status)
        tell(reader, row, BM_SEVERITY_WARNING,
             status == BM_ERROR_ARGUMENT ? "date-ambiguous" : "date-invalid",
             reader->columns[INDEX_PUBLISHED], text, problem.message);
}

static void read_language(const index_reader *reader, const bm_batch_row *row, const char *text,
                          bm_report_index_row *made)
{
    made->language = *text ? language_from_text(text) : BM_LANGUAGE_UNKNOWN;
    if (*text && made->language == BM_LANGUAGE_UNKNOWN)
        tell(reader, row, BM_SEVERITY_WARNING, "language-unknown", reader->columns[INDEX_LANGUAGE],
             text, "no language that is known here: there are en, be, uk and ru");
}

static bm_status add_row(index_reader *reader, const bm_batch_row *row, bm_error *error)
{
    bm_report_index *index = reader->index;
    if (*row->problem) {
        tell(reader, row, BM_SEVERITY_ERROR, row->code, -1, NULL, row->problem);
        return BM_OK;
    }
    bm_report_index_row made = {.line = row->line,
                                .file = keep_cell(reader, row, INDEX_FILE),
                                .publisher = keep_cell(reader, row, INDEX_PUBLISHER),
                                .url = keep_cell(reader, row, INDEX_URL)};
    const char *published = keep_cell(reader, row, INDEX_PUBLISHED);
    const char *language = keep_cell(reader, row, INDEX_LANGUAGE);
    bm_report_index_row *grown =
        bm_array_grow(index->rows, index->count, &index->capacity, sizeof *index->rows);
    if (grown)
        index->rows = grown;
    if (!grown || !made.file || !made.publisher || !made.url || !published || !language)
        return no_memory(index, error);
    if (!*made.file) {
        tell(reader, row, BM_SEVERITY_ERROR, "index-file", reader->columns[INDEX_FILE], "",
             "the row names no file");
        return BM_OK;
    }
    if (index->count == BM_REPORT_INDEX_ROWS_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, index->path, row->line,
                            "'%s' has more than %d rows", bm_table_shown(index->path),
                            BM_REPORT_INDEX_ROWS_MAX);
    read_published(reader, row, published, &made);
    read_language(reader, row, language, &made);
    index->rows[index->count++] = made;
    return BM_OK;
}

static bm_status read_rows(index_reader *reader, bm_error *error)
{
    bm_status status = find_columns(reader, error);
    while (!status) {
        const bm_batch_row *row = NULL;
        status = bm_batch_next(reader->batch, &row, error);
        if (status || !row)
            break;
        status = add_row(reader, row, error);
    }
    return status;
}

bm_status bm_report_index_open(const char *path, bm_findings *findings, bm_report_index **index,
                               bm_error *error)
{
    *index = NULL;
    bm_report_index *made = calloc(1, sizeof *made);
    if (!made || !(made->path = bm_arena_strdup(&made->arena, path))) {
        free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory");
    }
    index_reader reader = {.index = made, .findings = findings};
    bm_status status = bm_batch_open_any(path, NULL, &reader.batch, error);
    if (!status)
        status = read_rows(&reader, error);
    bm_batch_free(reader.batch);
    if (!status)
        status = bm_report_index_drop_repeated(made, findings, error);
    if (!status)
        status = bm_report_index_sort(made, error);
    if (status) {
        bm_report_index_free(made);
        return status;
    }
    *index = made;
    return BM_OK;
}

void bm_report_index_free(bm_report_index *index)
{
    if (!index)
        return;
    free(index->rows);
    free(index->whole);
    free(index->bare);
    bm_arena_finish(&index->arena);
    free(index);
}

size_t bm_report_index_count(const bm_report_index *index)
{
    return index ? index->count : 0;
}

const bm_report_index_row *bm_report_index_get(const bm_report_index *index, size_t row)
{
    return index && row < index->count ? &index->rows[row] : NULL;
}

void bm_report_index_describe(const bm_report_index *index, size_t row, bm_report_source *source)
{
    const bm_report_index_row *said = bm_report_index_get(index, row);
    if (!said)
        return;
    if (*said->publisher)
        source->publisher = said->publisher;
    if (*said->url)
        source->url = said->url;
    if (said->language != BM_LANGUAGE_UNKNOWN)
        source->language = said->language;
    if (said->has_published) {
        source->has_published = true;
        source->published = said->published;
    }
}

void bm_report_index_report_unused(const bm_report_index *index, const bool *used,
                                   bm_findings *findings)
{
    for (size_t i = 0; i < index->count; i++)
        if (!used[i])
            bm_findings_add(findings, BM_SEVERITY_NOTE, "index-unused", index->path,
                            index->rows[i].line, index->file_column, index->rows[i].file,
                            "no report of that name was read");
}
