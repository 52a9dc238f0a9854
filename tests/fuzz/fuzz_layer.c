/* Shapefiles: every feature that is read has positions in range and parts in order.
 *
 * The input holds three files: two lengths (16 bits each, low byte first) for the `.shp` and the
 * `.shx`, then the `.shp`, the `.shx` and, to the end, the `.dbf`. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"

#include <bordermap/layer.h>
#include <stdio.h>
#include <unistd.h>

enum { PATH_SIZE = 64, HEAD_SIZE = 4 };

static void write_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    FUZZ_REQUIRE(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static void check_feature(const bm_feature *feature)
{
    if (feature->part_count == 0)
        return;
    FUZZ_REQUIRE(feature->part_start[0] == 0);
    FUZZ_REQUIRE(feature->part_start[feature->part_count] == feature->point_count);
    for (size_t part = 0; part < feature->part_count; part++)
        FUZZ_REQUIRE(feature->part_start[part] <= feature->part_start[part + 1]);
    for (size_t i = 0; i < feature->point_count; i++) {
        FUZZ_REQUIRE(bm_lonlat_is_valid(feature->points[i]));
        FUZZ_REQUIRE(bm_lonlat_box_contains(feature->box, feature->points[i]));
    }
    (void)bm_feature_contains(feature, (bm_lonlat){27, 52});
}

static bool count_visit(const bm_layer *layer, size_t index, void *context)
{
    (void)layer;
    (void)index;
    ++*(size_t *)context;
    return true;
}

static void check_layer(const bm_layer *layer)
{
    size_t visited = 0;
    for (size_t i = 0; i < bm_layer_count(layer); i++) {
        check_feature(bm_layer_feature(layer, i));
        for (size_t field = 0; field < bm_layer_field_count(layer); field++) {
            FUZZ_REQUIRE(bm_utf8_is_valid(bm_layer_text(layer, i, (int)field)));
            (void)bm_layer_number(layer, i, (int)field, 0);
        }
    }
    bm_layer_query(layer, (bm_lonlat_box){-180, -90, 180, 90}, count_visit, &visited);
    FUZZ_REQUIRE(visited <= bm_layer_count(layer));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const endings[] = {"shp", "shx", "dbf"};
    char folder[] = "/tmp/bm-fuzz-XXXXXX";
    char paths[3][PATH_SIZE];
    if (size < HEAD_SIZE)
        return 0;
    size_t lengths[3] = {data[0] | (size_t)data[1] << 8, data[2] | (size_t)data[3] << 8, 0};
    data += HEAD_SIZE;
    size -= HEAD_SIZE;
    FUZZ_REQUIRE(mkdtemp(folder));
    for (int i = 0; i < 3; i++) {
        size_t length = i < 2 && lengths[i] < size ? lengths[i] : size;
        (void)snprintf(paths[i], PATH_SIZE, "%s/x.%s", folder, endings[i]);
        write_file(paths[i], data, length);
        data += length;
        size -= length;
    }
    for (int i = 0; i < 3; i += 2) { /* as a shapefile, and as a bare table */
        bm_layer *layer = NULL;
        bm_error error = {0};
        bm_findings *findings = bm_findings_new();
        if (bm_layer_open(paths[i], findings, &layer, &error) == BM_OK)
            check_layer(layer);
        else
            FUZZ_REQUIRE(error.message[0] != '\0' && !layer);
        bm_layer_free(layer);
        bm_findings_free(findings);
    }
    for (int i = 0; i < 3; i++)
        (void)unlink(paths[i]);
    (void)rmdir(folder);
    return 0;
}
