/* GeoJSON, KML and KMZ: what is read of them is a table whose rows are all as long as its header.
 */
#include "tests/fuzz/fuzz.h"

#include "events/vector/vector.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The cells of the record at `at`, which moves behind it. */
static size_t count_cells(const char *bytes, size_t size, size_t *at)
{
    size_t cells = 1;
    bool is_quoted = false;
    for (; *at < size; ++*at) {
        char byte = bytes[*at];
        if (byte == '"')
            is_quoted = !is_quoted;
        else if (byte == ',' && !is_quoted)
            cells++;
        else if (byte == '\n' && !is_quoted)
            break;
    }
    FUZZ_REQUIRE(*at < size && !is_quoted); /* the last record has an end, too */
    ++*at;
    return cells;
}

static void check(int table, size_t size)
{
    struct stat about;
    FUZZ_REQUIRE(fstat(table, &about) == 0 && (size_t)about.st_size == size && size > 0);
    char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, table, 0);
    FUZZ_REQUIRE(bytes != MAP_FAILED);
    FUZZ_REQUIRE(bytes[0] == BM_VECTOR_MARK_TABLE);
    size_t at = 0, columns = count_cells(bytes, size, &at);
    while (at < size)
        FUZZ_REQUIRE(count_cells(bytes, size, &at) == columns);
    FUZZ_REQUIRE(munmap(bytes, size) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    size_t looked_at = size < BM_VECTOR_LOOKED_AT ? size : BM_VECTOR_LOOKED_AT;
    bm_vector_kind kind = bm_vector_kind_of(bytes, looked_at);
    /* The others are GDAL's to read. */
    if (kind != BM_VECTOR_GEOJSON && kind != BM_VECTOR_KML && kind != BM_VECTOR_KMZ)
        return 0;
    fuzz_file file = fuzz_file_open(data, size);
    int table = -1;
    bm_error error = {0};
    bm_status status =
        bm_vector_convert(kind, "input", file.descriptor, NULL, &table, &size, &error);
    if (!status) {
        check(table, size);
        FUZZ_REQUIRE(close(table) == 0);
    } else {
        FUZZ_REQUIRE(error.message[0] != '\0');
    }
    fuzz_file_close(file);
    return 0;
}
