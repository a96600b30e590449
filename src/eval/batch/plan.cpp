// From a program to the order in which a batch runs it. Entrance: make_plan.

#include "eval/batch/plan.hpp"

#include "model/walk.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace caveat::eval {

using program::none;
using program::SourceKind;

namespace {

constexpr std::size_t widest_lane = 4;  ///< that the kernels have a loop of its own for

class Planner {
  public:
    Planner(const model::RuleSet& rules, const program::Program& program)
        : rules_(rules), program_(program) {}

    BatchPlan run() {
        plan_.literal_count = program_.literals.size();
        sort_sources();
        find_wanted();
        group_rules();
        find_nodes();
        return std::move(plan_);
    }

  private:
    // --- sources ---

    void sort_sources() {
        plan_.source_of_fact.assign(rules_.catalogue.size(), none);
        plan_.tests_of_fact.assign(rules_.catalogue.size(), none);
        for (std::uint32_t i = 0; i < program_.record_tests.size(); ++i) {
            plan_.tests_of_fact[program_.record_tests[i].records] = i;
        }
        needs_tree_.assign(program_.sources.size(), false);
        is_placed_.assign(program_.sources.size(), false);
        for (std::uint32_t i = 0; i < program_.sources.size(); ++i) place(i);
    }

    /// Sources that this one is derived from come first.
    void place(std::uint32_t source) {
        if (is_placed_[source]) return;
        is_placed_[source] = true;
        const program::Source& each = program_.sources[source];
        switch (each.kind) {
            case SourceKind::yes_no:
            case SourceKind::number:
            case SourceKind::date:
            case SourceKind::choice:
            case SourceKind::choices:
                plan_.source_of_fact[each.index] = source;
                plan_.fact_sources.push_back(source);
                return;
            case SourceKind::count:
                plan_.count_sources.push_back(source);
                return;
            case SourceKind::tree:
                needs_tree_[source] = true;
                plan_.tree_sources.push_back(source);
                return;
            case SourceKind::derived:
                break;
        }
        for (const std::uint32_t part : program_.derived[each.index].parts) {
            const std::uint32_t from = program_.literals[part].source;
            place(from);
            if (needs_tree_[from]) needs_tree_[source] = true;
        }
        (needs_tree_[source] ? plan_.derived_late : plan_.derived_early).push_back(source);
    }

    /// A tree literal is evaluated for the rows in which a lane may still hold without it.
    void find_wanted() {
        std::vector<std::uint32_t> place_of(program_.sources.size(), none);
        plan_.wanted.resize(plan_.tree_sources.size());
        for (std::uint32_t i = 0; i < plan_.tree_sources.size(); ++i) {
            place_of[plan_.tree_sources[i]] = i;
        }
        for (const program::Derived& derived : program_.derived) {
            for (const std::uint32_t part : derived.parts) {
                const std::uint32_t place = place_of[program_.literals[part].source];
                if (place != none) plan_.wanted[place].is_always = true;
            }
        }
        for (std::uint32_t lane = 0; lane < program_.lanes.size(); ++lane) {
            for (const std::uint32_t literal : program_.literals_of(program_.lanes[lane])) {
                const std::uint32_t place = place_of[program_.literals[literal].source];
                if (place == none) continue;
                auto& lanes = plan_.wanted[place].lanes;
                if (lanes.empty() || lanes.back() != lane) lanes.push_back(lane);
            }
        }
    }

    // --- rules ---

    [[nodiscard]] bool has_empty_lane(const program::Condition& condition) const {
        for (std::uint32_t i = 0; i < condition.lane_count; ++i) {
            if (program_.lanes[condition.first_lane + i].count == 0) return true;
        }
        return false;
    }

    void group_rules() {
        plan_.exempted_place.assign(rules_.rules.size(), none);
        std::map<std::tuple<Verdict, IfUnknown, std::size_t>, std::size_t> place_of;
        for (const RuleId id : rules_.evaluation_order) {
            const program::RulePlan& rule = program_.rules[id.index];
            const model::Rule& declared = rules_.rules[id.index];
            const program::Condition& when = program_.conditions[rule.when];
            const bool is_exempted = rule.unless != none || !declared.overridden_by.empty() ||
                                     has_empty_lane(when) || rules_.may_prorate;
            if (is_exempted) {
                plan_.exempted_place[id.index] = static_cast<std::uint32_t>(plan_.exempted.size());
                plan_.exempted.push_back(id.index);
                continue;
            }
            const std::uint32_t length = program_.lanes[when.first_lane].count;
            const bool is_one = when.lane_count == 1 && length <= widest_lane;
            const std::size_t width = is_one ? length : 0;
            const Verdict leads_to = verdict_of(declared.strictest);
            const auto [found, is_new] = place_of.try_emplace(
                std::tuple(leads_to, declared.if_unknown, width), plan_.groups.size());
            if (is_new) plan_.groups.push_back({leads_to, declared.if_unknown, width, 0, {}, {}});
            add_rule(plan_.groups[found->second], id.index, when);
        }
        plan_.places.resize(rules_.rules.size());
        std::uint32_t place = 0;
        for (BatchPlan::Group& group : plan_.groups) {
            group.first_place = place;
            for (const std::uint32_t rule : group.rules) plan_.places[rule] = place++;
        }
        for (const std::uint32_t rule : plan_.exempted) plan_.places[rule] = place++;
    }

    void add_rule(BatchPlan::Group& group, std::uint32_t rule, const program::Condition& when) {
        group.rules.push_back(rule);
        if (group.width == 0) group.literals.push_back(when.lane_count);
        for (std::uint32_t i = 0; i < when.lane_count; ++i) {
            const program::Lane& lane = program_.lanes[when.first_lane + i];
            if (group.width == 0) group.literals.push_back(lane.count);
            const auto literals = program_.literals_of(lane);
            group.literals.insert(group.literals.end(), literals.begin(), literals.end());
        }
    }

    // --- the typed tree ---

    void find_nodes() {
        std::vector<std::uint32_t> met(rules_.tree.size(), 0);
        std::vector<bool> is_fact(rules_.catalogue.size(), false);
        std::vector<model::ExprId> open;
        std::uint32_t round = 0;
        for (const program::Literal& literal : program_.literals) {
            plan_.first_node.push_back(static_cast<std::uint32_t>(plan_.nodes.size()));
            const SourceKind kind = program_.sources[literal.source].kind;
            if (kind == SourceKind::tree || kind == SourceKind::derived) continue;
            ++round;
            reach(literal.node, met, round, open);
        }
        plan_.first_node.push_back(static_cast<std::uint32_t>(plan_.nodes.size()));
        for (const program::Subtree& subtree : program_.subtrees) {
            for (const model::ExprId id : program_.nodes_of(subtree)) note_fact(id, is_fact);
        }
        for (std::uint32_t fact = 0; fact < is_fact.size(); ++fact) {
            if (is_fact[fact]) plan_.tree_facts.push_back(fact);
        }
    }

    void reach(model::ExprId root, std::vector<std::uint32_t>& met, std::uint32_t round,
               std::vector<model::ExprId>& open) {
        const std::size_t first = plan_.nodes.size();
        if (root == model::none) return;
        std::vector<model::ExprId>& nodes = plan_.nodes;
        open.assign(1, root);
        met[root] = round;
        while (!open.empty()) {
            const model::ExprId id = open.back();
            open.pop_back();
            if (rules_.tree[id].scope == model::patient_scope) nodes.push_back(id);
            needed_.clear();
            model::add_children(rules_, id, needed_);
            for (const model::ExprId each : needed_) {
                if (met[each] == round) continue;
                met[each] = round;
                open.push_back(each);
            }
        }
        std::sort(nodes.begin() + static_cast<std::ptrdiff_t>(first), nodes.end());
    }

    void note_fact(model::ExprId id, std::vector<bool>& is_fact) const {
        if (const auto fact = model::fact_of(rules_.tree[id].node)) is_fact[*fact] = true;
    }

    const model::RuleSet& rules_;
    const program::Program& program_;
    BatchPlan plan_;
    std::vector<bool> needs_tree_;  ///< by source
    std::vector<bool> is_placed_;   ///< by source
    std::vector<model::ExprId> needed_;
};

}  // namespace

BatchPlan make_plan(const model::RuleSet& rules, const program::Program& program) {
    return Planner(rules, program).run();
}

}  // namespace caveat::eval
