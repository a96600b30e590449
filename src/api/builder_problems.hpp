#pragma once

// What is wrong with the places that a builder of profiles is given.

#include <caveat/diagnostic.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>

#include "text/diagnostics.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace caveat::api {

Diagnostic misplaced(text::DiagnosticCode code, std::string path, std::string message,
                     std::string help);

/// What is wrong with a path that begins like one into the records of a known fact.
std::optional<Diagnostic> lost_in_records(const RuleSet& rules, std::string_view path);

/// What stays of a problem of a profile when its answers are checked again, maybe by other rules:
/// nothing where they have it again. What only the text of a profile has wrong stays, and so does
/// what was too much to keep.
std::optional<Diagnostic> carried_over(const RuleSet& to, const Profile& profile,
                                       const Diagnostic& problem);

}  // namespace caveat::api
