/** @file zone.h
 *  Between the files of the time zones: zone.c finds them, zone_file.c reads what the tz database
 *  keeps (TZif, RFC 9636), zone_rule.c the rule at its end for the years to come.
 */
#ifndef BM_BASE_ZONE_H
#define BM_BASE_ZONE_H

#include <bordermap/zone.h>
#include <stdbool.h>
#include <stddef.h>

/** When a clock changes, each year. */
typedef struct bm_zone_date {
    enum { BM_ZONE_WEEKDAY, BM_ZONE_JULIAN, BM_ZONE_DAY } kind;
    int month;  /**< of a weekday: 1…12 */
    int week;   /**< 1…5, 5 is the last */
    int day;    /**< weekday 0 (Sunday)…6; Julian 1…365, without 29 February; day 0…365 */
    int time_s; /**< of the clock before the change; −167…167 hours */
} bm_zone_date;

/** "EET-2EEST,M3.5.0/3,M10.5.0/4": what holds after the last change that is listed. */
typedef struct bm_zone_rule {
    int standard_s; /**< ahead of UTC */
    int summer_s;
    bool has_summer;
    bm_zone_date begin, end; /**< of the summer */
} bm_zone_rule;

typedef struct bm_zone_change {
    int64_t instant_s;
    int offset_s; /**< from then on */
} bm_zone_change;

#define BM_ZONE_NAME_MAX 64

struct bm_zone {
    char name[BM_ZONE_NAME_MAX + 1];
    int first_offset_s; /**< before the first change */
    bm_zone_change *changes;
    size_t change_count;
    bool has_rule;
    bm_zone_rule rule;
};

/** Read a rule of POSIX's TZ variable, all of `text`; false when it is none. */
bool bm_zone_rule_parse(const char *text, bm_zone_rule *rule);
int bm_zone_rule_offset_s(const bm_zone_rule *rule, int64_t instant_s);

/** Fill a zone from the bytes of a TZif file; false when they are damaged. Check `changes` even
 *  then: they are to be freed. */
bool bm_zone_read(bm_zone *zone, const unsigned char *bytes, size_t size);

#endif
