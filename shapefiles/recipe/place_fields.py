"""The fields of the point layers and of the table of names."""
from shapes import number, text

PLACES = [text("PLACE_ID"), text("NAME"), text("ISO_A2"), text("ADMIN1"), text("ADMIN2"),
          text("FCODE"), number("POPULATION", 8), number("RANK", 1),
          text("NAME_BE"), text("NAME_UK"), text("NAME_RU"), text("DERIVED")]
AREAS = [text("PLACE_ID"), text("KIND"), text("NAME"), text("ISO_A2"), text("ADMIN1"),
         number("RADIUS_KM", 6, 1), number("POPULATION", 10),
         text("NAME_BE"), text("NAME_UK"), text("NAME_RU")]
UNITS = [text("PLACE_ID"), text("KIND"), text("NAME"), text("ISO_A2"), text("ADMIN1"),
         text("ADMIN2"), number("RADIUS_KM", 6, 1), number("POPULATION", 9)]
BORDER_PLACES = [text("PLACE_ID"), text("KIND"), text("MODE"), text("PARTNER"), text("STATUS"),
                 text("ISO_A2"), text("NAME"), text("NAME_BE"), text("NAME_UK"), text("NAME_RU"),
                 text("ADMIN1"), text("ADMIN2"), text("FCODE"), number("POPULATION", 8),
                 number("RANK", 1)]
PLACE_NAMES = [text("PLACE_ID"), text("LANG"), text("USE"), text("NAME")]


def rank_of(population):
    return 2 + sum(population <= limit
                   for limit in (250000, 100000, 50000, 20000, 10000, 5000))
