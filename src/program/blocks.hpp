#pragma once

// The lanes of a program laid out for one patient at a time. A lane is a bit. Everything that can
// be said of one source selects a row of bits, the lanes that it leaves possible; what remains when
// the rows of all sources are laid over each other are the lanes whose every test is met. So the
// work for a patient is one row for each source and 64 times 8 lanes, however many rules share it.

#include "program/program.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caveat::program {

/// Words of a block: 512 lanes.
inline constexpr std::size_t block_words = 8;
inline constexpr std::size_t block_lanes = block_words * 64;

/// One word for each 64 lanes of a block.
struct alignas(64) Row {
    std::array<std::uint64_t, block_words> words{};
};

/// Tests that are asked together: their joint answer, the state, selects a row.
///
/// States of a number, date or count: how many of `cuts` are not above the value. Of a choice, its
/// code. Of a set of yes/no questions (choices, at most four tests; yes/no, derived, tree: one or
/// two), a bit each: which are yes.
struct Group {
    std::uint32_t source = 0;
    SourceKind kind = SourceKind::yes_no;
    std::uint32_t index = 0;  ///< of the source
    std::uint32_t first_literal = 0;
    std::uint32_t literal_count = 0;
    std::uint32_t first_cut = 0;  ///< into `cuts`
    std::uint32_t cut_count = 0;
    std::uint32_t states = 0;
    /// Of a number with few values: the state of `table_low`, `table_low` + 1 …; else empty.
    std::int64_t table_low = 0;
    std::uint32_t first_table = 0;  ///< into `tables`
    std::uint32_t table_count = 0;
    /// Of a count: the list, and the tests that a record must pass where there is one lane.
    std::uint32_t record_tests = 0;
    std::uint64_t lane = 0;
    bool has_one_lane = false;
    /// Of a count: while nothing is known of the records, every test is unknown.
    bool is_open_unanswered = true;
};

/// Tests on one list of choices, all at once: for each byte of the mask of codes a table of 256
/// entries, the tests that some code there meets (of `all_of`: that some code is missing for).
/// Those of all bytes together, but for the ones in `denied`, are the tests passed.
struct CodeTable {
    static constexpr std::uint32_t most_tests = 64;
    std::uint32_t fact = 0;
    std::uint32_t first_group = 0;  ///< groups of four tests each
    std::uint32_t group_count = 0;
    std::uint32_t first_table = 0;  ///< into `code_tables`
    std::uint32_t byte_count = 0;
    std::uint64_t denied = 0;
};

/// What a met or possible lane settles.
struct LaneTarget {
    static constexpr std::uint32_t complex_bit = 0x8000'0000U;
    /// A rule that it alone decides; or, with `complex_bit`, a condition.
    std::uint32_t target = 0;
};

/// What a block needs of one group. `rows[first_row[state]]` is the row of a state.
struct BlockGroup {
    std::uint32_t group = 0;
    std::uint32_t states = 0;   ///< into `row_of_state`
    std::uint32_t without = 0;  ///< the row of lanes that do not use the group
};

/// A test that a block uses: its row is of the lanes that do not use it.
struct BlockLiteral {
    std::uint32_t literal = 0;
    std::uint32_t without = 0;
};

struct Block {
    std::uint32_t first_early = 0;  ///< into `groups_of_blocks`: of facts
    std::uint32_t early_count = 0;
    std::uint32_t first_late = 0;  ///< of sources that are looked at only where a lane is possible
    std::uint32_t late_count = 0;
    std::uint32_t first_literal = 0;  ///< into `literals_of_blocks`, ascending
    std::uint32_t literal_count = 0;
    std::uint32_t lane_count = 0;
    std::uint32_t words = 0;  ///< of 64 lanes, in use
};

struct Blocks {
    std::vector<Group> groups;  ///< early ones first
    std::uint32_t early_groups = 0;
    std::array<std::uint32_t, 8> kind_end{};  ///< by SourceKind: one past its last group
    std::vector<std::uint32_t> first_group;   ///< by source, and one more
    std::vector<std::int64_t> cuts;
    std::vector<std::uint16_t> tables;
    std::vector<CodeTable> codes;  ///< of every group of choices
    std::vector<std::uint64_t> code_tables;
    std::vector<Block> blocks;
    std::vector<BlockGroup> groups_of_blocks;
    std::vector<BlockLiteral> literals_of_blocks;
    std::vector<std::uint32_t> row_of_state;
    std::vector<Row> rows;                   ///< the first one has every bit set
    std::vector<LaneTarget> targets;         ///< by position of a lane, 512 a block
    std::vector<std::uint32_t> simple_rule;  ///< by condition: the rule that it alone decides
    /// By condition: positions in `Program::complex_rules` whose `when` it is.
    std::vector<std::uint32_t> first_complex;  ///< and one more
    std::vector<std::uint32_t> complex;
};

/// Lays the lanes out, in time and memory linear in the program.
Blocks lay_out(const Program& program, const model::RuleSet& rules);

}  // namespace caveat::program
