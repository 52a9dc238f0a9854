"""Names that lie on names, symbols or furniture in a map's SVG, and texts beyond the page.

Shares nothing with `bordermap lint` but the groups of the SVG: letters are measured in the font files
themselves, outlines are read anew.

usage: overlaps.py FONT_DIR MAP.svg...
"""
import math
import os
import re
import sys
import xml.etree.ElementTree as ET

import truetype

# Pairs of letters are set closer than their widths say; this is what that amounts to.
SLACK_PX = 1.0
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
STEP = re.compile(r"([a-zA-Z])|(" + NUMBER.pattern + ")")


class Fonts:
    def __init__(self, folder):
        self.folder, self.known = folder, {}

    def of(self, look):
        bold, italic = look.get("font-weight") == "bold", look.get("font-style") == "italic"
        style = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
        if style not in self.known:
            self.known[style] = truetype.Font(os.path.join(self.folder, f"RobotoCondensed-{style}.ttf"))
        return self.known[style]


def numbers(text):
    return [float(n) for n in NUMBER.findall(text or "")]


def outline(data):
    """Points along a path: ends of lines, and curves in eighths."""
    tokens, points, at, start, command = STEP.findall(data), [], (0.0, 0.0), (0.0, 0.0), ""
    need = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6}
    i = 0
    while i < len(tokens):
        if tokens[i][0]:
            command = tokens[i][0]
            i += 1
            if command in "zZ":
                at = start
                continue
        kind, relative = command.lower(), command.islower()
        values = [float(t[1]) for t in tokens[i : i + need[kind]]]
        i += need[kind]
        base = at if relative else (0.0, 0.0)
        if kind == "h":
            at = (base[0] + values[0], at[1])
        elif kind == "v":
            at = (at[0], base[1] + values[0])
        else:
            pairs = [(base[0] + values[k], base[1] + values[k + 1]) for k in range(0, len(values), 2)]
            if kind == "c":
                for step in range(1, 8):
                    t, u = step / 8, 1 - step / 8
                    w = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                    points.append(tuple(sum(f * p[d] for f, p in zip(w, [at] + pairs)) for d in (0, 1)))
            at = pairs[-1]
        points.append(at)
        if kind == "m":
            start = at
            command = "l" if relative else "L"
    return points


def hull(points):
    """Convex hull (A. M. Andrew's monotone chain)."""
    points = sorted(set(points))
    if len(points) < 3:
        return points

    def half(order):
        chain = []
        for p in order:
            while len(chain) > 1 and (chain[-1][0] - chain[-2][0]) * (p[1] - chain[-2][1]) <= (
                chain[-1][1] - chain[-2][1]
            ) * (p[0] - chain[-2][0]):
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(points) + half(points[::-1])


def depth(a, b):
    """How far two convex shapes overlap along the direction in which they do least; negative: apart."""
    least = math.inf
    for shape in (a, b):
        for (x0, y0), (x1, y1) in zip(shape, shape[1:] + shape[:1]):
            length = math.hypot(x1 - x0, y1 - y0)
            if length == 0:
                continue
            nx, ny = (y1 - y0) / length, (x0 - x1) / length
            one = [x * nx + y * ny for x, y in a]
            two = [x * nx + y * ny for x, y in b]
            least = min(least, max(one) - min(two), max(two) - min(one))
    return least


INHERITED = "font-size font-weight font-style letter-spacing stroke stroke-width".split()


def look_of(element, around):
    """The attributes that an element has or inherits."""
    own = {name: element.get(name) for name in INHERITED if element.get(name) is not None}
    if element.get("clip-path"):
        own["clip-path"] = around.get("clip-path", ()) + (element.get("clip-path")[5:-1],)
    return {**around, **own}


def box_of(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


class Body:
    def __init__(self, kind, owner, shape, words, edge=0.0):
        self.kind, self.owner, self.shape, self.words, self.edge = kind, owner, shape, words, edge
        xs, ys = [p[0] for p in shape], [p[1] for p in shape]
        self.box = (min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge)


def text_body(element, look, fonts, kind, owner):
    size = float(look.get("font-size", "16"))
    words = "".join(element.itertext())
    box, unknown = fonts.of(look).measure(words, size, float(look.get("letter-spacing", "0")))
    # Letters of another font are not measured here.
    if box is None or unknown:
        return None
    halo = float(look.get("stroke-width", "1")) / 2 if look.get("stroke", "none") != "none" else 0.0
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    turn = numbers(element.get("transform"))
    angle = math.radians(turn[0]) if turn else 0.0
    x0, y0, x1, y1 = box[0] - halo, box[1] - halo, box[2] + halo, box[3] + halo
    shape = [
        (x + px * math.cos(angle) - py * math.sin(angle), y + px * math.sin(angle) + py * math.cos(angle))
        for px, py in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    ]
    return Body(kind, owner, shape, words)


class Reader:
    """Names, symbols and parts of the furniture of one file."""

    def __init__(self, path, fonts):
        self.fonts, self.bodies, self.parts, self.count = fonts, [], {}, 0
        root = ET.parse(path).getroot()
        self.page = numbers(root.get("viewBox"))
        self.frame = numbers(root.get("data-frame"))
        self.clips = {
            clip.get("id"): box_of([point for path in clip.iterfind("{*}path") for point in outline(path.get("d"))])
            for clip in root.iter("{http://www.w3.org/2000/svg}clipPath")
        }
        self.walk(root, look_of(root, {}), None, None, None)
        for owner, points in self.parts.items():
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            box = [(min(xs), min(ys)), (max(xs), min(ys)), (max(xs), max(ys)), (min(xs), max(ys))]
            self.bodies.append(Body("furniture", owner, box, owner))

    def walk(self, element, around, kind, owner, part):
        for child in element:
            look = look_of(child, around)
            tag, name = child.tag.split("}")[1], child.get("id", "")
            if tag in ("clipPath", "defs", "metadata", "title", "desc"):
                continue
            if tag == "g":
                next_kind, next_owner, next_part = kind, owner, part
                if element.get("id") == "furniture":
                    next_kind, next_part = "words", name
                elif kind != "words" and name.startswith("label-"):
                    next_kind, next_owner = "name", name
                elif kind != "words" and name.startswith("event-") and child.get("data-category"):
                    next_kind, next_owner = "symbol", name
                    self.symbol(child, look, name)
                self.walk(child, look, next_kind, next_owner, next_part)
            elif tag == "text":
                self.text(child, look, kind, owner, part)
            elif tag == "path" and child.get("aria-label") and child.get("d"):
                self.outlined(child, look, kind, owner, part)
            elif tag == "path" and part:
                self.parts.setdefault(part, []).extend(self.seen(outline(child.get("d")), look))

    def seen(self, points, look):
        """The points within the clips around them, drawn to their edges."""
        for name in look.get("clip-path", ()):
            x0, y0, x1, y1 = self.clips[name]
            points = [(min(max(x, x0), x1), min(max(y, y0), y1)) for x, y in points]
        return points

    def text(self, element, look, kind, owner, part):
        self.count += 1
        if kind == "name":
            body = text_body(element, look, self.fonts, "name", owner)
        elif kind == "words":
            body = text_body(element, look, self.fonts, "words", f"words {self.count}")
            if body:
                self.parts.setdefault(part, []).extend(body.shape)
        else:
            return
        if body:
            self.bodies.append(body)

    def outlined(self, element, look, kind, owner, part):
        """A text whose letters are paths."""
        self.count += 1
        shape, words = hull(outline(element.get("d"))), element.get("aria-label")
        halo = float(look.get("stroke-width", "1")) / 2 if look.get("stroke", "none") != "none" else 0.0
        if kind not in ("name", "words") or len(shape) < 3:
            return
        self.bodies.append(Body(kind, owner if kind == "name" else f"words {self.count}", shape, words, halo))
        if kind == "words":
            self.parts.setdefault(part, []).extend(shape)

    def symbol(self, group, around, name):
        """The widest outline of a symbol, with its stroke."""
        widest = None
        for path in group.iterfind("{*}path"):
            shape = hull(outline(path.get("d")))
            look = look_of(path, around)
            edge = float(look.get("stroke-width", "1")) / 2 if look.get("stroke", "none") != "none" else 0.0
            if len(shape) < 3:
                continue
            body = Body("symbol", name, shape, name, edge)
            if widest is None or body.box[2] - body.box[0] > widest.box[2] - widest.box[0]:
                widest = body
        if widest:
            self.bodies.append(widest)


FORBIDDEN = {
    ("name", "name"), ("name", "symbol"), ("name", "furniture"), ("symbol", "furniture"), ("words", "words")
}  # fmt: skip


def problems(path, fonts):
    """A line for each overlap and each text beyond the page."""
    reader, found = Reader(path, fonts), []
    bodies = sorted(reader.bodies, key=lambda body: body.box[0])
    for i, a in enumerate(bodies):
        for b in bodies[i + 1 :]:
            if b.box[0] >= a.box[2]:
                break
            if a.owner == b.owner or a.box[1] >= b.box[3] or b.box[1] >= a.box[3]:
                continue
            if (a.kind, b.kind) not in FORBIDDEN and (b.kind, a.kind) not in FORBIDDEN:
                continue
            by = depth(a.shape, b.shape) + a.edge + b.edge
            if by > SLACK_PX:
                at = (max(a.box[0], b.box[0]), max(a.box[1], b.box[1]))
                found.append(f"'{a.words}' and '{b.words}' overlap by {by:.1f} px at {at[0]:.0f},{at[1]:.0f}")
    for body in bodies:
        if body.kind in ("name", "words"):
            x0, y0, x1, y1 = body.box
            beyond = max(-x0, -y0, x1 - reader.page[2], y1 - reader.page[3])
            if beyond > SLACK_PX + 3:  # halos may be cut
                found.append(f"'{body.words}' is {beyond:.1f} px beyond the page")
    return found, len(bodies)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__.strip())
    every = Fonts(sys.argv[1])
    bad = 0
    for file in sys.argv[2:]:
        lines, count = problems(file, every)
        for line in lines:
            print(f"{file}: {line}")
        bad += len(lines)
        if count == 0:
            print(f"{file}: no names were found in it")
            bad += 1
    sys.exit(bool(bad))
