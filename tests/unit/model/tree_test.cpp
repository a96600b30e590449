// The arena of typed nodes.

#include "model/tree.hpp"

#include "model/values.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

namespace caveat::model {

BOOST_AUTO_TEST_SUITE(tree)

BOOST_AUTO_TEST_CASE(ids_count_all_nodes_and_slots_those_of_a_kind) {
    Tree tree;
    const ExprId fever = tree.add(FactValue{0, none}, {}, ValueKind::yes_no, patient_scope);
    const ExprId test = tree.add(YesNo{fever}, {}, ValueKind::truth, patient_scope);
    const ExprId denied = tree.add(Not{test}, {}, ValueKind::truth, patient_scope);
    BOOST_TEST(fever == 0U);
    BOOST_TEST(test == 1U);
    BOOST_TEST(denied == 2U);
    BOOST_TEST(tree[fever].slot == 0U);
    BOOST_TEST(tree[test].slot == 0U);
    BOOST_TEST(tree[denied].slot == 1U);
    BOOST_TEST(tree.count(ValueKind::truth) == 2U);
    BOOST_TEST(tree.count(ValueKind::yes_no) == 1U);
    BOOST_TEST(tree.count(ValueKind::date) == 0U);
}

BOOST_AUTO_TEST_CASE(values_have_a_place_for_each_slot) {
    Tree tree;
    const ExprId fever = tree.add(FactValue{0, none}, {}, ValueKind::yes_no, patient_scope);
    tree.add(YesNo{fever}, {}, ValueKind::truth, patient_scope);
    Values values;
    values.fit(tree);
    BOOST_TEST(values.truths.size() == 1U);
    BOOST_TEST(values.yes_no.size() == 1U);
    BOOST_TEST(values.numbers.empty());
    BOOST_TEST(values.has_record.size() == 2U);
}

BOOST_AUTO_TEST_CASE(children_of_a_node_are_a_run_in_their_order) {
    Tree tree;
    const std::vector<ExprId> first{4, 2};
    const std::vector<ExprId> second{7};
    const Children a = tree.add_children(first);
    const Children b = tree.add_children(second);
    BOOST_TEST((std::vector<ExprId>(tree.children(a).begin(), tree.children(a).end()) == first));
    BOOST_TEST((std::vector<ExprId>(tree.children(b).begin(), tree.children(b).end()) == second));
}

BOOST_AUTO_TEST_CASE(units_and_names_are_kept_once_and_0_is_none) {
    Tree tree;
    const values::Unit metre = *values::find_unit("m");
    const values::Unit litre = *values::find_unit("L");
    BOOST_TEST(tree.unit_index(metre) == 1U);
    BOOST_TEST(tree.unit_index(litre) == 2U);
    BOOST_TEST(tree.unit_index(metre) == 1U);
    BOOST_TEST((tree.unit(2) == litre));
    BOOST_TEST(tree.name_index("") == 0U);
    BOOST_TEST(tree.name_index("severe pain") == 1U);
    BOOST_TEST(tree.name_index("arthritis") == 2U);
    BOOST_TEST(tree.name_index("severe pain") == 1U);
    BOOST_TEST(tree.name(2) == "arthritis");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::model
