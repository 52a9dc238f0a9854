"""Plane geometry on lon/lat lists, small and plain."""
import heapq
import math

KM = 111.195                          # kilometres a degree of latitude


def km(a, b):
    """Great-circle distance; good to half a per cent."""
    (x1, y1), (x2, y2) = a[:2], b[:2]
    f1, f2 = math.radians(y1), math.radians(y2)
    s = (math.sin((f2 - f1) / 2) ** 2
         + math.cos(f1) * math.cos(f2) * math.sin(math.radians(x2 - x1) / 2) ** 2)
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(s)))


def length_km(line):
    return sum(km(a, b) for a, b in zip(line, line[1:]))


def nearest_on_segment(p, a, b):
    """The nearest point of a segment, and the distance in km (local plane)."""
    c = math.cos(math.radians(p[1]))
    ax, ay = (a[0] - p[0]) * c, a[1] - p[1]
    bx, by = (b[0] - p[0]) * c, b[1] - p[1]
    dx, dy = bx - ax, by - ay
    d = dx * dx + dy * dy
    t = 0.0 if d == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / d))
    x, y = ax + t * dx, ay + t * dy
    return (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])), math.hypot(x, y) * KM


def distance_km(p, lines):
    return min(nearest_on_segment(p, a, b)[1]
               for line in lines for a, b in zip(line, line[1:]))


def area(ring):
    """Signed area in square degrees, counter-clockwise positive."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def area_km2(ring):
    y = sum(p[1] for p in ring) / len(ring)
    return abs(area(ring)) * KM * KM * math.cos(math.radians(y))


def clockwise(ring):
    return ring if area(ring) <= 0 else ring[::-1]


def inside_ring(p, ring):
    x, y = p
    odd = False
    for a, b in zip(ring, ring[1:]):
        if (a[1] > y) != (b[1] > y):
            if x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]):
                odd = not odd
    return odd


def inside(p, rings):
    return sum(inside_ring(p, r) for r in rings) % 2 == 1


def box_of(ring):
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return min(xs), min(ys), max(xs), max(ys)


def clip_ring(ring, box):
    """Sutherland-Hodgman against a box; closed ring in, closed ring or [] out."""
    pts = ring[:-1]
    for axis, limit, keep_less in ((0, box[0], False), (0, box[2], True),
                                   (1, box[1], False), (1, box[3], True)):
        def within(p):
            return p[axis] <= limit if keep_less else p[axis] >= limit
        out = []
        for i, b in enumerate(pts):
            a = pts[i - 1]
            if within(a) != within(b):
                t = (limit - a[axis]) / (b[axis] - a[axis])
                c = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
                c[axis] = limit
                out.append((round(c[0], 6), round(c[1], 6)))
            if within(b):
                out.append(b)
        pts = out
        if not pts:
            return []
    return pts + [pts[0]]


def simplify(line, tolerance_km):
    """Douglas-Peucker; both ends stay; the same for a line and its reverse."""
    if len(line) < 3:
        return list(line)
    turned = tuple(line[0]) > tuple(line[-1])
    pts = line[::-1] if turned else line
    keep = [False] * len(pts)
    keep[0] = keep[-1] = True
    todo = [(0, len(pts) - 1)]
    while todo:
        a, b = todo.pop()
        worst, at = tolerance_km, 0
        for i in range(a + 1, b):
            d = nearest_on_segment(pts[i], pts[a], pts[b])[1]
            if d > worst:
                worst, at = d, i
        if at:
            keep[at] = True
            todo += [(a, at), (at, b)]
    out = [p for p, k in zip(pts, keep) if k]
    return out[::-1] if turned else out


def simplify_ring(ring, tolerance_km):
    """A closed ring, cut at its lowest point and the point farthest from it."""
    pts = ring[:-1]
    i = min(range(len(pts)), key=lambda k: pts[k])
    pts = pts[i:] + pts[:i]
    j = max(range(len(pts)), key=lambda k: (km(pts[0], pts[k]), pts[k]))
    a = simplify(pts[:j + 1], tolerance_km)
    b = simplify(pts[j:] + [pts[0]], tolerance_km)
    return a + b[1:]


def label_point(rings, precision_km=2.0):
    """Pole of inaccessibility of the largest ring (Mapbox's polylabel)."""
    ring = max(rings, key=lambda r: abs(area(r)))
    fine = simplify_ring(ring, 0.5)
    if len(fine) >= 4:
        ring = fine
    x0, y0, x1, y1 = box_of(ring)
    c = math.cos(math.radians((y0 + y1) / 2))
    pts = [(p[0] * c, p[1]) for p in ring]

    def signed(x, y):
        odd, best = False, 1e18
        for (ax, ay), (bx, by) in zip(pts, pts[1:]):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                odd = not odd
            dx, dy = bx - ax, by - ay
            d = dx * dx + dy * dy
            t = 0 if d == 0 else max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / d))
            best = min(best, (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2)
        return math.sqrt(best) * (1 if odd else -1)

    x0, x1 = x0 * c, x1 * c
    h = min(x1 - x0, y1 - y0) / 2 or 1e-6
    heap = []

    def push(x, y, h):
        d = signed(x, y)
        heapq.heappush(heap, (-(d + h * math.sqrt(2)), x, y, h, d))
        return d
    best = (-1e18, 0, 0)
    x = x0
    while x < x1:
        y = y0
        while y < y1:
            d = push(x + h, y + h, h)
            best = max(best, (d, x + h, y + h))
            y += 2 * h
        x += 2 * h
    while heap:
        bound, x, y, h, d = heapq.heappop(heap)
        best = max(best, (d, x, y))
        if -bound - best[0] <= precision_km / KM:
            break
        for sx in (-h / 2, h / 2):
            for sy in (-h / 2, h / 2):
                push(x + sx, y + sy, h / 2)
    return round(best[1] / c, 4), round(best[2], 4)
