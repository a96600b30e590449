#include "adapters/cli/cli.hpp"

#include "adapters/cli/commands.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(command_line)

namespace {

namespace fs = std::filesystem;

constexpr const char* rule_file = R"(caveat: 1
id: small
version: 1.2.3
title: Small
screens: massage
review by: 2027-01-31
facts:
  back pain: {type: yes/no, ask: "Does your back hurt?"}
  spasm seen: {type: yes/no, ask whom: clinician, ask: "Is there a spasm?"}
  surgery date: {type: date, to: as of}
outcomes:
  avoid massage: {say: Do not massage.}
rules:
  - back pain → avoid massage
  - spasm seen → avoid massage
  - {id: surgery, rule: surgery date is within the last 6 weeks → avoid massage}
)";

/// A folder of files for one test.
struct Folder {
    fs::path path = fs::temp_directory_path() / "caveat_cli_test";

    Folder() {
        fs::create_directories(path);
        write("rules.yaml", rule_file);
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write(const std::string& name, const std::string& content) {
        std::ofstream(path / name, std::ios::binary) << content;
        return name_of(name);
    }
    [[nodiscard]] std::string name_of(const std::string& name) const {
        return (path / name).string();
    }
};

struct Ran {
    int status = 0;
    std::string out;
    std::string err;
};

Ran caveat(const std::vector<std::string>& arguments, const std::string& input = {}) {
    std::vector<const char*> raw{"caveat"};
    for (const std::string& each : arguments) raw.push_back(each.c_str());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    Ran ran;
    ran.status = run(static_cast<int>(raw.size()), raw.data(), {in, out, err});
    ran.out = out.str();
    ran.err = err.str();
    return ran;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t lines_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

constexpr const char* well =
    R"({"patient": "p1", "as_of": "2026-11-20", "facts": {"back_pain": false}})";
constexpr const char* hurt =
    R"({"patient": "p2", "as_of": "2026-11-20", "facts": {"back_pain": true}})";

}  // namespace

BOOST_AUTO_TEST_CASE(a_profile_is_screened_as_text_unless_told_otherwise) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string profile = folder.write("p.json", hurt);
    const Ran text = caveat({"screen", rules, profile});
    BOOST_TEST(text.status == 0);
    BOOST_TEST(text.out.starts_with("p2, 2026-11-20, by small 1.2.3\n"), text.out);
    BOOST_TEST(contains(text.out, "DO NOT PROCEED with massage."), text.out);
    const Ran json = caveat({"screen", rules, profile, "--format", "json"});
    BOOST_TEST(json.out.starts_with("{\n  \"schema\": \"caveat/report/1\""), json.out);
    const Ran line = caveat({"screen", rules, profile, "--format", "ndjson"});
    BOOST_TEST(lines_in(line.out) == 1U);
}

BOOST_AUTO_TEST_CASE(standard_input_is_a_dash_or_nothing) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    BOOST_TEST(contains(caveat({"screen", rules, "-"}, hurt).out, "p2, 2026-11-20"));
    BOOST_TEST(contains(caveat({"screen", rules}, hurt).out, "p2, 2026-11-20"));
}

BOOST_AUTO_TEST_CASE(a_stream_gives_one_report_a_line_in_order_whatever_is_broken) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string lines = std::string(well) + "\n{\"broken\": \n\n" + hurt + "\r\n" + well;
    const Ran from_input = caveat({"screen", rules, "-", "--format", "ndjson"}, lines);
    BOOST_TEST(from_input.status == found_problems);
    BOOST_TEST(lines_in(from_input.out) == 5U);
    std::istringstream reports(from_input.out);
    std::vector<std::string> all;
    for (std::string each; std::getline(reports, each);) all.push_back(each);
    BOOST_REQUIRE_EQUAL(all.size(), 5U);
    BOOST_TEST(contains(all[0], "\"patient\":\"p1\""));
    BOOST_TEST(contains(all[1], "invalid-json"));
    BOOST_TEST(contains(all[2], "invalid-json"));
    BOOST_TEST(contains(all[3], "\"patient\":\"p2\""));
    BOOST_TEST(contains(all[3], "\"problems\":[]"));
    BOOST_TEST(contains(all[4], "\"patient\":\"p1\""));
    const std::string file = folder.write("many.ndjson", lines);
    BOOST_TEST(caveat({"screen", rules, file}).out == from_input.out);
}

BOOST_AUTO_TEST_CASE(a_profile_with_problems_is_status_one) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string profile =
        folder.write("p.json", R"({"as_of": "2026-11-20", "facts": {"back_pian": true}})");
    const Ran ran = caveat({"screen", rules, profile});
    BOOST_TEST(ran.status == found_problems);
    BOOST_TEST(contains(ran.out, "did you mean `back_pain`?"), ran.out);
}

BOOST_AUTO_TEST_CASE(a_wrong_rule_file_or_command_is_status_two) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string broken = folder.write("broken.yaml", "caveat: 1\nid: x\nruels: []\n");
    const std::string profile = folder.write("p.json", well);
    const Ran ran = caveat({"screen", broken, profile});
    BOOST_TEST(ran.status == unusable);
    BOOST_TEST(ran.out.empty());
    BOOST_TEST(contains(ran.err, "broken.yaml:"), ran.err);
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
             {},
             {"scren", rules},
             {"screen"},
             {"screen", rules, profile, "--format", "xml"},
             {"screen", rules, profile, "--why", "some"},
             {"screen", rules, profile, "--as-of", "2026-11"},
             {"screen", rules, profile, "--as-of", "2026-02-30"},
             {"screen", rules, profile, "--respondents", "doctor"},
             {"screen", rules, profile, "--nope"},
             {"screen", rules, profile, "--for", "anybody"},
             {"screen", rules, profile, "--for", "desk", "--format", "json"},
             {"screen", rules, profile, "--details", "--only", "verdict"},
             {"screen", rules, profile, "--for", "desk", "--respondents", "clinician"},
             {"screen", rules, profile, "--for", "patient", "--why", "all"},
             {"screen", rules, folder.write("s.ndjson", "{}"), "--for", "desk"},
             {"screen", folder.name_of("missing.yaml"), profile},
             {"screen", rules, folder.name_of("missing.json")},
             {"screen", rules, folder.path.string()},
             {"check", folder.name_of("missing.yaml")}}) {
        const Ran refused = caveat(wrong);
        BOOST_TEST(refused.status == unusable, (wrong.empty() ? "" : wrong.back()));
        BOOST_TEST(!refused.err.empty(), (wrong.empty() ? "" : wrong.back()));
    }
}

BOOST_AUTO_TEST_CASE(a_profile_that_is_no_json_is_given_no_verdict_in_words) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    for (const char* const broken :
         {"{\"facts\": {\"back_pain\": true}", "", "[1]", R"({"facts": [true]})",
          R"({"facts": {"back_pain": false}, "facts": {}})"}) {
        const std::string profile = folder.write("p.json", broken);
        for (const char* const reader : {"clinician", "desk", "patient"}) {
            const Ran ran = caveat({"screen", rules, profile, "--for", reader});
            const std::string first = ran.out.substr(0, ran.out.find('\n'));
            BOOST_TEST_CONTEXT(broken << ' ' << reader << '\n' << ran.out) {
                BOOST_TEST(ran.status == found_problems);
                BOOST_TEST(!contains(ran.out, "PROCEED"));
                BOOST_TEST((contains(first, "NOT SCREENED: ") ||
                            contains(first, "DO NOT BOOK YET: the answers could not be read") ||
                            contains(first, "Your answers could not be read")));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_report_is_written_for_whoever_reads_it) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string profile = folder.write("p.json", hurt);
    const Ran desk = caveat({"screen", rules, profile, "--for", "desk"});
    BOOST_TEST(contains(desk.out, "DO NOT BOOK massage.\n"), desk.out);
    BOOST_TEST(!contains(desk.out, "back pain"), desk.out);
    BOOST_TEST(desk.err.empty(), desk.err);
    const Ran patient = caveat({"screen", rules, profile, "--for", "patient"});
    BOOST_TEST(contains(patient.out, "Please do not have massage for now.\n"), patient.out);
    BOOST_TEST(contains(patient.err, "written for clinicians"), patient.err);
    const Ran all = caveat({"screen", rules, profile, "--details"});
    BOOST_TEST(contains(all.out, "“Do not massage.”"), all.out);
    const std::string for_patients =
        folder.write("patients.yaml",
                     "caveat: 1\naudience: patient\nfacts: {fever: yes/no}\n"
                     "outcomes: {avoid massage: Not today.}\nrules: [fever → avoid massage]\n");
    const std::string fever =
        folder.write("f.json", R"({"as_of": "2026-11-20", "facts": {"fever": true}})");
    const auto begins = [&](std::vector<std::string> options) {
        options.insert(options.begin(), {"screen", for_patients, fever});
        const Ran ran = caveat(options);
        BOOST_TEST(ran.err.empty(), ran.err);
        return ran.out.substr(0, ran.out.find('\n'));
    };
    BOOST_TEST(begins({}) == "Please do not go ahead for now.");
    const std::string for_clinician =
        "a patient without a name, 2026-11-20, by rules without a name";
    BOOST_TEST(begins({"--for", "clinician"}) == for_clinician);
    BOOST_TEST(begins({"--details"}) == for_clinician);
    BOOST_TEST(begins({"--why", "all"}) == for_clinician);
    BOOST_TEST(begins({"--respondents", "clinician"}) == for_clinician);
}

BOOST_AUTO_TEST_CASE(what_nobody_knows_of_a_record_is_named_by_its_field) {
    Folder folder;
    const std::string rules = folder.write("falls.yaml", R"(caveat: 1
facts:
  falls: {type: records, each: fall, dated by: day, of: {day: date, hurt: yes/no, bruised: yes/no}}
outcomes: {refer to nurse: Go., caution here: Slow.}
rules:
  - {id: any, rule: any fall where (hurt and bruised) → refer to nurse}
  - {id: last, rule: latest hurt of falls → caution here}
)");
    const auto open = [&](const std::string& falls) {
        const Ran ran = caveat({"screen", rules, "--as-of", "2026-11-20"},
                               R"({"facts": {"falls": )" + falls + "}}");
        BOOST_TEST(!contains(ran.out, "\n  ask"), ran.out);
        std::string words;
        for (std::size_t at = 0; (at = ran.out.find("to nurse: ", at)) != std::string::npos;) {
            at += 10;
            words += ran.out.substr(at, ran.out.find('\n', at) - at);
        }
        return words;
    };
    BOOST_TEST(open(R"([{"day": "2026-10-01", "hurt": null, "bruised": true}])") ==
               "nobody knows hurt of fall 1");
    BOOST_TEST(open(R"([{"day": "2026-10-01", "hurt": false, "bruised": null},
                        {"day": "2026-10-02", "hurt": true, "bruised": null},
                        {"day": "2026-10-03", "hurt": true, "bruised": null},
                        {"day": "2026-10-04", "hurt": true, "bruised": null}])") ==
               "nobody knows bruised of fall 2 and 2 more");
    const Ran none =
        caveat({"screen", rules, "--as-of", "2026-11-20"}, R"({"facts": {"falls": []}})");
    BOOST_TEST(contains(none.out, "caution here: falls has no entry that counts"), none.out);
}

BOOST_AUTO_TEST_CASE(one_unreadable_profile_does_not_stop_the_others) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string profile = folder.write("p.json", hurt);
    const Ran ran = caveat({"screen", rules, folder.name_of("missing.json"), profile});
    BOOST_TEST(ran.status == unusable);
    BOOST_TEST(contains(ran.out, "p2, 2026-11-20"));
}

BOOST_AUTO_TEST_CASE(the_day_is_that_of_the_profile_then_the_option_then_today) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string without = folder.write("p.json", R"({"facts": {"back_pain": true}})");
    BOOST_TEST(
        contains(caveat({"screen", rules, without, "--as-of", "2026-05-04"}).out, "2026-05-04"));
    BOOST_TEST(contains(caveat({"screen", rules, without}).out, today().to_text()));
    const std::string with = folder.write("q.json", hurt);
    BOOST_TEST(
        contains(caveat({"screen", rules, with, "--as-of", "2026-05-04"}).out, "2026-11-20"));
}

BOOST_AUTO_TEST_CASE(who_cannot_answer_now_is_not_asked) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string profile = folder.write("p.json", well);
    const Ran everybody = caveat({"screen", rules, profile, "--format", "ndjson"});
    BOOST_TEST(contains(everybody.out, "\"deferred\":[]"), everybody.out);
    const Ran patient =
        caveat({"screen", rules, profile, "--format", "ndjson", "--respondents", "patient"});
    BOOST_TEST(contains(patient.out, "\"deferred\":[{\"fact\":\"spasm_seen\""), patient.out);
    const Ran both = caveat(
        {"screen", rules, profile, "--format", "ndjson", "--respondents", "patient,clinician"});
    BOOST_TEST(both.out == everybody.out);
}

BOOST_AUTO_TEST_CASE(rule_files_are_checked_one_by_one) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const Ran good = caveat({"check", rules, "--as-of", "2026-11-20"});
    // None of them gives a reason or a source.
    BOOST_TEST(good.status == 1);
    BOOST_TEST(good.out == rules + ": 3 rules, 3 facts, no errors, 6 findings\n");
    BOOST_TEST(contains(good.err, "gives no reason [no-because]"), good.err);
    const std::string broken = folder.write("broken.yaml", "caveat: 1\nid: x\nruels: []\n");
    const Ran both = caveat({"check", broken, rules, "--as-of", "2026-11-20"});
    BOOST_TEST(both.status == unusable);
    BOOST_TEST(contains(both.out, rules + ": 3 rules"), both.out);
}

BOOST_AUTO_TEST_CASE(rules_past_their_review_carry_a_warning) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    BOOST_TEST(!contains(caveat({"check", rules, "--as-of", "2027-01-31"}).err, "review"));
    const Ran late = caveat({"check", rules, "--as-of", "2027-02-01"});
    BOOST_TEST(contains(late.err, "[review-overdue]"), late.err);
    BOOST_TEST(late.status == 1);
    const std::string profile =
        folder.write("p.json", R"({"as_of": "2027-02-01", "facts": {"back_pain": true}})");
    const Ran screened = caveat({"screen", rules, profile});
    BOOST_TEST(contains(screened.out, "warning: "), screened.out);
    BOOST_TEST(screened.status == 0);
}

BOOST_AUTO_TEST_CASE(logs_can_be_kept_without_values) {
    Folder folder;
    const std::string rules = folder.name_of("rules.yaml");
    const std::string profile = folder.write(
        "p.json",
        R"({"as_of": "2026-11-20", "facts": {"surgery_date": "2026-11-09", "back_pian": "secret"}})");
    for (const char* format : {"text", "json", "ndjson"}) {
        const Ran open = caveat({"screen", rules, profile, "--format", format});
        BOOST_TEST(contains(open.out, "2026-11-09"), open.out);
        const Ran ran = caveat({"screen", rules, profile, "--no-values", "--format", format});
        BOOST_TEST(!contains(ran.out, "2026-11-09"), ran.out);
        BOOST_TEST(!contains(ran.out, "back_pian"), ran.out);
    }
}

BOOST_AUTO_TEST_CASE(help_and_version_are_no_errors) {
    BOOST_TEST(caveat({"--help"}).status == 0);
    BOOST_TEST(caveat({"screen", "--help"}).status == 0);
    const Ran version = caveat({"--version"});
    BOOST_TEST(version.status == 0);
    BOOST_TEST(version.out.starts_with("caveat 0."), version.out);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
