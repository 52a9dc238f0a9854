"""europe: the countries of Europe in outline, for locator maps, from Natural Earth.

Simplified arc by arc (an arc ends where the set of countries at a vertex
changes), so two neighbours stay joined.  Natural Earth gives Crimea to Russia;
here it is Ukraine's.
"""
import os
import sqlite3
import sys

import geom
import gpkg
import shapes

BOX = (-26.0, 30.0, 66.0, 73.0)
TOLERANCE_KM = 5.0
ISLAND_KM2 = 500.0
CRIMEA = (32.0, 44.0, 36.7, 46.4)


def read(path):
    """(country, rings) of each row, in the file's order."""
    db = sqlite3.connect("file:%s?immutable=1" % path, uri=True)
    rows = db.execute("SELECT iso_a2, wb_a2, geom FROM countries ORDER BY fid")
    return [(a if len(a or "") == 2 and a.isalpha() else b or "", gpkg.polygons(g))
            for a, b, g in rows if g]


def meets(ring):
    x0, y0, x1, y1 = geom.box_of(ring)
    return x0 < BOX[2] and x1 > BOX[0] and y0 < BOX[3] and y1 > BOX[1]


def is_crimea(ring):
    x0, y0, x1, y1 = geom.box_of(ring)
    return (x0 > CRIMEA[0] and y0 > CRIMEA[1] and x1 < CRIMEA[2] and y1 < CRIMEA[3]
            and geom.area_km2(ring) > 10000)


def simplified(ring, owners):
    pts = ring[:-1]
    n = len(pts)
    own = [owners[p] for p in pts]
    pinned = [own[i] != own[i - 1] or own[i] != own[(i + 1) % n] for i in range(n)]
    if not any(pinned):
        return geom.simplify_ring(ring, TOLERANCE_KM)
    first = pinned.index(True)
    pts, pinned = pts[first:] + pts[:first], pinned[first:] + pinned[:first]
    stops = [i for i in range(n) if pinned[i]] + [n]
    closed = pts + [pts[0]]
    out = []
    for a, b in zip(stops, stops[1:]):
        arc = closed[a:b + 1]
        if arc[0] == arc[-1] and len(arc) > 2:
            out += geom.simplify_ring(arc, TOLERANCE_KM)[:-1]
        else:
            out += geom.simplify(arc, TOLERANCE_KM)[:-1]
    return out + [out[0]]


def joined(one, other):
    """The ring round two rings that share one arc; None when they share none."""
    edges = set(zip(other, other[1:])) | set(zip(other[1:], other))
    if not any(e in edges for e in zip(one, one[1:])):
        return None
    own = set(zip(one, one[1:])) | set(zip(one[1:], one))
    follow = {}
    for ring, shared in ((one, edges), (other, own)):
        for a, b in zip(ring, ring[1:]):
            if (a, b) not in shared:
                follow[a] = b
    out = [min(follow)]
    while len(out) <= len(follow):
        out.append(follow[out[-1]])
        if out[-1] == out[0]:
            break
    assert len(out) == len(follow) + 1, "they share more than one arc"
    return out


def give_crimea(table):
    rings = {a2: r for a2, r in table}
    crimea = [r for r in rings["RU"] if is_crimea(r)]
    assert len(crimea) == 1, len(crimea)
    crimea = geom.clockwise(crimea[0])
    ukraine = [geom.clockwise(r) for r in rings["UA"]]
    for i, ring in enumerate(ukraine):
        whole = joined(ring, crimea)
        if whole:
            ukraine[i] = whole
            break
    else:
        raise SystemExit("Crimea does not meet Ukraine")
    russia = [r for r in rings["RU"] if not is_crimea(r)]
    return [(a2, ukraine if a2 == "UA" else russia if a2 == "RU" else r) for a2, r in table]


def main(source, out):
    table = give_crimea([(a2, [r for r in rings if meets(r)]) for a2, rings in read(source)])
    owners = {}
    for a2, rings in table:
        for ring in rings:
            for p in ring:
                owners.setdefault(p, set()).add(a2)
    features = []
    for a2, rings in sorted(table):
        parts = []
        for ring in rings:
            if geom.area_km2(ring) < ISLAND_KM2:
                continue
            ring = geom.clip_ring(simplified(ring, owners), BOX)
            if len(ring) >= 4 and geom.area(ring) != 0:
                parts.append(geom.clockwise([(round(x, 3), round(y, 3)) for x, y in ring]))
        if parts:
            parts.sort(key=lambda r: (geom.area(r), r[0]))
            features.append((parts, {"ISO_A2": a2}))
    shapes.write_layer(os.path.join(out, "europe"), shapes.POLYGON, [shapes.text("ISO_A2")],
                       features)


if __name__ == "__main__":
    main(*sys.argv[1:])
