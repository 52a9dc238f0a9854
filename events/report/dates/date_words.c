/* What the sections of a lexicon are to dates, and what their values mean. */
#include "events/report/dates/date_words.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    bm_date_kind kind;
} sections[] = {
    {"date.month", BM_DATE_WORD_MONTH},
    {"date.month-doubtful", BM_DATE_WORD_MONTH_DOUBTFUL},
    {"date.month-short", BM_DATE_WORD_MONTH_SHORT},
    {"date.weekday", BM_DATE_WORD_WEEKDAY},
    {"date.weekday-led", BM_DATE_WORD_WEEKDAY_LED},
    {"date.weekday-short", BM_DATE_WORD_WEEKDAY_SHORT},
    {"date.number", BM_DATE_WORD_NUMBER},
    {"date.ordinal", BM_DATE_WORD_ORDINAL},
    {"date.tens", BM_DATE_WORD_TENS},
    {"date.suffix", BM_DATE_WORD_SUFFIX},
    {"date.unit", BM_DATE_WORD_UNIT},
    {"date.which", BM_DATE_WORD_WHICH},
    {"date.filler", BM_DATE_WORD_FILLER},
    {"date.year", BM_DATE_WORD_YEAR},
    {"date.lead", BM_DATE_WORD_LEAD},
    {"date.join", BM_DATE_WORD_JOIN},
    {"date.part", BM_DATE_WORD_PART},
    {"date.daypart", BM_DATE_WORD_DAYPART},
    {"date.season", BM_DATE_WORD_SEASON},
    {"date.ago", BM_DATE_WORD_AGO},
    {"date.earlier", BM_DATE_WORD_EARLIER},
    {"date.later", BM_DATE_WORD_LATER},
    {"date.ahead", BM_DATE_WORD_AHEAD},
    {"date.night", BM_DATE_WORD_NIGHT},
    {"date.zone", BM_DATE_WORD_ZONE},
    {"date.relative", BM_DATE_WORD_RELATIVE},
    {"date.future", BM_DATE_WORD_FUTURE},
    {"date.past", BM_DATE_WORD_PAST},
    {"date.clause", BM_DATE_WORD_CLAUSE},
    {"date.any", BM_DATE_WORD_ANY},
    {"date.not", BM_DATE_WORD_NOT},
    {"date.holiday", BM_DATE_WORD_HOLIDAY},
};

static const struct {
    bm_date_kind kind;
    const char *name;
    int value;
} values[] = {
    {BM_DATE_WORD_UNIT, "day", BM_UNIT_DAY},
    {BM_DATE_WORD_UNIT, "days", BM_UNIT_DAY | BM_UNIT_PLURAL},
    {BM_DATE_WORD_UNIT, "week", BM_UNIT_WEEK},
    {BM_DATE_WORD_UNIT, "weeks", BM_UNIT_WEEK | BM_UNIT_PLURAL},
    {BM_DATE_WORD_UNIT, "month", BM_UNIT_MONTH},
    {BM_DATE_WORD_UNIT, "months", BM_UNIT_MONTH | BM_UNIT_PLURAL},
    {BM_DATE_WORD_UNIT, "year", BM_UNIT_YEAR},
    {BM_DATE_WORD_UNIT, "years", BM_UNIT_YEAR | BM_UNIT_PLURAL},
    {BM_DATE_WORD_UNIT, "hour", BM_UNIT_HOUR},
    {BM_DATE_WORD_UNIT, "hours", BM_UNIT_HOUR | BM_UNIT_PLURAL},
    {BM_DATE_WORD_UNIT, "night", BM_UNIT_NIGHT},
    {BM_DATE_WORD_UNIT, "nights", BM_UNIT_NIGHT | BM_UNIT_PLURAL},
    {BM_DATE_WORD_UNIT, "weekend", BM_UNIT_WEEKEND},
    {BM_DATE_WORD_UNIT, "weekends", BM_UNIT_WEEKEND | BM_UNIT_PLURAL},
    {BM_DATE_WORD_UNIT, "decades", BM_UNIT_DECADE | BM_UNIT_PLURAL},
    {BM_DATE_WORD_UNIT, "decade", BM_UNIT_DECADE},
    {BM_DATE_WORD_WHICH, "last", BM_WHICH_LAST},
    {BM_DATE_WORD_WHICH, "this", BM_WHICH_THIS},
    {BM_DATE_WORD_WHICH, "next", BM_WHICH_NEXT},
    {BM_DATE_WORD_WHICH, "so-far", BM_WHICH_SO_FAR},
    {BM_DATE_WORD_WHICH, "rest", BM_WHICH_REST},
    {BM_DATE_WORD_WHICH, "recent", BM_WHICH_RECENT},
    {BM_DATE_WORD_WHICH, "coming", BM_WHICH_COMING},
    {BM_DATE_WORD_WHICH, "same", BM_WHICH_SAME},
    {BM_DATE_WORD_WHICH, "previous", BM_WHICH_PREVIOUS},
    {BM_DATE_WORD_WHICH, "following", BM_WHICH_FOLLOWING},
    {BM_DATE_WORD_LEAD, "the", BM_LEAD_THE},
    {BM_DATE_WORD_LEAD, "in", BM_LEAD_IN},
    {BM_DATE_WORD_LEAD, "on", BM_LEAD_ON},
    {BM_DATE_WORD_LEAD, "of", BM_LEAD_OF},
    {BM_DATE_WORD_LEAD, "from", BM_LEAD_FROM},
    {BM_DATE_WORD_LEAD, "since", BM_LEAD_SINCE},
    {BM_DATE_WORD_LEAD, "until", BM_LEAD_UNTIL},
    {BM_DATE_WORD_LEAD, "before", BM_LEAD_BEFORE},
    {BM_DATE_WORD_LEAD, "after", BM_LEAD_AFTER},
    {BM_DATE_WORD_LEAD, "between", BM_LEAD_BETWEEN},
    {BM_DATE_WORD_LEAD, "about", BM_LEAD_ABOUT},
    {BM_DATE_WORD_JOIN, "to", BM_JOIN_TO},
    {BM_DATE_WORD_JOIN, "and", BM_JOIN_AND},
    {BM_DATE_WORD_JOIN, "onto", BM_JOIN_ONTO},
    {BM_DATE_WORD_PART, "early", BM_PART_EARLY},
    {BM_DATE_WORD_PART, "middle", BM_PART_MIDDLE},
    {BM_DATE_WORD_PART, "late", BM_PART_LATE},
    {BM_DATE_WORD_SEASON, "spring", 1},
    {BM_DATE_WORD_SEASON, "summer", 2},
    {BM_DATE_WORD_SEASON, "autumn", 3},
    {BM_DATE_WORD_SEASON, "winter", 4},
    {BM_DATE_WORD_NUMBER, "few", BM_SAID_FEW},
    {BM_DATE_WORD_NOT, "habit", BM_NOT_HABIT},
};

/* "12-25", "01-01 night". */
static int holiday_value(const char *text)
{
    if (strlen(text) < sizeof "12-25" - 1)
        return 0;
    int value = atoi(text) * BM_HOLIDAY_MONTH + atoi(text + 3);
    return value + (strstr(text, " night") ? BM_HOLIDAY_NIGHT : 0);
}

int bm_date_word_value(bm_date_kind kind, const char *text)
{
    if (kind == BM_DATE_WORD_HOLIDAY)
        return holiday_value(text);
    if (text[0] >= '0' && text[0] <= '9') {
        int value = text[0] - '0';
        return text[1] >= '0' && text[1] <= '9' ? 10 * value + (text[1] - '0') : value;
    }
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i].kind == kind && strcmp(values[i].name, text) == 0)
            return values[i].value;
    return 0;
}

/* "few days", "2 week". */
static bool read_stretch(const char *text, bm_said *said)
{
    bool few = strncmp(text, "few ", 4) == 0;
    const char *unit = strchr(text, ' ');
    if (!unit || unit - text > 3)
        return false;
    said->count = few ? BM_SAID_FEW : atoi(text);
    said->unit =
        (bm_said_unit)(bm_date_word_value(BM_DATE_WORD_UNIT, unit + 1) & (BM_UNIT_PLURAL - 1));
    said->kind = BM_SAID_STRETCH;
    return said->count > 0 && said->unit != BM_UNIT_NONE;
}

static void read_day(int shift, bm_said *said)
{
    said->unit = BM_UNIT_DAY;
    said->kind = shift < -1 || shift > 1 ? BM_SAID_COUNT : BM_SAID_PERIOD;
    said->which = shift < 0 ? BM_WHICH_LAST : shift > 0 ? BM_WHICH_NEXT : BM_WHICH_THIS;
    said->count = shift;
}

bool bm_date_relative_value(const char *text, bm_said *said)
{
    *said = (bm_said){.minute = -1};
    const char *rest = strchr(text, ' ');
    rest = rest ? rest + 1 : "";
    if (strncmp(text, "day ", 4) == 0) {
        read_day(atoi(rest), said);
        return true;
    }
    if (strncmp(text, "month ", 6) == 0) {
        said->kind = BM_SAID_COUNT;
        said->unit = BM_UNIT_MONTH;
        said->count = atoi(rest);
        return true;
    }
    if (strncmp(text, "night ", 6) == 0) {
        said->kind = BM_SAID_NIGHT;
        said->count = atoi(rest);
        return true;
    }
    said->kind = BM_SAID_PERIOD;
    if (strcmp(text, "night") == 0) {
        said->kind = BM_SAID_NIGHT;
        said->is_night = true;
        return true;
    }
    if (strcmp(text, "eve") == 0) {
        said->unit = BM_UNIT_DAY;
        said->which = BM_WHICH_PREVIOUS;
        said->is_eve = true;
        return true;
    }
    if (strcmp(text, "weekend") == 0) {
        said->unit = BM_UNIT_WEEKEND;
        return true;
    }
    char which[16];
    size_t length = strcspn(text, " ");
    if (length >= sizeof which)
        return false;
    memcpy(which, text, length);
    which[length] = '\0';
    said->which = (bm_said_which)bm_date_word_value(BM_DATE_WORD_WHICH, which);
    if (said->which == BM_WHICH_RECENT || said->which == BM_WHICH_COMING)
        return read_stretch(rest, said);
    said->unit = (bm_said_unit)bm_date_word_value(BM_DATE_WORD_UNIT, rest);
    return said->which != BM_WHICH_ANY && said->unit != BM_UNIT_NONE;
}

bm_status bm_date_words_new(const bm_lexicon *lexicon, struct bm_date_words **words,
                            bm_error *error)
{
    *words = NULL;
    if (!lexicon)
        return BM_OK;
    uint32_t count = bm_lexicon_section_count(lexicon);
    struct bm_date_words *made = calloc(1, sizeof *made + count);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    made->section_count = count;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        uint32_t section = bm_lexicon_section(lexicon, sections[i].name);
        if (section < count)
            made->kinds[section] = (uint8_t)sections[i].kind;
    }
    *words = made;
    return BM_OK;
}

void bm_date_words_free(struct bm_date_words *words)
{
    free(words);
}
