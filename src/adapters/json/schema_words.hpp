#pragma once

// Texts that stand in every schema of a profile.

#include <string>
#include <string_view>

namespace caveat::json {

/// What a schema accepts and a screening reports, and the reverse: the list of caveat/schema.hpp.
std::string beyond_schema();

/// A regular expression (ECMA-262) for the days that the calendar has.
std::string day_pattern();
/// The same for a day of which the month or the year alone may be known.
std::string date_pattern();

/// A key inside the fragment of a reference (RFC 3986, RFC 6901).
std::string in_reference(std::string_view key);

}  // namespace caveat::json
