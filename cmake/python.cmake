# The Python package in a project-local .venv, and `audit`, which runs it on the after-sales example.
set(venv ${PROJECT_SOURCE_DIR}/.venv)
set(venv_python ${venv}/bin/python)
set(pyproject ${PROJECT_SOURCE_DIR}/pyproject.toml)

# Without build isolation, so that the next build finds pybind11 at the same place and compiles only what changed.
add_custom_command(OUTPUT ${venv}/build-requirements.stamp
  COMMAND ${Python3_EXECUTABLE} -m venv ${venv}
  COMMAND ${venv_python} ${PROJECT_SOURCE_DIR}/cmake/install_requirements.py ${pyproject} build
  COMMAND ${CMAKE_COMMAND} -E touch ${venv}/build-requirements.stamp
  DEPENDS ${pyproject} ${PROJECT_SOURCE_DIR}/cmake/install_requirements.py
  COMMENT "Preparing .venv" USES_TERMINAL VERBATIM)

file(GLOB_RECURSE package_inputs CONFIGURE_DEPENDS
  include/*.hpp src/* bindings/python/*.cpp bindings/python/CMakeLists.txt bindings/python/slakit/*)
list(FILTER package_inputs EXCLUDE REGEX "__pycache__")
add_custom_command(OUTPUT ${venv}/package.stamp
  COMMAND ${venv_python} -m pip install --quiet --no-build-isolation ${PROJECT_SOURCE_DIR}
  COMMAND ${CMAKE_COMMAND} -E touch ${venv}/package.stamp
  DEPENDS ${venv}/build-requirements.stamp ${package_inputs} ${pyproject}
    CMakeLists.txt cmake/dependencies.cmake cmake/developer.cmake
  COMMENT "Installing the Python package" USES_TERMINAL VERBATIM)
add_custom_target(python DEPENDS ${venv}/package.stamp)

if(SLAKIT_CHECKS)
  add_custom_command(OUTPUT ${venv}/test-requirements.stamp
    COMMAND ${venv_python} ${PROJECT_SOURCE_DIR}/cmake/install_requirements.py ${pyproject} test
    COMMAND ${CMAKE_COMMAND} -E touch ${venv}/test-requirements.stamp
    DEPENDS ${venv}/build-requirements.stamp
    COMMENT "Installing what the Python tests need" USES_TERMINAL VERBATIM)
  add_custom_target(python_tests ALL DEPENDS ${venv}/package.stamp ${venv}/test-requirements.stamp)
endif()

# Reads the example from the source tree, so its output names files as the reader sees them.
add_custom_target(audit
  COMMAND ${CMAKE_COMMAND} -E make_directory build/audit
  COMMAND ${venv}/bin/slakit audit examples/after-sales/contract.yaml examples/after-sales/events.csv
    --as-of 2024-06-01T00:00:00+08:00
    --json build/audit/report.json
  DEPENDS ${venv}/package.stamp
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
  COMMENT "Auditing examples/after-sales" USES_TERMINAL VERBATIM)
