# What `cmake --install` puts where: programs, library, headers, package files, data, man page.
include(CMakePackageConfigHelpers)
install(TARGETS bordermap EXPORT bordermapTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS bordermap_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS bordermap_draw LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/bordermap)
install(DIRECTORY include/bordermap DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h")
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/include/bordermap/version.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/bordermap)
install(EXPORT bordermapTargets NAMESPACE bordermap::
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/bordermap)
configure_package_config_file(cmake/bordermapConfig.cmake.in bordermapConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/bordermap)
write_basic_package_version_file(bordermapConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bordermapConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/bordermapConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/bordermap)
set(pc_folder ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH BORDERMAP_PREFIX_FROM_PC ${pc_folder} ${CMAKE_INSTALL_PREFIX})
file(RELATIVE_PATH BORDERMAP_INCLUDE_FROM_PC ${pc_folder} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(cmake/bordermap.pc.in bordermap.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bordermap.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY shapefiles/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bordermap/shapefiles
  FILES_MATCHING PATTERN "*.shp" PATTERN "*.shx" PATTERN "*.dbf" PATTERN "*.cpg" PATTERN "*.prj"
  PATTERN "*.qix" PATTERN "credits.txt" PATTERN "aliases.txt" PATTERN "admin_codes.txt"
  PATTERN "recipe" EXCLUDE PATTERN "licences" EXCLUDE)
install(DIRECTORY lexicon/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bordermap/lexicon
  FILES_MATCHING PATTERN "*.txt")
install(DIRECTORY styles/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bordermap/styles
  FILES_MATCHING PATTERN "*.ini")
install(FILES LICENSE NOTICE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY shapefiles/licences DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY examples/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
