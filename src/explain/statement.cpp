// From a test and the values that it looks at to sentences in the author's words. Entrance: state.

#include "explain/statement.hpp"

#include "explain/wording.hpp"
#include "model/walk.hpp"

#include <utility>

namespace caveat::explain {

using model::ExprId;
using model::ValueKind;

std::string put(std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (const std::string_view part : parts) size += part.size();
    std::string words;
    words.reserve(size);
    for (const std::string_view part : parts) words += part;
    return words;
}

values::Range spoken_range(const TreeView& view, ExprId id) {
    const model::RuleSet& rules = view.rules;
    const values::Range& known = view.values.numbers[rules.tree[id].slot];
    const auto place = model::place_of(rules.tree[id].node);
    return place ? said_of(known, rules.catalogue.type_at(*place).range) : known;
}

std::string spoken_value(const TreeView& view, ExprId id) {
    const model::Expr& expr = view.rules.tree[id];
    const model::Values& values = view.values;
    const auto word = [](Truth truth) {
        return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "";
    };
    switch (expr.kind) {
        case ValueKind::truth:
            return word(values.truths[expr.slot]);
        case ValueKind::yes_no:
            return word(values.yes_no[expr.slot]);
        case ValueKind::number:
            return range_words(spoken_range(view, id), view.rules.tree.unit(expr.unit));
        case ValueKind::choice: {
            const auto& choice = values.choices_one[expr.slot];
            if (choice.present == choice.all) return {};
            return joined(code_names(codes_of(view.rules, id), choice.present), "or");
        }
        case ValueKind::choices: {
            const auto& choices = values.choices[expr.slot];
            return joined(code_names(codes_of(view.rules, id), choices.present), "and");
        }
        case ValueKind::date:
            break;
    }
    return date_words(values.dates[expr.slot]);
}

void Wording::yes_no(const model::YesNo& node) {
    said.op = Operator::is_yes;
    said.subject = value_words(rules, node.value);
    said.predicate = holds ? "yes" : "no";
    const model::Node& value = rules.tree[node.value].node;
    // A name stands for itself; `latest spasm eased of sessions` would not.
    if (!std::holds_alternative<model::Measure>(value)) {
        said.without_value = holds ? said.subject : "not " + said.subject;
        said.text = said.without_value;
    }
    if (view == nullptr) return;
    said.spoken = spoken_value(*view, node.value);
    said.value = said.spoken;
}

void Wording::date(ExprId value, Operator op, bool positive, std::string_view word,
                   std::string threshold) {
    said.op = op;
    said.subject = value_words(rules, value);
    said.threshold = std::move(threshold);
    said.predicate = put({positive ? "" : "not ", word, said.threshold});
    if (view == nullptr) return;
    said.spoken = spoken_value(*view, value);
    if (view->values.dates[rules.tree[value].slot].is_single()) said.value = said.spoken;
}

void Wording::date_test(const model::DateTest& node) {
    const bool is_constant =
        std::holds_alternative<model::DateConstant>(rules.tree[node.right].node);
    switch (node.relation) {
        case model::DateRelation::before:
            date(node.left, Operator::before, holds, "before ", value_words(rules, node.right));
            break;
        case model::DateRelation::after:
            date(node.left, Operator::after, holds, "after ", value_words(rules, node.right));
            break;
        case model::DateRelation::on:
            date(node.left, Operator::on, holds, is_constant ? "" : "the same day as ",
                 value_words(rules, node.right));
            break;
    }
    if (is_constant) return;
    if (view != nullptr) other_value = spoken_value(*view, node.right);
}

std::string Wording::requirement(std::string_view predicate) const {
    constexpr std::string_view denial = "not ";
    if (predicate.substr(0, denial.size()) == denial) {
        return put({" must not be ", predicate.substr(denial.size())});
    }
    const bool is_neither =
        predicate.substr(0, 8) == "neither " || predicate.substr(0, 8) == "none of ";
    switch (said.op) {
        case Operator::before:
        case Operator::after:
        case Operator::on:
        case Operator::within_last:
        case Operator::more_than_ago:
        case Operator::in_band:
            return put({" must be ", predicate});
        default:
            return put({is_neither ? " must be " : needs(), predicate});
    }
}

void Wording::finish() {
    if (said.without_value.empty()) said.without_value = put({said.subject, be(), said.predicate});
    if (is_need && said.need_without_value.empty()) {
        said.need_without_value = said.subject + requirement(said.predicate);
    }
    if (view == nullptr) return;
    std::string predicate = said.predicate;
    if (!other_value.empty()) predicate += put({" (", other_value, ")"});
    if (said.text.empty()) {
        if (said.spoken.empty()) {
            said.text = put({said.subject, be(), predicate});
        } else if (said.spoken == predicate) {
            said.text = put({said.subject, be(), said.spoken});
        } else {
            said.text = put({said.subject, be(), said.spoken, ", ", predicate});
        }
    }
    if (is_need && said.need.empty()) {
        const std::string needed = requirement(predicate);
        said.need = said.spoken.empty() ? said.subject + needed
                                        : put({said.subject, be(), said.spoken, ",", needed});
    }
}

Statement state(const model::RuleSet& rules, ExprId test, bool holds, const TreeView* view,
                bool needs) {
    Wording wording{rules, view, holds, needs, {}, false, {}};
    const auto time = [&](const auto& n, Operator op, std::string_view before,
                          std::string_view after) {
        wording.date(n.date, op, holds, before, time_words(n.count, n.unit));
        wording.said.predicate += after;
    };
    model::visit(
        model::Overloaded{
            [&](const model::YesNo& n) { wording.yes_no(n); },
            [&](const model::Compare& n) { wording.number(n); },
            [&](const model::Between& n) { wording.between(n); },
            [&](const model::InBand& n) { wording.band(n); },
            [&](const model::IsOneOf& n) { wording.one_of(n); },
            [&](const model::Includes& n) { wording.includes(n); },
            [&](const model::IsEmpty& n) { wording.empty(n); },
            [&](const model::DateTest& n) { wording.date_test(n); },
            [&](const model::WithinLast& n) {
                time(n, Operator::within_last, "within the last ", "");
                // `the last week`, not `the last 1 week`.
                std::string& words = wording.said.predicate;
                if (n.count == 1) words.erase(words.rfind("1 "), 2);
            },
            [&](const model::MoreThanAgo& n) {
                time(n, Operator::more_than_ago, "more than ", " ago");
            },
            [&](const model::RecordsAtLeast& n) {
                wording.records(n.records, n.where, n.count, false);
            },
            [&](const model::RecordsAtMost& n) {
                wording.records(n.records, n.where, n.count, true);
            },
            [&](const model::Not& n) { wording.said = state(rules, n.part, !holds, view, needs); },
            [&](const model::Gated& n) { wording.said = state(rules, n.test, holds, view, needs); },
            [&]<model::OneOf<model::All, model::Any, model::AtLeastOf> Group>(const Group&) {
                wording.said.without_value = condition_words(rules, test, holds);
                wording.said.text = wording.said.without_value;
            },
            [](const model::ValueNode auto&) {},  // no test
        },
        rules.tree[test].node);
    wording.finish();
    return std::move(wording.said);
}

}  // namespace caveat::explain
