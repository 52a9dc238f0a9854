"""What language a name is in, and how near two names are."""
import re
import unicodedata

# Romanisation for comparing only: Belarusian BGN/PCGN 1979, Ukrainian 2010, Russian BGN/PCGN.
COMMON = dict(zip("абвдежзіийклмнопрстуфхцчшщьы'’ґ", (
    "a b v d e zh z i i i k l m n o p r s t u f kh ts ch sh shch  y   g").split(" ")))
BE = dict(COMMON, г="h", е="ye", ё="yo", и="i", й="y", ў="w", э="e", ю="yu", я="ya", ь="", ы="y")
UK = dict(COMMON, г="h", е="e", є="ie", ї="i", и="y", й="i", ю="iu", я="ia", ь="")
RU = dict(COMMON, г="g", е="e", ё="yo", й="y", э="e", ю="yu", я="ya", ь="", ъ="", ы="y")
TABLES = {"be": BE, "uk": UK, "ru": RU}
LETTERS = {
    "be": "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
HARD_UK = re.compile("[сц]ьк|[ії]в(ка|ці|$)|ець$")
HARD_RU = re.compile("(ое|ая|ые|ие|ово|ево)$|[ъщ]")
NOT_RU = re.compile("[жшчщ]ы|[сц]ьк|ець$")
NOT_BE = re.compile("[сц]ьк|ть|дь|рь|ря|рі|ти|те$")


def cyrillic(name):
    return bool(re.search("[\u0400-\u052f]", name))


def latin(name):
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") for c in letters)


def possible(name, lang):
    return all(c in LETTERS[lang] or not c.isalpha() for c in name.lower())


def roman(name, lang):
    table = TABLES[lang]
    out = "".join(table.get(c, c) for c in name.lower())
    if lang == "uk":
        out = re.sub(r"\bie", "ye", re.sub(r"\biu", "yu", re.sub(r"\bia", "ya", out)))
    return plain(out)


def plain(name):
    """Lower case, no marks, no apostrophes: a key for equality."""
    name = name.lower().replace("ł", "l").replace("đ", "d").replace("ı", "i")
    name = unicodedata.normalize("NFKD", name)
    return re.sub(r"[\u0300-\u036f'’ʹ‘`ʼ′ʺ”\"]", "", name).replace("-", " ").strip()


def bones(name):
    """Consonants only, near-equal ones together; vowels become one mark."""
    name = plain(name).replace("shch", "sh").replace("dz", "d").replace("ts", "t").replace("kh", "h")
    name = name.replace("g", "h").replace("w", "v").replace("ch", "t").replace("zh", "z")
    return re.sub("[aeiouy]+", "o", re.sub(r"(.)\1", r"\1", name))


def distance(a, b):
    """Edits between two strings, as a share of the longer."""
    if a == b:
        return 0.0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1] / max(len(a), len(b), 1)


def near(a, lang_a, b, lang_b):
    """Distance between two Cyrillic names by the bones of their romanisation."""
    return distance(bones(roman(a, lang_a)), bones(roman(b, lang_b)))


def strict(name):
    """One key for most romanisations of one spelling (a Latin name)."""
    key = plain(name)
    for old, new in (("shch", "q"), ("szcz", "q"), ("schtsch", "q"), ("tsch", "c"), ("sch", "s"),
                     ("kh", "x"), ("zh", "z"), ("sh", "s"), ("sz", "s"), ("ts", "z"),
                     ("cz", "c"), ("ch", "c"), ("h", "g"), ("w", "v"), ("j", "i"), ("y", "i"),
                     ("ph", "f")):
        key = key.replace(old, new)
    key = re.sub("i+(?=[aeou])", "", key)
    return re.sub(r"(.)\1+", r"\1", key)


def strong(name, lang):
    """Letters that leave no doubt."""
    low = name.lower()
    if not possible(name, lang):
        return False
    if lang == "be":
        return not HARD_UK.search(low) and (
            "ў" in low or "і" in low and (
                re.search("[ыэё]", low) or not possible(name, "uk") or not NOT_BE.search(low)))
    if lang == "uk":
        return not HARD_RU.search(low) and bool(
            re.search("[їєґ]", low) or HARD_UK.search(low)
            or "і" in low and not possible(name, "be"))
    return bool(HARD_RU.search(low)
                or re.search("[ыэ]", low) and (not possible(name, "be") or NOT_BE.search(low)))


def vowels(name, letters):
    return sum(c in letters for c in name.lower())


def choose(name, country, candidates):
    """be, uk and ru among Cyrillic candidates, for a place called name in Latin.

    Belarusian writes unstressed o as a, so of two spellings the one with more
    a is Belarusian and the one with more o is Russian.
    """
    own = {"BY": "be", "UA": "uk"}.get(country, "ru")
    key, picked = plain(name), {}

    def sure(c, lang):
        if lang == "be" and own != "be":          # і alone is Ukrainian there
            return possible(c, "be") and bool(
                "ў" in c.lower() or re.search("[ыэё]", c.lower()) and "і" in c.lower())
        return bool(strong(c, lang))

    def best(lang, score, limit, pool, order=lambda c: 0):
        scored = sorted((order(c), score(c), c) for c in pool
                        if possible(c, lang) and score(c) <= limit)
        if scored:
            picked[lang] = scored[0][2]

    def like(c):
        return distance(bones(roman(c, own)), bones(key))

    def spelt(c):
        return distance(roman(c, own), key)
    pool = [c for c in candidates if not any(
        sure(c, g) and not sure(c, own) for g in LETTERS if g != own)]
    if own == "be":
        best(own, like, 0.45, pool, lambda c: (
            not strong(c, "be"), vowels(c, "о") - vowels(c, "аяўыэ"), spelt(c)))
    elif own == "uk":
        best(own, like, 0.45, pool, lambda c: (
            not re.search("[іїєґ]|[сц]ьк|ець$", c.lower()), c.endswith("о"), spelt(c)))
    else:
        best(own, spelt, 0.45, pool)
        if own not in picked:
            best(own, like, 0.5, pool)
    base = picked.get(own)

    def close(c, lang):
        return near(c, lang, base, own) if base else distance(bones(roman(c, lang)), bones(key))
    if own != "ru":
        left = [c for c in candidates if (c != base or own == "uk") and not NOT_RU.search(c.lower())
                and not sure(c, "be") and not sure(c, "uk")]
        best("ru", lambda c: close(c, "ru"), 0.4, left,
             lambda c: vowels(c, "я") - vowels(c, "оыё"))
        if "ru" not in picked and base and possible(base, "ru") and not strong(base, own) \
                and not NOT_RU.search(base.lower()) and (own == "uk" or vowels(base, "аяы") < 2):
            picked["ru"] = base                   # Полтава is the same in both
    for lang in ("uk", "be"):
        left = [c for c in candidates if c not in picked.values()]
        if lang != own:
            best(lang, lambda c: close(c, lang), 0.4, [c for c in left if sure(c, lang)])
            if lang == "uk" and lang not in picked and own == "be" and "ru" in picked:
                best("uk", lambda c: close(c, "uk"), 0.3, [
                    c for c in left if not possible(c, "be") and not strong(c, "ru")
                    and vowels(c, "о") == vowels(picked["ru"], "о")])
    return picked


def language(name):
    """The language that a Cyrillic alternate name shows by itself, or ''."""
    langs = [g for g in ("be", "uk", "ru") if strong(name, g)]
    if len(langs) == 1:
        return langs[0]
    langs = [g for g in ("be", "uk", "ru") if possible(name, g)]
    return langs[0] if len(langs) == 1 else ""


def junk(name):
    """Codes, links, and words that were romanised from other scripts."""
    if len(name) < 2 or re.search(r"https?:|www\.|[0-9/@_()]", name):
        return True
    if re.fullmatch("[A-Z]{2,4}", name):
        return True
    return not name[0].isupper() and not name.startswith(("'", "’"))
