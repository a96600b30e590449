#pragma once

#include <caveat/answer.hpp>

#include <utility>
#include <variant>

namespace caveat::facts {

/// Calls what the visitor has for this kind of answer; it names each kind.
template <class Visitor>
auto visit_answer(Visitor&& visitor, const caveat::Answer& answer) {
    return std::visit(std::forward<Visitor>(visitor), answer.value);
}

}  // namespace caveat::facts
