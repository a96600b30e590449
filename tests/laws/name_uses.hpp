#pragma once

// Where a rule file uses the names that it declares, found by the loader's own reader. For tests
// that change one such place.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::testing {

enum class UseKind : std::uint8_t {
    fact,
    field,
    records,
    code,
    band,
    term,
    phrase,
    parameter,
    score,
    outcome,
    rule_id,
};
inline constexpr std::size_t use_kind_count = 11;

struct NameUse {
    UseKind kind = UseKind::fact;
    std::size_t begin = 0;  ///< bytes of the file
    std::size_t end = 0;
    std::string declared;  ///< the name as its declaration writes it
};

/// Every use of a declared name in the conditions, sentences, gates, fall-backs, points and
/// overrides of a rule file without mistakes, in no particular order.
std::vector<NameUse> name_uses(std::string_view file);

}  // namespace caveat::testing
