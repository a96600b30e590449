#include "facts/profile_writer.hpp"

#include "catalogue_for_tests.hpp"
#include "facts/answer_back.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <limits>

namespace caveat::facts {

namespace {

enum : std::uint32_t {
    back_pain,
    pain_nrs,
    body_weight,
    technique,
    pain_regions,
    surgery,
    sessions
};

/// A writer on its day, with shorthands.
struct Desk {
    Catalogue known = catalogue();
    Packing packing{known};
    ProfileWriter writer{known, packing};

    explicit Desk(bool has_day = true) {
        if (has_day) writer.as_of("2026-11-20");
    }
    void set(std::uint32_t fact, const AnswerView& answer) {
        writer.answer(*writer.fact(fact), answer);
    }
    void field(std::string_view name, const AnswerView& answer) {
        if (const auto place = writer.field(name)) writer.answer(*place, answer);
    }
};

std::vector<std::string> codes_of(const Profile& profile) {
    std::vector<std::string> codes;
    for (const Diagnostic& problem : profile.problems) codes.push_back(problem.code);
    return codes;
}

using Codes = std::vector<std::string>;

Value field_of(const Profile& profile, std::uint32_t record, std::uint32_t field) {
    return profile.value(sessions, record, field);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profile_writer)

BOOST_AUTO_TEST_CASE(an_answer_of_each_kind_is_stored) {
    Desk desk;
    const std::array<std::string_view, 2> regions{"neck", "Lower-Back"};
    desk.set(back_pain, YesNo{true});
    desk.set(pain_nrs, NumberText{"7.0", {}});
    desk.set(technique, Text{"Deep Tissue"});
    desk.set(pain_regions, CodeList{regions, {}, true});
    desk.set(surgery, Text{"2026-05-04"});
    const Profile profile = desk.writer.finish();
    BOOST_TEST(codes_of(profile) == Codes{}, boost::test_tools::per_element());
    BOOST_TEST((profile.value(back_pain).truth == Truth::yes));
    BOOST_TEST((profile.value(pain_nrs).number == values::Rational(7)));
    BOOST_TEST(profile.value(technique).code == 1U);
    BOOST_TEST(profile.value(pain_regions).present.contains(0));
    BOOST_TEST(profile.value(pain_regions).absent.contains(1));
    BOOST_TEST(profile.value(pain_regions).present.contains(2));
    BOOST_TEST(profile.value(pain_regions).is_complete);
    BOOST_TEST(profile.value(surgery).dates.is_single());
}

BOOST_AUTO_TEST_CASE(a_range_includes_both_its_ends_and_neither_neighbour) {
    for (const auto& [digits, is_wanted] :
         {std::pair{"-1", false}, {"0", true}, {"10", true}, {"11", false}}) {
        Desk desk;
        desk.set(pain_nrs, NumberText{digits, {}});
        const Profile profile = desk.writer.finish();
        BOOST_TEST((profile.value(pain_nrs).given == Given::answered) == is_wanted, digits);
        BOOST_TEST(profile.problems.empty() == is_wanted, digits);
    }
}

BOOST_AUTO_TEST_CASE(a_number_in_another_unit_is_converted_exactly) {
    Desk desk;
    desk.set(body_weight, NumberText{"70000", "g"});
    const Profile profile = desk.writer.finish();
    const values::Rational stored = profile.value(body_weight).number;
    BOOST_TEST((stored == values::to_base(70, *values::find_unit("kg")).value()));
}

BOOST_AUTO_TEST_CASE(a_double_counts_as_the_decimal_that_reads_back_to_it) {
    std::vector<std::string_view> codes;
    Desk by_double;
    by_double.set(body_weight, viewed(caveat::Answer(38.4), codes));
    Desk by_text;
    by_text.set(body_weight, NumberText{"38.4", {}});
    BOOST_TEST((by_double.writer.finish().value(body_weight).number ==
                by_text.writer.finish().value(body_weight).number));
}

BOOST_AUTO_TEST_CASE(a_double_that_is_no_number_is_a_problem) {
    for (const double wrong :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
          -std::numeric_limits<double>::infinity()}) {
        Desk desk;
        std::vector<std::string_view> codes;
        const caveat::Answer answer(wrong);
        desk.set(body_weight, viewed(answer, codes));
        const Profile profile = desk.writer.finish();
        BOOST_TEST(codes_of(profile) == Codes{"not-a-number"}, boost::test_tools::per_element());
        BOOST_TEST((profile.value(body_weight).given == Given::wrong));
    }
}

BOOST_AUTO_TEST_CASE(more_than_eighteen_digits_are_a_problem) {
    for (const char* digits : {"70.1234567890123456789", "1e300", "1e-300"}) {
        Desk desk;
        desk.set(body_weight, NumberText{digits, {}});
        BOOST_TEST(codes_of(desk.writer.finish()) == Codes{"too-many-digits"},
                   boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_yes_never_comes_from_a_text_and_a_number_never_from_a_yes) {
    Desk desk;
    desk.set(back_pain, Text{"true"});
    desk.set(pain_nrs, YesNo{true});
    const Profile profile = desk.writer.finish();
    BOOST_TEST((codes_of(profile) == Codes{"wrong-type", "wrong-type"}));
    BOOST_TEST((profile.value(back_pain).given == Given::wrong));
    BOOST_TEST((profile.value(back_pain).truth == Truth::unknown));
}

BOOST_AUTO_TEST_CASE(an_unknown_code_leaves_the_good_ones_and_opens_the_list) {
    Desk desk;
    const std::array<std::string_view, 2> regions{"neck", "shoulder"};
    desk.set(pain_regions, CodeList{regions, {}, true});
    const Profile profile = desk.writer.finish();
    const Value value = profile.value(pain_regions);
    BOOST_TEST((value.given == Given::answered));
    BOOST_TEST(value.present.contains(0));
    BOOST_TEST(value.absent.empty());
    BOOST_TEST(!value.is_complete);
    BOOST_REQUIRE_EQUAL(profile.problems.size(), 1U);
    BOOST_TEST(profile.problems[0].path == "facts.pain_regions[1]");
}

BOOST_AUTO_TEST_CASE(a_list_of_unknown_codes_alone_is_no_answer) {
    Desk desk;
    const std::array<std::string_view, 1> regions{"shoulder"};
    desk.set(pain_regions, CodeList{regions, {}, true});
    BOOST_TEST((desk.writer.finish().value(pain_regions).given == Given::wrong));
}

BOOST_AUTO_TEST_CASE(an_empty_list_is_an_answer) {
    Desk desk;
    desk.set(pain_regions, CodeList{{}, {}, true});
    const Value value = desk.writer.finish().value(pain_regions);
    BOOST_TEST((value.given == Given::answered));
    BOOST_TEST(value.absent.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_code_both_present_and_absent_counts_as_neither) {
    Desk desk;
    const std::array<std::string_view, 2> present{"neck", "mid back"};
    const std::array<std::string_view, 1> absent{"neck"};
    desk.set(pain_regions, CodeList{present, absent, false});
    const Profile profile = desk.writer.finish();
    BOOST_TEST(codes_of(profile) == Codes{"present-and-absent"}, boost::test_tools::per_element());
    const Value value = profile.value(pain_regions);
    BOOST_TEST(!value.present.contains(0));
    BOOST_TEST(!value.absent.contains(0));
    BOOST_TEST(value.present.contains(1));
}

BOOST_AUTO_TEST_CASE(a_fact_given_twice_counts_as_unanswered_and_is_reported_once) {
    Desk desk;
    desk.set(pain_nrs, NumberInteger{7});
    desk.set(pain_nrs, NumberInteger{7});
    desk.set(pain_nrs, Null{});
    const Profile profile = desk.writer.finish();
    BOOST_TEST(codes_of(profile) == Codes{"given-twice"}, boost::test_tools::per_element());
    BOOST_TEST((profile.value(pain_nrs).given == Given::wrong));
}

BOOST_AUTO_TEST_CASE(null_is_not_a_problem_and_not_an_answer) {
    Desk desk;
    desk.set(pain_nrs, Null{});
    const Profile profile = desk.writer.finish();
    BOOST_TEST(profile.problems.empty());
    BOOST_TEST((profile.value(pain_nrs).given == Given::null));
}

BOOST_AUTO_TEST_CASE(a_partial_date_becomes_its_days_up_to_the_screening) {
    Desk desk(false);
    desk.set(surgery, Text{"2026"});
    desk.writer.as_of("2026-11-20");  // last on purpose
    const Value value = desk.writer.finish().value(surgery);
    BOOST_TEST(value.dates.low == values::day_number(2026, 1, 1));
    BOOST_TEST(value.dates.high == values::day_number(2026, 11, 20));
}

BOOST_AUTO_TEST_CASE(the_day_of_the_screening_itself_is_allowed_and_the_next_day_is_not) {
    for (const auto& [day, is_wanted] : {std::pair{"2026-11-20", true}, {"2026-11-21", false}}) {
        Desk desk;
        desk.set(surgery, Text{day});
        const Profile profile = desk.writer.finish();
        BOOST_TEST((profile.value(surgery).given == Given::answered) == is_wanted, day);
        BOOST_TEST(profile.problems.empty() == is_wanted, day);
    }
}

BOOST_AUTO_TEST_CASE(without_the_day_of_the_screening_no_date_is_too_late) {
    Desk desk(false);
    desk.set(surgery, Text{"2999-01-01"});
    const Profile profile = desk.writer.finish();
    BOOST_TEST(codes_of(profile) == Codes{"missing-as-of"}, boost::test_tools::per_element());
    BOOST_TEST((profile.value(surgery).given == Given::answered));
}

BOOST_AUTO_TEST_CASE(the_day_of_the_screening_is_a_full_date_of_the_calendar) {
    for (const char* wrong : {"2026", "2026-11", "2026-02-30", "today", ""}) {
        Desk desk(false);
        desk.writer.as_of(wrong);
        const Profile profile = desk.writer.finish();
        BOOST_TEST(codes_of(profile) == Codes{"bad-as-of"}, boost::test_tools::per_element());
        BOOST_TEST(!profile.as_of.has_value());
    }
    Desk desk(false);
    desk.writer.as_of(Date{2026, 2, 30});
    BOOST_TEST(codes_of(desk.writer.finish()) == Codes{"bad-as-of"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_rule_set_without_time_needs_no_day) {
    Catalogue known = catalogue();
    known.needs_as_of = false;
    const Packing packing(known);
    ProfileWriter writer(known, packing);
    BOOST_TEST(writer.finish().problems.empty());
}

BOOST_AUTO_TEST_CASE(records_keep_their_fields_in_order) {
    Desk desk;
    desk.writer.records(*desk.writer.fact(sessions), true);
    desk.writer.record();
    desk.field("pain after", NumberInteger{3});
    desk.field("date", Text{"2026-11-02"});
    desk.writer.record();
    desk.field("spasm_eased", YesNo{false});
    const Profile profile = desk.writer.finish();
    BOOST_TEST(profile.problems.empty());
    BOOST_TEST(profile.value(sessions).record_count == 2U);
    BOOST_TEST((field_of(profile, 0, 2).number == values::Rational(3)));
    BOOST_TEST((field_of(profile, 0, 1).given == Given::absent));
    BOOST_TEST((field_of(profile, 1, 1).truth == Truth::no));
}

BOOST_AUTO_TEST_CASE(a_record_after_the_screening_makes_the_whole_list_unusable) {
    Desk desk;
    desk.writer.records(*desk.writer.fact(sessions), true);
    desk.writer.record();
    desk.field("date", Text{"2026-11-02"});
    desk.writer.record();
    desk.field("date", Text{"2026-11-21"});
    const Profile profile = desk.writer.finish();
    BOOST_TEST(codes_of(profile) == Codes{"record-after-as-of"}, boost::test_tools::per_element());
    BOOST_TEST(profile.problems[0].path == "facts.sessions[1].date");
    BOOST_TEST((profile.value(sessions).given == Given::wrong));
    BOOST_TEST(profile.value(sessions).record_count == 0U);
}

BOOST_AUTO_TEST_CASE(an_unreadable_record_counts_with_every_field_unknown) {
    Desk desk;
    desk.writer.records(*desk.writer.fact(sessions), true);
    desk.writer.unreadable_record("a number");
    const Profile profile = desk.writer.finish();
    BOOST_TEST(codes_of(profile) == Codes{"unreadable-record"}, boost::test_tools::per_element());
    BOOST_TEST(profile.value(sessions).record_count == 1U);
    BOOST_TEST((field_of(profile, 0, 0).given == Given::wrong));
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_suggested) {
    Desk desk;
    BOOST_TEST(!desk.writer.fact("pian nrs").has_value());
    const Profile profile = desk.writer.finish();
    BOOST_REQUIRE_EQUAL(profile.problems.size(), 1U);
    BOOST_TEST(profile.problems[0].path == "facts.pian_nrs");
    BOOST_TEST(profile.problems[0].help.starts_with("did you mean `pain_nrs`?"));
}

BOOST_AUTO_TEST_CASE(calls_out_of_order_are_problems_and_not_crashes) {
    Desk desk;
    desk.writer.record();
    BOOST_TEST(!desk.writer.field("date").has_value());
    desk.writer.records(*desk.writer.fact(sessions), true);
    BOOST_TEST(!desk.writer.field("date").has_value());
    BOOST_TEST(!desk.writer.fact(std::uint32_t{99}).has_value());
    BOOST_TEST((codes_of(desk.writer.finish()) ==
                Codes{"misplaced-record", "misplaced-field", "misplaced-field", "unknown-fact"}));
}

BOOST_AUTO_TEST_CASE(a_list_of_records_where_none_belongs_is_one_problem) {
    Desk desk;
    desk.writer.records(*desk.writer.fact(pain_nrs), true);
    desk.writer.record();
    desk.field("date", Text{"2026-11-02"});
    BOOST_TEST(codes_of(desk.writer.finish()) == Codes{"wrong-type"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(too_many_records_are_one_problem_and_no_answer) {
    Desk desk;
    desk.writer.records(*desk.writer.fact(sessions), true);
    for (std::size_t i = 0; i < most_list_entries + 5; ++i) desk.writer.record();
    const Profile profile = desk.writer.finish();
    BOOST_TEST(codes_of(profile) == Codes{"too-long"}, boost::test_tools::per_element());
    BOOST_TEST((profile.value(sessions).given == Given::wrong));
    BOOST_TEST(profile.packed.size() == desk.packing.size());
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_mistakes_are_counted_and_not_kept) {
    Desk desk;
    for (int i = 0; i < 100'000; ++i) (void)desk.writer.fact("unknown" + std::to_string(i));
    BOOST_TEST(desk.writer.finish().problems.size() == 201U);
}

BOOST_AUTO_TEST_CASE(an_unreadable_profile_keeps_that_problem_alone) {
    Desk desk;
    desk.set(pain_nrs, NumberInteger{99});
    Diagnostic broken;
    broken.code = "invalid-json";
    desk.writer.unreadable(broken);
    const Profile profile = desk.writer.finish();
    BOOST_TEST(codes_of(profile) == Codes{"invalid-json"}, boost::test_tools::per_element());
    BOOST_TEST((profile.value(pain_nrs).given == Given::absent));
}

BOOST_AUTO_TEST_CASE(a_finished_writer_is_as_new) {
    Desk desk;
    desk.set(pain_nrs, NumberInteger{7});
    (void)desk.writer.finish();
    desk.writer.as_of("2026-11-20");
    desk.set(pain_nrs, NumberInteger{8});
    const Profile profile = desk.writer.finish();
    BOOST_TEST(profile.problems.empty());
    BOOST_TEST((profile.value(pain_nrs).number == values::Rational(8)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::facts
