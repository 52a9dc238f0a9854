#include "cli/read_marks.h"
#include "cli/read_output.h"
#include "cli/text.h"

#include <stdlib.h>

static void write_line(bm_sink *sink, const bm_report_source *source, bm_span span,
                       const char *what, const char *text, const char *note)
{
    cli_text_write(sink, source->file);
    bm_sink_printf(sink, ":%lu-%lu: %s '", (unsigned long)span.start, (unsigned long)span.end,
                   what);
    cli_text_write(sink, text);
    bm_sink_puts(sink, "': ");
    cli_text_write(sink, note);
    bm_sink_puts(sink, "\n");
}

void cli_read_write_why(const bm_report *report, const bm_report_source *source, bm_sink *sink)
{
    char note[CLI_MARK_NOTE_SIZE];
    for (size_t i = 0; i < bm_report_mention_count(report); i++) {
        const bm_mention *mention = bm_report_mention(report, i);
        cli_mark_note(report, &(cli_mark){mention->span, CLI_MARK_PLACE, i}, note);
        write_line(sink, source, mention->span, "place", mention->text, note);
    }
    for (size_t i = 0; i < bm_report_date_count(report); i++) {
        const bm_report_date *date = bm_report_date_at(report, i);
        cli_mark_note(report, &(cli_mark){date->span, CLI_MARK_DATE, i}, note);
        write_line(sink, source, date->span, "date", date->text, note);
    }
    for (size_t i = 0; i < bm_report_incident_count(report); i++) {
        const bm_incident *incident = bm_report_incident(report, i);
        cli_mark_note(report, &(cli_mark){incident->trigger_span, CLI_MARK_INCIDENT, i}, note);
        write_line(sink, source, incident->trigger_span, "event", incident->trigger, note);
    }
    for (size_t i = 0; i < bm_report_rejection_count(report); i++) {
        const bm_rejection *rejection = bm_report_rejection(report, i);
        cli_mark_note(report, &(cli_mark){rejection->span, CLI_MARK_REJECTED, i}, note);
        write_line(sink, source, rejection->span, "passed over", rejection->text, note);
    }
}
