"""The tables that are exported, and what the exports of them have to say."""
import json
import os
import subprocess

FORMATS = ["geojson", "geojsonl", "geojsons", "csv", "kml", "kmz", "gpkg", "fgb", "shp"]


MADE = """id,date,place,title,category,code,n,day,seen
a,2022-03-01,Овруч,Ґанок «Ї» ў 😀,strike,007,1,2022-03-01,true
b,2022-03-02T10:30:00+02:00,Пінськ,"Two lines
and ""quotes"" <&>",strike,008,2.5,,false
c,2022-03-05/2022-03-07,Kyiv,=1+1,Зліт дронаў,x,-3,2022-04-01,
д,2022,Belarus,,clash,,,,
e,2022-04,Xyzzyb,,,1e3,4,2022-04-09,true
"""


def find_table(name, source, folder):
    """The path of a table; None when the shared data are not there."""
    if name == "made":
        path = os.path.join(folder, "made.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(MADE)
        return path
    if name == "example":
        return os.path.join(source, "examples/border-incidents.csv")
    shared = os.environ.get("BORDERMAP_SHARED") or os.path.join(source, "../shared")
    file = {"bellingcat": "civ_bellingcat_region.geojson", "cir": "cir_events_dev.csv"}[name]
    path = os.path.join(shared, "data/events", file)
    return path if os.path.exists(path) else None


def export(program, table, folder, form):
    path = os.path.join(folder, f"events.{form}")
    done = subprocess.run([program, "export", table, "-o", path, "--quiet"], check=False, capture_output=True)
    assert done.returncode in (0, 1), done
    return path


LAYERS = "events,areas,border,zone,crossings,places,oblasts,districts,aggregate"


def export_layers(program, table, folder, form):
    """The paths of all layers, which have a file each in GeoJSON and one in KML."""
    path = os.path.join(folder, f"layers.{form}")
    done = subprocess.run([program, "export", table, "-o", path, "--layers", LAYERS, "--quiet"], check=False,
                          capture_output=True)
    assert done.returncode in (0, 1), done
    others = LAYERS.split(",")[1:] if form == "geojson" else []
    return [path, *(os.path.join(folder, f"layers-{name}.geojson") for name in others)]


def say(properties, point):
    """An event as all programs have it: its id, days, place, category, title and position. Blanks round a text are lost in a
    shapefile, and in CSV an apostrophe keeps spreadsheets from formulas."""
    return (properties["event_id"], properties["start"][:10], properties["end"][:10], (properties.get("place") or "").lstrip("'").strip(),
            properties["category"], (properties.get("title") or "").lstrip("'").strip(), point and tuple(round(x, 6) for x in point))


def expect(path):
    """What the GeoJSON says, read by Python alone."""
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    return sorted(
        (say(f["properties"], f["geometry"] and f["geometry"]["coordinates"]) for f in features), key=str)


def compare(what, got, want, without_nowhere=False):
    """FlatGeobuf has no events without a position."""
    if without_nowhere:
        want = [event for event in want if event[-1]]
    got = sorted(got, key=str)
    assert len(got) == len(want), f"{what}: {len(got)} events, not {len(want)}"
    for mine, theirs in zip(want, got):
        assert mine == theirs, f"{what}: {theirs}, not {mine}"
    print(f"{what}: {len(got)} events, the same")
