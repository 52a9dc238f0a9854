#include "cli/ahead.h"

/** Of a larger gazetteer a map needs a few only. */
#define PLACES_MAX 100000

static void begin(cli_thread *thread, void *(*work)(void *), void *context)
{
    thread->is_running = thread->was_begun = pthread_create(&thread->id, NULL, work, context) == 0;
}

static void join(cli_thread *thread)
{
    if (thread->is_running)
        (void)pthread_join(thread->id, NULL);
    thread->is_running = false;
}

static bm_status result_of(cli_thread *thread, bm_error *error)
{
    join(thread);
    if (thread->status && error)
        *error = thread->error;
    return thread->status;
}

static void *load_fonts(void *context)
{
    (void)context;
    bm_map_load_fonts();
    return NULL;
}

static void *open_places(void *context)
{
    cli_ahead *ahead = context;
    ahead->opening.status =
        cli_inputs_open_places(&ahead->places, ahead->settings, &ahead->opening.error);
    return NULL;
}

static void *open_outlines(void *context)
{
    cli_ahead *ahead = context;
    ahead->outlines.status = cli_inputs_open_layers(ahead->inputs, ahead->settings,
                                                    CLI_LAYERS_OUTLINES, &ahead->outlines.error);
    return NULL;
}

static void *open_layers(void *context)
{
    cli_ahead *ahead = context;
    ahead->layers.status = cli_inputs_open_layers(ahead->inputs, ahead->settings, CLI_LAYERS_OTHERS,
                                                  &ahead->layers.error);
    return NULL;
}

static void *unpack_places(void *context)
{
    const cli_ahead *ahead = context;
    const bm_gazetteer *gazetteer = ahead->inputs->gazetteer;
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++)
        (void)bm_gazetteer_place(gazetteer, i);
    return NULL;
}

void cli_ahead_begin(cli_ahead *ahead, cli_inputs *inputs, const cli_settings *settings)
{
    *ahead = (cli_ahead){.inputs = inputs, .settings = settings};
    begin(&ahead->opening, open_places, ahead);
    begin(&ahead->fonts, load_fonts, ahead);
    /* What is to say of the user's own layers comes after the findings of the tables. */
    if (settings->layers)
        return;
    begin(&ahead->outlines, open_outlines, ahead);
    begin(&ahead->layers, open_layers, ahead);
}

bm_status cli_ahead_open_places(cli_ahead *ahead, bm_error *error)
{
    bm_status status = BM_OK;
    if (ahead->opening.was_begun) {
        status = result_of(&ahead->opening, error);
        cli_inputs_take_places(ahead->inputs, &ahead->places);
    } else {
        status = cli_inputs_open_places(ahead->inputs, ahead->settings, error);
    }
    if (!status && bm_gazetteer_count(ahead->inputs->gazetteer) <= PLACES_MAX)
        begin(&ahead->unpacking, unpack_places, ahead);
    return status;
}

bm_status cli_ahead_open_layers(cli_ahead *ahead, bm_error *error)
{
    bm_status status = result_of(&ahead->outlines, error);
    if (!status && !ahead->outlines.was_begun)
        status = cli_inputs_open_layers(ahead->inputs, ahead->settings, CLI_LAYERS_OUTLINES, error);
    if (!status)
        status = result_of(&ahead->layers, error);
    if (!status && !ahead->layers.was_begun)
        status = cli_inputs_open_layers(ahead->inputs, ahead->settings, CLI_LAYERS_OTHERS, error);
    return status;
}

void cli_ahead_finish(cli_ahead *ahead)
{
    cli_thread *const threads[] = {&ahead->fonts, &ahead->opening, &ahead->unpacking,
                                   &ahead->outlines, &ahead->layers};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++)
        join(threads[i]);
    cli_inputs_finish(&ahead->places);
}
