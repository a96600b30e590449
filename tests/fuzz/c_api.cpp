// Any bytes as options, a rule file and a profile, divided by lines of dashes, through the C
// interface: a status and what it promises, nothing else.

#include <caveat/caveat.h>

#include "fuzz/pieces.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

/// The first byte is a set of flags, the rest a day.
void set_options(std::string_view text, std::string& day, caveat_screen_options& options) {
    const unsigned flags = text.empty() ? 0U : static_cast<unsigned char>(text.front());
    const auto flag = [&](unsigned place) { return static_cast<int>(flags >> place & 1U); };
    if (!text.empty()) day = text.substr(1);
    options.size = flag(0) != 0 ? sizeof options : 0;
    options.default_as_of = flag(1) != 0 ? day.c_str() : nullptr;
    options.why = flag(2);
    options.no_values = flag(3);
    options.without_patient = flag(4);
    options.without_clinician = flag(5);
    options.pretty = flag(6);
    options.extra_facts_are_notes = flag(7);
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
    char* diagnostics = nullptr;
    const caveat_status loaded =
        caveat_load_text(file.data(), file.size(), "fuzzed.yaml", &rules, &diagnostics);
    must(loaded == CAVEAT_OK || loaded == CAVEAT_BAD_RULES);
    must((rules != nullptr) == (loaded == CAVEAT_OK));
    must(rules != nullptr || (diagnostics != nullptr && *diagnostics != '\0'));
    char* report = nullptr;
    std::size_t length = 0;
    const caveat_status screened =
        caveat_screen_json(rules, rest.data(), rest.size(), &options, &report, &length);
    must(screened == CAVEAT_OK || screened == CAVEAT_BAD_ARGUMENT);
    must((report != nullptr) == (screened == CAVEAT_OK));
    if (rules != nullptr) must(std::strlen(caveat_rules_sha256(rules)) == 64);
    if (report != nullptr) must(std::strlen(report) == length && length != 0);
    must(*caveat_status_text(static_cast<caveat_status>(size)) != '\0');
    caveat_string_free(report);
    caveat_string_free(diagnostics);
    caveat_rules_free(rules);
    return 0;
}
