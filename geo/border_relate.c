#include "geo/border.h"

#include "geo/border_line.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

static const char *iso_of(const bm_border *border, size_t index)
{
    return border->outlines.items[index].iso;
}

static bool is_of_border(const bm_border *border, const char *iso)
{
    return strcmp(iso, border->facts.codes.iso[0]) == 0 ||
           strcmp(iso, border->facts.codes.iso[1]) == 0;
}

/* The country a position is in, or the nearest one: land outlines recede from rivers and lakes.
 * Returns true when the border's two countries both claim it; then it is the one whose outline is
 * farther away, as the line runs in the middle between them. */
static bool find_country(const bm_border *border, bm_lonlat position, char country[3])
{
    const bm_outlines *outlines = &border->outlines;
    bool disputed = false;
    size_t index = bm_outlines_containing(outlines, position, 0);
    if (index == SIZE_MAX) {
        index = bm_outlines_nearest(outlines, position, BM_BORDER_REACH_M);
    } else if (is_of_border(border, iso_of(border, index))) {
        size_t other = bm_outlines_containing(outlines, position, index + 1);
        while (other != SIZE_MAX && !is_of_border(border, iso_of(border, other)))
            other = bm_outlines_containing(outlines, position, other + 1);
        disputed = other != SIZE_MAX && strcmp(iso_of(border, index), iso_of(border, other)) != 0;
        if (disputed && bm_outlines_distance_m(outlines, other, position) >
                            bm_outlines_distance_m(outlines, index, position))
            index = other;
    }
    const char *iso = index == SIZE_MAX ? "" : iso_of(border, index);
    memset(country, 0, 3);
    memcpy(country, iso, strlen(iso));
    return disputed;
}

void bm_border_country_at(const bm_border *border, bm_lonlat position, char country[3])
{
    (void)find_country(border, position, country);
}

/* What is near a position as the chord goes. */
typedef struct near_crossings {
    size_t nearest;
    double nearest2, next2; /* squared chords to it and to the next one */
} near_crossings;

static near_crossings find_near(const bm_border *border, bm_xyz here)
{
    near_crossings found = {SIZE_MAX, HUGE_VAL, HUGE_VAL};
    for (size_t i = 0; i < border->crossing_count; i++) {
        double away2 = bm_xyz_distance2(here, border->crossings[i].at);
        if (!(away2 < found.next2))
            continue;
        found.next2 = away2 < found.nearest2 ? found.nearest2 : away2;
        found.nearest = away2 < found.nearest2 ? i : found.nearest;
        found.nearest2 = away2 < found.nearest2 ? away2 : found.nearest2;
    }
    return found;
}

static void find_crossing(const bm_border *border, bm_lonlat position, bm_border_relation *relation)
{
    bm_xyz here = bm_xyz_from(position);
    near_crossings found = find_near(border, here);
    double reach = sqrt(found.nearest2), shortest_m = HUGE_VAL;
    reach += bm_xyz_slack_m(reach);
    /* Mostly no other is so near that its geodesic could be shorter. */
    bool is_alone = found.next2 > reach * reach;
    size_t first = is_alone ? found.nearest : 0;
    size_t end = is_alone ? found.nearest + 1 : border->crossing_count;
    for (size_t i = first; i < end; i++) {
        const bm_border_crossing *crossing = &border->crossings[i];
        if (bm_xyz_distance2(here, crossing->at) > reach * reach)
            continue;
        double distance_m = bm_geodesic_distance_m(position, crossing->position);
        if (distance_m >= shortest_m)
            continue;
        shortest_m = distance_m;
        relation->crossing = border->texts + crossing->name;
        relation->crossing_partner = border->texts + crossing->partner;
        relation->crossing_km = distance_m / 1000.0;
    }
}

bm_status bm_border_relate(const bm_border *border, bm_lonlat position,
                           bm_border_relation *relation, bm_error *error)
{
    *relation = (bm_border_relation){.border_km = NAN,
                                     .nearest = {NAN, NAN},
                                     .crossing = "",
                                     .crossing_partner = "",
                                     .crossing_km = NAN};
    if (!bm_lonlat_is_valid(position))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "the position is not within 180° west to east and 90° south to north");
    bool disputed = find_country(border, position, relation->country);
    if (is_of_border(border, relation->country))
        memcpy(relation->side, relation->country, sizeof relation->side);
    double distance_m = bm_segments_distance_m(&border->segments, position, &relation->nearest);
    relation->border_km = distance_m / 1000.0;
    relation->uncertain = disputed || distance_m < border->facts.accuracy_m;
    find_crossing(border, position, relation);
    return BM_OK;
}

double bm_border_distance_km(const bm_border *border, bm_lonlat position)
{
    if (!bm_lonlat_is_valid(position))
        return NAN;
    return bm_segments_distance_m(&border->segments, position, NULL) / 1000.0;
}

double bm_border_nearest_km(const bm_border *border, bm_lonlat position, bm_lonlat *nearest)
{
    *nearest = (bm_lonlat){NAN, NAN};
    if (!bm_lonlat_is_valid(position))
        return NAN;
    return bm_segments_distance_m(&border->segments, position, nearest) / 1000.0;
}

bool bm_border_looks_swapped(const bm_border *border, bm_lonlat position)
{
    /* In these parts swapped numbers make a position that is valid and in Arabia. */
    static const double abroad_km = 1000.0;
    static const double near_km = 500.0;
    bm_lonlat swapped = {.lon = position.lat, .lat = position.lon};
    if (!border || !bm_lonlat_is_valid(position))
        return false;
    /* Nearly every position is near enough to any one point of the line. */
    const bm_segments *line = &border->segments;
    double near_m = abroad_km * 1000 * 0.99;
    if (line->piece_count > 0 &&
        bm_xyz_distance2(bm_xyz_from(position), line->pieces[line->piece_count / 2].a) <
            near_m * near_m)
        return false;
    return bm_border_distance_km(border, position) > abroad_km &&
           bm_border_distance_km(border, swapped) < near_km;
}
