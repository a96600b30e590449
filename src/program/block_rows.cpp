// From lanes and groups to rows: which lanes each state of each group leaves possible. Entrance:
// BlockRows::make.

#include "program/block_rows.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace caveat::program {

namespace {

void clear(Row& row, std::uint32_t lane) {
    row.words[lane / 64] &= ~(std::uint64_t{1} << (lane % 64));
}
void set(Row& row, std::uint32_t lane) {
    row.words[lane / 64] |= std::uint64_t{1} << (lane % 64);
}

Row all_lanes() {
    Row row;
    row.words.fill(~std::uint64_t{0});
    return row;
}

}  // namespace

BlockRows::BlockRows(const Program& program, Blocks& blocks)
    : program_(program),
      blocks_(blocks),
      order_(program.lanes.size()),
      group_of_literal_(program.literals.size()),
      failed_(block_lanes, 0) {
    std::iota(order_.begin(), order_.end(), 0U);
    for (std::uint32_t group = 0; group < blocks_.groups.size(); ++group) {
        const Group& each = blocks_.groups[group];
        for (std::uint32_t i = 0; i < each.literal_count; ++i) {
            group_of_literal_[each.first_literal + i] = group;
        }
    }
}

void BlockRows::make() {
    add_row(all_lanes());
    for (std::size_t first = 0; first < order_.size(); first += block_lanes) {
        make_block(first, std::min(first + block_lanes, order_.size()));
    }
}

std::uint32_t BlockRows::add_row(const Row& row) {
    blocks_.rows.push_back(row);
    return static_cast<std::uint32_t>(blocks_.rows.size() - 1);
}

void BlockRows::make_block(std::size_t first, std::size_t last) {
    Block block;
    block.lane_count = static_cast<std::uint32_t>(last - first);
    block.words = (block.lane_count + 63) / 64;
    uses_.clear();
    for (std::size_t i = first; i < last; ++i) {
        const Lane& lane = program_.lanes[order_[i]];
        const std::uint32_t rule = blocks_.simple_rule[lane.condition];
        blocks_.targets.push_back({rule == none ? lane.condition | LaneTarget::complex_bit : rule});
        for (const std::uint32_t literal : program_.literals_of(lane)) {
            uses_.push_back(
                {group_of_literal_[literal], literal, static_cast<std::uint32_t>(i - first)});
        }
    }
    std::sort(uses_.begin(), uses_.end());
    block.first_early = static_cast<std::uint32_t>(blocks_.groups_of_blocks.size());
    block.first_late = block.first_early;
    block.first_literal = static_cast<std::uint32_t>(blocks_.literals_of_blocks.size());
    for (const Use* use = uses_.data(); use != uses_.data() + uses_.size();) {
        const Use* end = use;
        while (end != uses_.data() + uses_.size() && end->group == use->group) ++end;
        const bool is_early = use->group < blocks_.early_groups;
        add_group(use, end);
        ++(is_early ? block.early_count : block.late_count);
        if (is_early) ++block.first_late;
        use = end;
    }
    block.literal_count =
        static_cast<std::uint32_t>(blocks_.literals_of_blocks.size()) - block.first_literal;
    blocks_.blocks.push_back(block);
}

void BlockRows::add_group(const Use* first, const Use* last) {
    const Group& group = blocks_.groups[first->group];
    BlockGroup entry;
    entry.group = first->group;
    entry.states = static_cast<std::uint32_t>(blocks_.row_of_state.size());
    Row without = all_lanes();
    for (const Use* use = first; use != last; ++use) clear(without, use->lane);
    entry.without = add_row(without);
    const SourceKind kind = program_.sources[group.source].kind;
    const bool is_ranked =
        kind == SourceKind::number || kind == SourceKind::date || kind == SourceKind::count;
    is_ranked ? add_ranked(group, first, last) : add_listed(group, first, last);
    add_literals(first, last);
    // One state more: nothing is known, and every lane stays possible.
    blocks_.row_of_state.push_back(0);
    blocks_.groups_of_blocks.push_back(entry);
}

void BlockRows::add_literals(const Use* first, const Use* last) {
    for (const Use* use = first; use != last;) {
        Row without = all_lanes();
        const std::uint32_t literal = use->literal;
        for (; use != last && use->literal == literal; ++use) clear(without, use->lane);
        blocks_.literals_of_blocks.push_back({literal, add_row(without)});
    }
}

bool BlockRows::holds(const Group& group, std::uint32_t index, std::uint32_t state) const {
    const Literal& literal = program_.literals[index];
    switch (program_.sources[group.source].kind) {
        case SourceKind::choice:
            return literal.codes.contains(state) != literal.is_negated;
        case SourceKind::choices:
            return (state >> (index - group.first_literal) & 1U) != 0;
        default:
            break;
    }
    return (state == 1) != literal.is_negated;
}

void BlockRows::add_listed(const Group& group, const Use* first, const Use* last) {
    for (std::uint32_t state = 0; state < group.states; ++state) {
        Row row = all_lanes();
        for (const Use* use = first; use != last; ++use) {
            if (!holds(group, use->literal, state)) clear(row, use->lane);
        }
        blocks_.row_of_state.push_back(add_row(row));
    }
}

/// The first state of values that are not below a cut.
std::uint32_t BlockRows::state_from(const Group& group, std::int64_t cut) const {
    const auto first = blocks_.cuts.begin() + group.first_cut;
    const auto found = std::lower_bound(first, first + group.cut_count, cut);
    return static_cast<std::uint32_t>(found - first) + 1;
}

/// Values rise from state to state, and each test changes twice on the way at most.
void BlockRows::add_ranked(const Group& group, const Use* first, const Use* last) {
    events_.clear();
    for (const Use* use = first; use != last; ++use) failed_[use->lane] = 0;
    for (const Use* use = first; use != last; ++use) {
        const Literal& literal = program_.literals[use->literal];
        const bool has_low = literal.low != std::numeric_limits<std::int64_t>::min();
        const bool has_high = literal.high != std::numeric_limits<std::int64_t>::max();
        const std::int32_t outside = literal.is_negated ? -1 : 1;
        // Below `low` the value is outside.
        if (has_low != literal.is_negated) failed_[use->lane] += 1;
        if (has_low) events_.push_back({state_from(group, literal.low), use->lane, -outside});
        if (has_high) events_.push_back({state_from(group, literal.high), use->lane, outside});
    }
    std::sort(events_.begin(), events_.end(),
              [](const Event& a, const Event& b) { return a.state < b.state; });
    Row row = all_lanes();
    for (const Use* use = first; use != last; ++use) {
        if (failed_[use->lane] > 0) clear(row, use->lane);
    }
    std::uint32_t current = add_row(row);
    auto event = events_.begin();
    for (std::uint32_t state = 0; state < group.states; ++state) {
        const auto before = event;
        for (; event != events_.end() && event->state == state; ++event) {
            std::int32_t& failed = failed_[event->lane];
            failed += event->more_failed;
            failed > 0 ? clear(row, event->lane) : set(row, event->lane);
        }
        if (event != before) current = add_row(row);
        blocks_.row_of_state.push_back(current);
    }
}

}  // namespace caveat::program
