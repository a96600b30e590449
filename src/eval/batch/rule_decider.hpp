#pragma once

#include "eval/batch/literal_bits.hpp"
#include "eval/batch/rule_planes.hpp"
#include "eval/batch/verdict_rows.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace caveat::eval {

/// From bits of literals to bits of rules and verdicts, strip after strip.
class RuleDecider {
  public:
    void begin() { was_open_ = false; }
    void decide(const Chunk& chunk, const LiteralBits& bits, RulePlanes& rules,
                VerdictRows& verdicts);

  private:
    using StripBits = std::array<std::uint64_t, strip_words>;
    /// Of one strip, by how strict the verdict is; the first is `proceed`.
    using ByLevel = std::array<StripBits, strict_verdicts + 1>;
    /// Yes and "is not no" of something in one strip.
    struct StripTruth {
        StripBits yes{};
        StripBits may{};
    };

    void decide_groups(const Chunk& chunk, const LiteralBits& bits, std::size_t strip,
                       RulePlanes& rules);
    void decide_exempted(const Chunk& chunk, const LiteralBits& bits, std::size_t strip,
                         std::uint32_t rule, RulePlanes& rules);
    void keep(const Chunk& chunk, const LiteralBits& bits, std::size_t strip,
              VerdictRows& verdicts) const;
    static void join(StripBits& all, const std::uint64_t* more);
    static StripTruth find_condition(const Chunk& chunk, const LiteralBits& bits, std::size_t strip,
                                     std::uint32_t condition);
    static StripTruth find_exemption(const RulePlanes& rules, std::size_t word,
                                     const model::Rule& declared, StripTruth unless,
                                     StripBits& by_rule);

    bool was_open_ = false;  ///< some plane of open rows has been begun
    ByLevel fired_{};
    ByLevel presumed_{};
    ByLevel undecided_{};
    StripBits open_{};  ///< rows with a rule that asks
};

}  // namespace caveat::eval
