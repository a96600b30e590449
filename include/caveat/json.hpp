#pragma once

#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// Profiles in and reports out, as JSON. Target `caveat::json`.
namespace caveat {

/// How to read a profile.
struct ReadOptions {
    /// The day of the screening for a profile that names none; the library never reads the clock.
    std::optional<Date> default_as_of;
    /// Facts that the rule set does not know.
    ExtraFacts extra_facts = ExtraFacts::problem;
    /// A longer text is a problem `too-large`, found before it is read.
    std::size_t most_bytes = 8U * 1024U * 1024U;
};

/// Reads one profile, `{"patient": "p1", "as_of": "2026-11-20", "facts": {…}}`, built for `rules`.
///
/// The text is one JSON object with nothing but blanks around it, in UTF-8. Where any part of it is
/// no valid JSON (RFC 8259), or it is cut off, followed by something, nested more than 64 deep, of
/// more than a million values, or too large, nothing of it is used: the profile then has that one
/// problem and no answer. Duplicate keys, unknown keys and wrong answers are problems with a path;
/// the rest is used. Numbers are read from their digits, so none is lost; a `patient` that is one
/// is an id, kept as written. Never throws but std::bad_alloc.
CAVEAT_EXPORT Profile read_profile(const RuleSet& rules, std::string_view json,
                                   const ReadOptions& options = {});

/// Reads one profile after the other, each as `read_profile` would: the same answers, the same
/// problems in the same words. For streams, one reader a thread: once warm, a profile with nothing
/// unusual in it takes no memory from the heap.
class CAVEAT_EXPORT ProfileReader {
  public:
    explicit ProfileReader(const RuleSet& rules, const ReadOptions& options = {});
    ~ProfileReader();
    ProfileReader(ProfileReader&&) noexcept;
    ProfileReader& operator=(ProfileReader&&) noexcept;

    /// The profile is good until the next one is read; a copy stays good for ever. A screening that
    /// still holds the profile before costs nothing.
    ///
    /// readable_after  how many bytes after the text may be read, whatever they are. From
    ///                 `padding()` on, the text is read where it stands; else it is copied.
    const Profile& read(std::string_view json, std::size_t readable_after = 0);

    static std::size_t padding();

  private:
    struct Tools;
    std::unique_ptr<Tools> tools_;
};

/// The report of one screening as JSON (`caveat/report/1`), ending with a line break. The same
/// screening and options give the same bytes. With `is_pretty` false it is one single line, as a
/// stream of reports needs it.
///
/// Where more than ten rules lift one, or may, `lifted_by` and `may_be_lifted_by` name the
/// strictest ten, and `lifted_by_others` and `may_be_lifted_by_others` say how many there are
/// beside them; the members of `Screening` name all. Every other list is whole.
///
/// Precondition: `screen` has filled the screening.
CAVEAT_EXPORT std::string write_report(const Screening& screening,
                                       const ReportOptions& options = {}, bool is_pretty = true);

/// Appends the verdict alone, as one short line that ends with a line break:
///
///     {"patient":"p1","as_of":"2026-11-20","verdict":"refer_first","at_least":"proceed",
///      "at_most":"refer_first","complete":false,"problems":2,"warnings":1,"notes":1}
///
/// The keys mean what they mean in the report, and stand in this order (here in two lines to fit).
/// `problems`, `warnings` and `notes` count the errors, warnings and notes among its problems, and
/// are there only where there are any: a line without them is about a profile with nothing wrong.
/// What fired, and why, is the report's to say. Takes no memory but that of `out`.
///
/// Precondition: `screen` has filled the screening.
CAVEAT_EXPORT void write_verdict(const Screening& screening, std::string& out);

namespace json {
class ReportMaker;
}

/// Writes one report after the other, each as `write_report` does, and keeps its memory and what is
/// the same in every report of a rule set: many times faster for a stream. One for each thread.
class CAVEAT_EXPORT ReportWriter {
  public:
    explicit ReportWriter(const ReportOptions& options = {}, bool is_pretty = true);
    ~ReportWriter();
    ReportWriter(ReportWriter&&) noexcept;
    ReportWriter& operator=(ReportWriter&&) noexcept;
    ReportWriter(const ReportWriter&) = delete;
    ReportWriter& operator=(const ReportWriter&) = delete;

    /// Adds the report of a screening to `out`.
    ///
    /// Precondition: `screen` has filled the screening.
    void append(const Screening& screening, std::string& out);

  private:
    std::unique_ptr<json::ReportMaker> maker_;
};

}  // namespace caveat
