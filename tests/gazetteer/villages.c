#include "villages.h"

/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "fixture.h"
#include "point_file.h"

#include <stdio.h>
#include <stdlib.h>

/* Three villages in a row, a district about them, and an airfield. */
const char *villages_write(const char *name, const char *first_name)
{
    static const char *const fields[] = {"PLACE_ID", "NAME",   "NAME_BE",   "ISO_A2",
                                         "FCODE",    "ADMIN1", "POPULATION"};
    static const int widths[] = {10, 40, 40, 2, 5, 20, 9};
    static char path[FIXTURE_PATH_SIZE];
    point_file *file = point_file_open(fixture_path(name), true, 7, fields, widths);
    point_file_add(file, 26.0, 52.0,
                   (const char *[]){"1", first_name, "Верасы", "BY", "PPL", "Brest", "300"});
    point_file_add(file, 26.1, 52.0,
                   (const char *[]){"2", "Verasen", "", "BY", "PPL", "Brest", ""});
    point_file_add(file, 26.3, 52.0, (const char *[]){"3", "Alhava", "", "BY", "PPL", "", ""});
    point_file_add(file, 26.0, 52.1, (const char *[]){"4", "Verasy", "", "BY", "ADM2", "", ""});
    point_file_add(file, -179.99, 66.0,
                   (const char *[]){"5", "Verasy Field", "", "US", "AIRF", "", ""});
    point_file_add(file, 38.3, 49.0, (const char *[]){"6", "Rubizhne", "", "UA", "PPL", "", ""});
    point_file_close(file);
    snprintf(path, sizeof path, "%s.shp", fixture_path(name));
    return path;
}

bm_gazetteer *villages_open(const char *const *paths, size_t count, const char *cache)
{
    bm_gazetteer *gazetteer = NULL;
    bm_error error = {0};
    if (bm_gazetteer_open(paths, count, cache, NULL, &gazetteer, &error))
        fail_msg("%s", error.message);
    return gazetteer;
}

/* Build the villages' index; its path. */
const char *villages_index(const char *source)
{
    static char path[FIXTURE_PATH_SIZE];
    bm_error error = {0};
    const bm_gazetteer_inputs inputs = {.paths = &source, .path_count = 1, .licence = "CC0"};
    snprintf(path, sizeof path, "%s", fixture_path("built.gaz"));
    if (bm_gazetteer_build(&inputs, path, NULL, &error))
        fail_msg("%s", error.message);
    return path;
}

char *villages_bytes(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

void villages_write_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}
