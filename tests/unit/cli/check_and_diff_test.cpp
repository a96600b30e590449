#include "adapters/cli/cli.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(check_and_diff)

namespace {

namespace fs = std::filesystem;

const std::string rules_before = R"(caveat: 1
id: small
version: 1.0.0
review by: 2027-11-20
sources: {S1: {title: A source}}
facts:
  pain: {type: number, whole: true, from: 0, to: 10}
  fever: {type: yes/no}
outcomes:
  avoid massage: {say: Do not massage.}
  suggest rest: {say: Rest.}
rules:
  - {id: strong, rule: pain >= 7 → avoid massage, because: It hurts., source: S1}
  - {id: ill, rule: fever → suggest rest, because: It is right., source: S1}
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

struct Folder {
    fs::path path = fs::temp_directory_path() / "caveat_check_and_diff_test";

    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string write(const std::string& name, const std::string& content) const {
        std::ofstream(path / name, std::ios::binary) << content;
        return (path / name).string();
    }
};

struct Ran {
    int status = 0;
    std::string out;
    std::string err;
};

Ran caveat(std::vector<std::string> words, const std::string& input = {}) {
    words.insert(words.begin(), "caveat");
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int status = run(static_cast<int>(arguments.size()), arguments.data(), {in, out, err});
    return {status, out.str(), err.str()};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_rule_file_without_findings_passes_its_check) {
    const Folder folder;
    const Ran ran =
        caveat({"check", folder.write("a.yaml", rules_before), "--as-of", "2026-11-20"});
    BOOST_TEST(ran.status == 0);
    BOOST_TEST(ran.err == "");
    BOOST_TEST(contains(ran.out, "2 rules, 2 facts, no errors, no findings"), ran.out);
}

BOOST_AUTO_TEST_CASE(a_finding_is_shown_with_its_patient_and_fails_the_check) {
    const Folder folder;
    const std::string rules = folder.write(
        "a.yaml", replaced(rules_before, "pain >= 7 →", "pain >= 7 unless pain > 5 →"));
    const Ran ran = caveat({"check", rules, "--as-of", "2026-11-20"});
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(contains(ran.err, "`strong` can never fire"), ran.err);
    BOOST_TEST(contains(ran.err, "{\"facts\": {\"pain\": 7}}"), ran.err);
}

BOOST_AUTO_TEST_CASE(what_the_solver_leaves_open_is_no_all_clear) {
    const Folder folder;
    // Nobody has a cube of 3.1 with whole roots; that takes longer than a thousandth of a second.
    const std::string rules = folder.write(
        "a.yaml", replaced(replaced(rules_before, "  fever: {type: yes/no}\n",
                                    "  fever: {type: yes/no}\n"
                                    "  a: {type: number, from: 1, to: 1000}\n"
                                    "  b: {type: number, from: 1, to: 1000}\n"
                                    "  c: {type: number, from: 1, to: 1000}\n"),
                           "rule: fever →",
                           "rule: a * a * a + b * b * b = c * c * c and a * b * c = 77777 →"));
    const Ran ran = caveat({"check", rules, "--as-of", "2026-11-20", "--solver-seconds", "0.001"});
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(contains(ran.err, "[not-decided]"), ran.err);
    BOOST_TEST(contains(ran.out, "not decided"), ran.out);
    BOOST_TEST(!contains(ran.err, "`ill` can never fire"), ran.err);
}

BOOST_AUTO_TEST_CASE(the_same_rules_treat_nobody_differently) {
    const Folder folder;
    const std::string before = folder.write("a.yaml", rules_before);
    const std::string after =
        folder.write("b.yaml", replaced(replaced(rules_before, "pain >= 7", "not pain <= 6"),
                                        "It hurts.", "It hurts a lot."));
    const Ran ran = caveat({"diff", before, after, "--as-of", "2026-11-20"});
    BOOST_TEST(ran.status == 0, ran.err);
    BOOST_TEST(contains(ran.out, "reworded: condition, because"), ran.out);
    BOOST_TEST(contains(ran.out, "no patient is treated differently: proven"), ran.out);
}

BOOST_AUTO_TEST_CASE(a_moved_threshold_shows_the_patient_and_counts_the_cohort) {
    const Folder folder;
    const std::string before = folder.write("a.yaml", rules_before);
    const std::string after =
        folder.write("b.yaml", replaced(rules_before, "pain >= 7", "pain >= 8"));
    const std::string cohort = folder.write("c.ndjson",
                                            "{\"facts\": {\"pain\": 7, \"fever\": true}}\n\n"
                                            "{\"facts\": {\"pain\": 9}}\n"
                                            "{\"facts\": {\"pain\": \"much\"}}\n"
                                            "{\"facts\": {\"pain\": 7}}\n");
    const Ran ran = caveat({"diff", before, after, "--as-of", "2026-11-20", "--cohort", cohort});
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(contains(ran.out, "changed  strong"), ran.out);
    BOOST_TEST(contains(ran.out, "{\"facts\": {\"pain\": 7}}"), ran.out);
    BOOST_TEST(contains(ran.out, "before: fired, verdict do not proceed; after: not fired"),
               ran.out);
    BOOST_TEST(contains(ran.out, "cohort: 4 patients, 2 treated differently, 1 with problems"),
               ran.out);
    BOOST_TEST(contains(ran.out, "verdict do not proceed -> proceed: 2"), ran.out);
    BOOST_TEST(contains(ran.out, "rule strong: 2"), ran.out);
}

BOOST_AUTO_TEST_CASE(a_cohort_is_counted_as_the_comparison_is_made) {
    const Folder folder;
    const std::string before = folder.write("a.yaml", rules_before);
    const std::string renamed =
        folder.write("b.yaml", replaced(rules_before, "id: strong", "id: strong-pain"));
    const std::string cohort =
        folder.write("c.ndjson", "{\"facts\": {\"pain\": 9}}\n{\"facts\": {\"pain\": 1}}\n");
    const Ran ran = caveat({"diff", before, renamed, "--as-of", "2026-11-20", "--cohort", cohort});
    BOOST_TEST(ran.status == 0, ran.out);
    BOOST_TEST(contains(ran.out, "cohort: 2 patients, 0 treated differently\n"), ran.out);
    const Ran folder_as_cohort =
        caveat({"diff", before, renamed, "--cohort", folder.path.string()});
    BOOST_TEST(folder_as_cohort.status == 2);
    BOOST_TEST(contains(folder_as_cohort.err, "cannot be read"), folder_as_cohort.err);
}

BOOST_AUTO_TEST_CASE(added_removed_and_renamed_rules_are_told_apart) {
    const Folder folder;
    const std::string before = folder.write("a.yaml", rules_before);
    const std::string after = folder.write(
        "b.yaml", replaced(replaced(rules_before, "id: strong", "id: strong-pain"),
                           "{id: ill, rule: fever → suggest rest",
                           "{id: ill-and-sore, rule: fever and pain > 0 → suggest rest"));
    const Ran ran = caveat({"diff", before, after, "--as-of", "2026-11-20"});
    BOOST_TEST(ran.status == 1);
    BOOST_TEST(contains(ran.out, "renamed  strong is strong-pain now"), ran.out);
    BOOST_TEST(contains(ran.out, "added    ill-and-sore"), ran.out);
    BOOST_TEST(contains(ran.out, "removed  ill\n"), ran.out);
}

BOOST_AUTO_TEST_CASE(a_file_that_does_not_load_gives_its_errors_and_nothing_else) {
    const Folder folder;
    const std::string good = folder.write("a.yaml", rules_before);
    const std::string bad =
        folder.write("b.yaml", replaced(rules_before, "rule: fever", "rule: fevre"));
    for (const Ran& ran : {caveat({"diff", good, bad}), caveat({"check", bad})}) {
        BOOST_TEST(ran.status == 2);
        BOOST_TEST(contains(ran.err, "did you mean `fever`?"), ran.err);
        BOOST_TEST(!contains(ran.err, "warning"), ran.err);
    }
    BOOST_TEST(caveat({"diff", good, good, "--cohort", "nowhere.ndjson"}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_file_of_cases_is_checked_with_the_rules_beside_it) {
    const Folder folder;
    const std::string rules = folder.write("small.yaml", rules_before);
    const std::string good = folder.write(
        "small.cases.yaml",
        "cases:\n  - {name: pain, as of: 2026-11-20, facts: {pain: 8}, expect: {fires: strong}}\n");
    const Ran both = caveat({"check", rules, good, "--as-of", "2026-11-20"});
    BOOST_TEST(both.status == 0);
    BOOST_TEST(contains(both.out, "small.cases.yaml: 1 case, no errors"), both.out);
    const std::string wrong = folder.write(
        "small.cases.yaml",
        "cases:\n  - {name: pain, as of: 2026-11-20, facts: {pian: 8}, expect: {fires: strong}}\n");
    const Ran misspelt = caveat({"check", wrong});
    BOOST_TEST(misspelt.status == 2);
    BOOST_TEST(contains(misspelt.err, "did you mean `pain`?"), misspelt.err);
    const Ran alone = caveat({"check", folder.write("other.cases.yaml", "cases: []\n")});
    BOOST_TEST(alone.status == 2);
    BOOST_TEST(contains(alone.out, "the rules in `" + (folder.path / "other.yaml").string()),
               alone.out);
}

BOOST_AUTO_TEST_CASE(a_check_of_sentences_alone_points_to_the_draft) {
    const Folder folder;
    const std::string sentences =
        folder.write("sentences.txt", "arthritis → require experienced therapist\n");
    const Ran ran = caveat({"check", sentences});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(contains(ran.out, "`caveat draft " + sentences + "`"), ran.out);
    const std::string drafted = (folder.path / "drafted.yaml").string();
    BOOST_TEST(caveat({"draft", sentences, "--output", drafted}).status == 0);
    BOOST_TEST(caveat({"format", "--check", drafted}).status == 0);
    BOOST_TEST(caveat({"check", drafted}).status == 1);
    BOOST_TEST(caveat({"draft", sentences, "--output", drafted}).status == 2);
    const Ran piped = caveat({"draft"}, "fever → avoid massage\n");
    BOOST_TEST(piped.status == 0);
    BOOST_TEST(contains(piped.out, "fever: {type: yes/no, ask: \"Fever?\"}"), piped.out);
    BOOST_TEST(caveat({"draft", "fever → avoid massage"}).out == piped.out);
    BOOST_TEST(caveat({"draft", "no-such-file"}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_difference_is_shown_by_somebody_of_whom_both_versions_are_certain) {
    const Folder folder;
    const Ran ran = caveat({"diff",
                            folder.write("old.yaml", replaced(rules_before, "rule: fever",
                                                              "rule: fever or pain >= 9")),
                            folder.write("new.yaml", rules_before), "--as-of", "2026-11-20"});
    BOOST_TEST(contains(ran.out, "before: fired, verdict do not proceed; after: not fired"),
               ran.out);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_told_to_programs_with_its_fix) {
    const Folder folder;
    const std::string file = folder.write(
        "rules.yaml",
        replaced(replaced(rules_before, "  fever:", "  weight: {type: number, unit: kg}\n  fever:"),
                 "pain >= 7", "weight >= 70 Kg"));
    const Ran ran = caveat({"check", "--format", "json", file});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(ran.err == "");
    BOOST_TEST(std::count(ran.out.begin(), ran.out.end(), '\n') == 1);
    for (const char* part :
         {R"({"schema":"caveat/check/1","file":")", R"("rule_set":null,"errors":1,)",
          R"("severity":"error","code":"unknown-unit")", R"("line":14,"column":37},"end":{"byte":)",
          R"("fixes":[{"title":"write `kg`","edits":[{"text":"kg","begin":{"byte":)"}) {
        BOOST_TEST(ran.out.find(part) != std::string::npos, part << " is not in " << ran.out);
    }
}

BOOST_AUTO_TEST_CASE(a_finding_is_told_to_programs_with_its_patient) {
    const Folder folder;
    const std::string file = folder.write(
        "rules.yaml", replaced(rules_before, "fever → suggest rest", "fever → suggest massage"));
    const std::string named = replaced(rules_before, "suggest rest:", "suggest massage:");
    const std::string both = folder.write(
        "both.yaml", replaced(named, "fever → suggest rest", "fever → suggest massage"));
    const Ran broken = caveat({"check", "--format", "json", file});
    BOOST_TEST(broken.status == 2);
    const Ran ran = caveat({"check", "--format", "json", both, file});
    BOOST_TEST(ran.status == 2);
    BOOST_TEST(std::count(ran.out.begin(), ran.out.end(), '\n') == 2);
    for (const char* part :
         {R"("rule_set":{"id":"small","version":"1.0.0","sha256":")",
          R"("rules":2,"facts":2},"errors":0,"findings":1,"not_decided":0)",
          R"("code":"contradiction")", R"("patients":[{"shows":"both rules fire","profile":{)",
          R"("labels":[{"text":"the rule that it contradicts","begin":)"}) {
        BOOST_TEST(ran.out.find(part) != std::string::npos, part << " is not in " << ran.out);
    }
}

BOOST_AUTO_TEST_CASE(a_mapping_is_checked_with_its_rules_and_once) {
    const Folder folder;
    const std::string rules = folder.write("rules.yaml", rules_before);
    const std::string mapping = folder.write(
        "rules.fhir.yaml",
        "fhir: 1\nfor: small\nfacts:\n  fever: {from: Condition, coded as: {snomed: 386661006}}\n"
        "form only: [pain]\n");
    const auto count = [](const std::string& text, const std::string& part) {
        std::size_t found = 0;
        for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++found;
        return found;
    };
    BOOST_TEST(count(caveat({"check", rules, mapping}).out, "rules.fhir.yaml: ") == 1U);
    const Ran alone = caveat({"check", mapping});
    BOOST_TEST(count(alone.out, "rules.fhir.yaml: 1 query, 2 facts, no errors") == 1U);
    BOOST_TEST(alone.status == 0);
    const std::string misspelt =
        folder.write("rules.fhir.yaml", "fhir: 1\nfor: small\nform only: [pain, fevre]\n");
    const Ran broken = caveat({"check", "--format", "json", misspelt});
    BOOST_TEST(broken.status == 2);
    BOOST_TEST(count(broken.out, R"("rule_set":null)") == 1U);
    BOOST_TEST(count(broken.out, "fevre") > 0U);
    const Ran format = caveat({"format", mapping});
    BOOST_TEST(format.status == 0);
    BOOST_TEST(count(format.err, "left as it is") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
