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
     "folder with countries.shp and, if there, oblasts, oblast_lines, rivers, lakes and "
     "border_places, instead of those that come with bordermap"},
    {0}};
const cli_option_group cli_group_data = {"Data", data_options};

static const cli_option time_options[] = {
    {"from", 0, "DATE", cli_read_date, SETTING(from),
     "only events that reach this day, month or year: 2022-03-01, 2022-03"},
    {"to", 0, "DATE", cli_read_date, SETTING(to), "only events up to and including this one"},
    {0}};
const cli_option_group cli_group_time = {"Time", time_options};

static const cli_option look_options[] = {
    {"size", 0, "WxH", cli_read_size, SETTING(size), "pixels (default: 1600x1200)"},
    {"dpi", 0, "N", cli_read_dpi, SETTING(dpi),
     "dots an inch, 36 to 1200; type and lines scale with it (default: 144)"},
    {"extent", 0, "EXTENT", cli_read_extent, SETTING(extent),
     "events (default: the border and the events near it), all (every located event), border, "
     "W,S,E,N in degrees, or a distance around a place: place:Kopani,30km"},
    {"projection", 0, "DEF", cli_read_text, SETTING(projection),
     "PROJ string or code such as EPSG:3035 (default: a Lambert conformal conic fitted to the "
     "extent)"},
    {"style", 0, "NAME|FILE", cli_read_text, SETTING(style),
     "light (default), dark, print, or an INI file of your own"},
    {"title", 0, "TEXT", cli_read_text, SETTING(title), "instead of the border's name"},
    {"subtitle", 0, "TEXT", cli_read_text, SETTING(subtitle),
     "instead of the dates and the number of events"},
    {"disclaimer", 0, "TEXT", cli_read_text, SETTING(disclaimer),
     "instead of the usual sentence on borders and names; '' for none"},
    {"no-title", 0, NULL, cli_read_flag, SETTING(no_title), "leave out title and subtitle"},
    {"no-legend", 0, NULL, cli_read_flag, SETTING(no_legend), "leave out the legend"},
    {"no-scale-bar", 0, NULL, cli_read_flag, SETTING(no_scale_bar), "leave out the scale bar"},
    {"no-credit", 0, NULL, cli_read_flag, SETTING(no_credit),
     "leave out the sources; their licences ask for them elsewhere then"},
    {0}};
const cli_option_group cli_group_look = {"The map", look_options};

static const cli_option general_options[] = {
    {"json", 0, NULL, cli_read_flag, SETTING(json), "print the result, and an error, as JSON"},
    {"quiet", 0, NULL, cli_read_flag, SETTING(quiet),
     "only errors on standard error; the exit status tells of findings"},
    {"help", 'h', NULL, cli_read_flag, SETTING(help), "print this"},
    {0}};
const cli_option_group cli_group_general = {"General", general_options};
