#pragma once

// The form of a rule set: which facts it asks, when, and what its answers are coded as.

#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include "mapping/code_table.hpp"
#include "mapping/tables.hpp"
#include "model/tree.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::mapping {

inline constexpr std::string_view yes_no_system = "http://terminology.hl7.org/CodeSystem/v2-0136";
inline constexpr std::string_view absent_system =
    "http://terminology.hl7.org/CodeSystem/data-absent-reason";
/// "Don't know", of `absent_system`.
inline constexpr std::string_view not_known_code = "asked-unknown";
/// "None of these", of a system of our own.
inline constexpr std::string_view none_code = "none-of-these";

/// The canonical address of the rules as a PlanDefinition; their version stands in the form.
std::string plan_url(const Form& form);

/// The system of `none_code`.
std::string none_system(const Form& form);
bool is_none(const Form& form, std::string_view system, std::string_view code);

/// What linkIds of questions do not begin with, and those of groups do.
inline constexpr std::string_view group_mark = ":";
/// The linkId of a field, in the group of a record.
std::string link_of(const FactInfo& fact, const FieldInfo& field);
/// The linkId of the question whether these records are all there are.
std::string link_of_all(const FactInfo& fact);

/// Reads the URL of a code system by the name that the rule file gives it.
using SystemNamed = std::function<std::optional<std::string>(std::string_view name)>;

/// The form of the rules. canonical  base of its address
Form form_of(const RuleSet& rules, std::string_view canonical, const SystemNamed& system_named);

/// When a fact is asked, as tests that forms can make.
FormGate gate_of(const RuleSet& rules, std::uint32_t fact);

}  // namespace caveat::mapping
