// Of the many rules that may lift one, a report names those that matter and counts the rest.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>

using namespace caveat;

namespace {

/// So many rules that suggest rest, then one that avoids a walk; each lifts what is only worth
/// knowing.
RuleSet rules_with(std::size_t mild) {
    std::string text = R"(caveat: 1
id: many
version: 1.0.0
facts:
  tired: yes/no
  dizzy: yes/no
outcomes:
  inform about walks: A walk does you good.
  suggest rest: Rest.
  avoid a walk: Not today.
rules:
  - {id: walk, rule: tired → inform about walks}
)";
    for (std::size_t i = 0; i < mild; ++i) {
        text += "  - {id: mild-" + std::to_string(i) +
                ", rule: dizzy → suggest rest, overrides: all inform}\n";
    }
    text += "  - {id: strict, rule: dizzy → avoid a walk, overrides: all inform}\n";
    const Loaded loaded = load_text(text, "many.yaml");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

struct Reported {
    std::size_t lifted_by = 0;
    std::size_t may_be_lifted_by = 0;
    std::string of_walk;  ///< what the report says of the rule `walk`
};

Reported reported(std::size_t mild, const std::string& answers) {
    const RuleSet rules = rules_with(mild);
    Screening screening;
    screen(read_profile(rules, R"({"facts": {)" + answers + "}}"), screening);
    const RuleId walk = *rules.find_rule("walk");
    const std::string report = write_report(screening, {}, false);
    const std::size_t at = report.find(R"("id":"walk")");
    BOOST_REQUIRE(at != std::string::npos);
    return {screening.lifted_by(walk).size(), screening.may_be_lifted_by(walk).size(),
            report.substr(at, report.find(R"("deferred")", at) - at)};
}

bool says(const Reported& reported, const std::string& part) {
    return reported.of_walk.find(part) != std::string::npos;
}

const std::string nine =
    R"("mild-0","mild-1","mild-2","mild-3","mild-4","mild-5","mild-6","mild-7","mild-8")";

}  // namespace

BOOST_AUTO_TEST_SUITE(lifters)

BOOST_AUTO_TEST_CASE(ten_rules_that_lift_one_are_all_named_in_the_order_of_the_file) {
    const Reported lifted = reported(9, R"("tired": true, "dizzy": true)");
    BOOST_TEST(says(lifted, R"("lifted_by":[)" + nine + R"(,"strict"])"), lifted.of_walk);
    BOOST_TEST(!says(lifted, "_others"), lifted.of_walk);
}

BOOST_AUTO_TEST_CASE(of_more_the_strictest_ten_are_named_and_the_others_counted) {
    const Reported lifted = reported(30, R"("tired": true, "dizzy": true)");
    BOOST_TEST(says(lifted, R"("lifted_by":["strict",)" + nine + R"(],"lifted_by_others":21,)"),
               lifted.of_walk);
    BOOST_TEST(says(lifted, R"("may_be_lifted_by":[],)"), lifted.of_walk);
    BOOST_TEST(lifted.lifted_by == 31U);
}

BOOST_AUTO_TEST_CASE(so_it_is_with_those_that_may_still_lift_it) {
    const Reported open = reported(10, R"("tired": true)");
    BOOST_TEST(says(open, R"("lifted_by":[],)"), open.of_walk);
    BOOST_TEST(
        says(open, R"("may_be_lifted_by":["strict",)" + nine + R"(],"may_be_lifted_by_others":1,)"),
        open.of_walk);
    BOOST_TEST(open.may_be_lifted_by == 11U);
}

BOOST_AUTO_TEST_SUITE_END()
