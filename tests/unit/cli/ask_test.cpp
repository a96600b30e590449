#include <caveat/json.hpp>
#include <caveat/report_text.hpp>

#include "scripted_terminal.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(interview)

namespace {

namespace fs = std::filesystem;

constexpr const char* rule_file = R"(caveat: 1
id: small
version: 1.2.3
title: A small interview
screens: massage
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10, ask: "How strong is the pain, 0 to 10?"}
  regions: {type: choices, of: [neck, back, leg], ask: "Where?"}
  technique: {type: choice, of: {gentle: {label: With a light hand}, deep: {label: Deep tissue}}, ask: "Which technique?"}
  weight: {type: number, from: 1, to: 400, unit: kg, ask: "How heavy are you?"}
  surgery date: {type: date, to: as of, ask: "When were you operated?"}
  spasm seen: {type: yes/no, ask whom: clinician, ask: "Is there a spasm?"}
  sessions:
    type: records
    each: session
    dated by: date
    ask: "Which sessions were there?"
    of:
      date: {type: date}
      kind: {type: choice, of: [gentle, deep]}
      eased: {type: yes/no}
outcomes:
  avoid massage: {say: Do not massage.}
  refer to doctor: {say: Ask a doctor first.}
  suggest rest: {say: Rest a day.}
rules:
  - {id: strong, rule: pain nrs >= 7 and regions include back → avoid massage}
  - {id: deep-and-heavy, rule: technique is deep and weight > 100 kg → refer to doctor}
  - {id: fresh, rule: surgery date is within the last 6 weeks → refer to doctor}
  - {id: seen, rule: spasm seen → suggest rest}
  - {id: eased-twice, rule: at least 2 sessions where (kind is deep and eased) → suggest rest}
)";

struct Rules {
    fs::path path = fs::temp_directory_path() / "caveat_ask_test";
    Rules() {
        fs::create_directories(path);
        write("rules.yaml", rule_file);
    }
    ~Rules() { fs::remove_all(path); }
    Rules(const Rules&) = delete;
    Rules& operator=(const Rules&) = delete;
    std::string write(const std::string& name, const std::string& content) const {
        std::ofstream(path / name, std::ios::binary) << content;
        return (path / name).string();
    }
    [[nodiscard]] std::string file(const std::string& name = "rules.yaml") const {
        return (path / name).string();
    }
};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

std::string report_of(const std::string& rules, const std::string& profile) {
    const Loaded loaded = load_file(rules);
    Screening screening;
    screen(read_profile(*loaded.rules, profile), screening);
    return write_text(screening, {.why = WhyOf::fired});
}

std::vector<std::string> ask(const Rules& rules, std::vector<std::string> more = {}) {
    std::vector<std::string> all{"ask", rules.file(), "--as-of", "2026-11-20"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_number_may_be_known_in_part) {
    const Rules rules;
    const Talked talked =
        talk(ask(rules), in_turn({"7-9", "2", "Deep tissue", "over 120 kg", "stop"}));
    BOOST_TEST(contains(talked.profile, "\"pain_nrs\": {\"from\": 7, \"to\": 9}"));
    BOOST_TEST(contains(talked.profile, "\"weight\": {\"above\": 120, \"unit\": \"kg\"}"));
    for (const char* typed :
         {"<0.5", "below 0.5", "at most 0.5", "between 0.2 and 0.5", "0.2 to 0.5"}) {
        const Talked other = talk(ask(rules), in_turn({"5", "2", "Deep tissue", typed, "stop"}));
        BOOST_TEST(!contains(other.profile, "\"weight\""));  // below what the fact allows
    }
    for (const char* typed : {"5 to 7", "5-7", "5–7", "between 5 and 7"}) {
        const Talked other = talk(ask(rules), in_turn({typed, "stop"}));
        BOOST_TEST(contains(other.profile, R"("pain_nrs": {"from": 5, "to": 7})"), other.said);
    }
    for (const char* typed : {"110 to 120 kg", "110–120 kg", "110 kg to 120 kg"}) {
        const Talked other = talk(ask(rules), in_turn({"5", "2", "Deep tissue", typed, "stop"}));
        BOOST_TEST(contains(other.profile, R"("weight": {"from": 110, "to": 120, "unit": "kg"})"),
                   other.said);
    }
    const Talked wrong = talk(ask(rules), in_turn({"7--9", "<", "between 7", "7 to", "stop"}));
    BOOST_TEST(!contains(wrong.profile, "pain_nrs"));
}

BOOST_AUTO_TEST_CASE(answers_of_every_kind_are_taken_by_number_name_and_unit) {
    const Rules rules;
    const Talked talked = talk(
        ask(rules), in_turn({"8", "2", "Deep tissue", "250 lb", "2026", "2026-09-30", "yes", "yes",
                             "2026-11-02", "2", "y", "yes", "2026-11-09", "deep", "yes", "no"}));
    BOOST_TEST(talked.status == 0);
    BOOST_TEST(talked.profile == R"({
  "as_of": "2026-11-20",
  "facts": {
    "pain_nrs": 8,
    "regions": ["back"],
    "technique": "deep",
    "weight": {"value": 250, "unit": "[lb_av]"},
    "surgery_date": "2026-09-30",
    "spasm_seen": true,
    "sessions": [
      {"date": "2026-11-02", "kind": "deep", "eased": true},
      {"date": "2026-11-09", "kind": "deep", "eased": true}
    ]
  }
}
)");
    BOOST_TEST(contains(talked.said, report_of(rules.file(), talked.profile)), talked.said);
    BOOST_TEST(contains(talked.said, "settled: avoid: Do not massage. [strong]"), talked.said);
    BOOST_TEST(contains(talked.said, "please be more exact"), talked.said);
    BOOST_TEST(contains(talked.said, "Is there a spasm? (for the clinician)"), talked.said);
    BOOST_TEST(!contains(talked.said, "\x1b"));
    BOOST_TEST(!contains(talked.said, "> "));
}

BOOST_AUTO_TEST_CASE(a_wrong_answer_is_explained_and_asked_again) {
    const Rules rules;
    const Talked talked = talk(
        ask(rules), in_turn({"12", "seven", "7,5", "7", "bakc", "back, neck", "gentl", "stop"}));
    BOOST_TEST(contains(talked.said, "12, but must be"), talked.said);
    BOOST_TEST(contains(talked.said, "write a number, such as 7"), talked.said);
    BOOST_TEST(contains(talked.said, "with a point"), talked.said);
    BOOST_TEST(contains(talked.said, "did you mean `back`"), talked.said);
    BOOST_TEST(contains(talked.said, "did you mean `gentle`"), talked.said);
    BOOST_TEST(contains(talked.profile, R"("regions": ["back", "neck"])"), talked.profile);
    BOOST_TEST(!contains(talked.profile, "technique"));
}

BOOST_AUTO_TEST_CASE(digits_in_groups_are_asked_about_and_keep_their_amount) {
    const Rules rules;
    const Talked talked =
        talk(ask(rules),
             in_turn({"8", "2", "deep", "1,250", "1 250", "1'250", "1.250", "250 lb", "stop"}));
    BOOST_TEST(contains(talked.said, "write the number in digits alone: 1250"), talked.said);
    BOOST_TEST(contains(talked.said, "write 1.25 or 1250"), talked.said);
    BOOST_TEST(contains(talked.profile, R"("weight": {"value": 250, "unit": "[lb_av]"})"),
               talked.profile);
}

BOOST_AUTO_TEST_CASE(a_number_is_neither_a_yes_nor_a_no) {
    const Rules rules;
    const Talked talked =
        talk(ask(rules), in_turn({"1", "1", "2020", "1", "2", "no", "2", "1", "0", "stop"}));
    BOOST_TEST(count(talked.said, "answer yes or no") == 5U, talked.said);
    BOOST_TEST(contains(talked.profile, R"("spasm_seen": false)"), talked.profile);
    BOOST_TEST(!contains(talked.profile, "sessions"), talked.profile);
}

BOOST_AUTO_TEST_CASE(a_code_wins_over_a_request_of_the_same_name) {
    const Rules rules;
    const Talked talked = talk(ask(rules), in_turn({"8", "/back", "9", "back", "stop"}));
    BOOST_TEST(contains(talked.profile, R"("pain_nrs": 9)"), talked.profile);
    BOOST_TEST(contains(talked.profile, R"("regions": ["back"])"), talked.profile);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_null_and_not_asked_again) {
    const Rules rules;
    const Talked talked =
        talk(ask(rules), in_turn({"?", "don't know", "?", "?", "2020", "?", "unknown"}));
    BOOST_TEST(talked.lines == 7U);
    BOOST_TEST(contains(talked.profile, R"("pain_nrs": null)"), talked.profile);
    BOOST_TEST(contains(talked.profile, R"("surgery_date": "2020")"), talked.profile);
    BOOST_TEST(contains(talked.said, "Nothing that could still be answered"), talked.said);
}

BOOST_AUTO_TEST_CASE(whoever_cannot_be_more_exact_still_knows_what_was_said) {
    const Rules rules;
    const std::string file = rules.write("exact.yaml", R"(caveat: 1
id: exact
screens: massage
facts:
  surgery date: {type: date, to: as of}
  height: {type: number, unit: cm, from: 50, to: 250}
  conditions: {type: choices, of: [arthritis, sciatica, fibromyalgia]}
  falls:
    type: records
    each: fall
    dated by: day
    of: {day: date, hurt: yes/no}
outcomes: {avoid lifting: No., avoid massage: No., refer to doctor: Go., refer to nurse: Go., caution here: Slow.}
rules:
  - {id: s8, rule: surgery date is within the last 8 weeks → refer to doctor}
  - {id: s4, rule: surgery date is within the last 4 weeks → avoid lifting}
  - {id: h, rule: height < 170 cm → refer to nurse}
  - {id: h2, rule: height < 150 cm → avoid massage}
  - {id: both, rule: "conditions include any of arthritis, sciatica → refer to doctor"}
  - {id: other, rule: conditions include fibromyalgia → refer to nurse}
  - {id: two, rule: at least 2 falls → refer to doctor}
  - {id: last, rule: latest hurt of falls → caution here}
  - {id: recent, rule: any fall where day is within the last 5 weeks → refer to nurse}
)");
    const std::vector<std::string> asks{"ask", file, "--as-of", "2026-11-20"};
    const auto from = [&](const std::string& facts) {
        std::vector<std::string> all = asks;
        all.insert(all.end(),
                   {"--profile", rules.write("begun.json", R"({"facts": )" + facts + "}")});
        return all;
    };
    const Talked talked = talk(asks, [](const std::string& said) -> std::optional<std::string> {
        const bool is_date = contains(said, "surgery date?");
        const bool is_open = contains(said, "leaves this open");
        if (is_date) return is_open ? "?" : "2026-10";
        if (contains(said, "height?")) return is_open ? "?" : "140-160";
        return "?";
    });
    BOOST_TEST(contains(talked.profile, R"("surgery_date": "2026-10")"), talked.profile);
    BOOST_TEST(contains(talked.profile, R"("height": {"from": 140, "to": 160})"), talked.profile);
    BOOST_TEST(contains(talked.profile, R"("falls": null)"), talked.profile);
    BOOST_TEST(contains(talked.profile, R"("conditions": null)"), talked.profile);
    BOOST_TEST(!contains(talked.said, "So far: proceed."), talked.said);
    BOOST_TEST(talked.lines == 6U, talked.said);

    const std::string rest = R"("surgery_date": "2020-01-01", "height": 180)";
    const Talked codes = talk(from("{" + rest + R"(, "falls": [],
        "conditions": {"present": ["arthritis"]}})"),
                              in_turn({"?", "none"}));
    BOOST_TEST(codes.lines == 1U, codes.said);
    BOOST_TEST(contains(codes.said, "Known so far: arthritis; please name all"), codes.said);
    BOOST_TEST(contains(codes.profile, R"("present": ["arthritis"])"), codes.profile);

    // Two on one day leave open which is the last: a complete list stays until another is.
    const std::string two = R"("falls": [
        {"day": "2026-03-01", "hurt": true},
        {"day": "2026-03-01", "hurt": false}
      ])";
    for (const std::vector<std::string>& lines :
         {std::vector<std::string>{"?"}, {"yes", "2026-03-01", "yes", "?"}, {"yes", "stop"}}) {
        const Talked list =
            talk(from("{" + rest + R"(, "conditions": [], )" + two + "}"), in_turn(lines));
        BOOST_TEST(list.lines == lines.size(), list.said);
        BOOST_TEST(contains(list.profile, R"("falls": [
      {"day": "2026-03-01", "hurt": true},
      {"day": "2026-03-01", "hurt": false}
    ])"),
                   list.profile);
    }

    // The field of one record is not more exact; of the other it is, and is asked for once.
    const Talked fields = talk(from("{" + rest + R"(, "conditions": [], "falls": [
        {"Day": "2026-10", "hurt": false}, {"day": "2026-10", "hurt": false}]})"),
                               in_turn({"2026-10-01", "back", "?", "2026-10-01", "none"}));
    BOOST_TEST(fields.lines == 4U, fields.said);
    BOOST_TEST(contains(fields.profile, R"({"Day": "2026-10", "hurt": false})"), fields.profile);
    BOOST_TEST(contains(fields.profile, R"({"day": "2026-10-01", "hurt": false})"), fields.profile);
    // What is wrong is nothing that is known.
    const Talked wrong =
        talk(from("{" + rest + R"(, "falls": [], "conditions": "gout"})"), in_turn({"?"}));
    BOOST_TEST(contains(wrong.profile, R"("conditions": null)"), wrong.profile);
}

BOOST_AUTO_TEST_CASE(why_says_which_rules_hang_on_a_question_in_their_authors_words) {
    const Rules rules;
    const Talked talked = talk(ask(rules), in_turn({"why", "help"}));
    BOOST_TEST(contains(talked.said, "1 rule hangs on this answer:"), talked.said);
    BOOST_TEST(contains(talked.said, "avoid: Do not massage. [strong]"), talked.said);
    BOOST_TEST(contains(talked.said, "pain nrs >= 7 and regions include back → avoid massage"),
               talked.said);
    BOOST_TEST(contains(talked.said, "take the last answer back"), talked.said);
    BOOST_TEST(contains(talked.said, "There was no further answer."), talked.said);
    BOOST_TEST(contains(talked.profile, "as_of"), talked.profile);
}

BOOST_AUTO_TEST_CASE(back_takes_answers_back_one_by_one_and_inside_records) {
    const Rules rules;
    const Talked talked = talk(
        ask(rules),
        in_turn({"back",   "8",    "neck", "gentle", "back",       "/back", "/back",      "1",
                 "gentle", "2020", "no",   "yes",    "2026-11-01", "back",  "2026-11-02", "gentle",
                 "back",   "deep", "back", "1",      "no",         "back",  "yes",        "no"}));
    BOOST_TEST(contains(talked.said, "this is the first question"), talked.said);
    BOOST_TEST(contains(talked.profile, R"("pain_nrs": 1)"), talked.profile);
    BOOST_TEST(!contains(talked.profile, "regions"), talked.profile);
    BOOST_TEST(
        contains(talked.profile, R"({"date": "2026-11-02", "kind": "gentle", "eased": true})"),
        talked.profile);
}

BOOST_AUTO_TEST_CASE(the_interview_ends_after_so_many_questions) {
    const Rules rules;
    const Talked talked = talk(ask(rules, {"--max", "2"}), in_turn({"8", "back", "deep", "9"}));
    BOOST_TEST(talked.lines == 2U);
    BOOST_TEST(contains(talked.said, "That was 2 questions, no more are asked."), talked.said);
    BOOST_TEST(contains(talked.said, "Ask next"), talked.said);
}

BOOST_AUTO_TEST_CASE(what_only_others_can_see_is_listed_at_the_end) {
    const Rules rules;
    const Talked talked =
        talk(ask(rules, {"--respondents", "patient"}), in_turn({"1", "1", "2020", "no"}));
    BOOST_TEST(contains(talked.said, "Nothing that could still be answered"), talked.said);
    BOOST_TEST(contains(talked.said, "For others to check"), talked.said);
    BOOST_TEST(!contains(talked.said, "(for the clinician)"), talked.said);
}

BOOST_AUTO_TEST_CASE(the_report_at_the_end_is_the_one_that_screen_gives_that_reader) {
    const Rules rules;
    const std::string text = R"(id: seen
screens: massage
facts:
  fever: {type: yes/no, ask: "Fever?"}
  swelling: {type: yes/no, ask: "Swelling seen?", ask whom: clinician}
outcomes: {refer to doctor: Go.}
rules: [fever → refer to doctor, swelling → refer to doctor]
)";
    const std::string for_clinicians = rules.write("clinic.yaml", "caveat: 1\n" + text);
    const std::string for_patients =
        rules.write("home.yaml", "caveat: 1\naudience: patient\n" + text);
    using Options = std::vector<std::string>;
    for (const std::string& file : {for_clinicians, for_patients}) {
        for (const Options& more :
             {Options{}, Options{"--for", "desk"}, Options{"--for", "patient"},
              Options{"--for", "clinician"}, Options{"--respondents", "patient"},
              Options{"--respondents", "clinician"}, Options{"--details"}}) {
            Options asks{"ask", file, "--as-of", "2026-11-20"};
            asks.insert(asks.end(), more.begin(), more.end());
            const Talked asked = talk(asks, in_turn({"no", "stop"}));
            Options screens{"screen", file, rules.write("asked.json", asked.profile)};
            screens.insert(screens.end(), more.begin(), more.end());
            const Talked screened = talk(screens, in_turn({}));
            BOOST_TEST(!screened.profile.empty());
            BOOST_TEST(contains(asked.said, screened.profile), asked.said + screened.profile);
        }
        const Options both{"--for", "desk", "--respondents", "patient,clinician"};
        for (const char* const command : {"ask", "screen"}) {
            Options all{command, file};
            all.insert(all.end(), both.begin(), both.end());
            const Talked refused = talk(all, in_turn({}));
            BOOST_TEST(refused.status == 2);
            BOOST_TEST(contains(refused.said, "goes with `--respondents patient`"), refused.said);
        }
    }
    const Talked at_home = talk({"ask", for_patients}, in_turn({"no"}));
    BOOST_TEST(!contains(at_home.said, "(for the clinician)"), at_home.said);
}

BOOST_AUTO_TEST_CASE(a_profile_is_gone_on_with_and_the_rest_of_it_is_kept) {
    const Rules rules;
    const std::string begun = rules.write("begun.json", R"({"patient": "p\u00e4 1", "facts": {
        "Pain-NRS": 3, "technique": "gentle", "surgery_date": "2020-01-31", "spasm_seen": false,
        "sessions": {"present": [{"kind": "deep", "eased": true}, {"kind": "deep"}]}}})");
    const std::string output = rules.file("gathered.json");
    const Talked talked = talk(ask(rules, {"--profile", begun}), in_turn({"no"}));
    BOOST_TEST(contains(talked.profile, R"("patient": "pä 1")"), talked.profile);
    BOOST_TEST(contains(talked.profile, R"("Pain-NRS": 3)"), talked.profile);
    BOOST_TEST(contains(talked.profile, R"("as_of": "2026-11-20")"), talked.profile);
    BOOST_TEST(contains(talked.said, "2 known so far."), talked.said);
    BOOST_TEST(contains(talked.said, report_of(rules.file(), talked.profile)), talked.said);
}

BOOST_AUTO_TEST_CASE(only_the_open_fields_of_known_records_are_asked) {
    const Rules rules;
    const std::string begun = rules.write("begun.json", R"({"facts": {
        "pain_nrs": 3, "technique": "gentle", "surgery_date": "2020-01-31", "spasm_seen": false,
        "sessions": [{"date": "2026-01-01", "kind": "deep", "eased": true},
                     {"date": "2026-01-02", "kind": "deep"}]}})");
    const Talked talked = talk(ask(rules, {"--profile", begun}), in_turn({"yes"}));
    BOOST_TEST(talked.lines == 1U);
    BOOST_TEST(contains(talked.said, "session 2, eased?"), talked.said);
    BOOST_TEST(contains(talked.profile, R"({"date": "2026-01-02", "kind": "deep", "eased": true})"),
               talked.profile);
}

BOOST_AUTO_TEST_CASE(the_profile_goes_to_a_file_and_the_talk_to_standard_output) {
    const Rules rules;
    const std::string output = rules.file("gathered.json");
    const Talked talked = talk(ask(rules, {"--output", output}), in_turn({"8"}));
    BOOST_TEST(talked.said.empty());
    BOOST_TEST(contains(talked.profile, "How strong is the pain"), talked.profile);
    std::ifstream file(output);
    const std::string written((std::istreambuf_iterator<char>(file)), {});
    BOOST_TEST(contains(written, R"("pain_nrs": 8)"), written);
    BOOST_TEST(talk(ask(rules, {"--output", rules.file()}), in_turn({"8"})).status == 2);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_begun_with_is_refused) {
    const Rules rules;
    const std::string broken = rules.write("broken.json", R"({"facts": )");
    BOOST_TEST(talk(ask(rules, {"--profile", broken}), in_turn({})).status == 2);
    BOOST_TEST(talk(ask(rules, {"--profile", rules.file("none.json")}), in_turn({})).status == 2);
    for (const char* const json : {R"({"facts": {"pain_nrs": 3}, "facts": {"spasm_seen": true}})",
                                   R"({"facts": [{"pain_nrs": 3}]})", R"({"facts": 3})", R"([])"}) {
        const Talked refused =
            talk(ask(rules, {"--profile", rules.write("whole.json", json)}), in_turn({"8"}));
        BOOST_TEST(refused.status == 2, json);
        BOOST_TEST(contains(refused.said, "cannot be used: "), refused.said);
        BOOST_TEST(refused.lines == 0U);
    }
    // Nothing is wrong with a day that is not given.
    const std::string no_day = rules.write("no_day.json", R"({"as_of": null, "facts": {}})");
    const Talked talked = talk(ask(rules, {"--profile", no_day}), in_turn({"8"}));
    BOOST_TEST(talked.status == 0);
    BOOST_TEST(contains(talked.profile, R"("as_of": "2026-11-20")"), talked.profile);
}

BOOST_AUTO_TEST_CASE(at_a_terminal_there_is_a_prompt_a_colour_and_a_width) {
    const Rules rules;
    const Talked talked = talk(ask(rules), in_turn({"8", "stop"}), {40, true});
    BOOST_TEST(contains(talked.said, "\x1b[1m"), talked.said);
    BOOST_TEST(contains(talked.said, "> "), talked.said);
    const Talked plain = talk(ask(rules), in_turn({"8", "stop"}), {40, false});
    BOOST_TEST(!contains(plain.said, "\x1b"));
    std::istringstream lines(plain.said);
    for (std::string line; std::getline(lines, line);) {
        BOOST_TEST(columns_of(line) <= 42U, line);  // the prompt stands in front
    }
    BOOST_TEST(!contains(plain.profile, "\x1b"));
}

/// The question that was just put, by the words of its fact.
std::optional<FactId> fact_asked(const RuleSet& rules, const std::string& said) {
    std::optional<FactId> found;
    std::size_t last = 0;
    for (std::uint32_t i = 0; i < rules.fact_count(); ++i) {
        constexpr std::size_t enough = 40;  // a long question is folded
        const std::string begin(rules.fact(FactId{i}).ask.substr(0, enough));
        const std::size_t at = begin.empty() ? std::string::npos : said.rfind(begin);
        if (at == std::string::npos || (found && at < last)) continue;
        found = FactId{i};
        last = at;
    }
    return found;
}

BOOST_AUTO_TEST_CASE(somebody_healthy_with_mild_back_pain_is_asked_fewer_questions_than_facts) {
    const std::string file = CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml";
    const Loaded loaded = load_file(file);
    BOOST_REQUIRE(loaded.rules);
    const RuleSet& rules = *loaded.rules;
    const Talked talked =
        talk({"ask", file, "--as-of", "2026-11-20"},
             [&](const std::string& said) -> std::optional<std::string> {
                 const std::optional<FactId> fact = fact_asked(rules, said);
                 if (!fact) return "no";
                 const FactInfo about = rules.fact(*fact);
                 if (about.name == "back pain" || about.name == "doctor consulted") return "yes";
                 if (about.name == "pain nrs") return "2";
                 if (about.name == "pain duration weeks") return "1";
                 if (about.kind == FactKind::number) return "0";
                 if (about.kind == FactKind::choices) return about.name == "goals" ? "3" : "none";
                 if (about.kind == FactKind::choice) return std::to_string(about.codes.size());
                 return "no";
             });
    BOOST_TEST(contains(talked.said, "Nothing that could still be answered"), talked.said);
    BOOST_TEST(contains(talked.said, report_of(file, talked.profile)), talked.said);
    const std::size_t asked = count(talked.said, "So far: ");
    BOOST_TEST_MESSAGE("healthy, mild back pain: " << asked << " questions for "
                                                   << rules.fact_count() << " facts");
    BOOST_TEST(asked > 0U);
    BOOST_TEST(asked < rules.fact_count());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
