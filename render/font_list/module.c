#include <bordermap/map.h>
#include <fontconfig/fontconfig.h>

static void load_fonts(void)
{
    (void)FcInit();
}

BM_API extern void (*const bm_fonts_offered)(void);
/** As bm_map_load_fonts(). */
void (*const bm_fonts_offered)(void) = load_fonts;
