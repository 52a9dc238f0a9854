#include "cli/ahead.h"

/** Of a larger gazetteer a map needs a few only. */
#define PLACES_MAX 100000

static void *load_fonts(void *context)
{
    (void)context;
    bm_map_load_fonts();
    return NULL;
}

static void *open_layers(void *context)
{
    cli_ahead *ahead = context;
    ahead->layers_status =
        cli_inputs_open_layers(ahead->inputs, ahead->settings, &ahead->layers_error);
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
    ahead->has_fonts = pthread_create(&ahead->fonts, NULL, load_fonts, NULL) == 0;
    /* What is to say of the user's own layers comes after the findings of the tables. */
    if (settings->layers)
        return;
    ahead->has_layers = pthread_create(&ahead->layers, NULL, open_layers, ahead) == 0;
    ahead->layers_opened = ahead->has_layers;
}

void cli_ahead_begin_places(cli_ahead *ahead)
{
    if (ahead->inputs->gazetteer && bm_gazetteer_count(ahead->inputs->gazetteer) <= PLACES_MAX)
        ahead->has_places = pthread_create(&ahead->places, NULL, unpack_places, ahead) == 0;
}

static void join(pthread_t thread, bool *is_running)
{
    if (*is_running)
        (void)pthread_join(thread, NULL);
    *is_running = false;
}

bm_status cli_ahead_open_layers(cli_ahead *ahead, bm_error *error)
{
    join(ahead->layers, &ahead->has_layers);
    if (!ahead->layers_opened)
        return cli_inputs_open_layers(ahead->inputs, ahead->settings, error);
    if (ahead->layers_status && error)
        *error = ahead->layers_error;
    return ahead->layers_status;
}

void cli_ahead_finish(cli_ahead *ahead)
{
    join(ahead->layers, &ahead->has_layers);
    join(ahead->fonts, &ahead->has_fonts);
    join(ahead->places, &ahead->has_places);
}
