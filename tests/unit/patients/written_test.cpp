// Patients written down: what each kind of answer looks like, and that it reads as what it was.

#include "patients/written.hpp"

#include <caveat/json.hpp>

#include "sample.hpp"

namespace caveat::patients::testing {

namespace {

Answer number(const char* digits) {
    return *Decimal::from_text(digits);
}

Answer sessions(bool is_complete = true) {
    return Records{{{{{"strength", number("2.5")}, {"eased", false}}}, {}}, is_complete};
}

/// An answer to every fact of the sample, by position.
Draft full_draft() {
    Draft draft(8);
    for (DraftAnswer& answer : draft) answer.is_given = true;
    draft[1].number = *Decimal::from_text("8");
    draft[2].number = *Decimal::from_text("140");
    draft[3].number = *Decimal::from_text("62.5");
    draft[4].code = 1;
    draft[5].present.insert(0);
    draft[5].present.insert(2);
    draft[6].day = values::range_of(*Date::from_text("2026-01-31")).low;
    draft[7].records.resize(1, std::vector<DraftAnswer>(2));
    draft[7].records[0][1].is_given = true;
    return draft;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(written_down)

BOOST_AUTO_TEST_CASE(json_has_keys_and_nothing_but_what_was_said) {
    Patient patient;
    patient.as_of = today();
    patient.facts = {{"fever", true},
                     {"weight", number("62.5")},
                     {"regions", Codes{{"neck", "M54.5"}}},
                     {"sessions", sessions()}};
    BOOST_TEST(json_of(patient) ==
               R"({"as_of": "2026-11-20", "facts": {"fever": true, "weight": 62.5, )"
               R"("regions": ["neck", "M54.5"], )"
               R"("sessions": [{"strength": 2.5, "eased": false}, {}]}})");
    BOOST_TEST(json_of(Patient{}) == R"({"facts": {}})");
}

BOOST_AUTO_TEST_CASE(an_open_list_names_what_is_there_and_what_is_not) {
    Codes regions{{"neck"}, {}, false};
    BOOST_TEST(json_of(regions) == R"({"present": ["neck"], "absent": []})");
    BOOST_TEST(yaml_of({{"regions", regions}}) == "{regions: {present: [neck]}}");
    regions.absent = {"upper back"};
    BOOST_TEST(json_of(regions) == R"({"present": ["neck"], "absent": ["upper back"]})");
    BOOST_TEST(yaml_of({{"regions", regions}}) ==
               "{regions: {present: [neck], absent: [upper back]}}");
    BOOST_TEST(json_of(sessions(false)) ==
               R"({"present": [{"strength": 2.5, "eased": false}, {}]})");
}

BOOST_AUTO_TEST_CASE(what_is_known_in_part_or_not_at_all_stays_so) {
    NumberWithin limits;
    limits.above = *Decimal::from_text("0.5");
    limits.to = *Decimal::from_text("7");
    BOOST_TEST(json_of(limits) == R"({"above": 0.5, "to": 7})");
    limits.unit = "kg";
    BOOST_TEST(json_of(limits) == R"({"above": 0.5, "to": 7, "unit": "kg"})");
    BOOST_TEST(yaml_of({{"weight", limits}}) == "{weight: {above: 0.5, to: 7, unit: kg}}");
    BOOST_TEST(json_of(NotKnown{}) == "null");
    BOOST_TEST(json_of(Answer("2026-11")) == R"("2026-11")");
}

BOOST_AUTO_TEST_CASE(a_code_in_quotes_is_escaped) {
    BOOST_TEST(json_of(Codes{{"a \"b\" \\ c"}}) == R"(["a \"b\" \\ c"])");
    BOOST_TEST(yaml_of({{"x", Codes{{"a: b", "7"}}}}) == R"({x: ["a: b", "7"]})");
}

BOOST_AUTO_TEST_CASE(yaml_calls_answers_by_their_names_and_numbers_by_their_units) {
    const RuleSet rules = load();
    BOOST_TEST(yaml_of(named_answers(model_of(rules).catalogue, full_draft())) ==
               "{fever: no, pain nrs: 8, "
               "systolic pressure: {value: 140, unit: \"mm[Hg]\"}, weight: 62.5 kg, "
               "technique: deep tissue, regions: [neck, M54.5], surgery date: 2026-01-31, "
               "sessions: [{eased: no}]}");
    BOOST_TEST(yaml_of(named_answers(model_of(rules).catalogue, Draft(8))) == "{}");
}

BOOST_AUTO_TEST_CASE(json_reads_back_as_the_profile_that_it_was_made_of) {
    const RuleSet rules = load();
    Patient patient;
    patient.as_of = today();
    patient.facts = {{"fever", false}, {"pain_nrs", number("7")}, {"sessions", sessions()}};
    const Profile built = profile_of(rules, patient);
    const Profile read = read_profile(rules, json_of(patient));
    BOOST_TEST(built.problems().empty());
    BOOST_TEST(read.problems().empty());
    BOOST_TEST((api::facts_of(built).packed == api::facts_of(read).packed));
}

BOOST_AUTO_TEST_CASE(a_checked_value_is_written_in_the_unit_of_its_fact) {
    const RuleSet rules = load();
    const facts::Catalogue& catalogue = model_of(rules).catalogue;
    const Profile profile = DraftReader(rules, today()).profile(full_draft());
    const facts::Profile& facts = api::facts_of(profile);
    const auto written = [&](std::uint32_t fact) {
        const auto answer = answer_of(catalogue[fact].type, facts.value(fact));
        return answer ? json_of(*answer) : "nothing";
    };
    BOOST_TEST(written(0) == "false");
    BOOST_TEST(written(3) == "62.5");
    BOOST_TEST(written(4) == "\"deep_tissue\"");
    BOOST_TEST(written(5) == R"(["neck", "M54.5"])");
    BOOST_TEST(written(6) == "\"2026-01-31\"");
    BOOST_TEST(written(7) == "nothing");
    facts::Value third;
    third.given = facts::Given::answered;
    third.number = *values::divide(values::Rational(1), values::Rational(3));
    BOOST_TEST(!answer_of(catalogue[3].type, third).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::patients::testing
