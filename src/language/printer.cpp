// Turns a syntax tree back into one canonical sentence, and compares trees without their places.
// Entrances: print, same_tree.

#include "language/name_trie.hpp"
#include "language/phrase.hpp"
#include "language/syntax.hpp"
#include "text/names.hpp"

#include <string_view>
#include <utility>

namespace caveat::language {
namespace {

constexpr std::string_view comparisons[] = {"=", "!=", "<", "<=", ">", ">="};
constexpr std::string_view operators[] = {" + ", " - ", " * ", " / "};
constexpr std::string_view functions[] = {"min", "max", "round"};
constexpr std::string_view measures[] = {"total",  "average", "highest",
                                         "lowest", "latest",  "earliest"};
constexpr std::string_view time_units[] = {"days", "weeks", "months", "years"};
constexpr std::string_view inclusions[] = {"", "any of ", "all of ", "none of "};
constexpr std::string_view date_relations[] = {" before ", " after ", " on "};
constexpr std::string_view quantities[] = {"any", "no", "at least", "at most", "exactly"};

template <typename Enumerator, std::size_t count>
std::string text_of(const std::string_view (&words)[count], Enumerator value) {
    return std::string(words[static_cast<std::size_t>(value)]);
}

bool is_one_of_many(const NodeContent& content) {
    return std::holds_alternative<And>(content) || std::holds_alternative<Or>(content);
}

std::string print_name(const Name& name) {
    return name.entry != nullptr ? text::canonical_name(name.entry->name)
                                 : text::canonical_name(name.written);
}

std::string print_count(const Count& count) {
    if (const auto* name = std::get_if<Name>(&count.value)) return print_name(*name);
    const std::string digits = std::get<Decimal>(count.value).to_text();
    return count.unit.empty() ? digits : digits + " " + count.unit;
}

std::string print_codes(const std::vector<Name>& codes) {
    std::string list;
    for (const Name& code : codes) list += (list.empty() ? "" : ", ") + print_name(code);
    return list;
}

/// A phrase with its arguments: optional text is written out, of alternatives the first is taken.
std::string print_phrase(const PhraseUse& use) {
    const std::string declared = use.phrase.entry != nullptr ? use.phrase.entry->name : "";
    std::string text;
    std::size_t slot = 0;
    for (std::size_t at = 0; at < declared.size(); ++at) {
        const char c = declared[at];
        if (c == '{') {
            at = declared.find('}', at);
            if (slot < use.arguments.size()) text += print_count(use.arguments[slot++].value);
        } else if (c == '/') {
            while (at + 1 < declared.size() && declared[at + 1] != ' ') ++at;
        } else if (c != '(' && c != ')') {
            text += c;
        }
    }
    return text;
}

class Printer {
  public:
    explicit Printer(const Syntax& syntax) : syntax_(syntax) {}

    std::string print(NodeId id) const {
        return std::visit([&](const auto& content) { return text(content); }, content_of(id));
    }

  private:
    const NodeContent& content_of(NodeId id) const { return syntax_.nodes[id].content; }

    /// In parentheses where a bare `and` or `or` would be read otherwise.
    std::string part(NodeId id) const {
        return is_one_of_many(content_of(id)) ? "(" + print(id) + ")" : print(id);
    }
    std::string join(const std::vector<NodeId>& parts, std::string_view between) const {
        std::string text;
        for (const NodeId each : parts) {
            if (!text.empty()) text += between;
            text += part(each);
        }
        return text;
    }
    std::string operand(NodeId id) const { return print(id); }
    static std::string is(bool is_negated) { return is_negated ? " is not " : " is "; }

    std::string text(const And& n) const { return join(n.parts, " and "); }
    std::string text(const Or& n) const { return join(n.parts, " or "); }
    std::string text(const Not& n) const {
        const bool is_bare =
            !is_one_of_many(content_of(n.part)) && !std::holds_alternative<Not>(content_of(n.part));
        return is_bare ? "not " + print(n.part) : "not (" + print(n.part) + ")";
    }
    std::string text(const CountOf& n) const {
        std::string parts;
        for (const NodeId each : n.parts) parts += (parts.empty() ? "" : "; ") + print(each);
        return text_of(quantities, n.quantity) + " " + print_count(n.count) + " of (" + parts + ")";
    }
    std::string text(const NameUse& n) const { return print_name(n.name); }
    std::string text(const PhraseUse& n) const { return print_phrase(n); }
    std::string text(const Quantified& n) const {
        std::string text = text_of(quantities, n.quantity) + " ";
        if (n.count) text += print_count(*n.count) + " ";
        return text + print_name(n.records) + (n.where ? " where " + part(*n.where) : "");
    }
    std::string text(const Compare& n) const {
        const std::string left = operand(n.left);
        const std::string right = operand(n.right);
        if (!n.is_negated) return left + " " + text_of(comparisons, n.comparison) + " " + right;
        switch (n.comparison) {
            case Comparison::equal:
                return left + " is not " + right;
            case Comparison::unequal:
                return left + " = " + right;
            case Comparison::less:
                return left + " is not under " + right;
            case Comparison::less_or_equal:
                return left + " is not at most " + right;
            case Comparison::greater:
                return left + " is not over " + right;
            case Comparison::greater_or_equal:
                break;
        }
        return left + " is not at least " + right;
    }
    std::string text(const Between& n) const {
        return operand(n.value) + is(n.is_negated) + "between " + print_count(n.low) + " and " +
               print_count(n.high);
    }
    std::string text(const IsCode& n) const {
        return operand(n.left) + is(n.is_negated) + (n.codes.size() > 1 ? "one of " : "") +
               print_codes(n.codes);
    }
    std::string text(const Include& n) const {
        return operand(n.left) + (n.is_negated ? " not include " : " include ") +
               text_of(inclusions, n.inclusion) + print_codes(n.codes);
    }
    std::string text(const IsEmpty& n) const {
        return operand(n.left) + (n.is_negated ? " are not empty" : " are empty");
    }
    std::string text(const DateTest& n) const {
        return operand(n.left) + (n.is_negated ? " is not" : " is") +
               text_of(date_relations, n.relation) + operand(n.right);
    }
    std::string text(const WithinLast& n) const {
        return operand(n.date) + is(n.is_negated) + "within the last " + print_count(n.count) +
               " " + text_of(time_units, n.unit);
    }
    std::string text(const MoreThanAgo& n) const {
        return operand(n.date) + is(n.is_negated) + "more than " + print_count(n.count) + " " +
               text_of(time_units, n.unit) + " ago";
    }
    std::string text(const NumberLiteral& n) const {
        return n.unit.empty() ? n.value.to_text() : n.value.to_text() + " " + n.unit;
    }
    std::string text(const DateLiteral& n) const { return n.date.to_text(); }
    std::string text(const Arithmetic& n) const {
        const auto* left = std::get_if<Arithmetic>(&content_of(n.left));
        const bool is_product =
            n.op == ArithmeticOperator::multiply || n.op == ArithmeticOperator::divide;
        const bool left_is_sum = left != nullptr && (left->op == ArithmeticOperator::add ||
                                                     left->op == ArithmeticOperator::subtract);
        const bool right_needs = std::holds_alternative<Arithmetic>(content_of(n.right));
        const std::string first =
            is_product && left_is_sum ? "(" + print(n.left) + ")" : print(n.left);
        const std::string second = right_needs ? "(" + print(n.right) + ")" : print(n.right);
        return first + text_of(operators, n.op) + second;
    }
    std::string text(const FunctionCall& n) const {
        std::string arguments;
        for (const NodeId each : n.arguments)
            arguments += (arguments.empty() ? "" : ", ") + print(each);
        if (n.function == Function::round) arguments += ", " + std::to_string(n.places);
        return text_of(functions, n.function) + "(" + arguments + ")";
    }
    std::string where(const std::optional<NodeId>& id) const {
        return id ? " where (" + print(*id) + ")" : "";
    }
    std::string text(const CountOfThings& n) const {
        return "count of " + print(n.thing) + where(n.where);
    }
    std::string text(const Measure& n) const {
        return text_of(measures, n.kind) + " " + print_name(n.field) + " of " +
               print_name(n.records) + where(n.where);
    }
    std::string text(const TimeSince& n) const {
        const bool is_bare = !std::holds_alternative<Arithmetic>(content_of(n.date));
        return text_of(time_units, n.unit) + " since " +
               (is_bare ? print(n.date) : "(" + print(n.date) + ")");
    }
    std::string text(const Broken&) const { return "…"; }

    const Syntax& syntax_;
};

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
        return a.quantity == b.quantity && same(a.count, b.count) && all(a.parts, b.parts);
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
        return a.quantity == b.quantity && a.count.has_value() == b.count.has_value() &&
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
        return a.is_negated == b.is_negated && same(a.codes, b.codes) && same_nodes(a.left, b.left);
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

std::string print(const Syntax& syntax, NodeId root) {
    return Printer(syntax).print(root);
}

bool same_tree(const Syntax& a, NodeId a_root, const Syntax& b, NodeId b_root) {
    return Comparer(a, b).same_nodes(a_root, b_root);
}

}  // namespace caveat::language
