#include "events/report/toponyms/toponyms.h"

void bm_toponyms_place_area(const bm_reading *reading, bm_mention *mention)
{
    (void)reading;
    (void)mention;
}
