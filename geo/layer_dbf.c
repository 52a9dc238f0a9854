#include "geo/encoding_doubt.h"
#include "geo/layer.h"
#include "geo/safile.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEADER_BYTES = 32,
    FIELD_BYTES = 32,
    CPG_BYTES_MAX = 63,
    FIELDS_MAX = 2047,
    EXAMPLE_SIZE = 512
};

/* What the header of a table says. */
typedef struct header {
    size_t rows;
    size_t header_bytes;
    size_t row_bytes;
    int driver;
} header;

/* A field: where its bytes are in a row. */
typedef struct column {
    size_t offset;
    size_t width;
    char type;
} column;

typedef struct reader {
    bm_layer *layer;
    const char *path;
    DBFHandle dbf;
    column *columns;
    bm_encoding encoding;
    const char *cpg; /* what names the encoding; NULL for the header */
    bm_layer_faults undecoded;
    bool is_doubted; /* the encoding: one finding says so for all */
    size_t used;     /* bytes of layer->text */
    size_t room;
    size_t deleted;
    bm_error *error;
} reader;

static bm_status read_header(const char *path, header *head, bm_error *error)
{
    unsigned char bytes[HEADER_BYTES];
    size_t got = 0;
    size_t size = 0;
    bm_status status = bm_safile_head(path, bytes, sizeof bytes, &got, &size, error);
    if (status)
        return status;
    if (got == 0)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is empty", path);
    head->rows = got < HEADER_BYTES ? 0
                                    : bytes[4] | (size_t)bytes[5] << 8 | (size_t)bytes[6] << 16 |
                                          (size_t)bytes[7] << 24;
    head->header_bytes = got < HEADER_BYTES ? 0 : bytes[8] | (size_t)bytes[9] << 8;
    head->row_bytes = got < HEADER_BYTES ? 0 : bytes[10] | (size_t)bytes[11] << 8;
    head->driver = got < HEADER_BYTES ? 0 : bytes[29];
    if (head->header_bytes < HEADER_BYTES + FIELD_BYTES || head->row_bytes < 2)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is not a dBASE table", path);
    /* In double precision, so that no product overflows. */
    double told = (double)head->header_bytes + (double)head->rows * (double)head->row_bytes;
    if (told > (double)size)
        return bm_error_set(
            error, BM_ERROR_FORMAT, path, 0,
            "'%s' is truncated: its header gives %zu rows of %zu bytes, which takes "
            "%.0f bytes, and it has %zu",
            path, head->rows, head->row_bytes, told, size);
    if (head->rows > BM_LAYER_FEATURES_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, path, 0, "'%s' has more than %d rows", path,
                            BM_LAYER_FEATURES_MAX);
    return BM_OK;
}

/* The code page that the .cpg names, else the one of the language driver. */
static bm_status choose_encoding(const bm_layer_files *files, int driver, bm_encoding *encoding,
                                 const char **cpg, bm_error *error)
{
    *cpg = NULL;
    if (files->cpg) {
        char name[CPG_BYTES_MAX + 1];
        size_t got = 0;
        size_t size = 0;
        bm_status status = bm_safile_head(files->cpg, name, CPG_BYTES_MAX, &got, &size, error);
        if (status)
            return status;
        name[got] = '\0';
        name[strcspn(name, "\r\n")] = '\0';
        const char *start = strncmp(name, "\xEF\xBB\xBF", 3) == 0 ? name + 3 : name;
        if (start[strspn(start, " \t")] != '\0') {
            *cpg = files->cpg;
            status = bm_encoding_from_name(start, encoding);
            return status
                       ? bm_error_set(error, status, files->cpg, 0,
                                      "'%s' names the code page '%s', which is not known; "
                                      "UTF-8, 1250 to 1258, 866, KOI8-R, KOI8-U and ISO-8859-n are",
                                      files->cpg, start)
                       : BM_OK;
        }
    }
    bm_status status = bm_encoding_from_driver(driver, encoding);
    return status ? bm_error_set(error, status, files->dbf, 0,
                                 "this system cannot convert '%s' from its code page; put a .cpg "
                                 "beside it",
                                 files->dbf)
                  : BM_OK;
}

static bm_status out_of_memory(reader *in)
{
    return bm_error_set(in->error, BM_ERROR_MEMORY, in->path, 0, "not enough memory for '%s'",
                        in->path);
}

/* Names and places of the fields, all of which must lie within a row. */
static bm_status read_fields(reader *in, size_t row_bytes)
{
    bm_layer *layer = in->layer;
    int count = DBFGetFieldCount(in->dbf);
    if (count <= 0 || count > FIELDS_MAX)
        return bm_error_set(in->error, BM_ERROR_FORMAT, in->path, 0, "'%s' has no fields",
                            in->path);
    layer->field_count = (size_t)count;
    layer->field_names = bm_arena_array(&layer->arena, layer->field_count, sizeof(char *));
    in->columns = bm_arena_array(&layer->arena, layer->field_count, sizeof *in->columns);
    if (!layer->field_names || !in->columns)
        return out_of_memory(in);
    for (int i = 0; i < count; i++) {
        char name[XBASE_FLDNAME_LEN_READ + 1] = "";
        char text[3 * XBASE_FLDNAME_LEN_READ + 1];
        bool bad = false;
        DBFGetFieldInfo(in->dbf, i, name, NULL, NULL);
        bm_encoding_convert(&in->encoding, name, strlen(name), text, &bad);
        layer->field_names[i] = bm_arena_strdup(&layer->arena, text);
        if (!layer->field_names[i])
            return out_of_memory(in);
        int offset = in->dbf->panFieldOffset[i];
        int width = in->dbf->panFieldSize[i];
        if (offset < 1 || width < 0 || (size_t)offset + (size_t)width > row_bytes)
            return bm_error_set(in->error, BM_ERROR_FORMAT, in->path, 0,
                                "'%s' is damaged: field '%s' reaches beyond the row of %zu bytes",
                                in->path, text, row_bytes);
        in->columns[i] = (column){.offset = (size_t)offset,
                                  .width = (size_t)width,
                                  .type = DBFGetNativeFieldType(in->dbf, i)};
    }
    return BM_OK;
}

static bool is_all(const char *bytes, size_t length, char byte)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != byte)
            return false;
    return true;
}

/* The length without trailing blanks; most of a table is blanks, so eight at a time. */
static size_t without_blanks(const char *bytes, size_t length)
{
    static const char blanks[] = "        ";
    while (length >= 8 && memcmp(bytes + length - 8, blanks, 8) == 0)
        length -= 8;
    while (length > 0 && bytes[length - 1] == ' ')
        length--;
    return length;
}

/* Cut the padding, and empty what means null. */
static void trim(const column *field, const char **bytes, size_t *length)
{
    *length = without_blanks(*bytes, *length);
    const char *end = *length ? memchr(*bytes, '\0', *length) : NULL;
    if (end)
        *length = without_blanks(*bytes, (size_t)(end - *bytes));
    if (field->type == 'C')
        return;
    while (*length > 0 && **bytes == ' ') {
        (*bytes)++;
        (*length)--;
    }
    if ((field->type == 'D' && is_all(*bytes, *length, '0')) ||
        (field->type == 'L' && is_all(*bytes, *length, '?')) || is_all(*bytes, *length, '*'))
        *length = 0;
}

/* Room for `more` bytes after the used ones. */
static bool reserve(reader *in, size_t more)
{
    if (in->room - in->used >= more)
        return true;
    size_t room = in->room ? in->room * 2 : 65536;
    while (room - in->used < more)
        room *= 2;
    if (room > UINT32_MAX)
        room = UINT32_MAX;
    if (room - in->used < more)
        return false;
    char *moved = realloc(in->layer->text, room);
    if (!moved)
        return false;
    in->layer->text = moved;
    in->room = room;
    return true;
}

static void copy_bytes(char copy[EXAMPLE_SIZE], const char *bytes, size_t length)
{
    size_t fits = length < EXAMPLE_SIZE ? length : EXAMPLE_SIZE - 1;
    memcpy(copy, bytes, fits);
    copy[fits] = '\0';
}

static bm_status read_row(reader *in, const char *tuple, size_t row, uint32_t *cells)
{
    bm_layer *layer = in->layer;
    for (size_t i = 0; i < layer->field_count; i++) {
        const column *field = &in->columns[i];
        const char *bytes = tuple + field->offset;
        size_t length = field->width;
        trim(field, &bytes, &length);
        if (length == 0)
            continue; /* the cell is 0: the empty text */
        if (!reserve(in, 3 * length + 1))
            return out_of_memory(in);
        bool bad = false;
        cells[i] = (uint32_t)in->used;
        in->used +=
            1 + bm_encoding_convert(&in->encoding, bytes, length, layer->text + in->used, &bad);
        if (!bad || in->is_doubted || !bm_layer_fault(&in->undecoded))
            continue;
        char raw[EXAMPLE_SIZE];
        copy_bytes(raw, bytes, length);
        bm_findings_add(in->undecoded.findings, BM_SEVERITY_WARNING, "text-undecodable", in->path,
                        (long)row + 1, layer->field_names[i], raw,
                        "not %s; name the table's code page in a .cpg beside it",
                        in->encoding.name);
    }
    return BM_OK;
}

/* A wrong code page of one byte a character decodes nearly everything, so the bytes are looked at,
 * until one text tells that they are what they claim. */
static void doubt_encoding(reader *in, size_t rows)
{
    bm_encoding_doubt seen = {0};
    long first_row = 0;
    const char *first_column = "";
    char first[EXAMPLE_SIZE] = "";
    for (size_t row = 0; row < rows && !seen.refuted; row++) {
        const char *tuple = DBFReadTuple(in->dbf, (int)row);
        if (!tuple)
            return; /* told when the rows are read */
        for (size_t i = 0; tuple[0] != '*' && i < in->layer->field_count; i++) {
            const char *bytes = tuple + in->columns[i].offset;
            size_t length = in->columns[i].width;
            trim(&in->columns[i], &bytes, &length);
            if (!bm_encoding_doubt_look(&seen, bytes, length, length == in->columns[i].width))
                continue;
            first_row = (long)row + 1;
            first_column = in->layer->field_names[i];
            copy_bytes(first, bytes, length);
        }
    }
    if (!bm_encoding_doubt_is_certain(&seen))
        return;
    in->is_doubted = true;
    bm_findings_add(in->undecoded.findings, BM_SEVERITY_WARNING, "text-code-page", in->path,
                    first_row, first_column, first,
                    "the table is read as %s, which '%s' names, but every text beyond ASCII (%zu) "
                    "is UTF-8: %s",
                    in->encoding.name, in->cpg ? in->cpg : in->path, seen.texts,
                    in->cpg ? "write UTF-8 into that file" : "put a .cpg with UTF-8 beside it");
}

/* Rows go to the features with their record number; a table without shapes makes its own. */
static bm_status read_rows(reader *in, size_t rows, bool has_shapes)
{
    bm_layer *layer = in->layer;
    size_t kept = 0;
    size_t candidates = has_shapes ? layer->count : rows;
    for (size_t i = 0; i < candidates; i++) {
        size_t row = has_shapes ? (size_t)layer->features[i].record - 1 : i;
        const char *tuple = DBFReadTuple(in->dbf, (int)row);
        if (!tuple)
            return bm_error_set(in->error, BM_ERROR_FORMAT, in->path, (long)row + 1,
                                "cannot read row %zu of '%s'", row + 1, in->path);
        if (tuple[0] == '*') {
            in->deleted++;
            continue;
        }
        if (has_shapes)
            layer->features[kept] = layer->features[i];
        else
            layer->features[kept] =
                (bm_feature){.record = (long)row + 1, .box = bm_lonlat_box_empty()};
        bm_status status = read_row(in, tuple, row, layer->cells + kept * layer->field_count);
        if (status)
            return status;
        kept++;
    }
    layer->count = kept;
    return BM_OK;
}

static bm_status read_table(reader *in, const header *head, bool has_shapes)
{
    bm_layer *layer = in->layer;
    bm_status status = read_fields(in, head->row_bytes);
    if (status)
        return status;
    size_t candidates = has_shapes ? layer->count : head->rows;
    if (!has_shapes)
        layer->features = bm_arena_array(&layer->arena, candidates + 1, sizeof *layer->features);
    if (!layer->features || candidates > SIZE_MAX / layer->field_count / sizeof *layer->cells)
        return out_of_memory(in);
    layer->cells =
        bm_arena_array(&layer->arena, candidates * layer->field_count + 1, sizeof *layer->cells);
    if (!layer->cells || !reserve(in, 1))
        return out_of_memory(in);
    layer->text[in->used++] = '\0';
    if (!in->encoding.is_utf8 && in->undecoded.findings)
        doubt_encoding(in, head->rows);
    status = read_rows(in, head->rows, has_shapes);
    if (status)
        return status;
    bm_layer_faults_finish(&in->undecoded, "text-undecodable");
    if (in->deleted)
        bm_findings_add(in->undecoded.findings, BM_SEVERITY_NOTE, "row-deleted", in->path, 0, NULL,
                        NULL, "%zu rows are marked as deleted and left out", in->deleted);
    char *fitted = realloc(layer->text, in->used);
    if (fitted)
        layer->text = fitted;
    return BM_OK;
}

bm_status bm_layer_read_dbf(bm_layer *layer, const bm_layer_files *files, size_t shp_rows,
                            bm_findings *findings, bm_error *error)
{
    reader in = {.layer = layer,
                 .path = files->dbf,
                 .undecoded = {.findings = findings, .file = files->dbf},
                 .error = error};
    header head = {0};
    bm_status status = read_header(files->dbf, &head, error);
    if (!status && shp_rows != SIZE_MAX && head.rows != shp_rows)
        status = bm_error_set(error, BM_ERROR_FORMAT, files->dbf, 0,
                              "'%s' has %zu shapes but '%s' has %zu rows", files->shp, shp_rows,
                              files->dbf, head.rows);
    if (!status)
        status = choose_encoding(files, head.driver, &in.encoding, &in.cpg, error);
    if (status)
        return status;
    SAHooks hooks = bm_safile_hooks();
    in.dbf = DBFOpenLL(files->dbf, "rb", &hooks);
    if (!in.dbf)
        return bm_error_set(error, BM_ERROR_FORMAT, files->dbf, 0,
                            "'%s' is not a dBASE table that can be read", files->dbf);
    if (DBFGetRecordCount(in.dbf) < 0 || (size_t)DBFGetRecordCount(in.dbf) != head.rows)
        status = bm_error_set(error, BM_ERROR_FORMAT, files->dbf, 0,
                              "'%s' changed while it was being read", files->dbf);
    else
        status = read_table(&in, &head, shp_rows != SIZE_MAX);
    DBFClose(in.dbf);
    return status;
}
