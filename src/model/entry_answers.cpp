// From the entries of a score to the answers that they rest on, and what is evaluated above those.
// Entrance: EntryAnswers.

#include "model/entry_answers.hpp"

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

EntryAnswers::Answer& EntryAnswers::use(ExprId value, std::uint32_t code) {
    const auto key = std::pair(equal_to_[value], code);
    const auto [found, is_new] =
        answer_by_key_.try_emplace(key, static_cast<std::uint32_t>(answers_.size()));
    if (is_new) {
        answers_.emplace_back();
        answers_.back().value = value;
        answers_.back().code = code;
    }
    Answer& answer = answers_[found->second];
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
        };
        const Node& node = tree_[id].node;
        if (const auto* each = std::get_if<All>(&node)) {
            all(each->parts);
        } else if (const auto* any = std::get_if<Any>(&node)) {
            all(any->parts);
        } else if (const auto* some = std::get_if<AtLeastOf>(&node)) {
            all(some->parts);
        } else if (const auto* denied = std::get_if<Not>(&node)) {
            open.push_back(denied->part);
        } else if (const auto* gated = std::get_if<Gated>(&node)) {
            open.push_back(gated->test);
            all(gated->gates);
        } else if (!visit_test(id, node)) {
            use(id);
            continue;  // as a whole: it is not evaluated
        }
        nodes_.back().push_back(id);
    }
}

bool EntryAnswers::visit_test(ExprId id, const Node& node) {
    if (tree_[id].scope != patient_scope) return false;
    if (const auto* test = std::get_if<YesNo>(&node)) return visit_yes_no(*test);
    if (const auto* test = std::get_if<Compare>(&node)) return visit_compare(*test);
    if (const auto* test = std::get_if<Between>(&node)) return visit_between(*test);
    if (const auto* test = std::get_if<InBand>(&node)) {
        const Interval& band = rules_.scores[test->score].bands[test->band].interval;
        std::vector<Cut> cuts;
        if (band.low.is_finite()) cuts.push_back({band.low.value, !band.low_is_included});
        if (band.high.is_finite()) cuts.push_back({band.high.value, band.high_is_included});
        number(test->value, cuts);
        return true;
    }
    if (const auto* test = std::get_if<IsOneOf>(&node)) {
        if (!is_fact(test->value)) return false;
        use(test->value).codes.push_back(test->codes);
        return true;
    }
    if (const auto* test = std::get_if<Includes>(&node)) {
        return visit_codes(test->value, test->codes);
    }
    if (const auto* test = std::get_if<IsEmpty>(&node)) {
        return visit_codes(test->value, all_codes(test->value));
    }
    return false;
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

std::optional<Rational> EntryAnswers::constant(ExprId id) const {
    const auto* number = std::get_if<NumberConstant>(&tree_[id].node);
    if (number == nullptr || !number->value.is_single()) return std::nullopt;
    return number->value.low.value;
}

bool EntryAnswers::visit_compare(const Compare& test) {
    const auto left = constant(test.left);
    const auto right = constant(test.right);
    if (!left && !right && is_enumerable(test.left) && is_enumerable(test.right)) {
        leaves(test.left);
        leaves(test.right);
        return true;
    }
    if (left.has_value() == right.has_value()) return false;
    const Comparison comparison = right ? test.comparison : mirrored(test.comparison);
    const Rational& at = right ? *right : *left;
    std::vector<Cut> cuts;
    const bool is_equality = comparison == Comparison::equal;
    const bool cuts_below =
        comparison == Comparison::less || comparison == Comparison::greater_or_equal || is_equality;
    if (cuts_below) cuts.push_back({at, false});
    if (!cuts_below || is_equality) cuts.push_back({at, true});
    number(right ? test.left : test.right, cuts);
    nodes_.back().push_back(right ? test.right : test.left);
    return true;
}

bool EntryAnswers::visit_between(const Between& test) {
    const auto low = constant(test.low);
    const auto high = constant(test.high);
    if (!low || !high) return false;
    number(test.value, {{*low, false}, {*high, true}});
    nodes_.back().push_back(test.low);
    nodes_.back().push_back(test.high);
    return true;
}

void EntryAnswers::number(ExprId value, const std::vector<Cut>& cuts) {
    if (!std::holds_alternative<FactValue>(tree_[value].node) && is_enumerable(value)) {
        return leaves(value);
    }
    Answer& answer = use(value);
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
        } else if (!constant(next) && !push_parts(expr.node, open)) {
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
            push_parts(node, open);
        }
    }
}

/// Of numbers made of others: their parts. False for any other.
bool EntryAnswers::push_parts(const Node& node, std::vector<ExprId>& open) {
    if (const auto* sum = std::get_if<Arithmetic>(&node)) {
        open.push_back(sum->left);
        open.push_back(sum->right);
    } else if (const auto* extreme = std::get_if<Extreme>(&node)) {
        for (const ExprId part : tree_.children(extreme->values)) open.push_back(part);
    } else if (const auto* rounded = std::get_if<Rounded>(&node)) {
        open.push_back(rounded->value);
    } else {
        return false;
    }
    return true;
}

const facts::CodeSet& EntryAnswers::all_codes(ExprId choices) const {
    return nothing_known_.choices[tree_[choices].slot].all;
}

}  // namespace caveat::model
