"""How wide and high letters are, read from TrueType files: a second opinion to the program's own."""
import struct


class Font:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        self.tables = {}
        for i in range(struct.unpack(">H", self.data[4:6])[0]):
            tag, _, offset, length = struct.unpack(">4sIII", self.data[12 + 16 * i : 28 + 16 * i])
            self.tables[tag.decode("latin-1")] = (offset, length)
        self.units, long_loca = self.at("head", 18, ">H")[0], self.at("head", 50, ">h")[0]
        self.metrics = self.at("hhea", 34, ">H")[0]
        count = self.at("maxp", 4, ">H")[0]
        form, scale = (">%dI", 1) if long_loca else (">%dH", 2)
        size = struct.calcsize(form % (count + 1))
        start = self.tables["loca"][0]
        self.loca = [scale * v for v in struct.unpack(form % (count + 1), self.data[start : start + size])]
        self.glyph_of = self.read_cmap()

    def at(self, table, offset, form):
        start = self.tables[table][0] + offset
        return struct.unpack(form, self.data[start : start + struct.calcsize(form)])

    def read_cmap(self):
        start, found = self.tables["cmap"][0], {}
        for i in range(self.at("cmap", 2, ">H")[0]):
            _, _, offset = self.at("cmap", 4 + 8 * i, ">HHI")
            form = struct.unpack(">H", self.data[start + offset : start + offset + 2])[0]
            if form == 12:
                groups = struct.unpack(">I", self.data[start + offset + 12 : start + offset + 16])[0]
                for g in range(groups):
                    at = start + offset + 16 + 12 * g
                    first, last, glyph = struct.unpack(">III", self.data[at : at + 12])
                    for code in range(first, last + 1):
                        found.setdefault(code, glyph + code - first)
            elif form == 4:
                self.read_format_4(start + offset, found)
        return found

    def read_format_4(self, at, found):
        double = struct.unpack(">H", self.data[at + 6 : at + 8])[0]
        count = double // 2

        def column(index, kind):
            begin = at + 14 + index * double + (2 if index else 0)
            return struct.unpack(f">{count}{kind}", self.data[begin : begin + double]), begin

        (ends, _), (starts, _), (deltas, _) = column(0, "H"), column(1, "H"), column(2, "h")
        offsets, offsets_at = column(3, "H")
        for i in range(count):
            for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
                glyph = code
                if offsets[i]:
                    where = offsets_at + 2 * i + offsets[i] + 2 * (code - starts[i])
                    glyph = struct.unpack(">H", self.data[where : where + 2])[0]
                    if glyph == 0:
                        continue
                found.setdefault(code, (glyph + deltas[i]) % 65536)

    def advance(self, glyph):
        return self.at("hmtx", 4 * min(glyph, self.metrics - 1), ">H")[0]

    def ink(self, glyph):
        """Left, bottom, right and top of a glyph's outline; None for a blank."""
        if self.loca[glyph] == self.loca[glyph + 1]:
            return None
        return self.at("glyf", self.loca[glyph] + 2, ">hhhh")

    def measure(self, text, size, spacing):
        """Ink box about the baseline's start, y down, and the unknown letters; None when it is blank."""
        scale, pen, box, unknown = size / self.units, 0.0, None, 0
        for letter in text:
            glyph = self.glyph_of.get(ord(letter), 0)
            if glyph == 0:
                unknown += 1
            ink = self.ink(glyph)
            if ink:
                part = (pen + ink[0] * scale, -ink[3] * scale, pen + ink[2] * scale, -ink[1] * scale)
                box = part if box is None else (
                    min(box[0], part[0]), min(box[1], part[1]), max(box[2], part[2]), max(box[3], part[3])
                )  # fmt: skip
            pen += self.advance(glyph) * scale + spacing
        return box, unknown
