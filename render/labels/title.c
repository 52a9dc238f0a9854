/* What an event's title says besides its date. */
#include <string.h>

#include "base/calendar.h"
#include "render/labels/groups.h"

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/** Three numbers with the same sign of / . - between them; returns their length, 0 for none. */
static size_t read_numbers(const char *text, long numbers[3])
{
    size_t at = 0;
    char sign = '\0';
    for (int i = 0; i < 3; i++) {
        size_t digits = 0;
        for (numbers[i] = 0; is_digit(text[at]) && digits < 4; digits++)
            numbers[i] = numbers[i] * 10 + (text[at++] - '0');
        if (digits == 0 || is_digit(text[at]) || digits == 3)
            return 0;
        if (i == 2)
            break;
        if (!text[at] || !strchr("/.-", text[at]) || (sign && text[at] != sign))
            return 0;
        sign = text[at++];
    }
    return at;
}

/** Day, month and year in any order: months come last in America. */
static bool is_day(const long numbers[3], bm_day day)
{
    bool ends_with_year = numbers[2] == day.year;
    return (numbers[0] == day.year && numbers[1] == day.month && numbers[2] == day.day) ||
           (ends_with_year && numbers[0] == day.day && numbers[1] == day.month) ||
           (ends_with_year && numbers[0] == day.month && numbers[1] == day.day);
}

const char *label_title(const bm_event *event)
{
    long numbers[3];
    const char *title = event->title;
    size_t length = read_numbers(title, numbers);
    if (length == 0 || event->when.precision > BM_DATE_DAY ||
        !is_day(numbers, bm_day_at(event->when.start_s)))
        return title;
    const char *rest = title + length;
    rest += strspn(rest, " ,;:.-");
    // "–" and "—" of three bytes each.
    while (strncmp(rest, "\xe2\x80\x93", 3) == 0 || strncmp(rest, "\xe2\x80\x94", 3) == 0) {
        rest += 3;
        rest += strspn(rest, " ");
    }
    return *rest ? rest : title;
}
