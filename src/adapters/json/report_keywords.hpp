#pragma once

// The words of a report that are the same in every report; none of them needs an escape.

#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <string_view>

namespace caveat::json {

std::string_view word_of(Truth truth);
std::string_view word_of(Verdict verdict);
std::string_view word_of(Verb verb);
std::string_view word_of(Status status);
std::string_view word_of(Respondent whom);

}  // namespace caveat::json
