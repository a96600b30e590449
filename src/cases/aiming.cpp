// From a condition and the truth that it should have to answers that give it. Entrance:
// Aiming::make.

#include "cases/aiming.hpp"

#include "api/access.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace caveat::cases {

namespace {

constexpr std::size_t deepest = 200;
constexpr std::size_t most_steps = 2000;   ///< down one condition
constexpr std::size_t most_attempts = 24;  ///< to settle one test
constexpr std::size_t percent_left_out = 10;

}  // namespace

Aiming::Aiming(const model::RuleSet& rules, const Candidates& candidates, DraftReader& reader,
               Dice& dice)
    : rules_(rules), candidates_(candidates), reader_(reader), dice_(dice) {
    values_.fit(rules.tree);
}

const Aiming::Ground& Aiming::ground_of(ExprId id) {
    const auto [found, is_new] = grounds_.emplace(id, Ground{});
    Ground& ground = found->second;
    if (!is_new) return ground;
    std::unordered_set<ExprId> reached;
    std::vector<ExprId> pending{id};
    const auto add = [&](ExprId child) {
        if (reached.insert(child).second) pending.push_back(child);
    };
    reached.insert(id);
    while (!pending.empty()) {
        const ExprId next = pending.back();
        pending.pop_back();
        const model::Expr& expr = rules_.tree[next];
        if (expr.scope == model::patient_scope) ground.nodes.push_back(next);
        if (const auto fact = model::fact_of(expr.node)) ground.facts.push_back(*fact);
        model::for_each_child(rules_, next, add);
    }
    std::sort(ground.nodes.begin(), ground.nodes.end());
    std::sort(ground.facts.begin(), ground.facts.end());
    ground.facts.erase(std::unique(ground.facts.begin(), ground.facts.end()), ground.facts.end());
    return ground;
}

Truth Aiming::truth(const Draft& draft, ExprId id) {
    const Profile profile = reader_.profile(draft);
    model::Evaluation evaluation(rules_, {&api::facts_of(profile), {}}, values_, scratch_, nullptr);
    for (const ExprId node : ground_of(id).nodes) evaluation.one(node);
    return evaluation.truth(id);
}

void Aiming::make(Draft& draft, ExprId id, Truth wanted, std::size_t depth) {
    // Terms made of terms can be written so that there are more ways down than anybody can walk.
    if (depth == 0) steps_left_ = most_steps;
    if (depth > deepest || steps_left_ == 0) return;
    --steps_left_;
    if (truth(draft, id) == wanted) return;
    model::visit(
        model::Overloaded{
            [&](const model::All& n) { make_all(draft, n.parts, wanted, true, depth + 1); },
            [&](const model::Any& n) {
                make_all(draft, n.parts, negated(wanted), false, depth + 1);
            },
            [&](const model::AtLeastOf& n) { make_some(draft, n, wanted, depth + 1); },
            [&](const model::Not& n) { make(draft, n.part, negated(wanted), depth + 1); },
            [&](const model::Gated& n) { make_gated(draft, n, wanted, depth + 1); },
            [&](const model::TestNode auto&) { settle(draft, id, wanted); },
            [](const model::ValueNode auto&) {},  // no condition
        },
        rules_.tree[id].node);
}

/// All parts so, one part not so, or one part open. Of `any of` it is the mirror image.
void Aiming::make_all(Draft& draft, model::Children run, Truth wanted, bool all,
                      std::size_t depth) {
    const auto parts = rules_.tree.children(run);
    const auto meant = [&](Truth truth) { return all ? truth : negated(truth); };
    const std::size_t chosen = dice_.below(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i != chosen && wanted != Truth::no) make(draft, parts[i], meant(Truth::yes), depth);
    }
    make(draft, parts[chosen], meant(wanted), depth);
}

void Aiming::make_some(Draft& draft, const model::AtLeastOf& node, Truth wanted,
                       std::size_t depth) {
    const auto children = rules_.tree.children(node.parts);
    std::vector<ExprId> parts(children.begin(), children.end());
    for (std::size_t i = parts.size(); i > 1; --i) std::swap(parts[i - 1], parts[dice_.below(i)]);
    // So many hold for certain, then one decides, and the rest does not hold.
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Truth truth = i + 1 < node.count    ? Truth::yes
                            : i + 1 == node.count ? wanted
                                                  : Truth::no;
        if (i + 1 <= node.count || wanted != Truth::yes) make(draft, parts[i], truth, depth);
    }
}

void Aiming::make_gated(Draft& draft, const model::Gated& node, Truth wanted, std::size_t depth) {
    constexpr std::size_t percent_by_gate = 25;
    const auto gates = rules_.tree.children(node.gates);
    if (wanted == Truth::no && dice_.percent(percent_by_gate)) {
        return make(draft, gates[dice_.below(gates.size())], Truth::no, depth);
    }
    for (const ExprId gate : gates) make(draft, gate, Truth::yes, depth);
    make(draft, node.test, wanted, depth);
}

/// attempt  now and then all facts of a test are pushed the same way, for sums and scores
void Aiming::answer(Draft& draft, std::uint32_t fact, std::size_t attempt) {
    if (dice_.percent(percent_left_out)) {
        draft[fact] = DraftAnswer{};
        return;
    }
    draft[fact] = candidates_.pick(fact, dice_);
    if (attempt % 4 == 3) draft[fact].is_yes = attempt % 8 == 3;
}

void Aiming::shake(Draft& draft, ExprId id) {
    for (const std::uint32_t fact : ground_of(id).facts) answer(draft, fact, 0);
}

void Aiming::settle(Draft& draft, ExprId id, Truth wanted) {
    const std::vector<std::uint32_t>& facts = ground_of(id).facts;
    if (facts.empty()) return;
    const Draft before = draft;
    for (std::size_t attempt = 0; attempt < most_attempts; ++attempt) {
        if (wanted == Truth::unknown && attempt < facts.size()) {
            draft[facts[attempt]] = DraftAnswer{};
        } else if (facts.size() == 1 || attempt % 2 == 0) {
            for (const std::uint32_t fact : facts) answer(draft, fact, attempt);
        } else {
            answer(draft, facts[dice_.below(facts.size())], attempt);
        }
        if (truth(draft, id) == wanted) return;
    }
    draft = before;
}

void Aiming::make(Draft& draft, RuleId id, Status wanted) {
    const model::Rule& rule = rules_.rules[id.index];
    constexpr std::size_t percent_exempt = 20;
    const bool is_open = wanted == Status::undecided || wanted == Status::presumed;
    if (wanted == Status::not_fired && rule.unless != model::none &&
        dice_.percent(percent_exempt)) {
        return make(draft, rule.unless, Truth::yes);
    }
    const Truth condition = wanted == Status::fired ? Truth::yes
                            : is_open               ? Truth::unknown
                                                    : Truth::no;
    // Twice: what is made later may undo what was made before.
    for (int round = 0; round < 2; ++round) {
        make(draft, rule.when, condition);
        if (wanted == Status::not_fired) return;
        if (rule.unless != model::none) make(draft, rule.unless, Truth::no);
        for (const RuleId over : rule.overridden_by) {
            make(draft, rules_.rules[over.index].when, Truth::no);
        }
    }
}

}  // namespace caveat::cases
