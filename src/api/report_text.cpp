// Turns one screening into a report for people. Entrance: `write_text`.

#include <caveat/report_text.hpp>

#include "api/report/content.hpp"
#include "api/report/phrases.hpp"
#include "api/report/readers.hpp"

namespace caveat {

std::string write_text(const Screening& screening, const ReportOptions& options) {
    return write_styled_text(screening, options).text;
}

StyledText write_styled_text(const Screening& screening, const ReportOptions& options,
                             std::size_t width) {
    using namespace api::report;
    // What a clinician could answer, nobody at the desk can: it is handed on, whoever was asked
    // for.
    const bool is_for_patients_answers = options.reader != Reader::clinician;
    if (is_for_patients_answers && screening.is_filled() && screening.respondents().clinician) {
        const Respondents asked{.patient = screening.respondents().patient, .clinician = false};
        return write_styled_text(screen(screening.profile(), asked), options, width);
    }
    Content content(screening);
    if (const Diagnostic* why = content.unusable()) {
        return unusable_report(content, *why, options, width);
    }
    switch (options.reader) {
        case Reader::desk:
            return for_desk(content, options, width);
        case Reader::patient:
            return for_patient(content, options, width);
        case Reader::clinician:
            break;
    }
    return for_clinician(content, options, width);
}

}  // namespace caveat
