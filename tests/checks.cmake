# What is tested besides units: the house rules, packaging, other languages, the documentation.
set(tidy ${CMAKE_CURRENT_SOURCE_DIR}/tidy)
set(install ${CMAKE_CURRENT_SOURCE_DIR}/install)
function(slakit_check name)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()

slakit_check(tidy.floors ${Python3_EXECUTABLE} ${tidy}/floors.py)
slakit_check(tidy.text ${Python3_EXECUTABLE} ${tidy}/text.py)
slakit_check(tidy.format ${Python3_EXECUTABLE} ${tidy}/format.py clang-format-14)
slakit_check(tidy.lint ${Python3_EXECUTABLE} ${tidy}/lint.py clang-tidy-14 ${CMAKE_BINARY_DIR})
slakit_check(tidy.exports ${Python3_EXECUTABLE} ${tidy}/exports.py ${CMAKE_NM} $<TARGET_FILE:slakit_c>)
slakit_check(tidy.compile_time ${Python3_EXECUTABLE} ${tidy}/compile_time.py ${CMAKE_CXX_COMPILER})

# Each public header compiles by itself.
set_target_properties(slakit_headers slakit_c PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
slakit_check(headers.alone ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR} --target all_verify_interface_header_sets)
set_tests_properties(headers.alone PROPERTIES RUN_SERIAL ON)

# Consumers: of an installed slakit, of its pkg-config files, of its sources.
set(stage ${CMAKE_BINARY_DIR}/stage)
set(consume ${CMAKE_COMMAND} -DSTAGE=${stage} -DBUILD=${CMAKE_BINARY_DIR} -DSOURCE=${PROJECT_SOURCE_DIR}
  -DCC=${CMAKE_C_COMPILER} -DCXX=${CMAKE_CXX_COMPILER} -DLIBDIR=${CMAKE_INSTALL_LIBDIR})
slakit_check(install.stage ${CMAKE_COMMAND} --install ${CMAKE_BINARY_DIR} --prefix ${stage})
slakit_check(install.find_package ${consume} -P ${install}/find_package.cmake)
slakit_check(install.pkg_config ${consume} -P ${install}/pkg_config.cmake)
slakit_check(install.add_subdirectory ${consume} -P ${install}/add_subdirectory.cmake)
set_tests_properties(install.stage PROPERTIES FIXTURES_SETUP stage)

# Python, and the programs of the README.
set(venv_python ${PROJECT_SOURCE_DIR}/.venv/bin/python)
slakit_check(python ${CMAKE_COMMAND} -E env SLAKIT_BUILD=${CMAKE_BINARY_DIR}
  ${venv_python} -m pytest --quiet --junitxml=${results}/python.xml tests/python)
slakit_check(python.doctests ${venv_python} -m pytest --quiet --junitxml=${results}/python.doctests.xml
  --doctest-modules --import-mode=importlib --pyargs slakit)
slakit_check(readme ${CMAKE_COMMAND} -E env CC=${CMAKE_C_COMPILER} CXX=${CMAKE_CXX_COMPILER} SLAKIT_STAGE=${stage}
  ${venv_python} -m pytest --quiet --junitxml=${results}/readme.xml tests/readme)
set_tests_properties(install.find_package install.pkg_config readme PROPERTIES FIXTURES_REQUIRED stage)
