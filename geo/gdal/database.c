/* What a database says when it refuses, without what nobody else is to read. */
#include "geo/gdal/dataset.h"

#include <stdio.h>
#include <string.h>

#include <cpl_error.h>

/* Runs of blanks and line ends become one blank: a message is one line. */
static void put_on_one_line(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        bool is_blank = *from == ' ' || *from == '\t' || *from == '\r' || *from == '\n';
        if (!is_blank)
            *to++ = *from;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    }
    while (to > text && to[-1] == ' ')
        to--;
    *to = '\0';
}

static bool has_secret(const char *connection)
{
    return strstr(connection, "password") || strstr(connection, "passwd") ||
           strchr(connection, '@');
}

/* What libpq puts in quotes is often a piece of the connection string, which may be one of a
 * password that was written wrongly. */
static void hide_quoted(const char *text, char *shown, size_t size)
{
    size_t used = 0;
    bool quoted = false;
    for (; *text && used + 6 < size; text++) {
        if (*text == '"' && !quoted) {
            memcpy(shown + used, "\"...\"", 5);
            used += 5;
        }
        if (*text == '"')
            quoted = !quoted;
        else if (!quoted)
            shown[used++] = *text;
    }
    shown[used] = '\0';
}

/* "LINE 1: DECLARE ..." and what follows is of no use to who wrote no such statement. */
static void cut_statement(char *text)
{
    char *line = strstr(text, " LINE 1: ");
    if (line)
        *line = '\0';
}

void bm_gdal_say_database(const char *connection, const char *what,
                          char message[BM_ERROR_MESSAGE_SIZE])
{
    char why[BM_ERROR_MESSAGE_SIZE * 4], shown[BM_ERROR_MESSAGE_SIZE * 4];
    snprintf(why, sizeof why, "%s", CPLGetLastErrorMsg());
    put_on_one_line(why);
    cut_statement(why);
    if (connection && (strstr(why, "connection info string") || strstr(why, "connection option") ||
                       strstr(why, "password=")))
        snprintf(shown, sizeof shown,
                 "the connection string cannot be understood: write PG:dbname=... host=...");
    else if (connection && has_secret(connection))
        hide_quoted(why, shown, sizeof shown);
    else
        snprintf(shown, sizeof shown, "%s", *why ? why : "no reason is given");
    snprintf(message, BM_ERROR_MESSAGE_SIZE, "%.60s: %.180s", what, shown);
}
