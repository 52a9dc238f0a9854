"""oblasts and oblast_lines: first-level units from Natural Earth.

Natural Earth gives Crimea and Sevastopol to Russia; our table gives them to
Ukraine.  oblast_lines holds the inner boundaries only; where one meets the
border of its country it ends exactly on the outline of the countries layer.
"""
import csv
import os
import sys

import geom
import gpkg
import shapes
from region import MARGIN, REGION, within

SNAP_KM = 5.0


def joined(edges):
    """Chain undirected edges into lines that end where three or more meet."""
    near = {}
    for a, b in sorted(edges):
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    left = set(edges)

    def walk(a, b):
        line = [a]
        while True:
            e = (a, b) if a < b else (b, a)
            if e not in left:
                return line
            left.discard(e)
            line.append(b)
            if len(near[b]) != 2:
                return line
            a, b = b, [c for c in near[b] if c != a][0]
    lines = []
    for a in sorted(near):
        if len(near[a]) != 2:
            for b in near[a]:
                line = walk(a, b)
                if len(line) > 1:
                    lines.append(line)
    for a in sorted(near):                                  # closed rings
        for b in near[a]:
            line = walk(a, b)
            if len(line) > 1:
                lines.append(line)
    return lines, near


def crossing(a, b, c, d):
    """The point where segments ab and cd cross, or None."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    det = rx * sy - ry * sx
    if det == 0:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / det
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / det
    if 0 <= t <= 1 and 0 <= u <= 1:
        return t, (a[0] + t * rx, a[1] + t * ry)
    return None


def meet(line, rings):
    """Make the first end of a line end on the outline, if it is within reach."""
    box = (line[0][0] - 0.3, line[0][1] - 0.3, line[0][0] + 0.3, line[0][1] + 0.3)
    near = [(c, d) for r in rings for c, d in zip(r, r[1:])
            if within(c[0], c[1], box) or within(d[0], d[1], box)]
    run, cut = 0.0, None
    for i, (a, b) in enumerate(zip(line, line[1:])):        # trim what is outside
        if run > 3 * SNAP_KM:
            break
        for c, d in near:
            hit = crossing(a, b, c, d)
            if hit and (cut is None or (i, hit[0]) > cut[:2]):
                cut = (i, hit[0], hit[1])
        run += geom.km(a, b)
    if cut:
        return [cut[2]] + line[cut[0] + 1:], 0.0
    if not near:
        return line, None
    point, gap = min((geom.nearest_on_segment(line[0], c, d) for c, d in near),
                     key=lambda n: (n[1], n[0]))
    return ([point] + line, gap) if gap <= SNAP_KM else (line, None)


def clipped(line):
    """The runs of a line that are inside the margin box."""
    runs, run = [], []
    for p in line:
        if within(p[0], p[1], MARGIN):
            run.append(p)
        else:
            runs.append(run)
            run = []
    return [r for r in runs + [run] if len(r) > 1]


def inner_lines(units, outlines):
    owners = {}
    for iso, a2, rings in units:
        for ring in rings:
            for a, b in zip(ring, ring[1:]):
                if a != b:
                    owners.setdefault((a, b) if a < b else (b, a), set()).add((a2, iso))
    out, loose = [], []
    for a2 in ("BY", "UA", "PL", "RU"):
        edges = {e for e, own in owners.items()
                 if len({iso for c, iso in own if c == a2}) > 1}
        lines, near = joined(edges)
        for line in lines:
            for piece in clipped(line):
                for _ in range(2):
                    if len(near.get(piece[0], ())) == 1:
                        piece, gap = meet(piece, outlines.get(a2, []))
                        if gap is None:
                            loose.append((a2, piece[0]))
                    piece = piece[::-1]
                out.append(([[(round(x, 6), round(y, 6)) for x, y in piece]], {"ISO_A2": a2}))
    return out, loose


def main(package, out):
    here = os.path.dirname(os.path.abspath(__file__))
    table = list(csv.DictReader(open(os.path.join(here, "oblasts.csv"), encoding="utf-8")))
    found = {}
    for fips, a2, name, rings in gpkg.states(package):
        key = "Moskovsskaya" if name == "Moskovsskaya" else fips
        if key:
            found.setdefault(key, rings)
    features, units = [], []
    for t in table:
        rings = found[t["fips"] or "Moskovsskaya"]
        units.append((t["iso"], t["a2"], rings))
        parts = [geom.clockwise(r) for r in (geom.clip_ring(r, MARGIN) for r in rings)
                 if len(r) > 3]
        parts.sort(key=lambda r: (geom.area(r), r[0]))
        seen = [r for r in (geom.clip_ring(r, REGION) for r in parts) if len(r) > 3]
        lon, lat = geom.label_point(seen or parts)
        features.append((parts, {
            "ISO_3166_2": t["iso"], "ISO_A2": t["a2"], "NAME": t["name"],
            "NAME_BE": t["name_be"], "NAME_UK": t["name_uk"], "NAME_RU": t["name_ru"],
            "LABEL_LON": lon, "LABEL_LAT": lat}))
    text, number = shapes.text, shapes.number
    shapes.write_layer(os.path.join(out, "oblasts"), shapes.POLYGON, [
        text("ISO_3166_2"), text("ISO_A2"), text("NAME"), text("NAME_BE"), text("NAME_UK"),
        text("NAME_RU"), number("LABEL_LON", 9, 4), number("LABEL_LAT", 9, 4)], features)
    base = os.path.join(out, "countries")
    outlines = {r["ISO_A2"]: g for r, g in zip(shapes.read_table(base), shapes.read_shapes(base))}
    lines, loose = inner_lines(units, outlines)
    shapes.write_layer(os.path.join(out, "oblast_lines"), shapes.POLYLINE,
                       [text("ISO_A2")], lines)
    for a2, p in loose:
        if a2 in ("BY", "UA"):                    # elsewhere the next unit is not shipped
            print("  loose end %s %.4f %.4f" % (a2, *p))


if __name__ == "__main__":
    main(*sys.argv[1:])
