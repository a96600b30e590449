// The n-th allocation fails, for every n: what comes back is the word that memory ran out, or what
// comes back otherwise, and nothing is leaked.

#include <caveat/batch.hpp>
#include <caveat/caveat.h>
#include <caveat/caveat.hpp>
#include <caveat/format.hpp>
#include <caveat/json.hpp>

#include "failing.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <new>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::tests {

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

const std::filesystem::path rules_folder = std::filesystem::path(CAVEAT_SOURCE_DIR) / "rules";

/// Nothing where memory ran out.
using Outcome = std::optional<std::string>;

/// Fails each allocation in turn, `step` apart (1: all). CAVEAT_ALLOCATION_STEP=1 makes every one.
void fail_each(const std::string& what, std::int64_t step, const std::function<Outcome()>& work) {
    // What is made once for the whole process is made here.
    const Outcome expected = work();
    BOOST_TEST_REQUIRE(expected.has_value(), what);
    if (const char* const given = std::getenv("CAVEAT_ALLOCATION_STEP")) step = std::atoll(given);
    std::int64_t in_all = 0;
    {
        const FailingAllocation none(0);
        (void)work();
        in_all = none.asked();
    }
    std::int64_t refusals = 0;
    for (std::int64_t n = 1; n <= in_all; n += step) {
        std::int64_t live = 0;
        bool is_same = false;
        bool is_out_of_memory = false;
        {
            const FailingAllocation failing(n);
            {
                const Outcome outcome = work();
                is_out_of_memory = !outcome.has_value();
                is_same = outcome == expected;
            }
            live = failing.live();
        }
        refusals += is_out_of_memory ? 1 : 0;
        if (!is_same && !is_out_of_memory) BOOST_TEST(false, what << ": another result at " << n);
        if (live != 0) BOOST_TEST(false, what << ": " << live << " not given back at " << n);
    }
    BOOST_TEST_MESSAGE(what << ": " << in_all << " allocations, " << refusals << " refused");
    BOOST_TEST(refusals > 0, what);
}

Outcome in_c(const std::string& rules_text, const std::string& profile) {
    caveat_rules* rules = nullptr;
    char* diagnostics = nullptr;
    char* report = nullptr;
    std::size_t length = 0;
    caveat_status status =
        caveat_load_text(rules_text.data(), rules_text.size(), "r.yaml", &rules, &diagnostics);
    if (status == CAVEAT_OK) {
        status =
            caveat_screen_json(rules, profile.data(), profile.size(), nullptr, &report, &length);
    }
    Outcome outcome;
    if (status != CAVEAT_OUT_OF_MEMORY) {
        try {
            outcome = std::to_string(status) + ' ' + std::string(report == nullptr ? "" : report);
        } catch (const std::bad_alloc&) {
            outcome.reset();
        }
    } else if (report != nullptr) {
        outcome = "a report beside out of memory";
    }
    caveat_string_free(report);
    caveat_string_free(diagnostics);
    caveat_rules_free(rules);
    return outcome;
}

/// Everything that can be asked of one screening.
std::string all_of(const RuleSet& rules, const std::string& profile_text) {
    Screening screening;
    const Profile profile = read_profile(rules, profile_text);
    screen(profile, screening);
    std::string all = write_report(screening) + write_text(screening);
    Explanation explanation;
    explain_all(screening, explanation);
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        for (const std::string& fact : unknown_facts(screening, {i})) all += fact;
    }
    Batch batch(rules, std::vector<Profile>{profile, profile});
    BatchScreening screened;
    screen(batch, 0, 2, screened);
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(allocation)

BOOST_AUTO_TEST_CASE(loading_and_screening_through_c) {
    constexpr std::int64_t step = 41;  // loading takes some ten thousand
    for (const auto* name :
         {"back-pain-massage", "blood-pressure", "neck-injury", "sacroiliac-joint", "start-back"}) {
        const std::string rules = text_of(rules_folder / (std::string(name) + ".yaml"));
        const std::string profile = R"({"patient": "p", "as_of": "2026-11-20", "facts": {}})";
        fail_each(name, step, [&] { return in_c(rules, profile); });
    }
}

BOOST_AUTO_TEST_CASE(a_rule_file_with_mistakes_through_c) {
    std::string rules = text_of(rules_folder / "start-back.yaml");
    for (std::size_t at = rules.find(" >= "); at != std::string::npos;
         at = rules.find(" >= ", at)) {
        rules.replace(at, 4, " >> ");
    }
    constexpr std::int64_t step = 41;
    fail_each("mistakes", step, [&] { return in_c(rules, "{}"); });
}

BOOST_AUTO_TEST_CASE(screening_and_asking_everything_in_cpp) {
    const Loaded loaded = load_file((rules_folder / "back-pain-massage.yaml").string());
    BOOST_TEST_REQUIRE(loaded.rules.has_value());
    constexpr std::int64_t step = 3;
    const auto profiles = std::filesystem::path(CAVEAT_SOURCE_DIR) / "examples" / "profiles";
    for (const auto* name : {"09-session-history.json", "08-wrong-value.json"}) {
        const std::string profile = text_of(profiles / name);
        fail_each(name, step, [&]() -> Outcome {
            try {
                return all_of(*loaded.rules, profile);
            } catch (const std::bad_alloc&) {
                return std::nullopt;
            }
        });
    }
}

BOOST_AUTO_TEST_CASE(laying_out_a_rule_file) {
    const std::string rules = text_of(rules_folder / "start-back.yaml");
    constexpr std::int64_t step = 41;
    fail_each("format", step, [&]() -> Outcome {
        try {
            const Formatted formatted = format_rules(rules, "r.yaml");
            return formatted.text.value_or("");
        } catch (const std::bad_alloc&) {
            return std::nullopt;
        }
    });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::tests
