// What two operands must have in common to stand beside each other: a kind of unit.
// Entrance: Compiler::unify.

#include "check/compiler.hpp"
#include "values/unit_spellings.hpp"

namespace caveat::check {

using model::ValueKind;
using text::quoted;
using text::with;

namespace {

bool is_percent(const values::Unit& unit) {
    values::Dimension percent;
    percent.exponents[values::Dimension::percent] = 1;
    return unit.dimension == percent && unit.kind.empty() && unit.counted.empty();
}

bool is_time(const values::Unit& unit) {
    values::Dimension time;
    time.exponents[values::Dimension::time] = 1;
    values::Dimension calendar;
    calendar.exponents[values::Dimension::calendar] = 1;
    return unit.dimension == time || unit.dimension == calendar;
}

}  // namespace

bool Compiler::materialize(Operand& operand, std::uint32_t unit) {
    if (!operand.bare) return true;
    const values::Unit target = tree().unit(unit);
    const auto base = unit == 0 ? operand.bare : to_base(*operand.bare, target);
    operand.bare.reset();
    if (!base) {
        with(context_.error("number-too-large", operand.span,
                            quoted(words(operand.span)) + " cannot be converted exactly"))
            .help("use fewer digits");
        return false;
    }
    operand.unit = unit;
    operand.id = add(model::NumberConstant{values::single(*base)}, operand.span, ValueKind::number,
                     {}, unit);
    return true;
}

bool Compiler::unify(Operand& left, Operand& right, Span span) {
    if (left.bare && right.bare) return materialize(left, 0) && materialize(right, 0);
    if (left.bare || right.bare) {
        Operand& bare = left.bare ? left : right;
        const Operand& other = left.bare ? right : left;
        if ((other.unit_is_computed || other.is_literal) && other.unit != 0) {
            report_missing_unit(bare, other);
            return false;
        }
        return !is_said_otherwise(bare, other) && materialize(bare, other.unit);
    }
    const values::Unit& a = tree().unit(left.unit);
    const values::Unit& b = tree().unit(right.unit);
    const bool is_share = (left.is_ratio && a.dimension.is_none() && is_percent(b)) ||
                          (right.is_ratio && b.dimension.is_none() && is_percent(a));
    // `round(bmi, 1) >= 25 kg/m2` of centimetres: a tenth of `kg/cm2` is more than anybody has.
    const bool is_rounded = left.is_rounded || right.is_rounded;
    if ((is_share || is_same_kind(a, b)) && (!is_rounded || a.factor == b.factor)) return true;
    report_different_units(left, right, span);
    return false;
}

/// `ill for {k} weeks: ill >= k` and `ill >= max weeks`, where `ill` is in days. Whoever calculates
/// sees to the unit.
bool Compiler::is_said_otherwise(const Operand& bare, const Operand& other) {
    if (!bare.said || other.unit == 0) return false;
    const model::Node& node = tree()[other.id].node;
    const bool is_as_it_stands = std::holds_alternative<model::FactValue>(node) ||
                                 std::holds_alternative<model::FieldValue>(node) ||
                                 std::holds_alternative<model::TimeSince>(node) ||
                                 std::holds_alternative<model::Measure>(node);
    const values::Unit& unit = tree().unit(other.unit);
    const bool are_times = is_time(*bare.said) && is_time(unit);
    const bool is_one_kind = is_same_kind(*bare.said, unit);
    if (!is_as_it_stands || (!are_times && !is_one_kind) ||
        (is_one_kind && bare.said->factor == unit.factor)) {
        return false;
    }
    const std::string number = words(bare.span);
    const std::string& said = bare.said->symbol;
    const std::string calculated = quoted(number + " * 1 " + said);
    const bool is_slot = scope_.slots != nullptr;
    with(context_.error("different-units", bare.span,
                        quoted(words(other.span)) + " is in " + quoted(unit.symbol) + ", but " +
                            quoted(number) + " is in " + quoted(said) + " by its words"))
        .help(!is_one_kind   ? why_apart(unit, *bare.said) + ": write both in the same unit"
              : !bare.is_end ? "write " + calculated
              : is_slot      ? "write a test for each end, and there " + calculated
                             : "write the unit where " + quoted(number) + " is declared: `value: " +
                              values::to_text(*bare.bare) + " " + said + "`");
    return true;
}

void Compiler::report_missing_unit(const Operand& bare, const Operand& other) {
    const std::string number = words(bare.span);
    const std::string& symbol = tree().unit(other.unit).symbol;
    std::vector<text::Proposal> proposals;
    Diagnostic& problem =
        context_.error("missing-unit", bare.span,
                       quoted(number) + " has no unit, but " + quoted(words(other.span)) +
                           " is measured in " + quoted(symbol));
    const auto propose = [&](const std::string& written) {
        proposals.push_back(context_.proposal(bare.span, written));
    };
    // 50 cm by 1 m are one half, and not half a `cm/m`. A dose by `mg/kg` is said as it is.
    const values::Unit& unit = tree().unit(other.unit);
    const auto share = values::multiply(*bare.bare, values::Rational(100));
    const auto decimal = share ? values::to_decimal(*share) : std::nullopt;
    if (other.is_ratio && unit.dimension.is_none() && !unit.kind.starts_with("mass/") && decimal) {
        propose(decimal->to_text() + " %");
        with(problem).write(proposals);
        return;
    }
    // `1 - 5 %`: the whole. Any other number may be so many percent, or so many times the whole.
    const bool is_whole = is_percent(tree().unit(other.unit)) && *bare.bare == values::Rational(1);
    const auto hundredfold = multiply(*bare.bare, values::Rational(100));
    if (!is_whole) propose(number + " " + symbol);
    if (is_percent(tree().unit(other.unit)) && hundredfold) {
        propose(values::to_text(*hundredfold) + " " + symbol);
    }
    with(problem).write(proposals);
}

void Compiler::report_different_units(const Operand& left, const Operand& right, Span span) {
    const values::Unit& a = tree().unit(left.unit);
    const values::Unit& b = tree().unit(right.unit);
    const auto in = [](const values::Unit& unit) {
        return unit.symbol.empty() ? std::string("a plain number") : "in " + quoted(unit.symbol);
    };
    const Operand& plain = a.symbol.empty() ? left : right;
    const values::Unit& unit = a.symbol.empty() ? b : a;
    std::string help = why_apart(a, b);
    if (!help.ends_with('?')) help += ": write both in the same unit";
    if (plain.unit == 0 && plain.type != nullptr) {
        help = "where " + quoted(words(plain.span)) + " is measured in " + quoted(unit.symbol) +
               ", declare it with `unit: \"" + unit.symbol + "\"`";
    } else if (plain.unit == 0 && is_percent(unit)) {
        help =
            "`%` stands beside a fact in `%`, or beside one quantity divided by another of its "
            "kind, without `* 100`";
    } else if (is_percent(a) != is_percent(b) && (is_percent(a) ? left : right).is_literal) {
        const Operand& share = is_percent(a) ? left : right;
        const Operand& whole = is_percent(a) ? right : left;
        const bool may_be_share = !tree().unit(whole.unit).dimension.is_none();
        const std::string quantity = whole.type != nullptr ? words(whole.span) : "…";
        if (may_be_share) {
            help = "so many percent of a quantity are written `" + quantity + " * " +
                   words(share.span) + "`";
        }
    }
    if (left.is_rounded || right.is_rounded) {
        help = "what is rounded is compared in its own unit: leave `round` out";
    }
    Diagnostic& problem = context_.error("different-units", span,
                                         quoted(words(left.span)) + " is " + in(a) + ", but " +
                                             quoted(words(right.span)) + " is " + in(b));
    const Operand& literal = left.is_literal ? left : right;
    const std::string written = words(literal.span);
    const std::size_t last_digit = written.find_last_of("0123456789");
    if (literal.is_literal && help.starts_with("did you mean `") &&
        last_digit != std::string::npos) {
        const std::string meant =
            written.substr(0, last_digit + 1) + " " + help.substr(14, help.find('`', 14) - 14);
        text::Proposal proposal = context_.proposal(literal.span, meant);
        if (!proposal.edits.empty()) {
            problem.fixes.push_back({"write " + quoted(meant), std::move(proposal.edits)});
        }
    }
    with(problem).help(std::move(help));
}

bool Compiler::set_unit_of_product(Operand& made, const Operand& left, const Operand& right,
                                   bool divides) {
    const values::Unit a = tree().unit(left.unit);
    const values::Unit b = tree().unit(right.unit);
    made.unit = left.unit;
    // `12 wk` times a number of bouts is no fact's unit: `84 d` says the same.
    const auto is_of_literal = [](const Operand& operand) {
        return operand.is_literal && operand.unit != 0;
    };
    made.unit_is_computed = left.unit_is_computed || right.unit_is_computed ||
                            is_of_literal(left) || is_of_literal(right);
    // `5 %` of a weight is a weight.
    const auto is_share_of = [&](const Operand& share, const Operand& whole) {
        const values::Unit& unit = tree().unit(whole.unit);
        return !divides && is_percent(tree().unit(share.unit)) && !is_percent(unit) &&
               (!unit.dimension.is_none() || (share.is_literal && whole.type != nullptr));
    };
    if (is_share_of(left, right) || is_share_of(right, left)) {
        made.unit = is_percent(a) ? right.unit : left.unit;
        made.unit_is_computed = true;
        return true;
    }
    if (right.unit == 0) return true;
    made.unit_is_computed = made.unit_is_computed || left.unit != 0 || divides;
    const auto unit = divides ? values::divide(a, b) : values::multiply(a, b);
    if (!unit) {
        with(context_.error("different-units", made.span,
                            "the unit of " + quoted(words(made.span)) + " cannot be computed"))
            .help("use fewer factors");
        return false;
    }
    made.unit = unit->symbol.empty() ? 0 : tree().unit_index(*unit);
    return true;
}

}  // namespace caveat::check
