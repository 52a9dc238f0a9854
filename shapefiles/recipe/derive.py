"""Ukrainian names of places in Belarus, from the Russian ones, by the letters.

Only where the letters settle it: no adjectives, no names of several words and
none with a part that Ukrainian translates (Светлогорск, Світлогорськ).  Other
pairs of languages are not made this way: Belarusian writes what is heard, and
where the stress falls is nowhere said.
"""
import re

import names

UNSETTLED = re.compile(
    "(ый|ий|ое|ая|ые|ие)$|[ьъ][еёиюяо]|[^А-Яа-яЁё]"
    "|свет|бел|лес|камен|верх|медв|восто|север|красн|октябр")
PLAIN = {"ы": "и", "э": "е"}
HUSHING = "жчшщц"
HARD = HUSHING + "р"                           # р is hard in Belarusian
ENDS = (("ск", "ськ"), ("цк", "цьк"), ("ец", "ець"), ("ица", "иця"), ("ици", "иці"), ("рь", "р"))
ENDINGS = ("ич", "ик", "иц", "ищ")
VOWELS = "аеёиоуыэюя"


def letter(low, i):
    """What the letter at i of a Russian word in lower case is in Ukrainian."""
    c, before, after = low[i], low[i - 1:i], low[i + 1:i + 2]
    if c == "и":
        if not after and before in "гкх":
            return "и"                        # Хойники
        hard = before and before in HARD or low.startswith(ENDINGS, i)
        return "и" if hard and after and after not in VOWELS + "й" else "і"
    if c == "е":
        return "є" if not before or before in VOWELS else "е"
    if c == "ё":
        if before and before in HUSHING:
            return "о"
        return "йо" if not before or before in VOWELS else "ьо"
    return PLAIN.get(c, c)


def ukrainian(russian):
    """The Ukrainian form, or '' where it is not a matter of letters."""
    low = russian.lower()
    if not russian or UNSETTLED.search(low) or not names.possible(russian, "ru"):
        return ""
    out = "".join(letter(low, i) for i in range(len(low)))
    for end, other in ENDS:
        out = re.sub(end + "$", other, out)
    return out[0].upper() + out[1:]
