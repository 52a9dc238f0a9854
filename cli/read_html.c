/* A report as a page of its own: the text with its marks, then a table of the events. Whatever
 * comes from the report is text, never markup. */
#include "cli/read_marks.h"
#include "cli/read_output.h"

#include <stdlib.h>
#include <string.h>

static const char *const classes[] = {
    [CLI_MARK_PLACE] = "place", [CLI_MARK_ACTOR] = "actor",       [CLI_MARK_UNSURE] = "unsure",
    [CLI_MARK_DATE] = "date",   [CLI_MARK_INCIDENT] = "incident", [CLI_MARK_REJECTED] = "rejected",
};

static void write_escaped(bm_sink *sink, const char *text, size_t length)
{
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        const char *instead = byte == '&'    ? "&amp;"
                              : byte == '<'  ? "&lt;"
                              : byte == '>'  ? "&gt;"
                              : byte == '"'  ? "&quot;"
                              : byte == 0x7F ? "&#xFFFD;"
                              : byte < ' ' && byte != '\n' && byte != '\t' && byte != '\r'
                                  ? "&#xFFFD;"
                                  : NULL;
        if (!instead)
            continue;
        bm_sink_write(sink, text + from, i - from);
        bm_sink_puts(sink, instead);
        from = i + 1;
    }
    bm_sink_write(sink, text + from, length - from);
}

static void write_cell(bm_sink *sink, const char *tag, const char *text)
{
    bm_sink_printf(sink, "<%s>", tag);
    write_escaped(sink, text, strlen(text));
    bm_sink_printf(sink, "</%s>", tag);
}

void cli_read_write_html_head(bm_sink *sink)
{
    bm_sink_puts(
        sink,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Reports, with places, dates and events marked</title>\n<style>\n"
        "body{font:16px/1.55 Georgia,'Noto Serif',serif;color:#1b1b1b;background:#fff;"
        "max-width:46rem;margin:2rem auto;padding:0 1rem}\n"
        "h1{font-size:1.2rem;margin:2.5rem 0 .5rem}\n"
        ".text{white-space:pre-wrap;overflow-wrap:anywhere}\n"
        "mark{background:none;color:inherit;padding:0 .1em;border-radius:.15em}\n"
        ".place{background:#cfe3f7;color:#0b3b66}\n.actor{border-bottom:2px dotted #0b3b66}\n"
        ".unsure{background:#f3d9f3;color:#5c155c}\n.date{background:#d6efd8;color:#164a1b}\n"
        ".incident{background:#ffe7b3;color:#5a3b00;font-weight:bold}\n"
        ".rejected{color:#6a6a6a;text-decoration:line-through}\n"
        "table{border-collapse:collapse;margin:1rem 0;font:14px/1.4 system-ui,sans-serif}\n"
        "th,td{border:1px solid #c8c8c8;padding:.3rem .5rem;text-align:left;vertical-align:top}\n"
        "th{background:#f2f2f2}\n.key{font:14px system-ui,sans-serif}\n.key "
        "mark{margin-right:.8em}\n"
        "</style>\n</head>\n<body>\n<p class=\"key\"><mark class=\"place\">place</mark>"
        "<mark class=\"actor\">acting capital or country</mark>"
        "<mark class=\"unsure\">ambiguous or unknown place</mark>"
        "<mark class=\"date\">date</mark><mark class=\"incident\">event</mark>"
        "<mark class=\"rejected\">passed over</mark></p>\n");
}

void cli_read_write_html_foot(bm_sink *sink)
{
    bm_sink_puts(sink, "</body>\n</html>\n");
}

static void write_events(const bm_report *report, bm_sink *sink)
{
    size_t count = bm_report_incident_count(report);
    if (count == 0) {
        bm_sink_puts(sink, "<p class=\"key\">No events.</p>\n");
        return;
    }
    bm_sink_puts(sink, "<table>\n<tr><th>when</th><th>what</th><th>where</th><th>claim</th>"
                       "<th>sentence</th></tr>\n");
    for (size_t i = 0; i < count; i++) {
        const bm_incident *incident = bm_report_incident(report, i);
        const bm_mention *mention = bm_report_mention(report, incident->mention);
        char when[BM_DATE_TEXT_SIZE] = "";
        if (incident->has_date)
            bm_interval_format_human(incident->when, when);
        bm_sink_puts(sink, "<tr>");
        write_cell(sink, "td", when);
        write_cell(sink, "td", incident->category);
        write_cell(sink, "td", !mention ? "" : *mention->name ? mention->name : mention->text);
        bm_sink_puts(sink, "<td>");
        const char *status = bm_claim_status_name(incident->status);
        write_escaped(sink, status, strlen(status));
        if (*incident->speaker) {
            bm_sink_puts(sink, *status ? ": " : "");
            write_escaped(sink, incident->speaker, strlen(incident->speaker));
        }
        bm_sink_puts(sink, "</td>");
        write_cell(sink, "td", incident->sentence);
        bm_sink_puts(sink, "</tr>\n");
    }
    bm_sink_puts(sink, "</table>\n");
}

void cli_read_write_html(const bm_report *report, const bm_report_source *source, bool why,
                         bm_sink *sink)
{
    size_t length;
    const char *text = bm_report_text(report, &length);
    size_t count = 0;
    cli_mark *marks = cli_marks_gather(report, why, &count);
    char note[CLI_MARK_NOTE_SIZE];
    write_cell(sink, "h1", source->doc);
    bm_sink_puts(sink, "\n<div class=\"text\">");
    size_t at = 0;
    for (size_t i = 0; marks && i < count; i++) {
        write_escaped(sink, text + at, marks[i].span.start - at);
        cli_mark_note(report, &marks[i], note);
        bm_sink_printf(sink, "<mark class=\"%s\" title=\"", classes[marks[i].kind]);
        write_escaped(sink, note, strlen(note));
        bm_sink_puts(sink, "\">");
        at = marks[i].span.end;
        write_escaped(sink, text + marks[i].span.start, at - marks[i].span.start);
        bm_sink_puts(sink, "</mark>");
    }
    write_escaped(sink, text + at, length - at);
    bm_sink_puts(sink, "</div>\n");
    write_events(report, sink);
    free(marks);
}
