// What a loaded rule set shows of its file: by id, by name, by path.

#include <caveat/keys.hpp>
#include <caveat/rules.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace caveat::rule_set_tests {

namespace {

constexpr std::string_view rule_file = R"(caveat: 1
id: small
version: 1.2.3
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  sessions: {type: records, each: session, of: {day: date, spasm eased: yes/no}}
scores:
  "Wells DVT": {points: [{pain nrs > 3: 2}], bands: {low: 0 to 1, high: 2 and over}}
outcomes:
  avoid massage: Do not massage.
  suggest {n} sessions: Have {n}.
sources:
  s1: {title: A book, says: That it is so.}
rules:
  - {id: strong, rule: pain nrs >= 7 → avoid massage, source: s1}
  - id: eased
    rule: >
      at least 2 sessions
      where spasm eased
      → suggest 4 sessions and suggest 6 sessions
  - id: parts
    when: {any of: [pain nrs < 3, Wells DVT is high]}
    then: [avoid massage]
)";

RuleSet load(std::string_view text = rule_file) {
    const Loaded loaded = load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

template <class Enumeration, class Of>
void check_keys(const Of& value_of, std::size_t count) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = static_cast<Enumeration>(i);
        BOOST_TEST(!key(value).empty());
        BOOST_TEST(seen.insert(key(value)).second);
        BOOST_TEST((value_of(key(value)) == value));
    }
    BOOST_TEST(key(static_cast<Enumeration>(count)).empty());
    BOOST_TEST(key(static_cast<Enumeration>(255)).empty());
    BOOST_TEST(!value_of(std::string_view()));
    BOOST_TEST(!value_of(std::string_view("Fired")));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rule_set)

BOOST_AUTO_TEST_CASE(every_enumerator_has_a_key_that_leads_back) {
    check_keys<Truth>([](std::string_view key) { return truth_of(key); }, 3);
    check_keys<Severity>(severity_of, 3);
    check_keys<FactKind>(fact_kind_of, 6);
    check_keys<Verb>(verb_of, 6);
    check_keys<Verdict>([](std::string_view key) { return verdict_of(key); }, 5);
    check_keys<Respondent>(respondent_of, 2);
    check_keys<IfUnknown>(if_unknown_of, 3);
    check_keys<Status>(status_of, 5);
    check_keys<Certainty>(certainty_of, 2);
    check_keys<Operator>(operator_of, 20);
    // A literal must not count as a pointer that is not null.
    BOOST_TEST((truth_of("no") == Truth::no));
    BOOST_TEST(!truth_of("perhaps"));
}

BOOST_AUTO_TEST_CASE(ids_can_be_walked_compared_and_hashed) {
    const RuleSet rules = load();
    std::vector<std::string_view> names;
    for (const FactId fact : rules.facts()) names.push_back(rules.fact(fact).name);
    BOOST_TEST((names == std::vector<std::string_view>{"pain nrs", "sessions"}));
    std::unordered_set<RuleId> seen;
    for (const RuleId rule : rules.rules()) seen.insert(rule);
    BOOST_TEST(seen.size() == rules.rule_count());
    BOOST_TEST((RuleId{1} < RuleId{2}));
    BOOST_TEST(rules.outcomes().size() == 3U);
    BOOST_TEST(rules.scores().size() == 1U);
    BOOST_TEST(rules.sources().size() == 1U);
    std::unordered_set<Place> places{Place(FactId{1}), Place(FactId{1}, 0), Place(FactId{1}, 0, 0)};
    BOOST_TEST(places.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_rule_shows_its_sentence_and_where_it_stands) {
    const RuleSet rules = load();
    const RuleInfo& strong = rules.rule(*rules.find_rule("strong"));
    BOOST_TEST(strong.sentence == "pain nrs >= 7 → avoid massage");
    BOOST_TEST(strong.line == 15U);
    BOOST_TEST(strong.column == 5U);
    const RuleInfo& eased = rules.rule(*rules.find_rule("eased"));
    BOOST_TEST(eased.sentence ==
               "at least 2 sessions where spasm eased → suggest 4 sessions and suggest 6 sessions");
    BOOST_TEST(rules.rule(*rules.find_rule("parts")).sentence.empty());
    BOOST_TEST(rules.text() == rule_file);
    BOOST_TEST(rules.text()
                   .substr(strong.span.begin, strong.span.end - strong.span.begin)
                   .starts_with("{id: strong"));
    BOOST_TEST(rules.sha256() == sha256_of(rule_file));
}

BOOST_AUTO_TEST_CASE(everything_is_found_by_name_in_any_spelling) {
    const RuleSet rules = load();
    BOOST_TEST((rules.find_fact("Pain-NRS") == FactId{0}));
    BOOST_TEST((rules.find_outcome("suggest n sessions") == OutcomeId{1}));
    BOOST_TEST((rules.find_score("wells_dvt") == ScoreId{0}));
    BOOST_TEST(rules.score({0}).key == "wells_dvt");
    BOOST_TEST(rules.score({0}).bands.size() == 2U);
    BOOST_TEST((rules.find_source("S1") == SourceId{0}));
    BOOST_TEST(!rules.find_fact("pain"));
    BOOST_TEST(!rules.find_outcome(""));
    BOOST_TEST(!rules.find_score("wells"));
    BOOST_TEST(!rules.find_source("s2"));
}

BOOST_AUTO_TEST_CASE(a_place_and_its_path_lead_to_each_other) {
    const RuleSet rules = load();
    const FactId sessions{1};
    for (const Place& place : {Place(FactId{0}), Place(sessions), Place(sessions, 0),
                               Place(sessions, 9999), Place(sessions, 2, 1)}) {
        BOOST_TEST((rules.find_place(rules.path(place)) == place));
    }
    BOOST_TEST(rules.path({sessions, 2, 1}) == "facts.sessions[2].spasm_eased");
    BOOST_TEST((rules.find_place("Sessions[2].Spasm eased") == Place(sessions, 2, 1)));
    for (const char* const none :
         {"", "facts.", "facts", "nobody", "pain nrs[0]", "sessions[", "sessions[]", "sessions[x]",
          "sessions[-1]", "sessions[0", "sessions[0]x", "sessions[0].", "sessions[0].nothing",
          "sessions[10000]", "sessions[99999999999]", "sessions.day", "sessions[0].day[1]",
          "[0].day"}) {
        BOOST_TEST(!rules.find_place(none), none);
    }
    BOOST_TEST(rules.path(Place(FactId{2})).empty());
    BOOST_TEST(rules.path(Place(FactId{0}, 0)).empty());
    BOOST_TEST(rules.path(Place(sessions, 0, 2)).empty());
    BOOST_TEST(rules.path(Place(sessions, {}, 0)).empty());
}

BOOST_AUTO_TEST_CASE(an_id_beyond_the_end_gives_an_empty_answer) {
    const RuleSet rules = load();
    BOOST_TEST(rules.fact({2}).name.empty());
    BOOST_TEST(rules.rule({0xffff'ffff}).id.empty());
    BOOST_TEST(rules.outcome({3}).id.empty());
    BOOST_TEST(rules.score({1}).key.empty());
    BOOST_TEST(rules.source({1}).id.empty());
}

BOOST_AUTO_TEST_CASE(what_it_shows_lives_as_long_as_any_copy) {
    std::optional<RuleSet> rules = load();
    const RuleSet copy = *rules;
    const FactInfo& fact = rules->fact({0});
    rules.reset();
    BOOST_TEST(fact.name == "pain nrs");
    BOOST_TEST(copy.fact({0}).key == "pain_nrs");
}

BOOST_AUTO_TEST_CASE(a_file_is_named_by_a_path_of_the_file_system_too) {
    const std::filesystem::path none = std::filesystem::path("no-such-folder") / "rules.yaml";
    BOOST_TEST(load_file(none).diagnostics.front().code == "file-not-found");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::rule_set_tests
