#pragma once

#include "program/blocks.hpp"
#include "program/program.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace caveat::program {

/// Makes the blocks and their rows, once the groups are known.
class BlockRows {
  public:
    BlockRows(const Program& program, Blocks& blocks);

    void make();

  private:
    /// A test of a lane, in the group that it belongs to.
    struct Use {
        std::uint32_t group;
        std::uint32_t literal;
        std::uint32_t lane;  ///< position in the block
        friend auto operator<=>(const Use&, const Use&) = default;
    };
    /// A lane that gains or loses one failed test from this state on.
    struct Event {
        std::uint32_t state;
        std::uint32_t lane;
        std::int32_t more_failed;
    };

    void make_block(std::size_t first, std::size_t last);
    void add_group(const Use* first, const Use* last);
    void add_ranked(const Group& group, const Use* first, const Use* last);
    void add_listed(const Group& group, const Use* first, const Use* last);
    void add_literals(const Use* first, const Use* last);
    std::uint32_t add_row(const Row& row);
    [[nodiscard]] std::uint32_t state_from(const Group& group, std::int64_t cut) const;
    [[nodiscard]] bool holds(const Group& group, std::uint32_t literal, std::uint32_t state) const;

    const Program& program_;
    Blocks& blocks_;
    std::vector<std::uint32_t> order_;             ///< lanes, in the order of their places
    std::vector<std::uint32_t> group_of_literal_;  ///< by literal
    std::vector<Use> uses_;
    std::vector<Event> events_;
    std::vector<std::int32_t> failed_;  ///< by lane of the block: tests that fail
};

}  // namespace caveat::program
