#pragma once

#include <string>
#include <string_view>

namespace caveat::fhir {

/// The UUID of a name, version 5 (RFC 9562): the same for the same name, in a namespace of ours.
std::string uuid_of(std::string_view name);

}  // namespace caveat::fhir
