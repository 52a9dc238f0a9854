# Third-party libraries, all through pkg-config. libcsv and shapelib ship no usable .pc file on every
# system, so they are looked up by name.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
# Only the module of further projections needs it, see geo/proj.
pkg_check_modules(PROJ REQUIRED IMPORTED_TARGET proj>=9.1)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo>=1.16 cairo-png cairo-svg cairo-pdf)
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo>=1.50 pangoft2 harfbuzz fontconfig freetype2 glib-2.0)
pkg_check_modules(FONTCONFIG REQUIRED IMPORTED_TARGET fontconfig)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(MD REQUIRED IMPORTED_TARGET libmd)
pkg_check_modules(SHAPELIB REQUIRED IMPORTED_TARGET shapelib>=1.5)
# Faster and smaller PNG, see render/canvas/deflate.c; zlib serves without them.
pkg_check_modules(ISAL IMPORTED_TARGET libisal>=2.30)
pkg_check_modules(LIBDEFLATE IMPORTED_TARGET libdeflate>=1.10)
# Only the module that reads other formats needs it, see geo/gdal.
pkg_check_modules(GDAL IMPORTED_TARGET gdal>=3.5)
# Only the module that draws SVG files as symbols needs it, see render/svg_symbol.
pkg_check_modules(RSVG IMPORTED_TARGET librsvg-2.0>=2.52)
# Only the module that reads HTML needs it, see events/report/html.
pkg_check_modules(LIBXML IMPORTED_TARGET libxml-2.0>=2.9.10)
find_library(CSV_LIBRARY csv REQUIRED)
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)

add_library(bordermap_dependencies INTERFACE)
target_include_directories(bordermap_dependencies SYSTEM INTERFACE ${CSV_INCLUDE_DIR} ${XXHASH_INCLUDE_DIRS})
target_link_libraries(bordermap_dependencies INTERFACE
  PkgConfig::CAIRO PkgConfig::PANGO PkgConfig::ZLIB PkgConfig::UTF8PROC
  PkgConfig::SHAPELIB PkgConfig::MD ${CSV_LIBRARY} Threads::Threads ${CMAKE_DL_LIBS} m)
foreach(library ISAL LIBDEFLATE)
  if(${library}_FOUND)
    target_link_libraries(bordermap_dependencies INTERFACE PkgConfig::${library})
  endif()
endforeach()
