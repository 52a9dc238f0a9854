/* A KMZ: the KML in a ZIP archive (APPNOTE 6.3), of which only what is needed is read. */
#include "events/table.h"
#include "events/vector/rows.h"
#include "events/zip/module.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    END_SIZE = 22,
    COMMENT_MAX = 0xFFFF,
    STORED = 0,
    DEFLATED = 8,
    ENCRYPTED = 1
};
/* No text is packed closer than this, so that what says so is damaged or hostile. */
enum { RATIO_MAX = 1100 };

typedef struct archive {
    const unsigned char *bytes;
    size_t size;
} archive;

typedef struct entry {
    const unsigned char *packed;
    size_t packed_size, size;
    uint32_t crc;
    unsigned method, flags;
} entry;

static uint32_t get(const unsigned char *at, int bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++)
        value |= (uint32_t)at[i] << (8 * i);
    return value;
}

static bool has(const archive *zip, size_t at, size_t size)
{
    return at <= zip->size && size <= zip->size - at;
}

/* Where the list of files begins; false when there is none. */
static bool find_list(const archive *zip, size_t *at, size_t *count)
{
    for (size_t back = END_SIZE; back <= zip->size && back <= END_SIZE + COMMENT_MAX; back++) {
        const unsigned char *end = zip->bytes + zip->size - back;
        if (get(end, 4) != 0x06054B50)
            continue;
        *count = get(end + 10, 2);
        *at = get(end + 16, 4);
        return has(zip, *at, 0);
    }
    return false;
}

static bool ends_in_kml(const unsigned char *name, size_t length)
{
    return length > 4 && strncasecmp((const char *)name + length - 4, ".kml", 4) == 0;
}

/* doc.kml, as it should be, or else the first .kml in the archive. */
static bool find_document(const archive *zip, entry *found)
{
    size_t at, count;
    bool any = false, is_doc = false;
    if (!find_list(zip, &at, &count))
        return false;
    for (size_t i = 0; i < count && !is_doc && has(zip, at, CENTRAL_SIZE); i++) {
        const unsigned char *head = zip->bytes + at;
        size_t name_size = get(head + 28, 2);
        size_t local = get(head + 42, 4);
        if (get(head, 4) != 0x02014B50 || !has(zip, at + CENTRAL_SIZE, name_size))
            return any;
        const unsigned char *name = head + CENTRAL_SIZE;
        is_doc = name_size == 7 && memcmp(name, "doc.kml", 7) == 0;
        if ((is_doc || (!any && ends_in_kml(name, name_size))) && has(zip, local, LOCAL_SIZE)) {
            const unsigned char *own = zip->bytes + local;
            size_t start = local + LOCAL_SIZE + get(own + 26, 2) + get(own + 28, 2);
            size_t packed_size = get(head + 20, 4);
            if (get(own, 4) != 0x04034B50 || !has(zip, start, packed_size))
                return false;
            *found = (entry){zip->bytes + start, packed_size,       get(head + 24, 4),
                             get(head + 16, 4),  get(head + 10, 2), get(head + 8, 2)};
            any = true;
        }
        at += CENTRAL_SIZE + name_size + get(head + 30, 2) + get(head + 32, 2);
    }
    return any;
}

static bool unpack(const bm_zip_module *zip, const entry *file, char *text)
{
    if (file->flags & ENCRYPTED)
        return false;
    if (file->method == STORED && file->packed_size == file->size)
        memcpy(text, file->packed, file->size);
    else if (file->method != DEFLATED ||
             !zip->inflate(file->packed, file->packed_size, text, file->size))
        return false;
    return zip->crc(text, file->size) == file->crc;
}

bm_status bm_vector_unpack_kmz(const char *path, const void *bytes, size_t size, char **text,
                               size_t *text_size, bm_error *error)
{
    const archive zip = {bytes, size};
    const bm_zip_module *module;
    entry file = {0};
    *text = NULL;
    bm_status status = bm_zip_module_open(path, &module, error);
    if (status)
        return status;
    bool found = find_document(&zip, &file) && file.size / RATIO_MAX <= file.packed_size;
    if (found && !(*text = malloc(file.size + 1)))
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    if (found && unpack(module, &file, *text)) {
        *text_size = file.size;
        return BM_OK;
    }
    free(*text);
    *text = NULL;
    return bm_error_set(
        error, BM_ERROR_FORMAT, path, 0, "'%s' is a ZIP archive %s", bm_table_shown(path),
        found ? "that is damaged or encrypted" : "without a KML that can be read in it");
}
