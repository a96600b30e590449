// Screenings as text. Entrances: caveat_screening_json, caveat_screening_verdict,
// caveat_screening_text, caveat_screening_record, caveat_screen_json.

#include <caveat/json.hpp>

#include "adapters/c_api/options.hpp"
#include "adapters/c_api/rules.hpp"
#include "adapters/c_api/screening.hpp"
#include "adapters/c_api/wall.hpp"

#include <string>

namespace caveat::c_api {

namespace {

/// Hands out the text that `write` gives.
template <typename Write>
caveat_status hand_out_text(const caveat_screening* screening, char** text, std::size_t* length,
                            const Write& write) {
    empty(text);
    empty(length);
    if (screening == nullptr || text == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] { return hand_out(write(screening->screening), text, length); });
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_screening_json(caveat_screening* screening,
                                    const caveat_screen_options* options, char** report,
                                    size_t* length) noexcept {
    return hand_out_text(screening, report, length, [&](const caveat::Screening&) {
        const caveat_screen_options all = chosen(options);
        return screening->report(report_options(all), all.pretty != 0);
    });
}

caveat_status caveat_screening_verdict(caveat_screening* screening, char** line,
                                       size_t* length) noexcept {
    return hand_out_text(screening, line, length, [](const caveat::Screening& from) {
        std::string text;
        caveat::write_verdict(from, text);
        return text;
    });
}

caveat_status caveat_screening_text(caveat_screening* screening,
                                    const caveat_screen_options* options, char** text,
                                    size_t* length) noexcept {
    return hand_out_text(screening, text, length, [&](const caveat::Screening& from) {
        return caveat::write_text(from, report_options(chosen(options)));
    });
}

caveat_status caveat_screening_record(caveat_screening* screening,
                                      const caveat_screen_options* options, const char* profile,
                                      size_t profile_length, char** record,
                                      size_t* length) noexcept {
    return hand_out_text(screening, record, length, [&](const caveat::Screening& from) {
        if (!is_text(profile, profile_length)) throw Refusal{CAVEAT_BAD_ARGUMENT};
        const caveat_screen_options all = chosen(options);
        caveat::RecordOptions recording;
        recording.report = report_options(all);
        recording.reading = read_options(all);
        if (profile != nullptr) recording.profile_text = view(profile, profile_length);
        return caveat::write_record(from, recording);
    });
}

caveat_status caveat_screen_json(const caveat_rules* rules, const char* profile,
                                 size_t profile_length, const caveat_screen_options* options,
                                 char** report, size_t* length) noexcept {
    empty(report);
    empty(length);
    if (rules == nullptr || !is_text(profile, profile_length) || report == nullptr) {
        return CAVEAT_BAD_ARGUMENT;
    }
    return guarded([&] {
        const caveat_screen_options all = chosen(options);
        const caveat::Profile read =
            caveat::read_profile(rules->rules, view(profile, profile_length), read_options(all));
        caveat::Screening screening;
        caveat::screen(read, screening, respondents(all));
        return hand_out(caveat::write_report(screening, report_options(all), all.pretty != 0),
                        report, length);
    });
}
