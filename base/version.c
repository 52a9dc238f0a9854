#include <bordermap/version.h>

const char *bm_version(void)
{
    return BM_VERSION;
}
