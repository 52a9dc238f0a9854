/** @file export_layers.h
 *  What `export` writes besides the events: options, and what is opened for it.
 */
#ifndef BM_CLI_EXPORT_LAYERS_H
#define BM_CLI_EXPORT_LAYERS_H

#include "cli/inputs.h"
#include "cli/options.h"

extern const cli_option_group cli_group_layers;

/** What is to be written, without what it is made from: layers that an option asks for, such as
 *  --areas, are among them. At least the events. */
bm_export_plan cli_export_plan(const cli_settings *settings);
/** True when it is more than the events. */
bool cli_export_has_layers(const cli_settings *settings);
/** Refuse files of the plan that are inputs. */
bm_status cli_export_check(const cli_settings *settings, bm_export_format format, bm_error *error);
/** Open what the layers are made from, and put it into the plan. The places are open.
 *  @param window  room for the plan's */
bm_status cli_export_open_layers(cli_inputs *inputs, const cli_settings *settings,
                                 bm_export_plan *plan, bm_interval *window, bm_error *error);

#endif
