/* Which language a text is in: counted letters and frequent words, and what they speak for. */
#include "events/report/text/document.h"
#include "events/report/text/frequent.h"

/** What was counted in texts. */
typedef struct letter_counts {
    uint32_t latin;     /**< letters */
    uint32_t accented;  /**< those of them beyond ASCII */
    uint32_t cyrillic;  /**< letters of Russian, Ukrainian and Belarusian */
    uint32_t other;     /**< of other Cyrillic alphabets, of no alphabet of the two */
    uint32_t words;     /**< Latin ones, */
    uint32_t english;   /**< frequent English ones among them, */
    uint32_t foreign;   /**< and those of other languages */
    uint32_t dotted_i;  /**< і */
    uint32_t i;         /**< и */
    uint32_t short_u;   /**< ў */
    uint32_t ukrainian; /**< ї є ґ */
    uint32_t hard;      /**< ы э, which Ukrainian has not */
    uint32_t yo;        /**< ё, which Russian mostly writes without its dots */
    uint32_t hard_sign; /**< ъ */
    uint32_t shch;      /**< щ, which Belarusian has not */
} letter_counts;

/* A letter of two bytes from U+0400 on. */
static void weigh_cyrillic(unsigned letter, letter_counts *weights)
{
    if (letter < 0x410 || letter > 0x44F) {
        switch (letter) {
        case 0x401:
        case 0x451:
            weights->yo++;
            break;
        case 0x404:
        case 0x454:
        case 0x407:
        case 0x457:
        case 0x490:
        case 0x491:
            weights->ukrainian++;
            break;
        case 0x406:
        case 0x456:
            weights->dotted_i++;
            break;
        case 0x40E:
        case 0x45E:
            weights->short_u++;
            break;
        default:
            weights->other++;
            return;
        }
    } else {
        unsigned small = letter < 0x430 ? letter + 0x20 : letter;
        weights->i += small == 0x438;
        weights->hard += small == 0x44B || small == 0x44D;
        weights->hard_sign += small == 0x44A;
        weights->shch += small == 0x449;
    }
    weights->cyrillic++;
}

static size_t weigh_latin(const unsigned char *at, const unsigned char *end, letter_counts *weights)
{
    const unsigned char *start = at;
    uint32_t packed = 0;
    while (at < end && (unsigned char)((*at | 0x20) - 'a') <= 'z' - 'a')
        packed = packed << 8 | (*at++ | 0x20U);
    size_t length = (size_t)(at - start);
    weights->latin += (uint32_t)length;
    weights->words++;
    /* "naïve": a word goes on with letters beyond ASCII, and is none of the frequent ones. */
    if (length <= 4 && (at == end || *at < 0x80)) {
        bm_frequent frequent = bm_frequent_word(packed);
        weights->english += frequent == BM_FREQUENT_ENGLISH;
        weights->foreign += frequent == BM_FREQUENT_FOREIGN && *start >= 'a';
    }
    return length;
}

/* Add what a text has. */
static void weigh(const char *text, size_t length, letter_counts *weights)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + length;
    while (at < end) {
        if ((unsigned char)((*at | 0x20) - 'a') <= 'z' - 'a') {
            at += weigh_latin(at, end, weights);
        } else if (*at < 0x80) {
            at++;
        } else if (end - at < 2 || (at[1] & 0xC0) != 0x80) {
            at++;
        } else if (*at >= 0xD0 && *at <= 0xD3) {
            weigh_cyrillic((*at & 0x1FU) << 6 | (at[1] & 0x3FU), weights);
            at += 2;
        } else {
            bool is_accented = *at >= 0xC3 && *at <= 0xC9;
            weights->latin += is_accented;
            weights->accented += is_accented;
            if (!is_accented && *at >= 0xCE && *at != 0xE2 && *at != 0xEF && *at != 0xF0)
                weights->other++;
            at += 2;
        }
    }
}

/* Whether a language is written in the script of most letters. */
static bool is_of_script(const letter_counts *weights, bm_language language)
{
    if (language == BM_LANGUAGE_UNKNOWN)
        return false;
    bool is_latin = weights->latin > weights->cyrillic;
    return weights->other <= weights->latin + weights->cyrillic &&
           is_latin == (language == BM_LANGUAGE_ENGLISH);
}

static bm_language judge_latin(const letter_counts *weights, bm_language fallback)
{
    /* Two of them may be a name's: "Semana de la Paz". */
    uint32_t least = fallback == BM_LANGUAGE_ENGLISH ? 3 : 2;
    if (weights->foreign >= least && weights->foreign > weights->english)
        return BM_LANGUAGE_UNKNOWN;
    if (weights->english > 0)
        return BM_LANGUAGE_ENGLISH;
    /* A long text without a single "the" or "of" is not English, nor one full of accents. */
    if (weights->words > 40 || (weights->words >= 6 && weights->accented * 25 > weights->latin))
        return BM_LANGUAGE_UNKNOWN;
    return fallback == BM_LANGUAGE_UNKNOWN ? fallback : BM_LANGUAGE_ENGLISH;
}

/* Of texts with і, ї, є or ў. */
static bm_language judge_dotted(const letter_counts *weights, bm_language fallback)
{
    /* Mostly Russian, with a Ukrainian or Belarusian name or word in it. */
    uint32_t own = weights->dotted_i + weights->ukrainian + weights->short_u;
    if (weights->i > 0 && weights->hard > 2 * own)
        return BM_LANGUAGE_RUSSIAN;
    /* Belarusian has neither и nor щ. */
    if (weights->i + weights->shch > own / 4)
        return BM_LANGUAGE_UKRAINIAN;
    if (weights->short_u + weights->hard > 0 && weights->short_u >= weights->ukrainian)
        return BM_LANGUAGE_BELARUSIAN;
    if (weights->ukrainian == 0 && fallback == BM_LANGUAGE_BELARUSIAN)
        return fallback;
    return BM_LANGUAGE_UKRAINIAN;
}

static bm_language judge_cyrillic(const letter_counts *weights, bm_language fallback)
{
    /* Serbian, Kazakh; Bulgarian, which has more ъ than Russian by far, and no ы. */
    if (weights->other * 50 > weights->cyrillic || (weights->hard_sign * 250 > weights->cyrillic &&
                                                    weights->hard == 0 && weights->hard_sign > 1))
        return BM_LANGUAGE_UNKNOWN;
    if (weights->dotted_i + weights->ukrainian + weights->short_u > 0)
        return judge_dotted(weights, fallback);
    bool may_be_belarusian = weights->i + weights->shch + weights->hard_sign == 0;
    bool must_be_russian = weights->hard + weights->yo + weights->hard_sign > 0;
    if (fallback == BM_LANGUAGE_BELARUSIAN && may_be_belarusian)
        return fallback;
    if (must_be_russian || weights->cyrillic > 60)
        return BM_LANGUAGE_RUSSIAN;
    return fallback == BM_LANGUAGE_ENGLISH ? BM_LANGUAGE_RUSSIAN : fallback;
}

/* The language that weights speak for; `fallback` is that around them, for when they say too
 * little. Unknown for another language, or when nothing can be said. */
static bm_language judge(const letter_counts *weights, bm_language fallback)
{
    if (weights->latin + weights->cyrillic == 0 ||
        weights->other > weights->latin + weights->cyrillic)
        return BM_LANGUAGE_UNKNOWN;
    return weights->latin > weights->cyrillic ? judge_latin(weights, fallback)
                                              : judge_cyrillic(weights, fallback);
}

bm_language bm_language_of_text(const char *text, size_t length)
{
    letter_counts weights = {0};
    weigh(text, length, &weights);
    return judge(&weights, BM_LANGUAGE_UNKNOWN);
}

/* What a long text is in shows in its beginning. */
enum { WEIGHED_OF_BLOCK = 4096, WEIGHED_OF_ALL = 64 * 1024 };

static void weigh_block(const bm_document *document, const bm_block *block, letter_counts *weights)
{
    uint32_t length = block->end - block->start;
    weigh(document->text + block->start, length < WEIGHED_OF_BLOCK ? length : WEIGHED_OF_BLOCK,
          weights);
}

static bm_language language_of_all(const bm_document *document, bm_language likely)
{
    letter_counts weights = {0};
    for (size_t i = 0; i < document->block_count; i++) {
        if (weights.latin + weights.cyrillic > WEIGHED_OF_ALL)
            break;
        weigh_block(document, &document->blocks[i], &weights);
    }
    /* A name or two: the language of their script that more is written in. */
    if (!is_of_script(&weights, likely))
        likely = weights.latin > weights.cyrillic ? BM_LANGUAGE_ENGLISH : BM_LANGUAGE_RUSSIAN;
    return judge(&weights, likely);
}

void bm_document_find_languages(bm_document *document, bm_language said, bm_language likely)
{
    document->language = said != BM_LANGUAGE_UNKNOWN ? said : language_of_all(document, likely);
    for (size_t i = 0; i < document->block_count; i++) {
        bm_block *block = &document->blocks[i];
        letter_counts weights = {0};
        weigh_block(document, block, &weights);
        block->language = is_of_script(&weights, said) ? said : judge(&weights, document->language);
    }
}
