#pragma once

// One report for each kind of reader.

#include <caveat/report_text.hpp>
#include <caveat/styled_text.hpp>

#include "api/report/content.hpp"

#include <cstddef>

namespace caveat::api::report {

StyledText for_clinician(Content& content, const ReportOptions& options, std::size_t width);
StyledText for_desk(Content& content, const ReportOptions& options, std::size_t width);
StyledText for_patient(Content& content, const ReportOptions& options, std::size_t width);

}  // namespace caveat::api::report
