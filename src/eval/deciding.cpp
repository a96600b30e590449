// From what the sources say to statuses. Entrance: Deciding::run.

#include "eval/deciding.hpp"

#include "eval/statuses.hpp"

#include <algorithm>
#include <bit>

namespace caveat::eval {

using program::Block;
using program::BlockGroup;
using program::BlockLiteral;
using program::Group;
using program::Row;

namespace {

void lay(Row& on, const Row& row, std::size_t words) {
    for (std::size_t i = 0; i < words; ++i) on.words[i] &= row.words[i];
}

bool is_empty(const Row& row, std::size_t words) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < words; ++i) all |= row.words[i];
    return all == 0;
}

/// Whether some possible lane is not among those without.
bool concerns(const Row& possible, const Row& without, std::size_t words) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < words; ++i) all |= possible.words[i] & ~without.words[i];
    return all != 0;
}

}  // namespace

Deciding::Deciding(Result& result, Machine& machine)
    : result_(result),
      work_(result.work),
      machine_(machine),
      program_(result.compiled->program),
      blocks_(result.compiled->blocks) {}

void Deciding::run() {
    machine_.look_at_facts();
    std::size_t first_lane = 0;
    for (const Block& block : blocks_.blocks) {
        decide_block(block, first_lane);
        first_lane += block.lane_count;
    }
    decide_complex_rules();
}

void Deciding::decide_block(const Block& block, std::size_t first_lane) {
    static_assert(sizeof(BlockGroup) == 3 * sizeof(std::uint32_t));
    static_assert(sizeof(Row) == sizeof(std::uint64_t) * program::block_words);
    Row possible;
    for (std::size_t i = 0; i < block.words; ++i) {
        const std::size_t left = block.lane_count - i * 64;
        possible.words[i] = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    }
    const BlockGroup* const early = blocks_.groups_of_blocks.data() + block.first_early;
    result_.compiled->lay_rows(blocks_.rows.front().words.data(), blocks_.row_of_state.data(),
                               &early->group, block.early_count, work_.memory.states.data(),
                               possible.words.data(), block.words);
    if (is_empty(possible, block.words)) return;
    Row met = blocks_.rows.front();
    if (!narrow_by_partly(block, possible, met)) return;
    if (!narrow_by_late(block, possible, met)) return;
    lay(met, possible, block.words);
    if (work_.memory.unknown_count != 0) drop_unknown(block, met);
    take(first_lane, block, possible, met);
}

/// Facts known in part: their tests are asked one by one. False when no lane is left.
bool Deciding::narrow_by_partly(const Block& block, Row& possible, Row& met) const {
    if (work_.memory.partly.empty()) return true;
    for (const std::uint32_t group : work_.memory.partly) {
        narrow_by_literals(block, blocks_.groups[group], possible, met);
    }
    return !is_empty(possible, block.words);
}

void Deciding::narrow_by_literals(const Block& block, const Group& group, Row& possible,
                                  Row& met) const {
    const BlockLiteral* const end =
        blocks_.literals_of_blocks.data() + block.first_literal + block.literal_count;
    const BlockLiteral* literal = std::lower_bound(
        blocks_.literals_of_blocks.data() + block.first_literal, end, group.first_literal,
        [](const BlockLiteral& each, std::uint32_t wanted) { return each.literal < wanted; });
    for (; literal != end && literal->literal < group.first_literal + group.literal_count;
         ++literal) {
        const Truth truth = machine_.truth(literal->literal);
        if (truth == Truth::no) lay(possible, blocks_.rows[literal->without], block.words);
        if (truth == Truth::unknown) lay(met, blocks_.rows[literal->without], block.words);
    }
}

/// What costs more is looked at only where a lane still hangs on it. False when no lane is left.
bool Deciding::narrow_by_late(const Block& block, Row& possible, Row& met) {
    const BlockGroup* const first = blocks_.groups_of_blocks.data() + block.first_late;
    for (const BlockGroup* late = first; late != first + block.late_count; ++late) {
        if (!concerns(possible, blocks_.rows[late->without], block.words)) continue;
        if (machine_.look_at(late->group)) {
            const std::uint32_t row =
                blocks_.row_of_state[late->states + work_.memory.states[late->group]];
            lay(possible, blocks_.rows[row], block.words);
        } else {
            narrow_by_literals(block, blocks_.groups[late->group], possible, met);
        }
        if (is_empty(possible, block.words)) return false;
    }
    return true;
}

/// A lane that uses a fact without an answer is possible, and not met.
void Deciding::drop_unknown(const Block& block, Row& met) const {
    const BlockGroup* const first = blocks_.groups_of_blocks.data() + block.first_early;
    const std::uint32_t* const states = work_.memory.states.data();
    for (const BlockGroup* early = first; early != first + block.early_count; ++early) {
        const std::uint32_t row = blocks_.row_of_state[early->states + states[early->group]];
        // Of those known in part, each test has been asked already.
        const bool is_partly = work_.memory.group_round[early->group] == work_.memory.round;
        if (row == 0 && !is_partly) lay(met, blocks_.rows[early->without], block.words);
    }
}

void Deciding::take(std::size_t first_lane, const Block& block, const Row& possible,
                    const Row& met) {
    const program::LaneTarget* targets = blocks_.targets.data() + first_lane;
    const RuleBrief* const rules = result_.compiled->rules.data();
    Status* const statuses = result_.statuses.data();
    std::uint64_t* const found = work_.found_bits.data();
    for (std::size_t word = 0; word < block.words; ++word, targets += 64) {
        for (std::uint64_t bits = possible.words[word]; bits != 0; bits &= bits - 1) {
            const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
            const bool is_met = (met.words[word] >> bit & 1U) != 0;
            const std::uint32_t target = targets[bit].target;
            if ((target & program::LaneTarget::complex_bit) != 0) {
                take_condition(target & ~program::LaneTarget::complex_bit, is_met);
                continue;
            }
            const Status when_open = rules[target].when_open;
            statuses[target] = is_met ? Status::fired : when_open;
            found[target / 64] |= std::uint64_t{1} << (target % 64);
        }
    }
}

void Deciding::take_condition(std::uint32_t condition, bool is_met) {
    Truth& known = work_.conditions[condition];
    if (known == Truth::no) {
        work_.touched.push_back(condition);
        for (std::uint32_t i = blocks_.first_complex[condition];
             i < blocks_.first_complex[condition + 1]; ++i) {
            const std::uint32_t due = blocks_.complex[i];
            work_.due[due / 64] |= std::uint64_t{1} << (due % 64);
        }
    }
    known = either(known, is_met ? Truth::yes : Truth::unknown);
}

/// In an order in which a rule comes after those that may lift it.
void Deciding::decide_complex_rules() {
    for (std::size_t word = 0; word < work_.due.size(); ++word) {
        std::uint64_t bits = work_.due[word];
        work_.due[word] = 0;
        for (; bits != 0; bits &= bits - 1) {
            const std::size_t at = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
            const std::uint32_t rule = program_.complex_rules[at];
            const program::RulePlan& plan = program_.rules[rule];
            const RuleBrief& brief = result_.compiled->rules[rule];
            Exemption exemption;
            if (brief.can_be_lifted) {
                const Truth unless =
                    plan.unless == program::none ? Truth::no : work_.conditions[plan.unless];
                const std::span<const RuleId> over{
                    result_.compiled->overridden_by.data() + brief.first_over, brief.over_count};
                exemption = exemption_of(over, unless, result_.statuses);
            }
            set_status(rule, status_of(work_.conditions[plan.when], exemption.truth,
                                       exemption.by_rule, brief.if_unknown));
        }
    }
}

void Deciding::set_status(std::uint32_t rule, Status status) {
    if (status == Status::not_fired) return;
    result_.statuses[rule] = status;
    work_.found_bits[rule / 64] |= std::uint64_t{1} << (rule % 64);
}

}  // namespace caveat::eval
