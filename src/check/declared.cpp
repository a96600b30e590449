// What the declared ranges alone decide: tests that can never differ from patient to patient, and
// divisors that may be zero. Entrance: check_declared_ranges.

#include "check/compiler.hpp"
#include "model/evaluation.hpp"

#include <vector>

namespace caveat::check {

using model::ExprId;
using text::quoted;
using text::with;

namespace {

/// Tests on values; all other conditions are made of these.
template <class T>
concept SingleTest = model::ConditionNode<T> && !std::is_same_v<T, model::All> &&
                     !std::is_same_v<T, model::Any> && !std::is_same_v<T, model::AtLeastOf> &&
                     !std::is_same_v<T, model::Not> && !std::is_same_v<T, model::Gated>;

class DeclaredRanges {
  public:
    explicit DeclaredRanges(Context& context)
        : context_(context), evaluation_(context.rules, {}, values_, scratch_, nullptr) {
        values_.fit(context.rules.tree);
        find_denied();
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
    /// Tests whose own words deny what the node says: `is not`, `!=`, `no … where`.
    void find_denied() {
        const model::Tree& tree = context_.rules.tree;
        is_denied_.assign(tree.size(), false);
        // Parents come after their children: what they hand on is complete when they are reached.
        for (auto id = static_cast<ExprId>(tree.size()); id-- > 0;) {
            const model::Node& node = tree[id].node;
            const auto hand_on = [&](ExprId part) {
                if (tree[part].span == tree[id].span) is_denied_[part] = true;
            };
            if (const auto* denial = std::get_if<model::Not>(&node)) hand_on(denial->part);
            // One test of several bands.
            const auto* any = std::get_if<model::Any>(&node);
            if (any != nullptr && is_denied_[id]) {
                for (const ExprId part : tree.children(any->parts)) hand_on(part);
            }
        }
    }

    std::string words(ExprId id) const { return context_.words(context_.rules.tree[id].span); }
    const values::Range& range(ExprId id) const {
        return values_.numbers[context_.rules.tree[id].slot];
    }

    void keep_declared(const model::ScoreValue& node, ExprId id) {
        const model::Score& score = context_.rules.scores[node.score];
        context_.rules.scores[node.score].declared = range(id);
        for (const model::ScoreEntry& entry : score.entries) check_not_asked(entry);
    }

    /// What is not asked adds 0 unless the author says otherwise; a number that is never 0 would
    /// pass for one that nobody can have.
    void check_not_asked(const model::ScoreEntry& entry) {
        if (entry.number == model::none || entry.gates.count == 0 || entry.says_not_asked) return;
        const values::Range& points = range(entry.number);
        if (values::contains(points, values::Rational(0))) return;
        const std::string name = context_.words(entry.span);
        with(context_.error("missing-not-asked", entry.span,
                            quoted(name) + " is not always asked, and 0 is none of its points: " +
                                values::to_text(points)))
            .help("say what is added then: `" + name + ": {not asked: N}`");
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
        report(id, (truth == Truth::yes) != is_denied_[id], range_text(node));
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
    std::vector<bool> is_denied_;  ///< by ExprId
    model::Scratch scratch_;
    model::Evaluation evaluation_;
};

}  // namespace

void check_declared_ranges(Context& context) {
    DeclaredRanges(context).check();
}

}  // namespace caveat::check
