// What a node reads, and which answer or constant it is.

#include "model/walk.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace caveat::model {

namespace {

/// A rule set with a yes/no fact, a number and a list of records with one number.
struct Book {
    RuleSet rules;
    ExprId fever = none;
    ExprId pain = none;
    ExprId seven = none;

    Book() {
        for (const auto& [name, kind] : {std::pair{"fever", FactKind::yes_no},
                                         {"pain", FactKind::number},
                                         {"visits", FactKind::records}}) {
            facts::Fact fact;
            fact.name = name;
            fact.key = name;
            fact.type.kind = kind;
            if (kind == FactKind::records) {
                facts::Field field;
                field.name = "effort";
                field.key = "effort";
                field.type.kind = FactKind::number;
                fact.fields.push_back(field);
            }
            rules.catalogue.add(fact);
        }
        fever = value(FactValue{0, none}, ValueKind::yes_no);
        pain = value(FactValue{1, none}, ValueKind::number);
        seven = value(NumberConstant{values::single(7)}, ValueKind::number);
    }

    ExprId value(Node node, ValueKind kind) {
        return rules.tree.add(std::move(node), {}, kind, patient_scope);
    }
    ExprId condition(Node node) { return value(std::move(node), ValueKind::truth); }
    Children run(std::vector<ExprId> ids) { return rules.tree.add_children(ids); }
    [[nodiscard]] std::vector<ExprId> children(ExprId id) const {
        std::vector<ExprId> found;
        add_children(rules, id, found);
        return found;
    }
};

using Ids = std::vector<ExprId>;

}  // namespace

BOOST_AUTO_TEST_SUITE(walk)

BOOST_AUTO_TEST_CASE(a_node_reads_its_operands_its_gates_and_what_stands_in_for_it) {
    Book book;
    const ExprId ill = book.condition(YesNo{book.fever});
    const ExprId hurts = book.condition(Compare{Comparison::less, book.seven, book.pain});
    BOOST_TEST(book.children(book.fever).empty());
    BOOST_TEST(book.children(hurts) == (Ids{book.seven, book.pain}));
    BOOST_TEST(book.children(book.condition(Gated{hurts, book.run({ill})})) == (Ids{ill, hurts}));
    BOOST_TEST(book.children(book.condition(All{book.run({ill, hurts})})) == (Ids{ill, hurts}));
    const ExprId count = book.value(RecordCount{2, {}}, ValueKind::number);
    BOOST_TEST(book.children(count).empty());
    const ExprId stood_in = book.value(FactValue{1, count}, ValueKind::number);
    BOOST_TEST(book.children(stood_in) == (Ids{count}));
    const ExprId counted = book.condition(RecordsAtLeast{2, 3, {hurts, hurts}});
    BOOST_TEST(book.children(counted) == (Ids{hurts}));
}

BOOST_AUTO_TEST_CASE(a_score_reads_what_its_entries_are_made_of) {
    Book book;
    const ExprId ill = book.condition(YesNo{book.fever});
    Score score;
    score.entries.resize(2);
    score.entries[0].condition = ill;
    score.entries[1].number = book.pain;
    score.entries[1].gates = book.run({ill});
    book.rules.scores.push_back(score);
    const ExprId value = book.value(ScoreValue{0}, ValueKind::number);
    BOOST_TEST(book.children(value) == (Ids{ill, ill, book.pain}));
    std::vector<std::uint32_t> facts;
    add_facts_behind(book.rules, value, facts);
    std::sort(facts.begin(), facts.end());
    BOOST_TEST(facts == (std::vector<std::uint32_t>{0, 1}));
}

BOOST_AUTO_TEST_CASE(of_a_whole_tree_the_list_says_what_each_node_reads) {
    Book book;
    const ExprId ill = book.condition(YesNo{book.fever});
    const ExprId hurts = book.condition(Compare{Comparison::less, book.seven, book.pain});
    book.condition(Gated{hurts, book.run({ill, ill})});
    list_reads(book.rules);
    for (ExprId id = 0; id < book.rules.tree.size(); ++id) {
        Ids listed;
        for_each_child(book.rules, id, [&](ExprId child) { listed.push_back(child); });
        BOOST_TEST(listed == book.children(id));
    }
}

BOOST_AUTO_TEST_CASE(a_fact_and_a_field_are_answers_and_a_measure_is_taken_from_one) {
    Book book;
    const auto node = [&](ExprId id) { return book.rules.tree[id].node; };
    BOOST_TEST((place_of(node(book.pain)) == facts::FactOrField{1, {}}));
    BOOST_TEST((place_of(FieldValue{2, 0}) == facts::FactOrField{2, 0}));
    const Node measure = Measure{MeasureKind::highest, 2, 0, {}};
    BOOST_TEST(!place_of(measure).has_value());
    BOOST_TEST((measured_place(measure) == facts::FactOrField{2, 0}));
    BOOST_TEST(!measured_place(node(book.seven)).has_value());
    BOOST_TEST(fact_of(measure).value() == 2U);
    BOOST_TEST(fact_of(RecordsAtMost{2, 1, {}}).value() == 2U);
    BOOST_TEST(!fact_of(FieldValue{2, 0}).has_value());
    BOOST_TEST(!fact_of(node(book.seven)).has_value());
}

BOOST_AUTO_TEST_CASE(a_constant_is_one_number_for_everybody) {
    Book book;
    BOOST_TEST((*constant_number(book.rules.tree, book.seven) == values::Rational(7)));
    BOOST_TEST(constant_number(book.rules.tree, book.pain) == nullptr);
    BOOST_TEST(is_number_constant(book.rules.tree, book.seven));
    BOOST_TEST(!is_number_constant(book.rules.tree, book.pain));
    BOOST_TEST(plain_fact(book.rules.tree, book.pain)->fact == 1U);
    BOOST_TEST(plain_fact(book.rules.tree, book.seven) == nullptr);
}

BOOST_AUTO_TEST_CASE(comparisons_are_mirrored_twice_to_themselves) {
    using enum Comparison;
    for (const Comparison each : {equal, less, less_or_equal, greater, greater_or_equal}) {
        BOOST_TEST((mirrored(mirrored(each)) == each));
        BOOST_TEST((opposite(opposite(each)) == each));
    }
    BOOST_TEST((mirrored(less) == greater));
    BOOST_TEST((opposite(less) == greater_or_equal));
    BOOST_TEST((mirrored(DateRelation::before) == DateRelation::after));
    BOOST_TEST((mirrored(DateRelation::on) == DateRelation::on));
}

BOOST_AUTO_TEST_CASE(at_least_two_of_three_fails_with_two_that_fail) {
    const AtLeastOf node{2, {0, 3}};
    BOOST_TEST(parts_wanted(node, true) == 2U);
    BOOST_TEST(parts_wanted(node, false) == 2U);
    BOOST_TEST(parts_wanted(AtLeastOf{1, {0, 3}}, false) == 3U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::model
