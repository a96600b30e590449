#pragma once

// Loading for those who know more than the text.

#include <caveat/rules.hpp>

#include "language/yaml_again.hpp"

#include <string_view>

namespace caveat::api {

/// As `load_text`, of a file that somebody types in. The rules keep their document, for whoever
/// asks them for `LoadedRules::file`.
Loaded load_again(std::string_view text, std::string_view name, const Limits& limits,
                  language::YamlFile& yaml);

}  // namespace caveat::api
