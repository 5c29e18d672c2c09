# Builds and runs the consumers with pkg-config's flags and nothing else.
set(ENV{PKG_CONFIG_PATH} ${STAGE}/${LIBDIR}/pkgconfig)
set(ENV{LD_LIBRARY_PATH} ${STAGE}/${LIBDIR})
file(MAKE_DIRECTORY ${BUILD}/consumers)

function(consume package program)
  execute_process(COMMAND pkg-config --cflags --libs ${package} OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(flags UNIX_COMMAND "${flags}")
  execute_process(COMMAND ${ARGN} ${SOURCE}/tests/install/${program} -o ${BUILD}/consumers/${package} ${flags}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${BUILD}/consumers/${package} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

consume(slakit program.cpp ${CXX} -std=c++20)
consume(slakit-c program.c ${CC} -std=c99)
