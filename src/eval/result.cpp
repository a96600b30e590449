// The value of every node for a patient, worked out when it is first asked for. Entrances:
// values_of, tree_of.

#include "eval/result.hpp"

#include "eval/open_facts.hpp"

namespace caveat::eval {

ScreeningMemory::ScreeningMemory() = default;
ScreeningMemory::~ScreeningMemory() = default;

Result::Tree& tree_of(const Result& result) {
    return result.tree.get([&](Result::Tree& tree) {
        tree.values.fit(result.rules->tree);
        model::Evaluation(*result.rules, {result.facts, {}}, tree.values, tree.scratch, nullptr)
            .all();
    });
}

const model::Values& values_of(const Result& result) {
    return tree_of(result).values;
}

std::optional<model::Evaluation::Prorated> prorated(const Result& result,
                                                    const model::Score& score) {
    Result::Tree& tree = tree_of(result);
    return model::Evaluation(*result.rules, {result.facts, {}}, tree.values, tree.scratch, nullptr)
        .prorated(score);
}

}  // namespace caveat::eval
