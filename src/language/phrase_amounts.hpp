#pragma once

// Alternatives of a phrase mean the same. Words of another amount do not: `{n} days/weeks`.

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::language {

/// Two of the alternatives that end in words of one kind and of another amount: `days` and `weeks`,
/// `mg` and `mcg`, `daily` and `weekly`, `one` and `two`. Nothing where all may mean the same, as
/// `day` and `days` do. Words of one or two letters count where `is_behind_slot`.
std::optional<std::pair<std::string, std::string>> different_amounts(
    const std::vector<std::string>& alternatives, bool is_behind_slot);

/// Whether both are words for one amount: `wk` and `weeks`.
bool is_same_amount(const std::string& one, const std::string& another);

}  // namespace caveat::language
