// Boost.JSON, compiled once here: its headers then need no library of their own.
#include <boost/json/src.hpp>
