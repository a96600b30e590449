#pragma once

#include <caveat/export.hpp>
#include <caveat/rules.hpp>

#include <cstdint>
#include <string>

/// What a profile of a rule set may hold, for whoever fills one in. Target `caveat::json`.
namespace caveat {

/// The JSON Schema (2020-12) of the profiles of a rule set, ending with a line break: every fact
/// under its key, with its question, who is asked and when; ranges, whole numbers and units; codes
/// with their labels; lists that are complete and lists that are open; numbers known in part; null.
/// It is made of the declarations that `read_profile` checks answers by. The same rule set gives
/// the same bytes.
///
/// What it accepts screens without a problem (notes apart), and what it refuses has one, but for
/// the following, which the schema says too, in its `$comment`.
///
/// It accepts, and a screening reports: days outside the range of a fact or behind the day of the
/// screening; limits of a number between which none lies; numbers of more than 18 digits, and those
/// beyond an end of a range that is no decimal in the unit of the fact; a code that is said to be
/// both present and absent; answers that contradict each other by `impossible` or `otherwise`; keys
/// given twice; and more in a profile than a profile may hold.
///
/// It refuses, and a screening takes: names and codes in another spelling than their key, codes
/// that are digits written as numbers within a list, a unit that is empty or converts into the one
/// of the fact, `{"value": null}` for null; and what the options of a reader allow: a profile
/// without its day, facts that the rule set does not know.
CAVEAT_EXPORT std::string write_profile_schema(const RuleSet& rules);

/// A language whose types `write_profile_types` writes.
enum class TypeLanguage : std::uint8_t {
    typescript,  ///< a module of interfaces; 4.7 or later, strict or not
    python,      ///< a module of `TypedDict`; 3.8 or later
};

/// The profiles of a rule set as types of another language: a whole source file, `Profile` and
/// `Facts` in it, with the questions and ranges as comments. Types say less than the schema: of a
/// number its unit but not its range, of a date that it is a text.
CAVEAT_EXPORT std::string write_profile_types(const RuleSet& rules, TypeLanguage language);

}  // namespace caveat
