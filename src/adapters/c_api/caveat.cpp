// The C interface over the C++ one: handles, copies of text, and a wall that no exception passes.
// Entrances: the functions of <caveat/caveat.h>.

#include <caveat/caveat.h>
#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <utility>

struct caveat_rules {
    caveat::RuleSet rules;
    std::string id;
    std::string version;
    std::string sha256;

    explicit caveat_rules(caveat::RuleSet loaded)
        : rules(std::move(loaded)),
          id(rules.id()),
          version(rules.version()),
          sha256(rules.sha256()) {}
};

namespace {

/// A copy that caveat_string_free can free.
char* copy_of(const std::string& text) {
    auto* const copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (copy == nullptr) throw std::bad_alloc();
    std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
}

/// Runs `work`, which returns a status, and turns whatever it throws into one.
template <typename Work>
caveat_status guarded(const Work& work) noexcept {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return CAVEAT_OUT_OF_MEMORY;
    } catch (...) {
        return CAVEAT_INTERNAL_ERROR;
    }
}

caveat_status hand_over(const caveat::Loaded& loaded, caveat_rules** rules, char** diagnostics) {
    if (diagnostics != nullptr) *diagnostics = copy_of(caveat::render(loaded));
    if (!loaded.rules) return CAVEAT_BAD_RULES;
    try {
        *rules = new caveat_rules(*loaded.rules);
    } catch (...) {
        if (diagnostics != nullptr) std::free(std::exchange(*diagnostics, nullptr));
        throw;
    }
    return CAVEAT_OK;
}

caveat_status screen_into(const caveat_rules& rules, std::string_view profile_text,
                          const caveat_screen_options& options, char** report,
                          size_t* report_length) {
    caveat::ReadOptions reading;
    if (options.default_as_of != nullptr) {
        reading.default_as_of = caveat::Date::from_text(options.default_as_of);
        if (!reading.default_as_of || !reading.default_as_of->is_full()) return CAVEAT_BAD_ARGUMENT;
    }
    if (options.extra_facts_are_notes != 0) reading.extra_facts = caveat::ExtraFacts::note;
    const caveat::Profile profile = caveat::read_profile(rules.rules, profile_text, reading);
    caveat::Respondents respondents;
    respondents.patient = options.without_patient == 0;
    respondents.clinician = options.without_clinician == 0;
    caveat::Screening screening;
    caveat::screen(profile, screening, respondents);
    caveat::ReportOptions writing;
    writing.why = options.why == CAVEAT_WHY_FIRED ? caveat::WhyOf::fired : caveat::WhyOf::all;
    writing.no_values = options.no_values != 0;
    const std::string text = caveat::write_report(screening, writing, options.pretty != 0);
    *report = copy_of(text);
    if (report_length != nullptr) *report_length = text.size();
    return CAVEAT_OK;
}

}  // namespace

caveat_status caveat_load_file(const char* path, caveat_rules** rules, char** diagnostics) {
    if (rules != nullptr) *rules = nullptr;
    if (diagnostics != nullptr) *diagnostics = nullptr;
    if (path == nullptr || rules == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] { return hand_over(caveat::load_file(path), rules, diagnostics); });
}

caveat_status caveat_load_text(const char* text, size_t length, const char* name,
                               caveat_rules** rules, char** diagnostics) {
    if (rules != nullptr) *rules = nullptr;
    if (diagnostics != nullptr) *diagnostics = nullptr;
    if ((text == nullptr && length != 0) || rules == nullptr) return CAVEAT_BAD_ARGUMENT;
    const std::string_view given =
        text == nullptr ? std::string_view{} : std::string_view(text, length);
    return guarded([&] {
        return hand_over(caveat::load_text(given, name != nullptr ? name : "rules.yaml"), rules,
                         diagnostics);
    });
}

caveat_status caveat_screen_json(const caveat_rules* rules, const char* profile, size_t length,
                                 const caveat_screen_options* options, char** report,
                                 size_t* report_length) {
    if (report != nullptr) *report = nullptr;
    if (report_length != nullptr) *report_length = 0;
    if (rules == nullptr || (profile == nullptr && length != 0) || report == nullptr) {
        return CAVEAT_BAD_ARGUMENT;
    }
    caveat_screen_options chosen{};
    if (options != nullptr) {
        if (options->size != 0 && options->size < sizeof chosen) return CAVEAT_BAD_ARGUMENT;
        chosen = *options;
    }
    if (chosen.why != CAVEAT_WHY_ALL && chosen.why != CAVEAT_WHY_FIRED) return CAVEAT_BAD_ARGUMENT;
    const std::string_view given =
        profile == nullptr ? std::string_view{} : std::string_view(profile, length);
    return guarded([&] { return screen_into(*rules, given, chosen, report, report_length); });
}

const char* caveat_rules_id(const caveat_rules* rules) {
    return rules == nullptr ? nullptr : rules->id.c_str();
}

const char* caveat_rules_version(const caveat_rules* rules) {
    return rules == nullptr ? nullptr : rules->version.c_str();
}

const char* caveat_rules_sha256(const caveat_rules* rules) {
    return rules == nullptr ? nullptr : rules->sha256.c_str();
}

void caveat_rules_free(caveat_rules* rules) {
    delete rules;
}

void caveat_string_free(char* text) {
    std::free(text);
}

const char* caveat_version(void) {
    return CAVEAT_VERSION_STRING;
}

const char* caveat_status_text(caveat_status status) {
    switch (status) {
        case CAVEAT_OK:
            return "done";
        case CAVEAT_BAD_RULES:
            return "the rule file has errors";
        case CAVEAT_BAD_ARGUMENT:
            return "an argument is missing or has no meaning";
        case CAVEAT_OUT_OF_MEMORY:
            return "out of memory";
        case CAVEAT_INTERNAL_ERROR:
            return "a mistake inside the library";
    }
    return "no status of this library";
}
