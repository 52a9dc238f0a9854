#include "events/report/text/frequent.h"

#include <stdbool.h>

#define TWO(a, b) ((uint32_t)(a) << 8 | (uint32_t)(b))
#define THREE(a, b, c) (TWO(a, b) << 8 | (uint32_t)(c))
#define FOUR(a, b, c, d) (THREE(a, b, c) << 8 | (uint32_t)(d))

static bool is_english(uint32_t packed)
{
    switch (packed) {
    case TWO('a', 't'):
    case TWO('b', 'y'):
    case TWO('h', 'e'):
    case TWO('i', 's'):
    case TWO('i', 't'):
    case TWO('o', 'f'):
    case TWO('o', 'n'):
    case TWO('w', 'e'):
    case THREE('a', 'n', 'd'):
    case THREE('a', 'r', 'e'):
    case THREE('b', 'u', 't'):
    case THREE('f', 'o', 'r'):
    case THREE('h', 'a', 'd'):
    case THREE('h', 'a', 's'):
    case THREE('h', 'i', 's'):
    case THREE('i', 't', 's'):
    case THREE('n', 'o', 't'):
    case THREE('t', 'h', 'e'):
    case THREE('w', 'a', 's'):
    case THREE('w', 'h', 'o'):
    case FOUR('b', 'e', 'e', 'n'):
    case FOUR('f', 'r', 'o', 'm'):
    case FOUR('h', 'a', 'v', 'e'):
    case FOUR('i', 'n', 't', 'o'):
    case FOUR('n', 'e', 'a', 'r'):
    case FOUR('s', 'a', 'i', 'd'):
    case FOUR('t', 'h', 'a', 't'):
    case FOUR('t', 'h', 'e', 'y'):
    case FOUR('t', 'h', 'i', 's'):
    case FOUR('w', 'e', 'r', 'e'):
    case FOUR('w', 'i', 'l', 'l'):
    case FOUR('w', 'i', 't', 'h'):
        return true;
    default:
        return false;
    }
}

/* Of Polish, German, French, Spanish, Italian, Lithuanian, Turkish, Czech, Dutch. Those of one
 * letter stand in English texts too, as initials. */
bm_frequent bm_frequent_word(uint32_t packed)
{
    switch (packed) {
    case TWO('d', 'e'):
    case TWO('d', 'u'):
    case TWO('e', 'l'):
    case TWO('e', 't'):
    case TWO('i', 'l'):
    case TWO('i', 'r'):
    case TWO('j', 'e'):
    case TWO('l', 'a'):
    case TWO('l', 'e'):
    case TWO('n', 'a'):
    case TWO('p', 'o'):
    case TWO('s', 'u'):
    case TWO('z', 'e'):
    case TWO('z', 'u'):
    case THREE('a', 'u', 'f'):
    case THREE('b', 'i', 'r'):
    case THREE('c', 'h', 'e'):
    case THREE('d', 'a', 's'):
    case THREE('d', 'e', 'l'):
    case THREE('d', 'e', 'm'):
    case THREE('d', 'e', 'n'):
    case THREE('d', 'e', 'r'):
    case THREE('d', 'e', 's'):
    case THREE('d', 'i', 'e'):
    case THREE('e', 'i', 'n'):
    case THREE('h', 'e', 't'):
    case THREE('i', 's', 't'):
    case THREE('k', 'a', 'd'):
    case THREE('l', 'a', 's'):
    case THREE('l', 'e', 's'):
    case THREE('l', 'o', 's'):
    case THREE('m', 'i', 't'):
    case THREE('n', 'i', 'e'):
    case THREE('p', 'a', 'r'):
    case THREE('p', 'e', 'r'):
    case THREE('q', 'u', 'e'):
    case THREE('u', 'n', 'a'):
    case THREE('u', 'n', 'd'):
    case THREE('u', 'n', 'e'):
    case THREE('v', 'a', 'n'):
    case THREE('v', 'o', 'n'):
    case FOUR('d', 'a', 'n', 's'):
    case FOUR('j', 'e', 's', 't'):
    case FOUR('o', 'r', 'a', 'z'):
    case FOUR('p', 'o', 'u', 'r'):
        return BM_FREQUENT_FOREIGN;
    default:
        return is_english(packed) ? BM_FREQUENT_ENGLISH : BM_FREQUENT_NONE;
    }
}
