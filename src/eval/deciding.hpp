#pragma once

#include "eval/machine.hpp"
#include "eval/result.hpp"

namespace caveat::eval {

/// Runs a compiled rule set for one patient: which lanes are possible and which are met, block by
/// block, and from them the status of every rule.
class Deciding {
  public:
    Deciding(Result& result, Machine& machine);

    void run();

  private:
    using Words = program::Row;

    void decide_block(const program::Block& block, std::size_t first_lane);
    bool narrow_by_partly(const program::Block& block, Words& possible, Words& met) const;
    bool narrow_by_late(const program::Block& block, Words& possible, Words& met);
    void narrow_by_literals(const program::Block& block, const program::Group& group,
                            Words& possible, Words& met) const;
    void drop_unknown(const program::Block& block, Words& met) const;
    void take(std::size_t first_lane, const program::Block& block, const Words& possible,
              const Words& met);
    void take_condition(std::uint32_t condition, bool is_met);
    void decide_complex_rules();
    void set_status(std::uint32_t rule, Status status);

    Result& result_;
    ScreeningMemory& work_;
    Machine& machine_;
    const program::Program& program_;
    const program::Blocks& blocks_;
};

}  // namespace caveat::eval
