#include "cli/interrupt.h"

#include <stddef.h>

static volatile sig_atomic_t came;

static void note(int number)
{
    (void)number;
    came = 1;
}

const volatile sig_atomic_t *cli_interrupt_watch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction now = {0}, then = {0};
        now.sa_handler = note;
        (void)sigemptyset(&now.sa_mask);
        if (sigaction(numbers[i], NULL, &then) == 0 && then.sa_handler != SIG_IGN)
            (void)sigaction(numbers[i], &now, NULL);
    }
    return &came;
}

bool cli_interrupt_came(void)
{
    return came != 0;
}
