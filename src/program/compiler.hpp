#pragma once

// The workings of `compile`: conditions of the tree become literals and lanes, each distinct one
// once.

#include "program/forms.hpp"
#include "program/plain_tests.hpp"
#include "program/program.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace caveat::program {

/// What makes two of a kind one is kept as bytes; this adds a number to them.
inline void put(std::string& bytes, std::uint64_t number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

class ProgramCompiler {
  public:
    explicit ProgramCompiler(const model::RuleSet& rules);

    Program run();

  private:
    // conditions
    void mark_needed();
    void need(model::ExprId id, bool holds);
    void make_forms();
    Form form_of(model::ExprId id, bool holds);
    std::optional<Form> combined(model::ExprId id, bool holds);
    const Form& form(model::ExprId id, bool holds) const;
    std::uint32_t condition(model::ExprId root);

    // literals
    std::uint32_t literal_of(model::ExprId id, bool holds);
    std::uint32_t literal_of_form(const Form& form, model::ExprId id);
    std::uint32_t derived(Derived derived, model::ExprId id);
    std::optional<std::uint32_t> plain(model::ExprId id, bool holds);
    std::uint32_t tree_literal(model::ExprId id, bool holds);
    std::uint32_t add_literal(SourceKind kind, std::uint32_t index, Literal literal);
    std::uint32_t subtree(model::ExprId root);
    std::uint32_t order_of(model::ExprId root);
    std::uint32_t whole_order();

    // records
    std::optional<std::uint32_t> count(const Subject& subject);
    std::optional<Form> where_form(std::uint32_t tests, model::ExprId id, bool holds, int depth);
    std::optional<std::uint32_t> field_test(std::uint32_t tests, model::ExprId id, bool holds);
    std::uint32_t record_tests_of(std::uint32_t records);
    void tabulate(RecordTests& all);

    // rules
    void plan_rules();
    void find_always_evaluated();
    void find_always_evaluated_for(model::ExprId id);
    [[nodiscard]] bool may_overflow(model::ExprId id) const;
    [[nodiscard]] std::optional<double> whole_bits(model::ExprId id) const;
    void sort_literals();

    const model::RuleSet& rules_;
    const model::Tree& tree_;
    std::vector<model::ExprId> equal_to_;
    std::vector<Truth> when_unanswered_;  ///< by node: with nothing known
    // By node, of conditions on the patient that some root needs: as it stands, and denied.
    std::array<std::vector<bool>, 2> is_needed_;
    std::array<std::vector<Form>, 2> forms_;
    Program program_;
    std::unordered_map<std::string, std::uint32_t> literal_by_key_;
    std::unordered_map<std::string, std::uint32_t> count_by_key_;
    std::unordered_map<std::uint64_t, std::uint32_t> source_by_key_;
    std::unordered_map<model::ExprId, std::uint32_t> subtree_by_root_;
    std::unordered_map<model::ExprId, std::uint32_t> condition_by_root_;
    std::unordered_map<std::uint32_t, std::uint32_t> tests_by_records_;
    std::uint32_t whole_order_ = none;
    std::vector<std::optional<double>> whole_bits_;  ///< by node, of numbers
    std::vector<std::uint32_t> seen_;  ///< by node: the round in which a subtree met it
    std::uint32_t round_ = 0;
};

}  // namespace caveat::program
