// What the tests of a program say of one patient. Entrances: Machine::look_at_facts, look_at,
// truth. Records are looked at in machine_records.cpp.

#include "eval/machine.hpp"

#include <algorithm>

namespace caveat::eval {

using program::Group;
using program::Literal;
using program::SourceKind;

void MachineMemory::fit(const Compiled& compiled, const model::RuleSet& rules) {
    const program::Program& program = compiled.program;
    const std::size_t groups = compiled.blocks.groups.size();
    round = 0;
    states.assign(groups, 0);
    group_round.assign(groups, 0);
    is_open.assign(groups, 0);
    unknown.assign(groups + 1, 0);  // one to write to that is never kept
    partly.reserve(groups);
    truths.assign(program.literals.size(), Truth::unknown);
    truth_round.assign(program.literals.size(), 0);
    counts.assign(program.counts.size(), {});
    count_round.assign(program.counts.size(), 0);
    node_round.assign(rules.tree.size(), 0);
    order_round.assign(program.orders.size(), 0);
    records.resize(program.record_tests.size());
    records_round.assign(program.record_tests.size(), 0);
}

/// How many cuts are not above the value.
std::uint32_t Machine::rank(const Group& group, std::int64_t value) const {
    const auto entry =
        static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(group.table_low);
    if (entry < group.table_count) {
        return blocks_.tables[group.first_table + static_cast<std::size_t>(entry)];
    }
    const std::int64_t* const cuts = blocks_.cuts.data() + group.first_cut;
    constexpr std::uint32_t few = 16;
    if (group.cut_count <= few) {
        std::uint32_t below = 0;
        for (std::uint32_t i = 0; i < group.cut_count; ++i) below += cuts[i] <= value ? 1U : 0U;
        return below;
    }
    return static_cast<std::uint32_t>(std::upper_bound(cuts, cuts + group.cut_count, value) - cuts);
}

void Machine::look_at_facts() {
    const Group* const groups = blocks_.groups.data();
    const std::uint64_t* const known = packed_;
    const std::uint64_t* const words = packed_ + words_;
    std::uint32_t* const states = memory_.states.data();
    std::uint32_t* unknown = memory_.unknown.data();
    const auto end = [&](SourceKind kind) {
        return blocks_.kind_end[static_cast<std::size_t>(kind)];
    };
    const auto settle = [&](std::uint32_t group, bool is_answered, std::uint32_t state) {
        states[group] = is_answered ? state : groups[group].states;
        *unknown = group;
        unknown += is_answered ? 0 : 1;
    };
    const auto has_answer = [&](std::uint32_t fact) {
        return (known[fact / 64] >> (fact % 64) & 1U) != 0;
    };
    std::uint32_t at = 0;
    for (const std::uint32_t last = end(SourceKind::yes_no); at < last; ++at) {
        const std::uint32_t fact = groups[at].index;
        settle(at, has_answer(fact), static_cast<std::uint32_t>(words[fact]));
    }
    for (const std::uint32_t last = end(SourceKind::date); at < last; ++at) {
        const std::uint32_t fact = groups[at].index;
        settle(at, has_answer(fact), rank(groups[at], static_cast<std::int64_t>(words[fact])));
    }
    for (const std::uint32_t last = end(SourceKind::choice); at < last; ++at) {
        const std::uint32_t fact = groups[at].index;
        settle(at, has_answer(fact), static_cast<std::uint32_t>(words[fact]));
    }
    for (const program::CodeTable& codes : blocks_.codes) {
        std::uint64_t met = 0;
        std::uint64_t mask = words[codes.fact];
        const std::uint64_t* table = blocks_.code_tables.data() + codes.first_table;
        for (std::uint32_t byte = 0; byte < codes.byte_count; ++byte) {
            met |= table[mask & 0xffU];
            mask >>= 8U;
            table += 256;
        }
        met ^= codes.denied;
        const bool is_answered = has_answer(codes.fact);
        for (std::uint32_t i = 0; i < codes.group_count; ++i) {
            const std::uint32_t group = codes.first_group + i;
            const auto state = static_cast<std::uint32_t>(met >> (4 * i));
            settle(group, is_answered, state & (groups[group].states - 1));
        }
    }
    memory_.unknown_count = static_cast<std::size_t>(unknown - memory_.unknown.data());
    memory_.partly.clear();
    set_partly_apart();
    for (at = end(SourceKind::choices); at < end(SourceKind::count); ++at) look_at_count(at);
}

void Machine::look_at_count(std::uint32_t group) {
    const Group& each = blocks_.groups[group];
    const std::uint32_t list = program_.record_tests[each.record_tests].records;
    if (each.has_one_lane && is_known(list)) {
        look_at_records(each.record_tests);
        const MachineMemory::RecordBits& records = memory_.records[each.record_tests];
        if (records.is_known) {
            std::int64_t met = 0;
            for (const std::uint64_t passed : records.passed) {
                met += (each.lane & ~passed) == 0 ? 1 : 0;
            }
            memory_.states[group] = rank(each, met);
            return;
        }
    }
    const CountRange& range = count(each.index);
    if (range.low == range.high && !range.is_partly) {
        memory_.states[group] = rank(each, range.low);
        return;
    }
    memory_.states[group] = each.states;
    const bool says_nothing = range.low == 0 && range.high == CountRange::no_end;
    if (says_nothing && !range.is_partly && each.is_open_unanswered) {
        memory_.unknown[memory_.unknown_count++] = group;
    } else {
        memory_.partly.push_back(group);
        memory_.group_round[group] = memory_.round;
    }
}

/// Of the groups without a whole answer, those known in part are asked test by test.
void Machine::set_partly_apart() {
    std::uint64_t any = 0;
    for (std::size_t word = partly_; word < words_; ++word) any |= packed_[word];
    if (any == 0) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < memory_.unknown_count; ++i) {
        const std::uint32_t group = memory_.unknown[i];
        if (is_partly(blocks_.groups[group].index)) {
            memory_.partly.push_back(group);
            memory_.group_round[group] = memory_.round;
        } else {
            memory_.unknown[kept++] = group;
        }
    }
    memory_.unknown_count = kept;
}

bool Machine::look_at(std::uint32_t group) {
    if (memory_.group_round[group] == memory_.round) return memory_.is_open[group] == 0;
    memory_.group_round[group] = memory_.round;
    memory_.is_open[group] = 0;
    const Group& each = blocks_.groups[group];
    const Truth only = truth(each.first_literal);
    const bool is_negated = program_.literals[each.first_literal].is_negated;
    memory_.states[group] = (only == Truth::yes) != is_negated ? 1 : 0;
    if (only != Truth::unknown) return true;
    memory_.is_open[group] = 1;
    return false;
}

Truth Machine::truth(std::uint32_t literal) {
    if (memory_.truth_round[literal] != memory_.round) {
        const Truth found = find_truth(program_.literals[literal]);
        memory_.truths[literal] = found;
        memory_.truth_round[literal] = memory_.round;
    }
    return memory_.truths[literal];
}

Truth Machine::find_truth(const Literal& literal) {
    const program::Source& source = program_.sources[literal.source];
    switch (source.kind) {
        case SourceKind::yes_no:
        case SourceKind::number:
        case SourceKind::date:
        case SourceKind::choice:
        case SourceKind::choices:
            return fact_truth(literal, source.index);
        case SourceKind::count: {
            const CountRange& range = count(source.index);
            if (range.is_partly) return tree_truth(literal);
            return truth_between(literal, range.low, range.high);
        }
        case SourceKind::derived:
            return derived_truth(source.index);
        case SourceKind::tree:
            break;
    }
    return tree_truth(literal);
}

Truth Machine::fact_truth(const Literal& literal, std::uint32_t fact) {
    if (is_known(fact)) return truth_of(program::holds(literal, word(fact)));
    return is_partly(fact) ? tree_truth(literal) : Truth::unknown;
}

Truth Machine::derived_truth(std::uint32_t index) {
    const program::Derived& derived = program_.derived[index];
    // Parts come first: a deep one is built up from below, so that the depth costs no stack.
    if (derived.depth > program::Derived::shallow) {
        for (std::uint32_t i = 0; i < program_.literals.size(); ++i) {
            const program::Source& source = program_.sources[program_.literals[i].source];
            if (source.kind == SourceKind::derived && source.index < index &&
                program_.derived[source.index].depth % program::Derived::shallow == 0) {
                truth(i);
            }
        }
    }
    Truth all = Truth::yes;
    Truth any = Truth::no;
    model::Tally tally;
    for (const std::uint32_t part : derived.parts) {
        const Truth each = truth(part);
        all = both(all, each);
        any = either(any, each);
        tally.add(each);
    }
    switch (derived.kind) {
        case program::Derived::Kind::all:
            return all;
        case program::Derived::Kind::any:
            return any;
        case program::Derived::Kind::at_least:
            break;
    }
    return tally.reaches(derived.count);
}

Truth Machine::tree_truth(const Literal& literal) {
    evaluate(literal.subtree);
    const Truth found = evaluation_.truth(program_.subtrees[literal.subtree].root);
    return literal.is_denied ? negated(found) : found;
}

void Machine::evaluate(std::uint32_t index) {
    const program::Subtree& subtree = program_.subtrees[index];
    if (memory_.order_round[subtree.order] != memory_.round) {
        memory_.order_round[subtree.order] = memory_.round;
        for (const model::ExprId id : program_.nodes_of(subtree)) {
            if (memory_.node_round[id] == memory_.round) continue;
            memory_.node_round[id] = memory_.round;
            evaluation_.one(id);
        }
    }
}

void Machine::evaluate_always() {
    for (const program::AlwaysEvaluated& each : program_.always_evaluated) {
        const bool can_report =
            each.records == program::none || is_known(each.records) || is_partly(each.records);
        if (can_report) evaluate(each.subtree);
    }
}

}  // namespace caveat::eval
