// Rows with something that columns and bits cannot say: the typed tree is asked. Entrances:
// BatchRun::evaluate_trees, BatchRun::settle_partly.

#include "eval/batch/run.hpp"
#include "facts/late_dates.hpp"

#include <algorithm>

namespace caveat::eval {

const facts::Profile& BatchRun::profile_at(std::size_t row, std::span<const std::uint32_t> wanted) {
    facts::Profile& profile = scratch_profile_;
    if (table_->is_of_profiles) {
        const facts::Profile& given = *table_->profiles[row];
        if (!given.values.empty() || table_->rules->catalogue.size() == 0) return given;
        profile = given;
        table_->rules->packing.unpack(table_->rules->catalogue, profile);
        return profile;
    }
    const facts::Catalogue& catalogue = table_->rules->catalogue;
    profile.as_of = table_->day_of(row);
    profile.values.resize(catalogue.size());
    profile.record_values.clear();
    for (const std::uint32_t index : wanted) {
        const facts::Fact& fact = catalogue[index];
        facts::Value& value = profile.values[index];
        if (fact.type.kind != FactKind::records) {
            value = value_at(table_->columns[index], fact.type, row);
        } else {
            value = {};
            const ListColumn& list = table_->lists[index];
            if (!list.is_present(row) || is_hidden(index, row)) continue;
            const auto place = list.find(row);
            if (!place) {
                value.given = facts::Given::wrong;
                continue;
            }
            value.given = facts::Given::answered;
            value.is_complete = list.is_complete(row);
            value.first_value = static_cast<std::uint32_t>(profile.record_values.size());
            value.record_count = static_cast<std::uint32_t>(place->count);
            for (std::size_t at = place->first; at < place->first + place->count; ++at) {
                for (std::size_t field = 0; field < fact.fields.size(); ++field) {
                    profile.record_values.push_back(
                        value_at(list.fields[field], fact.fields[field].type, at));
                }
            }
        }
        const bool is_usable = !profile.as_of || facts::end_at(*profile.as_of, fact, profile, value,
                                                               [](const facts::LateDate&) {});
        if (!is_usable || is_hidden(index, row)) {
            value = {};
            value.given = facts::Given::wrong;
        }
    }
    return profile;
}

void BatchRun::set_truth(std::uint32_t literal, std::size_t row, Truth truth) {
    const std::uint64_t bit = std::uint64_t{1} << (row % word_bits);
    std::uint64_t& yes = word_of(yes_of(literal), row);
    std::uint64_t& may = word_of(may_of(literal), row);
    yes = truth == Truth::yes ? yes | bit : yes & ~bit;
    may = truth != Truth::no ? may | bit : may & ~bit;
}

/// Gives a literal known everywhere so far a bitmap of its own for "is not no".
void BatchRun::open_literal(std::uint32_t literal) {
    if (is_open_[literal] != 0) return;
    is_open_[literal] = 1;
    some_open_ = true;
    copy_to_may(literal);
}

void BatchRun::copy_to_may(std::uint32_t literal) {
    for (std::size_t strip = 0; strip < chunk_.strips; ++strip) {
        const std::size_t at = strip * strip_stride();
        std::copy_n(yes_of(literal) + at, strip_words, may_of(literal) + at);
    }
}

/// Rows whose answer no word can hold: each literal on it is asked of the tree.
void BatchRun::settle_partly(std::uint32_t source, const std::uint64_t* rows) {
    const program::Source& from = table_->program->sources[source];
    const BatchPlan& plan = table_->plan;
    const std::uint32_t facts[] = {
        from.kind == program::SourceKind::count
            ? table_->program->record_tests[table_->program->counts[from.index].record_tests]
                  .records
            : from.index};
    for (std::uint32_t i = 0; i < from.literal_count; ++i) open_literal(from.first_literal + i);
    values_.fit(table_->rules->tree);
    for_each_bit(rows, chunk_.words, [&](std::size_t row) {
        const facts::Profile& profile = profile_at(chunk_.first + row, facts);
        model::Evaluation evaluation(*table_->rules, {&profile, {}}, values_, scratch_, nullptr);
        for (std::uint32_t i = 0; i < from.literal_count; ++i) {
            const std::uint32_t literal = from.first_literal + i;
            for (std::uint32_t at = plan.first_node[literal]; at < plan.first_node[literal + 1];
                 ++at) {
                evaluation.one(plan.nodes[at]);
            }
            const program::Literal& test = table_->program->literals[literal];
            const Truth truth = evaluation.truth(test.node);
            set_truth(literal, row, test.is_denied ? negated(truth) : truth);
        }
    });
}

/// Rows in which some lane with this literal may still hold, as far as is known without trees.
void BatchRun::find_wanted(std::size_t place, std::uint64_t* rows) {
    const BatchPlan::Wanted& wanted = table_->plan.wanted[place];
    if (wanted.is_always) return fill_bits(chunk_.rows, rows);
    const program::Program& program = *table_->program;
    std::fill_n(rows, chunk_.words, 0U);
    for (const std::uint32_t lane : wanted.lanes) {
        const auto literals = program.literals_of(program.lanes[lane]);
        for (std::size_t word = 0; word < chunk_.words; ++word) {
            std::uint64_t may = lowest_bits(chunk_.rows - word * word_bits);
            for (const std::uint32_t literal : literals) {
                const auto kind = program.sources[program.literals[literal].source].kind;
                // Those derived from trees are not known yet, so they rule nothing out.
                if (kind == program::SourceKind::tree || is_open_[literal] == unsettled) continue;
                may &= word_of(is_open_[literal] != 0 ? may_of(literal) : yes_of(literal),
                               word * word_bits);
            }
            rows[word] |= may;
        }
    }
}

void BatchRun::evaluate_trees() {
    const BatchPlan& plan = table_->plan;
    const program::Program& program = *table_->program;
    if (plan.tree_sources.empty()) return;
    for (const std::uint32_t source : plan.derived_late) {
        const program::Source& from = program.sources[source];
        for (std::uint32_t i = 0; i < from.literal_count; ++i) {
            is_open_[from.first_literal + i] = unsettled;
        }
    }
    std::uint64_t* const wanted = wanted_.need((plan.tree_sources.size() + 1) * chunk_.words);
    std::uint64_t* const any = wanted + plan.tree_sources.size() * chunk_.words;
    std::fill_n(any, chunk_.words, 0U);
    for (std::size_t place = 0; place < plan.tree_sources.size(); ++place) {
        std::uint64_t* const rows = wanted + place * chunk_.words;
        find_wanted(place, rows);
        for (std::size_t word = 0; word < chunk_.words; ++word) any[word] |= rows[word];
        const program::Source& from = program.sources[plan.tree_sources[place]];
        for (std::uint32_t i = 0; i < from.literal_count; ++i) {
            // Where nobody asks, no lane can hold whatever the literal says.
            know_nothing(from.first_literal + i);
        }
    }
    values_.fit(table_->rules->tree);
    for_each_bit(any, chunk_.words, [&](std::size_t row) {
        const facts::Profile& profile = profile_at(chunk_.first + row, plan.tree_facts);
        model::Evaluation evaluation(*table_->rules, {&profile, {}}, values_, scratch_, nullptr);
        for (std::size_t place = 0; place < plan.tree_sources.size(); ++place) {
            if (!has_bit(wanted + place * chunk_.words, row)) continue;
            const program::Source& from = program.sources[plan.tree_sources[place]];
            const program::Subtree& subtree = program.subtrees[from.index];
            for (const model::ExprId node : program.nodes_of(subtree)) evaluation.one(node);
            const Truth truth = evaluation.truth(subtree.root);
            for (std::uint32_t i = 0; i < from.literal_count; ++i) {
                const std::uint32_t literal = from.first_literal + i;
                const bool is_negated = program.literals[literal].is_negated;
                set_truth(literal, row, is_negated ? negated(truth) : truth);
            }
        }
    });
}

}  // namespace caveat::eval
