#include "events/vector/vector.h"

#include <string.h>

static bool begins_with(const char *bytes, size_t size, const char *mark, size_t length)
{
    return size >= length && memcmp(bytes, mark, length) == 0;
}

static bool has(const char *bytes, size_t size, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= size; i++)
        if (bytes[i] == word[0] && memcmp(bytes + i, word, length) == 0)
            return true;
    return false;
}

/* Of an archive the name of a file in it: a spreadsheet is an archive, too. */
static bool has_kml(const char *bytes, size_t size)
{
    return has(bytes, size, ".kml") && !has(bytes, size, "[Content_Types].xml");
}

bm_vector_kind bm_vector_kind_of(const char *bytes, size_t size)
{
    static const char shapes[] = {0, 0, 0x27, 0x0A};
    if (size > BM_VECTOR_LOOKED_AT)
        size = BM_VECTOR_LOOKED_AT;
    if (begins_with(bytes, size, "SQLite format 3", 16))
        return BM_VECTOR_GPKG;
    if (begins_with(bytes, size, "fgb\x03", 4))
        return BM_VECTOR_FGB;
    if (begins_with(bytes, size, shapes, sizeof shapes))
        return BM_VECTOR_SHP;
    if (begins_with(bytes, size, "PK\x03\x04", 4))
        return has_kml(bytes, size) ? BM_VECTOR_KMZ : BM_VECTOR_NONE;
    if (begins_with(bytes, size, "\xEF\xBB\xBF", 3)) {
        bytes += 3;
        size -= 3;
    }
    while (size > 0 && (*bytes == ' ' || *bytes == '\t' || *bytes == '\r' || *bytes == '\n')) {
        bytes++;
        size--;
    }
    if (size > 1 && *bytes == '\x1E')
        return BM_VECTOR_GEOJSON;
    if (size > 0 && *bytes == '{')
        return BM_VECTOR_GEOJSON;
    if (size > 0 && *bytes == '<' && has(bytes, size, "<kml"))
        return BM_VECTOR_KML;
    return BM_VECTOR_NONE;
}
