/** @file sink_file.h
 *  What lies behind a sink, for writers that cannot write from the beginning to the end.
 */
#ifndef BM_BASE_SINK_FILE_H
#define BM_BASE_SINK_FILE_H

#include <bordermap/sink.h>

/** The temporary that a sink writes to, to be opened by its name after bm_sink_flush(): what is
 *  written there by others is synchronised and renamed with the rest. NULL when the sink writes
 *  straight to its target. Valid until the sink is committed or freed. */
const char *bm_sink_temporary(const bm_sink *sink);
/** Where the file will be; "-" is standard output, NULL memory. */
const char *bm_sink_target(const bm_sink *sink);

#endif
