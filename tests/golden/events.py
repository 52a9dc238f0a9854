"""Event tables for the golden maps: made-up events, the same on every run.

usage: events.py KIND SOURCE_DIR > events.csv
"""
import csv
import os
import struct
import sys

CATEGORIES = "strike clash incursion movement exercise border diplomacy detention sabotage".split()
CLAIMS = ["confirmed", "claimed", "assessed", ""]
HEADER = "id,start,end,place,country,lon,lat,category,claim,title,source".split(",")
KINDS = "examples fifteen crowd spread thousands one same outside scripts hebrew arrows".split()


class Random:
    """The linear congruential generator of POSIX's drand48, so that no Python version matters."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 0x5DEECE66D + 11) % (1 << 48)
        return (self.state >> 17) % limit


def places(source):
    """Name, country, longitude, latitude and rank of the shipped places near the border."""
    with open(os.path.join(source, "shapefiles/places.dbf"), "rb") as file:
        table = file.read()
    with open(os.path.join(source, "shapefiles/places.shp"), "rb") as file:
        points = file.read()
    count, head, length = struct.unpack("<IHH", table[4:12])
    fields, at, offset = {}, 32, 1
    while table[at] != 13:
        fields[table[at : at + 11].split(b"\0")[0].decode()] = (offset, table[at + 16])
        offset += table[at + 16]
        at += 32
    found = []
    for i in range(count):
        row = table[head + i * length : head + (i + 1) * length]
        value = {k: row[o : o + n].decode().strip() for k, (o, n) in fields.items()}
        lon, lat = struct.unpack("<dd", points[100 + i * 28 + 12 : 100 + i * 28 + 28])
        if value["ISO_A2"] in ("BY", "UA") and 23.3 < lon < 33 and 50 < lat < 53.6:
            found.append((value["NAME"], value["ISO_A2"], lon, lat))
    return found


def crowd(source, count):
    random, known = Random(2022), places(source)
    for i in range(count):
        name, country, lon, lat = known[random.below(len(known))]
        day = 1 + random.below(28)
        month = 1 + random.below(12)
        category = CATEGORIES[random.below(len(CATEGORIES))]
        claim = CLAIMS[random.below(len(CLAIMS))]
        title = f"Made-up {category} number {i + 1} near {name}"
        yield [f"c{i}", f"2022-{month:02}-{day:02}", "", name, country, lon, lat, category, claim, title, "ours"]


def spread(count):
    """Events anywhere in the frame of the speed measurements, their places not named."""
    random = Random(500)
    for i in range(count):
        lon, lat = 22 + random.below(120000) / 10000, 49 + random.below(55000) / 10000
        category = CATEGORIES[random.below(len(CATEGORIES))]
        claim = CLAIMS[random.below(len(CLAIMS))]
        day = f"2022-{1 + random.below(12):02}-{1 + random.below(28):02}"
        yield [f"w{i}", day, "", "", "", f"{lon:.4f}", f"{lat:.4f}", category, claim, f"Report {i + 1}", "ours"]


MOVES = [
    ("2022-02-24", "Naroulia", "Kyiv", "movement", "confirmed", "Column sets out"),
    ("2022-02-25", "Homyel", "Chernihiv", "incursion", "confirmed", "Second axis"),
    ("2022-02-26", "Homyel", "Chernihiv", "incursion", "confirmed", "More on the second axis"),
    ("2022-02-27", "Homyel", "Chernihiv", "incursion", "confirmed", "Third column"),
    ("2022-03-10", "Brest", "Lutsk", "movement", "claimed", "Feared axis"),
    ("2022-04-01", "Kyiv", "Naroulia", "movement", "assessed", "Column returns"),
    ("2022-02-20", "Vladivostok", "Yelsk", "movement", "confirmed", "Trains from the east"),
    ("2022-03-02", "Sarny", "Rivne", "exercise", "claimed", "Reserves move south"),
    ("2022-03-03", "", "", "strike", "confirmed", "Shells at the edge of town"),
]


def arrows():
    yield "id,start,from_place,to_place,place,country,category,claim,title".split(",")
    for i, (day, origin, target, category, claim, title) in enumerate(MOVES):
        yield [f"m{i}", day, origin, target, target or "Ovruch", "", category, claim, title]


def few(kind):
    kopani = ["Kopani", "BY", 26.87, 51.83]
    if kind == "one":
        yield ["o1", "2022-03-11", "", *kopani, "strike", "claimed", "Aircraft fire at the village", "ours"]
    elif kind == "same":
        for i in range(24):
            category = CATEGORIES[i % 5]
            title = f"Made-up {category} number {i + 1}"
            yield [f"s{i}", f"2022-03-{1 + i:02}", "", *kopani, category, CLAIMS[i % 3], title, "ours"]
    elif kind == "outside":
        for i, (name, lon, lat) in enumerate(
            [("Lisbon", -9.14, 38.72), ("Oslo", 10.75, 59.91), ("Ankara", 32.86, 39.93)]
        ):
            yield [f"x{i}", f"2022-05-0{i + 1}", "", name, "", lon, lat, "diplomacy", "confirmed", "Talks", "ours"]
    elif kind == "hebrew":
        titles = [
            ("Ovruch", 28.81, 51.32, "שיירה נצפתה ליד הגבול, 3 כלי רכב"),
            ("Sarny", 26.6, 51.34, "قافلة شوهدت قرب الحدود في 12 مارس"),
            ("Pinsk", 26.1, 52.12, "דיווח על אש (לא אושר) באזור Pinsk"),
            ("Homyel", 31.0, 52.44, "mixed כיוונים and numbers 1234 בשורה אחת"),
            ("Mazyr", 29.25, 52.05, "‏תרגיל צבאי נמשך עד סוף החודש לפי ההודעה הרשמית של המשרד"),
        ]
        for i, (name, lon, lat, title) in enumerate(titles):
            claim = CLAIMS[i % 3]
            yield [f"h{i}", f"2022-06-{1 + i:02}", "", name, "", lon, lat, CATEGORIES[i], claim, title, "ours"]
    elif kind == "scripts":
        titles = [
            ("Ельск", 29.15, 51.81, "Обстрел пограничной заставы у деревни, по словам жителей"),
            ("Чернігів", 31.29, 51.49, "Під'їзд до мосту закрито; рух об’їздом через Ріпки"),
            ("Мазыр", 29.25, 52.05, "Ваенныя вучэнні каля горада працягнутыя да канца месяца"),
            ("Ovruch", 28.81, 51.32, "שיירה נצפתה ליד הגבול"),
            ("Sarny", 26.6, 51.34, "قافلة شوهدت قرب الحدود"),
            ("Pinsk", 26.1, 52.12, "Zażółć gęślą jaźń Z̃ y̆ e\u0301\u0323 combined"),
            ("Brest", 23.69, 52.1, "Donaudampfschifffahrtsgesellschaftskapitänswitwenversammlungsraum"),
            ("Homyel", 31.0, 52.44, "A <b>title</b> with & signs and \"quotes\" and a very long line of words " * 3),
        ]
        for i, (name, lon, lat, title) in enumerate(titles):
            category = CATEGORIES[i]
            yield [f"t{i}", f"2022-06-{1 + i:02}", "", name, "", lon, lat, category, "confirmed", title, "ours"]


def write(kind, source, out):
    """Write the table; False when its data are not on this machine."""
    if kind in ("examples", "fifteen"):
        with open(os.path.join(source, "examples/border-incidents.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows = rows if kind == "examples" else rows[:16]
        csv.writer(out).writerows(rows)
        return True
    if kind == "thousands":
        shared = os.environ.get("BORDERMAP_SHARED", "")
        path = os.path.join(shared, "data/events/cir_events_dev.csv")
        if not shared or not os.path.exists(path):
            return False
        with open(path, encoding="utf-8", newline="") as file:
            out.write(file.read())
        return True
    writer = csv.writer(out)
    if kind == "arrows":
        writer.writerows(arrows())
        return True
    writer.writerow(HEADER)
    writer.writerows(crowd(source, 500) if kind == "crowd" else spread(500) if kind == "spread" else few(kind))
    return True


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in KINDS:
        sys.exit(__doc__.strip())
    sys.exit(0 if write(sys.argv[1], sys.argv[2], sys.stdout) else 77)
