// From tests of the typed tree to intervals and masks over words. Entrance: plain_test.

#include "program/plain_tests.hpp"

#include "model/walk.hpp"
#include "values/rational.hpp"

#include <limits>
#include <utility>

namespace caveat::program {

using model::Comparison;
using model::ExprId;
using values::Rational;

namespace {

/// The word that lies at or above a number, in steps of a grid.
struct Cut {
    std::int64_t at = 0;
    bool is_exact = false;
};

std::optional<Cut> cut_at(const Rational& number, std::int64_t grid) {
    // Far from the ends, so that the next word exists.
    constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() / 2;
    const auto steps = multiply(number, Rational(grid));
    const auto whole = steps ? values::to_int64(values::ceil(*steps)) : std::nullopt;
    if (!whole || *whole > limit || *whole < -limit) return std::nullopt;
    return Cut{*whole, steps->is_whole()};
}

class Reader {
  public:
    explicit Reader(const model::RuleSet& rules) : rules_(rules), tree_(rules.tree) {}

    std::optional<PlainTest> read(ExprId id) {
        const auto read_node = model::Overloaded{
            [&](const model::ConditionNode auto& node) { return test(node); },
            [](const model::ValueNode auto&) { return false; },
        };
        if (!model::visit(read_node, tree_[id].node)) return std::nullopt;
        result_.literal.node = id;
        return result_;
    }

  private:
    // What is made of other conditions is no test.
    static bool test(const model::All&) { return false; }
    static bool test(const model::Any&) { return false; }
    static bool test(const model::AtLeastOf&) { return false; }
    static bool test(const model::Not&) { return false; }
    static bool test(const model::Gated&) { return false; }
    // A score, and what depends on the day of the screening.
    static bool test(const model::InBand&) { return false; }
    static bool test(const model::WithinLast&) { return false; }
    static bool test(const model::MoreThanAgo&) { return false; }

    bool test(const model::YesNo& node) {
        if (!subject(node.value, FactKind::yes_no)) return false;
        result_.literal.kind = LiteralKind::holds;
        return true;
    }

    bool test(const model::Compare& node) {
        if (const Rational* right = model::constant_number(tree_, node.right)) {
            return number(node.left) && compare(node.comparison, *right);
        }
        const Rational* left = model::constant_number(tree_, node.left);
        return left != nullptr && number(node.right) && compare(mirrored(node.comparison), *left);
    }

    bool compare(Comparison comparison, const Rational& threshold) {
        const auto cut = cut_at(threshold, grid());
        if (!cut) return false;
        const std::int64_t above = cut->at + (cut->is_exact ? 1 : 0);
        Literal& literal = result_.literal;
        literal.kind = LiteralKind::interval;
        switch (comparison) {
            case Comparison::less:
                literal.high = cut->at;
                return true;
            case Comparison::less_or_equal:
                literal.high = above;
                return true;
            case Comparison::greater:
                literal.low = above;
                return true;
            case Comparison::greater_or_equal:
                literal.low = cut->at;
                return true;
            case Comparison::equal:
                break;
        }
        literal.low = cut->at;
        literal.high = above;
        return cut->is_exact;
    }

    bool test(const model::Between& node) {
        const Rational* low = model::constant_number(tree_, node.low);
        const Rational* high = model::constant_number(tree_, node.high);
        if (low == nullptr || high == nullptr || *low > *high || !number(node.value)) return false;
        const auto first = cut_at(*low, grid());
        const auto last = cut_at(*high, grid());
        if (!first || !last) return false;
        Literal& literal = result_.literal;
        literal.kind = LiteralKind::interval;
        literal.low = first->at;
        literal.high = last->at + (last->is_exact ? 1 : 0);
        return literal.low < literal.high;
    }

    bool test(const model::IsOneOf& node) {
        if (!subject(node.value, FactKind::choice)) return false;
        result_.literal.kind = LiteralKind::one_of;
        result_.literal.codes = node.codes;
        return true;
    }

    bool test(const model::Includes& node) {
        if (!subject(node.value, FactKind::choices)) return false;
        result_.literal.kind = node.all ? LiteralKind::all_of : LiteralKind::any_of;
        result_.literal.codes = node.codes;
        return true;
    }

    bool test(const model::IsEmpty& node) {
        if (!subject(node.value, FactKind::choices)) return false;
        result_.literal.kind = LiteralKind::any_of;
        result_.literal.codes = type().all_codes();
        result_.literal.is_negated = true;
        return true;
    }

    bool test(const model::DateTest& node) {
        const auto right = model::constant_day(tree_, node.right);
        const auto left = model::constant_day(tree_, node.left);
        if (!right && !left) return false;
        if (!subject(right ? node.left : node.right, FactKind::date)) return false;
        const std::int64_t at = right ? *right : *left;
        const model::DateRelation relation = right ? node.relation : mirrored(node.relation);
        Literal& literal = result_.literal;
        literal.kind = LiteralKind::interval;
        if (relation != model::DateRelation::before) {
            literal.low = relation == model::DateRelation::on ? at : at + 1;
        }
        if (relation != model::DateRelation::after) {
            literal.high = relation == model::DateRelation::on ? at + 1 : at;
        }
        return true;
    }

    bool test(const model::RecordsAtLeast& node) {
        count_of(node.records, node.where);
        result_.literal.low = node.count;
        return true;
    }

    bool test(const model::RecordsAtMost& node) {
        count_of(node.records, node.where);
        result_.literal.high = node.count + 1;
        return node.count < std::numeric_limits<std::int64_t>::max();
    }

    void count_of(std::uint32_t records, const model::Where& where) {
        result_.subject = {};
        result_.subject.kind = Subject::Kind::count;
        result_.subject.fact = records;
        result_.subject.where = where;
        result_.literal.kind = LiteralKind::interval;
    }

    bool number(ExprId id) {
        if (const auto* count = std::get_if<model::RecordCount>(&tree_[id].node)) {
            count_of(count->records, count->where);
            return true;
        }
        return subject(id, FactKind::number);
    }

    /// A fact that nothing stands in for, or a field.
    bool subject(ExprId id, FactKind wanted) {
        const model::Node& node = tree_[id].node;
        result_.subject = {};
        if (const auto* fact = std::get_if<model::FactValue>(&node)) {
            result_.subject.kind = Subject::Kind::fact;
            result_.subject.fact = fact->fact;
            result_.subject.value = type().kind;
            return fact->fallback == model::none && type().kind == wanted;
        }
        const auto* field = std::get_if<model::FieldValue>(&node);
        if (field == nullptr) return false;
        result_.subject.kind = Subject::Kind::field;
        result_.subject.fact = field->records;
        result_.subject.field = field->field;
        result_.subject.value = type().kind;
        return type().kind == wanted;
    }

    [[nodiscard]] const facts::ValueType& type() const {
        const facts::Fact& fact = rules_.catalogue[result_.subject.fact];
        return result_.subject.kind == Subject::Kind::field
                   ? fact.fields[result_.subject.field].type
                   : fact.type;
    }

    [[nodiscard]] std::int64_t grid() const {
        switch (result_.subject.kind) {
            case Subject::Kind::fact:
                return rules_.packing.grid(result_.subject.fact);
            case Subject::Kind::field:
                return rules_.packing.grid(result_.subject.fact, result_.subject.field);
            case Subject::Kind::count:
                break;
        }
        return 1;
    }

    const model::RuleSet& rules_;
    const model::Tree& tree_;
    PlainTest result_;
};

}  // namespace

std::optional<PlainTest> plain_test(const model::RuleSet& rules, ExprId id) {
    return Reader(rules).read(id);
}

void deny(Literal& literal) {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    literal.is_denied = !literal.is_denied;
    const bool is_half =
        literal.kind == LiteralKind::interval && (literal.low == least) != (literal.high == most);
    if (!is_half) {
        literal.is_negated = !literal.is_negated;
    } else if (literal.low == least) {
        literal.low = std::exchange(literal.high, most);
    } else {
        literal.high = std::exchange(literal.low, least);
    }
}

}  // namespace caveat::program
