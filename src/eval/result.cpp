// The value of every node for a patient, worked out when it is first asked for. Entrance:
// values_of.

#include "eval/result.hpp"

#include "eval/open_facts.hpp"

#include <thread>

namespace caveat::eval {

ScreeningMemory::ScreeningMemory() = default;
ScreeningMemory::~ScreeningMemory() = default;

const model::Values& values_of(const Result& result) {
    using HasValues = Result::HasValues;
    // One thread fills, in microseconds; a mutex would bring the words for a system's failures into
    // every page that embeds this.
    while (result.has_values.load(std::memory_order_acquire) != HasValues::yes) {
        HasValues was = HasValues::no;
        if (!result.has_values.compare_exchange_strong(was, HasValues::being_filled,
                                                       std::memory_order_acquire)) {
            std::this_thread::yield();
            continue;
        }
        try {
            result.values.fit(result.rules->tree);
            model::Evaluation(*result.rules, {result.facts, {}}, result.values, result.tree_scratch,
                              nullptr)
                .all();
        } catch (...) {
            result.has_values.store(HasValues::no, std::memory_order_release);
            throw;
        }
        result.has_values.store(HasValues::yes, std::memory_order_release);
    }
    return result.values;
}

}  // namespace caveat::eval
