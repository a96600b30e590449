// Any bytes as options, a rule file and a profile, divided by lines of dashes, through the C
// interface: a status and what it promises, nothing else.

#include <caveat/caveat.h>

#include "fuzz/pieces.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

/// The first byte is a set of flags, the rest a day.
void set_options(std::string_view text, std::string& day, caveat_screen_options& options) {
    const unsigned flags = text.empty() ? 0U : static_cast<unsigned char>(text.front());
    const auto flag = [&](unsigned place) {
        return static_cast<std::int32_t>(flags >> place & 1U);
    };
    if (!text.empty()) day = text.substr(1);
    options.size = flag(0) != 0 ? sizeof options : sizeof options.size;
    options.default_as_of = flag(1) != 0 ? day.c_str() : nullptr;
    options.why = flag(2);
    options.no_values = flag(3);
    options.without_patient = flag(4);
    options.without_clinician = flag(5);
    options.pretty = flag(6);
    options.extra_facts_are_notes = flag(7);
}

/// Everything that can be asked of a profile read from these bytes, and the report in both ways.
void ask_everything(const caveat_rules* rules, std::string_view json,
                    const caveat_screen_options& options, const char* report) {
    caveat_profile* profile = nullptr;
    caveat_screening* screening = nullptr;
    must(caveat_profile_from_json(rules, json.data(), json.size(), &options, &profile) ==
         CAVEAT_OK);
    must(caveat_screening_new(&screening) == CAVEAT_OK);
    must(caveat_screen(profile, &options, screening) == CAVEAT_OK);
    char* again = nullptr;
    must(caveat_screening_json(screening, &options, &again, nullptr) == CAVEAT_OK);
    must(std::strcmp(again, report) == 0);
    caveat_string_free(again);
    caveat_screening_info info{};
    info.size = sizeof info;
    must(caveat_screening_get(screening, &info) == CAVEAT_OK);
    for (std::uint32_t rule = 0; rule < info.rule_count; ++rule) {
        caveat_why_result why{};
        why.size = sizeof why;
        must(caveat_screening_why(screening, rule, &why) == CAVEAT_OK);
    }
    const std::uint32_t* facts = nullptr;
    std::size_t count = 0;
    must(caveat_profile_given(profile, &facts, &count) == CAVEAT_OK);
    // What is lent is good until the profile is changed.
    const std::vector<std::uint32_t> given(facts, facts + count);
    for (const std::uint32_t fact : given) {
        caveat_answer answer{};
        answer.size = sizeof answer;
        const caveat_place place{fact, CAVEAT_NONE, CAVEAT_NONE};
        must(caveat_profile_get(profile, place, &answer) == CAVEAT_OK);
        if (answer.kind == CAVEAT_ANSWER_RECORDS) continue;
        must(caveat_profile_set(profile, place, &answer) == CAVEAT_OK);
    }
    must(caveat_screen(profile, &options, screening) == CAVEAT_OK);
    caveat_screening_free(screening);
    caveat_profile_free(profile);
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(bytes), size);
    std::string day;
    caveat_screen_options options{};
    set_options(fuzz::next_piece(rest), day, options);
    const std::string_view file = fuzz::next_piece(rest);
    caveat_rules* rules = nullptr;
    caveat_diagnostics* diagnostics = nullptr;
    const caveat_status loaded =
        caveat_load_text(file.data(), file.size(), "fuzzed.yaml", nullptr, &rules, &diagnostics);
    must(loaded == CAVEAT_OK || loaded == CAVEAT_BAD_RULES);
    must((rules != nullptr) == (loaded == CAVEAT_OK));
    must(rules != nullptr || caveat_diagnostics_count(diagnostics) != 0);
    char* drawn = nullptr;
    must(caveat_diagnostics_render(diagnostics, &drawn) == CAVEAT_OK);
    char* report = nullptr;
    std::size_t length = 0;
    const caveat_status screened =
        caveat_screen_json(rules, rest.data(), rest.size(), &options, &report, &length);
    must(screened == CAVEAT_OK || screened == CAVEAT_BAD_ARGUMENT);
    must((report != nullptr) == (screened == CAVEAT_OK));
    if (report != nullptr) {
        must(std::strlen(report) == length && length != 0);
        ask_everything(rules, rest, options, report);
    }
    must(*caveat_status_text(static_cast<caveat_status>(size)) != '\0');
    caveat_string_free(report);
    caveat_string_free(drawn);
    caveat_diagnostics_free(diagnostics);
    caveat_rules_free(rules);
    return 0;
}
