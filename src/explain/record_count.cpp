// From a list of records to how many of them meet a condition. Entrance: count_records.

#include "explain/record_count.hpp"

namespace caveat::explain {

Counted count_records(const TreeView& view, std::uint32_t records, const model::Where& where) {
    Counted counted;
    counted.is_open = !view.patient().is_closed(records);
    const std::uint32_t count = view.patient().records(records).count();
    model::Evaluation evaluation = view.evaluation();
    for (std::uint32_t record = 0; record < count; ++record) {
        const Truth counts = evaluation.membership(records, where, record);
        counted.low += counts == Truth::yes ? 1 : 0;
        counted.high += counts != Truth::no ? 1 : 0;
    }
    return counted;
}

}  // namespace caveat::explain
