/** @file parts.h
 *  What the files of the labels share: the set that is being gathered, and how a label enters it.
 */
#ifndef BM_RENDER_LABELS_PARTS_H
#define BM_RENDER_LABELS_PARTS_H

#include <bordermap/crossings.h>

#include "base/arena.h"
#include "render/labels/key.h"
#include "render/labels/labels.h"
#include "render/labels/language.h"
#include "render/placement/placement.h"

enum { LABEL_LINES_MAX = 8, LABEL_GLYPHS_MAX = 64 };

/** Importance of the kinds, highest first; within one, towns and events add what they have. */
enum {
    LABEL_PRIORITY_EVENT = 9000,
    LABEL_PRIORITY_EVENT_MIN = 8100,    /**< of the least grave */
    LABEL_PRIORITY_OWN_CAPITAL = 10050, /**< leads, but for events in a capital */
    LABEL_PRIORITY_CAPITAL = 8000,
    LABEL_PRIORITY_OWN_COUNTRY =
        9990, /**< one of the border's; leads, but for events in a great place */
    LABEL_PRIORITY_ARROW_END = 7200,
    LABEL_PRIORITY_CENTRE = 7000,
    LABEL_PRIORITY_COUNTRY = 6500,
    LABEL_PRIORITY_CROSSING = 6200,
    LABEL_PRIORITY_RIVER = 5000,
    LABEL_PRIORITY_SEA = 4400,
    LABEL_PRIORITY_TOWN = 3000,
    LABEL_PRIORITY_OBLAST = 2950,
    LABEL_PRIORITY_LESSER_RIVER = 2900,
    LABEL_PRIORITY_LAKE = 2000
};

/** What a label pays for what it covers; a candidate's own rank costs 0 to about 10. */
#define LABEL_COST_OVER_BORDER 30.0
#define LABEL_COST_BEYOND_BORDER 62.0
#define LABEL_COST_OVER_COUNTRY_LINE 8.0
#define LABEL_COST_BEYOND_COUNTRY_LINE 32.0
#define LABEL_COST_OVER_RIVER 1.2
#define LABEL_COST_OVER_OBLAST_LINE 0.8
#define LABEL_COST_OVER_AREA 0.6
#define LABEL_COST_OVER_ARROW 9.0
/** What fewer words cost at most, a bare name for a whole text. */
#define LABEL_COST_BRIEF 28.0

/** What words pay for another side than their own in a series, for one close by and for the
 * opposite: more than a name of the base may nudge them to, less than fewer words. */
#define LABEL_COST_ASIDE 14.0
#define LABEL_COST_ASIDE_MAX 18.0

/** What a name of the base that may step aside in a series pays for it. */
#define LABEL_COST_STEP_ASIDE 12.0

/** By so much a label is nearer to what it names than to all else, in points. */
#define LABEL_NEARER_PT 2.0

/** The sign that a label names. */
typedef enum label_dot {
    LABEL_DOT_NONE,
    LABEL_DOT_CAPITAL,
    LABEL_DOT_CENTRE,
    LABEL_DOT_TOWN,
    LABEL_DOT_VILLAGE
} label_dot;

/** One line of a block of text. */
typedef struct label_line {
    const char *text;
    const bm_text_style *style;
    double width_px;
    double baseline_px; /**< below the block's top */
} label_line;

/** A block of text: one way to say a label. */
typedef struct label_form {
    label_line lines[LABEL_LINES_MAX];
    size_t line_count;
    double width_px;  /**< of the letters, without halo */
    double height_px; /**< from the capitals of the first line to the descenders of the last */
    double halo_px;
    double yields;    /**< the most that it pays for lying where towns are to be named */
    bool is_tag;      /**< the number of a callout; has no lines */
    bool is_fallback; /**< used only when no other form has room */
} label_form;

/** A letter, or a word, of a name that follows a line. */
typedef struct label_glyph {
    const char *text;
    bm_px baseline;
    double angle_deg;
} label_glyph;

/** On which side of its symbols a block stands, the number of one of the ways that around.c knows,
 * from 1. */
typedef uint8_t label_side;
#define LABEL_SIDE_NONE 0

/** What is drawn when a candidate is chosen; parallel to the placement's candidates. */
typedef struct label_choice {
    const label_form *form; /**< NULL for glyphs */
    label_side side;        /**< of what it names */
    union {
        struct {
            bm_px origin; /**< upper left corner of the form */
            double align; /**< 0 lines flush left, 0.5 centred, 1 flush right */
        };
        struct {
            const label_glyph *glyphs;
            size_t glyph_count;
            const bm_text_style *glyph_style;
        };
    };
} label_choice;

/** What a label names; sorted as they are drawn. */
typedef enum label_kind {
    LABEL_COUNTRY,
    LABEL_OBLAST,
    LABEL_RIVER,
    LABEL_LAKE,
    LABEL_SEA,
    LABEL_CROSSING,
    LABEL_TOWN,
    LABEL_EVENT
} label_kind;

typedef struct label_item {
    const char *name; /**< for the report */
    label_kind kind;
    uint32_t first_choice; /**< index of its first choice; the next label's ends them */
    const char *repeats;   /**< the same name stands at another place; NULL when not */
    label_dot dot;
    bm_px dot_center;
    uint32_t label; /**< of the placement */
    bm_px at; /**< the place that an event's label is about, or a town whose dot is covered; NaN for
               * other labels */
    const struct bm_place *place; /**< of a town */
    const char *area;             /**< of an oblast: its name in the layer */
    bool is_great;                /**< a capital or an oblast centre */
    bool has_country;             /**< `country` was looked up */
    char country[3];              /**< that the place is in; "" for none */
    bool is_altered;              /**< its text has letters that no font has */
    uint32_t callout;             /**< number, when it is told in the key; 0 else */
    bool is_left_out;          /**< it has a place on the map and is not drawn: the key is full */
    struct label_group *tells; /**< the events that it is of; NULL for none */
    const struct label_group *instead_of; /**< those whose words say its name too; NULL for none */
} label_item;

/** The sign of a crossing. It is drawn in any case, and its name where that has room. */
typedef struct label_gate {
    bm_px center;
    double angle_deg; /**< of the border */
    bm_crossing_state state;
} label_gate;

#define LABEL_GATES_MAX 60

/** The marks of one place (groups.h). */
typedef struct label_group label_group;

struct bm_labels {
    const bm_style *style;
    const bm_marks *marks;
    bm_arena arena;
    bm_placement *placement;
    label_item *items;
    size_t item_count, item_capacity;
    label_gate gates[LABEL_GATES_MAX];
    size_t gate_count;
    label_choice *choices;
    size_t choice_count, choice_capacity;
    uint32_t *placed; /**< indices of items */
    size_t placed_count;
    uint32_t *dropped;
    size_t dropped_count;
    label_group *groups;
    size_t group_count;
    bm_key_row *rows; /**< by number */
    size_t row_count;
    size_t left_out, left_out_events; /**< neither named nor in the key */
    /* The placement's obstacles, in the order that they are added. */
    uint32_t furniture_end;            /**< furniture comes first */
    uint32_t symbols_end;              /**< then symbols; then crossings' signs */
    const struct bm_place **crossings; /**< in view, of a base that stands */
    size_t crossing_count;
    size_t base_lines; /**< of the placement: those that all maps of a series have */
    bool failed;
};

/** A capital or oblast centre, wherever it is. */
typedef struct label_great {
    const bm_place *place;
    bm_px at;
    const struct label_group *owner; /**< the events that are named after it */
} label_great;

/** A place that is named with its events. */
typedef struct label_taken {
    const bm_place *place;
    const struct label_group *group;
    bool has_label; /**< of its own; else it stays without words */
} label_taken;

/** A stretch of a list. */
typedef struct label_slice {
    size_t first, end;
} label_slice;

/** What the collectors work with. */
typedef struct label_work {
    bm_labels *labels;
    const bm_basemap *basemap;
    const bm_style *style;
    const bm_frame *frame;
    const bm_marks *marks;
    const bm_obstacles *obstacles;
    bm_canvas *canvas;
    const bm_label_options *options;
    const bm_callouts *callouts;
    bm_label_stage stage;
    bool is_sparse;
    const bm_labels *standing;   /**< NULL for none */
    const bm_label_sides *sides; /**< NULL for none */
    bm_px_box inside;            /**< what no label may leave */
    label_slice slice;           /**< of the groups, or of the towns: what is collected now */
    bool is_over_pictures;       /**< a raster or a density lies below the names */
    size_t rows_max;             /**< of the key */
    bm_languages languages;
    double pt;           /**< pixels of a point */
    double m_per_pt;     /**< ground metres of a point, in the middle of the map */
    label_great *greats; /**< capitals and oblast centres; found when first needed */
    size_t great_count, great_capacity;
    const struct label_disc *discs; /**< circles of the marks' symbols, in the marks' order */
    /** The marks' symbols from left to right. */
    const struct label_neighbour *neighbours;
    size_t neighbour_count;
    double neighbour_px; /**< the largest mark's radius */
    label_taken *taken;  /**< places that an event label names */
    size_t taken_count, taken_capacity;
    struct label_town *towns; /**< to be named (towns.h) */
    size_t town_count, town_capacity;
} label_work;

/** Gather all labels of the events or of the map, with all that they keep off, on as many threads
 *  as there are. Failed allocations are remembered in labels->failed, here and below. */
void label_gather(label_work *work);

/** Make the groups, with the places that they take, and enter the symbols as obstacles. */
void label_events_prepare(label_work *work);
/* Collectors. Each adds to the labels of its work, which has a copy for each of them, and otherwise
 * only reads: others may work beside it. */
/** Of the slice of the groups. */
void label_collect_events(label_work *work);
void label_collect_arrow_ends(label_work *work);
/** Of the slice of the towns. */
void label_collect_towns(label_work *work);
void label_collect_crossings(label_work *work);
void label_collect_areas(label_work *work);
void label_collect_rivers(label_work *work);
void label_collect_lakes(label_work *work);
/** The lines that labels should not cover. */
void label_collect_lines(label_work *work);
/** Those of the marks alone: arrows and circles. */
void label_collect_mark_lines(const label_work *work);
/** The signs of crossings alone, in a map of a series. */
void label_collect_signs(label_work *work);
/** True when events that are known only to an oblast are labelled with its name. */
bool label_names_an_event(const label_work *work, const char *oblast);
/** Whether a town of `standing` is named by itself on this map, and unless which label is. A great
 *  one whose dot a symbol hides is entered here. */
bool label_town_is_to_stand(label_work *work, const label_item *item, uint32_t *unless);
/** The label added last, of a great town that stands on all small maps, has a dot unless a symbol
 * hides it; then it may also stand right beside that. */
void label_town_hide_dot(label_work *work, const label_form *form);
/** Words of events and names of areas and rivers had better not lie where a town's dot and the
 *  beginning of its name would be. */
void label_want_room(label_work *work, bm_px at);
/** Begin a label as one of `standing`, without candidates; false when memory is short. */
bool label_begin_copy(label_work *work, const label_item *item);
/** Enter a candidate of `standing`. */
void label_add_copy(label_work *work, uint32_t candidate, double cost);

/** True when the middle of a label's box is in another country than the place that it names; see
 *  bm_placement_set_foreign(). `context`: the work. */
bool label_is_foreign(void *context, uint32_t label, bm_px_box box);

/** After solving: the key's rows, with their numbers. Labels whose number has no row are taken off
 *  the map. */
void label_make_key(label_work *work);
/** List anew which labels are on the map, and which are not. */
void label_sort_out(bm_labels *labels);

/* Building blocks, in block.c and around.c. */

/** A copy of a style that lives as long as the labels. NULL when memory is short. */
bm_text_style *label_style_copy(label_work *work, const bm_text_style *style);
/** The style of names of areas and waters. Shades of a hillshade, an image or a density run through
 * their letters, and the halo must hide them. The style itself where nothing of that lies below. */
const bm_text_style *label_style_on_ground(label_work *work, const bm_text_style *style);
/** An empty form, or NULL. */
label_form *label_form_new(label_work *work);
/** True when there is nothing to place. */
bool label_form_is_empty(const label_form *form);
/** A form for the number of a callout. NULL when memory is short. */
label_form *label_tag_form(label_work *work);
/** Add one line; nothing happens when it is full or `text` is empty. Letters that no font has are
 *  left out, and the whole line when more than half of it would be. */
void label_form_add(label_work *work, label_form *form, const bm_text_style *style,
                    const char *text);
/** Longest line of a name, in points; longer ones are wrapped, and cut after three lines. */
#define LABEL_NAME_WIDTH_PT 120.0
/** A name of a place, wrapped when it is long. */
void label_form_add_name(label_work *work, label_form *form, const bm_text_style *style,
                         const char *name);
/** The first name, and the second under it in smaller type. Capitals that are spread are not
 * wrapped. */
void label_form_add_names(label_work *work, label_form *form, const bm_text_style *style,
                          bm_names names);
/** "first (second)", for names on one line. Borrowed or in the arena; "" when memory is short. */
const char *label_join_names(label_work *work, bm_names names);
/** Names of a feature that is met at `position`. */
bm_names label_names_on_ground(const label_work *work, const bm_layer *layer, size_t index,
                               bm_lonlat position);
/** Add wrapped lines, at most `lines_max`, the last one cut with an ellipsis. */
void label_form_add_wrapped(label_work *work, label_form *form, const bm_text_style *style,
                            const char *text, double width_px, size_t lines_max);
/** Begin a label. Returns false when memory is short. */
bool label_begin(label_work *work, const char *name, label_kind kind, int priority, double cost_max,
                 uint32_t tag);
/** Give it a dot; all its candidates cover the dot too. */
void label_set_dot(label_work *work, label_dot dot, bm_px center);
double label_dot_radius(const label_work *work, label_dot dot);
/** Candidates all round a point with a sign of this radius, the upper right first. */
void label_add_around(label_work *work, const label_form *form, bm_px center, double radius_px,
                      double cost);
/** A symbol that an event's label belongs to. */
typedef struct label_disc {
    bm_px center;
    double radius_px;
} label_disc;
/** A symbol as a neighbour of others. */
typedef struct label_neighbour {
    label_disc disc;
    const bm_mark *mark;
} label_neighbour;
/** Symbols that stand together, within `radius_px` of `center`. */
typedef struct label_cluster {
    bm_px center;
    double radius_px;
    const label_disc *others; /**< circles of marks near by that are not its own, from the left */
    size_t other_count;
    const label_disc *discs; /**< symbols, and then the precision circle if there is one */
    size_t disc_count;
    size_t symbol_count; /**< leaders start from these */
    bool is_hidden;      /**< by a symbol, so that leaders start at its edge and not within */
    label_side side;     /**< that its words have on all maps of a series, if they can */
} label_cluster;
/** Candidates all round a cluster, each as close to a symbol of it as can be; those that are nearer
 * to a symbol of another cost more. */
void label_add_around_cluster(label_work *work, const label_form *form,
                              const label_cluster *cluster, double cost);
/** A number wherever there is a gap for one between the symbols of a cluster and those around. */
void label_add_tag_between(label_work *work, const label_form *tag, const label_cluster *cluster,
                           double cost);
/** Farther ones, with leaders of up to `longest_pt` from the nearest of the symbols. */
void label_add_with_leaders(label_work *work, const label_form *form, const label_cluster *cluster,
                            double longest_pt, double cost);
/** A label of group `rank` that tells of it as most maps of a few events do, all round `cluster`.
 */
void label_add_usual_words(label_work *work, size_t rank, const label_cluster *cluster);
/** Where a block stands. */
typedef struct label_spot {
    bm_px origin; /**< its upper left corner */
    double align; /**< of its lines */
    bool has_center;
    bm_px center;        /**< the point that it names, unless its label tells of a place (`at`) */
    double own_px;       /**< how far it is from what it names */
    const bm_px *leader; /**< a line of two points; NULL for none */
    double cost;
    label_side side;
} label_spot;
/** One candidate. */
void label_add_block(label_work *work, const label_form *form, const label_spot *spot);
/** What a block at `origin` covers, halo included. */
bm_px_box label_form_box(const label_form *form, bm_px origin);
/** One candidate centred on a point. */
void label_add_centred(label_work *work, const label_form *form, bm_px middle, double cost);
/** One candidate of glyphs, with the boxes that they cover. The glyphs are borrowed. */
void label_add_glyphs(label_work *work, const bm_text_style *style, const label_glyph *glyphs,
                      size_t glyph_count, const bm_px_box *boxes, size_t box_count, double cost);

/** Upper case of a name, by code point and not by locale. NULL when memory is short. */
const char *label_upper(label_work *work, const char *text);

/* Lines on the page, in lines.c. */

/** Called with the page positions of one part of a feature, thinned to about `step_px`. */
typedef void (*label_line_visitor)(const bm_px *points, size_t count, void *context);
/** False when memory is short. */
bool label_visit_parts(const bm_frame *frame, const bm_feature *feature, double step_px,
                       label_line_visitor visit, void *context);

#endif
