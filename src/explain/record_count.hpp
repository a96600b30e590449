#pragma once

#include "explain/view.hpp"

#include <cstdint>

namespace caveat::explain {

/// How many records of a list count.
struct Counted {
    std::int64_t low = 0;
    std::int64_t high = 0;
    bool is_open = false;  ///< there may be more than are listed
};

Counted count_records(const TreeView& view, std::uint32_t records, const model::Where& where);

}  // namespace caveat::explain
