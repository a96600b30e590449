// What the declared ranges alone decide: tests that can never differ from patient to patient, and
// divisors that may be zero. Entrance: check_declared_ranges.

#include "check/compiler.hpp"
#include "check/whole_numbers.hpp"
#include "model/entry_groups.hpp"
#include "model/evaluation.hpp"
#include "model/sharing.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <vector>

namespace caveat::check {

using model::ExprId;
using text::quoted;
using text::with;

namespace {

/// Tests on anything but a number.
template <class T>
concept OtherTest = model::OneOf<T, model::YesNo, model::IsOneOf, model::Includes, model::IsEmpty,
                                 model::DateTest, model::WithinLast, model::MoreThanAgo,
                                 model::RecordsAtLeast, model::RecordsAtMost>;

class DeclaredRanges {
  public:
    DeclaredRanges(Context& context, const std::vector<bool>& bands_are_read)
        : context_(context),
          bands_are_read_(bands_are_read),
          equal_to_(model::representatives(context.rules.tree)),
          groups_(context.rules, equal_to_),
          evaluation_(context.rules, {}, values_, scratch_, nullptr) {
        values_.fit(context.rules.tree);
        totals_.resize(context.rules.scores.size());
        find_denied();
    }

    /// The reachable totals of every score.
    std::vector<model::Totals> check() {
        for (ExprId id = 0; id < context_.rules.tree.size(); ++id) {
            if (const auto* score = std::get_if<model::ScoreValue>(&context_.rules.tree[id].node)) {
                groups_.group(context_.rules.scores[score->score], values_);
            }
            evaluation_.one(id);
            model::visit(model::Overloaded{
                             [&](const model::Arithmetic& node) { check_divisor(node, id); },
                             [&](const model::ScoreValue& node) { keep_declared(node, id); },
                             [&](const model::TestNode auto& node) { check_test(node, id); },
                             [](const model::JoinedNode auto&) {},  // made of tests
                             []<model::OneOf<model::FactValue, model::FieldValue,
                                             model::NumberConstant, model::DateConstant,
                                             model::Extreme, model::Rounded, model::RecordCount,
                                             model::CodeCount, model::Measure, model::TimeSince>
                                    Value>(const Value&) {},
                         },
                         context_.rules.tree[id].node);
        }
        const bool tables_are_right = check_number_tables(context_, values_);
        for (const Decided& each : decided_) {
            if (tables_are_right || !each.rests_on_points) report(each);
        }
        return std::move(totals_);
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
        model::Score& score = context_.rules.scores[node.score];
        score.declared = range(id);
        totals_[node.score] = model::totals_of(context_.rules, score, values_);
        for (const model::ScoreEntry& entry : score.entries) check_not_asked(entry);
        keep_items(score);
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

    /// Of a score that is prorated: what its items rest on.
    void keep_items(model::Score& score) {
        if (score.prorating.at_least == 0) return;
        context_.rules.may_prorate = true;
        for (const model::ScoreEntry& entry : score.entries) {
            if (entry.item == score.prorating.facts.size()) score.prorating.facts.emplace_back();
            auto& facts = score.prorating.facts.back();
            for (const ExprId root : {entry.condition, entry.number}) {
                if (root != model::none) add_facts_behind(context_.rules, root, facts);
            }
            for (const ExprId gate : context_.rules.tree.children(entry.gates)) {
                add_facts_behind(context_.rules, gate, facts);
            }
        }
    }

    /// What no total reaches is decided too: 2 and 3 points never make 1.
    Truth truth_of(const model::InBand& node, ExprId id) const {
        if (!bands_are_read_[node.score]) return Truth::unknown;
        const model::Score& score = context_.rules.scores[node.score];
        const bool is_reached =
            totals_[node.score].one_in(score.bands[node.band].interval).has_value();
        return is_reached ? evaluation_.truth(id) : Truth::no;
    }
    Truth truth_of(const model::Compare& node, ExprId id) const {
        if (node.comparison != model::Comparison::equal) return evaluation_.truth(id);
        const auto reaches = [&](ExprId sum, ExprId limit) {
            const model::Node& left = context_.rules.tree[sum].node;
            const model::Node& right = context_.rules.tree[limit].node;
            const auto* score = std::get_if<model::ScoreValue>(&left);
            const auto* at = std::get_if<model::NumberConstant>(&right);
            if (score == nullptr || at == nullptr) return true;
            return totals_[score->score]
                .one_in({at->value.low, at->value.high, true, true})
                .has_value();
        };
        const bool is_reached = reaches(node.left, node.right) && reaches(node.right, node.left);
        return is_reached ? evaluation_.truth(id) : Truth::no;
    }
    Truth truth_of(const model::Between& node, ExprId id) const {
        const auto* score = std::get_if<model::ScoreValue>(&context_.rules.tree[node.value].node);
        if (score == nullptr) return evaluation_.truth(id);
        const bool is_reached =
            totals_[score->score]
                .one_in({range(node.low).low, range(node.high).high, true, true})
                .has_value();
        return is_reached ? evaluation_.truth(id) : Truth::no;
    }
    Truth truth_of(const OtherTest auto&, ExprId id) const { return evaluation_.truth(id); }

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
        const Truth truth = truth_of(node, id);
        const bool is_left_out = truth != Truth::unknown && evaluation_.truth(id) == Truth::unknown;
        if (!is_left_out && report_fraction(context_, values_, id)) return;
        if (truth == Truth::unknown) return;
        const bool always = (truth == Truth::yes) != is_denied_[id];
        // A row may end where the declared range does: `0 to 3` of what is 0 to 10.
        if (always && is_row(id)) return;
        decided_.push_back({id, always, range_text(node), rests_on_points(node, id), is_left_out});
    }

    bool is_score(ExprId id) const {
        return std::holds_alternative<model::ScoreValue>(context_.rules.tree[id].node);
    }
    bool rests_on_points(const model::InBand&, ExprId) const { return true; }
    bool rests_on_points(const model::Compare& node, ExprId id) const {
        return is_score(node.left) || is_score(node.right) || is_row(id);
    }
    bool rests_on_points(const model::Between& node, ExprId) const { return is_score(node.value); }
    bool rests_on_points(const OtherTest auto&, ExprId) const { return false; }
    bool is_row(ExprId id) const {
        const Span span = context_.rules.tree[id].span;
        return std::any_of(context_.number_tables.begin(), context_.number_tables.end(),
                           [&](const NumberTable& table) {
                               return std::find(table.spans.begin(), table.spans.end(), span) !=
                                      table.spans.end();
                           });
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
    std::string range_text(const OtherTest auto&) const { return {}; }

    /// A test that is the same for everybody.
    struct Decided {
        ExprId id = model::none;
        bool always = false;
        std::string because;
        bool rests_on_points = false;  ///< of a score, or of a row of one
        bool is_left_out = false;      ///< within the range, but no points make it
    };

    void report(const Decided& test) {
        const Span span = context_.rules.tree[test.id].span;
        const bool has_reason = !test.because.empty();
        with(context_.error("decided-test", span,
                            quoted(context_.words(span)) +
                                (test.always ? " always holds" : " can never hold") +
                                (has_reason ? ": " + test.because : std::string()) +
                                (test.is_left_out ? ", in steps that leave it out" : "")))
            .help(test.is_left_out ? "test for a sum that its points can make"
                  : has_reason     ? "compare with a value inside that range, or widen the range"
                                   : "leave it out, or test something that can differ");
    }

    Context& context_;
    const std::vector<bool>& bands_are_read_;
    std::vector<ExprId> equal_to_;
    model::EntryGroups groups_;
    model::Values values_;
    std::vector<bool> is_denied_;  ///< by ExprId
    model::Scratch scratch_;
    model::Evaluation evaluation_;
    std::vector<model::Totals> totals_;  ///< by score
    std::vector<Decided> decided_;
};

}  // namespace

std::vector<model::Totals> check_declared_ranges(Context& context,
                                                 const std::vector<bool>& bands_are_read) {
    return DeclaredRanges(context, bands_are_read).check();
}

}  // namespace caveat::check
