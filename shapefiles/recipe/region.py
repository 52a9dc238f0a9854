"""The region of the shipped layers, in degrees west, south, east, north."""
REGION = (20.0, 43.0, 42.0, 58.0)
MARGIN = (19.0, 42.0, 43.0, 59.0)


def within(x, y, box=REGION):
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
