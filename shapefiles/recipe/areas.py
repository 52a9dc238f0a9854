"""areas: countries of the world, oblasts of Belarus and Ukraine, regions, seas, rivers, mountains
and islands, each a point with a radius, and their names, adjectives and demonyms."""
import csv
import gettext
import json
import math
import os
import re

import geom
import names
import shapes

HERE = os.path.dirname(os.path.abspath(__file__))
LONGEST = 50

def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return list(csv.DictReader(f))


class Names:
    """Rows of place_names for one place, each name once a language and use."""

    def __init__(self, place_id, main):
        self.id, self.seen, self.rows = place_id, {("", main)}, []

    def add(self, lang, name, use=""):
        name = name.replace("\u0301", "").strip()
        if not name or (use, name) in self.seen or len(name.encode("utf-8")) > LONGEST:
            return
        self.seen.add((use, name))
        self.rows.append({"PLACE_ID": self.id, "LANG": lang, "USE": use, "NAME": name})


def radius(km2):
    return max(3.0, 1.2 * math.sqrt(km2 / math.pi))


def translations(iso_json, locales):
    """Common names in be, uk, ru by alpha-2 code, from iso-codes."""
    with open(iso_json, encoding="utf-8") as f:
        entries = json.load(f)["3166-1"]
    out = {}
    for lang in ("be", "uk", "ru"):
        with open(os.path.join(locales, lang, "LC_MESSAGES", "iso_3166-1.mo"), "rb") as f:
            t = gettext.GNUTranslations(f)
        for e in entries:
            for kind in ("common_name", "name", "official_name"):
                if kind in e and t.gettext(e[kind]) != e[kind]:
                    out.setdefault(e["alpha_2"], {}).setdefault(lang, []).append(t.gettext(e[kind]))
    return out


def countries(package, iso_json, locales, layer):
    translated = translations(iso_json, locales)
    ours = {t["a2"]: t for t in table("countries.csv")}
    words = table("country_words.csv")
    middles = {t["a2"]: (float(t["lon"]), float(t["lat"])) for t in table("country_middles.csv")}
    labels = {r["ISO_A2"]: (float(r["LABEL_LON"]), float(r["LABEL_LAT"]))
              for r in shapes.read_table(layer)}
    with open(os.path.join(package, "countries.json"), encoding="utf-8") as f:
        world = sorted(json.load(f), key=lambda c: c["cca2"])
    for c in world:
        a2, common = c["cca2"], c["name"]["common"]
        lon, lat = c["latlng"][1], c["latlng"][0]
        if a2 in ("BY", "UA"):
            lon, lat = labels[a2]
        lon, lat = middles.get(a2, (lon, lat))
        row = {"PLACE_ID": a2, "KIND": "country", "NAME": common, "ISO_A2": a2, "ADMIN1": "",
               "RADIUS_KM": radius(max(c["area"], 1))}
        for lang in ("be", "uk", "ru"):
            row["NAME_" + lang.upper()] = (
                ours[a2]["name_" + lang] if a2 in ours
                else translated.get(a2, {}).get(lang, [""])[0])
        other = Names(a2, common)
        wrong = {n for w in words if w["a2"] == a2 and w["use"] == "none"
                 for n in w["words"].split(";")}
        for lang in ("be", "uk", "ru"):
            other.add(lang, row["NAME_" + lang.upper()])
            for name in translated.get(a2, {}).get(lang, []):
                other.add(lang, name)
        other.add("en", c["name"]["official"])
        for name in c["altSpellings"]:
            if names.latin(name) and len(name) > 3 and name not in wrong:
                other.add("", name)
        for lang, code in (("ru", "rus"), ("pl", "pol"), ("de", "deu"), ("fr", "fra")):
            name = c["translations"].get(code, {}).get("common", "")
            if a2 in ours or lang == "ru":
                other.add(lang, name)
        for w in words:
            if w["a2"] == a2 and w["use"] != "none":
                for name in w["words"].split(";"):
                    other.add(w["lang"], name, w["use"])
        demonym = c.get("demonyms", {}).get("eng", {})
        for name in (demonym.get("m", ""), demonym.get("f", "")):
            for one in name.replace(" or ", ",").split(","):
                other.add("en", one.strip(), "demonym")
                other.add("en", one.strip(), "adjective")
        yield (lon, lat), row, other.rows


def oblasts(layer):
    listed = {t["iso"]: t for t in table("area_names.csv")}
    for parts, r in zip(shapes.read_shapes(layer), shapes.read_table(layer)):
        if r["ISO_A2"] not in ("BY", "UA"):
            continue
        t = listed[r["ISO_3166_2"]]
        forms = t["english"].split(";")
        single = r["NAME"].endswith(" City") or r["NAME"] in ("Crimea", "Sevastopol")
        name = forms[0] if single else forms[0] + " Oblast"
        row = {"PLACE_ID": r["ISO_3166_2"], "KIND": "oblast", "NAME": name,
               "ISO_A2": r["ISO_A2"], "ADMIN1": r["NAME"],
               "RADIUS_KM": radius(sum(geom.area_km2(p) for p in parts)),
               "NAME_BE": r["NAME_BE"], "NAME_UK": r["NAME_UK"], "NAME_RU": r["NAME_RU"]}
        other = Names(r["ISO_3166_2"], name)
        for lang in ("be", "uk", "ru"):
            full = r["NAME_" + lang.upper()]
            other.add(lang, full)
            if " " in full and not single:
                adjective = full.split(" ")[0]
                other.add(lang, adjective, "adjective")
                latin = names.roman(adjective, lang).capitalize()
                if lang == "be" and r["ISO_A2"] == "UA":
                    continue
                if lang == "be":
                    other.add("en", latin + " Voblasts")
                    other.add("en", latin + " Voblast")
                other.add("en", latin + " Oblast")
                other.add("en", latin, "adjective")
        if not single:
            for form in forms:
                for kind in ("Oblast", "Region", "Province", "Voblast"):
                    if kind != "Voblast" or r["ISO_A2"] == "BY":
                        other.add("en", "%s %s" % (form, kind))
        for item in filter(None, t["other"].split(";")):
            lang, text = item.split(":")
            other.add(lang, text)
        yield (float(r["LABEL_LON"]), float(r["LABEL_LAT"])), row, other.rows


def regions():
    seen = set()
    for t in table("regions.csv"):
        start = place_id = "R-" + re.sub("[^A-Z0-9]", "", names.plain(t["name"]).upper())[:8]
        while place_id in seen:
            place_id = start[:9] + str(len([i for i in seen if i.startswith(start[:9])]))
        seen.add(place_id)
        row = {"PLACE_ID": place_id, "KIND": t["kind"], "NAME": t["name"], "ISO_A2": t["a2"],
               "ADMIN1": "", "RADIUS_KM": float(t["radius_km"]), "NAME_BE": t["name_be"],
               "NAME_UK": t["name_uk"], "NAME_RU": t["name_ru"]}
        other = Names(place_id, t["name"])
        for lang in ("be", "uk", "ru"):
            other.add(lang, t["name_" + lang])
        for item in filter(None, t["other"].split(";")):
            other.add(*item.split(":"))
        yield (float(t["lon"]), float(t["lat"])), row, other.rows


def make(package, iso_json, locales, out):
    features, other = [], []
    for source in (countries(package, iso_json, locales, os.path.join(out, "countries")),
                   oblasts(os.path.join(out, "oblasts")), regions()):
        for point, row, rows in source:
            features.append((point, row))
            other += rows
    return features, other
