"""The network of river lines that gmt pscoast -M gives, and routes along it."""
import heapq

import geom

SNAP_KM = 2.0            # an open end joins a line this near
LEAP_KM = 70.0           # a named river may cross a lake or reservoir this long
LEAP_COST = 8.0


def read_dump(path):
    """Segments of a gmt multisegment dump, as (level, line)."""
    segments, line = [], None
    for text in open(path, encoding="ascii"):
        if text.startswith(">"):
            line = []
            segments.append((int(text.rsplit(None, 1)[1]), line))
        else:
            x, y = text.split()[:2]
            p = (round(float(x), 5), round(float(y), 5))
            if not line or line[-1] != p:
                line.append(p)
    return sorted((lv, ln) for lv, ln in segments if len(ln) > 1)


class Network:
    def __init__(self, segments):
        self.level, self.near, self.grid = {}, {}, {}
        for level, line in segments:
            for a, b in zip(line, line[1:]):
                if a != b and edge(a, b) not in self.level:
                    self.level[edge(a, b)] = level
                    self.near.setdefault(a, []).append(b)
                    self.near.setdefault(b, []).append(a)
        for p in self.near:
            self.grid.setdefault((int(p[0] * 4), int(p[1] * 4)), []).append(p)
        self.ends = sorted(p for p in self.near if len(self.near[p]) == 1)
        self.leaps = {}
        for p in self.ends:
            near = self.around(p, SNAP_KM)
            for d, q in near[:4]:
                if q != p and q not in self.near[p]:
                    self.leaps.setdefault(p, []).append((q, 2 * d))
                    self.leaps.setdefault(q, []).append((p, 2 * d))
        for i, p in enumerate(self.ends):
            for q in self.ends[i + 1:]:
                if abs(p[1] - q[1]) < 1 and abs(p[0] - q[0]) < 1.2:
                    d = geom.km(p, q)
                    if d < LEAP_KM:
                        self.leaps.setdefault(p, []).append((q, 5 + LEAP_COST * d))
                        self.leaps.setdefault(q, []).append((p, 5 + LEAP_COST * d))

    def around(self, p, reach_km):
        i, j = int(p[0] * 4), int(p[1] * 4)
        found = [(geom.km(p, q), q) for a in (-1, 0, 1) for b in (-1, 0, 1)
                 for q in self.grid.get((i + a, j + b), [])]
        return sorted(f for f in found if f[0] <= reach_km)

    def route(self, a, b):
        """The cheapest way from vertex a to vertex b, as a list of vertices."""
        cost, back, heap = {a: 0.0}, {}, [(0.0, a)]
        while heap:
            c, p = heapq.heappop(heap)
            if p == b:
                way = [p]
                while p in back:
                    p = back[p]
                    way.append(p)
                return way[::-1], c
            if c > cost[p]:
                continue
            steps = [(q, geom.km(p, q)) for q in self.near[p]] + self.leaps.get(p, [])
            for q, d in steps:
                if c + d < cost.get(q, 1e18) - 1e-12:
                    cost[q] = c + d
                    back[q] = p
                    heapq.heappush(heap, (c + d, q))
        return None, None


def edge(a, b):
    return (a, b) if a < b else (b, a)
