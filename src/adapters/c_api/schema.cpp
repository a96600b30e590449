// A rule set into the contract of its profiles. Entrance: caveat_rules_schema.

#include <caveat/schema.hpp>

#include "adapters/c_api/rules.hpp"
#include "adapters/c_api/wall.hpp"

#include <string>

namespace caveat::c_api {

namespace {

std::string contract(const RuleSet& rules, caveat_schema_form form) {
    switch (form) {
        case CAVEAT_SCHEMA_JSON:
            return write_profile_schema(rules);
        case CAVEAT_SCHEMA_TYPESCRIPT:
            return write_profile_types(rules, TypeLanguage::typescript);
        case CAVEAT_SCHEMA_PYTHON:
            return write_profile_types(rules, TypeLanguage::python);
        default:
            throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_rules_schema(const caveat_rules* rules, caveat_schema_form form, char** text,
                                  size_t* length) noexcept {
    empty(text);
    empty(length);
    if (rules == nullptr || text == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] { return hand_out(contract(rules->rules, form), text, length); });
}
