// `7/10` and `180/110` are how clinicians write a score and a blood pressure: nothing is divided.
// Entrance: Compiler::refuse_quotient.

#include "check/compiler.hpp"
#include "check/whole_numbers.hpp"

namespace caveat::check {

using text::quoted;
using text::with;

namespace {

const language::NumberLiteral* literal_at(const language::Syntax& syntax, language::NodeId id) {
    return std::get_if<language::NumberLiteral>(&syntax.nodes[id].content);
}

/// Whether a fact of the type may be worth the number, in its own unit, and more and less as well.
bool is_inside(const facts::ValueType& type, const values::Rational& number) {
    if (type.whole && !number.is_whole()) return false;
    const auto base = values::to_base(number, type.unit.value_or(values::Unit{}));
    if (!base) return false;
    const values::Bound at(*base);
    return type.range.low < at && at < type.range.high;
}

}  // namespace

const language::Arithmetic* Compiler::literal_quotient(language::NodeId id) const {
    const auto* node = std::get_if<language::Arithmetic>(&syntax().nodes[id].content);
    const bool is_one = node != nullptr && node->op == language::ArithmeticOperator::divide &&
                        literal_at(syntax(), node->left) != nullptr &&
                        literal_at(syntax(), node->right) != nullptr;
    return is_one ? node : nullptr;
}

void Compiler::refuse_quotient(const language::Arithmetic& node, Span span, const Operand& beside) {
    const auto value_of = [&](language::NodeId id) {
        const auto* literal = literal_at(syntax(), id);
        return literal->unit.empty() ? values::Rational::from(literal->value) : std::nullopt;
    };
    const auto over = value_of(node.left);
    const auto under = value_of(node.right);
    const auto quotient = over && under ? values::divide(*over, *under) : std::nullopt;
    const auto decimal = quotient ? values::to_decimal(*quotient) : std::nullopt;
    Diagnostic& problem =
        context_.error("divided-literals", span,
                       quoted(words(span)) + " divides " + words(syntax().nodes[node.left].span) +
                           " by " + words(syntax().nodes[node.right].span));
    const bool has_type = beside.type != nullptr && beside.kind == model::ValueKind::number;
    const bool is_whole = beside.id != model::none && beside.kind == model::ValueKind::number &&
                          is_always_whole(context_.rules, beside.id);
    const auto can_be = [&](const std::optional<values::Rational>& number) {
        return number && (number->is_whole() || !is_whole) &&
               (!has_type || is_inside(*beside.type, *number));
    };
    std::vector<text::Proposal> proposals;
    std::string remark;
    const auto propose = [&](const std::string& number, std::string_view meaning) {
        proposals.push_back({number, {{span, number}}, std::string(meaning)});
    };
    const Span left = syntax().nodes[node.left].span;
    const Span right = syntax().nodes[node.right].span;
    const bool is_out_of = over && under && *over < *under;
    const std::string out_of = " for " + words(left) + " out of " + words(right);
    if (has_type && can_be(over)) propose(words(left), is_out_of ? out_of : std::string());
    if (decimal && can_be(quotient)) propose(decimal->to_text(), " for the fraction");
    if (has_type && can_be(under) && over && under && *under < *over) {
        remark = "; a test takes one number: `" + words(right) + "` belongs into another";
    }
    if (proposals.empty()) {
        with(problem).help(is_whole ? "write one whole number" : "write one number");
    } else {
        with(problem).write(proposals, remark);
    }
}

}  // namespace caveat::check
