// The Modified Early Warning Score (Subbe and others 2001, QJM 94, 521-526), written as the guide
// says: every limit of its tables, on either side.

#include <caveat/profile.hpp>
#include <caveat/proof.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>

BOOST_AUTO_TEST_SUITE(early_warning)

namespace {

using namespace caveat;

constexpr std::string_view mews = R"(caveat: 1
id: early-warning
version: 1.0.0
review by: 2027-11-29
sources:
  subbe-2001: {title: "Validation of a modified Early Warning Score in medical admissions"}
facts:
  systolic pressure: {type: number, whole: true, unit: "mm[Hg]", from: 30, to: 300, ask: "Systolic pressure?"}
  heart rate: {type: number, whole: true, unit: /min, from: 20, to: 300, ask: "Heart rate?"}
  breathing rate: {type: number, whole: true, unit: /min, from: 0, to: 80, ask: "Breaths a minute?"}
  temperature: {type: number, unit: Cel, from: 25, to: 45, ask: "Temperature?"}
  reacts to: {type: choice, of: [alert, voice, pain, nothing], ask: "What does the patient react to?"}
scores:
  mews:
    points:
      - systolic pressure: {up to 70: 3, 71 to 80: 2, 81 to 100: 1, 101 to 199: 0, 200 and over: 2}
      - heart rate: {below 40: 2, 40 to 50: 1, 51 to 100: 0, 101 to 110: 1, 111 to 129: 2, 130 and over: 3}
      - breathing rate: {below 9: 2, 9 to 14: 0, 15 to 20: 1, 21 to 29: 2, 30 and over: 3}
      - temperature: {below 35: 2, 35 to below 38.5: 0, 38.5 and over: 2}
      - reacts to: {alert: 0, voice: 1, pain: 2, nothing: 3}
    bands: {low: 0 to 4, critical: 5 to 14}
outcomes:
  refer to the critical care team: Call the critical care team.
rules:
  - {id: critical, rule: mews is critical → refer to the critical care team, because: Five and over goes with more deaths., source: subbe-2001}
)";

struct Row {
    int pressure;
    int heart;
    int breathing;
    const char* temperature;
    const char* reacts_to;
    int points;
};

constexpr Row rows[] = {
    {120, 80, 12, "37", "alert", 0},    {70, 80, 12, "37", "alert", 3},
    {71, 80, 12, "37", "alert", 2},     {80, 80, 12, "37", "alert", 2},
    {81, 80, 12, "37", "alert", 1},     {100, 80, 12, "37", "alert", 1},
    {101, 80, 12, "37", "alert", 0},    {199, 80, 12, "37", "alert", 0},
    {200, 80, 12, "37", "alert", 2},    {120, 39, 12, "37", "alert", 2},
    {120, 40, 12, "37", "alert", 1},    {120, 50, 12, "37", "alert", 1},
    {120, 51, 12, "37", "alert", 0},    {120, 100, 12, "37", "alert", 0},
    {120, 101, 12, "37", "alert", 1},   {120, 110, 12, "37", "alert", 1},
    {120, 111, 12, "37", "alert", 2},   {120, 129, 12, "37", "alert", 2},
    {120, 130, 12, "37", "alert", 3},   {120, 80, 8, "37", "alert", 2},
    {120, 80, 9, "37", "alert", 0},     {120, 80, 14, "37", "alert", 0},
    {120, 80, 15, "37", "alert", 1},    {120, 80, 20, "37", "alert", 1},
    {120, 80, 21, "37", "alert", 2},    {120, 80, 29, "37", "alert", 2},
    {120, 80, 30, "37", "alert", 3},    {120, 80, 12, "34.9", "alert", 2},
    {120, 80, 12, "35", "alert", 0},    {120, 80, 12, "38.45", "alert", 0},
    {120, 80, 12, "38.5", "alert", 2},  {120, 80, 12, "37", "voice", 1},
    {120, 80, 12, "37", "pain", 2},     {120, 80, 12, "37", "nothing", 3},
    {65, 135, 35, "39", "nothing", 14}, {75, 105, 16, "37", "alert", 4},
    {75, 105, 16, "37", "voice", 5},
};

}  // namespace

BOOST_AUTO_TEST_CASE(it_loads_and_nothing_is_found_in_it) {
    const Loaded loaded = load_text(mews, "early-warning.yaml");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    const auto checked = proof::check(*loaded.rules, {{2026, 11, 29}, 60'000});
    for (const auto& finding : checked.findings) BOOST_ERROR(finding.diagnostic.message);
    for (const auto& open : checked.undecided) BOOST_ERROR(open.question);
}

BOOST_AUTO_TEST_CASE(every_limit_counts_as_published) {
    const Loaded loaded = load_text(mews, "early-warning.yaml");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    Screening screening;
    for (const Row& row : rows) {
        ProfileBuilder builder(*loaded.rules);
        builder.set("systolic pressure", Decimal(row.pressure));
        builder.set("heart rate", Decimal(row.heart));
        builder.set("breathing rate", Decimal(row.breathing));
        builder.set("temperature", *Decimal::from_text(row.temperature));
        builder.set("reacts to", std::string_view(row.reacts_to));
        screen(builder.build(), screening);
        const ScoreFound score = screening.scores().front();
        BOOST_TEST_CONTEXT(row.pressure << ' ' << row.heart << ' ' << row.breathing << ' '
                                        << row.temperature << ' ' << row.reacts_to) {
            BOOST_REQUIRE(score.low == score.high);
            BOOST_TEST(score.low->to_text() == std::to_string(row.points));
            const bool is_critical = screening.status(RuleId{0}) == Status::fired;
            BOOST_TEST(is_critical == (row.points >= 5));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
