// Every kind of column: yes or no, numbers, codes, days, records.

#include "unit/api/batch_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace caveat::batch_tests {

BOOST_AUTO_TEST_SUITE(batch_columns)

namespace {

/// The column in each of these types gives the same; the second row has no value.
template <class... Types>
void same_in_all_types(const char* name, const char* id, const std::vector<int>& values,
                       const std::string& expected, int scale = 0) {
    const RuleSet rules = loaded();
    const auto check = [&](auto type) {
        using T = decltype(type);
        std::vector<T> column;
        for (const int value : values) column.push_back(static_cast<T>(value));
        Batch batch(rules, values.size());
        batch.set(fact(rules, name), gaps(column, without_second, scale));
        BOOST_TEST(batch.problems().empty());
        BOOST_TEST(statuses(batch, id) == expected);
    };
    (check(Types{}), ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE(integers_of_every_width_are_the_same_number) {
    same_in_all_types<std::int8_t, std::int16_t, std::int32_t, std::int64_t, std::uint8_t,
                      std::uint16_t, double>("pain", "pain", {7, 7, 6, 8}, "fu.f");
}

BOOST_AUTO_TEST_CASE(thresholds_far_apart_are_told_apart) {
    same_in_all_types<std::int32_t, std::int64_t, double>("pulse", "pulse", {99, 100, 100, 70000},
                                                          ".uff");
    same_in_all_types<std::int32_t, std::int64_t, double>("pulse", "pulse", {70001, 0, 100000, 0},
                                                          ".u..");
}

BOOST_AUTO_TEST_CASE(a_scale_moves_the_decimal_point) {
    same_in_all_types<std::int16_t, std::int32_t, std::int64_t>("weight", "weight",
                                                                {805, 0, 806, 804}, ".uf.", 1);
    same_in_all_types<std::int32_t>("weight", "weight", {8050000, 0, 8050001, 8049999}, ".uf.", 5);
}

BOOST_AUTO_TEST_CASE(a_double_counts_as_its_shortest_decimal) {
    const RuleSet rules = loaded();
    const std::vector<double> column{
        80.5, 80.50000001, 80.4, 80.501, std::numeric_limits<double>::quiet_NaN(), 651};
    Batch batch(rules, column.size());
    batch.set(fact(rules, "weight"), caveat::column(column));
    BOOST_TEST(statuses(batch, "weight") == ".f.fuu");
    BatchScreening screening;
    screen(batch, 0, 6, screening);
    const std::vector<RefusedValues> expected{{fact(rules, "weight"), {}, 4, 2}};
    BOOST_TEST((screening.refused() == expected));
}

BOOST_AUTO_TEST_CASE(yes_or_no_comes_as_bytes_or_as_bits) {
    same_in_all_types<std::uint8_t, std::int8_t, std::int32_t>("pregnant", "pregnancy",
                                                               {1, 1, 0, 1}, "fu.f");
    const RuleSet rules = loaded();
    Batch batch(rules, 4);
    constexpr std::array<std::uint64_t, 1> yes{0b1011};
    batch.set(fact(rules, "pregnant"), bits(yes, without_second, 4));
    BOOST_TEST(statuses(batch, "pregnancy") == "fu.f");
}

BOOST_AUTO_TEST_CASE(codes_are_positions_in_their_list) {
    same_in_all_types<std::uint8_t, std::uint16_t, std::int64_t>("sex", "sex", {0, 0, 1, 2},
                                                                 "fu.f");
}

BOOST_AUTO_TEST_CASE(masks_hold_a_bit_for_each_code) {
    const RuleSet rules = loaded();
    const std::vector<std::uint16_t> masks{0b1, 0b1, 0b011111110, 0b100000000};
    const std::vector<std::uint64_t> wide(masks.begin(), masks.end());
    Batch narrow(rules, 4);
    narrow.set(fact(rules, "regions"), gaps(masks, without_second));
    BOOST_TEST(statuses(narrow, "regions") == "fu.f");
    Batch batch(rules, 4);
    batch.set(fact(rules, "regions"), gaps(wide, without_second));
    BOOST_TEST(statuses(batch, "regions") == "fu.f");
    const std::vector<std::uint8_t> too_narrow(4, 1);
    Batch bytes(rules, 4);
    bytes.set(fact(rules, "regions"), column(too_narrow));
    BOOST_TEST(problem_of(bytes) == "wrong-column");
}

BOOST_AUTO_TEST_CASE(a_mask_with_a_bit_that_no_code_has_leaves_the_rest_unknown) {
    const RuleSet rules = loaded();
    const std::vector<std::uint16_t> masks{0b1, 0b1000000001, 0b1000000010, 0b1000000000};
    Batch batch(rules, 4);
    batch.as_of(Date{2026, 11, 20}).set(fact(rules, "regions"), column(masks));
    BOOST_TEST(statuses(batch, "regions") == "ffuu");
    BatchScreening screening;
    screen(batch, 0, 4, screening);
    BOOST_TEST(screening.rows_with_problems()[0] == 0b1110U);
    BOOST_REQUIRE(batch.profile(2).problems().size() == 1U);
    BOOST_TEST(batch.profile(2).problems()[0].code == "unknown-code");
}

BOOST_AUTO_TEST_CASE(dates_are_days_since_1970) {
    same_in_all_types<std::int32_t, std::int64_t>("seen", "seen", {18415, 18415, 18414, 18416},
                                                  "fu.f");
}

BOOST_AUTO_TEST_CASE(every_row_may_have_a_day_of_its_own) {
    const RuleSet rules = loaded();
    const std::vector<std::int32_t> born{0, 0, 0, 0};            // 1970-01-01
    const std::vector<std::int32_t> days{6574, 6573, -1, 7000};  // 1988-01-01, the day before
    Batch batch(rules, 4);
    constexpr std::array<std::uint64_t, 1> without_last{0b0111};
    batch.as_of(gaps(days, without_last)).set(fact(rules, "born"), column(born));
    // Nobody is born after the day of the screening; without a day nothing is known.
    BOOST_TEST(statuses(batch, "age") == "f.uu");
    BatchScreening screening;
    screen(batch, 0, 4, screening);
    BOOST_REQUIRE(screening.refused().size() == 1);
    BOOST_TEST(screening.refused().front().first_row == 2);
    Batch one_day(rules, 4);
    one_day.as_of(*Date::from_text("1988-01-01")).set(fact(rules, "born"), column(born));
    BOOST_TEST(statuses(one_day, "age") == "ffff");
}

BOOST_AUTO_TEST_CASE(records_are_counted_between_their_offsets) {
    const RuleSet rules = loaded();
    const std::vector<std::uint32_t> offsets{0, 2, 2, 4, 7, 8};
    const std::vector<std::uint8_t> eased{1, 1, 1, 0, 1, 1, 0, 1};
    const std::vector<std::int8_t> strength{5, 6, 9, 9, 5, 4, 10, 5};
    constexpr std::array<std::uint64_t, 1> complete{0b01111};
    Batch batch(rules, 5);
    ListColumn open = lists(offsets);
    open.complete = bytes_of(complete);
    batch.set_list(fact(rules, "sessions"), open)
        .set(field(rules, "sessions", "eased"), column(eased))
        .set(field(rules, "sessions", "strength"), column(strength));
    BOOST_TEST(batch.problems().empty());
    BOOST_TEST(statuses(batch, "sessions") == "f...u");
    constexpr std::array<std::uint64_t, 1> present{0b11101};
    constexpr std::array<std::uint64_t, 1> some_known{0b11101110};
    Batch some(rules, 5);
    ListColumn given = lists(offsets);
    given.present = bytes_of(present);
    some.set_list(fact(rules, "sessions"), given)
        .set(field(rules, "sessions", "eased"), gaps(eased, some_known))
        .set(field(rules, "sessions", "strength"), column(strength));
    BOOST_TEST(statuses(some, "sessions") == "uu...");
}

BOOST_AUTO_TEST_CASE(a_record_after_the_day_of_the_screening_makes_its_list_unusable) {
    const RuleSet rules = loaded();
    const std::vector<std::uint32_t> offsets{0, 2, 4};
    const std::vector<std::uint8_t> eased{1, 1, 1, 1};
    const std::vector<std::int8_t> strength{5, 5, 5, 5};
    const std::vector<std::int32_t> held{99, 100, 100, 101};
    const std::vector<std::int32_t> days{100, 100};
    Batch batch(rules, 2);
    batch.as_of(column(days))
        .set_list(fact(rules, "sessions"), lists(offsets))
        .set(field(rules, "sessions", "held"), column(held))
        .set(field(rules, "sessions", "eased"), column(eased))
        .set(field(rules, "sessions", "strength"), column(strength));
    BOOST_TEST(statuses(batch, "sessions") == "fu");
}

BOOST_AUTO_TEST_CASE(lists_longer_than_a_byte_counts_are_counted_as_well) {
    const RuleSet rules = loaded();
    constexpr std::uint32_t length = 600;
    const std::vector<std::uint32_t> offsets{0, length, length + 1};
    std::vector<std::uint8_t> eased(length + 1, 0);
    const std::vector<std::int8_t> strength(length + 1, 5);
    eased[299] = eased[599] = eased[600] = 1;
    Batch batch(rules, 2);
    batch.set_list(fact(rules, "sessions"), lists(offsets))
        .set(field(rules, "sessions", "eased"), column(eased))
        .set(field(rules, "sessions", "strength"), column(strength));
    BOOST_TEST(statuses(batch, "sessions") == "f.");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::batch_tests
