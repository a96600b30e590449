// From the nodes of the typed tree to their forms, each when it is first looked at. Entrance:
// PlainForms::operator[].

#include "explain/plain_forms.hpp"

#include "model/truths.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <compare>

namespace caveat::explain {

using model::Comparison;
using Kind = PlainForm::Kind;

namespace {

bool holds(Comparison comparison, std::strong_ordering order) {
    switch (comparison) {
        case Comparison::equal:
            return order == 0;
        case Comparison::less:
            return order < 0;
        case Comparison::less_or_equal:
            return order <= 0;
        case Comparison::greater:
            return order > 0;
        case Comparison::greater_or_equal:
            break;
    }
    return order >= 0;
}

}  // namespace

PlainForm PlainForms::read(ExprId id) {
    PlainForm form;
    form.kind = Kind::other;
    const auto group = [&](Kind kind, model::Children parts) {
        form.kind = kind;
        form.parts = parts;
    };
    model::visit(
        model::Overloaded{
            [&](const model::All& n) { group(Kind::all, n.parts); },
            [&](const model::Any& n) { group(Kind::any, n.parts); },
            [&](const model::AtLeastOf& n) {
                group(Kind::at_least, n.parts);
                form.count = n.count;
            },
            [&](const model::Not& n) {
                form.kind = Kind::denial;
                form.test = n.part;
            },
            [&](const model::Gated& n) {
                group(Kind::gated, n.gates);
                form.test = n.test;
            },
            [&](const model::YesNo& n) {
                const model::FactValue* fact = model::plain_fact(rules_.tree, n.value);
                if (fact == nullptr) return;
                form.kind = Kind::yes_no;
                form.fact = fact->fact;
            },
            [&](const model::Compare& n) { form = read_comparison(n); },
            [&](const model::IsOneOf& n) { form = read_codes(n.value, n.codes, Kind::choice); },
            [&](const model::Includes& n) {
                form =
                    read_codes(n.value, n.codes, n.all ? Kind::includes_all : Kind::includes_any);
            },
            // A score, a list, a day: these have no forms.
            []<model::OneOf<model::Between, model::InBand, model::IsEmpty, model::DateTest,
                            model::WithinLast, model::MoreThanAgo, model::RecordsAtLeast,
                            model::RecordsAtMost>
                   Test>(const Test&) {},
            [](const model::ValueNode auto&) {},
        },
        rules_.tree[id].node);
    return form;
}

PlainForm PlainForms::read_comparison(const model::Compare& node) {
    PlainForm form;
    form.kind = Kind::other;
    form.comparison = node.comparison;
    const model::FactValue* fact = model::plain_fact(rules_.tree, node.left);
    const values::Rational* limit = model::constant_number(rules_.tree, node.right);
    if (fact == nullptr) {
        fact = model::plain_fact(rules_.tree, node.right);
        limit = model::constant_number(rules_.tree, node.left);
        form.comparison = mirrored(node.comparison);
    }
    if (fact == nullptr || limit == nullptr) return form;
    const values::Range& declared = rules_.catalogue[fact->fact].type.range;
    const bool is_decided =
        model::compare(form.comparison, declared, values::single(*limit)) != Truth::unknown;
    if (is_decided) return form;
    form.kind = Kind::number;
    form.fact = fact->fact;
    form.limit = static_cast<std::uint32_t>(numbers_.size());
    numbers_.push_back(*limit);
    return form;
}

PlainForm PlainForms::read_codes(ExprId value, const facts::CodeSet& codes, Kind kind) {
    PlainForm form;
    form.kind = Kind::other;
    const model::FactValue* fact = model::plain_fact(rules_.tree, value);
    if (fact == nullptr || codes.empty()) return form;
    const facts::CodeSet all = rules_.catalogue[fact->fact].type.all_codes();
    const bool may_be_another = !all.is_subset_of(codes);
    if (kind == Kind::choice && (!all.meets(codes) || !may_be_another)) return form;
    form.kind = kind;
    form.fact = fact->fact;
    form.limit = static_cast<std::uint32_t>(codes_.size());
    codes_.push_back(codes);
    return form;
}

Truth PlainForms::number_truth(const PlainForm& test, const facts::Value& answer) const {
    const values::Rational& limit = numbers_[test.limit];
    if (answer.is_complete) return truth_of(holds(test.comparison, answer.number <=> limit));
    return model::compare(test.comparison, answer.within, values::single(limit));
}

Truth PlainForms::truth(const PlainForm& test, const facts::Value& answer) const {
    if (answer.given != facts::Given::answered) return Truth::unknown;
    Truth found = Truth::unknown;
    switch (test.kind) {
        case Kind::yes_no:
            found = answer.truth;
            break;
        case Kind::number:
            found = number_truth(test, answer);
            break;
        case Kind::choice:
            found = truth_of(codes_[test.limit].contains(answer.code));
            break;
        case Kind::includes_any:
            found = model::includes_any(answer.present, answer.absent, codes_[test.limit]);
            break;
        case Kind::includes_all:
            found = model::includes_all(answer.present, answer.absent, codes_[test.limit]);
            break;
        default:
            break;
    }
    return found;
}

}  // namespace caveat::explain
