#include "facts/plain_type.hpp"

#include "catalogue_for_tests.hpp"
#include "facts/answer_check.hpp"
#include "facts/packing.hpp"
#include "facts/profile_writer.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::facts {

namespace {

/// Numbers near every edge of the short way.
const std::vector<std::string> numerals{"0",
                                        "-0",
                                        "0.0",
                                        "1",
                                        "7",
                                        "7.0",
                                        "7.5",
                                        "7.25",
                                        "7.125",
                                        "7.1234",
                                        "-3",
                                        "-0.5",
                                        "10",
                                        "10.001",
                                        "11",
                                        "650",
                                        "650.001",
                                        "649.999",
                                        "0.999",
                                        "1.000",
                                        "01",
                                        "1.",
                                        ".5",
                                        "-",
                                        "",
                                        "+1",
                                        "1e2",
                                        "1E-3",
                                        "x",
                                        "1x",
                                        "1 ",
                                        " 1",
                                        "999999999999999",
                                        "9999999999999999",
                                        "99999999999999999",
                                        "999999999999999999",
                                        "9999999999999999999",
                                        "-999999999999999999",
                                        "123456789012.123",
                                        "38.4",
                                        "-40",
                                        "-459.67",
                                        "98.6",
                                        "NaN",
                                        "1,5",
                                        "36.6",
                                        "300",
                                        "0.1",
                                        "0.01",
                                        "0.001",
                                        "0.0001"};

const std::vector<std::string> days{
    "2026-11-20", "2026-11",    "2026",        "2026-02-29",  "2024-02-29", "2026-00-10",
    "2026-10-00", "2026-13-01", "0000-01-01",  "0001-01-01",  "9999-12-31", "2026-1-01",
    "2026-11-2",  "20261120",   "2026-11-20 ", " 2026-11-20", "2026/11/20", "2026-11-31",
    "yesterday",  "",           "2026-+1-20"};

std::vector<ValueType> number_types() {
    return {number(0, 10, true),
            number(values::Bound::minus_infinity(), values::Bound::plus_infinity(), false),
            number(1, 650, false, "kg"),
            number(0, 650, true, "kg"),
            number(-300, 600, false, "Cel"),
            number(-460, 600, false, "[degF]"),
            number(0, values::Bound::plus_infinity(), false, "wk"),
            number(0, values::Bound::plus_infinity(), true, "d"),
            number(0, 5, false, "%"),
            number(0, values::Bound::plus_infinity(), false, "mm[Hg]"),
            number(0, values::Bound::plus_infinity(), false, "[in_i]")};
}

/// What the long way makes of an answer; nothing when it has something to report.
std::optional<Value> checked(const ValueType& type, const AnswerView& answer) {
    Problems problems;
    const Value value =
        check_answer(type, answer, "it", [] { return std::string("it"); }, problems);
    if (!problems.is_empty()) return std::nullopt;
    return value;
}

/// The same answers once more, value by value.
Profile packed_again(const Profile& profile, const Catalogue& known) {
    Profile again;
    again.clear(*profile.packing);
    for (std::uint32_t fact = 0; fact < known.size(); ++fact) {
        if (known[fact].type.kind != FactKind::records) {
            again.put(fact, profile.value(fact));
            continue;
        }
        again.put_records(fact, profile.record_count(fact), profile.value(fact).is_complete);
        for (std::uint32_t record = 0; record < profile.record_count(fact); ++record) {
            for (std::uint32_t field = 0; field < known[fact].fields.size(); ++field) {
                again.put(fact, record, field, profile.value(fact, record, field));
            }
        }
    }
    return again;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_type)

BOOST_AUTO_TEST_CASE(a_number_read_the_short_way_is_the_number_read_the_long_way) {
    std::size_t plain = 0;
    for (const ValueType& type : number_types()) {
        const PlainType short_type = plain_type_of(type, grid_of(type), false);
        for (const std::string& numeral : numerals) {
            const auto read = plain_number(numeral);
            const auto word = read ? number_word(short_type, *read) : std::nullopt;
            if (!word) continue;
            ++plain;
            Value value;
            set_from_word(value, *word, short_type);
            BOOST_TEST(word_of(value, short_type).value() == *word);
            const auto wanted = checked(type, NumberText{numeral, {}});
            const std::string unit = type.unit ? type.unit->symbol : "no unit";
            BOOST_REQUIRE_MESSAGE(wanted, numeral << " of " << unit << " is a problem");
            BOOST_TEST((value.number == wanted->number), numeral << " of " << unit);
            BOOST_TEST((value.given == Given::answered));
            const auto steps = multiply(value.number, values::Rational(grid_of(type)));
            BOOST_TEST(values::to_int64(*steps).value() == static_cast<std::int64_t>(*word));
        }
    }
    BOOST_TEST(plain > 150U);
}

BOOST_AUTO_TEST_CASE(everyday_numbers_take_the_short_way) {
    for (const ValueType& type : number_types()) {
        const PlainType short_type = plain_type_of(type, grid_of(type), false);
        const std::string unit = type.unit ? type.unit->symbol : "no unit";
        BOOST_TEST(number_word(short_type, *plain_number("4")).has_value(), unit);
        if (type.whole) continue;
        BOOST_TEST(number_word(short_type, *plain_number("3.5")).has_value(), unit);
    }
}

BOOST_AUTO_TEST_CASE(a_day_read_the_short_way_is_the_day_read_the_long_way) {
    ValueType type = date(false);
    type.dates = {values::day_number(1900, 1, 1), values::day_number(2026, 11, 20)};
    const PlainType short_type = plain_type_of(type, 1, false);
    std::size_t plain = 0;
    for (const std::string& text : days) {
        const auto day = plain_day(text);
        const auto word = day ? day_word(short_type, *day) : std::nullopt;
        if (!word) continue;
        ++plain;
        Value value;
        set_from_word(value, *word, short_type);
        const auto wanted = checked(type, Text{text});
        BOOST_REQUIRE_MESSAGE(wanted, text);
        BOOST_TEST((value.dates == wanted->dates), text);
    }
    BOOST_TEST(plain == 2U);
}

BOOST_AUTO_TEST_CASE(a_profile_packed_as_it_comes_is_packed_from_its_values) {
    const Catalogue known = catalogue();
    const Packing packing(known);
    ProfileWriter writer(known, packing);
    Profile profile;
    for (int round = 0; round < 4; ++round) {
        writer.as_of("2026-11-20");
        writer.patient("p" + std::to_string(round));
        if (round != 1) writer.answer(*writer.fact("back pain"), YesNo{round == 0});
        writer.answer(*writer.fact("pain nrs"), NumberInteger{round});
        if (round != 2) writer.answer(*writer.fact("body weight"), NumberText{"70.5", {}});
        if (round == 3) writer.answer(*writer.fact("surgery date"), Text{"2026-11"});
        writer.records(*writer.fact("sessions"), round % 2 == 0);
        for (int record = 0; record < round; ++record) {
            writer.record();
            writer.answer(*writer.field("spasm_eased"), YesNo{record == 1});
            const std::string day = "2026-10-0" + std::to_string(record + 1);
            writer.answer(*writer.field("date"), Text{day});
        }
        writer.finish(profile);
        BOOST_TEST(profile.problems.empty());
        BOOST_TEST((profile.packed == packed_again(profile, known).packed));
        BOOST_TEST((profile.given(0) == Given::absent) == (round == 1));
        BOOST_TEST((profile.given(2) == Given::absent) == (round == 2));
        BOOST_TEST(profile.record_count(6) == static_cast<std::uint32_t>(round));
    }
}

BOOST_AUTO_TEST_CASE(lists_may_come_in_any_order) {
    Catalogue known = catalogue();
    Fact more = known[6];
    more.name = more.key = "visits";
    known.add(more);
    const Packing packing(known);
    ProfileWriter writer(known, packing);
    writer.as_of("2026-11-20");
    for (const char* const name : {"visits", "sessions"}) {
        writer.records(*writer.fact(name), true);
        writer.record();
        writer.answer(*writer.field("pain after"), NumberInteger{name[0] == 'v' ? 1 : 2});
    }
    const Profile profile = writer.finish();
    BOOST_TEST((profile.value(6, 0, 2).number == values::Rational(2)));
    BOOST_TEST((profile.value(7, 0, 2).number == values::Rational(1)));
    BOOST_TEST((profile.given(7, 1, 2) == Given::absent));
}

BOOST_AUTO_TEST_CASE(keys_are_found_among_many_that_differ_in_one_letter) {
    KeyTable table;
    BOOST_TEST(table.find("") == KeyTable::none);
    for (std::uint32_t i = 0; i < 3000; ++i) table.add("finding_" + std::to_string(i) + "_left", i);
    table.add("finding_7_left", 9999);
    for (std::uint32_t i = 0; i < 3000; ++i) {
        BOOST_REQUIRE_EQUAL(table.find("finding_" + std::to_string(i) + "_left"), i);
        BOOST_REQUIRE_EQUAL(table.find("finding_" + std::to_string(i)), KeyTable::none);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::facts
