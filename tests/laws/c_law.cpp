// One report, whichever way it came: by the C interface from calls, by the C interface from JSON,
// and from C++. What C lends of a profile and a screening is what C++ says of them.

#include <caveat/caveat.h>
#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/profile.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "support/c_calls.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(c_interface)

namespace {

constexpr int rule_sets = 150;
constexpr std::uint64_t profiles_each = 8;

/// Whether something is wrong that only a text can have.
bool is_of_text(const Profile& profile) {
    const auto found = profile.problems();
    return std::any_of(found.begin(), found.end(), [](const Diagnostic& problem) {
        constexpr std::array<std::string_view, 4> codes{"unknown-fact", "unknown-field",
                                                        "given-twice", "unreadable-record"};
        return std::find(codes.begin(), codes.end(), problem.code) != codes.end();
    });
}

/// What C lends of each rule beside what C++ says of it.
std::string rule_fault(const Screening& expected, caveat_screening* screening, RuleId rule) {
    auto result = fresh<caveat_rule_result>();
    auto why = fresh<caveat_why_result>();
    auto reason = fresh<caveat_reason>();
    if (caveat_screening_rule(screening, rule.index, &result) != CAVEAT_OK ||
        result.status != static_cast<std::int32_t>(expected.status(rule)) ||
        (result.is_deferred != 0) != expected.is_deferred(rule)) {
        return "status";
    }
    const Why because = caveat::why(expected, rule);
    if (caveat_screening_why(screening, rule.index, &why) != CAVEAT_OK ||
        why.reason_count != because.reasons.size() || why.fact_count != because.facts.size()) {
        return "why";
    }
    for (std::size_t i = 0; i < why.reason_count; ++i) {
        const Reason& wanted = because.reasons[i];
        if (caveat_screening_reason(screening, rule.index, i, &reason) != CAVEAT_OK ||
            said(reason.text) != wanted.text || said(reason.value) != wanted.value ||
            said(reason.threshold) != wanted.threshold ||
            said(reason.text_without_value) != wanted.text_without_value ||
            reason.place_count != wanted.facts.size()) {
            return "reason";
        }
    }
    const auto near = near_miss(expected, rule);
    const caveat_status missed = caveat_screening_near_miss(screening, rule.index, &reason);
    if (near ? missed != CAVEAT_OK || said(reason.text) != near->text
             : missed != CAVEAT_NOT_FOUND) {
        return "near miss";
    }
    const caveat_open_place* places = nullptr;
    std::size_t count = 0;
    if (caveat_screening_open_places(screening, rule.index, &places, &count) != CAVEAT_OK ||
        count != unknown_facts(expected, rule).size()) {
        return "open places";
    }
    return {};
}

std::string screening_fault(const Screening& expected, caveat_screening* screening) {
    for (const RuleId rule : expected.rules().rules()) {
        const std::string fault = rule_fault(expected, screening, rule);
        if (!fault.empty()) return fault + " of " + std::string(expected.rules().rule(rule).id);
    }
    std::uint32_t now = 0;
    std::uint32_t later = 0;
    if (caveat_screening_question_count(screening, &now, &later) != CAVEAT_OK ||
        now != questions(expected).size() || later != deferred_questions(expected).size()) {
        return "questions";
    }
    auto info = fresh<caveat_screening_info>();
    if (caveat_screening_get(screening, &info) != CAVEAT_OK ||
        info.at_least != static_cast<std::int32_t>(expected.at_least()) ||
        info.at_most != static_cast<std::int32_t>(expected.at_most()) ||
        (info.complete != 0) != expected.complete() ||
        info.score_count != expected.scores().size()) {
        return "the whole";
    }
    return {};
}

struct Tally {
    std::size_t all = 0;
    std::size_t by_calls = 0;
    std::size_t with_problems = 0;
};

std::string fault_of(const RuleSet& rules, const caveat_rules* in_c, const std::string& json,
                     Tally& tally) {
    const Profile profile = read_profile(rules, json);
    const Screening expected = screen(profile);
    const std::string report = write_report(expected, {}, false);
    ++tally.all;
    if (report_by_json(in_c, json) != report) return "from JSON: " + report_by_json(in_c, json);
    caveat_profile* read = nullptr;
    caveat_screening* screening = nullptr;
    if (caveat_screening_new(&screening) != CAVEAT_OK) return "no screening";
    const CScreening owned(screening);
    if (caveat_profile_from_json(in_c, json.data(), json.size(), nullptr, &read) != CAVEAT_OK) {
        return "not read";
    }
    const CProfile owned_profile(read);
    if (report_by(read, screening) != report) return "as read: " + report_by(read, screening);
    const std::string fault = screening_fault(expected, screening);
    if (!fault.empty()) return fault;
    if (is_of_text(profile)) return {};
    const CProfile called = by_calls(in_c, profile);
    if (!called) return "a call failed";
    ++tally.by_calls;
    if (!profile.problems().empty()) ++tally.with_problems;
    const std::string by_call = report_by(called.get(), screening);
    return by_call == report ? std::string() : "by calls: " + by_call + "instead: " + report;
}

}  // namespace

BOOST_AUTO_TEST_CASE(calls_json_and_cpp_give_the_same_report) {
    Tally tally;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        RuleSetOptions options;
        options.contradictions = seed % 3 == 0;
        const GeneratedRuleSet generated = generate_rules(seed, options);
        const Engine engine(generated, seed);
        if (!engine.is_loaded()) return engine.diagnostics();
        const std::string text = engine.text();
        caveat_rules* rules = nullptr;
        if (caveat_load_text(text.data(), text.size(), "generated.yaml", nullptr, &rules,
                             nullptr) != CAVEAT_OK) {
            return "not loaded: " + text;
        }
        const CRules owned(rules);
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            ProfileOptions profiles;
            profiles.percent_wrong = i % 2 == 0 ? 20 : 0;
            const std::string json =
                engine.json(generate_profile(generated, seed * profiles_each + i, profiles));
            const std::string fault = fault_of(engine.rules(), rules, json, tally);
            if (!fault.empty()) return text + json + '\n' + fault;
        }
        return {};
    });
    BOOST_TEST_MESSAGE(tally.all << " profiles, " << tally.by_calls << " by calls, of them "
                                 << tally.with_problems << " with problems");
    BOOST_TEST(tally.by_calls * 4 > tally.all * 3);
    BOOST_TEST(tally.with_problems * 8 > tally.all);
}

BOOST_AUTO_TEST_SUITE_END()
