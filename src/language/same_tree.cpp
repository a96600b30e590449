// Compares two syntax trees by what they say, without their places in the file.
// Entrance: same_tree.

#include "language/syntax.hpp"
#include "text/names.hpp"

#include <type_traits>

namespace caveat::language {
namespace {

bool same(const Name& a, const Name& b) {
    return a.entry == b.entry && a.is_field == b.is_field && a.slot == b.slot &&
           (a.entry != nullptr ||
            text::canonical_name(a.written) == text::canonical_name(b.written));
}
bool same(const std::vector<Name>& a, const std::vector<Name>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!same(a[i], b[i])) return false;
    }
    return true;
}
bool same(const Count& a, const Count& b) {
    if (a.value.index() != b.value.index() || a.unit != b.unit) return false;
    const auto* name = std::get_if<Name>(&a.value);
    return name != nullptr ? same(*name, std::get<Name>(b.value))
                           : std::get<Decimal>(a.value) == std::get<Decimal>(b.value);
}

class Comparer {
  public:
    Comparer(const Syntax& a, const Syntax& b) : a_(a), b_(b) {}

    bool same_nodes(NodeId a, NodeId b) const {
        const NodeContent& left = a_.nodes[a].content;
        const NodeContent& right = b_.nodes[b].content;
        if (left.index() != right.index()) return false;
        return std::visit(
            [&](const auto& content) {
                using Content = std::decay_t<decltype(content)>;
                return alike(content, std::get<Content>(right));
            },
            left);
    }

  private:
    bool all(const std::vector<NodeId>& a, const std::vector<NodeId>& b) const {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (!same_nodes(a[i], b[i])) return false;
        }
        return true;
    }
    bool maybe(const std::optional<NodeId>& a, const std::optional<NodeId>& b) const {
        return a.has_value() == b.has_value() && (!a || same_nodes(*a, *b));
    }

    bool alike(const And& a, const And& b) const { return all(a.parts, b.parts); }
    bool alike(const Or& a, const Or& b) const { return all(a.parts, b.parts); }
    bool alike(const Not& a, const Not& b) const { return same_nodes(a.part, b.part); }
    bool alike(const CountOf& a, const CountOf& b) const {
        return a.quantifier == b.quantifier && same(a.count, b.count) && all(a.parts, b.parts);
    }
    bool alike(const NameUse& a, const NameUse& b) const { return same(a.name, b.name); }
    bool alike(const PhraseUse& a, const PhraseUse& b) const {
        if (!same(a.phrase, b.phrase) || a.arguments.size() != b.arguments.size()) return false;
        for (std::size_t i = 0; i < a.arguments.size(); ++i) {
            if (a.arguments[i].slot != b.arguments[i].slot) return false;
            if (!same(a.arguments[i].value, b.arguments[i].value)) return false;
        }
        return true;
    }
    bool alike(const Quantified& a, const Quantified& b) const {
        return a.quantifier == b.quantifier && a.count.has_value() == b.count.has_value() &&
               (!a.count || same(*a.count, *b.count)) && same(a.records, b.records) &&
               maybe(a.where, b.where);
    }
    bool alike(const Compare& a, const Compare& b) const {
        return a.comparison == b.comparison && a.is_negated == b.is_negated &&
               same_nodes(a.left, b.left) && same_nodes(a.right, b.right);
    }
    bool alike(const Between& a, const Between& b) const {
        return a.is_negated == b.is_negated && same(a.low, b.low) && same(a.high, b.high) &&
               same_nodes(a.value, b.value);
    }
    bool alike(const IsCode& a, const IsCode& b) const {
        return a.is_negated == b.is_negated && a.reach == b.reach && same(a.codes, b.codes) &&
               same_nodes(a.left, b.left);
    }
    bool alike(const Include& a, const Include& b) const {
        return a.is_negated == b.is_negated && a.inclusion == b.inclusion &&
               same(a.codes, b.codes) && same_nodes(a.left, b.left);
    }
    bool alike(const IsEmpty& a, const IsEmpty& b) const {
        return a.is_negated == b.is_negated && same_nodes(a.left, b.left);
    }
    bool alike(const DateTest& a, const DateTest& b) const {
        return a.is_negated == b.is_negated && a.relation == b.relation &&
               same_nodes(a.left, b.left) && same_nodes(a.right, b.right);
    }
    bool alike(const WithinLast& a, const WithinLast& b) const {
        return a.is_negated == b.is_negated && a.unit == b.unit && same(a.count, b.count) &&
               same_nodes(a.date, b.date);
    }
    bool alike(const MoreThanAgo& a, const MoreThanAgo& b) const {
        return a.is_negated == b.is_negated && a.unit == b.unit && same(a.count, b.count) &&
               same_nodes(a.date, b.date);
    }
    bool alike(const NumberLiteral& a, const NumberLiteral& b) const {
        return a.value == b.value && a.unit == b.unit;
    }
    bool alike(const DateLiteral& a, const DateLiteral& b) const { return a.date == b.date; }
    bool alike(const Arithmetic& a, const Arithmetic& b) const {
        return a.op == b.op && same_nodes(a.left, b.left) && same_nodes(a.right, b.right);
    }
    bool alike(const FunctionCall& a, const FunctionCall& b) const {
        return a.function == b.function && a.places == b.places && all(a.arguments, b.arguments);
    }
    bool alike(const CountOfThings& a, const CountOfThings& b) const {
        return same_nodes(a.thing, b.thing) && maybe(a.where, b.where);
    }
    bool alike(const Measure& a, const Measure& b) const {
        return a.kind == b.kind && same(a.field, b.field) && same(a.records, b.records) &&
               maybe(a.where, b.where);
    }
    bool alike(const TimeSince& a, const TimeSince& b) const {
        return a.unit == b.unit && same_nodes(a.date, b.date);
    }
    bool alike(const Broken&, const Broken&) const { return true; }

    const Syntax& a_;
    const Syntax& b_;
};

}  // namespace

bool same_tree(const Syntax& a, NodeId a_root, const Syntax& b, NodeId b_root) {
    return Comparer(a, b).same_nodes(a_root, b_root);
}

}  // namespace caveat::language
