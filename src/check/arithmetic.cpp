// Sums, products, minima, rounding: units first, then the node. Numbers without a unit are folded.

#include "check/compiler.hpp"

#include <utility>

namespace caveat::check {

using model::ExprId;
using model::ValueKind;
using text::quoted;
using text::with;

namespace {

std::optional<values::Rational> fold(language::ArithmeticOperator op, const values::Rational& a,
                                     const values::Rational& b) {
    switch (op) {
        case language::ArithmeticOperator::add:
            return add(a, b);
        case language::ArithmeticOperator::subtract:
            return subtract(a, b);
        case language::ArithmeticOperator::multiply:
            return multiply(a, b);
        case language::ArithmeticOperator::divide:
            break;
    }
    return divide(a, b);
}

/// Whether a plain number makes percents of a quantity by hand: 100, 200, 0.01, 10 twice. Days of a
/// week, hours of a day and halves do not.
bool makes_percents(const values::Rational& factor) {
    const values::Rational ten(10);
    const auto divided = divide(factor, ten);
    const auto times = multiply(factor, ten);
    const auto inverse = times ? divide(values::Rational(1), *times) : std::nullopt;
    return !factor.is_zero() &&
           ((divided && divided->is_whole()) || (inverse && inverse->is_whole()));
}

}  // namespace

Operand Compiler::arithmetic(const language::Arithmetic& node, Span span) {
    Operand made;
    made.span = span;
    const auto is_number = [&](language::NodeId id) {
        return std::holds_alternative<language::NumberLiteral>(syntax().nodes[id].content);
    };
    if (node.op == language::ArithmeticOperator::divide && is_number(node.left) &&
        is_number(node.right)) {
        refuse_quotient(node, span, Operand{});
        return made;
    }
    Operand left = value(node.left);
    Operand right = value(node.right);
    if (left.is_broken() || right.is_broken()) return made;
    if (!require_kind(left, ValueKind::number, "a number")) return made;
    if (!require_kind(right, ValueKind::number, "a number")) return made;
    const bool divides = node.op == language::ArithmeticOperator::divide;
    if (left.bare && right.bare) {
        made.bare = fold(node.op, *left.bare, *right.bare);
        if (!made.bare) {
            const bool by_zero = divides && right.bare->is_zero();
            with(context_.error(by_zero ? text::DiagnosticCode("divisor-may-be-zero")
                                        : text::DiagnosticCode("number-too-large"),
                                span,
                                by_zero ? quoted(words(span)) + " divides by 0"
                                        : quoted(words(span)) + " cannot be computed exactly"))
                .help(by_zero ? "divide by another number" : "use smaller numbers");
        }
        return made;
    }
    const bool is_literal = (left.bare || left.is_literal) && (right.bare || right.is_literal);
    // What a ratio can be added to and still be one: `1 - now / before`.
    const bool left_is_share = left.is_ratio || left.bare || left.is_literal;
    const bool right_is_share = right.is_ratio || right.bare || right.is_literal;
    const bool is_sum = node.op == language::ArithmeticOperator::add ||
                        node.op == language::ArithmeticOperator::subtract;
    const auto refuse_affine = [&](const Operand& operand) {
        if (operand.bare || !is_affine(tree().unit(operand.unit))) return false;
        with(context_.error("different-units", operand.span,
                            "temperatures in " + quoted(tree().unit(operand.unit).symbol) +
                                " are compared, never added or multiplied"))
            .help("compare " + quoted(words(operand.span)) + " with a temperature");
        return true;
    };
    if (refuse_affine(left) || refuse_affine(right)) return made;
    if (is_sum) {
        if (!unify(left, right, span)) return made;
        made.unit = left.unit;
        made.unit_is_computed =
            left.unit_is_computed || right.unit_is_computed || left.unit != right.unit;
        made.is_ratio = left_is_share && right_is_share && (left.is_ratio || right.is_ratio);
        made.is_scaled = left.is_scaled || right.is_scaled;
        made.is_rounded = left.is_rounded || right.is_rounded;
    } else {
        const bool is_of_quantities = !left.bare && !right.bare;
        const auto is_scaling = [&](const Operand& operand) {
            const bool is_power_of_ten =
                operand.is_literal && tree().unit(operand.unit).dimension.is_none();
            return operand.is_scaled || is_power_of_ten ||
                   (operand.bare && makes_percents(*operand.bare));
        };
        made.is_scaled = is_scaling(left) || is_scaling(right);
        // Three times what is rounded is in the unit of the rounding; by the height it is not.
        made.is_rounded =
            (left.is_rounded && right.unit == 0) || (right.is_rounded && left.unit == 0);
        if (!materialize(left, 0) || !materialize(right, 0)) return made;
        if (!set_unit_of_product(made, left, right, divides)) return made;
        made.is_ratio = divides ? is_of_quantities && !made.is_scaled &&
                                      is_same_kind(tree().unit(left.unit), tree().unit(right.unit))
                                : left.is_ratio && right.is_ratio;
    }
    made.is_literal = is_literal;
    const auto op = static_cast<model::ArithmeticOperator>(node.op);
    made.id = add(model::Arithmetic{op, left.id, right.id}, span, ValueKind::number,
                  {left.id, right.id}, made.unit);
    return made;
}

Operand Compiler::function(const language::FunctionCall& node, Span span) {
    Operand made;
    made.span = span;
    std::vector<Operand> arguments;
    for (const language::NodeId id : node.arguments) arguments.push_back(value(id));
    bool all_bare = true;
    std::size_t leader = arguments.size();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i].is_broken()) return made;
        if (!require_kind(arguments[i], ValueKind::number, "a number")) return made;
        if (arguments[i].bare) continue;
        all_bare = false;
        if (leader == arguments.size()) leader = i;
    }
    if (arguments.empty()) return made;
    const bool rounds = node.function == language::Function::round;
    const bool is_maximum = node.function == language::Function::maximum;
    if (all_bare) {
        made.bare = arguments.front().bare;
        if (rounds) made.bare = values::round_half_away(*made.bare, node.places);
        for (const Operand& next : arguments) {
            if (rounds) break;
            made.bare =
                is_maximum ? maximum(*made.bare, *next.bare) : minimum(*made.bare, *next.bare);
        }
        return made;
    }
    std::vector<ExprId> ids;
    bool is_computed = arguments[leader].unit_is_computed;
    bool is_literal = true;
    bool has_ratio = false;
    bool all_shares = true;
    made.is_rounded = rounds;
    for (const Operand& each : arguments) {
        made.is_rounded = made.is_rounded || each.is_rounded;
        made.is_scaled = made.is_scaled || each.is_scaled;
        is_literal = is_literal && (each.bare || each.is_literal);
        has_ratio = has_ratio || each.is_ratio;
        all_shares = all_shares && (each.is_ratio || each.bare || each.is_literal);
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (i != leader && !unify(arguments[leader], arguments[i], span)) return made;
        is_computed = is_computed || arguments[i].unit_is_computed ||
                      arguments[i].unit != arguments[leader].unit;
        ids.push_back(arguments[i].id);
    }
    made.unit = arguments[leader].unit;
    made.unit_is_computed = is_computed;
    made.is_literal = is_literal;
    made.is_ratio = has_ratio && all_shares;
    std::uint32_t scope = model::patient_scope;
    for (const ExprId id : ids) scope = std::min(scope, tree()[id].scope);
    if (rounds) {
        if (is_affine(tree().unit(made.unit))) {
            with(context_.error("different-units", span, "temperatures are not rounded"))
                .help("compare the temperature as it was measured");
            return made;
        }
        made.id = tree().add(model::Rounded{ids.front(), node.places}, span, ValueKind::number,
                             scope, made.unit);
        return made;
    }
    const model::Children children = tree().add_children(ids);
    made.id =
        tree().add(model::Extreme{is_maximum, children}, span, ValueKind::number, scope, made.unit);
    return made;
}

}  // namespace caveat::check
