"""places: settlements of the region and the world's large cities, with the
rows of their other names for place_names."""
import csv
import hashlib
import os
import re

import derive
import geonames
import names
from place_fields import rank_of
from region import within

HERE = os.path.dirname(os.path.abspath(__file__))
LONGEST = 40                       # bytes of a name from a package
LANGUAGES = ("be", "uk", "ru")
SPARSE = ("RO", "HU", "RS", "BG", "SK", "XK", "GE")
CALLED = re.compile("^(горад|город|місто|м\\.|г\\.|пос[её]лок|селище|пасёлак) ", re.I)
KNOWN = 300000                     # below it no Latin alternates outside the region
LEAST = 5000                       # inhabitants, in the countries above


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return list(csv.DictReader(f))


def tidy(name, country):
    """The plain form of a GeoNames main name."""
    if country in ("BY", "UA", "RU"):
        for mark in "’'ʹ`":
            name = name.replace(mark, "" if country != "UA" or mark != "'" else "")
        for start in ("Horad ", "Misto ", "Posëlok "):
            if name.startswith(start):
                name = name[len(start):]
    return name.strip()


def brief(admin1):
    return admin1 if len(admin1.encode("utf-8")) <= 24 else ""


def main_name(row, be):
    """In Belarus GeoNames mixes systems: take the form nearest to BGN/PCGN 1979."""
    name = tidy(row["name"], row["cc"])
    if row["cc"] != "BY" or not be:
        return name
    want = names.roman(be, "be")
    forms = [name, tidy(row["was"], "BY")] + [
        tidy(o, "BY") for o in row["others"] if names.latin(o) and not names.junk(o)]
    forms = [f for f in forms if f]
    return min(forms, key=lambda f: (names.distance(names.plain(f), want), forms.index(f)))


def stable_id(row):
    """The GeoNames id; else the country and a hash of name and position."""
    if row["id"]:
        return row["id"]
    text = "%s|%s|%.3f|%.3f" % (row["cc"], row["name"], row["lon"], row["lat"])
    number = int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:12], 16)
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return row["cc"].lower() + "".join(digits[number // 36 ** i % 36] for i in range(6))


def alternates(row, place, inside):
    """(lang, name) of what the columns do not have, one a way to pronounce it."""
    have = {place["NAME"], place["NAME_BE"], place["NAME_UK"], place["NAME_RU"]}
    fold = names.strict if inside else names.bones
    if place["ISO_A2"] in ("BY", "UA") and place["RANK"] <= 5:
        fold = names.plain                        # the well-known spellings are all kept
    keys = {fold(place["NAME"])}
    for name in [row["name"], row["was"]] + row["others"]:
        name = CALLED.sub("", name.strip())
        if name in have or names.junk(name) or len(name.encode("utf-8")) > LONGEST:
            continue
        if names.cyrillic(name):
            lang = names.language(name)
            if not any(names.possible(name, g) for g in ("be", "uk", "ru")):
                continue
            if not inside and not lang:
                continue
        elif names.latin(name):
            if not inside and row["pop"] < KNOWN:
                continue
            lang = ""
            key = fold(name)
            if key in keys:
                continue
            keys.add(key)
        else:
            continue
        have.add(name)
        yield lang, name


def add_names(place, picked, town):
    """The names in three languages: our own table's, else those of the packages; of what
    is still missing in Belarus the letters give the Ukrainian one, marked as such."""
    for lang in LANGUAGES:
        name = picked.get(lang, "")
        if len(name.encode("utf-8")) > LONGEST:
            name = ""
        place["NAME_" + lang.upper()] = town["name_" + lang] if town else name
    place["DERIVED"] = ""
    if place["ISO_A2"] == "BY" and not place["NAME_UK"]:
        place["NAME_UK"] = derive.ukrainian(place["NAME_RU"])
        place["DERIVED"] = "uk" if place["NAME_UK"] else ""


def make(old_path, new_folder, known):
    """Features and name rows; known gives the ids of our own table by place."""
    new, admin = geonames.read_new(new_folder)
    rows = geonames.merged(geonames.read_old(old_path), new)
    first = geonames.admin_names(HERE, admin)
    second = geonames.raions(HERE, admin)
    centres = {(t["country"], names.plain(t["match"])): t for t in table("centres.csv")}
    towns = {t["place_id"]: t for t in table("town_names.csv")}
    rows.sort(key=lambda r: (-r["pop"], r["cc"], r["name"], r["lon"], r["lat"]))
    features, other, seen = [], [], set()
    for row in rows:
        if not row["id"]:
            row["id"] = known(row) or ""
        if row["id"] and row["id"] in seen:
            continue
        inside = within(row["lon"], row["lat"])
        if row["cc"] in SPARSE and row["pop"] < LEAST:
            continue
        centre = None
        for form in [row["name"], row["was"]]:
            t = centres.get((row["cc"], names.plain(tidy(form, row["cc"]))))
            if t and (row["pop"] > 50000):
                centre = t
        cyr = []
        for o in row["others"]:
            o = CALLED.sub("", o)
            if names.cyrillic(o) and not names.junk(o) and o not in cyr:
                cyr.append(o)
        picked = names.choose(tidy(row["name"], row["cc"]), row["cc"], cyr) if cyr else {}
        if row["cc"] == "BY" and cyr and "be" in picked and row["was"]:
            again = names.choose(main_name(row, picked["be"]), "BY", cyr)
            picked = again if "be" in again else picked
        name = main_name(row, picked.get("be", ""))
        fcode, rank = row["fcode"], max(rank_of(row["pop"]), 2)
        if row["fcode"] == "PPLC":
            rank = 1
        if centre:
            centres.pop((row["cc"], names.plain(centre["match"])))
            name, fcode, rank = centre["name"], centre["fcode"], int(centre["rank"])
            picked = {g: centre["name_" + g] for g in ("be", "uk", "ru")}
        if len(name.encode("utf-8")) > LONGEST:
            name = row["others"][0] if row["others"] else name
            name = name if len(name) <= LONGEST else name[:LONGEST].rsplit(" ", 1)[0]
        if name and names.cyrillic(name):
            name = names.roman(name, "ru").title()
        place = {
            "PLACE_ID": stable_id(row), "NAME": name, "ISO_A2": row["cc"],
            "ADMIN1": brief(first.get((row["cc"], row["a1"]), "")),
            "ADMIN2": second.get((row["cc"], row["a1"], row["a2"]), ""),
            "FCODE": fcode, "POPULATION": row["pop"], "RANK": rank}
        town = towns.pop(place["PLACE_ID"], None)
        add_names(place, picked, town)
        seen.add(place["PLACE_ID"])
        features.append(((row["lon"], row["lat"]), place))
        for lang, name in alternates(row, place, inside):
            other.append({"PLACE_ID": place["PLACE_ID"], "LANG": lang, "USE": "", "NAME": name})
    for t in towns.values():
        print("  town not found: %s %s" % (t["place_id"], t["name"]))
    for t in centres.values():
        print("  centre not found: %s %s" % (t["country"], t["match"]))
    return features, other
