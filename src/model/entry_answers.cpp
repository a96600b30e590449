// From the entries of a score to the answers that they rest on, and what is evaluated above those.
// Entrance: EntryAnswers.

#include "model/entry_answers.hpp"

#include "model/walk.hpp"

namespace caveat::model {

using values::Rational;

namespace {

/// A whole number with so few values is looked at one by one.
constexpr std::size_t most_single_values = 16;
constexpr std::size_t most_codes = 16;
constexpr std::size_t most_counted_codes = 8;

}  // namespace

EntryAnswers::EntryAnswers(const RuleSet& rules, const std::vector<ExprId>& equal_to,
                           const Score& score, const Values& nothing_known)
    : rules_(rules), tree_(rules.tree), equal_to_(equal_to), nothing_known_(nothing_known) {
    for (const ScoreEntry& entry : score.entries) find_answers(entry);
}

void EntryAnswers::find_answers(const ScoreEntry& entry) {
    used_.emplace_back();
    nodes_.emplace_back();
    if (entry.condition != none) return visit(entry.condition);
    if (!is_enumerable(entry.number)) return;
    leaves(entry.number);
    for (const ExprId gate : tree_.children(entry.gates)) visit(gate);
}

EntryAnswers::Asked& EntryAnswers::use(ExprId value, std::uint32_t code) {
    const auto key = std::pair(equal_to_[value], code);
    const auto [found, is_new] =
        answer_by_key_.try_emplace(key, static_cast<std::uint32_t>(answers_.size()));
    if (is_new) {
        answers_.emplace_back();
        answers_.back().value = value;
        answers_.back().code = code;
    }
    Asked& answer = answers_[found->second];
    ++answer.uses;
    used_.back().push_back(found->second);
    answer.twins.push_back(value);
    return answer;
}

void EntryAnswers::visit(ExprId root) {
    std::vector<ExprId> open{root};
    while (!open.empty()) {
        const ExprId id = open.back();
        open.pop_back();
        const auto all = [&](Children parts) {
            for (const ExprId part : tree_.children(parts)) open.push_back(part);
            return true;
        };
        const bool is_taken_apart = model::visit(
            Overloaded{
                [&]<OneOf<All, Any, AtLeastOf> Group>(const Group& n) { return all(n.parts); },
                [&](const Not& n) {
                    open.push_back(n.part);
                    return true;
                },
                [&](const Gated& n) {
                    open.push_back(n.test);
                    return all(n.gates);
                },
                [&](const TestNode auto&) { return visit_test(id); },
                [](const ValueNode auto&) { return false; },
            },
            tree_[id].node);
        if (is_taken_apart) {
            nodes_.back().push_back(id);
        } else {
            use(id);  // as a whole: it is not evaluated
        }
    }
}

bool EntryAnswers::visit_test(ExprId id) {
    if (tree_[id].scope != patient_scope) return false;
    return model::visit(
        Overloaded{
            [&](const YesNo& n) { return visit_yes_no(n); },
            [&](const Compare& n) { return visit_compare(n); },
            [&](const Between& n) { return visit_between(n); },
            [&](const InBand& n) { return visit_band(n); },
            [&](const IsOneOf& n) {
                if (!is_fact(n.value)) return false;
                use(n.value).codes.push_back(n.codes);
                return true;
            },
            [&](const Includes& n) { return visit_codes(n.value, n.codes); },
            [&](const IsEmpty& n) { return visit_codes(n.value, all_codes(n.value)); },
            // Days and lists have too many values to be tried.
            []<OneOf<DateTest, WithinLast, MoreThanAgo, RecordsAtLeast, RecordsAtMost> Test>(
                const Test&) { return false; },
            [](const JoinedNode auto&) { return false; },
            [](const ValueNode auto&) { return false; },
        },
        tree_[id].node);
}

bool EntryAnswers::visit_band(const InBand& test) {
    const Interval& band = rules_.scores[test.score].bands[test.band].interval;
    std::vector<Cut> cuts;
    if (band.low.is_finite()) cuts.push_back({band.low.value, !band.low_is_included});
    if (band.high.is_finite()) cuts.push_back({band.high.value, band.high_is_included});
    number(test.value, cuts);
    return true;
}

bool EntryAnswers::is_fact(ExprId value) const {
    return std::holds_alternative<FactValue>(tree_[value].node);
}

bool EntryAnswers::visit_yes_no(const YesNo& test) {
    if (!is_fact(test.value)) return false;
    use(test.value);
    return true;
}

bool EntryAnswers::visit_codes(ExprId value, const facts::CodeSet& codes) {
    if (!is_fact(value) || codes.size() > most_codes) return false;
    for (std::size_t code = 0; code < facts::CodeSet::capacity; ++code) {
        if (codes.contains(code)) use(value, static_cast<std::uint32_t>(code));
    }
    return true;
}

bool EntryAnswers::visit_compare(const Compare& test) {
    const Rational* left = constant_number(tree_, test.left);
    const Rational* right = constant_number(tree_, test.right);
    if (left == nullptr && right == nullptr && is_enumerable(test.left) &&
        is_enumerable(test.right)) {
        leaves(test.left);
        leaves(test.right);
        return true;
    }
    if ((left == nullptr) == (right == nullptr)) return false;
    const bool is_mirrored = right == nullptr;
    const Comparison comparison = is_mirrored ? mirrored(test.comparison) : test.comparison;
    const Rational& at = is_mirrored ? *left : *right;
    std::vector<Cut> cuts;
    cuts.reserve(2);
    const bool is_equality = comparison == Comparison::equal;
    const bool cuts_below =
        comparison == Comparison::less || comparison == Comparison::greater_or_equal || is_equality;
    if (cuts_below) cuts.push_back({at, false});
    if (!cuts_below || is_equality) cuts.push_back({at, true});
    number(is_mirrored ? test.right : test.left, cuts);
    nodes_.back().push_back(is_mirrored ? test.left : test.right);
    return true;
}

bool EntryAnswers::visit_between(const Between& test) {
    const Rational* low = constant_number(tree_, test.low);
    const Rational* high = constant_number(tree_, test.high);
    if (low == nullptr || high == nullptr) return false;
    number(test.value, {{*low, false}, {*high, true}});
    nodes_.back().push_back(test.low);
    nodes_.back().push_back(test.high);
    return true;
}

void EntryAnswers::number(ExprId value, const std::vector<Cut>& cuts) {
    if (!std::holds_alternative<FactValue>(tree_[value].node) && is_enumerable(value)) {
        return leaves(value);
    }
    Asked& answer = use(value);
    answer.cuts.insert(answer.cuts.end(), cuts.begin(), cuts.end());
}

/// Made of whole numbers with few values, so that each of them can be tried.
bool EntryAnswers::is_enumerable(ExprId id) {
    std::vector<ExprId> open{id};
    std::size_t steps = 0;
    while (!open.empty()) {
        if (++steps > 64) return false;
        const ExprId next = open.back();
        open.pop_back();
        const Expr& expr = tree_[next];
        if (const auto* fact = std::get_if<FactValue>(&expr.node)) {
            const facts::ValueType& type = rules_.catalogue[fact->fact].type;
            const values::Range& range = type.range;
            if (!type.whole || expr.unit != 0 || !range.low.is_finite()) return false;
            const auto width = range.high.is_finite()
                                   ? values::subtract(range.high.value, range.low.value)
                                   : std::nullopt;
            if (!width || *width >= Rational(most_single_values)) return false;
        } else if (const auto* count = std::get_if<CodeCount>(&expr.node)) {
            if (!is_fact(count->codes) || all_codes(count->codes).size() > most_counted_codes) {
                return false;
            }
        } else if (constant_number(tree_, next) == nullptr && !push_parts(next, open)) {
            return false;
        }
    }
    return true;
}

/// Of an enumerable number: the facts that it is made of.
void EntryAnswers::leaves(ExprId id) {
    std::vector<ExprId> open{id};
    while (!open.empty()) {
        const ExprId next = open.back();
        open.pop_back();
        const Node& node = tree_[next].node;
        if (std::holds_alternative<FactValue>(node)) {
            use(next).is_each = true;
            continue;
        }
        nodes_.back().push_back(next);
        if (const auto* count = std::get_if<CodeCount>(&node)) {
            visit_codes(count->codes, all_codes(count->codes));
        } else {
            push_parts(next, open);
        }
    }
}

/// Of numbers made of others: their parts. False for any other.
bool EntryAnswers::push_parts(ExprId id, std::vector<ExprId>& open) {
    const auto is_made_of_others = Overloaded{
        []<OneOf<Arithmetic, Extreme, Rounded> Value>(const Value&) { return true; },
        []<OneOf<FactValue, FieldValue, NumberConstant, DateConstant, RecordCount, CodeCount,
                 Measure, TimeSince, ScoreValue>
               Value>(const Value&) { return false; },
        [](const ConditionNode auto&) { return false; },
    };
    if (!model::visit(is_made_of_others, tree_[id].node)) return false;
    add_children(rules_, id, open);
    return true;
}

const facts::CodeSet& EntryAnswers::all_codes(ExprId choices) const {
    return nothing_known_.choices[tree_[choices].slot].all;
}

}  // namespace caveat::model
