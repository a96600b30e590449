// What the declared ranges alone decide: tests that can never differ from patient to patient, and
// divisors that may be zero. Entrance: check_declared_ranges.

#include "check/compiler.hpp"
#include "model/evaluation.hpp"

namespace caveat::check {

using model::ExprId;
using text::quoted;
using text::with;

namespace {

/// Tests on values; all other conditions are made of these.
template <class T>
concept SingleTest =
    model::ConditionNode<T> && !std::is_same_v<T, model::All> && !std::is_same_v<T, model::Any> &&
    !std::is_same_v<T, model::AtLeastOf> && !std::is_same_v<T, model::Gated>;

class DeclaredRanges {
  public:
    explicit DeclaredRanges(Context& context)
        : context_(context), evaluation_(context.rules, {}, values_, scratch_, nullptr) {
        values_.fit(context.rules.tree);
    }

    void check() {
        for (ExprId id = 0; id < context_.rules.tree.size(); ++id) {
            evaluation_.one(id);
            std::visit(model::Overloaded{
                           [&](const model::Arithmetic& node) { check_divisor(node, id); },
                           [&](const model::ScoreValue& node) { keep_declared(node, id); },
                           [&]<SingleTest Test>(const Test& node) { check_test(node, id); },
                           [](const auto&) {},
                       },
                       context_.rules.tree[id].node);
        }
    }

  private:
    std::string words(ExprId id) const { return context_.words(context_.rules.tree[id].span); }
    const values::Range& range(ExprId id) const {
        return values_.numbers[context_.rules.tree[id].slot].range;
    }

    void keep_declared(const model::ScoreValue& node, ExprId id) {
        context_.rules.scores[node.score].declared = range(id);
    }

    void check_divisor(const model::Arithmetic& node, ExprId id) {
        if (node.op != model::ArithmeticOperator::divide) return;
        if (!values::contains(range(node.right), values::Rational(0))) return;
        const model::Expr& divisor = context_.rules.tree[node.right];
        Diagnostic& problem = context_.error(
            "divisor-may-be-zero", context_.rules.tree[id].span,
            quoted(words(node.right)) + " may be 0, and nothing can be divided by 0");
        with(problem).help("give it a `from:` above 0");
        if (std::holds_alternative<model::FactValue>(divisor.node)) {
            with(problem).label(divisor.span, "declared here");
        }
    }

    template <class Test>
    void check_test(const Test& node, ExprId id) {
        const Truth truth = evaluation_.truth(id);
        if (truth == Truth::unknown) return;
        if constexpr (requires { node.is_negated; }) {
            report(id, (truth == Truth::yes) != node.is_negated, range_text(node));
        } else {
            report(id, truth == Truth::yes, range_text(node));
        }
    }

    std::string number_text(ExprId id) const {
        const model::Expr& expr = context_.rules.tree[id];
        if (std::holds_alternative<model::NumberConstant>(expr.node)) return {};
        std::string text = quoted(words(id)) + " is ";
        if (expr.unit == 0) return text + values::to_text(range(id));
        bool overflow = false;
        values::Unit base = context_.rules.tree.unit(expr.unit);
        base.factor = 1;
        base.offset = 0;
        const auto shown =
            values::convert(range(id), base, context_.rules.tree.unit(expr.unit), overflow);
        return text + values::to_text(shown) + " " + context_.rules.tree.unit(expr.unit).symbol;
    }

    std::string range_text(const model::Compare& node) const {
        const std::string left = number_text(node.left);
        return left.empty() ? number_text(node.right) : left;
    }
    std::string range_text(const model::Between& node) const { return number_text(node.value); }
    std::string range_text(const model::InBand& node) const { return number_text(node.value); }
    std::string range_text(const auto&) const { return {}; }

    void report(ExprId id, bool always, const std::string& because) {
        with(context_.error("decided-test", context_.rules.tree[id].span,
                            quoted(words(id)) + (always ? " always holds" : " can never hold") +
                                (because.empty() ? std::string() : ": " + because)))
            .help(because.empty() ? "leave it out, or test something that can differ"
                                  : "compare with a value inside that range, or widen the range");
    }

    Context& context_;
    model::Values values_;
    model::Scratch scratch_;
    model::Evaluation evaluation_;
};

}  // namespace

void check_declared_ranges(Context& context) {
    DeclaredRanges(context).check();
}

}  // namespace caveat::check
