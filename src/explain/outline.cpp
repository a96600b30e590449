// From the nodes of the typed tree to their outline, each when it is first looked at. Entrance:
// Outline::operator[].

#include "explain/outline.hpp"

#include "model/evaluation.hpp"

#include <algorithm>
#include <compare>

namespace caveat::explain {

using model::Comparison;
using Kind = Brief::Kind;

namespace {

/// The fact whose answer alone is the value; null for anything else.
const model::FactValue* plain_fact(const model::RuleSet& rules, ExprId id) {
    const auto* fact = std::get_if<model::FactValue>(&rules.tree[id].node);
    return fact != nullptr && fact->fallback == model::none ? fact : nullptr;
}

const values::Rational* plain_number(const model::RuleSet& rules, ExprId id) {
    const auto* constant = std::get_if<model::NumberConstant>(&rules.tree[id].node);
    return constant != nullptr && constant->value.is_single() ? &constant->value.low.value
                                                              : nullptr;
}

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

/// Whether every number of the range, or none, meets the comparison.
bool is_decided(const values::Range& range, Comparison comparison, const values::Rational& limit) {
    const values::Range other = values::single(limit);
    switch (comparison) {
        case Comparison::equal:
            return equal(range, other) != Truth::unknown;
        case Comparison::less:
        case Comparison::greater_or_equal:
            return less(range, other) != Truth::unknown;
        case Comparison::less_or_equal:
        case Comparison::greater:
            break;
    }
    return less(other, range) != Truth::unknown;
}

}  // namespace

Brief Outline::read(ExprId id) {
    Brief brief;
    brief.kind = Kind::other;
    const auto group = [&](Kind kind, model::Children parts) {
        brief.kind = kind;
        brief.parts = parts;
    };
    std::visit(
        model::Overloaded{
            [&](const model::All& n) { group(Kind::all, n.parts); },
            [&](const model::Any& n) { group(Kind::any, n.parts); },
            [&](const model::AtLeastOf& n) {
                group(Kind::at_least, n.parts);
                brief.count = n.count;
            },
            [&](const model::Not& n) {
                brief.kind = Kind::denial;
                brief.test = n.part;
            },
            [&](const model::Gated& n) {
                group(Kind::gated, n.gates);
                brief.test = n.test;
            },
            [&](const model::YesNo& n) {
                const model::FactValue* fact = plain_fact(rules_, n.value);
                if (fact == nullptr) return;
                brief.kind = Kind::yes_no;
                brief.fact = fact->fact;
            },
            [&](const model::Compare& n) { brief = read_comparison(n); },
            [&](const model::IsOneOf& n) { brief = read_codes(n.value, n.codes, Kind::choice); },
            [&](const model::Includes& n) {
                brief =
                    read_codes(n.value, n.codes, n.all ? Kind::includes_all : Kind::includes_any);
            },
            [](const auto&) {},
        },
        rules_.tree[id].node);
    return brief;
}

Brief Outline::read_comparison(const model::Compare& node) {
    Brief brief;
    brief.kind = Kind::other;
    brief.comparison = node.comparison;
    const model::FactValue* fact = plain_fact(rules_, node.left);
    const values::Rational* limit = plain_number(rules_, node.right);
    if (fact == nullptr) {
        fact = plain_fact(rules_, node.right);
        limit = plain_number(rules_, node.left);
        brief.comparison = mirrored(node.comparison);
    }
    if (fact == nullptr || limit == nullptr) return brief;
    const values::Range& declared = rules_.catalogue[fact->fact].type.range;
    if (is_decided(declared, brief.comparison, *limit)) return brief;
    brief.kind = Kind::number;
    brief.fact = fact->fact;
    brief.limit = static_cast<std::uint32_t>(numbers_.size());
    numbers_.push_back(*limit);
    return brief;
}

Brief Outline::read_codes(ExprId value, const facts::CodeSet& codes, Kind kind) {
    Brief brief;
    brief.kind = Kind::other;
    const model::FactValue* fact = plain_fact(rules_, value);
    if (fact == nullptr || codes.empty()) return brief;
    const facts::CodeSet all = rules_.catalogue[fact->fact].type.all_codes();
    const bool may_be_another = !all.is_subset_of(codes);
    if (kind == Kind::choice && (!all.meets(codes) || !may_be_another)) return brief;
    brief.kind = kind;
    brief.fact = fact->fact;
    brief.limit = static_cast<std::uint32_t>(codes_.size());
    codes_.push_back(codes);
    return brief;
}

Truth Outline::number_truth(const Brief& test, const facts::Value& answer) const {
    const values::Rational& limit = numbers_[test.limit];
    if (answer.is_complete) return truth_of(holds(test.comparison, answer.number <=> limit));
    return model::compare(test.comparison, answer.within, values::single(limit));
}

Truth Outline::truth(const Brief& test, const facts::Value& answer) const {
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
            if (codes_[test.limit].meets(answer.present)) found = Truth::yes;
            if (codes_[test.limit].is_subset_of(answer.absent)) found = Truth::no;
            break;
        case Kind::includes_all:
            if (codes_[test.limit].is_subset_of(answer.present)) found = Truth::yes;
            if (codes_[test.limit].meets(answer.absent)) found = Truth::no;
            break;
        default:
            break;
    }
    return found;
}

}  // namespace caveat::explain
