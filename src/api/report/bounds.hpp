#pragma once

#include "api/report/asking.hpp"
#include "api/report/content.hpp"

#include <string>

namespace caveat::api::report {

/// How far the verdict may still move, and by which answers: `Could still become: refer first
/// (Q1).` Empty where the rules do not apply.
std::string bounds_words(const Content& content, const Asking& asking);

}  // namespace caveat::api::report
