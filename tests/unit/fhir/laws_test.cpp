// Laws of reading, over records made by chance: what is taken away from a record that was read
// without a problem leaves each fact its answer or none; order makes no difference; and a record
// made of answers gives those answers.

#include "made_record.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <set>

namespace caveat::testing {

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_watched = true;
#elif defined(__has_feature)
constexpr bool is_watched = __has_feature(address_sanitizer);
#else
constexpr bool is_watched = false;
#endif

constexpr unsigned records_made = 4000;
/// Memory that is watched is slow to use, and is watched as well on fewer of them.
constexpr unsigned most_records_made = is_watched ? records_made : 25 * records_made;

/// Takes one thing away; says what. Empty where there is nothing of the kind.
std::string weaken(Chance& chance, MadeRecord& record) {
    const std::size_t which = chance.below(queries.size());
    std::vector<Made>& list = record.list(which);
    switch (chance.below(list.empty() ? 2 : 8)) {
        case 0:
            record.missing.insert(queries[which]);
            return "the query " + queries[which];
        case 1:
            record.cut.insert(queries[which]);
            if (!list.empty()) list.pop_back();
            return "a page of " + queries[which];
        default:
            break;
    }
    Made& made = list[chance.below(list.size())];
    switch (chance.below(5)) {
        case 0:
            made.has_code = false;
            return "the coding of " + made.id;
        case 1:
            made.date.clear();
            return "the date of " + made.id;
        case 2:
            if (made.date.size() < 10) return {};
            made.date = made.date.substr(0, 7);
            return "the day of " + made.id;
        case 3:
            // A refuted condition says no whatever its clinical status.
            made.status = made.type == "Condition" ? "" : "unknown";
            return "the status of " + made.id;
        default: {
            const std::size_t unit = made.value.find(R"(,"system":"http://unitsofmeasure.org")");
            if (unit == std::string::npos) return {};
            made.value = made.value.substr(0, unit) + "}";
            return "the unit of " + made.id;
        }
    }
}

bool has_all(const std::vector<std::string>& of, const std::vector<std::string>& in) {
    return std::all_of(of.begin(), of.end(), [&](const std::string& each) {
        return std::find(in.begin(), in.end(), each) != in.end();
    });
}

bool has_none(const std::vector<std::string>& of, const std::vector<std::string>& in) {
    return std::none_of(of.begin(), of.end(), [&](const std::string& each) {
        return std::find(in.begin(), in.end(), each) != in.end();
    });
}

/// Whether `weaker` says of each fact the same, or nothing, or less of a list.
std::string more_than(const Profile& before, const Profile& weaker) {
    const RuleSet& rules = before.rules();
    for (const FactId fact : rules.facts()) {
        const Answer now = weaker.answer(fact);
        const Answer then = before.answer(fact);
        if (weaker.state(fact) == AnswerState::absent || now == then) continue;
        if (const auto* codes = std::get_if<Codes>(&now.value)) {
            const auto* all = std::get_if<Codes>(&then.value);
            if (all != nullptr && !codes->is_complete && has_all(codes->present, all->present) &&
                (all->is_complete ? has_none(codes->absent, all->present)
                                  : has_all(codes->absent, all->absent))) {
                continue;
            }
        }
        if (const auto* rows = std::get_if<Records>(&now.value)) {
            // Of a row fields may be gone, and rows; the list is open then, or was as long.
            const auto* all = std::get_if<Records>(&then.value);
            if (all != nullptr && (!rows->is_complete || rows->list.size() == all->list.size()) &&
                (all->is_complete || !rows->is_complete) && rows->list.size() <= all->list.size()) {
                continue;
            }
        }
        return std::string(rules.fact(fact).name);
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_laws)

BOOST_AUTO_TEST_CASE(what_is_taken_away_leaves_each_fact_its_answer_or_none) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping(", closed: Lists are kept."));
    FhirReader reader(mapping);
    std::set<std::string> answered;
    unsigned looked_at = 0;
    for (unsigned seed = 0; seed < most_records_made; ++seed) {
        Chance chance(seed);
        MadeRecord record = made_record(chance);
        const Profile before = read_made(reader, record);
        if (!before.problems().empty()) continue;
        for (const FactId fact : rules.facts()) {
            if (before.is_answered(fact)) answered.insert(std::string(rules.fact(fact).name));
        }
        for (int step = 0; step < 3; ++step) {
            MadeRecord weaker = record;
            const std::string what = weaken(chance, weaker);
            if (what.empty()) continue;
            ++looked_at;
            const Profile after = read_made(reader, weaker);
            const std::string odd = more_than(before, after);
            BOOST_TEST_CONTEXT("seed " << seed << ", without " << what << "\nbefore "
                                       << write_profile(before) << "\nafter  "
                                       << write_profile(after)) {
                BOOST_TEST(odd == "");
            }
        }
    }
    BOOST_TEST(looked_at > most_records_made / 2);
    // The law would hold of records that say nothing.
    BOOST_TEST(answered.size() >= 8U);
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_makes_no_answer) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping(", closed: Lists are kept."));
    FhirReader reader(mapping);
    const auto nonsense = [](Made& made, Chance& chance) {
        made.id += "x";
        switch (chance.below(4)) {
            case 0:
                made.system = "https://elsewhere.example/codes";
                break;
            case 1:
                made.status = "splendid";
                break;
            case 2:
                made.more = R"(,"modifierExtension":[{"url":"x"}])";
                break;
            default:
                made.has_code = false;
        }
    };
    for (unsigned seed = 0; seed < records_made; ++seed) {
        Chance chance(seed);
        MadeRecord record = made_record(chance);
        const Profile before = read_made(reader, record);
        MadeRecord stranger = record;
        const std::size_t which = chance.below(queries.size());
        Made made = which == 0   ? made_condition(chance, 9)
                    : which == 1 ? made_procedure(chance, 9)
                                 : made_observation(chance, 9);
        nonsense(made, chance);
        stranger.list(which).push_back(made);
        const Profile after = read_made(reader, stranger);
        BOOST_TEST_CONTEXT("seed " << seed << ", with " << made.text() << "\nbefore "
                                   << write_profile(before) << "\nafter  "
                                   << write_profile(after)) {
            BOOST_TEST(more_than(before, after) == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(removing_a_resource_makes_a_no_only_in_a_closed_list) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping());
    FhirReader reader(mapping);
    for (unsigned seed = 0; seed < records_made; ++seed) {
        Chance chance(seed);
        MadeRecord record = made_record(chance);
        const Profile before = read_made(reader, record);
        if (!before.problems().empty() || record.conditions.empty()) continue;
        record.conditions.erase(
            record.conditions.begin() +
            static_cast<std::ptrdiff_t>(chance.below(record.conditions.size())));
        const Profile after = read_made(reader, record);
        for (const char* fact : {"back_pain", "arthritis"}) {
            const bool is_new = answer_to(before, fact) == "-" && answer_to(after, fact) == "false";
            BOOST_TEST_CONTEXT("seed " << seed) {
                BOOST_TEST(!is_new);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_order_of_resources_and_deliveries_makes_no_difference) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping(", closed: Lists are kept."));
    FhirReader reader(mapping);
    for (unsigned seed = 0; seed < records_made / 4; ++seed) {
        Chance chance(seed);
        MadeRecord record = made_record(chance);
        for (std::size_t i = chance.below(3); i > 0; --i) add_version(chance, record);
        if (chance.percent(50)) add_namesake(chance, record);
        const Profile before = read_made(reader, record);
        for (std::size_t i = 0; i < queries.size(); ++i) {
            chance.shuffle(record.list(i));
        }
        Delivered all = delivered(record);
        chance.shuffle(all.deliveries);
        const Profile after = reader.read(all.deliveries, on_the_day());
        BOOST_TEST_CONTEXT("seed " << seed) {
            BOOST_TEST(write_profile(after) == write_profile(before));
            BOOST_TEST(std::equal(after.problems().begin(), after.problems().end(),
                                  before.problems().begin(), before.problems().end()));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_record_made_of_answers_gives_those_answers) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping());
    FhirReader reader(mapping);
    for (unsigned seed = 0; seed < records_made / 4; ++seed) {
        Chance chance(seed);
        MadeRecord record;
        ProfileBuilder by_hand(rules);
        by_hand.patient("p").as_of(*Date::from_text("2026-11-20"));
        for (const auto& [fact, code] :
             {std::pair{"back pain", "BACK"}, std::pair{"arthritis", "ARTHRITIS"}}) {
            if (chance.percent(30)) continue;
            const bool yes = chance.percent(50);
            by_hand.set(fact, yes);
            record.conditions.push_back({"Condition",
                                         fact,
                                         snomed,
                                         code,
                                         yes ? "active" : "inactive",
                                         yes ? "confirmed" : "refuted",
                                         {},
                                         {},
                                         {},
                                         true});
        }
        const std::size_t pain = chance.below(11);
        const std::size_t grams = 50'000 + chance.below(50'000);
        by_hand.set("pain", static_cast<int>(pain));
        by_hand.set("weight",
                    Quantity{*Decimal::from_integer(static_cast<std::int64_t>(grams)), "g"});
        by_hand.set("born", *Date::from_text("1971-04"));
        record.observations.push_back({"Observation",
                                       "pain",
                                       loinc,
                                       "PAIN",
                                       "final",
                                       {},
                                       "2026-11-20",
                                       quantity(std::to_string(pain), "{score}"),
                                       {},
                                       true});
        record.observations.push_back({"Observation",
                                       "weight",
                                       loinc,
                                       "WEIGHT",
                                       "final",
                                       {},
                                       "2026-11-01",
                                       quantity(std::to_string(grams), "g"),
                                       {},
                                       true});
        Records sessions;
        const std::size_t count = chance.below(4);
        // A session is coded in no system of this fact: it might be a therapy.
        if (count == 0) by_hand.set("therapies", Codes{});
        for (std::size_t i = 0; i < count; ++i) {
            const bool deep = chance.percent(50);
            const std::string date = day_of_november(1 + i);
            record.procedures.push_back({"Procedure",
                                         "s" + std::to_string(i),
                                         clinic,
                                         deep ? "D" : "G",
                                         "completed",
                                         {},
                                         date,
                                         {},
                                         {},
                                         true});
            Record row;
            row.fields.emplace_back("date", *Date::from_text(date));
            row.fields.emplace_back("technique", deep ? "deep tissue" : "gentle");
            sessions.list.push_back(std::move(row));
        }
        by_hand.set("sessions", std::move(sessions));
        const Profile expected = by_hand.build();
        const Profile read = read_made(reader, record);
        BOOST_TEST_CONTEXT("seed " << seed << "\nby hand " << write_profile(expected)
                                   << "\nread    " << write_profile(read)) {
            BOOST_TEST(expected.problems().empty());
            BOOST_TEST(read.problems().empty());
            for (const FactId fact : rules.facts()) {
                BOOST_TEST((read.answer(fact) == expected.answer(fact)));
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
