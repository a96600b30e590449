// Options for C. Entrances: chosen, read_options, respondents, report_options.

#include "adapters/c_api/options.hpp"

#include "adapters/c_api/wall.hpp"

namespace caveat::c_api {

caveat_screen_options chosen(const caveat_screen_options* given) {
    const caveat_screen_options options = options_of(given);
    if (options.why != CAVEAT_WHY_ALL && options.why != CAVEAT_WHY_FIRED) {
        throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
    if (options.reader < CAVEAT_READER_CLINICIAN || options.reader > CAVEAT_READER_PATIENT) {
        throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
    // Were it nobody who can answer, whatever is open would bind no verdict.
    if (options.without_patient != 0 && options.without_clinician != 0) {
        throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
    if (options.default_as_of != nullptr) {
        const auto day = Date::from_text(options.default_as_of);
        if (!day || !day->is_full()) throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
    return options;
}

ReadOptions read_options(const caveat_screen_options& chosen) {
    ReadOptions options;
    if (chosen.default_as_of != nullptr) {
        options.default_as_of = Date::from_text(chosen.default_as_of);
    }
    if (chosen.most_bytes != 0) options.most_bytes = chosen.most_bytes;
    if (chosen.extra_facts_are_notes != 0) options.extra_facts = ExtraFacts::note;
    return options;
}

Respondents respondents(const caveat_screen_options& chosen) {
    return {.patient = chosen.without_patient == 0, .clinician = chosen.without_clinician == 0};
}

ReportOptions report_options(const caveat_screen_options& chosen) {
    return {.why = chosen.why == CAVEAT_WHY_FIRED ? WhyOf::fired : WhyOf::all,
            .no_values = chosen.no_values != 0,
            .reader = static_cast<Reader>(chosen.reader),
            .details = chosen.details != 0};
}

}  // namespace caveat::c_api
