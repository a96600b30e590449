#pragma once

// In which order a program is run over columns.

#include <caveat/rules.hpp>

#include "model/rule_set.hpp"
#include "program/program.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caveat::eval {

struct BatchPlan {
    /// Rules that neither an exemption nor another rule can lift, and that end alike.
    struct Group {
        Verdict leads_to = Verdict::proceed;
        IfUnknown if_unknown = IfUnknown::ask;
        std::size_t width = 0;          ///< as in `RuleGroup`
        std::uint32_t first_place = 0;  ///< of its rules, which follow each other
        std::vector<std::uint32_t> rules;
        std::vector<std::uint32_t> literals;
    };
    std::vector<Group> groups;
    /// All other rules, each after those that may lift it.
    std::vector<std::uint32_t> exempted;
    /// Where the results of a rule stand: group after group, then the exempted.
    std::vector<std::uint32_t> places;          ///< by rule
    std::vector<std::uint32_t> exempted_place;  ///< by rule; `program::none` in a group

    std::vector<std::uint32_t> fact_sources;
    std::vector<std::uint32_t> count_sources;
    std::vector<std::uint32_t> tree_sources;
    std::vector<std::uint32_t> derived_early;  ///< that no tree is part of; parts come first
    std::vector<std::uint32_t> derived_late;

    std::vector<std::uint32_t> source_of_fact;  ///< by fact; `program::none` without one
    std::vector<std::uint32_t> tests_of_fact;   ///< by fact: place in `record_tests`, or none
    /// Facts that some tree literal looks at.
    std::vector<std::uint32_t> tree_facts;

    /// For each tree source: the lanes that need it, or that every row does.
    struct Wanted {
        bool is_always = false;
        std::vector<std::uint32_t> lanes;
    };
    std::vector<Wanted> wanted;  ///< by place in `tree_sources`

    /// The nodes that a literal's own condition needs, children first, for answers that no column
    /// holds: by literal, and one more.
    std::vector<std::uint32_t> first_node;
    std::vector<model::ExprId> nodes;
    [[nodiscard]] std::span<const model::ExprId> nodes_of(std::uint32_t literal) const {
        return std::span(nodes).subspan(first_node[literal],
                                        first_node[literal + 1] - first_node[literal]);
    }

    /// Of 64 rows, how many words all literals take.
    std::size_t literal_count = 0;
};

BatchPlan make_plan(const model::RuleSet& rules, const program::Program& program);

}  // namespace caveat::eval
