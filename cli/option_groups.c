#include "cli/options.h"
#include "cli/values.h"

#define SETTING(member) offsetof(cli_settings, member)

static const cli_option table_options[] = {
    {"ambiguous", 0, "best|skip|fail", cli_read_ambiguous, SETTING(ambiguous),
     "a place with several meanings: use the best and say so (default), leave the event out, or "
     "write nothing"},
    {"date-order", 0, "dmy|mdy|ymd", cli_read_date_order, SETTING(date_order),
     "how to read dates such as 01/02/2022; without it they are refused"},
    {"column", 0, "ROLE=HEADER", cli_read_column, SETTING(columns),
     "use the column with this header as start, end, place, country, lon, lat, category, ...; "
     "repeat for more"},
    {"delimiter", 0, "C", cli_read_delimiter, SETTING(delimiter),
     "what separates columns: a character or 'tab' (default: found from the header line)"},
    {0}};
const cli_option_group cli_group_table = {"Reading the table", table_options};

static const cli_option database_options[] = {
    {"table", 0, "NAME", cli_read_text, SETTING(table),
     "the table or view, perhaps with its schema before a dot, that is meant by 'PG:dbname=...'; "
     "the layer of a GeoPackage (default: events, or the only one of points)"},
    {"where", 0, "SQL", cli_read_text, SETTING(where),
     "only rows of it for which this condition holds; --from, --to and an --extent in degrees are "
     "left to the server besides"},
    {0}};
const cli_option_group cli_group_database = {"Reading from PostGIS", database_options};

static const cli_option data_options[] = {
    {"border", 0, "AA-BB", cli_read_border, SETTING(border), "the two countries (default: BY-UA)"},
    {"gazetteer", 0, "FILE", cli_read_list, SETTING(gazetteers),
     "places of your own, to be preferred to those that come with bordermap: an index (.gaz) of "
     "'gazetteer build', a GeoNames dump, a point shapefile, PG:... for PostGIS, or another file "
     "of points; repeat for more, the first has precedence (default: those that "
     "BORDERMAP_GAZETTEER names, with ':' between)"},
    {"no-shipped", 0, NULL, cli_read_flag, SETTING(no_shipped),
     "use only the places of --gazetteer: then countries and oblasts are known only if it has "
     "them"},
    {"aliases", 0, "FILE", cli_read_list, SETTING(aliases),
     "other names of places, besides those that come with bordermap; repeat for more, the last has "
     "precedence"},
    {"decisions", 0, "FILE", cli_read_file, SETTING(decisions),
     "table of places that a person chose (place, country, admin, place_id or lon and lat, note), "
     "obeyed before anything else; 'locate --decide' writes it"},
    {"layers", 0, "DIR", cli_read_file, SETTING(layers),
     "folder with countries.shp and, if there, oblasts, oblast_lines, rivers, lakes, "
     "border_places, urban, raions, roads and railways, instead of those that come with bordermap"},
    {0}};
const cli_option_group cli_group_data = {"Data", data_options};

static const cli_option time_options[] = {
    {"from", 0, "DATE", cli_read_date, SETTING(from),
     "only events that reach this day, month or year: 2022-03-01, 2022-03"},
    {"to", 0, "DATE", cli_read_date, SETTING(to), "only events up to and including this one"},
    {0}};
const cli_option_group cli_group_time = {"Time", time_options};

static const cli_option zone_options[] = {
    {"tz", 0, "ZONE", cli_read_zone_name, SETTING(zone),
     "whose days they are: UTC (default), Europe/Kyiv, Europe/Minsk, ... or +02:00; a time with an "
     "offset is put on the day that it falls on there, one without is taken for that zone's"},
    {0}};
const cli_option_group cli_group_zone = {"Time zone", zone_options};

static const cli_option general_options[] = {
    {"json", 0, NULL, cli_read_flag, SETTING(json), "print the result, and an error, as JSON"},
    {"quiet", 0, NULL, cli_read_flag, SETTING(quiet),
     "only errors on standard error; the exit status tells of findings"},
    {"help", 'h', NULL, cli_read_flag, SETTING(help), "print this"},
    {0}};
const cli_option_group cli_group_general = {"General", general_options};
