#!/usr/bin/env python3
"""How the geocoder does on names and hints that nobody wrote for it.

    other_names.py PROGRAM UA.txt BY.txt --alternate-names FILE... [--admin-codes FILE...]
                   [--areas areas.shp] [--declined declined_names.tsv] [--show N]

Three measurements, on settlements that are chosen by a digest of their ids:

spelling   each is asked for by a name of it in another language, against a gazetteer from which all
           but the first name of every settlement was left out; the oblast is given in yet another
           language.
hints      each is asked for by its first name with hints that are right, misspelt, wrong or absent.
declined   genitives and locatives written by hand, with their oblast.

Settlements with a namesake in their own district are left out. The same input gives the same figures.
"""
import argparse
import collections
import csv
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile

RIGHT_KM = 10.0
FAR_KM = 100.0
SAMPLE = {"BY": 2000, "UA": 2000}
HINT_SAMPLE = 500
LANGUAGES = ("be", "uk", "ru", "pl", "de", "en", "")

# Code of admin1: English, Ukrainian, Russian and Belarusian stems; Latin forms that are older.
OBLASTS = {
    ("BY", "01"): ("Brest", "Брестськ", "Брестск", "Брэсцк", "Brestskaya"),
    ("BY", "02"): ("Homiel", "Гомельськ", "Гомельск", "Гомельск", "Gomel'skaya"),
    ("BY", "03"): ("Hrodna", "Гродненськ", "Гродненск", "Гродзенск", "Grodnenskaya"),
    ("BY", "05"): ("Minsk", "Мінськ", "Минск", "Мінск", "Minskaya"),
    ("BY", "06"): ("Mahiliou", "Могильовськ", "Могилевск", "Магілёўск", "Mogilyovskaya"),
    ("BY", "07"): ("Viciebsk", "Вітебськ", "Витебск", "Віцебск", "Vitebskaya"),
    ("UA", "01"): ("Cherkasy", "Черкаськ", "Черкасск", "Чаркаск", "Cherkaska"),
    ("UA", "02"): ("Chernihiv", "Чернігівськ", "Черниговск", "Чарнігаўск", "Chernihivska"),
    ("UA", "03"): ("Chernivtsi", "Чернівецьк", "Черновицк", "Чарнавіцк", "Chernivetska"),
    ("UA", "04"): ("Dnipro", "Дніпропетровськ", "Днепропетровск", "Днепрапятроўск", "Dnipropetrovska"),
    ("UA", "05"): ("Donetsk", "Донецьк", "Донецк", "Данецк", "Donetska"),
    ("UA", "06"): ("Ivano-Frankivsk", "Івано-Франківськ", "Ивано-Франковск", "Івана-Франкоўск", "Ivano-Frankivska"),
    ("UA", "07"): ("Kharkiv", "Харківськ", "Харьковск", "Харкаўск", "Kharkivska"),
    ("UA", "08"): ("Kherson", "Херсонськ", "Херсонск", "Херсонск", "Khersonska"),
    ("UA", "09"): ("Khmelnytskyi", "Хмельницьк", "Хмельницк", "Хмяльніцк", "Khmelnytska"),
    ("UA", "10"): ("Kirovohrad", "Кіровоградськ", "Кировоградск", "Кіраваградск", "Kirovohradska"),
    ("UA", "13"): ("Kyiv", "Київськ", "Киевск", "Кіеўск", "Kyivska"),
    ("UA", "14"): ("Luhansk", "Луганськ", "Луганск", "Луганск", "Luhanska"),
    ("UA", "15"): ("Lviv", "Львівськ", "Львовск", "Львоўск", "Lvivska"),
    ("UA", "16"): ("Mykolaiv", "Миколаївськ", "Николаевск", "Мікалаеўск", "Mykolaivska"),
    ("UA", "17"): ("Odesa", "Одеськ", "Одесск", "Адэск", "Odeska"),
    ("UA", "18"): ("Poltava", "Полтавськ", "Полтавск", "Палтаўск", "Poltavska"),
    ("UA", "19"): ("Rivne", "Рівненськ", "Ровенск", "Ровенск", "Rivnenska"),
    ("UA", "21"): ("Sumy", "Сумськ", "Сумск", "Сумск", "Sumska"),
    ("UA", "22"): ("Ternopil", "Тернопільськ", "Тернопольск", "Цярнопальск", "Ternopilska"),
    ("UA", "23"): ("Vinnytsia", "Вінницьк", "Винницк", "Вінніцк", "Vinnytska"),
    ("UA", "24"): ("Volyn", "Волинськ", "Волынск", "Валынск", "Volynska"),
    ("UA", "25"): ("Zakarpattia", "Закарпатськ", "Закарпатск", "Закарпацк", "Zakarpatska"),
    ("UA", "26"): ("Zaporizhzhia", "Запорізьк", "Запорожск", "Запарожск", "Zaporizka"),
    ("UA", "27"): ("Zhytomyr", "Житомирськ", "Житомирск", "Жытомірск", "Zhytomyrska"),
}
COUNTRIES = {
    "BY": {"en": "Belarus", "uk": "Білорусь", "ru": "Беларусь", "be": "Рэспубліка Беларусь"},
    "UA": {"en": "Ukraine", "uk": "Україна", "ru": "Украина", "be": "Украіна"},
}


def oblast_forms(code):
    """Forms of an oblast's name by language."""
    english, uk, ru, be, latin = OBLASTS[code]
    unit = "voblast" if code[0] == "BY" else "oblast"
    return {
        "en": [f"{english} region", f"{english} Oblast", f"{english}", f"{latin} {unit}", latin],
        "uk": [f"{uk}а область", f"{uk}а обл.", f"{uk}а"],
        "ru": [f"{ru}ая область", f"{ru}ая обл.", f"{ru}ая"],
        "be": [f"{be}ая вобласць", f"{be}ая вобл.", f"{be}ая"],
    }


def pick(text, count):
    """A number below `count` that depends on the text alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % count


def distance_km(a, b):
    radians = math.pi / 180
    half = (
        math.sin((b[0] - a[0]) * radians / 2) ** 2
        + math.cos(a[0] * radians) * math.cos(b[0] * radians) * math.sin((b[1] - a[1]) * radians / 2) ** 2
    )
    return 12742 * math.asin(min(1, math.sqrt(half)))


class Place:
    def __init__(self, fields):
        self.id, self.name, self.ascii = fields[0], fields[1], fields[2]
        self.others = [name for name in fields[3].split(",") if name]
        self.at = (float(fields[4]), float(fields[5]))
        self.code, self.country = fields[7], fields[8]
        self.admin1, self.admin2 = fields[10], fields[11]
        self.tagged = collections.defaultdict(list)

    @property
    def oblast(self):
        return self.country, self.admin1


def read_places(paths):
    places = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 19 and fields[6] == "P" and fields[1]:
                    places.setdefault(fields[0], Place(fields))
    return places


def read_alternates(paths, places):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                fields = line.rstrip("\n").split("\t")
                if len(fields) > 3 and fields[1] in places and fields[2] in LANGUAGES:
                    places[fields[1]].tagged[fields[2]].append(fields[3])


def plain(name):
    return "".join(letter for letter in name.lower() if letter.isalnum())


def sample(places):
    """Settlements of known oblasts whose names no other in their district has."""
    holders = collections.Counter()
    for place in places.values():
        names = {plain(place.name)} | {plain(name) for names in place.tagged.values() for name in names}
        for name in names | {plain(name) for name in place.others}:
            holders[place.oblast, place.admin2, name] += 1
    chosen = {}
    for country, size in SAMPLE.items():
        fit = [
            place
            for place in places.values()
            if place.country == country
            and place.oblast in OBLASTS
            and place.code in ("PPL", "PPLA", "PPLA2", "PPLA3", "PPLC")
            and all(
                holders[place.oblast, place.admin2, plain(name)] == 1
                for name in {place.name, *(n for names in place.tagged.values() for n in names)}
            )
        ]
        fit.sort(key=lambda place: hashlib.sha256(place.id.encode()).digest())
        chosen[country] = fit[:size]
    return chosen


def leave_names_out(path, target):
    """A dump whose settlements have their first name only; units keep theirs, for hints."""
    with open(path, encoding="utf-8") as source, open(target, "w", encoding="utf-8") as file:
        for line in source:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 19 and fields[6] != "A":
                fields[3] = ""
            file.write("\t".join(fields) + "\n")


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        self.environment = {**os.environ, "BORDERMAP_CACHE": folder}

    def build(self, sources, alternates, codes, target):
        command = [self.path, "gazetteer", "build", *sources, "-o", target, "--quiet"]
        for path in alternates:
            command += ["--alternate-names", path]
        for path in codes:
            command += ["--admin-codes", path]
        run = subprocess.run(command, env=self.environment)
        if run.returncode not in (0, 1):
            sys.exit("the gazetteer could not be built")

    def locate(self, questions, gazetteers):
        """Answers to (name, country, admin), in their order."""
        table = os.path.join(self.folder, "questions.csv")
        with open(table, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("name", "country", "admin"))
            writer.writerows(questions)
        command = [self.path, "locate", "--batch", table, "--format", "jsonl", "--quiet"]
        for path in gazetteers:
            command += ["--gazetteer", path]
        if len(gazetteers) > 1:
            command.append("--no-shipped")
        run = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        if run.returncode not in (0, 1) or len(answers) != len(questions):
            sys.exit(run.stderr or "the program answered less than it was asked")
        return answers


def judge(place, answer):
    """right, ambiguous (best guess right or not), none, area, near miss or far."""
    if answer["status"] in ("none", "area"):
        return answer["status"]
    at = (answer["lat"], answer["lon"])
    right = distance_km(place.at, at) <= RIGHT_KM
    if answer["status"] == "ambiguous":
        return "guess right" if right else "guess wrong"
    if right:
        return "right"
    far = answer["country"] != place.country or distance_km(place.at, at) > FAR_KM
    return "far" if far else "wrong"


COLUMNS = ("right", "guess right", "guess wrong", "none", "area", "wrong", "far")


def print_head():
    print(f"{'':34}{'asked':>6}" + "".join(f"{column:>12}" for column in COLUMNS))


def print_row(what, verdicts):
    counts = collections.Counter(verdicts)
    total = sum(counts.values())
    print(f"{what:34}{total:6}" + "".join(f"{counts[column] / total:12.3f}" for column in COLUMNS))


def show(title, cases, limit):
    """A few that went wrong, to look at."""
    bad = [case for case in cases if case[0] in ("far", "wrong", "none")]
    bad.sort(key=lambda case: hashlib.sha256("\t".join(case[2]).encode()).digest())
    for verdict, place, question, answer in bad[:limit]:
        print(
            f"  {title}: {verdict}: {' | '.join(question)} is {place.name} {place.oblast[1]} of "
            f"{place.country}; answer {answer.get('name')}, {answer.get('admin1')}, "
            f"{answer.get('country')}, {answer.get('match')}"
        )


def measure_spelling(program, chosen, gazetteers, limit):
    cases = []
    for country, places in chosen.items():
        for place in places:
            names = [
                (language, name)
                for language in LANGUAGES
                for name in place.tagged[language]
                if plain(name) not in (plain(place.name), plain(place.ascii))
            ]
            if not names:
                continue
            language, name = sorted(set(names))[pick(place.id, len(set(names)))]
            forms = oblast_forms(place.oblast)
            other = sorted(set(forms) - {language})[pick(place.id + "hint", len(set(forms) - {language}))]
            admin = forms[other][pick(place.id + "form", len(forms[other]))]
            cases.append((place, language, other, (name, COUNTRIES[country][other], admin)))
    answers = program.locate([case[3] for case in cases], gazetteers)
    rows = collections.defaultdict(list)
    for (place, language, other, question), answer in zip(cases, answers):
        verdict = judge(place, answer)
        case = (verdict, place, question, answer)
        rows[0, "all"].append(case)
        rows[1, f"{place.country} by a name in {language or 'no language'}"].append(case)
        rows[2, f"hint in {other}"].append(case)
        if answer["status"] != "none":
            rows[3, f"match {answer['match']}"].append(case)
    print("\nspelling: another name than the gazetteer has")
    print_head()
    for (_, what), verdicts in sorted(rows.items()):
        print_row(what, [case[0] for case in verdicts])
    show("spelling", rows[0, "all"], limit)


def neighbours(chosen):
    """For each place the oblast of the nearest settlement of another one in the country."""
    everyone = [place for places in chosen.values() for place in places]
    found = {}
    for place in everyone:
        others = [other for other in everyone if other.country == place.country and other.oblast != place.oblast]
        found[place.id] = min(others, key=lambda other: distance_km(other.at, place.at)).oblast
    return found


def misspell(text, seed):
    """One letter left out, doubled or swapped with the next, in the longest word, not its first."""
    word = max(text.split(), key=len)
    at = 1 + pick(seed, max(1, len(word) - 2))
    edits = (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return text.replace(word, edits[pick(seed + "edit", 3)], 1)


def measure_hints(program, chosen, gazetteers, limit):
    everyone = sorted(
        (place for places in chosen.values() for place in places),
        key=lambda place: hashlib.sha256(("hints" + place.id).encode()).digest(),
    )[:HINT_SAMPLE]
    next_door = neighbours(chosen)
    print("\nhints: the gazetteer's own name, hints of several kinds")
    print_head()
    for what in ("right oblast", "oblast next door", "misspelt oblast", "country only", "no hint", "wrong country", "wrong country and its oblast"):
        questions = []
        for place in everyone:
            languages = sorted(COUNTRIES[place.country])
            language = languages[pick(place.id + what, len(languages))]
            wrong = "UA" if place.country == "BY" else "BY"
            country = COUNTRIES[wrong if "country and" in what or what == "wrong country" else place.country][language]
            oblast = next_door[place.id] if what == "oblast next door" else place.oblast
            if "its oblast" in what:
                codes = sorted(code for code in OBLASTS if code[0] == wrong)
                oblast = codes[pick(place.id, len(codes))]
            forms = oblast_forms(oblast)[language]
            admin = forms[pick(place.id + "form", len(forms))]
            if what == "misspelt oblast":
                admin = misspell(admin, place.id)
            if what in ("country only", "no hint", "wrong country"):
                admin = ""
            questions.append((place.name, "" if what == "no hint" else country, admin))
        answers = program.locate(questions, gazetteers)
        cases = [(judge(*pair), pair[0], question, pair[1]) for pair, question in zip(zip(everyone, answers), questions)]
        print_row(what, [case[0] for case in cases])
        show(what, cases, limit)


def find_named(places, nominative, oblast):
    """The place of this name in the oblast or of no known one; of several the one of most names."""
    found = [
        place
        for place in places.values()
        if place.country == oblast[0]
        and place.admin1 in (oblast[1], "", "00")
        and nominative in (place.name, *place.others, *(n for names in place.tagged.values() for n in names))
    ]
    names = {place.id: len(place.others) + sum(map(len, place.tagged.values())) for place in found}
    return max(found, key=lambda place: (names[place.id], place.id), default=None)


def measure_declined(program, places, path, gazetteers, limit):
    """Rows of the table: language, nominative, genitive, locative, country, admin1."""
    cases = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            oblast = (row["country"], row["admin1"])
            place = find_named(places, row["nominative"], oblast)
            if not place:
                print(f"declined: no {row['nominative']} is known in {oblast[0]}.{oblast[1]}")
                continue
            admin = oblast_forms(oblast)[row["language"]][0]
            for case in ("nominative", "genitive", "locative"):
                question = (row[case], COUNTRIES[oblast[0]][row["language"]], admin)
                cases.append((f"{row['language']} {case}", place, question))
    answers = program.locate([case[2] for case in cases], gazetteers)
    rows = collections.defaultdict(list)
    for (what, place, question), answer in zip(cases, answers):
        rows[what].append((judge(place, answer), place, question, answer))
    print("\ndeclined: case forms with their oblast")
    print_head()
    for what, found in sorted(rows.items()):
        print_row(what, [case[0] for case in found])
        show(what, found, limit)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program")
    parser.add_argument("dumps", nargs="+", metavar="DUMP", help="country dumps of GeoNames: UA.txt BY.txt")
    parser.add_argument("--alternate-names", action="append", default=[])
    parser.add_argument("--admin-codes", action="append", default=[])
    parser.add_argument("--areas", default="shapefiles/areas.shp", help="countries and oblasts, for hints")
    parser.add_argument("--declined", help="table of case forms")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N failures of each kind")
    arguments = parser.parse_args()
    places = read_places(arguments.dumps)
    read_alternates(arguments.alternate_names, places)
    chosen = sample(places)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(arguments.program, folder)
        bare = []
        for index, path in enumerate(arguments.dumps):
            bare.append(os.path.join(folder, f"bare{index}.txt"))
            leave_names_out(path, bare[-1])
        program.build(bare, [], arguments.admin_codes, os.path.join(folder, "bare.gaz"))
        measure_spelling(program, chosen, [os.path.join(folder, "bare.gaz"), arguments.areas], arguments.show)
        full = os.path.join(folder, "full.gaz")
        program.build(arguments.dumps, arguments.alternate_names, arguments.admin_codes, full)
        measure_hints(program, chosen, [full], arguments.show)
        if arguments.declined:
            measure_declined(program, places, arguments.declined, [full], arguments.show)


if __name__ == "__main__":
    main()
