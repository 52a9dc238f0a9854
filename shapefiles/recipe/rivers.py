"""rivers: lines of WDBII (gmt-gshhg-high) with the names of our own table.

rivers.csv has the names and way-points.  A row "route" follows the network
from way-point to way-point; a row "draw" is a river that WDBII lacks, drawn
through its way-points.
"""
import csv
import os
import sys

import geom
import rivernet
import shapes
from oblasts import joined
from region import MARGIN, within

REACH_KM = 12.0
DRAWN_ACCURACY_M, WDBII_ACCURACY_M = 3000, 2000


def waypoints(row):
    return [tuple(float(v) for v in w.split()) for w in row["waypoints"].split(";")]


def follow(net, row, taken):
    """The lines of one river; its edges are added to taken."""
    points = []
    for w in waypoints(row):
        near = net.around(w, REACH_KM)
        if near:
            points.append(near[0][1])
        else:
            print("  %s: no line near %.2f %.2f" % (row["name"], *w))
    lines, line = [], []
    for a, b in zip(points, points[1:]):
        way, cost = net.route(a, b)
        if way is None:
            print("  %s: no way from %.2f %.2f to %.2f %.2f" % (row["name"], *a, *b))
            continue
        if cost > 5 * geom.km(a, b) + 30:
            print("  %s: %.2f %.2f to %.2f %.2f costs %.0f for %.0f km" % (
                row["name"], *a, *b, cost, geom.km(a, b)))
        for p, q in zip(way, way[1:]):
            e = rivernet.edge(p, q)
            real = e in net.level
            if real and e in taken:                  # another river's, or our own again
                real = False
            if real or geom.km(p, q) <= rivernet.SNAP_KM and e not in taken:
                taken[e] = row["name"]
                line = line or [p]
                if line[-1] != p:
                    lines.append(line)
                    line = [p]
                line.append(q)
            else:
                lines.append(line)
                line = []
    lines.append(line)
    return [ln for ln in lines if len(ln) > 1]


def smooth(points):
    """A Catmull-Rom curve through the points."""
    pts = [points[0]] + points + [points[-1]]
    out = []
    for p0, p1, p2, p3 in zip(pts, pts[1:], pts[2:], pts[3:]):
        for i in range(6):
            t = i / 6
            out.append(tuple(round(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                                          + (3 * b - a - 3 * c + d) * t ** 3), 5)
                             for a, b, c, d in zip(p0, p1, p2, p3)))
    return out + [points[-1]]


def unnamed(net, taken):
    """What no row took: chains of one level."""
    for level in sorted(set(net.level.values())):
        edges = [e for e, lv in net.level.items() if lv == level and e not in taken]
        for line in joined(edges)[0]:
            yield level, line


def main(dump, out):
    here = os.path.dirname(os.path.abspath(__file__))
    table = list(csv.DictReader(open(os.path.join(here, "rivers.csv"), encoding="utf-8")))
    net = rivernet.Network(rivernet.read_dump(dump))
    taken, features = {}, []
    for row in table:
        drawn = row["course"] == "draw"
        lines = [smooth(waypoints(row))] if drawn else follow(net, row, taken)
        if not lines:
            continue
        features.append((lines, {
            "NAME": row["name"], "NAME_BE": row["name_be"], "NAME_UK": row["name_uk"],
            "NAME_RU": row["name_ru"], "RANK": int(row["rank"]),
            "SOURCE": "own" if drawn else "WDBII",
            "ACCURACY_M": DRAWN_ACCURACY_M if drawn else WDBII_ACCURACY_M}))
    for level, line in unnamed(net, taken):
        if any(within(p[0], p[1], MARGIN) for p in line):
            features.append(([line], {"RANK": {1: 3, 2: 4, 3: 5}.get(level, 6),
                                      "SOURCE": "WDBII", "ACCURACY_M": WDBII_ACCURACY_M}))
    text, number = shapes.text, shapes.number
    shapes.write_layer(os.path.join(out, "rivers"), shapes.POLYLINE, [
        text("NAME"), text("NAME_BE"), text("NAME_UK"), text("NAME_RU"), number("RANK", 1),
        text("SOURCE"), number("ACCURACY_M", 5)], features)


if __name__ == "__main__":
    main(*sys.argv[1:])
