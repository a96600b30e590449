#pragma once

// What a `RuleSet` handle points to.

#include "model/rule_set.hpp"

#include <string>

namespace caveat::api {

struct LoadedRules {
    model::RuleSet model;
    std::string source;  ///< the file's text: spans of the model look into it
    std::string sha256;  ///< of the file's bytes
};

}  // namespace caveat::api
