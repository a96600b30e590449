// When a fact is asked, in the tests that a form can make: a conjunction of disjunctions of
// comparisons with one answer each. A question that is hidden has no answer, so that no test on it
// holds. Entrance: gate_of.

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "mapping/form.hpp"
#include "model/walk.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

#include <utility>

namespace caveat::mapping {

namespace {

using model::Comparison;
using model::ExprId;

/// Beyond this a form would be harder to read than an item too many is to skip.
constexpr std::size_t most_tests = 64;

using Clauses = std::optional<std::vector<FormClause>>;

class GateWriter {
  public:
    explicit GateWriter(const model::RuleSet& rules) : rules_(rules), tree_(rules.tree) {}

    /// The condition, or its denial.
    Clauses write(ExprId id, bool holds) {
        const model::Node& node = tree_[id].node;
        return model::visit(
            model::Overloaded{
                [&](const model::All& all) { return join(all.parts, holds, holds); },
                [&](const model::Any& any) { return join(any.parts, holds, !holds); },
                [&](const model::AtLeastOf& of) { return at_least(of, holds); },
                [&](const model::Not& denied) { return write(denied.part, !holds); },
                [&](const model::Gated& gated) { return write_gated(gated, holds); },
                [&](const model::YesNo& test) { return yes_no(test, holds); },
                [&](const model::Compare& test) { return compare(test, holds); },
                [&](const model::Between& test) { return between(test, holds); },
                [&](const model::IsOneOf& test) { return one_of(test, holds); },
                [&](const model::Includes& test) { return includes(test, holds); },
                [&](const model::OneOf<model::InBand, model::IsEmpty, model::DateTest,
                                       model::WithinLast, model::MoreThanAgo, model::RecordsAtLeast,
                                       model::RecordsAtMost> auto&) { return Clauses(); },
                [&](const model::ValueNode auto&) { return Clauses(); },
            },
            node);
    }

  private:
    static Clauses bounded(Clauses clauses) {
        std::size_t tests = 0;
        if (clauses) {
            for (const FormClause& clause : *clauses) tests += clause.size();
        }
        return tests > most_tests ? Clauses() : std::move(clauses);
    }

    static Clauses both(Clauses a, Clauses b) {
        if (!a || !b) return std::nullopt;
        a->insert(a->end(), b->begin(), b->end());
        return bounded(std::move(a));
    }

    static Clauses either(const Clauses& a, const Clauses& b) {
        if (!a || !b) return std::nullopt;
        Clauses all = std::vector<FormClause>();
        for (const FormClause& left : *a) {
            for (const FormClause& right : *b) {
                FormClause clause = left;
                clause.insert(clause.end(), right.begin(), right.end());
                all->push_back(std::move(clause));
                if (all->size() > most_tests) return std::nullopt;
            }
        }
        return bounded(std::move(all));
    }

    Clauses join(model::Children parts, bool holds, bool is_all) {
        Clauses joined;
        bool is_first = true;
        for (const ExprId part : tree_.children(parts)) {
            Clauses next = write(part, holds);
            joined = is_first ? std::move(next)
                     : is_all ? both(std::move(joined), std::move(next))
                              : either(joined, next);
            is_first = false;
        }
        return joined;
    }

    Clauses at_least(const model::AtLeastOf& of, bool holds) {
        if (of.count == 1) return join(of.parts, holds, !holds);
        if (of.count == of.parts.count) return join(of.parts, holds, holds);
        return std::nullopt;
    }

    /// Where its own gate hides a question, nothing is answered there.
    Clauses write_gated(const model::Gated& gated, bool holds) {
        Clauses test = write(gated.test, holds);
        if (holds) return test;
        for (const ExprId gate : tree_.children(gated.gates)) {
            test = either(test, write(gate, false));
        }
        return test;
    }

    [[nodiscard]] std::optional<std::uint32_t> fact_of(ExprId value) const {
        const model::FactValue* const fact = model::plain_fact(tree_, value);
        return fact == nullptr ? std::nullopt : std::optional(fact->fact);
    }

    Clauses yes_no(const model::YesNo& test, bool holds) {
        const auto fact = fact_of(test.value);
        if (!fact) return std::nullopt;
        FormTest made;
        made.fact = *fact;
        made.yes = holds;
        return std::vector<FormClause>{{std::move(made)}};
    }

    /// The number in the unit of the fact.
    [[nodiscard]] std::optional<Decimal> number_of(std::uint32_t fact, ExprId value) const {
        const values::Rational* const number = model::constant_number(tree_, value);
        if (number == nullptr) return std::nullopt;
        const auto& unit = rules_.catalogue[fact].type.unit;
        const auto in_unit = unit ? values::from_base(*number, *unit) : std::optional(*number);
        return in_unit ? values::to_decimal(*in_unit) : std::nullopt;
    }

    [[nodiscard]] std::optional<FormTest> number_test(ExprId value, Comparison comparison,
                                                      ExprId limit) const {
        const auto fact = fact_of(value);
        const auto number = fact ? number_of(*fact, limit) : std::nullopt;
        if (!number || tree_[value].kind != model::ValueKind::number) return std::nullopt;
        FormTest made;
        made.fact = *fact;
        made.comparison = comparison;
        made.number = number;
        return made;
    }

    static Clauses one(const std::optional<FormTest>& test) {
        if (!test) return std::nullopt;
        return std::vector<FormClause>{{*test}};
    }

    Clauses compare(const model::Compare& test, bool holds) {
        const bool is_mirrored = !fact_of(test.left);
        const ExprId value = is_mirrored ? test.right : test.left;
        const ExprId limit = is_mirrored ? test.left : test.right;
        Comparison comparison = is_mirrored ? model::mirrored(test.comparison) : test.comparison;
        if (holds) return one(number_test(value, comparison, limit));
        if (comparison == Comparison::equal) {
            return either(one(number_test(value, Comparison::less, limit)),
                          one(number_test(value, Comparison::greater, limit)));
        }
        return one(number_test(value, model::opposite(comparison), limit));
    }

    Clauses between(const model::Between& test, bool holds) {
        const auto side = [&](Comparison comparison, ExprId limit) {
            return one(number_test(test.value, comparison, limit));
        };
        if (holds) {
            return both(side(Comparison::greater_or_equal, test.low),
                        side(Comparison::less_or_equal, test.high));
        }
        return either(side(Comparison::less, test.low), side(Comparison::greater, test.high));
    }

    /// One of these codes.
    static FormClause any_code(std::uint32_t fact, const facts::CodeSet& codes) {
        FormClause clause;
        for (std::uint32_t code = 0; code < facts::CodeSet::capacity; ++code) {
            if (!codes.contains(code)) continue;
            FormTest made;
            made.fact = fact;
            made.code = code;
            clause.push_back(std::move(made));
        }
        return clause;
    }

    Clauses one_of(const model::IsOneOf& test, bool holds) {
        const auto fact = fact_of(test.value);
        if (!fact) return std::nullopt;
        const facts::CodeSet all = rules_.catalogue[*fact].type.all_codes();
        const FormClause clause = any_code(*fact, holds ? test.codes : all - test.codes);
        if (clause.empty()) return std::nullopt;
        return bounded(std::vector<FormClause>{clause});
    }

    /// That something is not among the answers, no test of a form says.
    Clauses includes(const model::Includes& test, bool holds) {
        const auto fact = fact_of(test.value);
        if (!fact || !holds || test.codes.empty()) return std::nullopt;
        const FormClause clause = any_code(*fact, test.codes);
        if (!test.all) return bounded(std::vector<FormClause>{clause});
        std::vector<FormClause> each;
        for (const FormTest& code : clause) each.push_back({code});
        return bounded(std::move(each));
    }

    const model::RuleSet& rules_;
    const model::Tree& tree_;
};

}  // namespace

FormGate gate_of(const RuleSet& rules, std::uint32_t fact) {
    const model::RuleSet& model = api::loaded_of(rules).model;
    const ExprId gate = model.gate[fact];
    if (gate == model::none) return {};
    Clauses clauses = GateWriter(model).write(gate, true);
    if (!clauses) return {{}, false};
    return {std::move(*clauses), true};
}

}  // namespace caveat::mapping
