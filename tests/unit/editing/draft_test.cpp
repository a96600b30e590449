// What `caveat draft` makes of sentences and of files that lack declarations.

#include <caveat/authoring/draft.hpp>
#include <caveat/format.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace caveat::authoring {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::string messages(const Drafted& drafted) {
    std::string all;
    for (const Diagnostic& each : drafted.diagnostics) all += render(each, drafted.source);
    return all;
}

/// What was written loads, and has the layout of `caveat format`.
void check_written(const Drafted& drafted) {
    BOOST_REQUIRE_MESSAGE(drafted.text, messages(drafted));
    const Loaded loaded = load_text(*drafted.text, "draft.yaml");
    BOOST_TEST(loaded.rules.has_value(), render(loaded));
    BOOST_TEST(!format_rules(*drafted.text).has_changes());
}

std::string written(std::string_view sentences) {
    const Drafted drafted = draft(sentences, "draft");
    return drafted.text ? *drafted.text : messages(drafted);
}

bool declares(std::string_view sentences, const std::string& line) {
    const std::string text = written(sentences);
    BOOST_TEST_INFO(text);
    return text.find("  " + line + "\n") != std::string::npos;
}

/// A file in which some names are declared and others are not.
std::string file_with(std::string_view section, const std::string& entry) {
    const std::string name = entry.substr(0, entry.find(':'));
    if (section == "facts") {
        return "facts:\n  " + entry + "\nrules:\n  - fever → refer to doctor\n";
    }
    if (section == "points") {
        return "scores:\n  sc:\n    points:\n      " + entry +
               "\nrules:\n  - {id: r, rule: sc >= 1 → refer to doctor}\n";
    }
    return "terms:\n  " + entry + "\nrules:\n  - {id: r, rule: " + name +
           " >= 3 → refer to doctor}\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(drafting)

BOOST_AUTO_TEST_CASE(two_sentences_become_a_file_that_screens) {
    const Drafted drafted = draft(
        "arthritis → require experienced therapist\n"
        "no response after 2 sessions → suggest another therapy\n",
        "<stdin>");
    check_written(drafted);
    const Loaded loaded = load_text(*drafted.text);
    ProfileBuilder patient(*loaded.rules);
    patient.set(loaded.rules->find_fact("arthritis").value(), true);
    Screening screening;
    screen(patient.build(), screening);
    BOOST_TEST((screening.verdict() == Verdict::proceed_with_conditions));
    BOOST_TEST((screening.at_most() == Verdict::proceed_with_conditions));
    BOOST_TEST(!screening.complete());
    testing::check_golden("draft/two-sentences.txt", *drafted.text);
}

BOOST_AUTO_TEST_CASE(the_use_of_a_name_shows_its_kind) {
    const auto shows = [](std::string_view condition, const std::string& line) {
        BOOST_TEST(declares(std::string(condition) + " → refer to doctor\n", line));
    };
    shows("fever", R"(fever: {type: yes/no, ask: "Fever?"})");
    shows("pain nrs >= 7", R"(pain nrs: {type: number, ask: "Pain nrs?"})");
    shows("3 kg < weight loss", R"(weight loss: {type: number, unit: kg, ask: "Weight loss?"})");
    shows("a >= b and b > 3 kg", R"(a: {type: number, unit: kg, ask: "A?"})");
    shows("technique is gentle",
          R"(technique: {type: choice, of: [gentle, other], ask: "Technique?"})");
    shows("technique is one of gentle, other",
          R"(technique: {type: choice, of: [gentle, other, something else], ask: "Technique?"})");
    shows(R"(how often is "2-4 times a month")",
          R"(how often: {type: choice, of: ["2-4 times a month", other], ask: "How often?"})");
    shows("pain regions include any of neck, lower back",
          R"(pain regions: {type: choices, of: [neck, lower back], ask: "Pain regions?"})");
    shows("birth date is before 1960-01-01", R"(birth date: {type: date, ask: "Birth date?"})");
    shows("symptoms began is before last visit", R"(last visit: {type: date, ask: "Last visit?"})");
    shows("years since birth date >= 65", R"(birth date: {type: date, ask: "Birth date?"})");
    shows("any session where (technique is deep and spasm eased)",
          R"(sessions: {type: records, each: session, of: {technique: {type: choice, )"
          R"(of: [deep, other]}, spasm eased: yes/no}, ask: "Sessions?"})");
    shows("latest pain of visits >= 7",
          R"(visits: {type: records, each: visit, dated by: date, of: {date: date, )"
          R"(pain: number}, ask: "Visits?"})");
    shows("at least 2 of (fever; chills; cough)", R"(chills: {type: yes/no, ask: "Chills?"})");
}

BOOST_AUTO_TEST_CASE(what_could_be_two_things_is_refused_in_the_words_of_the_grammar) {
    const auto is_refused = [](std::string_view condition) {
        const Drafted drafted = draft(std::string(condition) + " → refer to doctor\n", "<stdin>");
        BOOST_TEST_CONTEXT(condition) {
            BOOST_TEST(!drafted.text.has_value(), drafted.text.value_or(""));
            BOOST_TEST(!drafted.diagnostics.empty());
        }
    };
    is_refused("pain zone is ankle or midfoot");
    is_refused("fever is yes");
    is_refused("sex is not known");
    is_refused("no fever and no chills");
    is_refused("surgery date < 6 weeks");
    is_refused("age from birth date >= 65");
    is_refused("always");
    is_refused("risk is at least moderate");
    is_refused("fever and chills or cough");
    BOOST_TEST(!draft("fever", "<stdin>").text.has_value());
    BOOST_TEST(!draft("fever → book a doctor", "<stdin>").text.has_value());
    BOOST_TEST(!draft("", "<stdin>").text.has_value());
    BOOST_TEST(!draft("# nothing\n", "<stdin>").text.has_value());
    BOOST_TEST(!draft("fever \xFF → refer to doctor", "<stdin>").text.has_value());
}

BOOST_AUTO_TEST_CASE(messages_point_at_the_sentences_as_they_were_given) {
    testing::check_golden("draft/refused.txt",
                          written("- fever → refer to doctor.\n"
                                  "- fever and chills or cough → avoid massage\n"
                                  "- pain >= 7, 8 → avoid massage\n"
                                  "- fever → book a doctor\n"));
}

BOOST_AUTO_TEST_CASE(a_file_keeps_what_it_says_and_gets_what_it_lacks) {
    const std::string given =
        "# our rules\n"
        "title: Before massage\n"
        "facts:\n"
        "  fever: {type: yes/no, ask: \"Do you have a fever?\"}  # measured\n"
        "\n"
        "outcomes: {avoid massage: Not today.}\n"
        "rules:\n"
        "  - fever → avoid massage\n"
        "  # of the neck\n"
        "  - pain regions include neck and not fever → refer to doctor\n"
        "  - {rule: pain nrs >= 7 → avoid massage}\n"
        "  - when: {any of: [chills, cough]}\n"
        "    then: inform about colds\n";
    const Drafted drafted = draft(given, "rules/our-rules.yaml");
    check_written(drafted);
    testing::check_golden("draft/completed-file.txt", *drafted.text);
    const Drafted again = draft(*drafted.text, "rules/our-rules.yaml");
    BOOST_TEST(again.is_complete);
    BOOST_TEST(again.text.value_or("") == *drafted.text);
}

BOOST_AUTO_TEST_CASE(each_wording_is_drafted_into_a_file_that_loads_or_refused_with_a_message) {
    const std::string text = testing::read_source_file("tests/unit/editing/wordings.txt");
    std::size_t written = 0;
    for (const std::string& line : lines_of(text)) {
        const bool must_load = line.starts_with("+ ");
        const Drafted drafted = draft(line.substr(2) + " → refer to doctor\n", "<stdin>");
        BOOST_TEST_CONTEXT(line) {
            if (drafted.text) {
                check_written(drafted);
                ++written;
            } else {
                BOOST_TEST(!must_load, messages(drafted));
                BOOST_TEST(!drafted.diagnostics.empty());
            }
        }
    }
    BOOST_TEST(written >= 14U);
}

BOOST_AUTO_TEST_CASE(a_file_with_each_declaration_is_completed_or_refused_with_a_message) {
    const std::string text = testing::read_source_file("tests/unit/editing/declarations.txt");
    for (const std::string& line : lines_of(text)) {
        const bool must_load = line.starts_with("+ ");
        const std::size_t colon = line.find(": ");
        const Drafted drafted =
            draft(file_with(line.substr(2, colon - 2), line.substr(colon + 2)), "<stdin>");
        BOOST_TEST_CONTEXT(line) {
            if (drafted.text) {
                check_written(drafted);
            } else {
                BOOST_TEST(!must_load, messages(drafted));
                BOOST_TEST(!drafted.diagnostics.empty());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_table_of_points_shows_the_kind_of_what_it_is_about) {
    const std::string text = written(
        "scores:\n"
        "  drinks:\n"
        "    points:\n"
        "      - how often: {never: 0, monthly: 1, \"2-4 times a month\": 2}\n"
        "      - age: {below 65: 0, 65 to 74: 1, 75 and over: 2}\n"
        "      - smoker: {yes: 1, no: 0}\n"
        "    bands: {low: 0 to 1, high: 2 and over}\n"
        "impossible:\n"
        "  - {when: never drinks and how often is not never, say: One says never.}\n"
        "rules:\n"
        "  - {id: much, rule: drinks is high → caution talk about drinking}\n");
    const auto has = [&](const std::string& line) {
        BOOST_TEST(text.find("  " + line + "\n") != std::string::npos, text);
    };
    has("how often: {type: choice, of: [never, monthly, \"2-4 times a month\"], "
        "ask: \"How often?\"}");
    has("age: {type: number, whole: true, ask: \"Age?\"}");
    has("smoker: {type: yes/no, ask: \"Smoker?\"}");
    has("never drinks: {type: yes/no, ask: \"Never drinks?\"}");
}

BOOST_AUTO_TEST_CASE(the_numbers_of_a_score_are_declared_as_its_bands_show) {
    const std::string file =
        "scores:\n"
        "  Mood-Total:\n"
        "    points: [little joy, bad sleep]\n"
        "    bands: {low: up to 3, high: 4 to 10}\n"
        "rules:\n"
        "  - {id: r, rule: Mood-Total >= 4 → refer to doctor}\n";
    const std::string text = written(file);
    const auto has = [&](const std::string& line) {
        BOOST_TEST(text.find("  " + line + "\n") != std::string::npos, text);
    };
    has("little joy: {type: number, whole: true, from: 0, to: 5, ask: \"Little joy?\"}");
    has("bad sleep: {type: number, whole: true, from: 0, to: 5, ask: \"Bad sleep?\"}");
}

BOOST_AUTO_TEST_CASE(a_parameter_behind_a_name_is_its_limit) {
    for (const std::string_view sentence :
         {"pain severe from or more", "pain is at least severe from", "pain is over severe from",
          "pain is severe from", "pain is not over severe from", "pain >= severe from"}) {
        BOOST_TEST_CONTEXT(sentence) {
            const std::string file =
                "parameters:\n  severe from: {value: 7 cm, why: It is said.}\n"
                "rules:\n  - {id: r, rule: " +
                std::string(sentence) + " → refer to doctor}\n";
            const bool is_declared =
                declares(file, "pain: {type: number, unit: cm, ask: \"Pain?\"}");
            BOOST_TEST(is_declared);
            check_written(draft(file, "draft.yaml"));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_letter_behind_a_number_is_no_name) {
    const std::string text = written("temperature > 311 K → refer to doctor\n");
    BOOST_TEST(text.find("no unit is called `K`") != std::string::npos, text);
    BOOST_TEST(text.find("and K") == std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(the_bare_sentences_of_every_rule_set_become_a_file_that_loads) {
    const std::filesystem::path folder = std::filesystem::path(CAVEAT_SOURCE_DIR) / "rules";
    std::size_t sets = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".yaml") || name.ends_with(".cases.yaml") ||
            name.ends_with(".fhir.yaml")) {
            continue;
        }
        std::string sentences;
        for (const std::string& line : lines_of(testing::read_source_file("rules/" + name))) {
            for (const std::string_view key : {"  - ", "    rule: "}) {
                const bool is_sentence = line.starts_with(key) &&
                                         line.find(" → ") != std::string::npos &&
                                         line.find("{") == std::string::npos;
                if (is_sentence) sentences += line.substr(key.size()) + "\n";
            }
        }
        if (sentences.empty()) continue;
        BOOST_TEST_CONTEXT(name) {
            check_written(draft(sentences, name));
        }
        ++sets;
    }
    BOOST_TEST(sets >= 3U);
}

BOOST_AUTO_TEST_CASE(a_unit_is_shown_by_the_words_that_name_it) {
    const std::string text = written(
        "temperature > 38 → refer to doctor\n"
        "temperature > 101 [degF] → refer to nurse\n");
    BOOST_TEST(text.find("# guess: a number in [degF], as in `temperature > 101 [degF]`, and "
                         "`temperature > 38` is read in it; ") != std::string::npos,
               text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring
