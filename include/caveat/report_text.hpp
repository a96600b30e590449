#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/styled_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace caveat {

/// For which rules a report says why they ended as they did.
enum class WhyOf : std::uint8_t {
    all,    ///< every rule
    fired,  ///< those that hold: fired or presumed
};

/// For whom a report in words is written.
enum class Reader : std::uint8_t {
    clinician,  ///< the decision, what to do, what to ask, advice; `details` shows the rest
    desk,       ///< whether to book, what to ask and arrange; nothing that the patient said
    patient,    ///< sentences for the patient alone: nothing presumed but what protects
};

/// What a report shows.
struct ReportOptions {
    WhyOf why = WhyOf::all;  ///< for which rules reasons are given
    /// Leaves what the patient said out of reasons, problems and scores, so that a log can be kept.
    bool no_values = false;
    Reader reader = Reader::clinician;  ///< of a report in words
    /// In words: everything is shown instead of counted, for clinicians with its sentences, reasons
    /// and sources.
    bool details = false;
    friend bool operator==(const ReportOptions&, const ReportOptions&) = default;
};

/// A problem of a profile in words that leave out what the patient said. Where its message quotes
/// an answer, the argument `without_value` takes its place, and the help and any unknown name in
/// the path are dropped.
CAVEAT_EXPORT Diagnostic without_values(const Diagnostic& problem);

/// The report of one screening for people to read: the verdict in plain words, and what may still
/// change it; what was wrong with the profile; what to do, what to ask next, what others must
/// check, and advice. Lines of at most 96 columns, ending with a line break. The same screening and
/// options give the same bytes.
///
/// For clinicians what is left out is counted; with `details` nothing is, and with `WhyOf::all` the
/// rules that did not fire are listed too. The desk and the patient are told what comes of the
/// answers of the patient alone, whoever the screening has to answer: what only a clinician could
/// answer is handed on, or left out; reasons are not told, whatever `why` says. Where nothing of
/// the profile could be used the report says so instead of a verdict.
///
/// Of a screening that was never filled, a report that says so.
CAVEAT_EXPORT std::string write_text(const Screening& screening,
                                     const ReportOptions& options = {.why = WhyOf::fired});

/// The same report for a terminal: filled to `width` columns, saying what each part is. With the
/// usual width the text is what `write_text` gives.
CAVEAT_EXPORT StyledText write_styled_text(const Screening& screening,
                                           const ReportOptions& options = {.why = WhyOf::fired},
                                           std::size_t width = Page::usual_width);

// The words of a report, for programs that speak with people themselves.

/// A verdict in a few words: "refer first".
CAVEAT_EXPORT std::string_view verdict_words(Verdict verdict);
/// A verb as rule files write it: "refer".
CAVEAT_EXPORT std::string_view verb_words(Verb verb);
/// What an outcome tells people: its own sentence, or its name.
CAVEAT_EXPORT std::string outcome_words(const OutcomeInfo& outcome);
/// How a verdict is shown in colour.
CAVEAT_EXPORT TextRole role_of(Verdict verdict);

}  // namespace caveat
