#pragma once

#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace caveat {

namespace explain {
class Explainer;
}

/// The operator of a test, as a reason names it.
enum class Operator : std::uint8_t {
    is_yes,  ///< a yes/no fact
    equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    between,    ///< both ends included
    is_one_of,  ///< a choice
    includes_any,
    includes_all,
    is_empty,
    before,
    after,
    on,
    within_last,
    more_than_ago,
    in_band,  ///< a score
    at_least_records,
    at_most_records,
    lifted,  ///< by another rule that fired: `subject` is its id
};

/// One test that bears on a rule: structure first, sentence second.
struct Reason {
    Truth truth = Truth::unknown;    ///< of the test as the rule needs it (after `not`)
    bool is_negated = false;         ///< the rule needs the test to be false
    Operator op = Operator::is_yes;  ///< what kind of test it is
    std::vector<Place> facts;        ///< what it looks at
    std::string subject;             ///< in the author's words: `pain nrs`
    std::string value;               ///< the patient's: `8`; empty when unknown or not one value
    std::string threshold;           ///< `7`, `lower back`; empty for yes/no
    std::string text;                ///< the sentence: `pain nrs is 8, at least 7`
    std::string text_without_value;  ///< the same for logs: `pain nrs is at least 7`
    friend bool operator==(const Reason&, const Reason&) = default;
};

/// Why a rule ended as it did.
struct Why {
    std::vector<Reason> reasons;  ///< the tests that decided it
    /// The least set of answered facts (by position in the file) that alone gives the same status:
    /// keeping only these keeps it, and without any one of them it is another.
    std::vector<FactId> facts;
};

/// A number that may still be anything from `low` to `high`, both included; an end that is missing
/// is open, or no decimal. One known number is both.
struct NumberInterval {
    std::optional<Decimal> low;   ///< the least number, included
    std::optional<Decimal> high;  ///< the greatest number, included
    friend bool operator==(const NumberInterval&, const NumberInterval&) = default;
};
/// The same for a day. 0001-01-01 and 9999-12-31 stand for open ends.
struct DateInterval {
    Date low;   ///< the first day
    Date high;  ///< the last day
    friend bool operator==(const DateInterval&, const DateInterval&) = default;
};
/// Codes of one fact, by position in its list: bit `n % 64` of word `n / 64`.
struct CodeMask {
    std::array<std::uint64_t, 4> words{};  ///< 64 codes each, lowest bit first
    /// Whether the code at this position is one of them; none beyond 255 is.
    [[nodiscard]] constexpr bool contains(std::size_t code) const {
        return code / 64 < words.size() && (words[code / 64] >> (code % 64) & 1U) != 0;
    }
    friend bool operator==(const CodeMask&, const CodeMask&) = default;
};
/// What a test looks at, or compares it with: the answer to a yes/no fact, a number in the unit of
/// the fact, a day, codes (of a choice: those that it may be; of choices: those that are there).
using TestedValue = std::variant<std::monostate, Truth, NumberInterval, DateInterval, CodeMask>;

/// A test of a rule set: the same id for the same test of the same rule set.
struct TestId {
    std::uint32_t index = 0;  ///< a number of its own, no position
    friend auto operator<=>(const TestId&, const TestId&) = default;
};

/// One test that bears on a rule, without a word: what a `Reason` says in a sentence.
struct TestFound {
    Truth truth = Truth::unknown;    ///< of the test as the rule needs it (after `not`)
    bool is_negated = false;         ///< the rule needs the test to be false
    Operator op = Operator::is_yes;  ///< what kind of test it is
    TestId test;                     ///< which test it is
    RuleId lifted_by;                ///< with Operator::lifted
    std::uint32_t first_fact = 0;    ///< what it looks at: positions in `Explanation::facts`
    std::uint32_t fact_count = 0;    ///< how many of them
    /// What is known of the value; nothing for Operator::lifted.
    TestedValue value;
    /// What it is compared with: a number in the unit of the value, the codes wanted, the band of a
    /// score, the number of records, or (within_last, more_than_ago) of days, weeks … as written.
    TestedValue threshold;
};

/// Why every rule ended as it did, as structures. It may be filled again and again, and then
/// reuses its memory.
struct Explanation {
    /// Some neighbours in one of the lists.
    struct Run {
        std::uint32_t first = 0;  ///< where it begins
        std::uint32_t count = 0;  ///< how many there are
    };
    std::vector<TestFound> findings;    ///< of all rules, each a run
    std::vector<FactId> facts;          ///< of findings and of rules, each a run
    std::vector<Run> findings_of_rule;  ///< by RuleId: a run of `findings`
    std::vector<Run> facts_of_rule;     ///< by RuleId: a run of `facts`, by position in the file

    /// As `Why::reasons`.
    [[nodiscard]] std::span<const TestFound> of(RuleId rule) const {
        if (rule.index >= findings_of_rule.size()) return {};
        const Run run = findings_of_rule[rule.index];
        return std::span(findings).subspan(run.first, run.count);
    }
    /// As `Why::facts`.
    [[nodiscard]] std::span<const FactId> least_facts(RuleId rule) const {
        if (rule.index >= facts_of_rule.size()) return {};
        const Run run = facts_of_rule[rule.index];
        return std::span(facts).subspan(run.first, run.count);
    }
    /// What one test looks at.
    [[nodiscard]] std::span<const FactId> facts_of(const TestFound& finding) const {
        return std::span(facts).subspan(finding.first_fact, finding.fact_count);
    }
};

/// A question whose answer can still change a presumed or undecided rule, or that the rule file
/// always asks; then no rule is named.
struct Question {
    FactId fact;                            ///< what is asked
    std::string_view ask;                   ///< the author's words; empty when the file gives none
    Respondent whom = Respondent::patient;  ///< who can answer
    Verb strictest = Verb::inform;          ///< the strictest verb at stake
    /// Whether an answer may still change the verdict, or lift an outcome that is presumed and
    /// leads to more than `proceed`. No answer to any other question does, whatever else is said.
    bool decides = false;
    std::vector<RuleId> rules;       ///< the rules it bears on, strictest first
    std::vector<std::string> paths;  ///< `facts.sessions[2].spasm_eased` where only fields are open
};

/// A place whose answer would decide a rule.
struct OpenPlace {
    Place place;           ///< a fact, or a field of one record
    bool is_null = false;  ///< asked and not known: it is not asked again
    friend bool operator==(const OpenPlace&, const OpenPlace&) = default;
};

/// One node of a rule's whole tree, for display: parents before children.
struct TraceNode {
    std::uint32_t depth = 0;       ///< 0 for the whole rule
    Truth truth = Truth::unknown;  ///< for this patient
    std::string text;  ///< the author's own words for it, behind `not` where they are denied
};

/// Reasons and questions of one screening, rule by rule. It keeps its memory from rule to rule, and
/// from one screening by a rule set to the next, so a stream of reports is made with one of these;
/// the functions below make one for each call. The screening must outlive what is asked about it,
/// and when it has been filled anew, `look_at` comes first. One for each thread. For a rule that
/// the rule set does not have, every answer is empty.
class CAVEAT_EXPORT Explainer {
  public:
    /// Until `look_at`, and once moved from, it knows no rule: every answer is empty.
    Explainer();
    /// Looks at a screening.
    explicit Explainer(const Screening& screening);
    ~Explainer();
    Explainer(Explainer&&) noexcept;
    Explainer& operator=(Explainer&&) noexcept;
    Explainer(const Explainer&) = delete;
    Explainer& operator=(const Explainer&) = delete;

    /// Turns to a screening. By far cheaper when it is by the same rule set as the last one.
    void look_at(const Screening& screening);

    /// Why every rule ended as it did, as structures: many times faster than sentences.
    void explain_all(Explanation& explanation);

    /// The sentences of `why`: `Reason::text` of each, or `Reason::text_without_value`. Valid until
    /// another member is called.
    [[nodiscard]] std::span<const std::string_view> sentences(RuleId rule, bool with_values = true);
    /// What `unknown_facts` gives as paths. Valid until another member is called.
    [[nodiscard]] std::span<const OpenPlace> open_places(RuleId rule);

    /// Each means what the function of that name means.
    ///@{
    [[nodiscard]] Truth condition(RuleId rule);
    [[nodiscard]] Why why(RuleId rule);
    [[nodiscard]] std::optional<Reason> near_miss(RuleId rule);
    [[nodiscard]] std::vector<std::string> unknown_facts(RuleId rule);
    [[nodiscard]] std::vector<FactId> asks(RuleId rule);
    [[nodiscard]] std::vector<Question> questions();
    [[nodiscard]] std::vector<Question> deferred_questions();
    [[nodiscard]] std::vector<TraceNode> trace(RuleId rule);
    ///@}

  private:
    [[nodiscard]] bool knows(RuleId rule) const;

    std::optional<RuleSet> rules_;  ///< keeps alive what the memory was made for
    std::unique_ptr<explain::Explainer> explainer_;
};

/// The rule's own condition, apart from what lifts it: of an overridden rule it tells whether the
/// rule would have held. Unknown for a rule that the rule set does not have.
CAVEAT_EXPORT Truth condition(const Screening& screening, RuleId rule);

/// The tests that decided the rule, with the patient's values, and the facts they rest on. For a
/// rule that is not fired it says why not; for an undecided one it is empty.
CAVEAT_EXPORT Why why(const Screening& screening, RuleId rule);

/// The same for every rule, as structures.
CAVEAT_EXPORT void explain_all(const Screening& screening, Explanation& explanation);

/// For a rule that is not fired: the one test that failed while all others of some way to fire it
/// hold (`1 session so far, needs 2`). Nothing when more than one failed.
CAVEAT_EXPORT std::optional<Reason> near_miss(const Screening& screening, RuleId rule);

/// Every fact that would decide a presumed or undecided rule, null ones included: as paths.
CAVEAT_EXPORT std::vector<std::string> unknown_facts(const Screening& screening, RuleId rule);
/// Those of them that can be asked (not null), of anybody.
CAVEAT_EXPORT std::vector<FactId> asks(const Screening& screening, RuleId rule);

/// What to ask now of those who can answer: by the strictest verb at stake, then by the number of
/// rules, then in the order of the file; a gate stands directly before the first question that it
/// opens.
CAVEAT_EXPORT std::vector<Question> questions(const Screening& screening);
/// What others must check: the questions of deferred rules, and of presumed ones that nobody who
/// answers now could settle.
CAVEAT_EXPORT std::vector<Question> deferred_questions(const Screening& screening);

/// The whole tree of a rule with every value.
CAVEAT_EXPORT std::vector<TraceNode> trace(const Screening& screening, RuleId rule);

}  // namespace caveat

template <>
struct std::hash<caveat::TestId> {
    std::size_t operator()(caveat::TestId id) const noexcept { return id.index; }
};
