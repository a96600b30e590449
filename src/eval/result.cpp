// The value of every node for a patient, worked out when it is first asked for. Entrance:
// values_of.

#include "eval/result.hpp"

#include "eval/open_facts.hpp"

namespace caveat::eval {

ScreeningMemory::ScreeningMemory() = default;
ScreeningMemory::~ScreeningMemory() = default;

const model::Values& values_of(const Result& result) {
    if (result.has_values.load(std::memory_order_acquire)) return result.values;
    const std::lock_guard<std::mutex> lock(result.filling);
    if (result.has_values.load(std::memory_order_relaxed)) return result.values;
    result.values.fit(result.rules->tree);
    model::Evaluation(*result.rules, {result.facts, {}}, result.values, result.tree_scratch,
                      nullptr)
        .all();
    result.has_values.store(true, std::memory_order_release);
    return result.values;
}

}  // namespace caveat::eval
