#pragma once

// Which unanswered facts can still change a rule: the parts of its conditions that are unknown,
// after everything known has been taken into account.

#include "eval/result.hpp"
#include "eval/summands.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

namespace caveat::eval {

/// A fact, or a field of a record, that is not (fully) known and still matters.
struct OpenFact {
    std::uint32_t fact = 0;
    std::optional<std::uint32_t> record;
    std::uint32_t field = 0;  ///< with `record`
    /// Asked, and not known; or a list without the record, or a day yet to come, that a value
    /// would need. It is not asked again.
    bool is_null = false;
    bool is_gate = false;  ///< other facts only matter if this one opens the gate
    bool is_own = true;    ///< it matters to the rule beside the gates that it opens
    friend bool operator==(const OpenFact&, const OpenFact&) = default;
};

/// Collects for one screening; each place once, a gate before what it guards, else in the order of
/// the sentence.
class OpenFacts {
  public:
    /// values  those of the screening; what is inside a `where` is overwritten
    OpenFacts(const Result& result, model::Values& values, model::Scratch& scratch);

    /// Turns to another screening by the same rules, or to the same one filled anew.
    void look_at(const Result& result, model::Values& values, model::Scratch& scratch);

    /// Empty for a rule that is decided.
    const std::vector<OpenFact>& of(RuleId rule);

  private:
    void next_round();
    void find(RuleId rule);
    void visit(model::ExprId id, bool as_gate);
    void visit_value(model::ExprId id, bool as_gate);
    void visit_records(std::uint32_t records, const model::Where& where, bool as_gate);
    void visit_measured(const model::Measure& node, bool as_gate);
    void visit_score(std::uint32_t score, bool as_gate);
    void visit_entry(const model::ScoreEntry& entry, bool as_gate);
    void visit_fact(const model::FactValue& node, bool as_gate);
    void visit_field(const model::FieldValue& node, bool as_gate);
    void visit_number_test(model::ExprId test, std::initializer_list<model::ExprId> sides,
                           bool as_gate);
    /// False when the test is not on the greatest or least of several numbers.
    bool visit_extreme_test(const model::Compare& test, bool as_gate);
    void visit_last(const model::Measure& node, bool as_gate);
    void visit_beside_records(std::uint32_t records, const model::Where& where, bool as_gate);
    [[nodiscard]] bool is_tie(const model::Measure& node, std::uint32_t a, std::uint32_t b) const;
    void add(const OpenFact& open, std::uint32_t& place);
    void visit_time_since(const model::TimeSince& node, bool as_gate);
    void add_fact(std::uint32_t fact, bool as_gate);
    void add_unhelpful(std::uint32_t fact, bool as_gate);
    void add_records(std::uint32_t records, bool as_gate);
    void add_field(std::uint32_t records, std::uint32_t record, std::uint32_t field, bool as_gate);
    [[nodiscard]] bool is_settled(model::ExprId id) const;
    [[nodiscard]] bool seen(model::ExprId id, bool as_gate);
    /// Whether the list is answered, and there are no more records than it has.
    [[nodiscard]] bool is_closed(std::uint32_t records) const;

    const Result* result_ = nullptr;
    const model::RuleSet& rules_;
    model::Values* values_ = nullptr;
    model::Scratch* scratch_ = nullptr;
    std::optional<model::Evaluation> evaluation_;
    std::optional<Summands> summands_;
    std::vector<OpenFact> found_;
    std::optional<RuleId> found_for_;      ///< the rule that `found_` is about
    std::optional<std::uint32_t> record_;  ///< the record whose fields are looked at
    std::vector<RuleId> pending_;

    // Rounds and places in which each was met last, so that nothing need be cleared.
    std::uint32_t round_ = 0;
    std::vector<std::uint32_t> seen_;         ///< by ExprId
    std::vector<std::uint32_t> rule_seen_;    ///< by RuleId
    std::vector<std::uint32_t> fact_place_;   ///< by fact: its position in `found_`
    std::vector<std::uint32_t> field_place_;  ///< by place in the packed profile, likewise
};

}  // namespace caveat::eval
