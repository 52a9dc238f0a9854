"""What no validator of GeoJSON catches: positions beyond the world, ids that are not unique, too many decimals, dates
and date-times in one column other than `edtf`, features with other columns than the first, members in another order, a box that is not
around the points."""
import copy
import json
import re

DAY = re.compile(r"\d{4}-\d\d-\d\d$")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
TYPED = {"start": DAY, "end": DAY, "start_time": INSTANT, "end_time": INSTANT}
ORDER = ["type", "id", "geometry", "properties"]
LONG_COORDINATE = re.compile(r'"coordinates": ?\[[^\]]*\.\d{7}')


def check_values(features):
    columns = {}
    for feature in features:
        for key, value in feature["properties"].items():
            if value == "":
                yield f"{key} is an empty text, not null"
            kind = type(value) if value is not None else None
            if isinstance(value, str) and (DAY.match(value) or INSTANT.match(value)):
                kind = "day" if DAY.match(value) else "instant"
            kinds = columns.setdefault(key, set())
            if kind:
                kinds.add(float if kind is int else kind)
            if key in TYPED and not TYPED[key].match(value or ""):
                yield f"{key} is {value}"
    for key, kinds in columns.items():
        if {"day", "instant"} <= kinds and key != "edtf":
            yield f"{key} has dates and date-times"
        if len(kinds - {"day", "instant"}) > 1:
            yield f"{key} has values of several types"


def problems(text, is_collection):
    if LONG_COORDINATE.search(text):
        yield "a coordinate has more than six decimals"
    if "crs" in text[:1000].split('"features"')[0]:
        yield "there is a crs"
    data = json.loads(text) if is_collection else None
    features = data["features"] if is_collection else [json.loads(line.lstrip("\x1e")) for line in text.split("\n")]
    keys = list(features[0]["properties"]) if features else []
    seen = set()
    for feature in features:
        if list(feature) != ORDER:
            yield "the members of a feature are in another order"
        if list(feature["properties"]) != keys:
            yield "a feature has other properties than the first"
        if feature["id"] in seen or not isinstance(feature["id"], int) or not 0 <= feature["id"] < 2**53:
            yield "an id is not unique, or no integer below 2^53"
        seen.add(feature["id"])
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            if not (-180 <= lon <= 180 and -90 <= lat <= 90):
                yield "a position is beyond the world"
            box = data.get("bbox") if is_collection else None
            if is_collection and not (box and box[0] <= lon <= box[2] and box[1] <= lat <= box[3]):
                yield "a position is beyond the box"
    yield from check_values(features)


def faults(text):
    """The collection with one thing wrong each time: the checks must find every one."""
    def changed(change):
        data = json.loads(text)
        change(data["features"])
        return json.dumps(data)

    def swap(features):
        features[1] = dict(reversed(list(features[1].items())))

    def shuffle(features):
        features[1]["properties"] = dict(reversed(list(features[1]["properties"].items())))

    def lack(features):
        del features[1]["properties"]["claim"]

    def move(features):
        features[1]["geometry"] = {"type": "Point", "coordinates": [151, 91]}

    def repeat(features):
        features[1]["id"] = features[0]["id"]

    def mix(features):
        features[1]["properties"]["start"] = "2022-03-01T00:00:00Z"

    def number(features):
        features[1]["properties"]["place"] = 5

    for change in (swap, shuffle, lack, move, repeat, mix, number):
        yield change.__name__, changed(change)
    long = copy.copy(text)
    yield "decimals", re.sub(r'("coordinates": \[)[^,]*', r"\g<1>30.1234567", long, count=1)
