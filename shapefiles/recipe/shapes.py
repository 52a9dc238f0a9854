"""Write ESRI shapefiles and dBase tables, the same bytes each time.

Texts are UTF-8.  A text field is as wide as its widest value; a value that
does not fit an explicit limit is an error and never cut.
"""
import os
import struct

POINT, POLYLINE, POLYGON = 1, 3, 5
DATE = bytes((122, 1, 1))            # the header's date of change, fixed
PRJ = ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",'
       '6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],'
       'UNIT["Degree",0.0174532925199433]]')


class Field:
    def __init__(self, name, kind="C", width=0, decimals=0, limit=254):
        assert len(name) <= 10
        self.name, self.kind, self.decimals = name, kind, decimals
        self.width, self.limit = width, limit

    def encode(self, value):
        if self.kind == "C":
            return ("" if value is None else str(value)).encode("utf-8")
        if value is None or value == "":
            return b""
        return ("%.*f" % (self.decimals, value)).encode("ascii")


def text(name, limit=254):
    return Field(name, "C", limit=limit)


def number(name, width, decimals=0):
    return Field(name, "N", width, decimals)


def write_table(base, fields, rows):
    """base.dbf and base.cpg; rows are dicts."""
    cells = [[f.encode(r.get(f.name, "")) for f in fields] for r in rows]
    for i, f in enumerate(fields):
        longest = max([len(c[i]) for c in cells] or [0])
        if f.kind == "C":
            f.width = max(1, longest)
        limit = f.limit if f.kind == "C" else f.width
        if longest > limit:
            bad = max(cells, key=lambda c: len(c[i]))[i]
            raise SystemExit("%s.%s: %d bytes do not fit %d: %r" % (
                base, f.name, longest, limit, bad.decode("utf-8")))
    size = 1 + sum(f.width for f in fields)
    out = [struct.pack("<B3sIHH20x", 3, DATE, len(cells),
                       33 + 32 * len(fields), size)]
    for f in fields:
        out.append(struct.pack("<11sc4xBB14x", f.name.encode("ascii"),
                               f.kind.encode("ascii"), f.width, f.decimals))
    out.append(b"\r")
    for c in cells:
        out.append(b" ")
        for f, b in zip(fields, c):
            pad = b" " * (f.width - len(b))
            out.append(b + pad if f.kind == "C" else pad + b)
    out.append(b"\x1a")
    with open(base + ".dbf", "wb") as o:
        o.write(b"".join(out))
    with open(base + ".cpg", "w", newline="") as o:
        o.write("UTF-8\n")


def bounds(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def record(kind, geometry):
    if geometry is None:
        return struct.pack("<i", 0), None
    if kind == POINT:
        x, y = geometry
        return struct.pack("<idd", POINT, x, y), (x, y, x, y)
    points = [p for part in geometry for p in part]
    box = bounds(points)
    starts, n = [], 0
    for part in geometry:
        starts.append(n)
        n += len(part)
    flat = [v for p in points for v in p[:2]]
    return (struct.pack("<i4dii", kind, *box, len(geometry), n)
            + struct.pack("<%di" % len(starts), *starts)
            + struct.pack("<%dd" % len(flat), *flat)), box


def header(kind, length, box):
    return (struct.pack(">i20xi", 9994, length // 2)
            + struct.pack("<ii8d", 1000, kind, *(box or (0, 0, 0, 0)), 0, 0, 0, 0))


def write_layer(base, kind, fields, features):
    """features: a list of (geometry, row); a geometry is a point or parts."""
    records, index, offset, total = [], [], 100, None
    for i, (geometry, _) in enumerate(features):
        body, box = record(kind, geometry)
        if box:
            total = box if total is None else (
                min(total[0], box[0]), min(total[1], box[1]),
                max(total[2], box[2]), max(total[3], box[3]))
        records.append(struct.pack(">ii", i + 1, len(body) // 2) + body)
        index.append(struct.pack(">ii", offset // 2, len(body) // 2))
        offset += len(records[-1])
    with open(base + ".shp", "wb") as o:
        o.write(header(kind, offset, total) + b"".join(records))
    with open(base + ".shx", "wb") as o:
        o.write(header(kind, 100 + 8 * len(index), total) + b"".join(index))
    with open(base + ".prj", "w", newline="") as o:
        o.write(PRJ)
    write_table(base, fields, [row for _, row in features])
    print("%-14s %6d features %9d bytes" % (
        os.path.basename(base), len(features),
        sum(os.path.getsize(base + e) for e in (".shp", ".shx", ".dbf"))))


def read_table(base):
    """The rows of base.dbf as dicts of texts, to build one layer on another."""
    data = open(base + ".dbf", "rb").read()
    count, head, size = struct.unpack("<IHH", data[4:12])
    fields, at, start = [], 32, 1
    while data[at] != 13:
        name = data[at:at + 11].split(b"\0")[0].decode("ascii")
        fields.append((name, start, data[at + 16]))
        start += data[at + 16]
        at += 32
    rows = []
    for i in range(count):
        r = data[head + i * size:head + (i + 1) * size]
        rows.append({n: r[s:s + w].decode("utf-8").strip() for n, s, w in fields})
    return rows


def read_shapes(base):
    """The geometries of base.shp: points, or lists of parts."""
    data, at, out = open(base + ".shp", "rb").read(), 100, []
    while at < len(data):
        length = struct.unpack(">i", data[at + 4:at + 8])[0] * 2
        body = data[at + 8:at + 8 + length]
        kind = struct.unpack("<i", body[:4])[0]
        if kind == 0:
            out.append(None)
        elif kind == POINT:
            out.append(struct.unpack("<dd", body[4:20]))
        else:
            parts, n = struct.unpack("<ii", body[36:44])
            starts = list(struct.unpack("<%di" % parts, body[44:44 + 4 * parts])) + [n]
            flat = struct.unpack("<%dd" % (2 * n), body[44 + 4 * parts:])
            pts = list(zip(flat[::2], flat[1::2]))
            out.append([pts[a:b] for a, b in zip(starts, starts[1:])])
        at += 8 + length
    return out
