/** @file record.h
 *  The manifest of a series while it is drawn: what is to be drawn of it, and what was.
 */
#ifndef BM_CLI_RECORD_H
#define BM_CLI_RECORD_H

#include "cli/drawing.h"

/** Zero-initialise it. Without --manifest there is nothing to record, and all that is told apart is
 *  the shard. */
typedef struct cli_record {
    const cli_settings *settings;
    bm_manifest *manifest; /**< NULL without --manifest */
    bool has_begun;
    bool keeps;       /**< maps that are there already may be left */
    size_t kept;      /**< that many were */
    bm_status status; /**< the first thing that went wrong */
    bm_error error;
} cli_record;

/** What is to become of a map. */
typedef enum cli_choice {
    CLI_CHOICE_DRAW,
    CLI_CHOICE_KEEP,  /**< it is there */
    CLI_CHOICE_OTHERS /**< of another shard; or nothing can be done */
} cli_choice;

/** What is wrong with --manifest, --resume and --shard together with others; NULL for nothing. */
const char *cli_record_check(const cli_settings *settings);

/** Hash what the maps are made of. Finish it whatever is returned. */
bm_status cli_record_open(cli_record *record, const cli_settings *settings,
                          const cli_drawing *drawing, bm_error *error);
/** Choose for a map; `kept` is its record when it is kept. */
cli_choice cli_record_choose(cli_record *record, const bm_series_frame *frame,
                             const bm_manifest_frame **kept);
/** Note a map that was made. */
void cli_record_add(cli_record *record, const bm_series_frame *frame);
/** Write the manifest, if the whole series, or this shard of it, is there.
 *  @param status    of the series
 *  @param is_whole  whether it was not interrupted
 *  @return it, or what is wrong with the record */
bm_status cli_record_commit(cli_record *record, bm_status status, bool is_whole, bm_error *error);
void cli_record_finish(cli_record *record);

/** Add the options that determine the maps, and the files that they name. */
bm_status cli_record_arguments(bm_manifest *manifest, const cli_settings *settings,
                               bm_error *error);

#endif
