// Descriptions of the enums of documents' readers, for programs that name or list their enumerators (Boost.Describe).
//
//     boost::describe::enum_to_string(value, "?")   // its name
//
// Apart from them and not in slakit.hpp, since few programs need it and it takes time to compile.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "slakit/io/contract_page.hpp"
#include "slakit/io/source_mapping.hpp"

namespace slakit {

BOOST_DESCRIBE_ENUM(PageLanguage, zh, en)
BOOST_DESCRIBE_STRUCT(AttributeColumn, (), (attribute, column))
BOOST_DESCRIBE_STRUCT(EventColumn, (), (event, column))
BOOST_DESCRIBE_STRUCT(StateEvent, (), (event, states))
BOOST_DESCRIBE_STRUCT(SourceMapping, (),
                      (ticket, attributes, events, at, order, state, states, recorded_at, persons, time_format,
                       time_zone, gap, fold, missing, delimiter))

}  // namespace slakit
