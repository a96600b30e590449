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

/// Whether a problem is found again when the same answers are checked again. What only the text of
/// a profile has wrong is not, nor what was too much to keep.
bool comes_back(const Profile& profile, const Diagnostic& problem);

}  // namespace caveat::api
