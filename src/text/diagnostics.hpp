#pragma once

#include <caveat/diagnostic.hpp>

#include "text/code.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::text {

/// Collects the problems that a stage finds, so that it can report and go on.
///
/// At most 200 errors, 200 warnings and 200 notes are kept; what comes after is counted and closed
/// with one diagnostic `too-many-errors`, `too-many-warnings` or `too-many-notes`, so a hostile
/// file cannot fill the memory.
class Diagnostics {
  public:
    static constexpr std::size_t most_of_a_kind = 200;

    /// The reference stays good until the next report; past the cap it leads to a spare.
    Diagnostic& error(DiagnosticCode code, Span span, std::string message);
    Diagnostic& warning(DiagnosticCode code, Span span, std::string message);

    /// Takes over a diagnostic made elsewhere, under the same cap.
    Diagnostic& add(Diagnostic diagnostic);

    /// Whether any error was reported, the dropped ones included.
    bool has_errors() const { return error_count() != 0; }
    std::size_t error_count() const { return counts_[static_cast<std::size_t>(Severity::error)]; }
    bool is_empty() const { return counts_ == Counts{}; }
    const std::vector<Diagnostic>& all() const { return kept_; }

    /// Everything kept, in the order of the source (equal places in the order of reporting),
    /// with the closing diagnostics last. Leaves this empty.
    std::vector<Diagnostic> take();

  private:
    using Counts = std::array<std::size_t, 3>;

    std::vector<Diagnostic> kept_;
    Diagnostic spare_;
    Counts counts_{};  ///< by Severity
};

/// What to write instead, and the edits that write it. Help and fix are made of one proposal, so
/// that they say the same.
struct Proposal {
    std::string text;         ///< as the author types it: `70 kg`
    std::vector<Edit> edits;  ///< none where a file cannot take the text as it stands
    std::string aside{};      ///< when it is meant, behind it: " if thousands are meant"
};

/// Adds to a diagnostic step by step; made by `with`.
class Details {
  public:
    explicit Details(Diagnostic& diagnostic) : diagnostic_(diagnostic) {}

    Details& help(std::string text);
    Details& label(Span span, std::string text);
    Details& argument(std::string name, std::string value);
    Details& path(std::string place);
    /// One way to mend it: `text` in place of `span`.
    Details& fix(std::string title, Span span, std::string text);
    /// The help "write `a`", "write `a` or `b`", "write `a`, `b` or `c`", and a fix for each that
    /// has edits. A text with `…` is a form that the author fills in, and no fix. `remark` goes on
    /// behind the help: "; a list needs quotes".
    Details& write(const std::vector<Proposal>& proposals, std::string_view remark = {});
    /// The same of one text in place of what the problem marks; it must read the same in YAML.
    Details& write(std::string text, std::string_view remark = {});

  private:
    Diagnostic& diagnostic_;
};

/// Adds to a diagnostic in one sentence:
/// `with(diagnostics.error(...)).help("...").label(span, "first declared here");`
inline Details with(Diagnostic& diagnostic) {
    return Details(diagnostic);
}

/// The author's words for a message: between backticks, control characters and backticks made
/// visible (`\n`, `\u{1b}`), broken bytes as U+FFFD, cut with `…` after 80 code points.
std::string quoted(std::string_view words);

/// Words of a file on one line: every run of blanks and breaks becomes one blank, none at the ends.
std::string one_line(std::string_view words);

/// "did you mean `a`?", "did you mean `a` or `b`?", "… `a`, `b` or `c`?"; empty for no names.
std::string did_you_mean(const std::vector<std::string>& names);

/// The span of `part`, which must be a piece of `whole`.
Span span_within(std::string_view whole, std::string_view part);

}  // namespace caveat::text
