#include "cli/ahead.h"

#include "cli/many.h"

/** Of a larger gazetteer a map needs a few only. */
#define PLACES_MAX 100000

void cli_thread_begin(cli_thread *thread, void *(*work)(void *), void *context)
{
    thread->is_running = thread->was_begun = pthread_create(&thread->id, NULL, work, context) == 0;
}

void cli_thread_join(cli_thread *thread)
{
    if (thread->is_running)
        (void)pthread_join(thread->id, NULL);
    thread->is_running = false;
}

static bm_status result_of(cli_thread *thread, bm_error *error)
{
    cli_thread_join(thread);
    if (thread->status && error)
        *error = thread->error;
    return thread->status;
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

/* What is found in the gazetteers comes after what is found in the tables. */
static bm_status take_places(cli_ahead *ahead, bm_error *error)
{
    bm_status status = BM_OK;
    if (ahead->opening.was_begun) {
        status = result_of(&ahead->opening, error);
        cli_inputs_take_places(ahead->inputs, &ahead->places);
    } else {
        status = cli_inputs_open_places(ahead->inputs, ahead->settings, error);
    }
    return status;
}

/* The map wants the places only when its page is settled; before, they would be in the way of who
 * looks for names in the gazetteer. */
static bm_status locate(cli_ahead *ahead, bm_error *error)
{
    /* What nobody will read is but counted. */
    if (ahead->settings->quiet && !ahead->settings->json && ahead->inputs->findings)
        bm_findings_limit(ahead->inputs->findings, bm_findings_size(ahead->inputs->findings));
    bm_status status = cli_inputs_locate(ahead->inputs, ahead->settings, error);
    if (!status && bm_gazetteer_count(ahead->inputs->gazetteer) <= PLACES_MAX)
        cli_thread_begin(&ahead->unpacking, unpack_places, ahead);
    return status;
}

static bm_status read_tables(cli_ahead *ahead, bm_error *error)
{
    bm_status status = cli_many_read(ahead->inputs, ahead->settings, error);
    if (!status && !ahead->inputs->points)
        status = cli_inputs_read_events(ahead->inputs, ahead->settings, error);
    return status;
}

/* Take the steps that were not taken, as far as `last`. */
static bm_status walk(cli_ahead *ahead, cli_step last)
{
    bm_status status = BM_OK;
    for (size_t i = 0; i <= (size_t)last && !status; i++) {
        bm_error *error = &ahead->steps[i].error;
        if (!ahead->steps[i].is_done)
            ahead->steps[i].status = i == CLI_STEP_READ   ? read_tables(ahead, error)
                                     : i == CLI_STEP_OPEN ? take_places(ahead, error)
                                                          : locate(ahead, error);
        ahead->steps[i].is_done = true;
        status = ahead->steps[i].status;
    }
    return status;
}

static void *walk_ahead(void *context)
{
    (void)walk(context, CLI_STEP_LOCATE);
    return NULL;
}

void cli_ahead_begin(cli_ahead *ahead, cli_inputs *inputs, const cli_settings *settings)
{
    *ahead = (cli_ahead){.inputs = inputs, .settings = settings};
    cli_thread_begin(&ahead->opening, open_places, ahead);
    if (cli_many_is_quick(settings))
        cli_thread_begin(&ahead->events, walk_ahead, ahead);
}

void cli_ahead_begin_layers(cli_ahead *ahead)
{
    /* What is to say of the user's own layers comes after the findings of the tables. */
    if (!ahead->settings || ahead->settings->layers)
        return;
    cli_thread_begin(&ahead->outlines, open_outlines, ahead);
    cli_thread_begin(&ahead->layers, open_layers, ahead);
}

bm_status cli_ahead_reach(cli_ahead *ahead, cli_step step, bm_error *error)
{
    cli_thread_join(&ahead->events);
    bm_status status = walk(ahead, step);
    for (size_t i = 0; i <= (size_t)step && status && error; i++)
        if (ahead->steps[i].status)
            *error = ahead->steps[i].error;
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
    cli_thread *const threads[] = {&ahead->events, &ahead->opening, &ahead->unpacking,
                                   &ahead->outlines, &ahead->layers};
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++)
        cli_thread_join(threads[i]);
    cli_inputs_finish(&ahead->places);
}
