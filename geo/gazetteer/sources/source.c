#include "geo/gazetteer/sources/source.h"

#include "base/digest.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *bm_source_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bm_status bm_source_out_of_memory(bm_error *error, const char *path)
{
    return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
}

void bm_source_begin(bm_builder *builder, const char *path, const char *format)
{
    char digest[BM_DIGEST_SIZE] = "";
    char table[4096];
    const char *paths[2] = {path, table};
    size_t length = strlen(path);
    size_t count = 1;
    /* What a shapefile says of its points is in its table. */
    if (strcmp(format, "shapefile") == 0 && length > 4 && length < sizeof table) {
        memcpy(table, path, length + 1);
        memcpy(table + length - 3, "dbf", 3);
        count += access(table, R_OK) == 0;
    }
    if (builder->digests && bm_digest_files(paths, count, digest, NULL) != BM_OK)
        digest[0] = '\0';
    bm_builder_source(builder, &(bm_gazetteer_source){.name = bm_source_file_name(path),
                                                      .format = format,
                                                      .sha256 = digest});
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter + ('a' - 'A')) : letter;
}

/* ASCII case ignored. */
static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path);
    size_t ending_length = strlen(ending);
    if (length <= ending_length)
        return false;
    path += length - ending_length;
    while (*ending && lower(*path) == *ending) {
        path++;
        ending++;
    }
    return *ending == '\0';
}

static bool is_shapefile(const char *path)
{
    return has_ending(path, ".shp") || has_ending(path, ".dbf") || has_ending(path, ".shx");
}

/* What cannot be opened is left to the reader of lines, which says why. */
static bool is_empty_or_unreadable(const char *path)
{
    struct stat about;
    return stat(path, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size == 0;
}

static bm_status read_one(bm_builder *builder, const char *path, bm_error *error)
{
    if (strncmp(path, "PG:", 3) == 0)
        return bm_source_read_gdal(builder, path, error);
    if (is_shapefile(path))
        return bm_source_read_shapefile(builder, path, error);
    if (bm_source_is_geonames(path) || is_empty_or_unreadable(path))
        return bm_source_read_geonames(builder, path, error);
    if (has_ending(path, ".txt") || has_ending(path, ".tsv"))
        return bm_error_set(error, BM_ERROR_FORMAT, path, 1,
                            "'%s' is no GeoNames dump: its lines do not have 19 columns with tabs "
                            "between and an id first",
                            path);
    if (!strchr(bm_source_file_name(path), '.'))
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "cannot read '%s' as a gazetteer: its name should end in .gaz, .txt (a "
                            "GeoNames dump), .shp, or as other files of points do, such as .gpkg",
                            path);
    return bm_source_read_gdal(builder, path, error);
}

/* Length of the folder part of a path, its slash included. */
static size_t folder_length(const char *path)
{
    return (size_t)(bm_source_file_name(path) - path);
}

bm_status bm_source_read(bm_builder *builder, const char *const *paths, size_t path_count,
                         bm_error *error)
{
    for (size_t i = 0; i < path_count; i++) {
        bm_status status = read_one(builder, paths[i], error);
        if (status)
            return status;
    }
    for (size_t i = 0; i < path_count; i++) {
        size_t length = folder_length(paths[i]);
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = folder_length(paths[j]) == length && strncmp(paths[i], paths[j], length) == 0;
        if (strncmp(paths[i], "PG:", 3) == 0)
            continue;
        bm_status status = seen ? BM_OK : bm_source_read_place_names(builder, paths[i], error);
        if (status)
            return status;
    }
    return builder->failed && path_count ? bm_source_out_of_memory(error, paths[0]) : BM_OK;
}
