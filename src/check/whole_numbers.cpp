// A fraction beside what is always whole: no value can be that, so the author means something else.
// Entrances: report_fraction, is_always_whole.

#include "check/whole_numbers.hpp"

#include "model/walk.hpp"
#include "values/rational.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::check {
namespace {

using model::ExprId;
using text::quoted;
using text::with;
using values::Rational;

/// Which numbers are whole whatever the patient answers.
class WholeNumbers {
  public:
    explicit WholeNumbers(const model::RuleSet& rules) : rules_(rules) {}

    /// Whether the number is always whole in the unit.
    bool is_whole(ExprId id, const values::Unit& unit, std::size_t depth = 0) const {
        constexpr std::size_t most_depth = 64;
        if (depth > most_depth) return false;
        const model::Expr& expr = rules_.tree[id];
        const values::Unit& own = rules_.tree.unit(expr.unit);
        const auto each_is_whole = [&](std::initializer_list<ExprId> parts) {
            return std::all_of(parts.begin(), parts.end(),
                               [&](ExprId part) { return is_whole(part, unit, depth + 1); });
        };
        return model::visit(
            model::Overloaded{
                [&](const model::FactValue& n) {
                    return is_declared(rules_.catalogue[n.fact].type, unit) &&
                           (n.fallback == model::none || is_whole(n.fallback, unit, depth + 1));
                },
                [&](const model::FieldValue& n) {
                    return is_declared(rules_.catalogue[n.records].fields[n.field].type, unit);
                },
                [&](const model::NumberConstant& n) {
                    const auto number = values::from_base(n.value.low.value, unit);
                    return number && number->is_whole();
                },
                [&](const model::TimeSince&) { return is_multiple(own, unit); },
                [&](const model::RecordCount&) { return unit.symbol.empty(); },
                [&](const model::CodeCount&) { return unit.symbol.empty(); },
                [&](const model::Measure& n) {
                    return n.kind != model::MeasureKind::average &&
                           is_declared(rules_.catalogue[n.records].fields[n.field].type, unit);
                },
                [&](const model::Arithmetic& n) { return is_computed(n, unit, depth); },
                [&](const model::Extreme& n) {
                    const auto parts = rules_.tree.children(n.values);
                    return std::all_of(parts.begin(), parts.end(), [&](ExprId part) {
                        return is_whole(part, unit, depth + 1);
                    });
                },
                [&](const model::Rounded& n) {
                    return n.places == 0 ? own.factor == unit.factor : each_is_whole({n.value});
                },
                [&](const model::ScoreValue& n) { return is_scored(n, unit, depth); },
                [](const model::DateConstant&) { return false; },
                [](const model::ConditionNode auto&) { return false; },
            },
            expr.node);
    }

  private:
    static bool is_multiple(const values::Unit& own, const values::Unit& unit) {
        if (own.offset != unit.offset) return false;
        const auto times = values::divide(own.factor, unit.factor);
        return times && (own.offset.is_zero() ? times->is_whole() : *times == Rational(1));
    }

    static bool is_declared(const facts::ValueType& type, const values::Unit& unit) {
        return type.whole && is_multiple(type.unit.value_or(values::Unit{}), unit);
    }

    bool is_computed(const model::Arithmetic& node, const values::Unit& unit,
                     std::size_t depth) const {
        const auto left = [&](const values::Unit& in) {
            return is_whole(node.left, in, depth + 1);
        };
        const auto right = [&](const values::Unit& in) {
            return is_whole(node.right, in, depth + 1);
        };
        switch (node.op) {
            case model::ArithmeticOperator::add:
            case model::ArithmeticOperator::subtract:
                return left(unit) && right(unit);
            case model::ArithmeticOperator::multiply: {
                const values::Unit plain;
                if (rules_.tree[node.right].unit == 0) return left(unit) && right(plain);
                return rules_.tree[node.left].unit == 0 && left(plain) && right(unit);
            }
            case model::ArithmeticOperator::divide:
                break;
        }
        return false;
    }

    bool is_scored(const model::ScoreValue& node, const values::Unit& unit,
                   std::size_t depth) const {
        const model::Prorating& prorating = rules_.scores[node.score].prorating;
        const bool is_rounded = !prorating.step.is_zero() && prorating.step.is_whole();
        if (prorating.at_least != 0 && !is_rounded) return false;
        const auto& entries = rules_.scores[node.score].entries;
        return unit.symbol.empty() &&
               std::all_of(entries.begin(), entries.end(), [&](const model::ScoreEntry& entry) {
                   return entry.number == model::none ? entry.weight.is_whole()
                                                      : entry.not_asked.is_whole() &&
                                                            is_whole(entry.number, unit, depth + 1);
               });
    }

    const model::RuleSet& rules_;
};

class Fraction {
  public:
    Fraction(Context& context, const model::Values& known, ExprId test)
        : context_(context), tree_(context.rules.tree), known_(known), test_(test) {}

    bool report(ExprId whole, ExprId literal) {
        const values::Range& number = range(literal);
        const values::Unit& unit = tree_.unit(tree_[whole].unit);
        if (!number.is_single() || range(whole).is_single() || !is_written(literal)) return false;
        const auto written = values::from_base(number.low.value, unit);
        if (!written || written->is_whole()) return false;
        if (!WholeNumbers(context_.rules).is_whole(whole, unit)) return false;
        whole_ = whole;
        literal_ = literal;
        propose_finer_time(number.low.value);
        for (const Rational& each : {values::floor(*written), values::ceil(*written)}) {
            const auto nearest = values::to_base(each, unit);
            if (nearest && !is_decided(*nearest)) propose(*nearest, tree_[whole].unit);
        }
        write();
        return true;
    }

  private:
    std::string words(ExprId id) const { return context_.words(tree_[id].span); }
    const values::Range& range(ExprId id) const { return known_.numbers[tree_[id].slot]; }

    /// A number that the author wrote, as it stands or computed, not one that is so by its range.
    bool is_written(ExprId id) const {
        const auto& node = tree_[id].node;
        if (const auto* computed = std::get_if<model::Arithmetic>(&node)) {
            return is_written(computed->left) && is_written(computed->right);
        }
        return std::holds_alternative<model::NumberConstant>(node);
    }

    /// Whether the test with this number in place of the literal could never differ.
    bool is_decided(const Rational& number) const {
        const auto value = [&](ExprId id) {
            return id == literal_ ? values::single(number) : range(id);
        };
        if (const auto* between = std::get_if<model::Between>(&tree_[test_].node)) {
            return values::inside(value(between->value), value(between->low),
                                  value(between->high)) != Truth::unknown;
        }
        const auto& compare = std::get<model::Compare>(tree_[test_].node);
        const values::Range left = value(compare.left);
        const values::Range right = value(compare.right);
        switch (compare.comparison) {
            case model::Comparison::equal:
                return values::equal(left, right) != Truth::unknown;
            case model::Comparison::less:
            case model::Comparison::greater_or_equal:
                return values::less(left, right) != Truth::unknown;
            case model::Comparison::less_or_equal:
            case model::Comparison::greater:
                break;
        }
        return values::less_or_equal(left, right) != Truth::unknown;
    }

    bool names_unit() const {
        const std::string written = words(literal_);
        return written.find_first_not_of("0123456789.-") != std::string::npos;
    }

    void propose(const Rational& base, std::uint32_t unit_id) {
        const values::Unit& unit = tree_.unit(unit_id);
        const auto number = values::from_base(base, unit);
        const auto decimal = number ? values::to_decimal(*number) : std::nullopt;
        if (!decimal) return;
        std::string text = decimal->to_text();
        if (unit_id != 0 && names_unit()) text += ' ' + unit.symbol;
        std::vector<Edit> edits{{tree_[literal_].span, std::move(text)}};
        proposals_.push_back({edited(edits), std::move(edits)});
    }

    /// `years since … < 0.5` in months, where that is whole: exactly what was written.
    void propose_finer_time(const Rational& base) {
        const auto* since = std::get_if<model::TimeSince>(&tree_[whole_].node);
        if (since == nullptr) return;
        const bool is_years = since->unit == values::CalendarUnit::years;
        if (!is_years && since->unit != values::CalendarUnit::weeks) return;
        const std::string_view coarse = is_years ? "years" : "weeks";
        const std::string_view fine = is_years ? "months" : "days";
        const auto finer = values::find_unit(fine);
        const auto count = finer ? values::from_base(base, *finer) : std::nullopt;
        const Span span = tree_[whole_].span;
        const bool is_written_here = span.begin >= tree_[test_].span.begin &&
                                     span.end <= tree_[test_].span.end &&
                                     context_.source.substr(span.begin, coarse.size()) == coarse;
        if (!count || !count->is_whole() || !is_written_here) return;
        const auto decimal = values::to_decimal(*count);
        if (!decimal) return;
        const auto end = static_cast<std::uint32_t>(span.begin + coarse.size());
        std::vector<Edit> edits{{{span.begin, end}, std::string(fine)},
                                {tree_[literal_].span, decimal->to_text()}};
        proposals_.push_back({edited(edits), std::move(edits)});
    }

    /// The words of the test with the edits made.
    std::string edited(std::vector<Edit> edits) const {
        const Span span = tree_[test_].span;
        std::string text(context_.source.substr(span.begin, span.end - span.begin));
        std::sort(edits.begin(), edits.end(),
                  [](const Edit& a, const Edit& b) { return a.span.begin > b.span.begin; });
        for (const Edit& edit : edits) {
            if (edit.span.begin < span.begin || edit.span.end > span.end) return {};
            text.replace(edit.span.begin - span.begin, edit.span.end - edit.span.begin, edit.text);
        }
        return text::one_line(text);
    }

    void write() {
        const values::Unit& unit = tree_.unit(tree_[whole_].unit);
        const bool is_time = std::holds_alternative<model::TimeSince>(tree_[whole_].node);
        Diagnostic& problem = context_.error(
            "fraction-of-whole", tree_[test_].span,
            quoted(words(literal_)) + " is no whole number" +
                (unit.symbol.empty() || is_time ? std::string() : " of " + quoted(unit.symbol)) +
                ", but " + quoted(words(whole_)) + " always is");
        const bool is_name = std::string_view("-0123456789(").find(words(literal_).front()) ==
                             std::string_view::npos;
        std::erase_if(proposals_, [](const text::Proposal& each) { return each.text.empty(); });
        if (proposals_.empty()) {
            with(problem).help("compare with a whole number");
            return;
        }
        if (is_name) {  // a parameter may be used elsewhere: the test is written anew
            for (text::Proposal& each : proposals_) {
                each = context_.proposal(tree_[test_].span, each.text);
            }
        }
        with(problem).write(proposals_);
    }

    Context& context_;
    const model::Tree& tree_;
    const model::Values& known_;
    ExprId test_;
    ExprId whole_ = model::none;
    ExprId literal_ = model::none;
    std::vector<text::Proposal> proposals_;
};

}  // namespace

bool is_always_whole(const model::RuleSet& rules, ExprId id) {
    return WholeNumbers(rules).is_whole(id, rules.tree.unit(rules.tree[id].unit));
}

bool report_fraction(Context& context, const model::Values& known, ExprId test) {
    const model::Node& node = context.rules.tree[test].node;
    if (const auto* compare = std::get_if<model::Compare>(&node)) {
        return Fraction(context, known, test).report(compare->left, compare->right) ||
               Fraction(context, known, test).report(compare->right, compare->left);
    }
    if (const auto* between = std::get_if<model::Between>(&node)) {
        return Fraction(context, known, test).report(between->value, between->low) ||
               Fraction(context, known, test).report(between->value, between->high);
    }
    return false;
}

}  // namespace caveat::check
