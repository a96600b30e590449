#pragma once

// The options beside a schema: which columns they name, and whether they go together.

#include "adapters/arrow/plan.hpp"
#include "adapters/arrow/schema_problems.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace caveat::arrow {

/// The struct `facts`, unless that is a fact; null where there is none.
Field* opened(Plan& plan);

/// The struct of one record in a column of records, complete or open, or what stands for it where
/// all are null; a null pointer for any other column.
Field* record_of(Field& column);

/// The columns that a name in the options means: those of the record batch, and where none of them
/// is called so, what stands in the struct `facts` or in records, by its path: `facts.fever`,
/// `sessions.eased`.
std::vector<Field*> columns_called(Plan& plan, std::string_view name);

/// Indexes of a pandas frame that have a name and stand in no column, since they are ranges: what
/// pandas tells of them is in the metadata of the schema alone.
std::vector<std::string> indexes_without_columns(const Plan& plan);

/// Whether the options go together with each other and with what is given out, which is made here.
void check_options(Plan& plan, SchemaProblems& problems);

}  // namespace caveat::arrow
