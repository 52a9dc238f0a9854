#!/usr/bin/env python3
"""How often a town is found by its name and its state.

    city_state.py PROGRAM GAZETTEER cities1000.txt [--each N] [--show N]

Of each of seven countries settlements of 5,000 inhabitants and more are chosen by a digest of their
ids, left out those with a namesake in their own state, and asked for as "Springfield, Illinois" and,
where states have abbreviations, as "Springfield, IL" and "Springfield, Ill.". Right is within 25 km.
"""
import argparse
import collections
import csv
import hashlib
import json
import math
import os
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHAPEFILES = os.path.join(os.path.dirname(HERE), "shapefiles")
COUNTRIES = ("US", "CA", "AU", "GB", "DE", "FR", "IN")
LEAST = 5000
RIGHT_KM = 25.0


def km(a, b):
    x = math.radians(b[0] - a[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return 6371.0 * math.hypot(x, math.radians(b[1] - a[1]))


def states():
    """By code: the name of the unit, and its abbreviations."""
    with open(os.path.join(SHAPEFILES, "admin_codes.txt"), encoding="utf-8") as f:
        names = dict(line.rstrip("\n").split("\t") for line in f if not line.startswith("#"))
    with open(os.path.join(SHAPEFILES, "recipe", "unit_names.csv"), encoding="utf-8") as f:
        given = {t["code"]: t for t in csv.DictReader(f)}
    out = {}
    for code, name in names.items():
        t = given.get(code, {})
        out[code] = (t.get("english") or name).split(";")[0], [
            a for a in t.get("abbreviations", "").split(";") if a]
    return out


def towns(path, each):
    """Settlements with no namesake in their state, in the order of a digest."""
    all_of, seen = collections.defaultdict(list), collections.Counter()
    with open(path, encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            if c[8] not in COUNTRIES or c[7] == "PPLX":
                continue
            seen[c[8], c[10], c[1]] += 1
            if int(c[14] or 0) >= LEAST:
                all_of[c[8]].append((hashlib.sha256(c[0].encode()).hexdigest(), c[1],
                                     "%s.%s" % (c[8], c[10]), (float(c[5]), float(c[4]))))
    for country in COUNTRIES:
        unique = [t for t in sorted(all_of[country])
                  if seen[country, t[2].split(".")[1], t[1]] == 1]
        yield country, unique[:each]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program")
    parser.add_argument("gazetteer")
    parser.add_argument("cities")
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    known, asked = states(), []
    for country, chosen in towns(options.cities, options.each):
        for _, name, code, where in chosen:
            unit, shorts = known.get(code, ("", []))
            for form in [unit] + shorts:
                if form:
                    kind = "name" if form == unit else "code" if form.isupper() and len(form) < 4 \
                        and "." not in form else "abbreviation"
                    asked.append((country, kind, "%s, %s" % (name, form), where))
    with tempfile.TemporaryDirectory() as folder:
        names = os.path.join(folder, "names.txt")
        with open(names, "w", encoding="utf-8") as f:
            f.writelines(a[2] + "\n" for a in asked)
        with open(names, "rb") as f:
            done = subprocess.run(
                [options.program, "locate", "-", "--format", "jsonl", "--quiet",
                 "--gazetteer", options.gazetteer], stdin=f, stdout=subprocess.PIPE, check=False)
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert len(answers) == len(asked), (len(answers), len(asked))
    counts, wrong = collections.defaultdict(lambda: [0, 0, 0]), []
    for (country, kind, text, where), answer in zip(asked, answers):
        count = counts[country, kind]
        count[0] += 1
        if answer.get("lon") is None:
            wrong.append((text, "none"))
            continue
        count[1] += 1
        if km(where, (answer["lon"], answer["lat"])) <= RIGHT_KM:
            count[2] += 1
        else:
            wrong.append((text, "%s, %s, %s" % (answer["name"], answer["admin1"], answer["country"])))
    for (country, kind), (number, found, right) in sorted(counts.items()):
        print("%-3s %-13s asked %5d found %.3f right %.3f" % (
            country, kind, number, found / number, right / number))
    for row in wrong[:options.show]:
        print("  ", " -> ".join(row))


if __name__ == "__main__":
    main()
