/* GeoNames tables of admin codes: "UA.19<TAB>Rivne<TAB>Rivne<TAB>695592", or with two codes. */
#include "base/lines.h"
#include "base/utf8.h"
#include "geo/gazetteer/sources/admin_codes.h"
#include "geo/gazetteer/sources/source.h"

#include <bordermap/data.h>
#include <string.h>

enum { CODE, NAME, COLUMN_COUNT };
enum { NAME_MAX_BYTES = 200, PATH_SIZE = 4096 };

static void leave_out(bm_builder *builder, const bm_lines *lines, const char *value,
                      const char *why)
{
    bm_builder_report(builder, BM_SEVERITY_ERROR, "admin-code", lines->path, lines->number, "",
                      value, "%s; the row is left out", why);
}

/* "UA.19", "UA.19.5608"; and, unless all is `nested`, "BY.1092002809" of tables whose districts do
 * not say their oblast. */
static void read_row(bm_builder *builder, bm_lines *lines, bool nested)
{
    char *fields[COLUMN_COUNT];
    if (lines->too_long || strlen(lines->text) != lines->length ||
        bm_lines_split(lines->text, fields, COLUMN_COUNT) < COLUMN_COUNT) {
        leave_out(builder, lines, "", "the row has less than two columns");
        return;
    }
    char *country = fields[CODE];
    char *admin1 = strchr(country, '.');
    if (!bm_utf8_is_valid(country) || !bm_utf8_is_valid(fields[NAME])) {
        leave_out(builder, lines, fields[NAME], "the text is not UTF-8");
        return;
    }
    if (!admin1 || admin1 - country != 2 || !admin1[1]) {
        leave_out(builder, lines, country, "the code is not of the form UA.19 or UA.19.5608");
        return;
    }
    if (!*fields[NAME] || strlen(fields[NAME]) > NAME_MAX_BYTES) {
        leave_out(builder, lines, fields[NAME], "the unit has no name, or one above 200 bytes");
        return;
    }
    *admin1++ = '\0';
    char *admin2 = strchr(admin1, '.');
    if (admin2)
        *admin2++ = '\0';
    const char *name = bm_admin_short(builder, fields[NAME]);
    bm_admin_explain(builder, bm_admin_code(builder, country, admin1, admin2), name,
                     BM_ADMIN_TABLE);
    if (!admin2 && !nested)
        bm_admin_explain(builder, bm_admin_code(builder, country, "", admin1), name,
                         BM_ADMIN_TABLE);
}

static void read_rows(bm_builder *builder, bm_lines *lines, bool shipped)
{
    while (!builder->failed && bm_lines_next(lines)) {
        if (lines->length == 0 || lines->text[0] == '#')
            continue;
        if (!shipped)
            bm_builder_count_row(builder);
        read_row(builder, lines, shipped);
    }
}

void bm_source_read_shipped_codes(bm_builder *builder)
{
    bm_lines lines;
    char path[PATH_SIZE];
    if (bm_data_path("shapefiles/admin_codes.txt", path, sizeof path, NULL) != BM_OK)
        return;
    if (bm_lines_open(&lines, path, NULL) == BM_OK)
        read_rows(builder, &lines, true);
    bm_lines_close(&lines);
}

bm_status bm_source_read_codes(bm_builder *builder, const char *path, bm_error *error)
{
    bm_lines lines;
    bm_status status = bm_lines_open(&lines, path, error);
    if (!status)
        bm_source_begin(builder, path, "codes");
    if (!status) {
        read_rows(builder, &lines, false);
        bm_builder_source_end(builder, path);
        status =
            builder->failed ? bm_source_out_of_memory(error, path) : bm_lines_status(&lines, error);
    }
    bm_lines_close(&lines);
    return status;
}
