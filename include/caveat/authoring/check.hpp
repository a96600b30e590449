#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What those who write rules ask of a program: checks, cases, drafts, changes, pages. Texts go in
/// and values come out: no file is opened, no clock read, nothing printed, no thread started.
/// Everything may be called from several threads at once, each with a screening of its own. Nothing
/// is thrown but `std::bad_alloc`.
namespace caveat::authoring {

/// A patient who proves something, as the smallest profile that does.
struct Witness {
    std::string profile;  ///< JSON on one line, ready to paste
    std::string shows;    ///< what is to be seen: "both rules fire for this patient"

    friend bool operator==(const Witness&, const Witness&) = default;
};

/// Something that loads and is probably not what its author meant.
struct Finding {
    /// A warning, or the error `accepted-nothing`. Its code (`never-fires`) is the name under which
    /// the author can accept it: an answer under `accept` of `owner` is about it.
    Diagnostic diagnostic;
    /// The declaration that may accept it: the span of the rule, fact, outcome or source in the
    /// file. Empty: nothing can, it has to be mended.
    Span owner;
    /// Of what patients show: the rules that it is about, the one that may accept it first.
    std::vector<RuleId> rules;
    std::vector<Witness> patients;  ///< who prove it; none where the text alone does
};

/// A question that was left open: no all-clear.
struct Undecided {
    std::string code;      ///< of the finding that it would have been; empty: of any
    Span owner;            ///< as in `Finding`
    std::string question;  ///< "whether `a` can ever fire"
    std::string why;       ///< "the solver gave up"
};

/// What a check brings to light, less what the author has accepted.
struct Checked {
    std::vector<Finding> findings;     ///< in the order of the file
    std::vector<Undecided> undecided;  ///< what nobody can say
};

/// What is written in a rule set and probably not meant, without a look at its patients: what
/// nobody uses, what is missing or overdue, holes in scores, overrides of something stricter,
/// fractions of percentages.
///
/// That a rule never fires, that two contradict each other and whatever else only patients show is
/// not looked for; `proof::check` finds that too. So no finding is no all-clear, and an answer of
/// the author to such a finding is left as it is.
///
/// as_of  a full date: the day for which `review by` is looked at
/// Costs about as much as loading the rules.
CAVEAT_EXPORT Checked check_as_written(const RuleSet& rules, Date as_of);

/// Whether this is the code of a finding. Loading warns under one such code (`hides-stricter`) as
/// well: whoever shows both leaves out the diagnostics of loading for which this is true.
CAVEAT_EXPORT bool is_finding_code(std::string_view code);

/// A question that was left open, as the warning `not-decided` at its rule.
CAVEAT_EXPORT Diagnostic diagnostic_of(const Undecided& undecided);

/// The patients of a finding for people, two lines each: what is shown, and the profile to paste.
/// Empty where there is none.
CAVEAT_EXPORT std::string patients_of(const Finding& finding);

/// One rule file, one file of cases, or whatever else was looked at, with all that was found.
struct CheckedFile {
    std::string name;                     ///< as its user calls it
    Source source;                        ///< what was looked at: spans look into it
    std::optional<RuleSet> rules;         ///< nothing: it does not load, or is no rule file
    std::vector<Diagnostic> diagnostics;  ///< of loading, without those that return as findings
    Checked checked;                      ///< of the rules
};

/// A rule file as it was loaded; `checked` is still to be filled.
CAVEAT_EXPORT CheckedFile checked_file(Loaded loaded, std::string name);

/// `{"schema":"caveat/check/1", …}` on one line, with a line break at its end: section 11 of the
/// reference of the language. Bytes that are no UTF-8 become U+FFFD.
CAVEAT_EXPORT std::string write_json(const CheckedFile& file);

}  // namespace caveat::authoring
