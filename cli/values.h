/** @file values.h
 *  Readers of option values: strict, whole, without a locale. See ::cli_reader.
 */
#ifndef BM_CLI_VALUES_H
#define BM_CLI_VALUES_H

#include "cli/settings.h"

bm_status cli_read_flag(const char *value, void *slot, bm_error *error); /**< bool */
bm_status cli_read_file(const char *value, void *slot,
                        bm_error *error); /**< const char *, any bytes */
bm_status cli_read_text(const char *value, void *slot, bm_error *error); /**< const char *, UTF-8 */
bm_status cli_read_list(const char *value, void *slot, bm_error *error); /**< cli_list, appended */
bm_status cli_read_at(const char *value, void *slot,
                      bm_error *error); /**< cli_list, LON,LAT, appended */
bm_status cli_read_column(const char *value, void *slot,
                          bm_error *error); /**< cli_list, role=header */
bm_status cli_read_date(const char *value, void *slot, bm_error *error);      /**< cli_date */
bm_status cli_read_zone_name(const char *value, void *slot, bm_error *error); /**< bm_zone * */
bm_status cli_read_count(const char *value, void *slot, bm_error *error);     /**< long, from 1 */
bm_status cli_read_frame_time(const char *value, void *slot,
                              bm_error *error);                         /**< long, milliseconds */
bm_status cli_read_dpi(const char *value, void *slot, bm_error *error); /**< double */
bm_status cli_read_compression(const char *value, void *slot,
                               bm_error *error); /**< bm_compression */
bm_status cli_read_text_mode(const char *value, void *slot,
                             bm_error *error); /**< bool, true for outlines */
bm_status cli_read_extent(const char *value, void *slot, bm_error *error); /**< cli_extent */
bm_status cli_read_border(const char *value, void *slot, bm_error *error); /**< cli_border_pair */
bm_status cli_read_step(const char *value, void *slot, bm_error *error);   /**< bm_step */
bm_status cli_read_ambiguous(const char *value, void *slot,
                             bm_error *error); /**< bm_ambiguous_policy */
bm_status cli_read_overlay(const char *value, void *slot,
                           bm_error *error); /**< cli_list, KIND=FILE, one a kind */
bm_status cli_read_raster(const char *value, void *slot, bm_error *error);     /**< cli_raster */
bm_status cli_read_view(const char *value, void *slot, bm_error *error);       /**< bm_view */
bm_status cli_read_graticule(const char *value, void *slot, bm_error *error);  /**< double */
bm_status cli_read_date_order(const char *value, void *slot, bm_error *error); /**< bm_date_order */
bm_status cli_read_colocated(const char *value, void *slot, bm_error *error);  /**< bm_colocated */
bm_status cli_read_symbol(const char *value, void *slot,
                          bm_error *error); /**< cli_list, CATEGORY=FILE */
bm_status cli_read_zone(const char *value, void *slot,
                        bm_error *error); /**< bm_symbol_options, appended */
bm_status cli_read_fade(const char *value, void *slot,
                        bm_error *error); /**< bm_symbol_options; value may be NULL */
bm_status cli_read_density(const char *value, void *slot,
                           bm_error *error); /**< bm_density_options */
bm_status cli_read_cluster(const char *value, void *slot,
                           bm_error *error); /**< bm_density_options */
bm_status cli_read_classes(const char *value, void *slot, bm_error *error);   /**< int */
bm_status cli_read_delimiter(const char *value, void *slot, bm_error *error); /**< char */
bm_status cli_read_languages(const char *value, void *slot, bm_error *error); /**< const char * */
bm_status cli_read_shard(const char *value, void *slot, bm_error *error);     /**< cli_shard */
bm_status cli_read_callouts(const char *value, void *slot, bm_error *error); /**< bm_callout_mode */

bm_status cli_read_layers(const char *value, void *slot,
                          bm_error *error); /**< cli_settings: layers of a plan, or a folder */
bm_status cli_read_aggregate(const char *value, void *slot, bm_error *error); /**< bm_aggregate */

/* The page and its furniture, in values_page.c. */
bm_status cli_read_size(const char *value, void *slot, bm_error *error);   /**< bm_page */
bm_status cli_read_preset(const char *value, void *slot, bm_error *error); /**< bm_page */
bm_status cli_read_spot(const char *value, void *slot, bm_error *error);   /**< bm_spot, any */
bm_status cli_read_corner(const char *value, void *slot, bm_error *error); /**< bm_spot */
bm_status cli_read_panel(const char *value, void *slot, bm_error *error);  /**< bm_spot */
bm_status cli_read_nowhere(const char *value, void *slot,
                           bm_error *error); /**< a flag: bm_spot becomes none */
bm_status cli_read_north(const char *value, void *slot, bm_error *error);   /**< bm_north_arrow */
bm_status cli_read_sources(const char *value, void *slot, bm_error *error); /**< bool: none */

/** The position that LON,LAT writes. */
bm_status cli_position_read(const char *value, bm_lonlat *position, bm_error *error);

#endif
