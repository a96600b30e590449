#pragma once

#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
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
    /// For profiles of this rule set.
    explicit ProfileReader(const RuleSet& rules, const ReadOptions& options = {});
    ~ProfileReader();
    /// The other one is then as new.
    ProfileReader(ProfileReader&&) noexcept;
    ProfileReader& operator=(ProfileReader&&) noexcept;

    /// The profile is good until the next one is read; a copy stays good for ever. A screening that
    /// still holds the profile before costs nothing.
    ///
    /// readable_after  how many bytes after the text may be read, whatever they are. From
    ///                 `padding()` on, the text is read where it stands; else it is copied.
    const Profile& read(std::string_view json, std::size_t readable_after = 0);

    /// How many bytes behind a text a reader may look at.
    static std::size_t padding();

  private:
    struct Tools;
    Tools& tools();

    RuleSet rules_;
    ReadOptions options_;
    std::unique_ptr<Tools> tools_;  ///< made when they are first needed
};

/// A profile as one line of JSON, as `read_profile` reads it, without a line break: what was said
/// of each fact in the order in which it was said, wrong answers too. Read for the same rule set it
/// gives the same answers, and the same problems but for those of a text: names that the rule set
/// does not know, what was given twice, and records that could not be read. What JSON has no form
/// for (`Unreadable`, a `NumberText` that is no number) is as wrong when it is read again, in other
/// words. A profile that could not be read is `"unreadable"`, which cannot be read either.
CAVEAT_EXPORT std::string write_profile(const Profile& profile);

/// The report of one screening as JSON (`caveat/report/1`), ending with a line break. The same
/// screening and options give the same bytes. With `is_pretty` false it is one single line, as a
/// stream of reports needs it.
///
/// Where more than ten rules lift one, or may, `lifted_by` and `may_be_lifted_by` name the
/// strictest ten, and `lifted_by_others` and `may_be_lifted_by_others` say how many there are
/// beside them; the members of `Screening` name all. Every other list is whole.
///
/// Of a screening that was never filled, a report that says so: `not-screened`.
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
CAVEAT_EXPORT void write_verdict(const Screening& screening, std::string& out);

namespace json {
class ReportMaker;
}

/// Writes one report after the other, each as `write_report` does, and keeps its memory and what is
/// the same in every report of a rule set: many times faster for a stream. One for each thread.
class CAVEAT_EXPORT ReportWriter {
  public:
    /// Options as of `write_report`.
    explicit ReportWriter(const ReportOptions& options = {}, bool is_pretty = true);
    ~ReportWriter();
    /// The other one is then as new.
    ReportWriter(ReportWriter&&) noexcept;
    ReportWriter& operator=(ReportWriter&&) noexcept;
    ReportWriter(const ReportWriter&) = delete;
    ReportWriter& operator=(const ReportWriter&) = delete;

    /// Adds the report of a screening to `out`.
    void append(const Screening& screening, std::string& out);

  private:
    json::ReportMaker& maker();

    ReportOptions options_;
    bool is_pretty_;
    std::unique_ptr<json::ReportMaker> maker_;  ///< made when it is first needed
};

/// What a record of a screening holds.
struct RecordOptions {
    /// How the report is written. With `no_values` the record holds no profile either, and no
    /// digest of one: few answers could be guessed from it. It is then replayed with the profile at
    /// hand.
    ReportOptions report{};
    /// How the profile was read, so that it can be read again.
    ReadOptions reading{};
    /// The text that the profile was read from. It is kept in the record, on one line, so that a
    /// replay reads the very same. Without it the record holds what `write_profile` gives, and a
    /// replay may find other words for what was wrong.
    std::optional<std::string_view> profile_text{};
};

/// The longest record that is replayed.
inline constexpr std::size_t most_record_bytes = 256U * 1024U * 1024U;

/// One screening as a record for audits: one line of JSON that ends with a line break.
///
///     {"schema":"caveat/record/1","id":"p1","options":{…},"profile":{…},"report":{…},"sha256":"…"}
///
/// `report` is `caveat/report/1`; it names the rule set by its digest. `sha256` is that of all
/// bytes before `,"sha256"`: an altered record does not replay. A text that is no JSON stands as a
/// text; one that is no UTF-8 is left out. The same screening and options give the same bytes.
CAVEAT_EXPORT std::string write_record(const Screening& screening,
                                       const RecordOptions& options = {});

/// How a record compares with a screening today.
enum class ReplayOutcome : std::uint8_t {
    same,             ///< the same bytes
    same_but_engine,  ///< another version of the library, and the same report all the same
    different,        ///< the report differs
    altered,          ///< the record is not as it was written: its digest does not agree
    no_rules,         ///< nobody has the rule set with the digest that it names
    no_profile,       ///< it holds no profile, and none was given
    unreadable,       ///< it is no record
};

/// What a replay found.
struct Replayed {
    ReplayOutcome outcome = ReplayOutcome::unreadable;  ///< how the two compare
    std::string id;        ///< the patient of the record; empty where it names none
    std::string path;      ///< the first place that differs: `report.rules[3].status`
    std::string recorded;  ///< what the record has there; for `no_rules` the digest that it names
    std::string now;       ///< what a screening gives there today
};

/// Finds a rule set by its digest (`RuleSet::sha256`): `RuleStore::find`, or a folder of versions.
using RuleFinder = std::function<std::optional<RuleSet>(std::string_view sha256)>;

/// Screens the patient of a record again, by the rule set and with the options that it names, and
/// compares. Never throws but std::bad_alloc, or what `find` throws.
///
/// profile  the text of the profile, for a record without one; otherwise the record's own is used
CAVEAT_EXPORT Replayed replay(std::string_view record, const RuleFinder& find,
                              std::optional<std::string_view> profile = {});

/// A word for the outcome of a replay: `same_but_engine`.
CAVEAT_EXPORT std::string_view key(ReplayOutcome outcome);

}  // namespace caveat
