#pragma once

// What tests say of what is known, in Kleene's three values: one place each, for all who look at
// one patient. `eval/batch` says the same of 64 rows in a word, `proof/solver_*` in formulas.

#include <caveat/values.hpp>

#include "facts/code_set.hpp"
#include "model/rule_set.hpp"
#include "values/range.hpp"

#include <cstdint>

namespace caveat::model {

/// Counts conditions that hold, and those that may.
class Tally {
  public:
    constexpr void add(Truth truth) {
        met_ += truth == Truth::yes ? 1U : 0U;
        open_ += truth == Truth::unknown ? 1U : 0U;
    }
    /// Whether at least so many hold.
    [[nodiscard]] constexpr Truth reaches(std::uint32_t count) const {
        return met_ >= count ? Truth::yes : met_ + open_ < count ? Truth::no : Truth::unknown;
    }

  private:
    std::uint32_t met_ = 0;
    std::uint32_t open_ = 0;
};

/// Of every pair of numbers that are still possible.
Truth compare(Comparison comparison, const values::Range& a, const values::Range& b);
/// Whether a score lies in a band: yes when all that it may be does, no when nothing does.
Truth lies_in(const values::Range& range, const Interval& band);

/// possible  every code that the choice may still be
Truth is_one_of(const facts::CodeSet& possible, const facts::CodeSet& codes);
/// present, absent  what is certainly in the list, and what is certainly not
Truth includes_any(const facts::CodeSet& present, const facts::CodeSet& absent,
                   const facts::CodeSet& codes);
Truth includes_all(const facts::CodeSet& present, const facts::CodeSet& absent,
                   const facts::CodeSet& codes);
/// all  every code that there is
Truth is_empty(const facts::CodeSet& present, const facts::CodeSet& absent,
               const facts::CodeSet& all);

}  // namespace caveat::model
