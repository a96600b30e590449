// Every kind of column, what is wrong with columns, ranges of rows, and threads.

#include <caveat/batch.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace caveat;

namespace {

constexpr const char* rule_text = R"(caveat: 1
id: batch
version: 1.0.0
facts:
  pregnant: {type: yes/no}
  pain: {type: number, whole: true, from: 0, to: 10}
  weight: {type: number, from: 0, to: 650, unit: kg}
  pulse: {type: number, whole: true, from: 0, to: 100000}
  sex: {type: choice, of: [female, male, other]}
  regions: {type: choices, of: [neck, shoulder, back, arm, leg, foot, hand, hip, knee]}
  seen: {type: date, from: 2000-01-01}
  born: {type: date, to: as of}
  sessions:
    type: records
    each: session
    dated by: held
    of:
      held: {type: date}
      eased: {type: yes/no}
      strength: {type: number, whole: true, from: 0, to: 10}
outcomes:
  avoid massage: {say: No massage.}
  refer to a doctor: {say: See a doctor.}
  require a break: {say: Rest.}
  suggest a walk: {say: Walk.}
  inform about rest: {say: Rest helps.}
rules:
  - {id: pregnancy, rule: pregnant → refer to a doctor}
  - {id: pain, rule: pain >= 7 → avoid massage}
  - {id: weight, rule: weight > 80.5 kg → require a break}
  - {id: pulse, rule: pulse is between 100 and 70000 → suggest a walk}
  - {id: sex, rule: 'sex is one of female, other → inform about rest'}
  - {id: regions, rule: 'regions include any of neck, knee → suggest a walk'}
  - {id: seen, rule: seen is after 2020-06-01 → inform about rest}
  - {id: age, rule: years since born >= 18 → inform about rest}
  - {id: sessions, rule: at least 2 sessions where (eased and strength >= 5) → suggest a walk}
  - {id: lifted, rule: pain >= 3 → suggest a walk, unless: pregnant}
)";

RuleSet loaded(std::string_view text = rule_text) {
    Loaded result = load_text(text, "batch.yaml");
    BOOST_REQUIRE_MESSAGE(result.rules, render(result));
    return *std::move(result.rules);
}

RuleId rule(const RuleSet& rules, const char* id) {
    return *rules.find_rule(id);
}
FactId fact(const RuleSet& rules, const char* name) {
    return *rules.find_fact(name);
}

Place field(const RuleSet& rules, const char* records, std::string_view name) {
    const FactId list = fact(rules, records);
    const auto& fields = rules.fact(list).fields;
    std::uint32_t index = 0;
    while (index < fields.size() && fields[index].key != name) ++index;
    return {list, {}, index};
}

const std::uint8_t* bytes_of(std::span<const std::uint64_t> words) {
    return reinterpret_cast<const std::uint8_t*>(words.data());
}
/// A column with gaps.
Column gaps(const auto& values, std::span<const std::uint64_t> present, int scale = 0) {
    Column made = column(values, present.empty() ? nullptr : bytes_of(present));
    made.scale = scale;
    return made;
}
Column bits(std::span<const std::uint64_t> values, std::span<const std::uint64_t> present,
            std::size_t rows) {
    return {ColumnType::bits, values.data(), bytes_of(present), rows};
}

/// `f` fired, `u` undecided, `p` presumed, `o` overridden, `.` not fired, row after row.
std::string statuses(const Batch& batch, const char* id) {
    BatchScreening screening;
    screen(batch, 0, batch.rows(), screening);
    std::string text;
    for (std::size_t row = 0; row < screening.rows(); ++row) {
        text += ".oupf"[static_cast<std::size_t>(screening.status(rule(batch.rules(), id), row))];
    }
    return text;
}

/// The most memory that this process has had so far.
std::int64_t peak_kilobytes() {
    rusage usage{};
    BOOST_REQUIRE(getrusage(RUSAGE_SELF, &usage) == 0);
    return usage.ru_maxrss;
}

constexpr std::array<std::uint64_t, 1> without_second{0b1101};

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

std::string problem_of(const Batch& batch) {
    return batch.problems().size() == 1 ? batch.problems().front().code : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batch)

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

BOOST_AUTO_TEST_CASE(a_list_without_end_is_a_problem_and_takes_no_room) {
    const RuleSet rules = loaded();
    constexpr std::int64_t many = 3'600'000'000;
    const std::vector<std::int64_t> offsets{0, 1, many, many + 10'000, many + 20'001};
    Batch batch(rules, 4);
    batch.set_list(fact(rules, "sessions"), lists(offsets));
    BOOST_REQUIRE(batch.problems().size() == 1U);
    BOOST_TEST(batch.problems().front().code == "too-long");
    const std::int64_t before = peak_kilobytes();
    BOOST_TEST(statuses(batch, "sessions") == ".uuu");
    BOOST_TEST(peak_kilobytes() - before < 64 * 1024);
    BatchScreening screening;
    screen(batch, 0, 4, screening);
    BOOST_REQUIRE(screening.refused().size() == 1U);
    BOOST_TEST(screening.refused().front().first_row == 1U);
    BOOST_TEST(screening.refused().front().count == 2U);
}

BOOST_AUTO_TEST_CASE(a_column_of_the_wrong_kind_or_length_is_a_problem) {
    const RuleSet rules = loaded();
    const std::vector<double> reals(4, 1);
    const std::vector<std::int32_t> short_one(3, 9);
    const std::vector<std::int32_t> nines(4, 9);
    const auto check = [&](const char* code, const auto& bind) {
        Batch batch(rules, 4);
        bind(batch);
        BOOST_TEST(problem_of(batch) == code);
        BOOST_TEST(statuses(batch, "pain") == "uuuu");
    };
    check("wrong-column", [&](Batch& b) { b.set(fact(rules, "pregnant"), column(reals)); });
    check("wrong-column", [&](Batch& b) { b.set(fact(rules, "sessions"), column(nines)); });
    check("wrong-column",
          [&](Batch& b) { b.set(fact(rules, "pain"), bits(without_second, without_second, 4)); });
    check("wrong-length", [&](Batch& b) { b.set(fact(rules, "pain"), column(short_one)); });
    check("wrong-scale", [&](Batch& b) { b.set(fact(rules, "pain"), gaps(nines, {}, 19)); });
    check("wrong-scale", [&](Batch& b) { b.set(fact(rules, "sex"), gaps(nines, {}, 1)); });
    check("unknown-fact", [&](Batch& b) { b.set(FactId{99}, column(nines)); });
    check("given-twice", [&](Batch& b) {
        b.set(fact(rules, "pain"), column(nines)).set(fact(rules, "pain"), column(nines));
    });
    const std::vector<std::uint32_t> falling{0, 2, 1, 2, 2};
    const std::vector<std::uint32_t> zeros(5, 0);
    check("wrong-offsets", [&](Batch& b) { b.set_list(fact(rules, "sessions"), lists(falling)); });
    check("wrong-column", [&](Batch& b) { b.set_list(fact(rules, "pain"), lists(zeros)); });
    const std::vector<std::uint32_t> offsets{0, 1, 2, 3, 4};
    check("unknown-field", [&](Batch& b) {
        b.set_list(fact(rules, "sessions"), lists(offsets))
            .set(field(rules, "sessions", "colour"), column(nines));
    });
    check("wrong-length", [&](Batch& b) {
        b.set_list(fact(rules, "sessions"), lists(offsets))
            .set(field(rules, "sessions", "strength"), column(short_one));
    });
    check("bad-as-of", [&](Batch& b) { b.as_of(Date{2026, 11, 0}); });
}

BOOST_AUTO_TEST_CASE(a_value_outside_its_range_is_refused_and_counted) {
    const RuleSet rules = loaded();
    std::vector<std::int16_t> column(1500, 8);
    column[700] = 11;
    column[701] = -1;
    column[1499] = 300;
    Batch batch(rules, column.size());
    batch.as_of(Date{2026, 11, 20}).set(fact(rules, "pain"), caveat::column(column));
    BatchScreening screening;
    screen(batch, 0, column.size(), screening);
    BOOST_TEST(screening.rows_with_problems()[700 / 64] == std::uint64_t{3} << (700 % 64));
    BOOST_TEST(screening.rows_with_problems()[0] == 0U);
    const std::vector<RefusedValues> expected{{fact(rules, "pain"), {}, 700, 3}};
    BOOST_TEST((screening.refused() == expected));
    const RuleId pain = rule(rules, "pain");
    BOOST_TEST((screening.status(pain, 699) == Status::fired));
    BOOST_TEST((screening.status(pain, 700) == Status::undecided));
    BOOST_TEST((screening.status(pain, 1499) == Status::undecided));
    // What a row without a value holds is not looked at.
    std::vector<std::uint64_t> present(24, ~std::uint64_t{0});
    present[700 / 64] = 0;
    present[1499 / 64] = 0;
    Batch some(rules, column.size());
    some.set(fact(rules, "pain"), gaps(column, present));
    screen(some, 0, column.size(), screening);
    BOOST_TEST(screening.refused().empty());
}

BOOST_AUTO_TEST_CASE(a_number_between_two_whole_ones_is_refused_where_it_must_be_whole) {
    const RuleSet rules = loaded();
    const std::vector<std::int32_t> column{70, 75, 60, 80};
    Batch batch(rules, 4);
    batch.set(fact(rules, "pain"), gaps(column, {}, 1));
    BOOST_TEST(statuses(batch, "pain") == "fu.f");
}

BOOST_AUTO_TEST_CASE(verdicts_bounds_and_completeness_are_those_of_each_row) {
    const RuleSet rules = loaded();
    const std::vector<std::int8_t> pain{9, 2, 9};
    const std::vector<std::uint8_t> pregnant{1, 0, 0};
    constexpr static std::array<std::uint64_t, 1> without_third{0b011};
    Batch batch(rules, 3);
    batch.set(fact(rules, "pain"), column(pain))
        .set(fact(rules, "pregnant"), gaps(pregnant, without_third));
    BatchScreening screening;
    screen(batch, 0, 3, screening);
    BOOST_TEST((screening.at_least(0) == Verdict::do_not_proceed));
    BOOST_TEST((screening.at_least(1) == Verdict::proceed));
    BOOST_TEST((screening.at_most(1) == Verdict::proceed_with_conditions));
    BOOST_TEST((screening.verdicts()[2] == Verdict::do_not_proceed));
    BOOST_TEST(!screening.complete(0));
    BOOST_TEST((screening.applicable(0) == Truth::yes));
    BOOST_TEST((screening.status(rule(rules, "lifted"), 0) == Status::not_fired));
    BOOST_TEST((screening.status(rule(rules, "lifted"), 2) == Status::presumed));
}

BOOST_AUTO_TEST_CASE(any_range_of_rows_gives_the_same_as_all_of_them) {
    const RuleSet rules = loaded();
    constexpr std::size_t rows = 2500;
    std::vector<std::int8_t> pain(rows);
    std::vector<std::uint64_t> present(rows / 64 + 1, 0);
    for (std::size_t row = 0; row < rows; ++row) {
        pain[row] = static_cast<std::int8_t>(row * 7 % 11);
        present[row / 64] |= std::uint64_t{row % 13 != 0 ? 1U : 0U} << (row % 64);
    }
    Batch batch(rules, rows);
    batch.set(fact(rules, "pain"), gaps(pain, present));
    BatchScreening all;
    screen(batch, 0, rows, all);
    BatchScreening part;
    const RuleId id = rule(rules, "pain");
    for (const std::size_t first : {0U, 1U, 63U, 64U, 511U, 512U, 513U, 2499U}) {
        for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 512U, 513U, 5000U}) {
            screen(batch, first, first + count, part);
            const std::size_t expected = std::min(count, rows - first);
            BOOST_REQUIRE(part.rows() == expected);
            for (std::size_t row = 0; row < expected; ++row) {
                BOOST_REQUIRE((part.status(id, row) == all.status(id, first + row)));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(many_threads_screen_one_batch) {
    const RuleSet rules = loaded();
    constexpr std::size_t rows = 4096;
    constexpr std::size_t threads = 4;
    std::vector<std::int32_t> pain(rows);
    for (std::size_t row = 0; row < rows; ++row) pain[row] = static_cast<std::int32_t>(row % 11);
    const std::vector<std::int32_t> born(rows, 0);
    Batch batch(rules, rows);
    batch.as_of(Date{2026, 11, 20})
        .set(fact(rules, "pain"), column(pain))
        .set(fact(rules, "born"), column(born));
    std::array<std::size_t, threads> fired{};
    std::vector<std::thread> running;
    for (std::size_t thread = 0; thread < threads; ++thread) {
        running.emplace_back([&, thread] {
            BatchScreening screening;
            const std::size_t each = rows / threads;
            screen(batch, thread * each, (thread + 1) * each, screening);
            fired[thread] = screening.fired().rules.size();
        });
    }
    for (std::thread& each : running) each.join();
    BatchScreening alone;
    screen(batch, 0, rows, alone);
    BOOST_TEST(fired[0] + fired[1] + fired[2] + fired[3] == alone.fired().rules.size());
}

BOOST_AUTO_TEST_CASE(the_fired_rules_of_a_row_are_listed_in_order_of_the_file) {
    const RuleSet rules = loaded();
    const std::vector<std::int8_t> pain{9, 1, 9};
    const std::vector<std::uint8_t> pregnant{1, 1, 0};
    Batch batch(rules, 3);
    batch.set(fact(rules, "pain"), column(pain)).set(fact(rules, "pregnant"), column(pregnant));
    BatchScreening screening;
    screen(batch, 0, 3, screening);
    const FiredRules fired = screening.fired(0, 3);
    const std::vector<std::uint64_t> offsets{0, 2, 3, 5};
    BOOST_TEST(std::vector<std::uint64_t>(fired.offsets.begin(), fired.offsets.end()) == offsets,
               boost::test_tools::per_element());
    BOOST_TEST((fired.rules[0] == rule(rules, "pregnancy")));
    BOOST_TEST((fired.rules[1] == rule(rules, "pain")));
    BOOST_TEST((fired.rules[4] == rule(rules, "lifted")));
    BOOST_TEST(screening.fired(1, 2).rules.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_profile_of_another_rule_set_is_a_problem_and_knows_nothing) {
    const RuleSet rules = loaded();
    std::string newer = rule_text;
    newer.replace(newer.find("1.0.0"), 5, "1.0.1");
    const RuleSet other = loaded(newer);
    std::vector<Profile> profiles;
    profiles.push_back(ProfileBuilder(rules).set("pain", 9).build());
    profiles.push_back(ProfileBuilder(other).set("pain", 9).build());
    const Batch batch(rules, profiles);
    BOOST_TEST(problem_of(batch) == "wrong-rule-set");
    BOOST_TEST(statuses(batch, "pain") == "fu");
}

BOOST_AUTO_TEST_CASE(no_rows_are_no_trouble) {
    const RuleSet rules = loaded();
    const Batch batch(rules, std::size_t{0});
    BatchScreening screening;
    screen(batch, 0, 100, screening);
    BOOST_TEST(screening.rows() == 0);
    BOOST_TEST(screening.fired().rules.empty());
}

BOOST_AUTO_TEST_CASE(columns_that_contradict_each_other_count_as_unanswered) {
    const RuleSet rules = loaded(R"(caveat: 1
id: contradictions
version: 1.0.0
facts:
  upper: {type: number, whole: true, from: 0, to: 300}
  lower: {type: number, whole: true, from: 0, to: 300}
  ticked: {type: choices, of: [clot, cancer, none of these], exclusive: [none of these]}
impossible:
  - {when: lower > upper, say: The lower pressure is above the upper one.}
outcomes: {avoid massage: No massage.}
rules:
  - {id: high, rule: upper >= 180 → avoid massage}
  - {id: sum, rule: upper + lower >= 200 → avoid massage}
  - {id: clot, rule: ticked include clot → avoid massage}
)");
    const std::vector<std::int32_t> upper{190, 80, 190, 100};
    const std::vector<std::int32_t> lower{90, 120, 195, 100};
    const std::vector<std::uint8_t> ticked{1, 4, 5, 2};
    Batch batch(rules, upper.size());
    batch.set(fact(rules, "upper"), column(upper));
    batch.set(fact(rules, "lower"), column(lower));
    batch.set(fact(rules, "ticked"), column(ticked));
    BOOST_TEST(batch.problems().empty());
    BOOST_TEST(statuses(batch, "high") == "fuu.");
    BOOST_TEST(statuses(batch, "sum") == "fuuf");
    BOOST_TEST(statuses(batch, "clot") == "f.u.");
    BatchScreening screening;
    screen(batch, 0, batch.rows(), screening);
    std::uint64_t refused = 0;
    for (const RefusedValues& each : screening.refused()) refused += each.count;
    BOOST_TEST(refused == 5U);
}

BOOST_AUTO_TEST_CASE(answers_that_contradict_each_other_are_unanswered_wherever_the_row_stands) {
    const RuleSet rules = loaded(R"(caveat: 1
id: contradictions
version: 1.0.0
facts:
  upper: {type: number, whole: true, from: 0, to: 300}
  lower: {type: number, whole: true, from: 0, to: 300}
  swollen: {type: yes/no, ask: "Is the leg swollen?", ask whom: clinician}
impossible:
  - {when: lower > upper, say: The lower pressure is above the upper one.}
outcomes: {avoid massage: No massage.}
rules:
  - {id: high, rule: upper >= 180 → avoid massage}
  - {id: swelling, rule: swollen → avoid massage}
)");
    const std::size_t rows = 5000;  // more than are looked at together
    const std::vector<std::size_t> contradicting{0, 70, 4500, rows - 1};
    for (const std::size_t until : {std::size_t{100}, rows}) {
        std::vector<std::int32_t> upper(rows, 190);
        const std::vector<std::int32_t> lower(rows, 90);
        for (const std::size_t row : contradicting) {
            if (row < until) upper[row] = 80;
        }
        Batch batch(rules, rows);
        batch.set(fact(rules, "upper"), column(upper));
        batch.set(fact(rules, "lower"), column(lower));
        Respondents patient_alone;
        patient_alone.clinician = false;
        BatchScreening screening;
        screen(batch, 0, rows, screening, patient_alone);
        for (const std::size_t row : {std::size_t{0}, std::size_t{1}, std::size_t{70},
                                      std::size_t{4096}, std::size_t{4500}, rows - 1}) {
            const Screening alone = screen(batch.profile(row), patient_alone);
            for (const RuleId rule : rules.rules()) {
                BOOST_TEST_CONTEXT("row " << row << ", rule " << rule.index) {
                    BOOST_TEST((screening.status(rule, row) == alone.status(rule)));
                    BOOST_TEST((screening.rows_deferred(rule)[row / 64] >> row % 64 & 1U) ==
                               (alone.is_deferred(rule) ? 1U : 0U));
                }
            }
            BOOST_TEST((screening.verdict(row) == alone.verdict()));
            BOOST_TEST((screening.at_most(row) == alone.at_most()));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
