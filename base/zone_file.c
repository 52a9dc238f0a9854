#include "base/zone.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER_SIZE = 44, TYPES_MAX = 256, CHANGES_MAX = 10000, OFFSET_MAX_S = 26 * 3600 };

/** How many there are of each in a block, in the order of the header. */
typedef struct counts {
    size_t is_utc, is_standard, leaps, changes, types, name_bytes;
} counts;

static uint32_t read_u32(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int64_t read_i64(const unsigned char *bytes)
{
    return (int64_t)((uint64_t)read_u32(bytes) << 32 | read_u32(bytes + 4));
}

static bool read_header(const unsigned char *bytes, size_t size, counts *found)
{
    if (size < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0)
        return false;
    *found = (counts){read_u32(bytes + 20), read_u32(bytes + 24), read_u32(bytes + 28),
                      read_u32(bytes + 32), read_u32(bytes + 36), read_u32(bytes + 40)};
    /* Leap seconds would shift every instant; the database keeps such files in a folder of its own.
     */
    return found->types > 0 && found->types <= TYPES_MAX && found->changes <= CHANGES_MAX &&
           found->leaps == 0 && found->name_bytes <= 65536 && found->is_utc <= TYPES_MAX &&
           found->is_standard <= TYPES_MAX;
}

static size_t block_size(const counts *found, size_t time_size)
{
    return found->changes * (time_size + 1) + found->types * 6 + found->name_bytes +
           found->is_standard + found->is_utc;
}

static bool read_offset(const unsigned char *types, size_t index, const counts *found, int *offset)
{
    if (index >= found->types)
        return false;
    int32_t value = (int32_t)read_u32(types + index * 6);
    *offset = value;
    return value > -OFFSET_MAX_S && value < OFFSET_MAX_S;
}

static bool read_block(bm_zone *zone, const unsigned char *bytes, const counts *found)
{
    const unsigned char *of_change = bytes + found->changes * 8,
                        *types = of_change + found->changes;
    zone->changes = calloc(found->changes + 1, sizeof *zone->changes);
    if (!zone->changes || !read_offset(types, 0, found, &zone->first_offset_s))
        return false;
    zone->change_count = found->changes;
    for (size_t i = 0; i < found->changes; i++) {
        bm_zone_change *change = &zone->changes[i];
        change->instant_s = read_i64(bytes + i * 8);
        if (!read_offset(types, of_change[i], found, &change->offset_s) ||
            (i > 0 && change->instant_s <= change[-1].instant_s))
            return false;
    }
    return true;
}

/* The footer: a rule between line breaks, empty when nothing is known of the years to come. */
static bool read_footer(bm_zone *zone, const unsigned char *bytes, size_t size)
{
    char text[128];
    if (size < 2 || bytes[0] != '\n')
        return false;
    const unsigned char *end = memchr(bytes + 1, '\n', size - 1);
    size_t length = end ? (size_t)(end - bytes) - 1 : sizeof text;
    if (length >= sizeof text)
        return false;
    memcpy(text, bytes + 1, length);
    text[length] = '\0';
    zone->has_rule = length > 0;
    return length == 0 || bm_zone_rule_parse(text, &zone->rule);
}

bool bm_zone_read(bm_zone *zone, const unsigned char *bytes, size_t size)
{
    counts found;
    /* The first block has instants of 32 bits, for old programs. */
    if (!read_header(bytes, size, &found) || bytes[4] < '2')
        return false;
    size_t skipped = HEADER_SIZE + block_size(&found, 4);
    if (skipped > size)
        return false;
    bytes += skipped;
    size -= skipped;
    if (!read_header(bytes, size, &found))
        return false;
    size_t used = HEADER_SIZE + block_size(&found, 8);
    return used <= size && read_block(zone, bytes + HEADER_SIZE, &found) &&
           read_footer(zone, bytes + used, size - used);
}
