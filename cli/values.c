#include "cli/values.h"

#include "cli/text.h"

#include <stdlib.h>
#include <string.h>

static bm_status refuse(bm_error *error, const char *value, const char *why)
{
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s': %s", value, why);
}

bm_status cli_read_flag(const char *value, void *slot, bm_error *error)
{
    (void)value;
    (void)error;
    *(bool *)slot = true;
    return BM_OK;
}

bm_status cli_read_file(const char *value, void *slot, bm_error *error)
{
    if (!*value)
        return refuse(error, value, "the name is empty");
    *(const char **)slot = value;
    return BM_OK;
}

bm_status cli_read_text(const char *value, void *slot, bm_error *error)
{
    if (!cli_text_is_utf8(value))
        return refuse(error, value, "not UTF-8");
    *(const char **)slot = value;
    return BM_OK;
}

bm_status cli_read_list(const char *value, void *slot, bm_error *error)
{
    cli_list *list = slot;
    if (!*value)
        return refuse(error, value, "the name is empty");
    const char **items = realloc(list->items, (list->count + 1) * sizeof *items);
    if (!items)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    list->items = items;
    list->items[list->count++] = value;
    return BM_OK;
}

bm_status cli_position_read(const char *value, bm_lonlat *position, bm_error *error)
{
    const char *at = value;
    if (!cli_number_read(at, &position->lon, &at) || *at++ != ',')
        return refuse(error, value, "write LON,LAT in degrees, such as 26.81,51.77");
    at += strspn(at, " ");
    if (!cli_number_read(at, &position->lat, &at) || *at)
        return refuse(error, value, "write LON,LAT in degrees, such as 26.81,51.77");
    bm_lonlat swapped = {.lon = position->lat, .lat = position->lon};
    if (bm_lonlat_is_valid(*position))
        return BM_OK;
    return refuse(error, value,
                  bm_lonlat_is_valid(swapped)
                      ? "no such latitude; the order is LON,LAT, as in GeoJSON"
                      : "longitude is from -180 to 180 and latitude from -90 to 90");
}

bm_status cli_read_at(const char *value, void *slot, bm_error *error)
{
    bm_lonlat position;
    bm_status status = cli_position_read(value, &position, error);
    return status ? status : cli_read_list(value, slot, error);
}

bm_status cli_read_column(const char *value, void *slot, bm_error *error)
{
    const char *equals = strchr(value, '=');
    if (!equals || equals == value || !equals[1])
        return refuse(error, value, "write ROLE=HEADER, such as start=event_date");
    /* Which roles there are is for the reader of tables to say. */
    return cli_read_list(value, slot, error);
}

bm_status cli_read_date(const char *value, void *slot, bm_error *error)
{
    cli_date *date = slot;
    date->given = true;
    return bm_interval_parse(value, BM_DATE_ORDER_UNKNOWN, &date->when, error);
}

bm_status cli_read_zone_name(const char *value, void *slot, bm_error *error)
{
    bm_zone **zone = slot;
    bm_zone_free(*zone);
    return bm_zone_open(value, zone, error);
}

bm_status cli_read_count(const char *value, void *slot, bm_error *error)
{
    double count = 0;
    const char *end = value;
    if (!cli_number_read(value, &count, &end) || *end || count < 1 || count > 1e9 ||
        count != (double)(long)count)
        return refuse(error, value, "write a whole number from 1");
    *(long *)slot = (long)count;
    return BM_OK;
}

bm_status cli_read_frame_time(const char *value, void *slot, bm_error *error)
{
    double time = 0;
    const char *end = value;
    bool fine = cli_number_read(value, &time, &end);
    if (fine && strcmp(end, "s") == 0)
        time *= 1000;
    else
        fine = fine && strcmp(end, "ms") == 0;
    if (!fine || time < 20 || time > 60000)
        return refuse(error, value, "write a time of 20ms to 60s, such as 500ms or 1.5s");
    *(long *)slot = (long)(time + 0.5);
    return BM_OK;
}

bm_status cli_read_dpi(const char *value, void *slot, bm_error *error)
{
    double dpi = 0;
    const char *end = value;
    if (!cli_number_read(value, &dpi, &end) || *end || dpi < 36 || dpi > 1200)
        return refuse(error, value, "write a number from 36 to 1200");
    *(double *)slot = dpi;
    return BM_OK;
}

static bool read_place(const char *value, cli_extent *extent)
{
    const char *comma = strrchr(value, ',');
    if (!comma || comma == value || comma - value >= CLI_PLACE_SIZE)
        return false;
    const char *distance = comma + 1;
    while (*distance == ' ')
        distance++;
    double radius_km = 0;
    const char *end = distance;
    if (!cli_number_read(distance, &radius_km, &end))
        return false;
    while (*end == ' ')
        end++;
    if (strcmp(end, "km") != 0 || radius_km < 1 || radius_km > 2000)
        return false;
    memcpy(extent->place, value, (size_t)(comma - value));
    extent->place[comma - value] = '\0';
    extent->radius_m = radius_km * 1000;
    return true;
}

/* What is wrong with a box, or NULL. */
static const char *read_box(const char *value, bm_lonlat_box *box)
{
    double sides[4];
    const char *at = value;
    for (int i = 0; i < 4; i++) {
        if (!cli_number_read(at, &sides[i], &at) || *at != (i < 3 ? ',' : '\0'))
            return "write events, all, border, place:NAME,DISTANCE or WEST,SOUTH,EAST,NORTH in "
                   "degrees";
        at++;
    }
    *box = (bm_lonlat_box){sides[0], sides[1], sides[2], sides[3]};
    if (box->west < -180 || box->east > 180 || box->west > 180 || box->east < -180)
        return "west and east are degrees from -180 to 180";
    if (box->south < -90 || box->north > 90 || box->south > 90 || box->north < -90)
        return "south and north are degrees from -90 to 90";
    if (box->west >= box->east)
        return "west is not west of east; the order is WEST,SOUTH,EAST,NORTH";
    if (box->south >= box->north)
        return "south is not south of north; the order is WEST,SOUTH,EAST,NORTH";
    return NULL;
}

bm_status cli_read_extent(const char *value, void *slot, bm_error *error)
{
    cli_extent extent = {.kind = BM_EXTENT_EVENTS};
    if (!cli_text_is_utf8(value))
        return refuse(error, value, "not UTF-8");
    if (strcmp(value, "border") == 0) {
        extent.kind = BM_EXTENT_BORDER;
    } else if (strcmp(value, "all") == 0) {
        extent.kind = BM_EXTENT_ALL;
    } else if (strncmp(value, "place:", 6) == 0) {
        extent.kind = BM_EXTENT_BOX;
        if (!read_place(value + 6, &extent))
            return refuse(error, value,
                          "write place:NAME,DISTANCE with 1 to 2000 km, such as "
                          "place:Kopani,30km");
    } else if (strcmp(value, "events") != 0) {
        extent.kind = BM_EXTENT_BOX;
        const char *why = read_box(value, &extent.box);
        if (why)
            return refuse(error, value, why);
    }
    *(cli_extent *)slot = extent;
    return BM_OK;
}

static bool is_letter(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static char upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

bm_status cli_read_border(const char *value, void *slot, bm_error *error)
{
    bool valid = strlen(value) == 5 && is_letter(value[0]) && is_letter(value[1]) &&
                 value[2] == '-' && is_letter(value[3]) && is_letter(value[4]);
    if (!valid)
        return refuse(error, value, "write two ISO 3166 codes, such as BY-UA");
    *(cli_border_pair *)slot = (cli_border_pair){{upper(value[0]), upper(value[1]), '\0'},
                                                 {upper(value[3]), upper(value[4]), '\0'}};
    return BM_OK;
}

bm_status cli_read_step(const char *value, void *slot, bm_error *error)
{
    return bm_step_parse(value, slot, error);
}

bm_status cli_read_ambiguous(const char *value, void *slot, bm_error *error)
{
    static const char *const names[] = {
        [BM_AMBIGUOUS_BEST] = "best", [BM_AMBIGUOUS_SKIP] = "skip", [BM_AMBIGUOUS_FAIL] = "fail"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            *(bm_ambiguous_policy *)slot = (bm_ambiguous_policy)i;
            return BM_OK;
        }
    }
    return refuse(error, value, "write best, skip or fail");
}

bm_status cli_read_compression(const char *value, void *slot, bm_error *error)
{
    bool is_small = strcmp(value, "small") == 0;
    if (!is_small && strcmp(value, "fast") != 0)
        return refuse(error, value, "write fast or small");
    *(bm_compression *)slot = is_small ? BM_COMPRESSION_SMALL : BM_COMPRESSION_FAST;
    return BM_OK;
}

bm_status cli_read_date_order(const char *value, void *slot, bm_error *error)
{
    static const char *const names[] = {
        [BM_DATE_ORDER_DMY] = "dmy", [BM_DATE_ORDER_MDY] = "mdy", [BM_DATE_ORDER_YMD] = "ymd"};
    for (size_t i = BM_DATE_ORDER_DMY; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            *(bm_date_order *)slot = (bm_date_order)i;
            return BM_OK;
        }
    }
    return refuse(error, value, "write dmy, mdy or ymd");
}

bm_status cli_read_delimiter(const char *value, void *slot, bm_error *error)
{
    if (strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0)
        value = "\t";
    bool valid = strlen(value) == 1 && (*value == '\t' || (*value >= ' ' && *value <= '~')) &&
                 *value != '"' && !is_letter(*value) && !(*value >= '0' && *value <= '9');
    if (!valid)
        return refuse(error, value, "write one character such as ';', or tab");
    *(char *)slot = *value;
    return BM_OK;
}

bm_status cli_read_text_mode(const char *value, void *slot, bm_error *error)
{
    bool is_outlines = strcmp(value, "outlines") == 0;
    if (!is_outlines && strcmp(value, "real") != 0)
        return refuse(error, value, "there are real and outlines");
    *(bool *)slot = is_outlines;
    return BM_OK;
}
