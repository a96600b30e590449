// Numbers with their cut points, in words and drawn.

#include "page/rails.hpp"

#include "sample.hpp"

namespace caveat::page {

BOOST_AUTO_TEST_SUITE(rails)

namespace {

using namespace caveat::page::testing;
using authoring::draw_rule;

std::string rails_in_words(const std::string& text, std::optional<RuleId> rule = std::nullopt) {
    const RuleSet rules = load(text);
    const PageOptions options;
    const Context context(rules, options);
    std::string words;
    for (const Rail& rail : rails_of(context, rule)) words += in_words(rail) + "\n";
    return words;
}

const std::string knee = "tests/golden/page/knee.yaml";

}  // namespace

BOOST_AUTO_TEST_CASE(every_number_that_is_compared_has_its_cut_points) {
    BOOST_TEST(rails_in_words(caveat::testing::read_source_file(knee)) ==
               "pain nrs, 0 to 10; cut at < 3, ≥ 7\n"
               "weekly distance, from 0 km; cut at ≥ 40\n"
               "length, from 0 km; cut at > 10\n"
               "knee load, 0 to 5; light: below 3; heavy: 3 and over\n");
}

BOOST_AUTO_TEST_CASE(a_rule_shows_its_own_numbers) {
    BOOST_TEST(rails_in_words(caveat::testing::read_source_file(knee), RuleId{3}) ==
               "pain nrs, 0 to 10; cut at < 3\n");
}

BOOST_AUTO_TEST_CASE(both_ends_of_between_and_what_is_computed_are_cut) {
    BOOST_TEST(
        rails_in_words("caveat: 1\nfacts:\n  w: {type: number, unit: kg, from: 1}\n"
                       "  h: {type: number, unit: m, from: 0.5}\noutcomes: {avoid it: {say: "
                       "No.}}\nrules:\n  - {id: a, rule: w / (h * h) >= 30 kg/m2 → avoid it}\n"
                       "  - {id: b, rule: w is between 3 kg and 4.5 kg → avoid it}\n") ==
        "w, from 1 kg; cut at ≥ 3, ≤ 4.5\nw / (h * h) kg/m2; cut at ≥ 30\n");
}

BOOST_AUTO_TEST_CASE(a_range_far_wider_than_its_cut_points_does_not_press_them_together) {
    const RuleSet rules = load(
        "caveat: 1\nfacts: {n: {type: number, from: 0, to: 1000000}}\n"
        "outcomes: {avoid it: {say: No.}}\nrules: [{id: a, rule: n > 3 → avoid it}, {id: b, "
        "rule: n > 4 → avoid it}]\n");
    const PageOptions options;
    const Context context(rules, options);
    const Rail rail = rails_of(context, std::nullopt).front();
    BOOST_TEST(rail.to < 10);
    BOOST_TEST(!rail.high.has_value());
    BOOST_TEST(rail.low.value_or("") == "0");
}

BOOST_AUTO_TEST_CASE(a_drawing_is_well_formed_and_says_the_same_in_words) {
    for (const std::string& path :
         {knee, std::string("rules/blood-pressure.yaml"), std::string("rules/odi.yaml")}) {
        const RuleSet rules = load_source(path);
        for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
            const std::string svg = draw_rule(rules, RuleId{i});
            BOOST_TEST(misnested(svg) == "");
            BOOST_TEST(has(svg, ">" + std::string(rules.rule(RuleId{i}).id) + "</title>"));
        }
    }
    const std::string svg = draw_rule(load_source(knee), RuleId{0});
    BOOST_TEST(has(svg, "cut at ≥ 7"));
    BOOST_TEST(has(svg, "→ avoid running"));
    BOOST_TEST(has(svg, "(strong from is 7)"));
}

BOOST_AUTO_TEST_CASE(words_in_a_drawing_do_not_leave_it) {
    BOOST_TEST(Drawing::cut_to("short", 100) == "short");
    const std::string cut = Drawing::cut_to(std::string(10'000, 'x'), 100);
    BOOST_TEST(Drawing::width_of(cut) <= 100);
    BOOST_TEST(cut.ends_with("…"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::page
