#include "catalogue_for_tests.hpp"
#include "facts/code_set.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::facts {

BOOST_AUTO_TEST_SUITE(the_catalogue)

BOOST_AUTO_TEST_CASE(a_fact_is_found_in_any_spelling) {
    const Catalogue known = catalogue();
    for (const char* spelling : {"pain nrs", "pain_nrs", "Pain-NRS", "PAIN NRS", "pain  nrs"}) {
        BOOST_TEST((known.find(spelling) == 1U), spelling);
    }
    for (const char* wrong : {"painnrs", "pain", "pain nrs 2", ""}) {
        BOOST_TEST(!known.find(wrong).has_value(), wrong);
    }
}

BOOST_AUTO_TEST_CASE(codes_and_fields_are_found_in_any_spelling) {
    const Catalogue known = catalogue();
    BOOST_TEST((known[4].type.find_code("Lower-Back") == 2U));
    BOOST_TEST(!known[4].type.find_code("back").has_value());
    BOOST_TEST((known[6].find_field("Spasm_Eased") == 1U));
    BOOST_TEST(!known[6].find_field("spasm").has_value());
}

BOOST_AUTO_TEST_CASE(names_come_in_the_order_of_the_file) {
    const Catalogue known = catalogue();
    BOOST_TEST(known.size() == 7U);
    BOOST_TEST(known.names().front() == "back pain");
    BOOST_TEST(known.names().back() == "sessions");
}

BOOST_AUTO_TEST_CASE(sets_of_codes_work_up_to_the_last_code) {
    CodeSet few;
    for (const std::size_t code : {0U, 63U, 64U, 255U}) few.insert(code);
    BOOST_TEST(few.size() == 4U);
    BOOST_TEST(few.contains(255));
    BOOST_TEST(!few.contains(254));
    const CodeSet all = CodeSet::first(CodeSet::capacity);
    BOOST_TEST(all.size() == 256U);
    BOOST_TEST(few.is_subset_of(all));
    BOOST_TEST(!all.is_subset_of(few));
    BOOST_TEST((all - few).size() == 252U);
    BOOST_TEST(((all & few) == few));
    BOOST_TEST(!(all - few).meets(few));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::facts
