// From the typed tree to a program: forms of all conditions, then rules over them. Entrance:
// ProgramCompiler::run. Literals are made in compiler_literals.cpp, counts in compiler_records.cpp;
// what must be evaluated for everybody is found in compiler_always.cpp.

#include "program/compiler.hpp"

#include "model/evaluation.hpp"
#include "model/sharing.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <numeric>

namespace caveat::program {

using model::ExprId;

namespace {

/// What every condition says while nothing is known.
std::vector<Truth> nothing_known(const model::RuleSet& rules) {
    model::Values values;
    values.fit(rules.tree);
    model::Scratch scratch;
    model::Evaluation evaluation(rules, {}, values, scratch, nullptr);
    evaluation.all();
    std::vector<Truth> truths(rules.tree.size(), Truth::unknown);
    for (ExprId id = 0; id < truths.size(); ++id) {
        const model::Expr& expr = rules.tree[id];
        if (expr.kind == model::ValueKind::truth && expr.scope == model::patient_scope) {
            truths[id] = evaluation.truth(id);
        }
    }
    return truths;
}

}  // namespace

ProgramCompiler::ProgramCompiler(const model::RuleSet& rules)
    : rules_(rules),
      tree_(rules.tree),
      equal_to_(model::representatives(rules.tree)),
      when_unanswered_(nothing_known(rules)),
      seen_(rules.tree.size(), 0) {
    is_needed_.fill(std::vector<bool>(rules.tree.size(), false));
    forms_.fill(std::vector<Form>(rules.tree.size()));
}

Program ProgramCompiler::run() {
    mark_needed();
    make_forms();
    plan_rules();
    find_always_evaluated();
    sort_literals();
    for (RecordTests& tests : program_.record_tests) tabulate(tests);
    return std::move(program_);
}

/// Conditions that are made of others pass the need on; a test needs nothing else.
void ProgramCompiler::mark_needed() {
    for (const model::Rule& rule : rules_.rules) {
        need(rule.when, true);
        need(rule.unless, true);
    }
    need(rules_.applies_to, true);
    for (auto id = static_cast<ExprId>(tree_.size()); id-- > 0;) {
        for (const bool holds : {false, true}) {
            if (!is_needed_[holds ? 1 : 0][id]) continue;
            const auto pass_on = [&](model::Children parts) {
                for (const ExprId part : tree_.children(parts)) need(part, holds);
            };
            model::visit(model::Overloaded{
                             [&]<model::OneOf<model::All, model::Any, model::AtLeastOf> Group>(
                                 const Group& n) { pass_on(n.parts); },
                             [&](const model::Not& n) { need(n.part, !holds); },
                             [&](const model::Gated& n) {
                                 need(n.test, holds);
                                 pass_on(n.gates);
                             },
                             [](const model::TestNode auto&) {},
                             [](const model::ValueNode auto&) {},
                         },
                         tree_[id].node);
        }
    }
}

void ProgramCompiler::need(ExprId id, bool holds) {
    if (id != model::none) is_needed_[holds ? 1 : 0][equal_to_[id]] = true;
}

void ProgramCompiler::make_forms() {
    for (ExprId id = 0; id < tree_.size(); ++id) {
        for (const bool holds : {true, false}) {
            if (is_needed_[holds ? 1 : 0][id]) forms_[holds ? 1 : 0][id] = form_of(id, holds);
        }
    }
}

const Form& ProgramCompiler::form(ExprId id, bool holds) const {
    return forms_[holds ? 1 : 0][equal_to_[id]];
}

Form ProgramCompiler::form_of(ExprId id, bool holds) {
    if (auto form = combined(id, holds)) return *std::move(form);
    return {{literal_of(id, holds)}};
}

/// What is denied is the mirror image: any part denied of all, all of any.
std::optional<Form> ProgramCompiler::combined(ExprId id, bool holds) {
    const auto join = [&](Form result, model::Children parts, bool all) -> std::optional<Form> {
        for (const ExprId part : tree_.children(parts)) {
            auto next = all ? product(result, form(part, holds)) : sum(result, form(part, holds));
            if (!next) return std::nullopt;
            result = *std::move(next);
        }
        return result;
    };
    const auto group = [&](model::Children parts, bool all) {
        return join(all ? Form{{}} : Form{}, parts, all);
    };
    using Made = std::optional<Form>;
    return model::visit(
        model::Overloaded{
            [&](const model::All& n) { return group(n.parts, holds); },
            [&](const model::Any& n) { return group(n.parts, !holds); },
            [&](const model::AtLeastOf& n) {
                std::vector<const Form*> parts;
                for (const ExprId part : tree_.children(n.parts)) {
                    parts.push_back(&form(part, holds));
                }
                return at_least(model::parts_wanted(n, holds), parts);
            },
            [&](const model::Not& n) -> Made { return form(n.part, !holds); },
            [&](const model::Gated& n) { return join(form(n.test, holds), n.gates, holds); },
            [](const model::TestNode auto&) -> Made { return std::nullopt; },
            [](const model::ValueNode auto&) -> Made { return std::nullopt; },
        },
        tree_[id].node);
}

std::uint32_t ProgramCompiler::condition(ExprId root) {
    const ExprId id = equal_to_[root];
    const auto index = static_cast<std::uint32_t>(program_.conditions.size());
    const auto [found, is_new] = condition_by_root_.try_emplace(id, index);
    if (!is_new) return found->second;
    Condition condition;
    condition.node = id;
    condition.first_lane = static_cast<std::uint32_t>(program_.lanes.size());
    condition.lane_count = static_cast<std::uint32_t>(form(id, true).size());
    for (const LiteralSet& literals : form(id, true)) {
        program_.lanes.push_back({static_cast<std::uint32_t>(program_.lane_literals.size()),
                                  static_cast<std::uint32_t>(literals.size()), index});
        program_.lane_literals.insert(program_.lane_literals.end(), literals.begin(),
                                      literals.end());
    }
    program_.conditions.push_back(condition);
    return index;
}

void ProgramCompiler::plan_rules() {
    std::vector<std::uint32_t> users;
    for (const model::Rule& rule : rules_.rules) {
        RulePlan plan;
        plan.when = condition(rule.when);
        if (rule.unless != model::none) plan.unless = condition(rule.unless);
        program_.rules.push_back(plan);
    }
    if (rules_.applies_to != model::none) program_.applies_to = condition(rules_.applies_to);
    users.resize(program_.conditions.size(), 0);
    for (const RulePlan& plan : program_.rules) {
        ++users[plan.when];
        if (plan.unless != none) ++users[plan.unless];
    }
    if (program_.applies_to != none) ++users[program_.applies_to];
    for (std::uint32_t rule = 0; rule < program_.rules.size(); ++rule) {
        RulePlan& plan = program_.rules[rule];
        plan.is_simple = plan.unless == none && rules_.rules[rule].overridden_by.empty() &&
                         program_.conditions[plan.when].lane_count == 1 && users[plan.when] == 1;
    }
    for (const RuleId id : rules_.evaluation_order) {
        if (!program_.rules[id.index].is_simple) program_.complex_rules.push_back(id.index);
    }
}

/// Tests on one thing become neighbours.
void ProgramCompiler::sort_literals() {
    std::vector<std::uint32_t> order(program_.literals.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto key = [&](std::uint32_t literal) {
        const Literal& one = program_.literals[literal];
        return std::pair(program_.sources[one.source].kind, one.source);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    std::vector<std::uint32_t> place(order.size());
    std::vector<std::uint32_t> source_place(program_.sources.size(), none);
    std::vector<Literal> literals;
    std::vector<Source> sources;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        Literal literal = program_.literals[order[i]];
        std::uint32_t& source = source_place[literal.source];
        if (source == none) {
            source = static_cast<std::uint32_t>(sources.size());
            sources.push_back(program_.sources[literal.source]);
            sources.back().first_literal = i;
            sources.back().literal_count = 0;
        }
        literal.source = source;
        ++sources[source].literal_count;
        literals.push_back(literal);
    }
    program_.literals = std::move(literals);
    program_.sources = std::move(sources);
    for (std::uint32_t& literal : program_.lane_literals) literal = place[literal];
    for (const Lane& lane : program_.lanes) {
        const auto first = program_.lane_literals.begin() + lane.first;
        std::sort(first, first + lane.count);
    }
    for (Derived& derived : program_.derived) {
        for (std::uint32_t& part : derived.parts) part = place[part];
    }
}

Program compile(const model::RuleSet& rules) {
    return ProgramCompiler(rules).run();
}

}  // namespace caveat::program
