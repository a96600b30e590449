#pragma once

#include "facts/answer.hpp"
#include "facts/catalogue.hpp"
#include "facts/problems.hpp"
#include "facts/profile.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace caveat::facts {

/// Words the path of a place, only where there is something to report.
using PathOf = std::function<std::string()>;

/// Checks an answer against the type of its fact or field, and turns it into the value that is
/// stored: numbers in the base unit of their dimension, dates as the days they may be, codes by
/// their position. Whatever is wrong is reported at `path` and gives a value that is `wrong`; of a
/// list with unknown codes, the good ones stay and the list is open.
///
/// The last day allowed by `to: as of` is not looked at: the day of the screening may come last.
///
/// subject  the name of the fact or field, for messages
Value check_answer(const ValueType& type, const AnswerView& answer, std::string_view subject,
                   const PathOf& path, Problems& problems);

}  // namespace caveat::facts
