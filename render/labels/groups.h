/** @file groups.h
 *  The marks of one place, taken together for one label, and what it is called.
 */
#ifndef BM_RENDER_LABELS_GROUPS_H
#define BM_RENDER_LABELS_GROUPS_H

#include "render/labels/parts.h"

enum { LABEL_DISCS_MAX = BM_COLOCATED_SPREAD_MAX + 4 };

/** A precision circle up to this size is as good as a symbol; a larger one is ground to write on.
 */
#define LABEL_SMALL_CIRCLE_PT 34.0

/** The marks of one place. */
struct label_group {
    const bm_event *first; /**< of the gravest category */
    const bm_place *place; /**< the settlement meant; NULL for areas and bare positions */
    const char *name;      /**< to print; "" when none can be trusted or it stands elsewhere */
    const char *full_name; /**< "" only when none can be trusted */
    const char *second;    /**< the name in the second language, or "" */
    uint32_t item;         /**< of the labels that tells of it; BM_PLACEMENT_NONE without one */
    const bm_mark **marks; /**< its marks, as they are drawn */
    size_t mark_count;
    size_t category;
    bool is_home;   /**< `first` happened at the anchor */
    bool is_wide;   /**< known only to an area */
    bool is_merged; /**< the marks of several places, named after the best known */
    size_t events;
    bool is_great;    /**< with a good part of all events: what the map is about */
    size_t imprecise; /**< of these, dated less exactly than the window */
    bm_px anchor;
    bm_px center;
    bm_px low, high;  /**< box of the marks' centres */
    double radius_px; /**< of the circle round `center` that holds all marks */
    bool has_circle;  /**< a small precision circle */
    bm_px circle;
    double circle_px;
};

/** An event's title without its own date at its head ("15/03/2022 Convoy"): that is printed anyway.
 *  Borrowed from the event. */
const char *label_title(const bm_event *event);
/** "3 events", "3 events, 1 undated", "2 undated events": those that are dated less exactly than
 * the window are told apart. */
#define LABEL_COUNT_SIZE 96
void label_count_events(const label_group *at, char text[LABEL_COUNT_SIZE]);
/** " (claimed)", " (assessed)", or "". */
const char *label_claim_words(bm_claim claim);

/** Measure the symbols of all marks, which label_symbol_disc() tells then. */
void label_measure_symbols(label_work *work);
/** What names keep off: the circle round a symbol's corners. */
label_disc label_symbol_disc(const label_work *work, const bm_mark *mark);

/** The circle in a box: a symbol of a density map. */
label_disc label_disc_in(bm_px_box box);

/** Marks that stand round one place have the same anchor. */
bool label_group_has(const label_group *group, const bm_mark *mark);

/** A name and, newest first, up to `lines_max` of the place's events, a line each, and how many
 * there are more. */
label_form *label_event_list(label_work *work, const label_group *at, const bm_text_style *heading,
                             const bm_text_style *line, const char *name, size_t lines_max,
                             double width_px);

/** Newest first; of one day as in the table. */
void label_sort_by_date(const bm_event **events, size_t count);

/** The name to print: the gazetteer's, so that one place has one spelling. A table may give a name
 * and the position of another place; then a name would put it in the wrong spot, and none is
 * printed. */
void label_group_find_name(const label_work *work, label_group *at);

/** Where marks stand for several places, the capital or else the oblast centre that
 * label_share_greats() has given them is the name, or else the place with most of the events; none
 * when the others are far from it. */
void label_group_name_merged(const label_work *work, label_group *at);
/** Find the capitals and oblast centres in the frame, for label_group_name_merged(). */
void label_find_greats(label_work *work);
/** Give each of them to the group with most events there, or else next to it. */
void label_share_greats(label_work *work, const label_group *groups, size_t count);

/** Gather the marks into `work->labels->groups`, the gravest first. False when memory is short. */
bool label_groups_make(label_work *work);
/** "Rechytsa (Stolin)" of a place: the name with its district's, or its oblast's. The name itself
 * where that is not known, or not in the map's languages. Lives as long as the labels. */
const char *label_qualified_name(label_work *work, const char *name, const bm_place *place);
/** True when events are told at another place of that name. */
bool label_has_namesake(const label_work *work, const char *name, const bm_place *place);
/** Different places of one name: those where less happened are told with their district. */
void label_groups_tell_apart(label_work *work);
/** A place with several groups is named once, where most happened; `everywhere`, so are places of
 * one name that are far apart. */
void label_groups_name_once(label_group *groups, size_t count, bool everywhere);
/** The symbols of a group. `discs` has room for LABEL_DISCS_MAX. */
label_cluster label_group_cluster(label_work *work, const label_group *at, label_disc *discs);

/** Sort the marks' symbols, for label_find_others(). */
void label_find_neighbours(label_work *work);
/** Note the symbols round a group that are not its own. */
void label_find_others(label_work *work, const label_group *at, label_cluster *cluster);

/** "11 Mar 2022" from "11 March 2022": months of more than four letters by their first three. */
void label_short_date(const bm_interval *when, char *text, size_t size);

#endif
