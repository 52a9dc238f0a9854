"""The map of peers.py in MapServer's words and in Mapnik's."""
import os
import struct
import zlib

from peer_data import CATEGORIES, SHAPEFILES

PROJECTION = "+proj=lcc +lat_1=49.916667 +lat_2=53.583333 +lat_0=51.75 +lon_0=28 +ellps=WGS84"
# What 22–34° E, 49–54.5° N covers in it, in the shape of the page.
EXTENT = (-444000, -333000, 444000, 333000)
COLORS = {"strike": "d55e00", "clash": "e69f00", "incursion": "cc79a7", "movement": "0072b2",
          "exercise": "009e73", "border": "56b4e9", "diplomacy": "f0e442", "other": "d9d9d9"}
FONTS = ("/usr/share/fonts/truetype/roboto/unhinted/RobotoCondensed-Regular.ttf",
         "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def font():
    return next(path for path in FONTS if os.path.exists(path))


def write_pixmap(folder, category):
    """A disc of 18 pixels with a dark edge, as PNG with alpha."""
    side, rows = 18, []
    color = bytes.fromhex(COLORS[category])
    for y in range(side):
        row = b"\0"
        for x in range(side):
            distance = ((x + 0.5 - side / 2) ** 2 + (y + 0.5 - side / 2) ** 2) ** 0.5
            alpha = max(0, min(255, round(255 * (side / 2 - distance))))
            row += (color if distance < side / 2 - 2 else b"\x26\x22\x2e") + bytes([alpha])
        rows.append(row)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    path = os.path.join(folder, category + ".png")
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", side, side, 8, 6, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b""))
    return path


def layer(name, kind, data, classes, extra=""):
    return (f'LAYER NAME "{name}" TYPE {kind} STATUS ON DATA "{data}"\n'
            f'PROJECTION "proj=longlat" "datum=WGS84" "no_defs" END\n{extra}{classes}\nEND\n')


def style(**keys):
    return "STYLE " + " ".join(f"{key.upper()} {value}" for key, value in keys.items()) + " END\n"


def write_mapfile(folder, count, fast):
    with open(os.path.join(folder, "fonts.txt"), "w", encoding="utf-8") as file:
        file.write(f"sans {font()}\n")
    symbols = "".join(f'SYMBOL NAME "{c}" TYPE PIXMAP IMAGE "{write_pixmap(folder, c)}" END\n' for c in CATEGORIES)
    base = SHAPEFILES
    river = "".join(f'CLASS EXPRESSION ([RANK] {test}) {style(color="165 200 221", width=width)} END\n'
                    for test, width in (("<= 2", 3), ("<= 4", 2), ("> 4", 1.2)))
    event = "".join(f'CLASS EXPRESSION "{c}" {style(symbol=chr(34) + c + chr(34))} END\n' for c in CATEGORIES)
    label = ('CLASS LABEL FONT "sans" SIZE 12 COLOR 40 40 40 OUTLINECOLOR 252 250 243 '
             "OUTLINEWIDTH 4 POSITION AUTO PARTIALS FALSE END STYLE COLOR 40 40 40 SIZE 1 END END\n")
    text = f'''MAP
NAME "peers" SIZE 1600 1200 EXTENT {" ".join(map(str, EXTENT))} UNITS METERS IMAGECOLOR 205 226 238
FONTSET "fonts.txt"
PROJECTION {" ".join(chr(34) + word.lstrip("+") + chr(34) for word in PROJECTION.split())} END
OUTPUTFORMAT NAME "out" DRIVER "AGG/PNG" MIMETYPE "image/png" IMAGEMODE RGB EXTENSION "png"
{'FORMATOPTION "COMPRESSION=1"' if fast else ""} END
IMAGETYPE "out"
{symbols}
{layer("countries", "POLYGON", f"{base}/countries", f'CLASS {style(color="240 242 229", outlinecolor="160 160 150", width=1.5)} END')}
{layer("oblasts", "LINE", f"{base}/oblast_lines", f'CLASS STYLE COLOR 170 170 160 WIDTH 1 PATTERN 6 4 END END END')}
{layer("rivers", "LINE", f"{base}/rivers", river)}
{layer("lakes", "POLYGON", f"{base}/lakes", f'CLASS {style(color="205 226 238", outlinecolor="165 200 221", width=1)} END')}
{layer("border", "LINE", os.path.join(folder, "border"), f'CLASS {style(color="38 34 46", width=5)} END')}
{layer("events", "POINT", os.path.join(folder, f"events-{count}"), event, 'CLASSITEM "CATEGORY"' + chr(10))}
{layer("towns", "POINT", os.path.join(folder, "towns"), label, 'LABELITEM "NAME"' + chr(10))}
END
'''
    name = f"mapserver-{count}-{int(fast)}.map"
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)
    return name


def mapnik_style(name, rules):
    return f'<Style name="{name}">' + "".join(f"<Rule>{rule}</Rule>" for rule in rules) + "</Style>\n"


def mapnik_layer(name, path):
    return (f'<Layer name="{name}" srs="+proj=longlat +datum=WGS84 +no_defs"><StyleName>{name}</StyleName>'
            f'<Datasource><Parameter name="type">shape</Parameter><Parameter name="file">{path}</Parameter>'
            "</Datasource></Layer>\n")


def write_mapnik(folder, count, fast):
    rivers = [f'<Filter>[RANK] {test}</Filter><LineSymbolizer stroke="#a5c8dd" stroke-width="{width}"/>'
              for test, width in (("&lt;= 2", 3), ("&gt; 2 and [RANK] &lt;= 4", 2), ("&gt; 4", 1.2))]
    symbols = [f"<Filter>[CATEGORY] = '{c}'</Filter><MarkersSymbolizer file=\"{write_pixmap(folder, c)}\" "
               'allow-overlap="true" ignore-placement="true"/>' for c in CATEGORIES]
    layers = (("countries", f"{SHAPEFILES}/countries"), ("oblasts", f"{SHAPEFILES}/oblast_lines"),
              ("rivers", f"{SHAPEFILES}/rivers"), ("lakes", f"{SHAPEFILES}/lakes"),
              ("border", os.path.join(folder, "border")), ("events", os.path.join(folder, f"events-{count}")),
              ("towns", os.path.join(folder, "towns")))
    text = (f'<Map srs="{PROJECTION}" background-color="#cde2ee">\n'
            + mapnik_style("countries", ['<PolygonSymbolizer fill="#f0f2e5"/>'
                                         '<LineSymbolizer stroke="#a0a096" stroke-width="1.5"/>'])
            + mapnik_style("oblasts", ['<LineSymbolizer stroke="#aaaaa0" stroke-width="1" stroke-dasharray="6,4"/>'])
            + mapnik_style("rivers", rivers)
            + mapnik_style("lakes", ['<PolygonSymbolizer fill="#cde2ee"/><LineSymbolizer stroke="#a5c8dd"/>'])
            + mapnik_style("border", ['<LineSymbolizer stroke="#26222e" stroke-width="5" stroke-linejoin="round"/>'])
            + mapnik_style("events", symbols)
            + mapnik_style("towns", ['<TextSymbolizer face-name="FACE" size="16" fill="#282828" '
                                     'halo-fill="#fcfaf3" halo-radius="2">[NAME]</TextSymbolizer>'])
            + "".join(mapnik_layer(name, path) for name, path in layers) + "</Map>\n")
    with open(os.path.join(folder, f"mapnik-{count}.xml"), "w", encoding="utf-8") as file:
        file.write(text)
    name = f"mapnik-{count}-{int(fast)}.py"
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(f'''import mapnik
mapnik.FontEngine.register_font({font()!r})
face = next(name for name in mapnik.FontEngine.face_names() if name.startswith(("Roboto", "DejaVu Sans")))
text = open("mapnik-{count}.xml", encoding="utf-8").read().replace("FACE", face)
page = mapnik.Map(1600, 1200)
mapnik.load_map_from_string(page, text)
page.zoom_to_box(mapnik.Box2d{EXTENT})
mapnik.render_to_file(page, "mapnik-{count}-{int(fast)}.png", "{"png32:z=1" if fast else "png32"}")
''')
    return name
