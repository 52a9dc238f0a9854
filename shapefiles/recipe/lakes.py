"""lakes: inside Belarus and Ukraine the holes that the countries layer leaves
out (OpenStreetMap), elsewhere the lakes of GSHHG.  Names from lakes.csv."""
import csv
import json
import os
import sys

import geom
import rivernet
import shapes
from oblasts import joined
from region import MARGIN, within

LEAST_KM2 = 2.0
NAME_REACH_KM = 2.0
STATUS = {"Kakhovka Reservoir": "drained 2023-06"}


def holes(path):
    """Interior rings of Belarus and Ukraine."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.strip().rstrip(",")
            at = line.rfind('"A3":"')
            if line.startswith('{"type":"Feature",') and line[at + 6:at + 9] in ("BLR", "UKR"):
                for part in json.loads(line)["geometry"]["coordinates"]:
                    for ring in part[1:]:
                        yield [(c[0], c[1]) for c in ring]


def gshhg(dump):
    """Closed rings of level 2, put together from the pieces of each bin."""
    edges = {rivernet.edge(a, b) for level, line in rivernet.read_dump(dump) if level == 2
             for a, b in zip(line, line[1:]) if a != b}
    for line in joined(edges)[0]:
        if len(line) > 3 and line[0] == line[-1]:
            yield line


def rank(km2):
    return 1 + sum(km2 < limit for limit in (1000, 400, 100, 30, 10))


def main(geojson, dump, out):
    here = os.path.dirname(os.path.abspath(__file__))
    table = list(csv.DictReader(open(os.path.join(here, "lakes.csv"), encoding="utf-8")))
    base = os.path.join(out, "countries")
    ours = [r for c, g in zip(shapes.read_table(base), shapes.read_shapes(base))
            if c["ISO_A2"] in ("BY", "UA") for r in g]
    lakes = [("OSM", r) for r in holes(geojson)]
    for ring in gshhg(dump):
        x0, y0, x1, y1 = geom.box_of(ring)
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        if within(*middle, MARGIN) and not geom.inside(middle, ours):
            lakes.append(("GSHHG", ring))
    lakes = [(geom.area_km2(r), s, geom.clockwise(r)) for s, r in lakes]
    lakes = sorted((x for x in lakes if x[0] >= LEAST_KM2), key=lambda x: (-x[0], x[2][0]))
    names = {}
    for t in table:
        p = (float(t["lon"]), float(t["lat"]))
        best = None
        for i, (_, _, ring) in enumerate(lakes):
            x0, y0, x1, y1 = geom.box_of(ring)
            if not within(*p, (x0 - .1, y0 - .1, x1 + .1, y1 + .1)):
                continue
            d = 0 if geom.inside_ring(p, ring) else geom.distance_km(p, [ring])
            if d <= NAME_REACH_KM and (best is None or d < best[0]):
                best = (d, i)
        if best and best[1] not in names:
            names[best[1]] = t
        else:
            print("  no lake for %s" % t["name"])
    features = []
    for i, (km2, source, ring) in enumerate(lakes):
        t = names.get(i, {})
        features.append(([ring], {
            "NAME": t.get("name", ""), "NAME_BE": t.get("name_be", ""),
            "NAME_UK": t.get("name_uk", ""), "NAME_RU": t.get("name_ru", ""),
            "AREA_KM2": km2, "RANK": rank(km2), "SOURCE": source,
            "STATUS": STATUS.get(t.get("name"), "")}))
    text, number = shapes.text, shapes.number
    shapes.write_layer(os.path.join(out, "lakes"), shapes.POLYGON, [
        text("NAME"), text("NAME_BE"), text("NAME_UK"), text("NAME_RU"),
        number("AREA_KM2", 8, 1), number("RANK", 1), text("SOURCE"),
        text("STATUS")], features)


if __name__ == "__main__":
    main(*sys.argv[1:])
