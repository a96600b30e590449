#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/styled_text.hpp>
#include <caveat/values.hpp>

#include <compare>
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
struct Access;
struct LoadedRules;
}  // namespace api

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

/// A fact of a rule set. Ids are positions, in the order of the file, from 0. An id is meaningful
/// only with the rule set that gave it: with any other it names something else, or nothing. Whoever
/// asks about an index beyond the end gets an empty answer, never a crash.
struct FactId {
    std::uint32_t index = 0;  ///< from 0
    friend auto operator<=>(const FactId&, const FactId&) = default;
};
/// A rule of a rule set: as `FactId`.
struct RuleId {
    std::uint32_t index = 0;  ///< from 0
    friend auto operator<=>(const RuleId&, const RuleId&) = default;
};
/// An outcome with its arguments: as `FactId`.
struct OutcomeId {
    std::uint32_t index = 0;  ///< from 0
    friend auto operator<=>(const OutcomeId&, const OutcomeId&) = default;
};
/// A score: as `FactId`.
struct ScoreId {
    std::uint32_t index = 0;  ///< from 0
    friend auto operator<=>(const ScoreId&, const ScoreId&) = default;
};
/// A source that rules cite: as `FactId`.
struct SourceId {
    std::uint32_t index = 0;  ///< from 0
    friend auto operator<=>(const SourceId&, const SourceId&) = default;
};

/// The ids from 0 up to a count, for loops: `for (FactId fact : rules.facts())`. Of one rule set,
/// and good for ever.
template <class Id>
class IdRange {
  public:
    /// A forward iterator over them.
    class iterator {
      public:
        /// What an iterator has.
        ///@{
        using value_type = Id;
        using difference_type = std::ptrdiff_t;
        constexpr iterator() = default;
        constexpr explicit iterator(std::uint32_t at) : at_(at) {}
        constexpr Id operator*() const { return Id{at_}; }
        constexpr iterator& operator++() {
            ++at_;
            return *this;
        }
        constexpr iterator operator++(int) { return iterator(at_++); }
        ///@}
        friend constexpr bool operator==(const iterator&, const iterator&) = default;

      private:
        std::uint32_t at_ = 0;
    };

    /// The first `count` ids.
    constexpr explicit IdRange(std::uint32_t count) : count_(count) {}
    /// What a range has.
    ///@{
    [[nodiscard]] constexpr iterator begin() const { return iterator(0); }
    [[nodiscard]] constexpr iterator end() const { return iterator(count_); }
    [[nodiscard]] constexpr std::size_t size() const { return count_; }
    [[nodiscard]] constexpr bool empty() const { return count_ == 0; }
    ///@}

  private:
    std::uint32_t count_;
};

/// A fact, or a field of one of its records.
struct Place {
    FactId fact;                            ///< the fact, or the list of records
    std::optional<std::uint32_t> record{};  ///< from 0
    std::optional<std::uint32_t> field{};   ///< from 0, in the order of the rule file

    /// The first fact.
    constexpr Place() = default;
    /// A whole fact.
    // NOLINTNEXTLINE(google-explicit-constructor): a fact is a place
    constexpr Place(FactId whole) : fact(whole) {}
    /// A record, or a field in it.
    constexpr Place(FactId list, std::optional<std::uint32_t> at,
                    std::optional<std::uint32_t> in = {})
        : fact(list), record(at), field(in) {}
    friend constexpr bool operator==(const Place&, const Place&) = default;
    /// By fact, then record, then field; what is missing comes first.
    // Not every standard library orders optional values by <=> yet.
    friend constexpr std::strong_ordering operator<=>(const Place& a, const Place& b) {
        if (a.fact != b.fact) return a.fact <=> b.fact;
        const bool is_of_records = a.record != b.record;
        const bool is_less = is_of_records ? a.record < b.record : a.field < b.field;
        if (!is_of_records && a.field == b.field) return std::strong_ordering::equal;
        return is_less ? std::strong_ordering::less : std::strong_ordering::greater;
    }
};

/// Which numbers a fact or field takes, in its own unit. An end that is missing is open, or no
/// decimal.
struct NumberLimits {
    bool is_whole = false;        ///< whether it takes whole numbers alone
    std::optional<Decimal> from;  ///< the least number
    std::optional<Decimal> to;    ///< the greatest number
    friend bool operator==(const NumberLimits&, const NumberLimits&) = default;
};

/// Which days a fact or field takes.
struct DateLimits {
    std::optional<Date> from;  ///< the first day; nothing where it is open
    std::optional<Date> to;    ///< the last day
    bool to_as_of = false;     ///< none behind the day of the screening
    friend bool operator==(const DateLimits&, const DateLimits&) = default;
};

/// A field of a `records` fact. Views live as long as the rule set.
struct FieldInfo {
    std::string_view name;                 ///< as the author wrote it
    std::string_view key;                  ///< as JSON writes it
    FactKind kind = FactKind::yes_no;      ///< what kind of answer it takes
    std::vector<std::string_view> codes;   ///< as of a fact
    std::vector<std::string_view> labels;  ///< as of a fact
    std::string_view unit;                 ///< as of a fact
    NumberLimits limits;                   ///< of a number
    DateLimits dates{};                    ///< of a date
    /// Keys of codes that stand alone; of choices.
    std::vector<std::string_view> exclusive{};
    friend bool operator==(const FieldInfo&, const FieldInfo&) = default;
};

/// What a rule file declares about one fact. Views live as long as the rule set.
struct FactInfo {
    std::string_view name;                  ///< as the author wrote it: `pain nrs`
    std::string_view key;                   ///< as JSON writes it: `pain_nrs`
    FactKind kind = FactKind::yes_no;       ///< what kind of answer it takes
    std::string_view ask;                   ///< the question; empty when the file gives none
    Respondent whom = Respondent::patient;  ///< who can answer
    std::string_view unit;                  ///< UCUM symbol of a number; empty when it has none
    std::vector<std::string_view> codes;    ///< keys of a choice or choices, in order of the file
    std::vector<std::string_view> labels;   ///< one a code; the code's name where no label is given
    std::vector<FieldInfo> fields;          ///< of `records`
    std::string_view each;                  ///< one of the `records`: `session`
    NumberLimits limits;                    ///< of a number
    DateLimits dates{};                     ///< of a date
    /// Keys of codes that stand alone; of choices.
    std::vector<std::string_view> exclusive{};
    /// The condition under which it is asked, in the author's words on one line; empty: always.
    std::string_view only_if{};
    friend bool operator==(const FactInfo&, const FactInfo&) = default;
};

/// A named argument of an outcome: `{n}` in `suggest {n} sessions`.
struct OutcomeArgument {
    std::string name;  ///< of the slot: `n`
    Decimal value;     ///< as the rule has it
    friend bool operator==(const OutcomeArgument&, const OutcomeArgument&) = default;
};

/// One outcome with its arguments, as some rule reports it. Views live as long as the rule set.
struct OutcomeInfo {
    std::string_view id;  ///< `suggest_n_sessions_over_w_weeks`: the declaration, as JSON writes it
    Verb verb = Verb::inform;  ///< what it does to the plan
    /// What follows the verb, in the author's words with the arguments filled in: `4 sessions over
    /// 6 weeks`.
    std::string_view name;
    std::string_view say;  ///< the sentence for people, arguments filled in; empty when not given
    std::span<const OutcomeArgument> arguments;  ///< in the order of the declaration
};

/// What a rule file says of one rule. Views live as long as the rule set.
struct RuleInfo {
    std::string_view id;                    ///< as written, or as made of its place
    Verb strictest = Verb::inform;          ///< the strictest verb among its outcomes
    IfUnknown if_unknown = IfUnknown::ask;  ///< what it does while its condition is unknown
    std::string_view because;  ///< the reason for people; empty where the file gives none
    std::span<const std::string> sources;   ///< ids of the `sources` it cites
    std::span<const OutcomeId> outcomes;    ///< what it leads to, in the order of the file
    std::span<const RuleId> overrides;      ///< the rules that it lifts when it fires
    std::span<const RuleId> overridden_by;  ///< the rules that lift it
    Span span;                              ///< the rule's entry, in the text of the file
    /// The author's own sentence on one line; empty where the rule is written in keys.
    std::string_view sentence;
    std::uint32_t line = 1;    ///< of the entry, from 1
    std::uint32_t column = 1;  ///< from 1, in code points
};

/// A score as a rule file declares it. Views live as long as the rule set.
struct ScoreInfo {
    std::string_view name;                    ///< as the author wrote it: `Wells DVT`
    std::string_view key;                     ///< as JSON writes it: `wells_dvt`
    std::span<const std::string_view> bands;  ///< keys, in the order of the file
};

/// A source that rules cite. Views live as long as the rule set.
struct SourceInfo {
    std::string_view id;      ///< as rules cite it
    std::string_view title;   ///< empty where the file does not say
    std::string_view author;  ///< empty where the file does not say
    std::string_view says;    ///< what it says, in the words of the file
};

/// Who stands behind a rule set, and what it is meant for: `published` of the file. Empty, or
/// nothing, where the file does not say. Views live as long as the rule set.
struct PublicationInfo {
    std::string_view developer;     ///< who made it
    std::string_view funding;       ///< who paid for it
    std::optional<Date> released;   ///< a full date: the day of its first release
    std::optional<Date> revised;    ///< a full date: the day of this version
    std::string_view intended_use;  ///< for whom, by whom, and for whom not
    std::string_view licence;       ///< under which others may use it
};

/// A loaded rule file: checked, immutable, cheap to copy (a counted reference) and safe to share
/// between threads. Moving from one leaves it as it was.
///
/// Every lookup by id takes an id of this rule set; for an index beyond the end the answer is an
/// empty info. Infos are made once, at load: a lookup costs nothing, and what it shows lives as
/// long as any copy of the rule set.
class CAVEAT_EXPORT RuleSet {
  public:
    RuleSet(const RuleSet&) = default;
    /// Who goes through patients of one rule set assigns it again and again: that costs nothing.
    RuleSet& operator=(const RuleSet& other) {
        if (this == &other || loaded_ == other.loaded_) return *this;
        loaded_ = other.loaded_;
        return *this;
    }
    ~RuleSet() = default;

    /// Empty where the file does not say; `sha256` tells every file from every other.
    [[nodiscard]] std::string_view id() const;
    /// Empty where the file does not say.
    [[nodiscard]] std::string_view version() const;
    /// Empty where the file does not say.
    [[nodiscard]] std::string_view title() const;
    /// What `avoid`, `refer` … are about: `massage`.
    [[nodiscard]] std::string_view screens() const;
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits (FIPS 180-4).
    [[nodiscard]] std::string_view sha256() const;
    /// Whether something in it looks at time, so that a profile has to name the day of its
    /// screening.
    [[nodiscard]] bool needs_as_of() const;
    /// The last day on which the rules count as reviewed; nothing where the file does not say.
    [[nodiscard]] std::optional<Date> review_by() const;
    /// Who is to read what these rules say; the clinician where the file does not say.
    [[nodiscard]] Respondent audience() const;
    /// Who wrote these rules, and who answers for them, in the order of the file.
    [[nodiscard]] std::span<const std::string_view> authors() const;
    /// Who stands behind them, and what they are meant for.
    [[nodiscard]] const PublicationInfo& published() const;
    /// The bytes of the file. Spans of this rule set (`RuleInfo::span`) look into it.
    [[nodiscard]] std::string_view text() const;

    /// What the file declares, in its order: `for (FactId fact : rules.facts())`.
    ///@{
    [[nodiscard]] IdRange<FactId> facts() const;
    [[nodiscard]] IdRange<RuleId> rules() const;
    [[nodiscard]] IdRange<OutcomeId> outcomes() const;
    [[nodiscard]] IdRange<ScoreId> scores() const;
    [[nodiscard]] IdRange<SourceId> sources() const;
    ///@}

    /// What it says of one of them; empty for an index beyond the end.
    ///@{
    [[nodiscard]] const FactInfo& fact(FactId id) const;
    [[nodiscard]] const RuleInfo& rule(RuleId id) const;
    [[nodiscard]] const OutcomeInfo& outcome(OutcomeId id) const;
    [[nodiscard]] const ScoreInfo& score(ScoreId id) const;
    [[nodiscard]] const SourceInfo& source(SourceId id) const;
    ///@}

    /// How many there are.
    ///@{
    [[nodiscard]] std::size_t fact_count() const { return facts().size(); }
    [[nodiscard]] std::size_t rule_count() const { return rules().size(); }
    [[nodiscard]] std::size_t outcome_count() const { return outcomes().size(); }
    [[nodiscard]] std::size_t score_count() const { return scores().size(); }
    [[nodiscard]] std::size_t source_count() const { return sources().size(); }
    ///@}

    /// By name, in any of the spellings that rule files accept (`pain nrs`, `pain_nrs`,
    /// `Pain-NRS`); nothing where the rule set has no such thing. A lookup by name costs a hash of
    /// it. Of outcomes by `OutcomeInfo::id`: the first of those that differ in their arguments
    /// alone.
    ///@{
    [[nodiscard]] std::optional<FactId> find_fact(std::string_view name) const;
    [[nodiscard]] std::optional<RuleId> find_rule(std::string_view id) const;
    [[nodiscard]] std::optional<OutcomeId> find_outcome(std::string_view id) const;
    [[nodiscard]] std::optional<ScoreId> find_score(std::string_view name) const;
    [[nodiscard]] std::optional<SourceId> find_source(std::string_view id) const;
    ///@}
    /// The ids that somebody who wrote this may have meant, best first, at most three.
    [[nodiscard]] std::vector<std::string> rules_like(std::string_view id) const;

    /// The place that a path leads to, as reports and problems write it: `pain_nrs`,
    /// `sessions[2]`, `sessions[2].spasm_eased`, each with or without `facts.` in front. Records
    /// count from 0, and any number below 10,000 is taken. Nothing for any other text.
    [[nodiscard]] std::optional<Place> find_place(std::string_view path) const;
    /// And back: `facts.sessions[2].spasm_eased`. Empty for a place that this rule set does not
    /// have.
    [[nodiscard]] std::string path(Place place) const;

    /// Whether both came from files with the same bytes.
    [[nodiscard]] bool same_as(const RuleSet& other) const;

  private:
    friend struct api::Access;
    explicit RuleSet(std::shared_ptr<const api::LoadedRules> loaded);

    std::shared_ptr<const api::LoadedRules> loaded_;
};

/// Bounds on what a rule file may cost. Each is checked before the work that it bounds, and each
/// has an error of its own.
struct Limits {
    std::size_t file_bytes = 8U * 1024U * 1024U;  ///< of the whole file
    std::size_t nesting = 64;                     ///< levels of YAML
    std::size_t expression_depth = 64;            ///< parentheses and operators inside one another
    std::size_t list_length = 100'000;            ///< entries of one YAML list or mapping
    std::size_t rules = 100'000;                  ///< of one file
    std::size_t facts = 20'000;                   ///< of one file
    std::size_t codes = 256;                      ///< codes of one fact; at most 256
    std::size_t phrase_slots = 8;                 ///< of one outcome
    std::size_t text_bytes = 64U * 1024U;         ///< one scalar
    friend bool operator==(const Limits&, const Limits&) = default;
};

/// What loading gives: a rule set when there was no error, and every diagnostic either way.
struct Loaded {
    std::optional<RuleSet> rules;         ///< nothing where there is an error
    std::vector<Diagnostic> diagnostics;  ///< errors and warnings, in the order of the file
    Source source;                        ///< the text that the spans of the diagnostics point into

    /// Whether there is no rule set.
    [[nodiscard]] bool has_errors() const { return !rules.has_value(); }
};

/// Reads and checks a rule file. Never throws but std::bad_alloc: whatever is wrong with the file
/// is a diagnostic, and so is a file that cannot be read.
///
/// path  UTF-8. A `std::filesystem::path` may be given as it is on POSIX, where it is one text with
///       this; that header itself is left out of the headers, as it doubles what they cost to
///       compile.
///
/// Costs about a millisecond for 100 rules, and memory in proportion to the file. Any number of
/// threads may load at once.
CAVEAT_EXPORT Loaded load_file(const std::string& path, const Limits& limits = {});

/// The same for text already in memory. `name` stands for the file in diagnostics.
CAVEAT_EXPORT Loaded load_text(std::string_view text, std::string_view name = "rules.yaml",
                               const Limits& limits = {});

/// The digest of a file's bytes as `RuleSet::sha256` gives it: 64 lower-case hexadecimal digits.
CAVEAT_EXPORT std::string sha256_of(std::string_view bytes);

/// Every diagnostic drawn as text, with the lines and carets that it points at.
CAVEAT_EXPORT std::string render(const Loaded& loaded);

/// The same, saying what each part is; `width` as of `render_styled` for one diagnostic.
CAVEAT_EXPORT StyledText render_styled(const Loaded& loaded, std::size_t width = 0);

}  // namespace caveat

template <>
struct std::hash<caveat::FactId> {
    std::size_t operator()(caveat::FactId id) const noexcept { return id.index; }
};
template <>
struct std::hash<caveat::RuleId> {
    std::size_t operator()(caveat::RuleId id) const noexcept { return id.index; }
};
template <>
struct std::hash<caveat::OutcomeId> {
    std::size_t operator()(caveat::OutcomeId id) const noexcept { return id.index; }
};
template <>
struct std::hash<caveat::ScoreId> {
    std::size_t operator()(caveat::ScoreId id) const noexcept { return id.index; }
};
template <>
struct std::hash<caveat::SourceId> {
    std::size_t operator()(caveat::SourceId id) const noexcept { return id.index; }
};
template <>
struct std::hash<caveat::Place> {
    std::size_t operator()(const caveat::Place& place) const noexcept {
        constexpr std::size_t odd = 0x9e37'79b1;
        const std::size_t record = place.record ? *place.record + 1 : 0;
        const std::size_t field = place.field ? *place.field + 1 : 0;
        return (place.fact.index * odd + record) * odd + field;
    }
};
