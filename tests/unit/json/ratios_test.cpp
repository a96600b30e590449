// A ratio is compared with percent where the rule itself divides two quantities of one kind, and
// nowhere else: 48 mmol/mol are not 4.8 %.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

using namespace caveat;

namespace {

std::string file_with(const std::string& condition) {
    return R"(caveat: 1
id: ratios
version: 1.0.0
facts:
  weight: {type: number, unit: kg, from: 20, to: 300}
  weight before: {type: number, unit: kg, from: 20, to: 300}
  water: {type: number, unit: g, from: 0, to: 200000}
  hba1c: {type: number, unit: mmol/mol, from: 1, to: 300}
  saturation: {type: number, unit: "%", from: 0, to: 100}
  good days: {type: number, whole: true, from: 1, to: 31}
  all days: {type: number, whole: true, from: 1, to: 31}
outcomes:
  avoid massage: {say: Not today.}
rules:
  - id: limit
    when: )" +
           condition + "\n    then: avoid massage\n";
}

Status screened(const std::string& condition, const std::string& answers) {
    const Loaded loaded = load_text(file_with(condition), "ratios.yaml");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    Screening screening;
    screen(read_profile(*loaded.rules,
                        R"({"patient":"p","as_of":"2026-11-20","facts":{)" + answers + "}}"),
           screening);
    BOOST_TEST(screening.problems().empty());
    return screening.status(*loaded.rules->find_rule("limit"));
}

bool fires(const std::string& condition, const std::string& answers) {
    const Status status = screened(condition, answers);
    BOOST_REQUIRE(status == Status::fired || status == Status::not_fired);
    return status == Status::fired;
}

bool is_refused(const std::string& condition) {
    const Loaded loaded = load_text(file_with(condition), "ratios.yaml");
    return !loaded.rules &&
           std::any_of(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                       [](const Diagnostic& each) { return each.code == "different-units"; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ratios)

BOOST_AUTO_TEST_CASE(what_a_rule_divides_is_compared_with_percent) {
    const std::string loss = "(weight before - weight) / weight before >= 5 %";
    BOOST_TEST(fires(loss, R"("weight":76,"weight_before":80)"));
    BOOST_TEST(!fires(loss, R"("weight":76.1,"weight_before":80)"));
    BOOST_TEST(fires("1 - weight / weight before >= 5 %", R"("weight":76,"weight_before":80)"));
    BOOST_TEST(fires("water / weight > 55 %", R"("water":50000,"weight":80)"));
    BOOST_TEST(!fires("water / weight > 55 %", R"("water":44000,"weight":80)"));
    BOOST_TEST(fires("good days / all days >= 50 %", R"("good_days":5,"all_days":10)"));
    BOOST_TEST(!fires("good days / all days >= 50 %", R"("good_days":4,"all_days":10)"));
}

BOOST_AUTO_TEST_CASE(so_many_percent_of_a_quantity_are_such_a_quantity) {
    for (const std::string limit : {"weight before * 95 %", "95 % * weight before"}) {
        BOOST_TEST(fires("weight < " + limit, R"("weight":75,"weight_before":80)"), limit);
        BOOST_TEST(!fires("weight < " + limit, R"("weight":77,"weight_before":80)"), limit);
    }
    for (const std::string limit : {"all days * 50 %", "50 % * all days"}) {
        BOOST_TEST(fires("good days >= " + limit, R"("good_days":5,"all_days":10)"), limit);
        BOOST_TEST(!fires("good days >= " + limit, R"("good_days":4,"all_days":10)"), limit);
    }
    BOOST_TEST(fires("saturation < 45 % * 2", R"("saturation":89)"));
    BOOST_TEST(!fires("saturation < 45 % * 2", R"("saturation":91)"));
}

BOOST_AUTO_TEST_CASE(a_ratio_that_was_asked_stays_what_it_is) {
    for (const std::string condition :
         {"hba1c >= 6.5 %", "saturation >= 48 mmol/mol", "hba1c / all days >= 6.5 %",
          "hba1c * all days >= 6.5 %", "hba1c + saturation >= 6.5 %", "all days >= 50 %",
          "max(hba1c, weight / weight before) >= 6.5 %", "weight / weight before * 100 >= 5 %",
          "saturation / hba1c >= 5 %"}) {
        BOOST_TEST(is_refused(condition), condition);
    }
}

BOOST_AUTO_TEST_SUITE_END()
