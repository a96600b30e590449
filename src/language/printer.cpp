// Turns a syntax tree back into one canonical sentence.
// Entrance: print.

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
constexpr std::string_view reaches[] = {"", "at least ", "at most "};
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
    if (name.entry == nullptr) return text::canonical_name(name.written);
    return name.entry->is_quoted ? name.entry->typed() : text::canonical_name(name.entry->name);
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
    /// Before `or` a bare `not` would be read as `neither`.
    std::string text(const Or& n) const {
        std::string text;
        for (std::size_t i = 0; i < n.parts.size(); ++i) {
            const bool is_not =
                std::holds_alternative<Not>(content_of(n.parts[i])) && i + 1 < n.parts.size();
            if (i > 0) text += " or ";
            text += is_not ? "(" + print(n.parts[i]) + ")" : part(n.parts[i]);
        }
        return text;
    }
    std::string text(const Not& n) const {
        const bool is_bare =
            !is_one_of_many(content_of(n.part)) && !std::holds_alternative<Not>(content_of(n.part));
        return is_bare ? "not " + print(n.part) : "not (" + print(n.part) + ")";
    }
    std::string text(const CountOf& n) const {
        std::string parts;
        for (const NodeId each : n.parts) parts += (parts.empty() ? "" : "; ") + print(each);
        return text_of(quantities, n.quantifier) + " " + print_count(n.count) + " of (" + parts +
               ")";
    }
    std::string text(const NameUse& n) const { return print_name(n.name); }
    std::string text(const PhraseUse& n) const { return print_phrase(n); }
    std::string text(const Quantified& n) const {
        std::string text = text_of(quantities, n.quantifier) + " ";
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
        return operand(n.left) + is(n.is_negated) + text_of(reaches, n.reach) +
               (n.codes.size() > 1 ? "one of " : "") + print_codes(n.codes);
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

}  // namespace

std::string print(const Syntax& syntax, NodeId root) {
    return Printer(syntax).print(root);
}

}  // namespace caveat::language
