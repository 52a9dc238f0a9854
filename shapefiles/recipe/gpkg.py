"""Read polygons from a GeoPackage with sqlite3 alone."""
import sqlite3
import struct


def polygons(blob):
    """Exterior rings of a GeoPackage MultiPolygon or Polygon."""
    assert blob[:2] == b"GP"
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    rings = []

    def read(at):
        order = "<" if blob[at] else ">"
        kind, n = struct.unpack_from(order + "II", blob, at + 1)
        at += 9
        if kind == 6:
            for _ in range(n):
                at = read(at)
            return at
        assert kind == 3, kind
        for i in range(n):
            count, = struct.unpack_from(order + "I", blob, at)
            flat = struct.unpack_from(order + "%dd" % (2 * count), blob, at + 4)
            at += 4 + 16 * count
            if i == 0:
                rings.append([(round(x, 6), round(y, 6))
                              for x, y in zip(flat[::2], flat[1::2])])
        return at
    read(8 + envelope)
    return rings


def states(path):
    """(fips code, country, name, rings) of each row, in the file's order."""
    db = sqlite3.connect("file:%s?immutable=1" % path, uri=True)
    rows = db.execute("SELECT fips, iso_a2, name, geom FROM states_provinces ORDER BY fid")
    return [(f or "", a or "", n or "", polygons(g)) for f, a, n, g in rows if g]


def units(path):
    """(country, name, other name, GeoNames name, rings) of each row, in the file's order."""
    db = sqlite3.connect("file:%s?immutable=1" % path, uri=True)
    rows = db.execute("SELECT iso_a2, name, woe_name, gn_name, geom FROM states_provinces"
                      " ORDER BY fid")
    return [(a or "", n or "", w or "", m or "", polygons(g)) for a, n, w, m, g in rows if g]
