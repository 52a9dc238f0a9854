"""places, areas, units, border_places and the one table of names for all four."""
import os
import sys

import areas
import border_places
import geom
import names
import place_fields
import places
import shapes
import units

SAME_KM = 2.5


def known_ids():
    """Finds the id of our own table for a row that has none."""
    mine = [r for r in border_places.rows() if r["fcode"] == "PPL" and r["place_id"].isdigit()]

    def find(row):
        for r in mine:
            if r["country"] == row["cc"] and geom.km(
                    (row["lon"], row["lat"]), (float(r["lon"]), float(r["lat"]))) < SAME_KM:
                forms = [r["name"]] + r["other_names"].split(";")
                if names.bones(row["name"]) in [names.bones(f) for f in forms]:
                    return r["place_id"]
        return None
    return find


def main(cities1000, cities_json, world, natural_earth, iso_json, locales, out):
    def path(name):
        return os.path.join(out, name)
    features, other = places.make(cities1000, cities_json, known_ids())
    shapes.write_layer(path("places"), shapes.POINT, place_fields.PLACES, features)
    population = {row["PLACE_ID"]: row["POPULATION"] for _, row in features}
    features, more = areas.make(world, os.path.join(iso_json, "iso_3166-1.json"), locales, out)
    shapes.write_layer(path("areas"), shapes.POINT, place_fields.AREAS, features)
    other += more
    features, more = units.make(cities1000, cities_json, natural_earth,
                                os.path.join(iso_json, "iso_3166-2.json"), locales,
                                path("admin_codes.txt"))
    shapes.write_layer(path("units"), shapes.POINT, place_fields.UNITS, features)
    other += more
    features, more = border_places.make(out, population)
    border_places.check(features, path("countries"))
    shapes.write_layer(path("border_places"), shapes.POINT, place_fields.BORDER_PLACES, features)
    seen = {(r["PLACE_ID"], r["USE"], r["NAME"]) for r in other}
    other += [r for r in more if (r["PLACE_ID"], r["USE"], r["NAME"]) not in seen]
    shapes.write_table(path("place_names"), place_fields.PLACE_NAMES, other)
    print("place_names    %6d rows     %9d bytes" % (
        len(other), os.path.getsize(path("place_names.dbf"))))


if __name__ == "__main__":
    main(*sys.argv[1:])
