#include "cli/options.h"
#include "cli/values.h"

#define SETTING(member) offsetof(cli_settings, member)

static const cli_option page_options[] = {
    {"size", 0, "WxH", cli_read_size, SETTING(page),
     "pixels (default: 1600x1200), or with mm, cm or in: 210x297mm"},
    {"dpi", 0, "N", cli_read_dpi, SETTING(dpi),
     "dots an inch, 36 to 1200; type and lines scale with it (default: 144)"},
    {"compress", 0, "fast|small", cli_read_compression, SETTING(compression),
     "of PNG: quickly (default), or a sixth smaller in half a second"},
    {"preset", 0, "NAME", cli_read_preset, SETTING(preset),
     "a page for one use: web, a4, a4-landscape, slide, square, story; --size and --dpi win"},
    {"extent", 0, "EXTENT", cli_read_extent, SETTING(extent),
     "events (default: the border and the events near it), all (every located event), border, "
     "W,S,E,N in degrees, or a distance around a place: place:Kopani,30km"},
    {"projection", 0, "DEF", cli_read_text, SETTING(projection),
     "PROJ string or code such as EPSG:3035 (default: a Lambert conformal conic fitted to the "
     "extent)"},
    {"style", 0, "NAME|FILE", cli_read_text, SETTING(style),
     "light (default), dark, print, or an INI file of your own"},
    {"palette", 0, "NAME", cli_read_text, SETTING(palette),
     "colours by name: okabe-ito, set2, dark2, paired and more for categories; ylorrd, blues and "
     "more for densities"},
    {0}};
const cli_option_group cli_group_page = {"The page", page_options};

static const cli_option ground_options[] = {
    {"view", 0, "international|disputed", cli_read_view, SETTING(ground.view),
     "boundaries as internationally recognised (default), or with the disputed areas hatched; the "
     "credit names it"},
    {"overlay", 0, "KIND=FILE", cli_read_overlay, SETTING(overlays),
     "a layer of your own: urban, raions, roads or railways, as a shapefile or what else GDAL "
     "reads "
     "(GeoPackage, GeoJSON, ...); repeat for more"},
    {"raster", 0, "FILE[,opacity=N]", cli_read_raster, SETTING(raster),
     "a hillshade, which shades the tints, or imagery, which covers them, under everything else: a "
     "GeoTIFF, or a PNG or JPEG with a world file; opacity up to 1 (default: 0.6)"},
    {"graticule", 0, "auto|none|DEG", cli_read_graticule, SETTING(ground.graticule_deg),
     "parallels and meridians with their degrees: every DEG degrees or, as 30', minutes, or as "
     "suits the scale (default: none)"},
    {0}};
const cli_option_group cli_group_ground = {"The ground", ground_options};

static const cli_option symbol_options[] = {
    {"colocated", 0, "count|spread|list", cli_read_colocated, SETTING(symbols.colocated),
     "several events at one place: a symbol for each kind with their number (default), a symbol "
     "for each event round the place, or one symbol and a list beside it"},
    {"symbol", 0, "CATEGORY=FILE", cli_read_symbol, SETTING(symbol_files),
     "draw events of a category by this SVG file; repeat for more"},
    {"zone", 0, "KM[:CC]", cli_read_zone, SETTING(symbols),
     "shade all within this distance of the border, on both sides or in one country: 30km, "
     "30km:BY; repeat for more"},
    {"crossings", 0, "FILE", cli_read_file, SETTING(crossings),
     "table of the border crossings' states: name or place_id, status (open, closed, restricted, "
     "unknown), from, to; they are shown as they were at the end of the window"},
    {"fade", 0, "[STEP]", cli_read_fade, SETTING(symbols),
     "older events paler, in four classes back from the end of the window: a quarter of the window "
     "each, or 30d, 2w, month, ..."},
    {0}};
const cli_option_group cli_group_symbols = {"The events", symbol_options};

static const cli_option furniture_options[] = {
    {"title", 0, "TEXT", cli_read_text, SETTING(furniture.title), "instead of the border's name"},
    {"subtitle", 0, "TEXT", cli_read_text, SETTING(furniture.subtitle),
     "instead of the dates and the number of events"},
    {"disclaimer", 0, "TEXT", cli_read_text, SETTING(furniture.disclaimer),
     "instead of the usual sentence on borders and names; '' for none"},
    {"no-title", 0, NULL, cli_read_flag, SETTING(furniture.no_title),
     "leave out title and subtitle"},
    {"legend", 0, "WHERE", cli_read_spot, SETTING(furniture.legend),
     "auto (default); top-left, top-right, bottom-left, bottom-right: on the map; left, right, "
     "top, "
     "bottom: beside it; none"},
    {"no-legend", 0, NULL, cli_read_nowhere, SETTING(furniture.legend), "--legend none"},
    {"panel", 0, "WHERE", cli_read_panel, SETTING(furniture.panel),
     "list of events: auto (default: the key of numbered labels, when there are any), right, "
     "bottom, "
     "none"},
    {"inset", 0, "WHERE", cli_read_corner, SETTING(furniture.inset),
     "locator map: auto (default: on close-up maps with a free corner), a corner, none"},
    {"north", 0, "WHEN", cli_read_north, SETTING(furniture.north),
     "north arrow: auto (default: where north is not up), always, none"},
    {"scale-bar", 0, "WHERE", cli_read_corner, SETTING(furniture.scale_bar),
     "auto (default), a corner, none"},
    {"no-scale-bar", 0, NULL, cli_read_nowhere, SETTING(furniture.scale_bar), "--scale-bar none"},
    {"logo", 0, "FILE", cli_read_file, SETTING(logo),
     "a PNG or SVG picture, shown right of the title"},
    {"sources", 0, "WHICH", cli_read_sources, SETTING(furniture.no_sources),
     "auto (default: the credit names the sources of the events), none"},
    {"no-credit", 0, NULL, cli_read_flag, SETTING(furniture.no_credit),
     "leave out the sources; their licences ask for them elsewhere then"},
    {0}};
const cli_option_group cli_group_furniture = {"Beside the map", furniture_options};

static const cli_option density_options[] = {
    {"density", 0, "KIND[:SIZE]", cli_read_density, SETTING(density),
     "hex, circles or heat, with the size of a cell on the page or the ground, such as hex:10km or "
     "heat:20pt; off for symbols however many (default: symbols; clusters above 2,000 events, hex "
     "above "
     "20,000)"},
    {"cluster", 0, NULL, cli_read_cluster, SETTING(density),
     "one symbol with a number for places of a country near each other"},
    {"classes", 0, "N", cli_read_classes, SETTING(density.classes),
     "how many classes of colour, 3 to 7 (default: 5)"},
    {0}};
const cli_option_group cli_group_density = {"Very many events", density_options};

static const cli_option file_options[] = {
    {"text", 0, "real|outlines", cli_read_text_mode, SETTING(file.outlines),
     "letters of an SVG or PDF: text to edit and search (default), or outlines that look the same "
     "without the fonts"},
    {"author", 0, "NAME", cli_read_text, SETTING(file.author), "stored in the file as its author"},
    {"alt-text", 0, NULL, cli_read_flag, SETTING(alt_text),
     "beside the map, FILE.alt.txt with its title and a description for those who cannot see it"},
    {0}};
const cli_option_group cli_group_file = {"The file", file_options};
