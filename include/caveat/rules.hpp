#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/styled_text.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat {

namespace api {
struct LoadedRules;
}

/// What kind of answer a fact takes.
enum class FactKind : std::uint8_t { yes_no, number, choice, choices, date, records };

/// What an outcome does to the plan, mildest first: a greater enumerator is stricter.
enum class Verb : std::uint8_t { inform, suggest, caution, require, refer, avoid };

/// Whether the planned care may go ahead, mildest first: a greater enumerator is stricter.
enum class Verdict : std::uint8_t {
    not_applicable,
    proceed,
    proceed_with_conditions,
    refer_first,
    do_not_proceed,
};

/// The verdict that an outcome with this verb leads to.
constexpr Verdict verdict_of(Verb verb) {
    switch (verb) {
        case Verb::avoid:
            return Verdict::do_not_proceed;
        case Verb::refer:
            return Verdict::refer_first;
        case Verb::require:
        case Verb::caution:
            return Verdict::proceed_with_conditions;
        case Verb::suggest:
        case Verb::inform:
            break;
    }
    return Verdict::proceed;
}

/// Who can answer a question.
enum class Respondent : std::uint8_t { patient, clinician };

/// What a rule does while its condition is unknown.
enum class IfUnknown : std::uint8_t { ask, presume, ignore };

/// Positions in a rule set, in the order of the file. An id is meaningful only with the rule set
/// that gave it.
struct FactId {
    std::uint32_t index = 0;
    friend bool operator==(const FactId&, const FactId&) = default;
};
struct RuleId {
    std::uint32_t index = 0;
    friend bool operator==(const RuleId&, const RuleId&) = default;
};
struct OutcomeId {
    std::uint32_t index = 0;
    friend bool operator==(const OutcomeId&, const OutcomeId&) = default;
};
struct ScoreId {
    std::uint32_t index = 0;
    friend bool operator==(const ScoreId&, const ScoreId&) = default;
};

/// Which numbers a fact or field takes, in its own unit. An end that is missing is open, or no
/// decimal.
struct NumberLimits {
    bool is_whole = false;
    std::optional<Decimal> from;
    std::optional<Decimal> to;
    friend bool operator==(const NumberLimits&, const NumberLimits&) = default;
};

/// A field of a `records` fact. Views live as long as the rule set.
struct FieldInfo {
    std::string_view name;
    std::string_view key;
    FactKind kind = FactKind::yes_no;
    std::vector<std::string_view> codes;
    std::vector<std::string_view> labels;  ///< as of a fact
    std::string_view unit;                 ///< as of a fact
    NumberLimits limits;                   ///< of a number
    friend bool operator==(const FieldInfo&, const FieldInfo&) = default;
};

/// What a rule file declares about one fact. Views live as long as the rule set.
struct FactInfo {
    std::string_view name;  ///< as the author wrote it: `pain nrs`
    std::string_view key;   ///< as JSON writes it: `pain_nrs`
    FactKind kind = FactKind::yes_no;
    std::string_view ask;  ///< the question; empty when the file gives none
    Respondent whom = Respondent::patient;
    std::string_view unit;                 ///< UCUM symbol of a number; empty when it has none
    std::vector<std::string_view> codes;   ///< keys of a choice or choices, in order of the file
    std::vector<std::string_view> labels;  ///< one a code; the code's name where no label is given
    std::vector<FieldInfo> fields;         ///< of `records`
    std::string_view each;                 ///< one of the `records`: `session`
    NumberLimits limits;                   ///< of a number
    friend bool operator==(const FactInfo&, const FactInfo&) = default;
};

/// A named argument of an outcome: `{n}` in `suggest {n} sessions`.
struct OutcomeArgument {
    std::string name;
    Decimal value;
    friend bool operator==(const OutcomeArgument&, const OutcomeArgument&) = default;
};

/// One outcome with its arguments, as some rule reports it. Views live as long as the rule set.
struct OutcomeInfo {
    std::string_view id;  ///< `suggest_n_sessions_over_w_weeks`: the declaration, as JSON writes it
    Verb verb = Verb::inform;
    /// What follows the verb, in the author's words with the arguments filled in: `4 sessions over
    /// 6 weeks`.
    std::string_view name;
    std::string_view say;  ///< the sentence for people, arguments filled in; empty when not given
    std::span<const OutcomeArgument> arguments;
};

/// What a rule file says of one rule. Views live as long as the rule set.
struct RuleInfo {
    std::string_view id;
    Verb strictest = Verb::inform;  ///< the strictest verb among its outcomes
    IfUnknown if_unknown = IfUnknown::ask;
    std::string_view because;
    std::span<const std::string> sources;  ///< ids of the `sources` it cites
    std::span<const OutcomeId> outcomes;
    std::span<const RuleId> overrides;  ///< the rules that it lifts when it fires
    std::span<const RuleId> overridden_by;
    Span span;  ///< the rule's entry, in the text of the file
};

/// A source that rules cite. Views live as long as the rule set.
struct SourceInfo {
    std::string_view id;
    std::string_view title;
    std::string_view author;
    std::string_view says;
};

/// A loaded rule file: checked, immutable, cheap to copy and safe to share between threads.
class CAVEAT_EXPORT RuleSet {
  public:
    explicit RuleSet(std::shared_ptr<const api::LoadedRules> loaded);

    /// Empty where the file does not say; `sha256` tells every file from every other.
    [[nodiscard]] std::string_view id() const;
    /// Empty where the file does not say.
    [[nodiscard]] std::string_view version() const;
    [[nodiscard]] std::string_view title() const;
    /// What `avoid`, `refer` … are about: `massage`.
    [[nodiscard]] std::string_view screens() const;
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits (FIPS 180-4).
    [[nodiscard]] std::string_view sha256() const;
    [[nodiscard]] std::optional<Date> review_by() const;
    /// Who is to read what these rules say; the clinician where the file does not say.
    [[nodiscard]] Respondent audience() const;

    [[nodiscard]] std::size_t fact_count() const;
    /// Precondition for every lookup by id: the id came from this rule set.
    [[nodiscard]] FactInfo fact(FactId id) const;
    /// Finds a fact by its name, in any of the spellings that rule files accept (`pain nrs`,
    /// `pain_nrs`, `Pain-NRS`).
    [[nodiscard]] std::optional<FactId> find_fact(std::string_view name) const;

    [[nodiscard]] std::size_t rule_count() const;
    [[nodiscard]] RuleInfo rule(RuleId id) const;
    [[nodiscard]] std::optional<RuleId> find_rule(std::string_view id) const;
    /// The ids that somebody who wrote this may have meant, best first, at most three.
    [[nodiscard]] std::vector<std::string> rules_like(std::string_view id) const;

    [[nodiscard]] std::size_t outcome_count() const;
    [[nodiscard]] OutcomeInfo outcome(OutcomeId id) const;

    [[nodiscard]] std::size_t score_count() const;
    /// The key of a score, as JSON writes it: `wells_dvt`.
    [[nodiscard]] std::string_view score_key(ScoreId id) const;

    [[nodiscard]] std::size_t source_count() const;
    [[nodiscard]] SourceInfo source(std::size_t index) const;

    /// For the library's own stages; its contents are no part of the interface.
    [[nodiscard]] const api::LoadedRules& loaded() const { return *loaded_; }
    [[nodiscard]] bool same_as(const RuleSet& other) const;

  private:
    std::shared_ptr<const api::LoadedRules> loaded_;
};

/// Bounds on what a rule file may cost. Each is checked before the work that it bounds, and each
/// has an error of its own.
struct Limits {
    std::size_t file_bytes = 8U * 1024U * 1024U;
    std::size_t nesting = 64;           ///< levels of YAML
    std::size_t expression_depth = 64;  ///< parentheses and operators inside one another
    std::size_t list_length = 100'000;  ///< entries of one YAML list or mapping
    std::size_t rules = 100'000;
    std::size_t facts = 20'000;
    std::size_t codes = 256;  ///< codes of one fact; at most 256
    std::size_t phrase_slots = 8;
    std::size_t text_bytes = 64U * 1024U;  ///< one scalar
    friend bool operator==(const Limits&, const Limits&) = default;
};

/// What loading gives: a rule set when there was no error, and every diagnostic either way.
struct Loaded {
    std::optional<RuleSet> rules;
    std::vector<Diagnostic> diagnostics;
    Source source;  ///< the text that the spans of the diagnostics point into

    [[nodiscard]] bool has_errors() const { return !rules.has_value(); }
};

/// Reads and checks a rule file. `path` is UTF-8. Never throws but std::bad_alloc: whatever is
/// wrong with the file is a diagnostic.
CAVEAT_EXPORT Loaded load_file(const std::string& path, const Limits& limits = {});

/// The same for text already in memory. `name` stands for the file in diagnostics.
CAVEAT_EXPORT Loaded load_text(std::string_view text, std::string_view name = "rules.yaml",
                               const Limits& limits = {});

/// Every diagnostic drawn as text, with the lines and carets that it points at.
CAVEAT_EXPORT std::string render(const Loaded& loaded);

/// The same, saying what each part is; `width` as of `render_styled` for one diagnostic.
CAVEAT_EXPORT StyledText render_styled(const Loaded& loaded, std::size_t width = 0);

}  // namespace caveat
