#pragma once

// How to read, screen and report, from the one struct of C.

#include <caveat/caveat.h>
#include <caveat/json.hpp>
#include <caveat/report_text.hpp>
#include <caveat/screen.hpp>

namespace caveat::c_api {

/// The caller's options with all members; throws a Refusal where one means nothing.
caveat_screen_options chosen(const caveat_screen_options* given);

ReadOptions read_options(const caveat_screen_options& chosen);
Respondents respondents(const caveat_screen_options& chosen);
ReportOptions report_options(const caveat_screen_options& chosen);

}  // namespace caveat::c_api
