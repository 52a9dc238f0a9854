#include "outline_fixture.h"

#include "fixture.h"

#include <shapefil.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bm_layer *open_made(const char *path)
{
    bm_layer *layer = NULL;
    bm_error error = {0};
    if (bm_layer_open(path, NULL, &layer, &error)) {
        fprintf(stderr, "%s\n", error.message);
        abort();
    }
    return layer;
}

static void write_country(SHPHandle shp, DBFHandle dbf, int row, const outline_ring *rings,
                          int count)
{
    static double x[4096];
    static double y[4096];
    int starts[32];
    int points = 0;
    for (int i = 0; i < count; i++) {
        starts[i] = points;
        for (int k = 0; k < rings[i].count; k++) {
            x[points] = rings[i].lonlat[2 * k];
            y[points++] = rings[i].lonlat[2 * k + 1];
        }
    }
    SHPObject *shape =
        SHPCreateObject(SHPT_POLYGON, row, count, starts, NULL, points, x, y, NULL, NULL);
    SHPWriteObject(shp, -1, shape);
    SHPDestroyObject(shape);
    DBFWriteStringAttribute(dbf, row, 0, rings[0].iso);
    if (rings[0].accuracy_m > 0)
        DBFWriteDoubleAttribute(dbf, row, 1, rings[0].accuracy_m);
    else
        DBFWriteNULLAttribute(dbf, row, 1);
}

bm_layer *outline_layer(const char *name, const outline_ring *rings, int count)
{
    char path[512];
    strcpy(path, fixture_path(name));
    SHPHandle shp = SHPCreate(path, SHPT_POLYGON);
    DBFHandle dbf = DBFCreateEx(path, "UTF-8");
    if (!shp || !dbf)
        abort();
    DBFAddField(dbf, "ISO_A2", FTString, 2, 0);
    DBFAddField(dbf, "ACCURACY_M", FTDouble, 8, 1);
    int row = 0;
    for (int i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && strcmp(rings[i].iso, rings[next].iso) == 0;)
            next++;
        write_country(shp, dbf, row++, rings + i, next - i);
    }
    SHPClose(shp);
    DBFClose(dbf);
    return open_made(path);
}

bm_layer *crossing_layer(const char *name, const double *lonlat, int count)
{
    static const char *const names[] = {"one", "two", "three", "four", "five"};
    char path[512];
    strcpy(path, fixture_path(name));
    SHPHandle shp = SHPCreate(path, SHPT_POINT);
    DBFHandle dbf = DBFCreateEx(path, "UTF-8");
    if (!shp || !dbf)
        abort();
    DBFAddField(dbf, "KIND", FTString, 10, 0);
    DBFAddField(dbf, "FCODE", FTString, 5, 0);
    DBFAddField(dbf, "NAME", FTString, 10, 0);
    DBFAddField(dbf, "PARTNER", FTString, 10, 0);
    for (int i = 0; i < count; i++) {
        SHPObject *shape =
            SHPCreateSimpleObject(SHPT_POINT, 1, lonlat + 2 * i, lonlat + 2 * i + 1, NULL);
        SHPWriteObject(shp, -1, shape);
        SHPDestroyObject(shape);
        DBFWriteStringAttribute(dbf, i, 0, i + 1 == count ? "village" : i == 0 ? "crossing" : "");
        DBFWriteStringAttribute(dbf, i, 1, i == 0 || i + 1 == count ? "" : "PSTB");
        DBFWriteStringAttribute(dbf, i, 2, names[i]);
        DBFWriteStringAttribute(dbf, i, 3, i == 0 ? "partner" : "");
    }
    SHPClose(shp);
    DBFClose(dbf);
    return open_made(path);
}
