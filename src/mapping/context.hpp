#pragma once

// What the readers of the parts of a mapping share.

#include <caveat/rules.hpp>

#include "facts/catalogue.hpp"
#include "language/document_reader.hpp"
#include "mapping/code.hpp"
#include "mapping/tables.hpp"
#include "text/diagnostics.hpp"
#include "text/suggest.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::mapping {

/// Reports under a code that the library itself does not know.
inline text::Details report(text::Diagnostics& diagnostics, Severity severity, DiagnosticCode code,
                            Span span, std::string message) {
    Diagnostic found;
    found.severity = severity;
    found.code = code.text();
    found.message = std::move(message);
    found.span = span;
    return text::with(diagnostics.add(std::move(found)));
}

struct Context {
    const RuleSet& rules;
    text::Diagnostics& diagnostics;
    Tables& tables;
    std::map<std::string, std::string> systems;               ///< canonical name, URL
    std::map<std::string, std::vector<Coding>> value_sets{};  ///< canonical name, codes
    std::set<std::string> broken_value_sets{};                ///< reported already
    std::set<std::string> broken_systems{};                   ///< of the rule file; the same

    [[nodiscard]] const facts::Catalogue& catalogue() const;
    /// The URL of a declared or built-in system; a URL stands for itself. Nothing for other names.
    [[nodiscard]] std::optional<std::string> system(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> system_names() const;
    [[nodiscard]] std::optional<std::uint32_t> query(std::string_view key) const;
    /// The fact of this name; one that the rules do not have is reported.
    std::optional<std::uint32_t> fact(const language::Scalar& name);

    text::Details error(DiagnosticCode code, Span span, std::string message) {
        return report(diagnostics, Severity::error, code, span, std::move(message));
    }
    text::Details warning(DiagnosticCode code, Span span, std::string message) {
        return report(diagnostics, Severity::warning, code, span, std::move(message));
    }
};

/// `a`, `b` and `c`.
std::string listed(const std::vector<std::string>& names);
/// "did you mean …?" where one is near, else all of them.
std::string help_from_list(std::string_view wrong, const std::vector<std::string>& names);
/// `yes` or `no`; anything else is reported, and nothing.
std::optional<bool> read_yes_no(Context& context, const language::Scalar& word,
                                std::string_view key);

/// A whole number of days, weeks, months or years, `12 wk`; anything else is reported. `example` is
/// what can be written.
std::optional<Window> read_window(text::Diagnostics& diagnostics, const language::Scalar& written,
                                  std::string_view example);

/// A mapping of systems and codes, `{snomed: [1, 2], icd10cm: "M54.5*"}`.
CodeTable read_codes(Context& context, const language::YamlNode& node, std::string_view what);

/// What cards are shown for, and what they offer.
void read_service(Context& context, const language::YamlNode& node);
void read_outcomes(Context& context, const language::YamlNode& node);

/// What facts tell of who the patient is: by `about`, and by where they come from.
void read_about(Context& context, const language::YamlNode* node);

/// Every entry under `queries`, and one for each type that none of them brings.
void read_queries(Context& context, const language::YamlNode* node);
void add_usual_queries(Context& context);
/// Whether what the closed ones leave out can be told apart from what they were not asked for.
void check_closed_queries(Context& context);

/// The sources of one fact. `place` is its name in the mapping.
void read_fact(Context& context, std::uint32_t fact, const language::YamlNode& node, Span place);

/// The answers of a fact or a field: as written under `answers`, `yes when` and `no when`, else the
/// codings that the rule file gives to the codes. `place` is where codings are missed.
Answers read_answers(Context& context, const language::KeyedValues& values,
                     const facts::ValueType& type, std::string_view name, Span place);
Units read_units(Context& context, const language::KeyedValues& values,
                 const facts::ValueType& type, Span place);
/// Where each field of a record comes from.
std::vector<FieldSource> read_fields(Context& context, const language::YamlNode& node,
                                     std::uint32_t fact, RecordType from);

}  // namespace caveat::mapping
