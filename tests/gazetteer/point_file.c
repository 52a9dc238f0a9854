#include "point_file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_BYTES = 100, POINT_BYTES = 20, DBF_FIELD_BYTES = 32 };

struct point_file {
    FILE *shp;
    FILE *shx;
    FILE *dbf;
    size_t field_count;
    int widths[POINT_FILE_FIELDS_MAX];
    uint32_t rows;
    double box[4];
};

static FILE *create(const char *stem, const char *ending)
{
    char path[1024];
    snprintf(path, sizeof path, "%s%s", stem, ending);
    FILE *file = fopen(path, "wb+");
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

static void put_big(FILE *file, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        fputc((int)(value >> shift & 0xFF), file);
}

static void put_little(FILE *file, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        fputc((int)(value >> (8 * i) & 0xFF), file);
}

static void put_double(FILE *file, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_little(file, bits, 8);
}

static void put_shape_header(FILE *file, uint32_t bytes, const double box[4])
{
    fseek(file, 0, SEEK_SET);
    put_big(file, 9994);
    for (int i = 0; i < 5; i++)
        put_big(file, 0);
    put_big(file, bytes / 2);
    put_little(file, 1000, 4);
    put_little(file, 1, 4);
    for (int i = 0; i < 4; i++)
        put_double(file, box[i]);
    for (int i = 0; i < 4; i++)
        put_double(file, 0.0);
}

static void put_table_header(const point_file *file, const char *const *fields)
{
    uint32_t row_bytes = 1;
    for (size_t i = 0; i < file->field_count; i++)
        row_bytes += (uint32_t)file->widths[i];
    fseek(file->dbf, 0, SEEK_SET);
    put_little(file->dbf, 3, 1);
    put_little(file->dbf, 126, 1);
    put_little(file->dbf, 1, 1);
    put_little(file->dbf, 1, 1);
    put_little(file->dbf, file->rows, 4);
    put_little(file->dbf, 32 + DBF_FIELD_BYTES * file->field_count + 1, 2);
    put_little(file->dbf, row_bytes, 2);
    for (int i = 0; i < 20; i++)
        fputc(0, file->dbf);
    for (size_t i = 0; fields && i < file->field_count; i++) {
        char name[11] = "";
        strncpy(name, fields[i], 10);
        fwrite(name, 1, sizeof name, file->dbf);
        fputc('C', file->dbf);
        put_little(file->dbf, 0, 4);
        fputc(file->widths[i], file->dbf);
        for (int j = 0; j < 15; j++)
            fputc(0, file->dbf);
    }
    if (fields)
        fputc('\r', file->dbf);
}

point_file *point_file_open(const char *stem, bool with_shapes, size_t field_count,
                            const char *const *fields, const int *widths)
{
    point_file *file = calloc(1, sizeof *file);
    if (!file || field_count > POINT_FILE_FIELDS_MAX)
        exit(1);
    file->field_count = field_count;
    memcpy(file->widths, widths, field_count * sizeof *widths);
    file->box[0] = file->box[1] = 1e9;
    file->box[2] = file->box[3] = -1e9;
    FILE *cpg = create(stem, ".cpg");
    fputs("UTF-8", cpg);
    fclose(cpg);
    file->dbf = create(stem, ".dbf");
    put_table_header(file, fields);
    if (with_shapes) {
        file->shp = create(stem, ".shp");
        file->shx = create(stem, ".shx");
        put_shape_header(file->shp, HEADER_BYTES, file->box);
        put_shape_header(file->shx, HEADER_BYTES, file->box);
    }
    return file;
}

void point_file_add(point_file *file, double lon, double lat, const char *const *values)
{
    fputc(' ', file->dbf);
    for (size_t i = 0; i < file->field_count; i++) {
        size_t width = (size_t)file->widths[i];
        size_t length = strlen(values[i]);
        if (length > width)
            for (length = width; length > 0 && ((unsigned char)values[i][length] & 0xC0) == 0x80;)
                length--;
        fwrite(values[i], 1, length, file->dbf);
        for (; length < width; length++)
            fputc(' ', file->dbf);
    }
    if (file->shp) {
        put_big(file->shx, (HEADER_BYTES + file->rows * (8 + POINT_BYTES)) / 2);
        put_big(file->shx, POINT_BYTES / 2);
        put_big(file->shp, file->rows + 1);
        put_big(file->shp, POINT_BYTES / 2);
        put_little(file->shp, 1, 4);
        put_double(file->shp, lon);
        put_double(file->shp, lat);
        file->box[0] = lon < file->box[0] ? lon : file->box[0];
        file->box[1] = lat < file->box[1] ? lat : file->box[1];
        file->box[2] = lon > file->box[2] ? lon : file->box[2];
        file->box[3] = lat > file->box[3] ? lat : file->box[3];
    }
    file->rows++;
}

void point_file_close(point_file *file)
{
    fputc(0x1A, file->dbf);
    put_table_header(file, NULL);
    fclose(file->dbf);
    if (file->shp) {
        put_shape_header(file->shp, HEADER_BYTES + file->rows * (8 + POINT_BYTES), file->box);
        put_shape_header(file->shx, HEADER_BYTES + file->rows * 8, file->box);
        fclose(file->shp);
        fclose(file->shx);
    }
    free(file);
}

bool point_file_from_geonames(const char *const *dumps, size_t dump_count, const char *stem)
{
    static const char *const fields[] = {"GEONAMEID", "NAME",      "ASCIINAME", "ALTNAMES",
                                         "ALT_NAMES", "FCODE",     "CC",        "ADMIN1",
                                         "ADMIN2",    "POPULATION"};
    static const int widths[] = {12, 100, 100, 250, 250, 6, 2, 12, 20, 10};
    point_file *file = NULL;
    char *line = malloc(65536);
    for (size_t d = 0; d < dump_count; d++) {
        FILE *dump = fopen(dumps[d], "r");
        if (!dump)
            continue;
        if (!file)
            file = point_file_open(stem, true, sizeof widths / sizeof widths[0], fields, widths);
        while (line && fgets(line, 65536, dump)) {
            const char *cells[19];
            size_t count = 0;
            for (char *at = line; at && count < 19; count++) {
                cells[count] = at;
                at = strpbrk(at, "\t\n");
                if (at)
                    *at++ = '\0';
            }
            if (count < 15)
                continue;
            /* Two columns of alternates: the list is cut at a comma. */
            const char *rest = cells[3];
            char first[251] = "";
            if (strlen(rest) > 250) {
                size_t length = 250;
                while (length > 0 && rest[length] != ',')
                    length--;
                memcpy(first, rest, length);
                first[length] = '\0';
                rest += length;
            } else {
                strcpy(first, rest);
                rest = "";
            }
            char second[251] = "";
            size_t length = strlen(rest);
            if (length > 250)
                for (length = 250; length > 0 && rest[length] != ',';)
                    length--;
            memcpy(second, rest, length);
            second[length] = '\0';
            const char *values[] = {cells[0], cells[1], cells[2],  first,     second,
                                    cells[7], cells[8], cells[10], cells[11], cells[14]};
            point_file_add(file, strtod(cells[5], NULL), strtod(cells[4], NULL), values);
        }
        fclose(dump);
    }
    free(line);
    if (file)
        point_file_close(file);
    return file != NULL;
}
