#pragma once

#include <array>
#include <string_view>

/// The codes of diagnostics about the schemas of record batches, beside those of `codes`: stable,
/// for hosts to switch on.
namespace caveat::arrow_codes {

/// A column may be a fact, or what columns of this name mean.
inline constexpr std::string_view ambiguous_column = "ambiguous-column";
/// A schema is none that Arrow's specification allows.
inline constexpr std::string_view bad_schema = "bad-schema";
/// Rules look at time, and there is no day of the screening.
inline constexpr std::string_view no_as_of = "no-as-of";
/// The producer of a stream failed.
inline constexpr std::string_view stream_failed = "stream-failed";
/// There are too many rules for a column each.
inline constexpr std::string_view too_many_rules = "too-many-rules";
/// An option names a column that is not there.
inline constexpr std::string_view unknown_column = "unknown-column";

/// Every one of them.
inline constexpr std::array all{ambiguous_column, bad_schema,     no_as_of,
                                stream_failed,    too_many_rules, unknown_column};

}  // namespace caveat::arrow_codes
