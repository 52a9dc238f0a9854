#include "tests/gazetteer/builder_file.h"

#include "tests/gazetteer/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void builder_file_open(builder_file *file)
{
    *file = (builder_file){.findings = bm_findings_new()};
    assert_non_null(file->findings);
    bm_builder_init(&file->builder, file->findings);
}

void builder_file_close(builder_file *file)
{
    bm_builder_finish(&file->builder);
    bm_findings_free(file->findings);
}

const char *builder_file_write(const char *name, const char *bytes, size_t size)
{
    const char *path = fixture_path(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

const char *builder_file_write_text(const char *name, const char *text)
{
    return builder_file_write(name, text, strlen(text));
}

const char *builder_file_row(const char *id, const char *name, const char *alternates,
                             const char *lat, const char *lon, const char *feature,
                             const char *admin, const char *population)
{
    static char rows[8][16384];
    static size_t used;
    char *row = rows[used++ % 8];
    /* `feature` is "P/PPL", `admin` is "UA/19/5608". */
    char country[3] = {admin[0], admin[0] ? admin[1] : '\0', '\0'};
    const char *admin1 = strchr(admin, '/');
    admin1 = admin1 ? admin1 + 1 : "";
    size_t length = strcspn(admin1, "/");
    const char *admin2 = admin1[length] ? admin1 + length + 1 : "";
    snprintf(
        row, sizeof rows[0],
        "%s\t%s\t%s\t%s\t%s\t%s\t%c\t%s\t%s\t\t%.*s\t%s\t\t\t%s\t\t100\tEurope/Kyiv\t2024-01-01"
        "\n",
        id, name, name, alternates, lat, lon, feature[0], feature + 2, country, (int)length, admin1,
        admin2, population);
    return row;
}

const bm_place *builder_file_place(const builder_file *file, const char *id)
{
    for (size_t i = 0; i < file->builder.count; i++)
        if (strcmp(file->builder.places[i].id, id) == 0)
            return &file->builder.places[i];
    fail_msg("no place %s", id);
    return NULL;
}

bool builder_file_has(const builder_file *file, const char *id, const char *name)
{
    size_t place = (size_t)(builder_file_place(file, id) - file->builder.places);
    for (size_t i = 0; i < file->builder.name_count; i++)
        if (file->builder.names[i].place == place && strcmp(file->builder.names[i].text, name) == 0)
            return true;
    return false;
}

size_t builder_file_findings(const builder_file *file, const char *code, long *line)
{
    size_t count = 0;
    for (size_t i = 0; i < bm_findings_size(file->findings); i++) {
        const bm_finding *finding = bm_findings_get(file->findings, i);
        if (strcmp(finding->code, code) != 0)
            continue;
        count++;
        if (line)
            *line = finding->line;
    }
    return count;
}
