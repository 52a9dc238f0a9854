"""Files that golden maps are drawn with: made up, the same on every run.

Each function writes its file, and what belongs to it, into a folder, and returns the path.
"""
import math
import os
import struct

WEST, SOUTH, EAST, NORTH = 21, 48, 35, 56


def raster(folder):
    """A hillshade of made-up hills: a grey GeoTIFF, with a world file that says where it lies."""
    width, height = 280, 160
    path = os.path.join(folder, "hills.tif")
    pixels = bytearray()
    for y in range(height):
        for x in range(width):
            slope = math.cos(x / 9) * math.cos(y / 7) + 0.6 * math.sin((x + y) / 5)
            pixels.append(round(180 + 42 * slope))
    tags = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 256),
            (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, width * height)]  # fmt: skip
    head = b"II*\0" + struct.pack("<IH", 8, len(tags)) + b"".join(struct.pack("<HHII", *t) for t in tags) + bytes(4)
    with open(path, "wb") as file:
        file.write(head.ljust(256, b"\0") + bytes(pixels))
    x_step, y_step = (EAST - WEST) / width, (NORTH - SOUTH) / height
    with open(path[:-4] + ".tfw", "w", encoding="ascii") as file:
        file.write(f"{x_step}\n0\n0\n{-y_step}\n{WEST + x_step / 2}\n{NORTH - y_step / 2}\n")
    return path


def shapefile(path, kind, records, column):
    """Lines (3) or polygons (5) with one column of text."""
    shapes, index, at = b"", b"", 50
    for number, (points, _) in enumerate(records):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        content = struct.pack("<i4diii", kind, min(xs), min(ys), max(xs), max(ys), 1, len(points), 0)
        content += b"".join(struct.pack("<2d", *p) for p in points)
        shapes += struct.pack(">2i", number + 1, len(content) // 2) + content
        index += struct.pack(">2i", at, len(content) // 2)
        at += 4 + len(content) // 2
    for ending, body in ((".shp", shapes), (".shx", index)):
        head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50 + len(body) // 2)
        head += struct.pack("<2i8d", 1000, kind, WEST, SOUTH, EAST, NORTH, 0, 0, 0, 0)
        with open(path + ending, "wb") as file:
            file.write(head + body)
    size = 24
    table = struct.pack("<4BIHH20x", 3, 122, 1, 1, len(records), 65, 1 + size)
    table += struct.pack("<11sc4xBB14x", column.encode(), b"C", size, 0) + b"\r"
    table += b"".join(b" " + value.encode().ljust(size) for _, value in records) + b"\x1a"
    with open(path + ".dbf", "wb") as file:
        file.write(table)
    return path + ".shp"


def bend(a, b, lift):
    """A line from a to b with bends."""
    steps = 24
    return [
        (
            a[0] + (b[0] - a[0]) * i / steps,
            a[1] + (b[1] - a[1]) * i / steps + lift * math.sin(math.pi * i / steps) + 0.03 * math.sin(i * 2.1),
        )
        for i in range(steps + 1)
    ]


def roads(folder):
    records = [
        (bend((23.7, 52.1), (27.6, 53.9), 0.1), "motorway"),
        (bend((27.6, 53.9), (31.0, 52.4), 0.2), "primary"),
        (bend((31.0, 52.4), (30.5, 50.4), -0.1), "primary"),
        (bend((24.7, 48.9), (30.5, 50.4), 0.3), "motorway"),
        (bend((26.1, 52.1), (28.8, 51.3), 0.1), "secondary"),
        (bend((28.8, 51.3), (30.5, 50.4), 0.1), "residential"),
    ]
    return shapefile(os.path.join(folder, "golden-roads"), 3, records, "highway")


def railways(folder):
    records = [
        (bend((23.7, 52.1), (31.0, 52.4), -0.2), "rail"),
        (bend((27.6, 53.9), (28.6, 50.2), 0.2), "rail"),
    ]
    return shapefile(os.path.join(folder, "golden-railways"), 3, records, "railway")


def urban(folder):
    records = []
    for lon, lat, size in ((30.5, 50.45, 0.3), (27.56, 53.9, 0.22), (31.0, 52.43, 0.15), (23.7, 52.1, 0.12)):
        ring = [
            (lon + 1.5 * size * math.cos(a / 12 * math.tau), lat - size * math.sin(a / 12 * math.tau)) for a in range(12)
        ]
        records.append((ring + ring[:1], "built-up"))
    return shapefile(os.path.join(folder, "golden-urban"), 5, records, "kind")


WRITERS = {"raster": raster, "roads": roads, "railways": railways, "urban": urban}
