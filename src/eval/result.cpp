// The value of every node for a patient, worked out when it is first asked for. Entrance:
// values_of.

#include "eval/result.hpp"

#include "eval/open_facts.hpp"

namespace caveat::eval {

ScreeningMemory::ScreeningMemory() = default;
ScreeningMemory::~ScreeningMemory() = default;

const model::Values& values_of(const Result& result) {
    std::call_once(*result.filling, [&] {
        result.values.fit(result.rules->tree);
        model::Evaluation(*result.rules, {result.facts, {}}, result.values, result.tree_scratch,
                          nullptr)
            .all();
    });
    return result.values;
}

}  // namespace caveat::eval
