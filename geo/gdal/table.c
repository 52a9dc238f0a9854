/* One table of a database, as it was asked for. */
#include "geo/gdal/dataset.h"
#include "geo/gdal/row.h"
#include "geo/gdal/spatial_reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <ogr_api.h>

enum { COLUMNS_MAX = 4000 };

/* A statement while it is put together. */
typedef struct statement {
    char *text; /* heap */
    size_t length;
    bool failed;
} statement;

static void add(statement *sql, const char *text)
{
    size_t length = strlen(text);
    char *grown = sql->failed ? NULL : realloc(sql->text, sql->length + length + 1);
    sql->failed = !grown;
    if (!grown)
        return;
    memcpy(grown + sql->length, text, length + 1);
    sql->text = grown;
    sql->length += length;
}

static void add_name(statement *sql, const char *name)
{
    char letter[3] = "";
    add(sql, "\"");
    for (; *name; name++) {
        snprintf(letter, sizeof letter, *name == '"' ? "\"%c" : "%c", *name);
        add(sql, letter);
    }
    add(sql, "\"");
}

static void add_literal(statement *sql, const char *text)
{
    char letter[3] = "";
    add(sql, "'");
    for (; *text; text++) {
        snprintf(letter, sizeof letter, *text == '\'' ? "'%c" : "%c", *text);
        add(sql, letter);
    }
    add(sql, "'");
}

/* A table while it is read. */
typedef struct table_reader {
    GDALDatasetH dataset;
    const bm_gdal_table_reader *reader;
    char *message;
    OGRCoordinateTransformationH way;
    bool stopped; /* the reader wants no more */
} table_reader;

static bm_status fail(const table_reader *in, const char *what)
{
    bm_gdal_say_database(NULL, what, in->message);
    return BM_ERROR_IO;
}

static bm_status no_memory(const table_reader *in)
{
    snprintf(in->message, BM_ERROR_MESSAGE_SIZE, "not enough memory");
    return BM_ERROR_MEMORY;
}

/* The columns of the primary key, in its order: rows come in the order of it, so that the same
 * table gives the same map. */
static void add_order(const table_reader *in, statement *sql)
{
    statement keys = {0};
    add(&keys, "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
               "AND a.attnum = ANY(i.indkey) WHERE i.indisprimary AND i.indrelid = to_regclass(");
    add_literal(&keys, in->reader->relation);
    add(&keys, ") ORDER BY array_position(i.indkey::int2[], a.attnum)");
    OGRLayerH found =
        keys.failed ? NULL : GDALDatasetExecuteSQL(in->dataset, keys.text, NULL, NULL);
    const char *before = " ORDER BY ";
    for (OGRFeatureH key; found && (key = OGR_L_GetNextFeature(found)) != NULL;) {
        add(sql, before);
        add_name(sql, OGR_F_GetFieldAsString(key, 0));
        before = ", ";
        OGR_F_Destroy(key);
    }
    if (found)
        GDALDatasetReleaseResultSet(in->dataset, found);
    free(keys.text);
    /* A table without one is as good. */
    CPLErrorReset();
}

static bm_gdal_column_kind kind_of(OGRFieldDefnH field)
{
    switch (OGR_Fld_GetType(field)) {
    case OFTInteger:
        return OGR_Fld_GetSubType(field) == OFSTBoolean ? BM_GDAL_COLUMN_TEXT
                                                        : BM_GDAL_COLUMN_NUMBER;
    case OFTInteger64:
    case OFTReal:
        return BM_GDAL_COLUMN_NUMBER;
    case OFTDate:
        return BM_GDAL_COLUMN_DATE;
    case OFTDateTime:
        return BM_GDAL_COLUMN_TIME;
    default:
        return BM_GDAL_COLUMN_TEXT;
    }
}

/* A column that GDAL takes for the number of the feature is one of the table's all the same. */
static const char *number_column(OGRLayerH layer)
{
    const char *name = OGR_L_GetFIDColumn(layer);
    return name && *name ? name : NULL;
}

static bm_status tell_columns(table_reader *in, OGRLayerH layer, statement *sql)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    int own = OGR_FD_GetFieldCount(definition);
    size_t count = 0;
    if (own > COLUMNS_MAX) {
        snprintf(in->message, BM_ERROR_MESSAGE_SIZE, "the table has more than %d columns",
                 COLUMNS_MAX);
        return BM_ERROR_LIMIT;
    }
    bm_gdal_column *columns = calloc((size_t)own + 1, sizeof *columns);
    if (!columns)
        return no_memory(in);
    for (int i = 0; i < own; i++) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
        columns[count++] = (bm_gdal_column){OGR_Fld_GetNameRef(field), kind_of(field)};
    }
    if (number_column(layer))
        columns[count++] = (bm_gdal_column){number_column(layer), BM_GDAL_COLUMN_NUMBER};
    const char *geometry = OGR_L_GetGeometryColumn(layer);
    const char *condition = NULL;
    in->stopped = !in->reader->columns(in->reader->context, columns, count,
                                       geometry && *geometry ? geometry : NULL, &condition);
    if (condition) {
        add(sql, " WHERE ");
        add(sql, condition);
    }
    free(columns);
    return BM_OK;
}

static bm_status tell_rows(table_reader *in, const char *sql)
{
    OGRLayerH layer = GDALDatasetExecuteSQL(in->dataset, sql, NULL, NULL);
    if (!layer)
        return fail(in, "the database refuses the question");
    bm_status status = BM_OK;
    const char *geometry = OGR_L_GetGeometryColumn(layer);
    if (geometry && *geometry)
        status = bm_gdal_way_to_wgs84(OGR_L_GetSpatialRef(layer), in->reader->relation, &in->way,
                                      in->message);
    CPLErrorReset();
    OGR_L_ResetReading(layer);
    for (OGRFeatureH feature;
         !status && !in->stopped && (feature = OGR_L_GetNextFeature(layer)) != NULL;) {
        in->stopped = !bm_gdal_tell_row(in->reader, in->way, feature, number_column(layer));
        OGR_F_Destroy(feature);
    }
    /* GDAL ends as if there were no more rows. */
    if (!status && !in->stopped && CPLGetLastErrorType() >= CE_Failure)
        status = fail(in, "the database does not send all rows");
    if (in->way)
        OCTDestroyCoordinateTransformation(in->way);
    GDALDatasetReleaseResultSet(in->dataset, layer);
    return status;
}

static bm_status read_table(table_reader *in)
{
    statement sql = {0};
    add(&sql, "SELECT * FROM ");
    add(&sql, in->reader->relation);
    OGRLayerH layer = sql.failed ? NULL : GDALDatasetExecuteSQL(in->dataset, sql.text, NULL, NULL);
    bm_status status = layer        ? tell_columns(in, layer, &sql)
                       : sql.failed ? no_memory(in)
                                    : fail(in, "cannot read the table of the database");
    if (layer)
        GDALDatasetReleaseResultSet(in->dataset, layer);
    if (!status && !in->stopped) {
        add_order(in, &sql);
        status = sql.failed ? no_memory(in) : tell_rows(in, sql.text);
    }
    free(sql.text);
    return status;
}

bm_status bm_gdal_read_table(const char *connection, const bm_gdal_table_reader *reader,
                             char message[BM_ERROR_MESSAGE_SIZE])
{
    bm_gdal_dataset opened;
    bm_status status = bm_gdal_open(connection, &opened, message);
    if (!status) {
        table_reader in = {.dataset = opened.dataset, .reader = reader, .message = message};
        status = read_table(&in);
    }
    bm_gdal_close(&opened);
    return status;
}
