#pragma once

// What a `RuleSet` handle points to.

#include "eval/compiled.hpp"
#include "model/rule_set.hpp"

#include <string>

namespace caveat::api {

struct LoadedRules {
    model::RuleSet model;
    eval::Compiled compiled;  ///< of the model
    std::string source;       ///< the file's text: spans of the model look into it
    std::string sha256;       ///< of the file's bytes
};

}  // namespace caveat::api
