#include "render/furniture/parts.h"
#include "render/map/private.h"

/* One line for each part of the map that has signs to explain; see render/furniture/legend.h. */
void bm_map_make_legend(const bm_map *map, const bm_marks *marks, bm_legend *legend)
{
    legend->count = 0;
    legend->heading[0] = legend->note[0] = '\0';
    bm_legend_add_events(legend, &map->content, map->ground, marks);
    bm_marks_add_legend(map->ground, marks, legend);
    if (map->density)
        bm_density_add_legend(map->density, marks, legend);
    bm_legend_add_border(legend, &map->content);
    if (map->base)
        bm_base_add_legend(map->base, legend);
    bm_zones_add_legend(map->zones, legend);
}
