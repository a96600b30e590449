#pragma once

// A checked rule set: facts, the typed tree, and the rules over it. It cannot see syntax.

#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>

#include "facts/catalogue.hpp"
#include "facts/packing.hpp"
#include "model/tree.hpp"
#include "values/range.hpp"
#include "values/rational.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace caveat::model {

/// An outcome with one choice of arguments. Rules that name the same words share it.
struct Outcome {
    std::string id;    ///< the declaration as a key: `suggest_n_sessions_over_w_weeks`
    std::string name;  ///< what follows the verb, arguments filled in: `4 sessions over 6 weeks`
    Verb verb = Verb::inform;
    std::string say;  ///< arguments filled in
    std::vector<OutcomeArgument> arguments;
    std::uint32_t declaration = 0;  ///< position in the file
};

/// One line of a score. An entry with a condition adds its weight when that holds; any other adds
/// its number.
struct ScoreEntry {
    ExprId condition = none;
    values::Rational weight;
    ExprId number = none;
    Children gates;               ///< of a number: while one is no,
    values::Rational not_asked;   ///< this is added instead,
    bool says_not_asked = false;  ///< as the author wrote
    Span span;
    std::uint32_t item = 0;  ///< position of the written entry: the rows of a table share one
    Span table{};            ///< of a row: where it stands what its table is about
    [[nodiscard]] bool is_row() const { return table.end != 0; }
};

/// What a band covers.
struct Interval {
    values::Bound low = values::Bound::minus_infinity();
    values::Bound high = values::Bound::plus_infinity();
    bool low_is_included = true;
    bool high_is_included = true;
};

struct Band {
    std::string name;
    std::string key;
    Interval interval;
};

/// Answers that no entry of a group tells apart: an interval of a number, some codes of a choice,
/// or that something is so or is not.
struct Region {
    Interval interval;
    facts::CodeSet codes;
    bool holds = false;
};

/// What several entries rest on: the value of a fact, a number made of facts, whether a code is
/// among the choices, or the truth of a test.
struct SharedAnswer {
    ExprId value = none;
    std::uint32_t code = 0;          ///< of choices
    std::uint32_t first_region = 0;  ///< into `EntryGroup::regions`
    std::uint32_t region_count = 0;
};

/// Entries that rest on the same answers, and what they add up to together: of two that exclude
/// each other never both.
struct EntryGroup {
    static constexpr std::size_t most_answers = 16;
    static constexpr std::size_t most_combinations = 4096;
    std::vector<std::uint32_t> entries;
    std::vector<SharedAnswer> answers;
    std::vector<Region> regions;
    std::vector<values::Rational> points;  ///< by combination; the first answer changes fastest
    std::vector<bool> never;  ///< by combination: a code that stands alone beside another one
};

/// `missing: prorate`: once enough items are answered and all others are null, the total of those
/// answered is scaled up to all of them. It is presumed, for an answer may still come.
struct Prorating {
    std::uint32_t at_least = 0;  ///< items that must be answered; 0 = it is never scaled up
    values::Rational step;       ///< what it is rounded to a multiple of, halves away from zero;
                                 ///< 0 = not rounded
    std::vector<std::vector<std::uint32_t>> facts{};  ///< by item: what it rests on
};

struct Score {
    std::string name;
    std::string key;
    std::vector<ScoreEntry> entries;
    std::vector<EntryGroup> groups;
    std::vector<std::uint32_t> alone;  ///< entries in no group
    std::vector<Band> bands;
    bool is_strict = false;  ///< `missing: strict`
    Prorating prorating;
    values::Range declared;  ///< with nothing known
    ExprId value = none;
};

struct Rule {
    std::string id;
    ExprId when = none;  ///< with `applies to`
    ExprId unless = none;
    std::vector<OutcomeId> outcomes;
    Verb strictest = Verb::inform;
    IfUnknown if_unknown = IfUnknown::ask;
    std::string because;
    std::vector<std::string> sources;
    std::vector<RuleId> overrides;
    std::vector<RuleId> overridden_by;
    Span span;
    std::string sentence;  ///< as the author wrote it, on one line; empty where written in keys
};

/// Answers that cannot all be true: where `when` certainly holds, what it names counts as
/// unanswered.
struct Impossible {
    ExprId when = none;
    std::string say;
};

struct Citation {
    std::string id;
    std::string title;
    std::string author;
    std::string says;
};

/// Who stands behind the rules, and what they are meant for.
struct Publication {
    std::string developer;
    std::string funding;
    std::optional<Date> released;
    std::optional<Date> revised;
    std::string intended_use;
    std::string licence;
};

/// The nodes that each node reads, in one list.
struct Reads {
    std::vector<std::uint32_t> first;  ///< by node, and behind the last: where its children begin
    std::vector<ExprId> children;
};

struct RuleSet {
    std::string id;
    std::string version;
    std::string title;
    std::string screens;
    std::optional<Date> review_by;
    Respondent audience = Respondent::clinician;
    std::vector<std::string> authors;
    Publication published;

    facts::Catalogue catalogue;
    facts::Packing packing;          ///< of the catalogue
    std::vector<ExprId> fact_value;  ///< by fact; `none` when no rule uses it (or for records)
    std::vector<ExprId> gate;        ///< by fact; `none` when it has no gate
    Tree tree;
    Reads reads;  ///< of the whole tree, once it is whole; empty before
    ExprId applies_to = none;
    std::vector<Score> scores;
    bool may_prorate = false;              ///< some score does
    std::vector<Outcome> outcomes;         ///< by OutcomeId
    std::vector<OutcomeId> outcome_order;  ///< strictest first, then as declared
    std::vector<Rule> rules;               ///< by RuleId, in order of the file
    std::vector<RuleId> evaluation_order;  ///< a rule after all that override it
    std::vector<RuleId> display_order;     ///< strictest first, then as in the file
    std::vector<Impossible> impossible;
    std::vector<std::uint32_t> always_ask;  ///< facts, in the order of the file
    std::vector<Citation> sources;
    std::unordered_map<std::string, std::uint32_t> rule_by_key;
};

}  // namespace caveat::model
