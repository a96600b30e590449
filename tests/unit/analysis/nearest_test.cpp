#include <caveat/authoring/nearest.hpp>
#include <caveat/explain.hpp>
#include <caveat/json.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

namespace caveat::authoring {

namespace {

constexpr const char* rule_file = R"(caveat: 1
id: nearest
version: 1.0.0
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  pain weeks: {type: number, from: 0, unit: wk}
  regions: {type: choices, of: [neck, upper back, lower back]}
  technique: {type: choice, of: [gentle, deep, other]}
  weight: {type: number, from: 20, to: 300, unit: kg}
  height: {type: number, from: 1, to: 2.5, unit: m}
  surgery date: {type: date, to: as of}
  fever: {type: yes/no}
  checked: {type: yes/no}
  sessions:
    type: records
    each: session
    dated by: date
    of:
      date: {type: date}
      kind: {type: choice, of: [gentle, deep]}
      eased: {type: yes/no}
  readings:
    type: records
    each: reading
    dated by: date
    of:
      date: date
      systolic: {type: number, whole: true, unit: "mm[Hg]", from: 50, to: 300}
outcomes:
  refer to doctor: {say: Ask a doctor.}
rules:
  - {id: severe, rule: pain nrs >= 7 and regions include lower back unless checked → refer to doctor}
  - {id: chronic, rule: pain weeks > 12 → refer to doctor}
  - {id: middling, rule: pain nrs is between 4 and 6 → refer to doctor}
  - {id: never, rule: pain nrs >= 7 and pain nrs <= 3 → refer to doctor}
  - {id: heavy, rule: weight / (height * height) >= 30 kg/m2 → refer to doctor}
  - {id: fresh, rule: surgery date is within the last 6 weeks → refer to doctor}
  - {id: eased, rule: at least 2 sessions where (kind is deep and eased) → refer to doctor}
  - {id: several, rule: at least 2 of (fever; technique is deep; pain nrs >= 9) → refer to doctor}
  - {id: high, rule: latest systolic of readings >= 160 → refer to doctor}
  - {id: high-on-average, rule: average systolic of readings >= 140 → refer to doctor}
  - {id: either, rule: fever or checked → refer to doctor}
)";

struct Asked {
    Loaded loaded = load_text(rule_file, "nearest.yaml");
    Screening screening;
    SmallestChange change;

    Asked(const std::string& facts, const std::string& rule, Target target,
          const SearchLimits& limits = {}) {
        BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
        const std::string json = R"({"as_of": "2026-11-20", "facts": )" + facts + "}";
        screen(read_profile(*loaded.rules, json), screening);
        change = smallest_change(screening, *loaded.rules->find_rule(rule), target, limits);
    }

    /// Every way on a line: `pain_nrs: 7 or more (6)`.
    [[nodiscard]] std::string words() const {
        std::string all;
        for (const Way& way : change.ways) {
            for (const ChangedAnswer& each : way.changes) {
                if (&each != way.changes.data()) all += "; ";
                all += std::string(loaded.rules->fact(each.fact).key) + ": " + each.wanted + " (" +
                       each.now + ")";
            }
            all += '\n';
        }
        return all;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(nearest)

BOOST_AUTO_TEST_CASE(every_answer_that_does_it_is_named_not_only_one) {
    const std::string facts =
        R"({"pain_nrs": 2, "regions": ["lower_back"], "checked": false, "pain_weeks": 3})";
    BOOST_TEST(Asked(facts, "severe", Target::fires).words() == "pain_nrs: 7 or more (2)\n");
    BOOST_TEST(Asked(facts, "middling", Target::fires).words() == "pain_nrs: 4 to 6 (2)\n");
    BOOST_TEST(Asked(facts, "chronic", Target::fires).words() == "pain_weeks: over 12 wk (3 wk)\n");
    BOOST_TEST(Asked(R"({"pain_weeks": 20})", "chronic", Target::does_not_fire).words() ==
               "pain_weeks: 12 wk or less (20 wk)\n");
    BOOST_TEST(Asked(R"({"surgery_date": "2020-01-01"})", "fresh", Target::fires).words() ==
               "surgery_date: 2026-10-09 or later (2020-01-01)\n");
    BOOST_TEST(Asked(R"({"surgery_date": "2026-11-01"})", "fresh", Target::does_not_fire).words() ==
               "surgery_date: 2026-10-08 or earlier (2026-11-01)\n");
}

BOOST_AUTO_TEST_CASE(all_smallest_changes_are_found_each_of_the_same_size) {
    const Asked stop(R"({"pain_nrs": 8, "regions": ["lower_back"], "checked": false})", "severe",
                     Target::does_not_fire);
    BOOST_TEST(stop.words() ==
               "pain_nrs: 6 or less (8)\nregions: none (lower back)\nchecked: yes (no)\n");
    BOOST_TEST(stop.change.excluded == 0U);
    const Asked fire(R"({"fever": false, "technique": "other", "pain_nrs": 1})", "several",
                     Target::fires);
    BOOST_TEST(fire.words() ==
               "pain_nrs: 9 or more (1); technique: deep (other)\n"
               "pain_nrs: 9 or more (1); fever: yes (no)\n"
               "technique: deep (other); fever: yes (no)\n");
    BOOST_TEST(fire.change.excluded == 1U);
}

BOOST_AUTO_TEST_CASE(an_open_answer_that_is_given_is_a_change_too) {
    const Asked fire(R"({"pain_nrs": 8, "regions": ["neck"]})", "severe", Target::fires);
    BOOST_TEST(fire.words() == "regions: neck and lower back (neck); checked: no (not answered)\n");
    BOOST_TEST(Asked(R"({"pain_nrs": null})", "middling", Target::fires).words() ==
               "pain_nrs: 4 to 6 (not known)\n");
}

BOOST_AUTO_TEST_CASE(what_no_answer_can_do_is_proven) {
    const Asked asked(R"({"pain_nrs": 5})", "never", Target::fires);
    BOOST_TEST((asked.change.end == SearchEnd::impossible));
    BOOST_TEST(asked.change.excluded == 1U);
    const Asked there(R"({"pain_nrs": 5})", "middling", Target::fires);
    BOOST_TEST((there.change.end == SearchEnd::already_there));
}

BOOST_AUTO_TEST_CASE(a_number_that_is_computed_with_is_moved_to_where_it_turns) {
    const Asked asked(R"({"weight": 80, "height": 1.8})", "heavy", Target::fires);
    BOOST_TEST((asked.change.end == SearchEnd::found));
    BOOST_REQUIRE(!asked.change.ways.empty());
    BOOST_TEST(asked.words().starts_with("weight: 97.2 kg (80 kg)\n"), asked.words());
    BOOST_TEST(asked.change.ways.front().changes.front().answer == "97.2");
}

BOOST_AUTO_TEST_CASE(a_list_of_records_changes_as_one_answer) {
    const Asked more(R"({"sessions": [{"date": "2026-11-01", "kind": "deep", "eased": true}]})",
                     "eased", Target::fires);
    BOOST_REQUIRE(more.change.ways.size() == 1U);
    BOOST_TEST(more.words().starts_with("sessions: had one more session ("), more.words());
    const Asked changed(R"({"sessions": [{"date": "2026-11-01", "kind": "deep", "eased": true},
                                         {"date": "2026-11-02", "kind": "deep", "eased": false}]})",
                        "eased", Target::fires);
    BOOST_TEST(changed.words() == "sessions: had eased yes in session 2 (2 records)\n");
    const Asked fewer(R"({"sessions": [{"date": "2026-11-01", "kind": "deep", "eased": true},
                                       {"date": "2026-11-02", "kind": "deep", "eased": true}]})",
                      "eased", Target::does_not_fire);
    BOOST_TEST(fewer.words() == "sessions: had kind gentle in session 1 (2 records)\n");
}

BOOST_AUTO_TEST_CASE(a_list_that_may_go_on_still_may_when_one_record_is_changed) {
    const std::string two = R"({"date": "2026-11-01", "kind": "deep", "eased": true},
                               {"date": "2026-11-02", "kind": "deep", "eased": )";
    const std::string open = R"({"sessions": {"present": [)" + two;
    // Other sessions may still have eased: no change of one that is known stops the rule.
    const Asked stopped(open + "true}]}}", "eased", Target::does_not_fire);
    BOOST_TEST(stopped.words().find("had ") == std::string::npos, stopped.words());
    BOOST_TEST(stopped.words().find("without") == std::string::npos, stopped.words());
    BOOST_REQUIRE(!stopped.change.ways.empty());
    const Asked started(open + "false}]}}", "eased", Target::fires);
    BOOST_TEST(started.words().starts_with("sessions: had eased yes in session 2 ("),
               started.words());
    const FactId sessions = *started.loaded.rules->find_fact("sessions");
    const Answer changed = started.change.ways.front().profile.answer(sessions);
    BOOST_TEST(!std::get<Records>(changed.value).is_complete);
    const Asked ended(open + "false}]}}", "eased", Target::does_not_fire);
    BOOST_TEST(ended.words().starts_with("sessions: were all that there are ("), ended.words());
}

BOOST_AUTO_TEST_CASE(a_search_that_ends_early_claims_only_what_it_saw) {
    SearchLimits limits;
    limits.evaluations = 12;
    const Asked asked(R"({"fever": false, "technique": "other", "pain_nrs": 1})", "several",
                      Target::fires, limits);
    BOOST_TEST((asked.change.end == SearchEnd::out_of_budget));
    BOOST_TEST(asked.change.excluded <= 1U);
    BOOST_TEST(asked.change.ways.empty());
}

BOOST_AUTO_TEST_CASE(the_profile_of_a_way_keeps_all_other_answers) {
    const Asked asked(R"({"pain_nrs": 2, "regions": ["lower_back"], "checked": false,
                          "weight": 900, "fever": true})",
                      "severe", Target::fires);
    BOOST_REQUIRE(asked.change.ways.size() == 1U);
    const Profile& changed = asked.change.ways.front().profile;
    Screening after;
    screen(changed, after);
    BOOST_TEST((after.status(*asked.loaded.rules->find_rule("severe")) == Status::fired));
    BOOST_TEST(changed.is_answered(*asked.loaded.rules->find_fact("fever")));
    BOOST_TEST(changed.problems().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_field_of_a_record_is_moved_to_where_it_turns) {
    const std::string one = R"({"readings": [{"date": "2026-11-10", "systolic": 150}]})";
    const Asked latest(one, "high", Target::fires);
    BOOST_TEST(latest.words().starts_with(
                   "readings: had systolic 160 mm[Hg] or more in reading 1 (1 record)\n"),
               latest.words());
    const std::string two = R"({"readings": [{"date": "2026-11-10", "systolic": 120},
                                             {"date": "2026-11-11", "systolic": 130}]})";
    const Asked average(two, "high-on-average", Target::fires);
    BOOST_TEST(
        average.words().starts_with("readings: had systolic 150 mm[Hg] in reading 1 (2 records)\n"),
        average.words());
}

BOOST_AUTO_TEST_CASE(to_answer_what_is_open_comes_before_taking_an_answer_back) {
    const Asked asked(R"({"fever": false})", "either", Target::fires);
    BOOST_TEST(asked.words() == "checked: yes (not answered)\nfever: yes (no)\n");
}

BOOST_AUTO_TEST_CASE(a_search_among_many_gates_ends) {
    std::string facts = "  h: yes/no\n";
    std::string follow;
    for (char letter = 'a'; letter <= 'j'; ++letter) {
        const std::string gate = std::string("c") + letter;
        facts += "  " + gate + ": {type: yes/no, only if: h}\n";
        for (const char* end : {"one", "two", "three"}) {
            facts += "  " + gate + " " + end + ": {type: yes/no, only if: " + gate + "}\n";
            follow += (follow.empty() ? "" : " or ") + gate + " " + end;
        }
    }
    const Loaded loaded =
        load_text("caveat: 1\nfacts:\n" + facts + "terms:\n  follow: " + follow +
                  "\noutcomes:\n  suggest advice:\n"
                  "rules:\n  - {id: r, rule: h and not follow → suggest advice}\n");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    Screening screening;
    screen(read_profile(*loaded.rules, R"({"facts": {"h": true, "ca": false}})"), screening);
    // Ten gates, each once, before thirty tests; what one of them rules out is said to be so.
    Explainer explainer(screening);
    const auto trace = explainer.trace(*loaded.rules->find_rule("r"));
    const auto lines = [&](std::string_view begin, std::string_view end) {
        return std::count_if(trace.begin(), trace.end(), [&](const TraceNode& node) {
            return node.text.starts_with(begin) && node.text.ends_with(end);
        });
    };
    for (char letter = 'a'; letter <= 'j'; ++letter) {
        // Inside `not`, so a gate is shown with it.
        const std::string gate = std::string("not c") + letter;
        BOOST_TEST(lines(gate, gate) + lines(gate + ":", "") == 1, letter);
    }
    BOOST_TEST(lines("not ca ", ": does not apply") == 3);
    BOOST_TEST(lines("not c", " one: not known") == 9);
    BOOST_TEST(trace.size() < 60U);
    SearchLimits limits;
    limits.evaluations = 2000;
    for (const Target target : {Target::fires, Target::does_not_fire}) {
        const SmallestChange change =
            smallest_change(screening, *loaded.rules->find_rule("r"), target, limits);
        BOOST_TEST((change.end == SearchEnd::found || change.end == SearchEnd::out_of_budget ||
                    change.end == SearchEnd::already_there));
    }
}

/// Each term uses the one before twice.
BOOST_AUTO_TEST_CASE(a_term_is_worked_out_once_wherever_it_is_used) {
    std::string terms = "  ta: a + 1\n";
    std::string last = "ta";
    for (int i = 0; i < 24; ++i) {  // as deep as may be
        const std::string next = "t" + std::string(1, static_cast<char>('b' + i % 24)) +
                                 std::string(1, static_cast<char>('a' + i / 24));
        terms += "  " + next + ": min(" + last + ", max(" + last + ", b))\n";
        last = next;
    }
    const Loaded loaded = load_text(
        "caveat: 1\nfacts:\n  a: {type: number, from: 0, to: 10}\n"
        "  b: {type: number, from: 0, to: 10}\nterms:\n" +
        terms + "outcomes:\n  refer to doctor:\nrules:\n  - {id: r, rule: " + last +
        " >= 5 → refer to doctor}\n");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    Screening screening;
    screen(read_profile(*loaded.rules, R"({"facts": {"a": 3, "b": 1}})"), screening);
    const RuleId rule = *loaded.rules->find_rule("r");
    const SmallestChange change = smallest_change(screening, rule, Target::fires);
    BOOST_TEST((change.end == SearchEnd::found));
    Explainer explainer(screening);
    BOOST_TEST(explainer.trace(rule).size() < 10U);
    BOOST_TEST(explainer.why(rule).reasons.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_rule_that_is_not_there_is_changed_by_nothing) {
    const Loaded loaded = load_text(rule_file);
    BOOST_REQUIRE(loaded.rules);
    Screening screening;
    BOOST_TEST((smallest_change(screening, RuleId{0}, Target::fires).end == SearchEnd::impossible));
    screen(read_profile(*loaded.rules, "{}"), screening);
    const RuleId none{static_cast<std::uint32_t>(loaded.rules->rule_count())};
    BOOST_TEST((smallest_change(screening, none, Target::fires).end == SearchEnd::impossible));
}

BOOST_AUTO_TEST_CASE(every_end_and_target_has_its_word) {
    BOOST_TEST(key(Target::fires) == "fires");
    BOOST_TEST(key(Target::does_not_fire) == "does_not_fire");
    BOOST_TEST(key(SearchEnd::found) == "found");
    BOOST_TEST(key(SearchEnd::out_of_budget) == "out_of_budget");
    BOOST_TEST(key(static_cast<SearchEnd>(5)) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring
