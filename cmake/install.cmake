# find_package(slakit) and pkg-config.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/slakit)

install(TARGETS slakit_headers slakit_io EXPORT slakit FILE_SET HEADERS)
if(TARGET slakit_c)
  install(TARGETS slakit_c EXPORT slakit FILE_SET HEADERS)
endif()
install(FILES bindings/python/slakit/contract.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/slakit)
install(EXPORT slakit NAMESPACE slakit:: FILE slakit-targets.cmake DESTINATION ${package_dir})

configure_package_config_file(cmake/slakit-config.cmake.in slakit-config.cmake INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may break.
write_basic_package_version_file(slakit-config-version.cmake COMPATIBILITY SameMinorVersion)
configure_file(cmake/Findlibcsv.cmake Findlibcsv.cmake COPYONLY)
install(FILES
  ${PROJECT_BINARY_DIR}/slakit-config.cmake ${PROJECT_BINARY_DIR}/slakit-config-version.cmake cmake/Findlibcsv.cmake
  DESTINATION ${package_dir})

# Relative to the .pc file, so an installed tree can be moved.
file(RELATIVE_PATH pc_up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
foreach(name IN ITEMS slakit slakit-c)
  configure_file(cmake/${name}.pc.in ${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
