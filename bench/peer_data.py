"""What the programs of peers.py draw: event tables of any length, the same ones as shapefiles, names of
towns, and the border. Run by itself it writes tables only:

    peer_data.py FOLDER COUNT...
"""
import os
import random
import shutil
import struct
import subprocess
import sys

SHAPEFILES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "shapefiles")
CATEGORIES = ("strike", "clash", "incursion", "movement", "exercise", "border", "diplomacy", "other")
WHAT = {
    "strike": ("Shells fall near the road", "Fire from across the river", "A depot is hit"),
    "clash": ("Patrols exchange fire", "Shots at a checkpoint"),
    "incursion": ("A group crosses at night", "A drone crosses the line"),
    "movement": ("A column moves south", "Trucks are unloaded at the station"),
    "exercise": ("An exercise begins at the range", "Reservists are called up for training"),
    "border": ("The crossing is closed", "A new fence is finished", "Traders wait at the barrier"),
    "diplomacy": ("Envoys meet", "A note of protest is handed over"),
    "other": ("A forest fire is put out", "The bridge is inspected"),
}
BOX = (22.0, 49.0, 34.0, 54.5)
TOWNS = 60


def read_table(name):
    """Rows of a DBF as dictionaries of texts."""
    with open(os.path.join(SHAPEFILES, name + ".dbf"), "rb") as file:
        data = file.read()
    count, head, size = struct.unpack("<IHH", data[4:12])
    fields, at, offset = [], 32, 1
    while data[at] != 13:
        fields.append((data[at:at + 11].split(b"\0")[0].decode(), offset, data[at + 16]))
        offset += data[at + 16]
        at += 32
    for row in range(count):
        record = data[head + row * size:head + (row + 1) * size]
        yield {key: record[start:start + width].decode("utf-8", "replace").strip() for key, start, width in fields}


def read_shapes(name):
    """Parts of every record of a layer of points, lines or polygons."""
    with open(os.path.join(SHAPEFILES, name + ".shp"), "rb") as file:
        data = file.read()
    at = 100
    while at < len(data):
        length = struct.unpack(">i", data[at + 4:at + 8])[0] * 2
        body = data[at + 8:at + 8 + length]
        kind = struct.unpack("<i", body[:4])[0]
        if kind == 1:
            yield [[struct.unpack("<2d", body[4:20])]]
        elif kind in (3, 5):
            parts, points = struct.unpack("<2i", body[36:44])
            starts = list(struct.unpack(f"<{parts}i", body[44:44 + 4 * parts])) + [points]
            flat = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts:44 + 4 * parts + 16 * points])
            pairs = list(zip(flat[::2], flat[1::2]))
            yield [pairs[a:b] for a, b in zip(starts, starts[1:])]
        else:
            yield []
        at += 8 + length


def write_shapefile(path, kind, shapes, fields, rows):
    """`kind` 1 (points) or 3 (lines, one part each); `fields` are (name, width) of text."""
    records, index, offset = [], [], 50
    box = [180.0, 90.0, -180.0, -90.0]
    for number, shape in enumerate(shapes, 1):
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        own = (min(xs), min(ys), max(xs), max(ys))
        box = [min(box[0], own[0]), min(box[1], own[1]), max(box[2], own[2]), max(box[3], own[3])]
        if kind == 1:
            body = struct.pack("<i2d", 1, *shape[0])
        else:
            body = struct.pack("<i4d3i", 3, *own, 1, len(shape), 0) + b"".join(struct.pack("<2d", *p) for p in shape)
        records.append(struct.pack(">2i", number, len(body) // 2) + body)
        index.append(struct.pack(">2i", offset, len(body) // 2))
        offset += 4 + len(body) // 2
    for ending, parts, words in ((".shp", records, offset), (".shx", index, 50 + 4 * len(index))):
        with open(path + ending, "wb") as file:
            file.write(struct.pack(">7i2i", 9994, 0, 0, 0, 0, 0, words, 0, 0)[:28])
            file.write(struct.pack("<2i8d", 1000, kind, *box, 0, 0, 0, 0))
            file.write(b"".join(parts))
    size = 1 + sum(width for _, width in fields)
    with open(path + ".dbf", "wb") as file:
        file.write(struct.pack("<4BIHH20x", 3, 126, 1, 1, len(rows), 33 + 32 * len(fields), size))
        for name, width in fields:
            file.write(name.encode().ljust(11, b"\0") + b"C" + struct.pack("<4xBB14x", width, 0))
        file.write(b"\r")
        for row in rows:
            file.write(b" " + b"".join(text.encode()[:width].ljust(width) for text, (_, width) in zip(row, fields)))
        file.write(b"\x1a")
    with open(path + ".cpg", "w", encoding="ascii") as file:
        file.write("UTF-8\n")
    shutil.copy(os.path.join(SHAPEFILES, "places.prj"), path + ".prj")
    if shutil.which("shptree"):
        subprocess.run(["shptree", path + ".shp"], stdout=subprocess.DEVNULL, check=False)


def towns():
    rows = zip(read_table("places"), read_shapes("places"))
    inside = [(int(row["POPULATION"] or 0), row["NAME"], shape[0][0]) for row, shape in rows
              if BOX[0] < shape[0][0][0] < BOX[2] and BOX[1] < shape[0][0][1] < BOX[3]]
    return sorted(inside, key=lambda town: -town[0])


def border_line():
    """Runs of one country's outline along the other's, as near as they were drawn."""
    outlines = {row["ISO_A2"]: shape for row, shape in zip(read_table("countries"), read_shapes("countries"))}
    cell = 0.05
    near = set()
    for ring in outlines["UA"]:
        for x, y in ring:
            for dx in (-1, 0, 1):
                near.update((int(x / cell) + dx, int(y / cell) + dy) for dy in (-1, 0, 1))
    lines, line = [], []
    for ring in outlines["BY"]:
        for x, y in ring + [(0.0, 0.0)]:
            if (int(x / cell), int(y / cell)) in near:
                line.append((x, y))
            else:
                if len(line) > 1:
                    lines.append(line)
                line = []
    return lines


def write_ground(folder):
    chosen = towns()[:TOWNS]
    write_shapefile(os.path.join(folder, "towns"), 1, [[at] for _, _, at in chosen], [("NAME", 40)],
                    [(name,) for _, name, _ in chosen])
    lines = border_line()
    write_shapefile(os.path.join(folder, "border"), 3, lines, [("NAME", 8)], [("border",)] * len(lines))


def events(count):
    """(position, category, row) of `count` events, most of them round towns near the border."""
    chance = random.Random(count)
    places = [(name, at) for _, name, at in towns()[:400]]
    for number in range(count):
        name, (lon, lat) = chance.choice(places)
        if chance.random() < 0.15:
            lon, lat = chance.uniform(22.5, 33.5), chance.uniform(49.4, 54.2)
        else:
            lon, lat = chance.gauss(lon, 0.06), chance.gauss(lat, 0.04)
        lon, lat = min(max(lon, 22.1), 33.9), min(max(lat, 49.1), 54.4)
        category = chance.choice(CATEGORIES)
        day = f"2022-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        title = chance.choice(WHAT[category])
        yield (lon, lat), category, f"E{number + 1},{day},{name.replace(',', ' ')},{category},{title},{lon:.5f},{lat:.5f}\n"


def write_table(folder, count):
    with open(os.path.join(folder, f"events-{count}.csv"), "w", encoding="utf-8") as file:
        file.write("id,start,place,category,title,lon,lat\n")
        file.writelines(row for _, _, row in events(count))


def write_events(folder, count):
    write_table(folder, count)
    both = [(at, category) for at, category, _ in events(count)]
    write_shapefile(os.path.join(folder, f"events-{count}"), 1, [[at] for at, _ in both], [("CATEGORY", 10)],
                    [(category,) for _, category in both])


if __name__ == "__main__":
    for text in sys.argv[2:]:
        write_table(sys.argv[1], int(text))
