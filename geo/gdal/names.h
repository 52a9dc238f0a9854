/** @file names.h
 *  What the GDAL module opens, and with which driver. Pure but for looking at the file.
 */
#ifndef BM_GEO_GDAL_NAMES_H
#define BM_GEO_GDAL_NAMES_H

#include <bordermap/status.h>
#include <stdbool.h>

/** Whether the name is of a database: "PG:dbname=…". */
bool bm_gdal_is_database(const char *path);
/** Refuse what GDAL would take for something else than the regular file of that name: its virtual
 *  file systems, addresses, connection strings and inline data. */
bm_status bm_gdal_check_name(const char *path, char message[BM_ERROR_MESSAGE_SIZE]);

#endif
