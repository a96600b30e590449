// From lanes to rows of bits. Entrance: lay_out. The rows themselves are made by BlockRows.
//
// A condition holds when every test of one of its lanes does. Asked lane by lane, a thousand rules
// on the same twenty facts would ask each test many times over. Here it is turned round: a lane is
// a bit, and for each state that a group of tests on one source can be in, there is a row of bits,
// the lanes that this state leaves possible. Laid over each other ("and"), the rows of all groups
// leave the lanes that may still be met.
//
//   lane 0: pain >= 7      lane 1: pain < 4 and fever      lane 2: not fever
//
//   pain   0 to 3   . 1 1       fever  no        1 . 1       pain 2, fever yes:  . 1 .
//          4 to 6   . . 1              yes       1 1 .       pain 8, fever ?:    1 . 1
//          7 to 10  1 . 1              ?         1 1 1
//          ?        1 1 1              without   1 . .
//
// Of the lanes that are left, those are met that need nothing unknown: for every group without an
// answer, `without` has the lanes that do not use it. With pain 8, lane 0 is met and lane 2 may be.
//
//   Blocks ┬ groups    tests asked together, their joint answer a number: the state
//          ├ block 0   lanes 0 to 511: 8 words of 64 lanes, one cache line a row
//          │   └ for each group that a lane of it uses:  state 0 ▸ row, state 1 ▸ row, … ? ▸ row 0
//          ├ block 1   lanes 512 to 1023
//          └ targets   by lane: the rule that it alone decides, or the condition it is a part of
//
// A row has a bit cleared only where a test of that lane fails, so lanes that do not use a group
// pass through its rows, and row 0, every bit set, is what the state `?` leads to. Bits behind the
// last lane of a block are set as well: whoever lays rows begins with the lanes that there are.
// Facts and counts of records come first; derived conditions and the typed tree, which cost more,
// are looked at only where a lane that is still possible hangs on them.
//
// A patient costs one row for each early group of each block, however many lanes share it. Memory
// is a row for each state of each group of a block (of numbers, only where some test changes from
// one state to the next), one for the lanes without the group and one for those without each test.

#include "program/blocks.hpp"

#include "program/block_rows.hpp"
#include "values/rational.hpp"

#include <algorithm>
#include <limits>

namespace caveat::program {

namespace {

/// Tests on choices that share a row: 16 states.
constexpr std::uint32_t most_bits = 4;
constexpr std::int64_t most_table = 1024;
constexpr std::int64_t most_counted = 31;

bool is_ranked(SourceKind kind) {
    return kind == SourceKind::number || kind == SourceKind::date || kind == SourceKind::count;
}

bool is_early(SourceKind kind) {
    return kind != SourceKind::derived && kind != SourceKind::tree;
}

class Layout {
  public:
    Layout(const Program& program, const model::RuleSet& rules)
        : program_(program), rules_(rules) {}

    Blocks run() {
        blocks_.first_group.reserve(program_.sources.size() + 1);
        for (std::uint32_t i = 0; i < program_.sources.size(); ++i) {
            // Literals are sorted by kind of source, and facts come first.
            if (is_early(program_.sources[i].kind)) early_end_ = i + 1;
        }
        for (std::uint32_t i = 0; i < program_.sources.size(); ++i) {
            if (i == early_end_) {
                blocks_.early_groups = static_cast<std::uint32_t>(blocks_.groups.size());
            }
            blocks_.first_group.push_back(static_cast<std::uint32_t>(blocks_.groups.size()));
            add_groups(i);
        }
        if (early_end_ == program_.sources.size()) {
            blocks_.early_groups = static_cast<std::uint32_t>(blocks_.groups.size());
        }
        blocks_.first_group.push_back(static_cast<std::uint32_t>(blocks_.groups.size()));
        for (std::uint32_t i = 0; i < blocks_.groups.size(); ++i) {
            blocks_.kind_end[static_cast<std::size_t>(blocks_.groups[i].kind)] = i + 1;
        }
        for (std::size_t kind = 1; kind < blocks_.kind_end.size(); ++kind) {
            blocks_.kind_end[kind] = std::max(blocks_.kind_end[kind], blocks_.kind_end[kind - 1]);
        }
        find_simple_rules();
        find_complex_rules();
        BlockRows rows(program_, blocks_);
        rows.make();
        return std::move(blocks_);
    }

  private:
    void add_groups(std::uint32_t index) {
        const Source& source = program_.sources[index];
        Group group;
        group.source = index;
        group.kind = source.kind;
        group.index = source.index;
        group.first_literal = source.first_literal;
        group.literal_count = source.literal_count;
        if (is_ranked(source.kind)) {
            add_cuts(source, group);
            group.states = group.cut_count + 1;
            for (std::uint32_t i = 0; i < source.literal_count; ++i) {
                const Literal& literal = program_.literals[source.first_literal + i];
                group.is_open_unanswered =
                    group.is_open_unanswered &&
                    truth_between(literal, 0, std::numeric_limits<std::int64_t>::max()) ==
                        Truth::unknown;
            }
            if (source.kind == SourceKind::number) add_table(source, group);
            if (source.kind == SourceKind::count) {
                const Count& count = program_.counts[source.index];
                group.record_tests = count.record_tests;
                group.has_one_lane = count.lanes.size() == 1;
                if (group.has_one_lane) group.lane = count.lanes.front();
                fill_table(group, 0, most_counted);
            }
        } else if (source.kind == SourceKind::choice) {
            group.states =
                static_cast<std::uint32_t>(rules_.catalogue[source.index].type.codes.size());
        } else if (source.kind == SourceKind::choices) {
            add_codes(source);
            for (std::uint32_t first = 0; first < source.literal_count; first += most_bits) {
                group.first_literal = source.first_literal + first;
                group.literal_count = std::min(most_bits, source.literal_count - first);
                group.states = 1U << group.literal_count;
                blocks_.groups.push_back(group);
            }
            return;
        } else {
            group.states = 2;
        }
        blocks_.groups.push_back(group);
    }

    void add_cuts(const Source& source, Group& group) {
        std::vector<std::int64_t> cuts;
        for (std::uint32_t i = 0; i < source.literal_count; ++i) {
            const Literal& literal = program_.literals[source.first_literal + i];
            if (literal.low != std::numeric_limits<std::int64_t>::min()) {
                cuts.push_back(literal.low);
            }
            if (literal.high != std::numeric_limits<std::int64_t>::max()) {
                cuts.push_back(literal.high);
            }
        }
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        group.first_cut = static_cast<std::uint32_t>(blocks_.cuts.size());
        group.cut_count = static_cast<std::uint32_t>(cuts.size());
        blocks_.cuts.insert(blocks_.cuts.end(), cuts.begin(), cuts.end());
    }

    /// A number with few values, such as a pain score, needs no search.
    void add_table(const Source& source, Group& group) {
        const values::Range& range = rules_.catalogue[source.index].type.range;
        if (!range.low.is_finite() || !range.high.is_finite()) return;
        const values::Rational grid(rules_.packing.grid(source.index));
        const auto ends = [&](const values::Bound& bound) {
            const auto steps = multiply(bound.value, grid);
            return steps ? values::to_int64(values::floor(*steps)) : std::nullopt;
        };
        const auto low = ends(range.low);
        const auto high = ends(range.high);
        if (!low || !high || *high < *low) return;
        // Far ends first, so that the difference cannot overflow.
        if (*low < -most_table * most_table || *high > most_table * most_table) return;
        if (*high - *low >= most_table) return;
        fill_table(group, *low, *high);
    }

    void fill_table(Group& group, std::int64_t low, std::int64_t high) {
        if (group.cut_count > std::numeric_limits<std::uint16_t>::max()) return;
        group.table_low = low;
        group.first_table = static_cast<std::uint32_t>(blocks_.tables.size());
        group.table_count = static_cast<std::uint32_t>(high - low + 1);
        const auto first = blocks_.cuts.begin() + group.first_cut;
        for (std::int64_t value = low; value <= high; ++value) {
            const auto state = std::upper_bound(first, first + group.cut_count, value) - first;
            blocks_.tables.push_back(static_cast<std::uint16_t>(state));
        }
    }

    void add_codes(const Source& source) {
        const std::size_t bytes = (rules_.catalogue[source.index].type.codes.size() + 7) / 8;
        for (std::uint32_t first = 0; first < source.literal_count;
             first += CodeTable::most_tests) {
            CodeTable table;
            table.fact = source.index;
            const std::uint32_t count =
                std::min(CodeTable::most_tests, source.literal_count - first);
            table.first_group =
                static_cast<std::uint32_t>(blocks_.groups.size()) + first / most_bits;
            table.group_count = (count + most_bits - 1) / most_bits;
            table.first_table = static_cast<std::uint32_t>(blocks_.code_tables.size());
            table.byte_count = static_cast<std::uint32_t>(bytes);
            for (std::uint32_t i = 0; i < count; ++i) {
                const Literal& literal = program_.literals[source.first_literal + first + i];
                const bool is_all = literal.kind == LiteralKind::all_of;
                if (literal.is_negated != is_all) table.denied |= std::uint64_t{1} << i;
            }
            for (std::size_t byte = 0; byte < bytes; ++byte) {
                add_code_table(source.first_literal + first, count, byte);
            }
            blocks_.codes.push_back(table);
        }
    }

    void add_code_table(std::uint32_t first_literal, std::uint32_t count, std::size_t byte) {
        for (std::uint64_t value = 0; value < 256; ++value) {
            std::uint64_t met = 0;
            for (std::uint32_t i = 0; i < count; ++i) {
                const Literal& literal = program_.literals[first_literal + i];
                const std::uint64_t wanted = literal.codes.word(0) >> (8 * byte) & 0xffU;
                const bool is_all = literal.kind == LiteralKind::all_of;
                if ((wanted & (is_all ? ~value : value)) != 0) met |= std::uint64_t{1} << i;
            }
            blocks_.code_tables.push_back(met);
        }
    }

    void find_simple_rules() {
        blocks_.simple_rule.assign(program_.conditions.size(), none);
        for (std::uint32_t rule = 0; rule < program_.rules.size(); ++rule) {
            const RulePlan& plan = program_.rules[rule];
            if (plan.is_simple) blocks_.simple_rule[plan.when] = rule;
        }
    }

    void find_complex_rules() {
        std::vector<std::uint32_t>& first = blocks_.first_complex;
        first.assign(program_.conditions.size() + 1, 0);
        const auto when = [&](std::uint32_t position) {
            return program_.rules[program_.complex_rules[position]].when;
        };
        const auto count = static_cast<std::uint32_t>(program_.complex_rules.size());
        for (std::uint32_t i = 0; i < count; ++i) ++first[when(i) + 1];
        for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
        blocks_.complex.resize(count);
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for (std::uint32_t i = 0; i < count; ++i) blocks_.complex[next[when(i)]++] = i;
    }

    const Program& program_;
    const model::RuleSet& rules_;
    Blocks blocks_;
    std::uint32_t early_end_ = 0;
};

}  // namespace

Blocks lay_out(const Program& program, const model::RuleSet& rules) {
    return Layout(program, rules).run();
}

}  // namespace caveat::program
