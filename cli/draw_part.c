#include "cli/draw.h"

BM_API extern const cli_part cli_part_offered;
const cli_part cli_part_offered = {.version = bm_version,
                                   .map = cli_draw_map,
                                   .series = cli_draw_series,
                                   .lint = cli_draw_lint,
                                   .finish = cli_drawing_finish,
                                   .abandon = bm_sink_abandon_all};
