#pragma once

// The type of a fact or of a field of records, as its author declares it.

#include "check/context.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string_view>

namespace caveat::check {

/// The types as they are written, in the order of `FactKind`.
inline constexpr std::array<std::string_view, 6> fact_types{"yes/no",  "number", "choice",
                                                            "choices", "date",   "records"};

/// The kind that `type` names; nothing when it is missing or names none (reported).
std::optional<FactKind> read_kind(const language::FactEntry& entry, bool is_field,
                                  Context& context);

/// Everything of a type but the fields of records. Keys that say nothing about facts of its kind
/// are reported. returns the codes of a choice or choices, else null.
std::shared_ptr<const language::NameTable> read_type(const language::FactEntry& entry,
                                                     FactKind kind, facts::ValueType& type,
                                                     Context& context);

/// The codes of a choice or choices, and those that stand alone.
std::shared_ptr<const language::NameTable> read_codes(const language::FactEntry& entry,
                                                      facts::ValueType& type, Context& context);

}  // namespace caveat::check
