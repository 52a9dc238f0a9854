#include "cli/interrupt.h"

#include "cli/command.h"

#include <bordermap/sink.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t came;

static void note(int number)
{
    (void)number;
    came = 1;
}

static _Atomic(cli_abandoner) of_part;

static void abandon(void)
{
    cli_abandoner also = atomic_load(&of_part);
    bm_sink_abandon_all();
    if (also)
        also();
}

void cli_interrupt_abandons(cli_abandoner also)
{
    atomic_store(&of_part, also);
}

/* The signal comes again when this returns, and nobody waits for it then. */
static void end_by_itself(int number)
{
    abandon();
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void end_with_status(int number)
{
    (void)number;
    abandon();
    _exit((int)CLI_EXIT_INTERRUPTED);
}

static void handle(void (*handler)(int))
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction now = {0}, then = {0};
        now.sa_handler = handler;
        (void)sigemptyset(&now.sa_mask);
        if (sigaction(numbers[i], NULL, &then) == 0 && then.sa_handler != SIG_IGN)
            (void)sigaction(numbers[i], &now, NULL);
    }
}

void cli_interrupt_ends(bool with_status)
{
    handle(with_status ? end_with_status : end_by_itself);
}

const volatile sig_atomic_t *cli_interrupt_watch(void)
{
    handle(note);
    return &came;
}

bool cli_interrupt_came(void)
{
    return came != 0;
}
