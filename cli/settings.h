/** @file settings.h
 *  Everything that a command line can say, after reading it. Each command uses its part.
 */
#ifndef BM_CLI_SETTINGS_H
#define BM_CLI_SETTINGS_H

#include <bordermap/bordermap.h>
#include <stdbool.h>
#include <stddef.h>

/** Texts in the order given; they belong to argv, the array is ours. */
typedef struct cli_list {
    const char **items;
    size_t count;
} cli_list;

/** A day, month or year of --from and --to. */
typedef struct cli_date {
    bool given;
    bm_interval when;
} cli_date;

enum { CLI_PLACE_SIZE = 128 };

typedef struct cli_extent {
    bm_extent_kind kind;
    bm_lonlat_box box;
    char place[CLI_PLACE_SIZE]; /**< not empty: `radius_m` around this place */
    double radius_m;
} cli_extent;

typedef struct cli_raster {
    char path[1024]; /**< "" for none */
    double opacity;  /**< 0: not given */
} cli_raster;

typedef struct cli_border_pair {
    char a[3]; /**< ISO 3166-1 alpha-2; "" for the default */
    char b[3];
} cli_border_pair;

/** An option as it was given. */
typedef struct cli_given {
    const struct cli_option *option;
    const char *value; /**< NULL for a flag */
} cli_given;

typedef struct cli_given_list {
    cli_given *items;
    size_t count;
} cli_given_list;

/** Part `number` (from 1) of `count`; all 0 without --shard. */
typedef struct cli_shard {
    size_t number;
    size_t count;
} cli_shard;

/** What is kept back before publishing. */
typedef struct cli_guarding {
    double precision_m; /**< 0: not given */
    int64_t delay_s;    /**< 0: not given */
    cli_date as_of;
    cli_list redact; /**< names of columns with commas between */
} cli_guarding;

typedef struct cli_settings {
    char *const *argv; /**< the program's arguments, as they came */
    cli_list operands;
    cli_given_list given; /**< all options, in order */
    bool help;
    bool quiet;
    bool json;
    bool list_options;

    const char *output;
    const char *format;
    const char *atlas;
    bool lint; /**< of `map`: check what was drawn */
    const char *label_report;
    cli_date from;
    cli_date to;
    bm_zone *zone;             /**< ours; NULL: UTC */
    bm_step step;              /**< count 0: not given */
    const char *windows;       /**< table of them, instead of steps */
    const bm_periods *periods; /**< what it says; borrowed */
    bm_step window;            /**< of a series that slides; count 0: not given */
    bool cumulative;
    bool skip_empty;
    const char *sheet;
    long sheet_columns; /**< 0: not given */
    const char *animation;
    long frame_ms; /**< 0: not given */
    bool progress;
    const char *manifest;
    bool resume;
    bool dry_run;
    cli_shard shard;
    bool merge; /**< of `verify` */

    bm_compression compression;
    bm_page page;   /**< of --size; what is not given is the preset's */
    bm_page preset; /**< all 0 without one */
    double dpi;     /**< 0: not given */
    const char *logo;
    cli_extent extent;
    const char *projection;
    const char *style;
    const char *palette;
    bm_ground_options ground;
    cli_list overlays; /**< KIND=FILE */
    cli_raster raster;
    bm_symbol_options symbols;
    const char *crossings; /**< table of their states */
    cli_list symbol_files; /**< CATEGORY=FILE */
    bm_density_options density;
    bm_label_options labels;
    bm_furniture_options furniture;
    bm_file_options file;
    bool alt_text;
    bm_export_options export; /**< of `export`, and the next two */
    bm_export_plan plan;      /**< --layers and --aggregate; see cli_export_plan() */
    bool areas;
    cli_guarding guard;
    const char *metadata; /**< of `export`, and the next */
    bool no_metadata;

    bm_ambiguous_policy ambiguous;
    bm_date_order date_order;
    cli_list columns;
    char delimiter;
    const char *table;       /**< of a database */
    const char *where;       /**< condition in SQL */
    bm_database **databases; /**< those that operands name; see databases.h */
    size_t database_count;

    cli_border_pair border;
    cli_list gazetteers;
    bool no_shipped;
    cli_list aliases;
    cli_list alternate_names;
    cli_list admin_codes;
    const char *country_info;
    const char *licence;
    bool verify;
    long limit; /**< 0: not given */
    const char *layers;
    const char *decisions;

    const char *country;
    const char *admin;
    const char *near;
    bool why;
    bool together;
    cli_list at;        /**< positions, LON,LAT */
    const char *decide; /**< table to keep the answer in */
    const char *pick;   /**< the place_id to keep */
    const char *batch;  /**< table of names, "-" for standard input */

    cli_date published;
    const char *index; /**< table of reports */
    const char *publisher;
    const char *url;
    const char *language;
    cli_list lexicons;
    bool mentions;
    bool highlight;
    long jobs; /**< 0: not given */
} cli_settings;

/** Whether maps of several windows are asked for. */
static inline bool cli_is_series(const cli_settings *settings)
{
    return settings->step.count > 0 || settings->windows;
}

#endif
