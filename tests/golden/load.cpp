// What is said of every mistake in a rule file: each `load/*.yaml` is loaded, and what `render`
// draws is compared with the `.txt` beside it. CAVEAT_UPDATE_GOLDEN=1 writes them anew; then read
// each one as its author would: the place, one sentence, a help that can be typed.

#include <caveat/rules.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(golden_load)

namespace {

namespace files = std::filesystem;
using caveat::testing::check_golden;

const files::path source_folder = CAVEAT_SOURCE_DIR;
const files::path folder = source_folder / "tests" / "golden" / "load";

std::string content_of(const files::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Case {
    std::string name;  ///< of the golden file
    caveat::Loaded loaded;
};

std::vector<Case> files_with_mistakes() {
    std::set<files::path> paths;
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml") paths.insert(entry.path());
    }
    std::vector<Case> cases;
    for (const files::path& path : paths) {
        cases.push_back({"load/" + path.stem().string() + ".txt",
                         caveat::load_text(content_of(path), path.filename().string())});
    }
    return cases;
}

std::string many_lines(std::size_t count, std::string_view before, std::string_view after) {
    std::string lines;
    for (std::size_t i = 1; i <= count; ++i) {
        lines += std::string(before) + std::to_string(i) + std::string(after);
    }
    return lines;
}

std::string one_rule(const std::string& condition) {
    return "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n  fever: {type: yes/no}\n"
           "outcomes:\n  avoid massage:\nrules:\n  - id: one\n    when: " +
           condition + "\n    then: avoid massage\n";
}

/// A term for each level, made of the one before.
std::string terms_of_terms(std::size_t count) {
    std::string terms = "terms:\n";
    for (std::size_t i = count; i > 0; --i) {
        const std::string before = "level " + std::to_string(i - 1);
        terms += "  level " + std::to_string(i) + ": fever and (chills or " + before + ")\n";
    }
    terms += "  level 0: fever or chills\n";
    return "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n  fever: {type: yes/no}\n"
           "  chills: {type: yes/no}\n" +
           terms + "outcomes:\n  avoid massage:\nrules:\n  - level " + std::to_string(count) +
           " → avoid massage\n";
}

std::string many_lists(std::size_t lists, std::size_t entries) {
    std::string text;
    for (std::size_t i = 1; i <= lists; ++i) {
        text += "list " + std::to_string(i) + ":\n" + many_lines(entries, "- entry ", "\n");
    }
    return text;
}

/// So many rules that lift so many others.
std::string facts_with_overrides(std::size_t count) {
    return "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n  fever: {type: yes/no}\n"
           "outcomes:\n  avoid massage:\n  suggest rest:\nrules:\n" +
           many_lines(count, "  - {id: a",
                      ", rule: fever → avoid massage, overrides: all suggest}\n") +
           many_lines(count, "  - {id: s", ", rule: fever → suggest rest}\n");
}

/// Each rule overrides the one after it.
std::string overrides_of_overrides(std::size_t count) {
    std::string rules;
    for (std::size_t i = 1; i <= count; ++i) {
        rules += "  - {id: r" + std::to_string(i) + ", rule: fever → avoid massage";
        if (i < count) rules += ", overrides: [r" + std::to_string(i + 1) + ']';
        rules += "}\n";
    }
    return "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n  fever: {type: yes/no}\n"
           "outcomes:\n  avoid massage:\nrules:\n" +
           rules;
}

/// What lies beyond a limit, each with that limit alone made small.
std::vector<Case> files_beyond_a_limit() {
    const std::string small = one_rule("fever");
    const auto with = [](auto change) {
        caveat::Limits limits;
        change(limits);
        return limits;
    };
    const auto load = [](std::string_view text, const caveat::Limits& limits) {
        return caveat::load_text(text, "sample.yaml", limits);
    };
    const std::string facts = "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n" +
                              many_lines(4, "  fact ", ": {type: yes/no}\n") +
                              "outcomes:\n  avoid massage:\nrules:\n" +
                              many_lines(4, "  - fact ", " → avoid massage\n");
    std::vector<Case> cases;
    const auto add = [&](const char* name, caveat::Loaded loaded) {
        cases.push_back({std::string("load/limits/") + name + ".txt", std::move(loaded)});
    };
    add("file-bytes", load(small, with([](auto& limits) { limits.file_bytes = 100; })));
    add("nesting", load(small, with([](auto& limits) { limits.nesting = 2; })));
    add("expression-depth", load(one_rule("not (fever or (not (fever or (not (fever or fever)))))"),
                                 with([](auto& limits) { limits.expression_depth = 3; })));
    add("list-length", load(facts, with([](auto& limits) { limits.list_length = 3; })));
    add("rules", load(facts, with([](auto& limits) { limits.rules = 3; })));
    add("facts", load(facts, with([](auto& limits) { limits.facts = 3; })));
    add("codes", load("caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n"
                      "  technique: {type: choice, of: [gentle, deep, other]}\n"
                      "outcomes:\n  avoid massage:\n"
                      "rules:\n  - {id: one, rule: technique is deep → avoid massage}\n",
                      with([](auto& limits) { limits.codes = 2; })));
    add("phrase-slots", load("caveat: 1\nid: sample\nversion: 1.0.0\n"
                             "facts:\n  fever: {type: yes/no}\n"
                             "outcomes:\n  suggest {n} sessions over {w} weeks:\n"
                             "rules:\n  - fever → suggest 4 sessions over 6 weeks\n",
                             with([](auto& limits) { limits.phrase_slots = 1; })));
    add("text-bytes", load(one_rule("fever or fever or fever or fever"),
                           with([](auto& limits) { limits.text_bytes = 20; })));
    add("terms-of-terms", load(terms_of_terms(200), {}));
    add("many-mistakes", load(facts + many_lines(300, "  - fakt ", " → avoid massage\n"), {}));
    add("many-warnings",
        load("caveat: 1\nid: sample\nversion: 1.0.0\n"
             "facts:\n  fever: {type: yes/no}\noutcomes:\n  avoid massage:\n"
             "rules:\n" +
                 many_lines(201, "  - id: r", "\n    rule: fever → avoid massage #7\n"),
             {}));
    add("many-values", load(many_lists(5, 99'000), {}));
    add("many-overrides", load(facts_with_overrides(1'100), {}));
    add("overrides-of-overrides", load(overrides_of_overrides(100), {}));
    add("file-not-found", caveat::load_file("no-such-folder/rules.yaml"));
    return cases;
}

std::vector<Case> all_cases() {
    std::vector<Case> cases = files_with_mistakes();
    for (Case& made : files_beyond_a_limit()) cases.push_back(std::move(made));
    return cases;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_mistake_in_a_rule_file_is_said_in_exactly_these_words) {
    const std::vector<Case> cases = all_cases();
    BOOST_TEST(cases.size() >= 60U);
    for (const Case& each : cases) {
        BOOST_TEST_CONTEXT(each.name) {
            check_golden(each.name, caveat::render(each.loaded));
            BOOST_TEST(!each.loaded.diagnostics.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(one_mistake_gives_one_message) {
    for (const Case& each : files_with_mistakes()) {
        const bool has_several = each.name.find("ten-mistakes") != std::string::npos ||
                                 each.name.find("-and-") != std::string::npos;
        if (!has_several) {
            BOOST_TEST_CONTEXT(each.name) {
                BOOST_TEST(each.loaded.diagnostics.size() == 1U);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ten_mistakes_give_ten_messages) {
    const auto loaded = caveat::load_text(content_of(folder / "ten-mistakes.yaml"));
    BOOST_TEST(loaded.diagnostics.size() == 10U);
}

BOOST_AUTO_TEST_SUITE_END()
