#include "fixture.h"

#include <shapefil.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void clean_up(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        fprintf(stderr, "cannot remove %s\n", folder);
}

const char *fixture_path(const char *name)
{
    static char paths[8][512];
    static int turn;
    if (!folder[0]) {
        strcpy(folder, "/tmp/bordermap-test-XXXXXX");
        if (!mkdtemp(folder))
            abort();
        atexit(clean_up);
    }
    turn = (turn + 1) % 8;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
    return paths[turn];
}

static void put(const char *name, const char *mode, long offset, const void *bytes, size_t size)
{
    FILE *file = fopen(fixture_path(name), mode);
    if (!file || fseek(file, offset, SEEK_SET) != 0 || fwrite(bytes, 1, size, file) != size ||
        fclose(file) != 0)
        abort();
}

void fixture_write(const char *name, const void *bytes, size_t size)
{
    put(name, "wb", 0, bytes, size);
}

void fixture_patch(const char *name, long offset, const void *bytes, size_t size)
{
    put(name, "r+b", offset, bytes, size);
}

void fixture_truncate(const char *name, size_t size)
{
    if (truncate(fixture_path(name), (off_t)size) != 0)
        abort();
}

size_t fixture_size(const char *name)
{
    struct stat facts;
    if (stat(fixture_path(name), &facts) != 0)
        abort();
    return (size_t)facts.st_size;
}

void fixture_points(const char *name, int shape_type, const char *const *texts, int count)
{
    char path[512];
    snprintf(path, sizeof path, "%s", fixture_path(name));
    SHPHandle shp = SHPCreate(path, shape_type);
    DBFHandle dbf = DBFCreateEx(path, NULL);
    if (!shp || !dbf)
        abort();
    DBFAddField(dbf, "NAME", FTString, 40, 0);
    DBFAddField(dbf, "VALUE", FTDouble, 12, 3);
    for (int i = 0; i < count; i++) {
        double x = 20 + i;
        double y = 50;
        double z = 123;
        SHPObject *shape = SHPCreateObject(shape_type, i, 0, NULL, NULL, 1, &x, &y, &z, &z);
        SHPWriteObject(shp, -1, shape);
        SHPDestroyObject(shape);
        DBFWriteStringAttribute(dbf, i, 0, texts[i]);
        DBFWriteDoubleAttribute(dbf, i, 1, i + 0.5);
    }
    SHPClose(shp);
    DBFClose(dbf);
}

void fixture_prj(const char *name)
{
    static const char text[] =
        "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,"
        "298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    fixture_write(name, text, sizeof text - 1);
}
