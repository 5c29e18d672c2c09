# Builds and runs tests/install/find_package against the staged install.
set(project ${BUILD}/consumers/find_package)
file(REMOVE_RECURSE ${project})
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND ${CMAKE_CTEST_COMMAND}
  --build-and-test ${SOURCE}/tests/install/find_package ${project} --build-generator Ninja --build-options
    -DCMAKE_PREFIX_PATH=${STAGE} -DCMAKE_C_COMPILER=${CC} -DCMAKE_CXX_COMPILER=${CXX}
  --test-command ${CMAKE_CTEST_COMMAND} --output-on-failure)
