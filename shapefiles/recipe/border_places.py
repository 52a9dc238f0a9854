"""border_places: our own table of villages, towns, crossings, airfields."""
import csv
import os

import geom
import shapes
from place_fields import rank_of

HERE = os.path.dirname(os.path.abspath(__file__))
LONGEST = 50
RANKS = {"city": 4, "town": 6}
CROSSING = {"en": ("%s crossing", "%s border crossing", "%s border crossing point",
                   "%s crossing point", "%s checkpoint", "%s border checkpoint"),
            "be": ("пункт пропуску %s", "памежны пераход %s"),
            "uk": ("пункт пропуску %s", "пункт пропуску «%s»", "прикордонний перехід %s"),
            "ru": ("пункт пропуска %s", "пункт пропуска «%s»", "пограничный переход %s")}


def rows():
    with open(os.path.join(HERE, "border_places.csv"), encoding="utf-8") as f:
        return list(csv.DictReader(f))


def named(row):
    """The four names, and (lang, name) of the others."""
    if row["kind"] != "crossing":
        four = [row["name"], row["name_be"], row["name_uk"], row["name_ru"]]
        more = []
    else:
        four, more = [], []
        for lang, key in (("en", "name"), ("be", "name_be"), ("uk", "name_uk"), ("ru", "name_ru")):
            forms = [p % row[key] for p in CROSSING[lang]]
            if row["mode"] == "rail":
                forms = [f.replace("crossing", "rail crossing", 1) if lang == "en" else f
                         for f in forms]
            four.append(forms[0])
            more += [(lang, f) for f in forms[1:]]
        if row["partner"]:
            more += [("en", "%s–%s crossing" % (row["name"], row["partner"])),
                     ("en", "%s-%s" % (row["name"], row["partner"]))]
    more += [("", n) for n in row["other_names"].split(";")]
    return four, [("be", four[1]), ("uk", four[2]), ("ru", four[3])] + more


def make(out, populations):
    features, other = [], []
    for r in rows():
        four, more = named(r)
        population = int(r["population"] or 0) or populations.get(r["place_id"], 0)
        rank = min(RANKS.get(r["kind"], 8), rank_of(population))
        features.append(((float(r["lon"]), float(r["lat"])), {
            "PLACE_ID": r["place_id"], "KIND": r["kind"], "MODE": r["mode"],
            "PARTNER": r["partner"], "STATUS": "", "ISO_A2": r["country"], "NAME": four[0],
            "NAME_BE": four[1], "NAME_UK": four[2], "NAME_RU": four[3], "ADMIN1": r["admin1"],
            "ADMIN2": r["admin2"], "FCODE": r["fcode"], "POPULATION": population, "RANK": rank}))
        seen = {four[0]}
        for lang, name in more:
            if name and name not in seen and len(name.encode("utf-8")) <= LONGEST:
                seen.add(name)
                other.append({"PLACE_ID": r["place_id"], "LANG": lang, "USE": "", "NAME": name})
    return features, other


def check(features, layer):
    """Print what lies outside its country; a crossing may by one kilometre."""
    outline = {}
    for r, g in zip(shapes.read_table(layer), shapes.read_shapes(layer)):
        outline[r["ISO_A2"]] = g
    for point, row in features:
        rings = outline[row["ISO_A2"]]
        if geom.inside(point, rings):
            continue
        km = geom.distance_km(point, rings)
        if row["KIND"] != "crossing" or km > 1:
            print("  outside %s by %.2f km: %s %s" % (row["ISO_A2"], km, row["PLACE_ID"], row["NAME"]))
