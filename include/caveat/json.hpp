#pragma once

#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Profiles in and reports out, as JSON. Target `caveat::json`.
namespace caveat {

/// How to read a profile.
struct ReadOptions {
    /// The day of the screening for a profile that names none; the library never reads the clock.
    std::optional<Date> default_as_of;
    /// A longer text is a problem `too-large`, found before it is read.
    std::size_t most_bytes = 8U * 1024U * 1024U;
};

/// Reads one profile, `{"patient": "p1", "as_of": "2026-11-20", "facts": {…}}`, built for `rules`.
///
/// The text is one JSON object with nothing but blanks around it, in UTF-8. Where any part of it is
/// no valid JSON (RFC 8259), or it is cut off, followed by something, nested more than 64 deep, of
/// more than a million values, or too large, nothing of it is used: the profile then has that one
/// problem and no answer. Duplicate keys, unknown keys and wrong answers are problems with a path;
/// the rest is used. Numbers are read from their digits, so none is lost. Never throws but
/// std::bad_alloc.
CAVEAT_EXPORT Profile read_profile(const RuleSet& rules, std::string_view json,
                                   const ReadOptions& options = {});

/// The report of one screening as JSON (`caveat/report/1`), ending with a line break. The same
/// screening and options give the same bytes. With `is_pretty` false it is one single line, as a
/// stream of reports needs it.
///
/// Precondition: `screen` has filled the screening.
CAVEAT_EXPORT std::string write_report(const Screening& screening,
                                       const ReportOptions& options = {}, bool is_pretty = true);

}  // namespace caveat
