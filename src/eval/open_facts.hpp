#pragma once

// Which unanswered facts can still change a rule: the parts of its conditions that are unknown,
// after everything known has been taken into account.

#include "eval/result.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::eval {

/// A fact, or a field of a record, that is not (fully) known and still matters.
struct OpenFact {
    std::uint32_t fact = 0;
    std::optional<std::uint32_t> record;
    std::uint32_t field = 0;   ///< with `record`
    bool is_null = false;      ///< asked and not known: it is not asked again
    bool is_gate = false;      ///< other facts only matter if this one opens the gate
    friend bool operator==(const OpenFact&, const OpenFact&) = default;
};

/// Collects for one screening; each place once, gates before what they guard, else in the order of
/// the sentence.
class OpenFacts {
  public:
    explicit OpenFacts(Result& result);

    /// Empty for a rule that is decided.
    const std::vector<OpenFact>& of(RuleId rule);

  private:
    void visit(model::ExprId id, bool as_gate);
    void visit_value(model::ExprId id, bool as_gate);
    void visit_records(std::uint32_t records, const model::Where& where, bool as_gate);
    void visit_measured(const model::Measure& node, bool as_gate);
    void visit_score(std::uint32_t score, bool as_gate);
    void visit_fact(const model::FactValue& node, bool as_gate);
    void visit_field(const model::FieldValue& node, bool as_gate);
    void add(OpenFact open);
    void add_records(std::uint32_t records, bool as_gate);
    void add_field(std::uint32_t records, std::uint32_t record, std::uint32_t field, bool as_gate);
    [[nodiscard]] bool is_settled(model::ExprId id) const;
    [[nodiscard]] bool seen(model::ExprId id);

    Result& result_;
    model::Evaluation evaluation_;
    std::vector<OpenFact> found_;
    std::vector<std::uint32_t> seen_;        ///< by ExprId: the round in which it was visited
    std::uint32_t round_ = 0;
    std::optional<std::uint32_t> record_;    ///< the record whose fields are looked at
    std::vector<RuleId> pending_;
    std::vector<std::uint8_t> rule_seen_;
};

}  // namespace caveat::eval
