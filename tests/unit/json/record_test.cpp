// Profiles as text again, and records of screenings that can be screened again.

#include <caveat/json.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/version.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::record_tests {

namespace {

std::string rule_text(int n) {
    return "caveat: 1\nid: small\nversion: " + std::to_string(n) + R"(.0.0
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  weight: {type: number, from: 1, to: 650, unit: kg}
  d dimer: {type: number, from: 0, to: 100, unit: mg/L}
  regions: {type: choices, of: [neck, back, leg]}
  technique: {type: choice, of: [gentle, deep]}
  surgery: {type: date, to: as of}
  fever: {type: yes/no}
  sessions: {type: records, each: session, dated by: day, of: {day: date, eased: yes/no}}
outcomes:
  avoid massage: Do not massage.
  refer to doctor: Ask a doctor.
rules:
  - {id: strong, rule: pain nrs >= )" +
           std::to_string(n) + R"( → avoid massage}
  - {id: heavy, rule: weight > 100 kg → refer to doctor}
  - {id: clot, rule: d dimer >= 0.5 → refer to doctor}
  - {id: neck, rule: regions include neck and technique is deep → avoid massage}
  - {id: fresh, rule: surgery is within the last 6 weeks → refer to doctor}
  - {id: eased, rule: at least 2 sessions where eased → refer to doctor}
)";
}

RuleSet load(int n = 7) {
    const Loaded loaded = load_text(rule_text(n));
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

RuleFinder among(const std::vector<RuleSet>& versions) {
    return [&versions](std::string_view sha256) -> std::optional<RuleSet> {
        for (const RuleSet& each : versions) {
            if (each.sha256() == sha256) return each;
        }
        return std::nullopt;
    };
}

/// Every kind of answer, whole, in part, in another unit, and wrong.
constexpr std::array<std::string_view, 12> profiles{
    R"({"patient": "p0", "as_of": "2026-11-20", "facts": {}})",
    R"({"patient": "p1", "as_of": "2026-11-20", "facts": {"pain_nrs": 8, "fever": true}})",
    R"({"patient": "p2", "as_of": "2026-11-20", "facts": {"weight": {"value": 230, "unit": "[lb_av]"}}})",
    R"({"patient": "p3", "as_of": "2026-11-20", "facts": {"d_dimer": {"below": 0.27}, "fever": null}})",
    R"({"patient": "p4", "as_of": "2026-11-20", "facts": {"regions": ["neck"], "technique": "deep"}})",
    R"({"patient": "p5", "as_of": "2026-11-20", "facts": {"regions": {"present": [], "absent": ["leg"]}}})",
    R"({"patient": "p6", "as_of": "2026-11-20", "facts": {"surgery": "2026-11"}})",
    R"({"patient": "p7", "as_of": "2026-11-20", "facts": {"pain_nrs": 70, "fever": "perhaps"}})",
    R"({"patient": "p8", "as_of": "2026-11-20", "facts": {"sessions": [{"day": "2026-11-02", "eased": true}, {"day": "2026-11-03"}]}})",
    R"({"patient": "p9", "as_of": "2026-11-20", "facts": {"sessions": {"present": [{"eased": null}]}, "surgery": "2026-12-24"}})",
    R"({"patient": "é\"x", "as_of": "November", "facts": {"weight": 1234567890123456789012}})",
    R"({"facts": {"pain_nrs": 3.5, "technique": "soft"}})"};

std::string report_of(const Profile& profile) {
    return write_report(screen(profile));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(a_profile_written_and_read_again_gives_the_same_report) {
    const RuleSet rules = load();
    for (const std::string_view text : profiles) {
        const Profile first = read_profile(rules, text);
        const std::string written = write_profile(first);
        const Profile second = read_profile(rules, written);
        BOOST_TEST(report_of(second) == report_of(first), text << '\n' << written);
        BOOST_TEST(write_profile(second) == written);
        BOOST_TEST((second.given() == first.given()));
    }
}

BOOST_AUTO_TEST_CASE(what_is_written_of_a_profile_that_cannot_be_read_cannot_be_read_either) {
    const RuleSet rules = load();
    for (const std::string_view text : {"", "{", "[]", "null", "{\"facts\": {\"fever\": tru}}"}) {
        const std::string written = write_profile(read_profile(rules, text));
        BOOST_TEST(!read_profile(rules, written).is_readable(), text << '\n' << written);
        BOOST_TEST(write_profile(read_profile(rules, written)) == written);
        // Nor is the record of its screening that of somebody of whom nothing is known.
        const std::string record = write_record(screen(read_profile(rules, text)));
        BOOST_TEST(record.find(written) != std::string::npos, record);
        BOOST_TEST(replay(record, among(std::vector{rules})).path != "report.verdict", record);
    }
}

BOOST_AUTO_TEST_CASE(digits_that_are_more_than_a_number_become_no_fact_of_their_own) {
    const RuleSet rules = load();
    const Profile profile = ProfileBuilder(rules)
                                .as_of("2026-11-20")
                                .set("pain nrs", NumberText{"1,\"fever\":true"})
                                .build();
    const Profile again = read_profile(rules, write_profile(profile));
    BOOST_TEST(!again.is_answered(*rules.find_fact("fever")));
    BOOST_TEST(again.problems().size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_written_as_nothing_that_a_reader_could_use) {
    const RuleSet rules = load();
    const std::vector<std::pair<std::string, Answer>> given{
        {"sessions", Codes{}},
        {"sessions", Codes{{"2026"}, {}}},
        {"regions", Codes{{}, {"arm"}, true}},
        {"regions", Codes{{"back"}, {"arm"}, true}},
        {"regions", Codes{{"neck", "back"}, {"neck"}, true}},
        {"regions", Codes{{"back"}, {"leg"}, true}},
        {"technique", NumberText{"deep"}},
        {"surgery", NumberText{"2026-11-01"}},
        {"pain nrs", NumberText{"eight"}},
        {"sessions", std::string("2026")},
        {"regions", Records{}},
        {"regions", Records{{Record{}}}}};
    for (const auto& [fact, answer] : given) {
        const Profile profile = ProfileBuilder(rules)
                                    .as_of("2026-11-20")
                                    .set("technique", "deep")
                                    .set(fact, answer)
                                    .build();
        const std::string written = write_profile(profile);
        const Profile again = read_profile(rules, written);
        const Place place(*rules.find_fact(fact));
        BOOST_TEST((again.state(place) == profile.state(place)), written);
        BOOST_TEST(again.problems().size() == profile.problems().size(), written);
        const Screening now = screen(again);
        const Screening before = screen(profile);
        for (const RuleId rule : rules.rules()) {
            BOOST_TEST((now.status(rule) == before.status(rule)), written);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_profile_built_on_from_another_gives_the_same_report) {
    const RuleSet rules = load();
    for (const std::string_view text : profiles) {
        const Profile first = read_profile(rules, text);
        BOOST_TEST(report_of(ProfileBuilder(first).build()) == report_of(first), text);
    }
    // What only a text can have wrong is not forgotten either.
    const Profile misspelt = read_profile(
        rules,
        R"({"as_of": "2026-11-20", "facts": {"pian_nrs": 8, "fever": true, "fever": false}})");
    BOOST_TEST(misspelt.problems().size() == 2U);
    BOOST_TEST(report_of(ProfileBuilder(misspelt).build()) == report_of(misspelt));
    BOOST_TEST(ProfileBuilder(misspelt).set("fever", true).build().problems().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_record_of_any_profile_replays) {
    const std::vector<RuleSet> versions{load()};
    for (const std::string_view text : profiles) {
        const Profile profile = read_profile(versions[0], text);
        for (const RecordOptions& options :
             {RecordOptions{}, RecordOptions{.profile_text = text},
              RecordOptions{.report = {.why = WhyOf::fired}, .profile_text = text}}) {
            const std::string record = write_record(screen(profile), options);
            BOOST_TEST(record.find('\n') == record.size() - 1);
            const Replayed replayed = replay(record, among(versions));
            BOOST_TEST(key(replayed.outcome) == "same",
                       record << replayed.path << ' ' << replayed.recorded << ' ' << replayed.now);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_profile_replays_from_its_record) {
    const std::vector<RuleSet> versions{load()};
    for (const std::string_view text :
         {"", "{", "[]", "{\"facts\": {\"fever\": true, \"fever\": false, \"colour\": 1}}",
          "{\"facts\":\n  {\"fever\": tru}}"}) {
        const Profile profile = read_profile(versions[0], text);
        const bool is_readable = text.starts_with("{\"facts\": {\"fever\": true, ");
        BOOST_TEST(profile.is_readable() == is_readable, text);
        // Whoever builds on it and says nothing has not read it either.
        BOOST_TEST(ProfileBuilder(profile).build().is_readable() == is_readable, text);
        BOOST_TEST(report_of(ProfileBuilder(profile).build()) == report_of(profile), text);
        BOOST_TEST(ProfileBuilder(profile).set("fever", true).build().is_readable());
        const Screening screening = screen(profile);
        const std::string record = write_record(screening, {.profile_text = text});
        BOOST_TEST(key(replay(record, among(versions)).outcome) == "same", record);
    }
    // Bytes that are no text cannot stand in a record: whoever has them gives them again.
    const std::string_view broken = "{\"facts\": {\"\xff\": 1}}";
    const std::string record =
        write_record(screen(read_profile(versions[0], broken)), {.profile_text = broken});
    BOOST_TEST(key(replay(record, among(versions)).outcome) == "no_profile");
    BOOST_TEST(key(replay(record, among(versions), broken).outcome) == "same");
}

BOOST_AUTO_TEST_CASE(options_of_a_screening_are_part_of_its_record) {
    const std::vector<RuleSet> versions{load()};
    RecordOptions options;
    options.reading.default_as_of = Date{2026, 11, 20};
    options.reading.extra_facts = ExtraFacts::note;
    options.profile_text = R"({"facts": {"surgery": "2026-11-01", "colour": "red"}})";
    const Profile profile = read_profile(versions[0], *options.profile_text, options.reading);
    const std::string record = write_record(screen(profile, {true, false}), options);
    BOOST_TEST(key(replay(record, among(versions)).outcome) == "same", record);
}

BOOST_AUTO_TEST_CASE(ten_thousand_records_over_three_versions_are_all_the_same) {
    const std::vector<RuleSet> versions{load(5), load(6), load(7)};
    std::map<std::string_view, int> outcomes;
    for (int i = 0; i < 10'000; ++i) {
        const RuleSet& rules = versions[static_cast<std::size_t>(i) % versions.size()];
        const std::string text = R"({"patient": ")" + std::to_string(i) +
                                 R"(", "as_of": "2026-11-20", "facts": {"pain_nrs": )" +
                                 std::to_string(i % 12) + R"(, "weight": )" +
                                 std::to_string(60 + i % 70) + R"(, "technique": "deep"}})";
        const std::string record =
            write_record(screen(read_profile(rules, text)), {.profile_text = text});
        ++outcomes[key(replay(record, among(versions)).outcome)];
    }
    BOOST_TEST(outcomes["same"] == 10'000);
}

BOOST_AUTO_TEST_CASE(one_altered_byte_is_named_wherever_it_stands) {
    const std::vector<RuleSet> versions{load()};
    const std::string record =
        write_record(screen(read_profile(versions[0], profiles[1])), {.profile_text = profiles[1]});
    for (std::size_t at = 0; at + 1 < record.size(); ++at) {
        std::string altered = record;
        altered[at] = altered[at] == '1' ? '2' : '1';
        const Replayed replayed = replay(altered, among(versions));
        BOOST_TEST((replayed.outcome == ReplayOutcome::altered ||
                    replayed.outcome == ReplayOutcome::unreadable),
                   at << ' ' << key(replayed.outcome) << ' ' << altered);
    }
    std::string altered = record;
    altered.replace(altered.find("\"status\":\"fired\""), 16, "\"status\":\"fared\"");
    const Replayed replayed = replay(altered, among(versions));
    BOOST_TEST(key(replayed.outcome) == "altered");
    BOOST_TEST(replayed.path == "report.rules[0].status");
    BOOST_TEST(replayed.recorded == "\"fared\"");
    BOOST_TEST(replayed.now == "\"fired\"");
    BOOST_TEST(replayed.id == "p1");
}

namespace {

/// Another writer's record: the digest agrees with what it says.
std::string signed_again(std::string record) {
    record.resize(record.rfind(",\"sha256\":\""));
    const std::string digest = sha256_of(record);
    return record + ",\"sha256\":\"" + digest + "\"}\n";
}

void replace(std::string& text, std::string_view old, std::string_view words) {
    const std::size_t at = text.find(old);
    BOOST_REQUIRE(at != std::string::npos);
    text.replace(at, old.size(), words);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_keeps_a_record_from_being_the_same_is_named) {
    const std::vector<RuleSet> versions{load()};
    const std::string record = write_record(screen(read_profile(versions[0], profiles[1])));

    const Replayed no_rules = replay(record, among({}));
    BOOST_TEST(key(no_rules.outcome) == "no_rules");
    BOOST_TEST(no_rules.recorded == versions[0].sha256());

    std::string other_engine = record;
    replace(other_engine, "\"engine\":\"" CAVEAT_VERSION_STRING "\"", "\"engine\":\"0.0.9\"");
    const Replayed engine = replay(signed_again(other_engine), among(versions));
    BOOST_TEST(key(engine.outcome) == "same_but_engine");
    BOOST_TEST(engine.path == "report.engine");
    BOOST_TEST(engine.recorded == "0.0.9");

    std::string differs = other_engine;
    replace(differs, "\"verdict\":\"do_not_proceed\"", "\"verdict\":\"refer_first\"");
    const Replayed different = replay(signed_again(differs), among(versions));
    BOOST_TEST(key(different.outcome) == "different");
    BOOST_TEST(different.path == "report.verdict");
    BOOST_TEST(different.recorded == "\"refer_first\"");
    BOOST_TEST(different.now == "\"do_not_proceed\"");

    for (const std::string_view none : {"", "{}", "[1]", "{\"schema\": \"caveat/record/1\"}"}) {
        BOOST_TEST(key(replay(none, among(versions)).outcome) == "unreadable");
    }
}

BOOST_AUTO_TEST_CASE(a_record_without_values_holds_none_and_replays_with_the_profile) {
    const std::vector<RuleSet> versions{load()};
    const std::string_view text =
        R"({"patient": "p1", "as_of": "2026-11-20", "facts": {"pain_nrs": 9, "weight": {"value": 333.25, "unit": "[lb_av]"}, "technique": "swedish", "regions": ["leg"], "surgery": "2026-10-31", "sessions": [{"day": "2026-10-29", "eased": true}], "d_dimer": 77.125, "colour": "crimson"}})";
    const Screening screening = screen(read_profile(versions[0], text));
    const std::string record =
        write_record(screening, {.report = {.no_values = true}, .profile_text = text});
    for (const std::string_view value :
         {"333.25", "lb_av", "swedish", "leg", "2026-10-31", "2026-10-29", "77.125", "crimson",
          "colour", "\"profile\""}) {
        BOOST_TEST(record.find(value) == std::string::npos, value << '\n' << record);
    }
    // Nor anything that a guess could be held against.
    BOOST_TEST(record.find(sha256_of(text)) == std::string::npos);
    BOOST_TEST(record.find(sha256_of(write_profile(screening.profile()))) == std::string::npos);
    BOOST_TEST(key(replay(record, among(versions)).outcome) == "no_profile");
    BOOST_TEST(key(replay(record, among(versions), text).outcome) == "same");
    const Replayed other =
        replay(record, among(versions),
               R"({"patient": "p1", "as_of": "2026-11-20", "facts": {"pain_nrs": 1}})");
    BOOST_TEST(key(other.outcome) == "different");
}

BOOST_AUTO_TEST_CASE(readers_and_writers_that_were_moved_from_are_as_new) {
    const RuleSet rules = load();
    ProfileReader reader(rules);
    const std::string first = report_of(reader.read(profiles[1]));
    ProfileReader other(std::move(reader));
    BOOST_TEST(report_of(reader.read(profiles[1])) == first);
    BOOST_TEST(report_of(other.read(profiles[1])) == first);
    ReportWriter writer({}, true);
    ReportWriter second(std::move(writer));
    std::string report;
    writer.append(screen(read_profile(rules, profiles[1])), report);
    BOOST_TEST(report == first);
}

BOOST_AUTO_TEST_CASE(a_report_of_nobody_says_so) {
    const std::string report = write_report(Screening());
    BOOST_TEST(report.find("\"not-screened\"") != std::string::npos, report);
    BOOST_TEST(report.find("\"at_most\": \"do_not_proceed\"") != std::string::npos, report);
    std::string verdict;
    write_verdict(Screening(), verdict);
    BOOST_TEST(verdict ==
               "{\"patient\":null,\"as_of\":null,\"verdict\":\"do_not_proceed\",\"at_least\":"
               "\"not_applicable\",\"at_most\":\"do_not_proceed\",\"complete\":false,"
               "\"problems\":1}\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::record_tests
