// What an editor asks about a rule file and its cases.

#include "editing/workspace.hpp"

#include "editing/cursor.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace caveat;
using namespace caveat::editing;

namespace {

const std::string rules_uri = "file:///clinic/back.yaml";
const std::string cases_uri = "file:///clinic/back.cases.yaml";

const std::string rules = R"(caveat: 1
id: back
version: 1.0.0
sources:
  S1: {title: A handbook, says: Ask first.}
facts:
  back pain: {type: yes/no, ask: "Do you have back pain?"}
  pain nrs: {type: number, whole: true, from: 0, to: 10, ask: "How strong is it?"}
  technique: {type: choice, of: [gentle, deep tissue, "2-4 times"]}
  sessions:
    type: records
    each: session
    dated by: date
    of:
      date: {type: date}
      helped: {type: yes/no}
parameters:
  severe from: {value: 7, why: "Published cut points are 7, 8 and 9."}
terms:
  severe pain: pain nrs >= severe from
  no relief after {n} session(s): at least n sessions where not helped
outcomes:
  avoid massage: {say: Not today.}
  suggest {n} sessions: {say: "Plan {n} sessions."}
rules:
  - severe pain → avoid massage
  - id: course
    rule: back pain and technique is gentle → suggest 4 sessions
    source: S1
    overrides: []
  - no relief after 2 sessions → avoid massage
  - {id: odd, rule: technique is "2-4 times" and any session where helped → suggest 1 sessions, overrides: [severe-pain]}
)";

const std::string cases = R"(cases:
  - name: strong pain
    as of: 2026-11-20
    facts: {back pain: yes, pain_nrs: 8, technique: "2-4 times", sessions: [{date: 2026-11-01, helped: no}]}
    expect: {fires: [severe-pain], undecided: [course]}
)";

std::string with(std::string text, std::string_view was, std::string_view is) {
    const std::size_t at = text.find(was);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, was.size(), is);
}

struct Desk {
    Workspace workspace;
    Desk() : Desk(rules) {}
    explicit Desk(const std::string& text) { workspace.put(rules_uri, 1, text); }
    const OpenFile& file(const std::string& uri = rules_uri) const { return *workspace.find(uri); }
    std::size_t at(std::string_view words, const std::string& uri = rules_uri) const {
        const std::size_t found = file(uri).text().find(words);
        BOOST_REQUIRE(found != std::string::npos);
        return found;
    }
};

std::set<std::string> labels(const std::vector<Offer>& all) {
    std::set<std::string> names;
    for (const Offer& each : all) names.insert(each.label);
    return names;
}

/// What is offered where `|` stands.
std::vector<Offer> offered(const std::string& text) {
    const std::size_t at = text.find('|');
    BOOST_REQUIRE(at != std::string::npos);
    std::string whole = text;
    whole.erase(at, 1);
    Workspace workspace;
    workspace.put(rules_uri, 1, rules);
    workspace.put(rules_uri, 2, whole);
    return offers(workspace, *workspace.find(rules_uri), at);
}

std::string hovered(std::string_view words) {
    const Desk desk;
    const auto named = named_at(desk.workspace, desk.file(), desk.at(words));
    return named ? hover(*named).text : "";
}

/// The text with a new name for what stands at `words`; else why not.
std::string renamed(const Desk& desk, std::string_view words, std::string_view name,
                    const std::string& of = rules_uri) {
    const auto made = rename(desk.workspace, desk.file(), desk.at(words), name);
    if (const auto* problem = std::get_if<Problem>(&made)) return problem->code;
    for (const FileEdits& each : std::get<std::vector<FileEdits>>(made)) {
        if (each.uri == of) return edited(desk.file(of).text(), each.edits);
    }
    return "nothing changes";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(workspace)

BOOST_AUTO_TEST_CASE(the_sample_loads_and_its_cases_are_read) {
    Desk desk;
    desk.workspace.put(cases_uri, 1, cases);
    BOOST_TEST(desk.workspace.judge(desk.file()).loads, render(desk.file().loaded()));
    const Judged judged = desk.workspace.judge(desk.file(cases_uri));
    BOOST_TEST(judged.loads);
    for (const Diagnostic& each : judged.diagnostics) BOOST_TEST_MESSAGE(each.message);
    BOOST_TEST(judged.diagnostics.empty());
}

BOOST_AUTO_TEST_CASE(places_count_as_editors_do) {
    const std::string text = "a→b\r\n😀c\n";
    const TextPlaces places(text);
    BOOST_TEST(places.units_of(4) == 2U);
    BOOST_TEST(places.byte_of(std::size_t{2}) == 4U);
    BOOST_TEST(places.units_of(11) == 7U);
    // Between the halves of a character lies its beginning.
    BOOST_TEST(places.byte_of(std::size_t{6}) == 7U);
    BOOST_TEST((places.place_of(11, Units::utf16) == LinePlace{1, 2}));
    BOOST_TEST((places.place_of(11, Units::utf8) == LinePlace{1, 4}));
    BOOST_TEST(places.byte_of(LinePlace{1, 2}, Units::utf16) == 11U);
    BOOST_TEST(places.byte_of(LinePlace{0, 99}, Units::utf16) == 5U);
    BOOST_TEST(places.byte_of(LinePlace{9, 0}, Units::utf16) == text.size());
}

BOOST_AUTO_TEST_CASE(a_card_says_what_a_name_stands_for) {
    BOOST_TEST(hovered("pain nrs >=") ==
               "pain nrs: whole number, from 0 to 10\n“How strong is it?”");
    BOOST_TEST(hovered("severe pain →") ==
               "severe pain: a term\npain nrs >= severe from\nin 1 rule: severe-pain");
    BOOST_TEST(hovered("severe from\n") == "severe from: 7\nPublished cut points are 7, 8 and 9.");
    BOOST_TEST(hovered("gentle →") == "gentle: an answer to `technique`\nin 1 rule: course");
    BOOST_TEST(hovered("suggest 4") ==
               "suggest {n} sessions: an outcome\n“Plan {n} sessions.”\nin 2 rules: course, odd");
    BOOST_TEST(hovered("helped →") == "helped: yes/no\nin each of `sessions`\nin 1 rule: odd");
    BOOST_TEST(hovered("S1\n") == "S1: A handbook\nAsk first.\nin 1 rule: course");
    BOOST_TEST(hovered("caveat: 1") == "");
}

BOOST_AUTO_TEST_CASE(a_name_leads_to_its_declaration_and_back) {
    Desk desk;
    desk.workspace.put(cases_uri, 1, cases);
    const auto named = named_at(desk.workspace, desk.file(), desk.at("severe pain →"));
    BOOST_REQUIRE(named.has_value());
    const auto place = definition(desk.workspace, *named);
    BOOST_REQUIRE(place.has_value());
    BOOST_TEST(place->span.begin == desk.at("severe pain: pain"));
    const auto all = references(desk.workspace, *named);
    BOOST_TEST(all.size() == 2U);
    const auto in_cases =
        named_at(desk.workspace, desk.file(cases_uri), desk.at("pain_nrs", cases_uri));
    BOOST_REQUIRE(in_cases.has_value());
    BOOST_TEST(definition(desk.workspace, *in_cases)->span.begin == desk.at("pain nrs: {type"));
    BOOST_TEST(references(desk.workspace, *in_cases).size() == 3U);
}

BOOST_AUTO_TEST_CASE(what_was_readable_stays_known_while_somebody_types) {
    Desk desk;
    const std::string broken = with(rules, "- severe pain → avoid", "- {severe pain → avoid");
    desk.workspace.put(rules_uri, 2, broken);
    BOOST_TEST(!desk.file().loaded().rules.has_value());
    BOOST_TEST(desk.file().last_version() == 1);
    const auto named = named_at(desk.workspace, desk.file(), desk.at("gentle →"));
    BOOST_REQUIRE(named.has_value());
    BOOST_TEST(named->span.begin == desk.at("gentle →"));
    BOOST_TEST(definition(desk.workspace, *named)->span.begin == desk.at("gentle, deep"));
}

BOOST_AUTO_TEST_CASE(a_new_name_goes_wherever_the_old_one_stands) {
    Desk desk;
    desk.workspace.put(cases_uri, 1, cases);
    BOOST_TEST(renamed(desk, "pain nrs: {", "pain score") ==
               with(with(rules, "pain nrs:", "pain score:"), "pain nrs >=", "pain score >="));
    BOOST_TEST(renamed(desk, "pain nrs: {", "pain score", cases_uri) ==
               with(cases, "pain_nrs", "pain_score"));
    // The id of a rule that has none of its own is made of its words.
    BOOST_TEST(renamed(desk, "severe pain:", "strong pain", cases_uri) ==
               with(cases, "[severe-pain]", "[strong-pain]"));
    BOOST_TEST(renamed(desk, "severe pain:", "strong pain").find("overrides: [strong-pain]") !=
               std::string::npos);
    BOOST_TEST(renamed(desk, "gentle,", "soft").find("technique is soft →") != std::string::npos);
    BOOST_TEST(renamed(desk, "\"2-4 times\"]", "5 or more", cases_uri) ==
               with(cases, "2-4 times", "5 or more"));
    BOOST_TEST(
        renamed(desk, "\"2-4 times\"]", "5 or more").find("technique is \"5 or more\" and") !=
        std::string::npos);
    BOOST_TEST(renamed(desk, "course\n", "plan", cases_uri) == with(cases, "[course]", "[plan]"));
    BOOST_TEST(renamed(desk, "S1: {", "S2").find("source: S2") != std::string::npos);
    BOOST_TEST(renamed(desk, "no relief after {n}", "without relief for {n} session(s)")
                   .find("- without relief for 2 sessions → avoid massage") != std::string::npos);
    BOOST_TEST(renamed(desk, "suggest {n}", "suggest {n} visits").find("→ suggest 4 visits") !=
               std::string::npos);
    BOOST_TEST(renamed(desk, "helped: {", "eased", cases_uri) ==
               with(cases, "helped: no", "eased: no"));
    BOOST_TEST(renamed(desk, "session\n", "visit").find("any visit where helped") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(slots_keep_what_they_were_given_wherever_a_new_phrase_has_them) {
    std::string plan = with(rules, "suggest {n} sessions:", "suggest {n} sessions over {w} weeks:");
    plan = with(plan, "suggest 4 sessions", "suggest 4 sessions over 6 weeks");
    plan = with(plan, "suggest 1 sessions", "suggest 1 sessions over 2 weeks");
    const Desk desk(plan);
    BOOST_TEST(renamed(desk, "suggest {n}", "suggest {w} weeks of {n} sessions")
                   .find("→ suggest 6 weeks of 4 sessions") != std::string::npos);
    BOOST_TEST(renamed(desk, "suggest {n}", "suggest {w} sessions over {k} weeks") ==
               "rename-changes-meaning");
}

BOOST_AUTO_TEST_CASE(a_name_that_would_not_load_is_refused_in_the_words_of_loading) {
    const Desk desk;
    BOOST_TEST(renamed(desk, "pain nrs: {", "back pain") == "duplicate-key");
    BOOST_TEST(renamed(desk, "pain nrs: {", "pain and sorrow") == "reserved-word");
    BOOST_TEST(renamed(desk, "pain nrs: {", "") == "bad-name");
    BOOST_TEST(renamed(desk, "avoid massage: {", "evade massage") == "unknown-verb");
    BOOST_TEST(renamed(desk, "caveat: 1", "rules") == "no-name-here");
    const Desk broken(with(rules, "pain nrs >=", "pian nrs >="));
    BOOST_TEST(renamed(broken, "back pain: {", "lumbar pain") == "unknown-name");
}

BOOST_AUTO_TEST_CASE(what_may_be_written_is_offered_where_it_may) {
    BOOST_TEST(labels(offered(rules + "fac|")).contains("facts"));
    BOOST_TEST(labels(offered(rules + "  - back p|")) == std::set<std::string>{"back pain"});
    BOOST_TEST(labels(offered(rules + "  - technique is |")) ==
               (std::set<std::string>{"gentle", "deep tissue", "2-4 times"}));
    BOOST_TEST(labels(offered(rules + "  - technique is not one of gentle, d|")) ==
               std::set<std::string>{"deep tissue"});
    BOOST_TEST(labels(offered(rules + "  - severe pain → |")) ==
               (std::set<std::string>{"avoid massage", "suggest {n} sessions"}));
    BOOST_TEST(labels(offered(rules + "  - severe pain → avoid massage and s|")) ==
               std::set<std::string>{"suggest {n} sessions"});
    BOOST_TEST(labels(offered(rules + "  - id: x\n    if unknown: |")) ==
               (std::set<std::string>{"ask", "presume", "ignore"}));
    BOOST_TEST(labels(offered(rules + "  - id: x\n    source: |")) == std::set<std::string>{"S1"});
    BOOST_TEST(labels(offered(rules + "  - {id: x, rule: back p|")) ==
               std::set<std::string>{"back pain"});
    BOOST_TEST(labels(offered(rules + "  - id: x\n    beca|")) == std::set<std::string>{"because"});
    BOOST_TEST(labels(offered(rules + "  - id: x\n    overrides: [c|")) ==
               std::set<std::string>{"course"});
    BOOST_TEST(labels(offered(with(rules, "type: yes/no, ask", "ty|pe: yes/no, ask"))) ==
               std::set<std::string>{"type"});
    BOOST_TEST(labels(offered(with(rules, "{type: date}", "{type: d|"))) ==
               std::set<std::string>{"date"});
    BOOST_TEST(labels(offered(rules + "  - any session where h|")) ==
               std::set<std::string>{"helped"});
    for (const Offer& each : offered(rules + "  - severe pain → |")) {
        BOOST_TEST(each.detail == "outcome");
        BOOST_TEST((each.kind == OfferKind::outcome));
    }
    const auto phrase = offered(rules + "  - no rel|");
    BOOST_REQUIRE(phrase.size() == 1U);
    BOOST_TEST(phrase[0].text == "no relief after ${1:n} sessions");
    BOOST_TEST(phrase[0].is_snippet);
}

BOOST_AUTO_TEST_CASE(a_rule_without_an_id_can_be_given_one) {
    for (const std::string rule :
         {"  - back pain and severe pain → avoid massage\n",
          "  - back pain\n    and severe pain\n    → avoid massage\n",
          "  - rule: back pain and severe pain → avoid massage\n    because: it hurts\n",
          "  - {rule: back pain and severe pain → avoid massage}\n"}) {
        const Desk desk(rules + rule);
        const auto said = desk.workspace.judge(desk.file()).diagnostics;
        BOOST_REQUIRE(!said.empty());
        BOOST_TEST(said.back().code == "missing-id");
        const auto made = actions(desk.file(), said.back().span, said, {});
        BOOST_TEST_REQUIRE(made.size() == 1U, rule);
        BOOST_TEST(made[0].title == "give it the id `back-pain-and-severe`");
        BOOST_TEST(load_text(edited(desk.file().text(), made[0].edits)).rules.has_value(), rule);
    }
}

BOOST_AUTO_TEST_CASE(a_finding_is_accepted_where_it_stands_whatever_the_layout) {
    constexpr Date day{2026, 11, 20};
    const auto found_in = [&](const Desk& desk, std::string_view code) {
        std::vector<Diagnostic> found = findings_of(desk.file(), day);
        std::erase_if(found, [&](const Diagnostic& each) { return each.code != code; });
        return found;
    };
    struct Trial {
        std::string code;
        std::string was;
        std::string is;
    };
    const std::vector<Trial> trials{
        // A sentence by itself, and one over several lines.
        {"no-because", "  - back pain → avoid massage\n",
         "  - rule: back pain → avoid massage\n    accept:\n      no-because: REASON\n"},
        {"no-because", "  - back pain\n    → avoid massage\n",
         "  - rule: back pain\n      → avoid massage\n    accept:\n      no-because: REASON\n"},
        // Keys on lines of their own, a comment behind the last one.
        {"no-because", "  - id: x\n    rule: back pain → avoid massage # so\n\n",
         "  - id: x\n    rule: back pain → avoid massage # so\n    accept:\n      no-because: "
         "REASON\n\n"},
        {"no-because", "  - {id: x, rule: back pain → avoid massage}\n",
         "  - {id: x, rule: back pain → avoid massage, accept: {no-because: REASON}}\n"},
        // Answers that stand there already.
        {"no-because",
         "  - id: x\n    accept:\n      no-source: Every clinic does so.\n    rule: back pain → "
         "avoid massage\n",
         "  - id: x\n    accept:\n      no-source: Every clinic does so.\n      no-because: "
         "REASON\n    rule: back pain → avoid massage\n"},
        {"no-because",
         "  - id: x\n    accept: {no-source: Every clinic does so.}\n    rule: back pain → avoid "
         "massage\n",
         "  - id: x\n    accept: {no-source: Every clinic does so., no-because: REASON}\n    rule: "
         "back pain → avoid massage\n"},
        {"unused-outcome", "outcomes:\n  avoid sun: Stay in the shade.\n",
         "outcomes:\n  avoid sun:\n    say: Stay in the shade.\n    accept:\n      unused-outcome: "
         "REASON\n"},
        {"unused-fact", "facts:\n  dizzy: {type: yes/no, ask: \"Are you dizzy?\"}\n",
         "facts:\n  dizzy: {type: yes/no, ask: \"Are you dizzy?\", accept: {unused-fact: "
         "REASON}}\n"},
    };
    for (const Trial& trial : trials) {
        const std::string plain = "It is: plain";
        std::string quoted = trial.is;
        quoted.replace(quoted.find("REASON"), 6, '"' + plain + '"');
        const bool is_rule = trial.was.starts_with("  - ");
        const std::string section =
            is_rule ? "rules:\n" : trial.was.substr(0, trial.was.find('\n') + 1);
        std::string text = rules;
        text.insert(text.find(section) + section.size(),
                    is_rule ? trial.was : trial.was.substr(section.size()));
        const Desk desk(text);
        BOOST_TEST_CONTEXT(trial.was) {
            const auto found = found_in(desk, trial.code);
            BOOST_REQUIRE(!found.empty());
            const auto made = actions(desk.file(), found[0].span, {found[0]}, {}, plain);
            BOOST_REQUIRE(made.size() == 1U);
            BOOST_TEST(made[0].title == "accept `" + trial.code + "` here");
            BOOST_TEST(!made[0].is_preferred);
            const Desk after(edited(text, made[0].edits));
            BOOST_TEST(after.file().text().find(is_rule ? quoted : quoted.substr(section.size())) !=
                       std::string::npos);
            BOOST_TEST(found_in(after, trial.code).size() + 1 == found.size());
            BOOST_TEST(found_in(after, "accepted-nothing").empty());
            // Without a reason it is asked for where it has to stand.
            const auto open = actions(desk.file(), found[0].span, {found[0]}, {});
            BOOST_REQUIRE(open.size() == 1U);
            const Desk unanswered(edited(text, open[0].edits));
            const auto said = unanswered.workspace.judge(unanswered.file()).diagnostics;
            BOOST_TEST(std::count_if(said.begin(), said.end(), [](const Diagnostic& each) {
                           return each.code == "missing-reason";
                       }) == 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_nothing_in_the_file_can_accept_is_not_offered) {
    const Desk desk;
    const auto found = findings_of(desk.file(), Date{2026, 11, 20});
    const auto head = std::find_if(found.begin(), found.end(), [](const Diagnostic& each) {
        return each.code == "no-review-date";
    });
    BOOST_REQUIRE((head != found.end()));
    BOOST_TEST(acceptance(desk.file(), *head, "so", {}).empty());
    // And no error is a finding.
    Diagnostic slip;
    slip.code = "unknown-name";
    slip.span = found.back().span;
    BOOST_TEST(acceptance(desk.file(), slip, "so", {}).empty());
}

BOOST_AUTO_TEST_CASE(a_file_has_an_outline_colours_folds_and_counts_of_cases) {
    Desk desk;
    desk.workspace.put(cases_uri, 1, cases);
    const auto sections = symbols(desk.file());
    BOOST_REQUIRE(sections.size() == 9U);
    BOOST_TEST(sections[4].name == "facts");
    BOOST_TEST(sections[4].parts.size() == 4U);
    BOOST_TEST(sections[8].parts[2].name == "no-relief-after-2-sessions");
    const auto folded = folds(desk.file());
    BOOST_TEST((folded.front() == Fold{3, 4}));
    BOOST_TEST(std::count(folded.begin(), folded.end(), Fold{9, 15}) == 1);
    const auto above = lenses(desk.workspace, desk.file());
    BOOST_REQUIRE(above.size() == 4U);
    BOOST_TEST(above[0].cases == 1U);
    BOOST_TEST(above[1].cases == 1U);
    BOOST_TEST(above[3].cases == 0U);
    std::uint32_t last = 0;
    std::set<WordKind> kinds;
    for (const ColouredWord& word : coloured_words(desk.file())) {
        BOOST_TEST(word.span.begin >= last);
        BOOST_TEST(word.span.end > word.span.begin);
        last = word.span.end;
        kinds.insert(word.kind);
    }
    BOOST_TEST(kinds.size() >= 9U);
}

BOOST_AUTO_TEST_CASE(laying_out_is_one_edit) {
    const std::string untidy = with(rules, "  - severe pain →", "  -   severe pain →");
    const Desk desk(untidy);
    const auto made = format(desk.file(), {});
    const auto& edits = std::get<std::vector<Edit>>(made);
    BOOST_REQUIRE(edits.size() == 1U);
    BOOST_TEST(edits[0].span.end - edits[0].span.begin < 10U);
    const Desk broken(with(rules, "pain nrs >=", "pian nrs >="));
    BOOST_TEST(std::get<Problem>(format(broken.file(), {})).code == "unknown-name");
}

BOOST_AUTO_TEST_SUITE_END()
