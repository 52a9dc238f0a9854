/* Stands in for library functions that are not there yet; the library comes first. */
#include <stdlib.h>
#define PENDING(name)                                                                              \
    void name(void)                                                                                \
    {                                                                                              \
        abort();                                                                                   \
    }
/* clang-format off */

void bm_border_free(void) {}
PENDING(bm_border_new)
PENDING(bm_border_relate)
PENDING(bm_column_role_name)
PENDING(bm_data_path)
PENDING(bm_events_append)
PENDING(bm_events_filter)
void bm_events_free(void) {}
PENDING(bm_events_locate)
PENDING(bm_events_read)
PENDING(bm_events_span)
PENDING(bm_events_write_geojson)
PENDING(bm_findings_count)
void bm_findings_free(void) {}
PENDING(bm_findings_get)
PENDING(bm_findings_new)
PENDING(bm_findings_size)
PENDING(bm_format_number)
void bm_gazetteer_free(void) {}
PENDING(bm_gazetteer_open)
void bm_geocoder_free(void) {}
PENDING(bm_geocoder_locate)
PENDING(bm_geocoder_new)
PENDING(bm_geodesic_destination)
PENDING(bm_interval_format_end)
PENDING(bm_interval_format_start)
PENDING(bm_interval_parse)
PENDING(bm_json_begin_array)
PENDING(bm_json_begin_compact_object)
PENDING(bm_json_begin_object)
PENDING(bm_json_end_array)
PENDING(bm_json_end_object)
PENDING(bm_json_init)
PENDING(bm_json_integer)
PENDING(bm_json_key)
PENDING(bm_json_null)
PENDING(bm_json_number)
PENDING(bm_json_string)
void bm_layer_free(void) {}
PENDING(bm_layer_open)
PENDING(bm_layer_path)
PENDING(bm_location_status_name)
PENDING(bm_map_format_from_name)
PENDING(bm_map_format_from_path)
void bm_map_free(void) {}
PENDING(bm_map_new)
PENDING(bm_map_write)
PENDING(bm_match_name)
PENDING(bm_place_kind_name)
PENDING(bm_series_run)
PENDING(bm_severity_name)
PENDING(bm_sink_commit)
void bm_sink_free(void) {}
PENDING(bm_sink_memory)
PENDING(bm_sink_open)
PENDING(bm_sink_open_memory)
PENDING(bm_sink_printf)
PENDING(bm_sink_puts)
PENDING(bm_sink_write)
PENDING(bm_step_parse)
void bm_style_free(void) {}
PENDING(bm_style_open)
