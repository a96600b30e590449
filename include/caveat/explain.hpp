#pragma once

#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

/// A fact, or a field of one of its records.
struct FactPlace {
    FactId fact;
    std::optional<std::uint32_t> record;  ///< from 0
    std::optional<std::uint32_t> field;   ///< from 0, in the order of the rule file
    friend bool operator==(const FactPlace&, const FactPlace&) = default;
};

/// One test that bears on a rule: structure first, sentence second.
struct Reason {
    Truth truth = Truth::unknown;  ///< of the test as the rule needs it (after `not`)
    bool is_negated = false;       ///< the rule needs the test to be false
    Operator op = Operator::is_yes;
    std::vector<FactPlace> facts;    ///< what it looks at
    std::string subject;             ///< in the author's words: `pain nrs`
    std::string value;               ///< the patient's: `8`; empty when unknown or not one value
    std::string threshold;           ///< `7`, `lower back`; empty for yes/no
    std::string text;                ///< the sentence: `pain nrs is 8, at least 7`
    std::string text_without_value;  ///< the same for logs: `pain nrs is at least 7`
    friend bool operator==(const Reason&, const Reason&) = default;
};

/// Why a rule ended as it did.
struct Why {
    std::vector<Reason> reasons;
    /// The least set of answered facts (by position in the file) that alone gives the same status:
    /// keeping only these keeps it, and without any one of them it is another.
    std::vector<FactId> facts;
};

/// A question whose answer can still change a presumed or undecided rule.
struct Question {
    FactId fact;
    std::string_view ask;  ///< the author's words; empty when the file gives none
    Respondent whom = Respondent::patient;
    Verb strictest = Verb::inform;   ///< the strictest verb at stake
    std::vector<RuleId> rules;       ///< the rules it bears on, strictest first
    std::vector<std::string> paths;  ///< `facts.sessions[2].spasm_eased` where only fields are open
};

/// One node of a rule's whole tree, for display: parents before children.
struct TraceNode {
    std::uint32_t depth = 0;
    Truth truth = Truth::unknown;
    std::string text;  ///< the author's own words for this part of the sentence
};

/// Reasons and questions of one screening, rule by rule. It keeps its memory from rule to rule, so
/// a whole report is made with one of these; the functions below make one for each call. The
/// screening must outlive it, and must not be filled anew meanwhile.
class CAVEAT_EXPORT Explainer {
  public:
    explicit Explainer(const Screening& screening);
    ~Explainer();
    Explainer(Explainer&&) noexcept;
    Explainer& operator=(Explainer&&) noexcept;
    Explainer(const Explainer&) = delete;
    Explainer& operator=(const Explainer&) = delete;

    // Each means what the function of that name below means.
    [[nodiscard]] Why why(RuleId rule);
    [[nodiscard]] std::optional<Reason> near_miss(RuleId rule);
    [[nodiscard]] std::vector<std::string> unknown_facts(RuleId rule);
    [[nodiscard]] std::vector<FactId> asks(RuleId rule);
    [[nodiscard]] std::vector<Question> questions();
    [[nodiscard]] std::vector<Question> deferred_questions();
    [[nodiscard]] std::vector<TraceNode> trace(RuleId rule);

  private:
    std::unique_ptr<explain::Explainer> explainer_;
};

/// The tests that decided the rule, with the patient's values, and the facts they rest on. For a
/// rule that is not fired it says why not; for an undecided one it is empty.
CAVEAT_EXPORT Why why(const Screening& screening, RuleId rule);

/// For a rule that is not fired: the one test that failed while all others of some way to fire it
/// hold (`1 session so far, needs 2`). Nothing when more than one failed.
CAVEAT_EXPORT std::optional<Reason> near_miss(const Screening& screening, RuleId rule);

/// Every fact that would decide a presumed or undecided rule, null ones included: as paths.
CAVEAT_EXPORT std::vector<std::string> unknown_facts(const Screening& screening, RuleId rule);
/// Those of them that can be asked (not null), of anybody.
CAVEAT_EXPORT std::vector<FactId> asks(const Screening& screening, RuleId rule);

/// What to ask now of those who can answer, best first: gates first, then by the strictest verb at
/// stake, then by the number of rules, then in the order of the file.
CAVEAT_EXPORT std::vector<Question> questions(const Screening& screening);
/// What others must check: the questions of deferred rules.
CAVEAT_EXPORT std::vector<Question> deferred_questions(const Screening& screening);

/// The whole tree of a rule with every value.
CAVEAT_EXPORT std::vector<TraceNode> trace(const Screening& screening, RuleId rule);

}  // namespace caveat
