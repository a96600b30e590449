#pragma once

#include "page/context.hpp"

#include <string>
#include <vector>

namespace caveat::page {

/// By fact, the title of the section of the file that begins with it: the comment that stands above
/// it, after an empty line. Empty where none begins.
std::vector<std::string> fact_sections(const Context& context);

}  // namespace caveat::page
