#include "events/report/toponyms/votes.h"

#include <math.h>
#include <string.h>

enum { PROBES = 8, COLUMNS = 360, ROWS = 180 };

static const float neighbour_share = 0.5f;

uint16_t bm_votes_country(const bm_place *place)
{
    unsigned a = (unsigned)(place->country[0] - 'A');
    unsigned b = a < 26 ? (unsigned)(place->country[1] - 'A') : 26;
    return (uint16_t)(a < 26 && b < 26 ? a * 26 + b : BM_VOTES_COUNTRIES - 1);
}

uint16_t bm_votes_unit(bm_votes *votes, const bm_place *place)
{
    if (!*place->admin1 || place->kind == BM_PLACE_COUNTRY)
        return 0;
    uint16_t country = bm_votes_country(place);
    uint32_t hash = 2166136261U ^ country;
    for (const char *at = place->admin1; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619U;
    for (uint32_t probe = 0; probe < PROBES; probe++) {
        uint32_t at = 1 + (hash + probe) % (BM_VOTES_UNITS - 1);
        if (!votes->unit_names[at]) {
            votes->unit_names[at] = place->admin1;
            votes->unit_countries[at] = country;
            return (uint16_t)at;
        }
        if (votes->unit_countries[at] == country &&
            strcmp(votes->unit_names[at], place->admin1) == 0)
            return (uint16_t)at;
    }
    return 0;
}

static uint32_t hash_of_square(uint32_t square)
{
    return square * 2654435761U >> 12;
}

/* The slot of a square, or of the free one where it belongs; 0 when there is no room. */
static uint32_t slot_of(const bm_votes *votes, uint32_t square)
{
    uint32_t hash = hash_of_square(square);
    for (uint32_t probe = 0; probe < PROBES; probe++) {
        uint32_t at = 1 + (hash + probe) % (BM_VOTES_CELLS - 1);
        if (votes->cell_squares[at] == 0 || votes->cell_squares[at] == square + 1)
            return at;
    }
    return 0;
}

uint16_t bm_votes_cell(bm_votes *votes, const bm_place *place)
{
    if (place->kind >= BM_PLACE_REGION)
        return 0;
    uint32_t column = (uint32_t)fmin(fmax(place->position.lon + 180.0, 0.0), COLUMNS - 1);
    uint32_t row = (uint32_t)fmin(fmax(place->position.lat + 90.0, 0.0), ROWS - 1);
    uint32_t square = row * COLUMNS + column;
    uint32_t at = slot_of(votes, square);
    votes->cell_squares[at] = at > 0 ? square + 1 : 0;
    return (uint16_t)at;
}

float bm_votes_around(const bm_votes *votes, uint16_t cell)
{
    if (cell == 0)
        return 0.0f;
    uint32_t square = votes->cell_squares[cell] - 1;
    uint32_t row = square / COLUMNS;
    uint32_t column = square % COLUMNS;
    float sum = 0.0f;
    for (uint32_t y = row > 0 ? row - 1 : 0; y <= row + 1 && y < ROWS; y++)
        for (uint32_t x = column + COLUMNS - 1; x <= column + COLUMNS + 1; x++) {
            uint32_t at = slot_of(votes, y * COLUMNS + x % COLUMNS);
            if (at > 0 && votes->cell_squares[at] != 0)
                sum += at == cell ? votes->cells[at] : neighbour_share * votes->cells[at];
        }
    return sum;
}

float bm_votes_nearness(const bm_votes *votes, uint16_t a, uint16_t b)
{
    if (a == 0 || b == 0)
        return 0.0f;
    if (a == b)
        return 1.0f;
    uint32_t one = votes->cell_squares[a] - 1;
    uint32_t other = votes->cell_squares[b] - 1;
    int rows = (int)(one / COLUMNS) - (int)(other / COLUMNS);
    int columns = ((int)(one % COLUMNS) - (int)(other % COLUMNS) + COLUMNS) % COLUMNS;
    bool beside = rows >= -1 && rows <= 1 && (columns <= 1 || columns == COLUMNS - 1);
    return beside ? neighbour_share : 0.0f;
}

void bm_votes_clear(bm_votes *votes)
{
    memset(votes->countries, 0, sizeof votes->countries);
    memset(votes->units, 0, sizeof votes->units);
    memset(votes->cells, 0, sizeof votes->cells);
}
