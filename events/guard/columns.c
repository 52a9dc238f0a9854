/* Which of the table's own columns tell where something is: by their headers, and by what is in
 * them. */
#include "events/export/event_layer.h"
#include "events/guard/private.h"

#include "base/number.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SIZE = 512, NUMBER_SIZE = 32 };
/* A number this near to a coordinate, with so many decimals, is one. */
static const double NEAR_DEG = 0.2;
enum { DECIMALS = 2 };

/* Whole words of a header. */
static const char *const words[] = {
    "lon",        "lng",         "long",       "lat",       "x",
    "y",          "wkt",         "wkb",        "geom",      "geo",
    "point",      "pos",         "position",   "loc",       "location",
    "locations",  "place",       "places",     "placename", "toponym",
    "settlement", "settlements", "village",    "town",      "city",
    "hamlet",     "locality",    "site",       "address",   "street",
    "district",   "raion",       "rayon",      "hromada",   "municipality",
    "county",     "commune",     "parish",     "adm2",      "adm3",
    "adm4",       "admin2",      "admin3",     "admin4",    "adm2name",
    "geonames",   "geonameid",   "geoname",    "osm",       "mgrs",
    "utm",        "easting",     "northing",   "geohash",   "pluscode",
    "olc",        "w3w",         "what3words", "katottg",   "koatuu",
    "postcode",   "postal",      "zip",        "map",       "maps",
    "gmaps",      "googlemaps",  "wikimapia",  "near",      "nearest",
    "nearby",     "distance",    "border",     "crossing",  "checkpoint",
    "mention",    "area",        "region",     "oblast",    "admin1",
    "adm1",       "radius",      "accuracy",   "gps",       "exif",
    "cell",       "grid",        "tile",       "h3",        "s2",
    "origin",     "destination", "azimuth",    "bearing",   "elevation",
    "altitude",   "uncertain",   "candidates", "широта",    "долгота",
    "довгота",    "даўгата",     "шырата",     "місто",     "город",
    "село",       "деревня",     "вёска",      "пункт",     "адрес",
    "адреса",     "район",       "громада",    "місце",     "место",
    "месца",      NULL};
/* Parts of a header. */
static const char *const parts[] = {"latitude", "longitude", "coord",     "geoloc",
                                    "geojson",  "geocode",   "geopoint",  "place_id",
                                    "geoprec",  "координат", "каардынат", NULL};

static bool has_word(const char *key)
{
    while (*key) {
        size_t length = strcspn(key, "_");
        /* "lat1" and "lon_2" as well. */
        size_t letters = length;
        while (letters > 1 && isdigit((unsigned char)key[letters - 1]))
            letters--;
        for (const char *const *word = words; *word; word++) {
            size_t size = strlen(*word);
            if ((size == length || size == letters) && memcmp(*word, key, size) == 0)
                return true;
        }
        key += length + (key[length] == '_');
    }
    return false;
}

/* Our own columns, come back from an export that was not coarsened, would tell it all. */
static bool is_of_ours(const char *name)
{
    static const char *const ours[] = {"name", "match",     "score",   "margin",    "ambiguous",
                                       "side", "from_name", "to_name", "precision", NULL};
    for (const char *const *own = ours; *own; own++) {
        size_t length = strlen(*own);
        if (strncmp(name, *own, length) == 0 &&
            (!name[length] || strcmp(name + length, "_source") == 0))
            return true;
    }
    return false;
}

static bool is_named_so(const char *header)
{
    char key[KEY_SIZE];
    if (is_of_ours(header) || !bm_table_normalize(header, key, sizeof key))
        return true;
    for (const char *const *part = parts; *part; part++)
        if (strstr(key, *part))
            return true;
    return has_word(key);
}

/* The next number with decimals in a text; NULL at its end. */
static const char *next_number(const char *at, double *number)
{
    for (;;) {
        at += strcspn(at, "0123456789");
        if (!*at)
            return NULL;
        size_t whole = strspn(at, "0123456789");
        size_t fraction = at[whole] == '.' ? strspn(at + whole + 1, "0123456789") : 0;
        size_t length = whole + 1 + fraction;
        char text[NUMBER_SIZE];
        if (fraction >= DECIMALS && whole <= 3) {
            size_t kept = length < sizeof text ? length : sizeof text - 1;
            memcpy(text, at, kept);
            text[kept] = '\0';
            if (bm_number_parse(text, number))
                return at + length;
        }
        at += fraction ? length : whole;
    }
}

static bool is_near(double number, double degrees)
{
    return fabs(number - fabs(degrees)) < NEAR_DEG;
}

static void find_coordinates(const char *text, bm_lonlat position, bool *lon, bool *lat)
{
    double number = 0;
    *lon = *lat = false;
    while ((text = next_number(text, &number)) != NULL) {
        *lon = *lon || is_near(number, position.lon);
        *lat = *lat || is_near(number, position.lat);
    }
}

bool bm_guard_text_tells(const char *text, bm_lonlat position)
{
    bool lon, lat;
    find_coordinates(text, position, &lon, &lat);
    return lon && lat;
}

static bool is_place(const char *cell, const char *place)
{
    return *place && strcmp(cell, place) == 0;
}

/* Both coordinates, or the name of the place and nothing else. */
static bool cell_tells(const char *cell, const bm_event *event)
{
    const bm_event_location *location = &event->location;
    return is_place(cell, event->place) || is_place(cell, location->name) ||
           is_place(cell, location->place_id) ||
           (location->located && bm_guard_text_tells(cell, location->position));
}

/* One of the two coordinates. */
static bool has_coordinate(const char *cell, bm_lonlat position)
{
    bool lon = false, lat = false;
    if (strspn(cell, "+-.0123456789 \t°NESW") == strlen(cell))
        find_coordinates(cell, position, &lon, &lat);
    return lon || lat;
}

static bool is_looked_at(bm_column_role role)
{
    return role == BM_COLUMN_OTHER || role == BM_COLUMN_CATEGORY || role == BM_COLUMN_CLAIM ||
           role == BM_COLUMN_DATE_PRECISION;
}

static bool is_told_by_header(const bm_event_column *column)
{
    return column->role == BM_COLUMN_DISTRICT || column->role == BM_COLUMN_PLACE_PRECISION ||
           column->role == BM_COLUMN_RADIUS ||
           (column->role == BM_COLUMN_OTHER && is_named_so(column->name));
}

static void look_at_column(const bm_events *part, size_t column, struct bm_guard_column *found)
{
    for (size_t i = 0; i < part->count && !found->tells; i++) {
        const bm_event *event = &part->items[i];
        const char *cell = event->cells[column];
        found->tells = cell_tells(cell, event);
        if (!*cell || !event->location.located)
            continue;
        found->numbers++;
        found->hits += has_coordinate(cell, event->location.position);
    }
}

void bm_guard_look_at_columns(const bm_events *part, bm_guard_tally *tally)
{
    for (size_t i = 0; i < part->column_count; i++) {
        const bm_event_column *column = &part->columns[i];
        if (!column->is_own && is_looked_at(column->role) && !is_told_by_header(column))
            look_at_column(part, i, &tally->columns[i]);
    }
}

/* A coordinate in most rows is no chance. */
static bool tells(const bm_event_column *column, const struct bm_guard_column *found)
{
    return is_told_by_header(column) || found->tells ||
           (found->hits > 0 && 2 * found->hits >= found->numbers);
}

bm_status bm_guard_drop_columns(bm_guard *guard, const bm_events *header,
                                const bm_guard_tally *tally, bm_error *error)
{
    guard->dropped =
        bm_arena_array(&guard->arena, header->column_count + 1, sizeof *guard->dropped);
    for (size_t i = 0; guard->dropped && i < header->column_count; i++) {
        const bm_event_column *column = &header->columns[i];
        if (column->is_own || !tells(column, &tally->columns[i]))
            continue;
        guard->is_withheld[i] = true;
        const char *copy = bm_arena_strdup(&guard->arena, column->name);
        if (!copy)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        guard->dropped[guard->dropped_count++] = copy;
    }
    return guard->dropped ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}
