// Profiles as other programs export them: what they hold beside plain answers is read as what it
// says, or refused with what to write; nothing becomes an answer by chance.

#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace caveat;

namespace {

constexpr const char* rule_text = R"(caveat: 1
id: exports
version: 1.0.0
facts:
  conditions: {type: choices, of: [blood clot, cancer, none of these], exclusive: [none of these]}
  d dimer: {type: number, unit: mg/L, from: 0, to: 100}
  oxygen: {type: number, unit: "%", from: 50, to: 100}
  chest pain: yes/no
  on exertion: {type: yes/no, only if: chest pain}
  stairs: {type: yes/no, only if: on exertion}
  minutes: {type: number, whole: true, from: 0, to: 600, only if: on exertion}
  sessions: {type: records, each: session, of: {day: date, pain after: {type: number, from: 0, to: 10}, eased: yes/no}}
  upper: {type: number, whole: true, from: 40, to: 300}
  lower: {type: number, whole: true, from: 20, to: 200}
impossible:
  - {when: lower > upper, say: The lower pressure is above the upper one.}
always ask: [chest pain, stairs]
outcomes:
  avoid massage: No massage for now.
  refer to doctor: Please see your doctor.
  inform nothing found: Nothing was found.
rules:
  - {id: clot, rule: conditions include blood clot → avoid massage}
  - {id: nothing, rule: conditions include none of these → inform nothing found}
  - {id: clot-possible, rule: d dimer >= 0.5 → avoid massage}
  - {id: clot-unlikely, rule: d dimer < 0.5 → inform nothing found}
  - {id: saturated, rule: oxygen >= 90 % → inform nothing found}
  - {id: angina, rule: minutes >= 5 → refer to doctor}
  - {id: no-relief, rule: at least 2 sessions and no session where eased → refer to doctor}
  - {id: high, rule: upper >= 180 → refer to doctor}
)";

/// One profile, read and screened.
struct Screened {
    RuleSet rules = [] {
        Loaded loaded = load_text(rule_text, "exports.yaml");
        BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
        return *std::move(loaded.rules);
    }();
    Screening screening;
    ReadOptions reading;

    explicit Screened(const std::string& facts) {
        read("{\"as_of\": \"2026-11-20\", \"facts\": {" + facts + "}}");
    }
    Screened() = default;

    void read(std::string_view json) {
        screen(read_profile(rules, json, reading), screening);
        // A reader of many says the same.
        ProfileReader reader(rules, reading);
        const Profile& again = reader.read(json);
        BOOST_TEST(again.patient() == screening.profile().patient());
        BOOST_TEST((again.problems().size() == screening.profile().problems().size()));
    }
    Status status(const char* rule) const { return screening.status(*rules.find_rule(rule)); }
    std::string codes() const {
        std::string all;
        for (const Diagnostic& each : screening.problems()) {
            all += (all.empty() ? "" : " ") + each.code;
            all += each.severity == Severity::error ? "!" : "";
        }
        return all;
    }
    std::string help() const {
        return screening.problems().empty() ? "" : screening.problems().front().help;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(exports)

BOOST_AUTO_TEST_CASE(a_code_that_stands_alone_beside_another_makes_neither_rule_fire) {
    const Screened both("\"conditions\": [\"none_of_these\", \"blood_clot\"]");
    BOOST_TEST(both.codes() == "not-alone!");
    BOOST_CHECK(both.status("clot") == Status::undecided);
    BOOST_CHECK(both.status("nothing") == Status::undecided);
    const Screened misspelt("\"conditions\": [\"none_of_these\", \"blod_clot\"]");
    BOOST_CHECK(misspelt.status("nothing") == Status::undecided);
    const Screened alone("\"conditions\": {\"present\": [\"none_of_these\"]}");
    BOOST_TEST(alone.codes() == "");
    BOOST_CHECK(alone.status("clot") == Status::not_fired);
    BOOST_CHECK(alone.status("nothing") == Status::fired);
    const Screened open("\"conditions\": {\"present\": [\"cancer\"]}");
    BOOST_CHECK(open.status("nothing") == Status::not_fired);
    BOOST_CHECK(open.status("clot") == Status::undecided);
}

BOOST_AUTO_TEST_CASE(below_what_can_be_measured_is_below_and_nothing_more) {
    const Screened below("\"d_dimer\": {\"below\": 0.27}");
    BOOST_TEST(below.codes() == "");
    BOOST_CHECK(below.status("clot-unlikely") == Status::fired);
    BOOST_CHECK(below.status("clot-possible") == Status::not_fired);
    const Screened at_the_limit("\"d_dimer\": {\"below\": 0.5}");
    BOOST_CHECK(at_the_limit.status("clot-unlikely") == Status::fired);
    const Screened included("\"d_dimer\": {\"to\": 0.5}");
    BOOST_CHECK(included.status("clot-unlikely") == Status::undecided);
    const Screened above("\"oxygen\": {\"above\": 90, \"unit\": \"%\"}");
    BOOST_CHECK(above.status("saturated") == Status::fired);
    const Screened around("\"d_dimer\": {\"from\": 0.4, \"to\": 0.6}");
    BOOST_CHECK(around.status("clot-possible") == Status::undecided);
}

BOOST_AUTO_TEST_CASE(texts_that_look_like_numbers_are_no_answers_and_get_help) {
    const auto help = [](const char* text) {
        const Screened one(std::string("\"d_dimer\": \"") + text + '"');
        BOOST_TEST(one.codes() == "wrong-type!");
        BOOST_CHECK(one.status("clot-possible") == Status::undecided);
        return one.help().substr(0, one.help().find("; it was"));
    };
    BOOST_TEST(help("<0.27") == "write {\"below\": 0.27}");
    BOOST_TEST(help("> 90") == "write {\"above\": 90}");
    BOOST_TEST(help("≤ 5") == "write {\"to\": 5}");
    BOOST_TEST(help("5-7") == "write {\"from\": 5, \"to\": 7}");
    BOOST_TEST(help("7") == "write 7, without quotes");
    BOOST_TEST(help("1,5") == "write 1.5, without quotes");
    BOOST_TEST(help("1,500").find("1.5") == std::string::npos);
    BOOST_TEST(help("0.3 mg/L") == "write {\"value\": 0.3, \"unit\": \"mg/L\"}");
    BOOST_TEST(help("N/A").starts_with("write null"));
    BOOST_TEST(help("a lot").starts_with("write a number"));
}

BOOST_AUTO_TEST_CASE(words_and_numbers_for_yes_and_no_are_no_answers_and_get_help) {
    const auto help = [](const char* answer) {
        const Screened one(std::string("\"chest_pain\": ") + answer);
        BOOST_TEST(one.codes() == "wrong-type!");
        return one.help().substr(0, one.help().find("; it was"));
    };
    BOOST_TEST(help("\"Y\"") == "write true, without quotes");
    BOOST_TEST(help("\"No\"") == "write false, without quotes");
    BOOST_TEST(help("\"unknown\"").starts_with("write null"));
    BOOST_TEST(help("1") == "write true for yes, false for no");
}

BOOST_AUTO_TEST_CASE(help_that_tells_what_was_said_stays_out_of_logs) {
    const Screened one("\"d_dimer\": \"<0.27\"");
    const Diagnostic logged = without_values(one.screening.problems().front());
    BOOST_TEST(logged.help == "");
    BOOST_TEST(logged.message.find("0.27") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_record_number_is_the_id_of_a_patient) {
    Screened one;
    for (const char* id : {"4711", "12345678901234567890", "1e3", "-5"}) {
        one.read(std::string("{\"patient\": ") + id +
                 ", \"as_of\": \"2026-11-20\", \"facts\": {}}");
        BOOST_TEST(one.screening.profile().patient() == id);
        BOOST_TEST(one.codes() == "");
    }
    one.read("{\"patient\": null, \"as_of\": \"2026-11-20\", \"facts\": {}}");
    BOOST_TEST(one.screening.profile().patient() == "");
    BOOST_TEST(one.codes() == "");
    one.read("{\"patient\": true, \"as_of\": \"2026-11-20\", \"facts\": {}}");
    BOOST_TEST(one.codes() == "wrong-type!");
}

BOOST_AUTO_TEST_CASE(facts_that_the_rules_do_not_ask_are_notes_where_the_caller_says_so) {
    const std::string json =
        R"({"as_of": "2026-11-20", "facts": {"shoe_size": 43, "d_dimr": 1, "sessions": [{"room": 7}]}})";
    Screened one;
    one.read(json);
    BOOST_TEST(one.codes() == "unknown-fact! unknown-fact! unknown-field!");
    one.reading.extra_facts = ExtraFacts::note;
    one.read(json);
    BOOST_TEST(one.codes() == "unknown-fact unknown-fact unknown-field");
    BOOST_CHECK(one.screening.problems()[0].severity == Severity::note);
    BOOST_CHECK(one.screening.problems()[1].severity == Severity::warning);  // may be misspelt
}

BOOST_AUTO_TEST_CASE(utf_16_is_named) {
    Screened one;
    one.read(std::string("{\0\"\0f\0", 6));
    BOOST_TEST(one.screening.problems().front().message == "the profile is UTF-16, not UTF-8");
    one.read(std::string("\xFF\xFE{\0}\0", 6));
    BOOST_TEST(one.codes() == "not-utf8!");
}

BOOST_AUTO_TEST_CASE(no_report_shows_what_a_terminal_would_obey_or_nobody_see) {
    Screened one;
    one.read("{\"patient\": \"\\u009b31mRED \\u202eevil \\ufeffx\", \"as_of\": \"2026-11-20\"}");
    const std::string json = write_report(one.screening);
    std::string line;
    write_verdict(one.screening, line);
    for (const std::string& shown : {json, line, write_text(one.screening)}) {
        for (const char* raw : {"\u009b", "\u202e", "\ufeff"}) {
            BOOST_TEST(shown.find(raw) == std::string::npos);
        }
    }
    BOOST_TEST(json.find("\"\\u009b31mRED \\u202eevil \\ufeffx\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(answers_behind_closed_gates_are_not_used_and_noted) {
    const Screened closed("\"chest_pain\": false, \"on_exertion\": true, \"minutes\": 20");
    BOOST_TEST(closed.codes() == "not-asked not-asked");
    BOOST_CHECK(closed.status("angina") == Status::not_fired);
    BOOST_TEST(closed.screening.problems()[1].path == "facts.minutes");
    BOOST_TEST(closed.screening.problems()[1].message.find("`on exertion`") != std::string::npos);
    const Screened open("\"chest_pain\": true, \"on_exertion\": true, \"minutes\": 20");
    BOOST_TEST(open.codes() == "");
    BOOST_CHECK(open.status("angina") == Status::fired);
    const Screened not_known("\"chest_pain\": null, \"on_exertion\": true, \"minutes\": 20");
    BOOST_TEST(not_known.codes() == "");
    BOOST_CHECK(not_known.status("angina") == Status::undecided);
}

BOOST_AUTO_TEST_CASE(a_record_sent_twice_is_noted) {
    const std::string visit = R"({"day": "2026-11-02", "pain_after": 6, "eased": false})";
    const Screened twice("\"sessions\": [" + visit + ", " + visit + "]");
    BOOST_TEST(twice.codes() == "same-record");
    BOOST_TEST(twice.screening.problems().front().path == "facts.sessions[1]");
    BOOST_CHECK(twice.status("no-relief") == Status::fired);
    const Screened other("\"sessions\": [" + visit +
                         R"(, {"day": "2026-11-02", "pain_after": 6.0001}])");
    BOOST_TEST(other.codes() == "");
    const Screened in_part(
        R"("sessions": [{"day": "2026-11"}, {"day": "2026"}, {"day": "2026-11"}])");
    BOOST_TEST(in_part.codes() == "same-record");
    const Screened empty(R"("sessions": [{}, {}])");
    BOOST_TEST(empty.codes() == "");
}

BOOST_AUTO_TEST_CASE(answers_that_cannot_all_be_true_count_as_unanswered) {
    const Screened wrong("\"upper\": 80, \"lower\": 120");
    BOOST_TEST(wrong.codes() == "impossible!");
    BOOST_TEST(wrong.screening.problems().front().message ==
               "The lower pressure is above the upper one.");
    BOOST_CHECK(wrong.status("high") == Status::undecided);
    const Screened right("\"upper\": 190, \"lower\": 120");
    BOOST_TEST(right.codes() == "");
    BOOST_CHECK(right.status("high") == Status::fired);
    const Screened perhaps("\"upper\": {\"from\": 100, \"to\": 190}, \"lower\": 120");
    BOOST_TEST(perhaps.codes() == "");
}

BOOST_AUTO_TEST_CASE(what_is_always_asked_is_asked_last_and_its_gate_before_it) {
    const auto asked = [](const std::string& facts) {
        const Screened one(facts);
        std::string all;
        for (const Question& each : questions(one.screening)) {
            all += (all.empty() ? "" : " ") + std::string(one.rules.fact(each.fact).key);
            all += each.rules.empty() ? "*" : "";
        }
        return all;
    };
    const std::string decided =
        "\"conditions\": [], \"d_dimer\": 0, \"oxygen\": 50, \"sessions\": [], \"upper\": 100";
    BOOST_TEST(asked(decided + ", \"chest_pain\": false") == "");
    BOOST_TEST(asked(decided + ", \"minutes\": 3") == "chest_pain* on_exertion* stairs*");
    BOOST_TEST(asked(decided + ", \"chest_pain\": true, \"minutes\": 3") == "on_exertion* stairs*");
    BOOST_TEST(asked(decided + ", \"minutes\": 3, \"stairs\": null") == "chest_pain*");
}

BOOST_AUTO_TEST_CASE(a_byte_that_is_no_utf8_is_found_wherever_it_stands) {
    const std::string text =
        "{\"patient\": \"Zo\u00e9 of the long name\", \"as_of\": \"2026-11-20\", \"facts\": {"
        "\"conditions\": [\"blood_clot\"], \"d_dimer\": 0.25, \"chest_pain\": true, "
        "\"sessions\": [{\"day\": \"2026-11-01\", \"pain_after\": 3, \"eased\": false}]}}";
    const std::size_t letter = text.find("\u00e9");
    Screened one;
    one.read(text);
    BOOST_TEST(one.codes() == "");
    BOOST_TEST(one.screening.profile().patient() == "Zo\u00e9 of the long name");
    for (const char broken : {'\xFF', '\xC3', '\x80'}) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (at == letter || at == letter + 1) continue;  // another letter, perhaps
            std::string changed = text;
            changed[at] = broken;
            one.read(changed);
            BOOST_TEST_INFO(changed);
            BOOST_TEST((one.codes() == "not-utf8!"));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
