#pragma once

#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <string_view>

namespace caveat::cases {

/// `fired`, `not fired` …
std::string_view words_of(Status status);
std::string_view words_of(Truth truth);

}  // namespace caveat::cases
