// The contract of a profile as types of another language. Entrance: write_profile_types.

#include "adapters/json/profile_types.hpp"

#include <caveat/schema.hpp>

namespace caveat {

std::string write_profile_types(const RuleSet& rules, TypeLanguage language) {
    switch (language) {
        case TypeLanguage::typescript:
            return json::typescript_of(rules);
        case TypeLanguage::python:
            break;
    }
    return json::python_of(rules);
}

}  // namespace caveat
