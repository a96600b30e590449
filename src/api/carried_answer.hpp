#pragma once

// An answer to a fact of one rule set as one to the fact of that name in another.

#include <caveat/answer.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>

namespace caveat::api {

/// A number keeps the unit that it was given in. A list of codes that was all there were is open
/// where the other fact has more codes: of those nobody was asked.
Answer carried_over(const Profile& profile, FactId fact, const FactInfo& to);

}  // namespace caveat::api
