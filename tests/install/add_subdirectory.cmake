# Builds and runs tests/install/add_subdirectory against the sources.
set(project ${BUILD}/consumers/add_subdirectory)
file(REMOVE_RECURSE ${project})
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND ${CMAKE_CTEST_COMMAND}
  --build-and-test ${SOURCE}/tests/install/add_subdirectory ${project} --build-generator Ninja --build-options
    -DSLAKIT=${SOURCE} -DCMAKE_C_COMPILER=${CC} -DCMAKE_CXX_COMPILER=${CXX}
  --test-command ${CMAKE_CTEST_COMMAND} --output-on-failure)
