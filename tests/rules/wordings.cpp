// Wordings that clinicians bring along. Each either loads and means what it says, or its one
// message proposes an edit which, made, loads and means it; what can be no edit at least leads
// there. The table of them stands in wordings_table.hpp.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "rules/wordings_table.hpp"
#include "support/chance.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(wordings)

namespace {

using namespace caveat;

std::string in_single_quotes(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted + "'";
}

std::string rule_file(std::string_view sentence) {
    return std::string(head) + std::string(score) + std::string(outcomes) +
           "rules:\n  - {id: the-rule, rule: " + in_single_quotes(sentence) + "}\n";
}

std::string file_with(Place place, std::string_view written) {
    const std::string text(written);
    const std::string plain_rule = "rules:\n  - fever → refer doctor\n";
    switch (place) {
        case condition:
            return rule_file(text + " → refer doctor");
        case rule:
            return rule_file(text);
        case fact:
            return std::string(head) + "  " + text + "\n" + std::string(score) +
                   std::string(outcomes) + plain_rule;
        case points:
            return std::string(head) + "scores:\n  sum:\n    points:\n      - " + text +
                   "\n    bands: {low: below 0.5, high: 0.5 and over}\n" + std::string(outcomes) +
                   plain_rule;
        case term:
            break;
    }
    return std::string(head) + std::string(score) + "terms:\n  " + text + "\n" +
           std::string(outcomes) + plain_rule;
}

std::vector<Diagnostic> errors_of(const std::string& file) {
    std::vector<Diagnostic> errors;
    for (Diagnostic& each : load_text(file).diagnostics) {
        if (each.severity == Severity::error) errors.push_back(std::move(each));
    }
    return errors;
}

/// The first thing that a help proposes to type in place of what is marked.
std::optional<std::string> proposed(const std::string& help) {
    const auto between = [&](std::string_view before) -> std::optional<std::string> {
        const std::size_t begin = help.find(before);
        if (begin == std::string::npos) return std::nullopt;
        const std::size_t from = begin + before.size();
        return help.substr(from, help.find('`', from) - from);
    };
    if (help.starts_with("leave `")) return "";
    if (auto text = between("write `")) return text;
    return between("did you mean `");
}

std::string edited(const std::string& file, const Diagnostic& problem, const std::string& meant) {
    return file.substr(0, problem.span.begin) + meant + file.substr(problem.span.end);
}

/// Patients around every number of the table, some with questions left open.
std::vector<std::string> patients() {
    testing::Chance chance(7);
    std::vector<std::string> all;
    const auto one_of = [&](std::vector<std::string> values) {
        return chance.percent(8) ? std::string("null") : chance.pick(values);
    };
    for (int i = 0; i < 400; ++i) {
        const std::vector<std::string> yes_no{"true", "false"};
        const std::vector<std::string> item{"0", "1", "2", "3"};
        std::string facts = "\"fever\": " + one_of(yes_no) + ", \"chills\": " + one_of(yes_no) +
                            ", \"cough\": " + one_of(yes_no);
        facts += ", \"temperature\": " + one_of({"37.9", "38", "38.1", "40"});
        facts += ", \"age\": " + one_of({"0.4", "0.5", "49", "64", "65", "66", "74", "75", "76"});
        facts += ", \"sex\": " + one_of({"\"female\"", "\"male\""});
        facts += ", \"drinks\": " +
                 one_of({"\"few\"", "\"some\"", "\"less_than_daily\"", "\"2-4 a week\""});
        facts += ", \"pain_zone\": " + one_of({"[]", "[\"ankle\"]", "[\"midfoot\"]", "[\"heel\"]",
                                               "[\"ankle\", \"heel\"]", "[\"none_of_these\"]"});
        facts += ", \"weight_loss\": " + one_of({"4.9", "5", "5.1", "10", "10.1"});
        facts += ", \"item_1\": " + one_of(item) + ", \"item_9\": " + one_of(item);
        facts += ", \"birth_date\": " +
                 one_of({"\"1961-11-19\"", "\"1961-11-20\"", "\"1961-11-21\"", "\"1990-01-01\""});
        facts += ", \"surgery_date\": " +
                 one_of({"\"2026-10-08\"", "\"2026-10-09\"", "\"2026-10-10\"", "\"2026-09-19\"",
                         "\"2026-09-20\"", "\"2020-01-01\"", "\"2026-11\""});
        facts += ", \"visits\": " +
                 one_of({"[]", "[{\"eased\": true}]", "[{\"eased\": true}, {\"eased\": false}]",
                         "[{\"eased\": true}, {\"eased\": true}]"});
        all.push_back("{\"patient\": \"p\", \"as_of\": \"2026-11-20\", \"facts\": {" + facts +
                      "}}");
    }
    return all;
}

std::vector<Status> statuses(const RuleSet& rules) {
    static const std::vector<std::string> all = patients();
    std::vector<Status> found;
    Screening screening;
    for (const std::string& text : all) {
        const Profile profile = read_profile(rules, text);
        screen(profile, screening);
        found.push_back(screening.statuses()[0]);
    }
    return found;
}

/// Whether the file means the sentence, and the patients can tell.
void check_meaning(const std::string& file, const std::string& sentence) {
    const Loaded made = load_text(file);
    const Loaded meant = load_text(rule_file(sentence));
    BOOST_REQUIRE(meant.rules);
    BOOST_CHECK_MESSAGE(made.rules, "does not load: " + file);
    if (!made.rules) return;
    const auto found = statuses(*made.rules);
    BOOST_TEST((found == statuses(*meant.rules)));
    BOOST_TEST((std::set<Status>(found.begin(), found.end()).size() >= 2U));
}

void check_result(const Row& row, const std::string& file) {
    if (row.place == condition || row.place == rule) {
        const std::string arrow = row.place == condition ? " → refer doctor" : "";
        return check_meaning(file, std::string(row.means) + arrow);
    }
    for (const Diagnostic& each : errors_of(file)) BOOST_ERROR(each.message + "; " + each.help);
    if (row.way == by_help) BOOST_TEST(file.find(row.means) != std::string::npos, file);
}

void check_row(const Row& row) {
    const std::string file = file_with(row.place, row.written);
    const auto errors = errors_of(file);
    if (row.way == loads) {
        for (const Diagnostic& each : errors) BOOST_ERROR(each.message + "; " + each.help);
        return check_result(row, file);
    }
    BOOST_TEST(errors.size() == 1U);
    if (errors.empty()) return;
    for (const Diagnostic& each : errors) BOOST_TEST_MESSAGE(render(each, {"rules.yaml", file}));
    const Diagnostic& first = errors.front();
    if (row.way == leads) {
        BOOST_TEST(first.help.find(row.means) != std::string::npos, first.help);
        return;
    }
    const auto meant = proposed(first.help);
    BOOST_CHECK_MESSAGE(meant, "no edit in: " + first.help);
    if (meant) check_result(row, edited(file, first, *meant));
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_means_what_it_says_or_its_message_leads_there) {
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.written) {
            check_row(row);
        }
    }
}

BOOST_AUTO_TEST_CASE(words_of_codes_are_no_wordings) {
    const std::string file = R"(caveat: 1
facts:
  oil: yes/no
  fever: yes/no
  caution signs: yes/no
  care: {type: choice, of: [massage with oil, no fever, either hand, more than 2 of them, unknown]}
  signs: {type: choices, of: [none of these, no fever, all of it, but mild]}
  visits: {type: records, each: visit, dated by: day, of: {day: date, care: {type: choice, of: [massage with oil, without oil]}}}
outcomes:
  refer doctor: See your doctor.
rules:
  - {id: a, rule: care is massage with oil or care is not no fever → refer doctor}
  - {id: b, rule: 'care is one of either hand, no fever, more than 2 of them → refer doctor'}
  - {id: c, rule: care is unknown or signs include none of these → refer doctor}
  - {id: d, rule: 'signs include any of none of these, no fever, all of it, but mild → refer doctor'}
  - {id: e, rule: any visit where care is massage with oil → refer doctor}
  - {id: f, rule: latest care of visits is without oil → refer doctor}
  - {rule: caution signs → refer doctor}
  - {id: g, when: {any of: [signs include none of these, fever]}, then: refer doctor}
)";
    for (const Diagnostic& each : errors_of(file)) {
        BOOST_ERROR(render(each, {"rules.yaml", file}));
    }
}

BOOST_AUTO_TEST_CASE(a_test_that_can_be_read_two_ways_shows_both) {
    const std::string file = file_with(condition, "not fever or chills");
    const auto errors = errors_of(file);
    BOOST_REQUIRE_EQUAL(errors.size(), 1U);
    BOOST_TEST(errors.front().help == "write `not (fever or chills)` or `(not fever) or chills`");
    check_meaning(edited(file, errors.front(), "(not fever) or chills"),
                  "not (fever and not chills) → refer doctor");
}

BOOST_AUTO_TEST_SUITE_END()
