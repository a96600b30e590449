#include "eval/batch/tree_rows.hpp"

#include <algorithm>

namespace caveat::eval {

namespace {

Truth truth_after(std::span<const model::ExprId> nodes, model::ExprId root,
                  model::Evaluation& evaluation) {
    for (const model::ExprId node : nodes) evaluation.one(node);
    return evaluation.truth(root);
}

}  // namespace

std::span<const std::pair<std::uint32_t, std::size_t>> TreeRows::find_contradictions(
    const Chunk& chunk, RowProfiles& profiles) {
    contradictions_.clear();
    const Table& table = chunk.table;
    if (table.compiled->impossible.empty()) return {};
    values_.fit(table.rules->tree);
    for (const Looked& looked : table.compiled->impossible) {
        for (std::size_t row = chunk.first; row < chunk.first + chunk.rows; ++row) {
            const facts::Profile& profile = profiles.at(row, looked.reads);
            model::Evaluation evaluation(*table.rules, {&profile, {}}, values_, scratch_, nullptr);
            if (truth_after(looked.nodes, looked.root, evaluation) != Truth::yes) continue;
            for (const std::uint32_t fact : looked.facts) contradictions_.emplace_back(fact, row);
        }
    }
    return contradictions_;
}

void TreeRows::settle_partly(const Chunk& chunk, std::uint32_t source, const std::uint64_t* rows,
                             RowProfiles& profiles, LiteralBits& bits) {
    const Table& table = chunk.table;
    const program::Program& program = *table.program;
    const program::Source& from = program.sources[source];
    const std::uint32_t facts[] = {
        from.kind == program::SourceKind::count
            ? program.record_tests[program.counts[from.index].record_tests].records
            : from.index};
    for (std::uint32_t i = 0; i < from.literal_count; ++i) bits.open(from.first_literal + i, chunk);
    values_.fit(table.rules->tree);
    for_each_bit(rows, chunk.words, [&](std::size_t row) {
        const facts::Profile& profile = profiles.at(chunk.first + row, facts);
        model::Evaluation evaluation(*table.rules, {&profile, {}}, values_, scratch_, nullptr);
        for (std::uint32_t i = 0; i < from.literal_count; ++i) {
            const std::uint32_t literal = from.first_literal + i;
            const program::Literal& test = program.literals[literal];
            const Truth truth = truth_after(table.plan.nodes_of(literal), test.node, evaluation);
            bits.set(literal, row, test.is_denied ? negated(truth) : truth);
        }
    });
}

/// Rows in which some lane with this literal may still hold, as far as is known without trees.
void TreeRows::find_wanted(const Chunk& chunk, std::size_t place, const LiteralBits& bits,
                           std::uint64_t* rows) const {
    const BatchPlan::Wanted& wanted = chunk.table.plan.wanted[place];
    if (wanted.is_always) return fill_bits(chunk.rows, rows);
    const program::Program& program = *chunk.table.program;
    std::fill_n(rows, chunk.words, 0U);
    for (const std::uint32_t lane : wanted.lanes) {
        const auto literals = program.literals_of(program.lanes[lane]);
        for (std::size_t word = 0; word < chunk.words; ++word) {
            std::uint64_t may = chunk.rows_of(word);
            for (const std::uint32_t literal : literals) {
                const auto kind = program.sources[program.literals[literal].source].kind;
                // Those derived from trees are not known yet, so they rule nothing out.
                if (kind == program::SourceKind::tree || !bits.is_written(literal)) continue;
                may &= bits.word(literal, word, true);
            }
            rows[word] |= may;
        }
    }
}

/// For each tree source in turn the rows that need it, and at the end those that need any.
std::uint64_t* TreeRows::find_wanted(const Chunk& chunk, LiteralBits& bits) {
    const BatchPlan& plan = chunk.table.plan;
    const program::Program& program = *chunk.table.program;
    for (const std::uint32_t source : plan.derived_late) {
        const program::Source& from = program.sources[source];
        for (std::uint32_t i = 0; i < from.literal_count; ++i) bits.leave(from.first_literal + i);
    }
    std::uint64_t* const wanted = wanted_.need((plan.tree_sources.size() + 1) * chunk.words);
    std::uint64_t* const any = wanted + plan.tree_sources.size() * chunk.words;
    std::fill_n(any, chunk.words, 0U);
    for (std::size_t place = 0; place < plan.tree_sources.size(); ++place) {
        std::uint64_t* const rows = wanted + place * chunk.words;
        find_wanted(chunk, place, bits, rows);
        for (std::size_t word = 0; word < chunk.words; ++word) any[word] |= rows[word];
    }
    return wanted;
}

void TreeRows::evaluate(const Chunk& chunk, RowProfiles& profiles, LiteralBits& bits) {
    const Table& table = chunk.table;
    const program::Program& program = *table.program;
    const std::vector<std::uint32_t>& sources = table.plan.tree_sources;
    if (sources.empty()) return;
    const std::uint64_t* const wanted = find_wanted(chunk, bits);
    for (const std::uint32_t source : sources) {
        const program::Source& from = program.sources[source];
        // Where nobody asks, no lane can hold whatever the literal says.
        for (std::uint32_t i = 0; i < from.literal_count; ++i) {
            bits.know_nothing(from.first_literal + i, chunk);
        }
    }
    values_.fit(table.rules->tree);
    const std::uint64_t* const any = wanted + sources.size() * chunk.words;
    for_each_bit(any, chunk.words, [&](std::size_t row) {
        const facts::Profile& profile = profiles.at(chunk.first + row, table.plan.tree_facts);
        model::Evaluation evaluation(*table.rules, {&profile, {}}, values_, scratch_, nullptr);
        for (std::size_t place = 0; place < sources.size(); ++place) {
            if (!has_bit(wanted + place * chunk.words, row)) continue;
            const program::Source& from = program.sources[sources[place]];
            const program::Subtree& subtree = program.subtrees[from.index];
            const Truth truth = truth_after(program.nodes_of(subtree), subtree.root, evaluation);
            for (std::uint32_t i = 0; i < from.literal_count; ++i) {
                const std::uint32_t literal = from.first_literal + i;
                const bool is_negated = program.literals[literal].is_negated;
                bits.set(literal, row, is_negated ? negated(truth) : truth);
            }
        }
    });
}

}  // namespace caveat::eval
