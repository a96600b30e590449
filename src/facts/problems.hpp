#pragma once

// What can be wrong with a profile, in words.

#include <caveat/diagnostic.hpp>

#include "facts/catalogue.hpp"
#include "text/diagnostics.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::facts {

/// Bounds on what one profile may hold; each has the problem `too-long`.
inline constexpr std::size_t most_list_entries = 10'000;    ///< records or codes of one list
inline constexpr std::size_t most_record_values = 250'000;  ///< fields of all records together

inline constexpr std::string_view left_out = "it was left out and counts as unanswered";
inline constexpr std::string_view list_left_out =
    "the whole list was left out and counts as unanswered";

/// Collects the problems of one profile, at most as many as `text::Diagnostics` keeps.
///
/// A message that quotes an answer carries two arguments beside the ones that a translation needs:
/// `value`, the answer as given, and `without_value`, the same message without it, so that a log
/// can leave out what patients said.
class Problems {
  public:
    /// A message that quotes no answer.
    Diagnostic& report(text::DiagnosticCode code, std::string path, std::string message,
                       std::string help);

    /// A message that quotes an answer.
    Diagnostic& report_value(text::DiagnosticCode code, std::string path, std::string_view value,
                             std::string message, std::string without_value, std::string help);

    Diagnostic& add(Diagnostic found) { return found_.add(std::move(found)); }

    /// "did you mean `a` or `b`?" for a name that is not among `known`; empty when nothing is near,
    /// or when a profile with very many mistakes has used up the time for comparing names.
    std::string suggestion(std::string_view wrong, const std::vector<std::string>& known);

    [[nodiscard]] bool is_empty() const { return found_.is_empty(); }
    std::vector<Diagnostic> take() { return found_.take(); }

  private:
    text::Diagnostics found_;
    std::size_t comparisons_left_ = 400'000;
};

/// What a fact of this kind takes: "a number", "a list of its codes".
std::string_view takes(FactKind kind);

/// Which numbers a fact allows, in its own unit: "0 or more", "from 0 to 10", "from 1 to 650 kg".
std::string allowed_numbers(const ValueType& type);

/// Two parts of a help line: "did you mean `neck`? it was left out and counts as unanswered".
std::string joined(std::string first, std::string_view second);

}  // namespace caveat::facts
