/** @file bordermap.h
 *  Every public header of the library.
 *
 *  The library never prints, never exits, and never changes the locale. See docs/architecture.md.
 */
#ifndef BORDERMAP_H
#define BORDERMAP_H

#include <bordermap/aliases.h>
#include <bordermap/api.h>
#include <bordermap/atlas.h>
#include <bordermap/batch.h>
#include <bordermap/border.h>
#include <bordermap/crossings.h>
#include <bordermap/data.h>
#include <bordermap/database.h>
#include <bordermap/date.h>
#include <bordermap/decisions.h>
#include <bordermap/event_points.h>
#include <bordermap/events.h>
#include <bordermap/export.h>
#include <bordermap/export_layers.h>
#include <bordermap/findings.h>
#include <bordermap/gazetteer.h>
#include <bordermap/geocoder.h>
#include <bordermap/geodesic.h>
#include <bordermap/geometry.h>
#include <bordermap/guard.h>
#include <bordermap/json.h>
#include <bordermap/layer.h>
#include <bordermap/lint.h>
#include <bordermap/manifest.h>
#include <bordermap/map.h>
#include <bordermap/map_options.h>
#include <bordermap/periods.h>
#include <bordermap/projection.h>
#include <bordermap/raster.h>
#include <bordermap/report.h>
#include <bordermap/report_index.h>
#include <bordermap/reverse.h>
#include <bordermap/series.h>
#include <bordermap/sink.h>
#include <bordermap/spelling.h>
#include <bordermap/status.h>
#include <bordermap/style.h>
#include <bordermap/version.h>
#include <bordermap/zone.h>

#endif
