#pragma once

// A schema bound to a rule set: which column is what.

#include <caveat/arrow.hpp>
#include <caveat/batch.hpp>

#include "adapters/arrow/types.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace caveat::arrow {

class Work;

/// A child of a struct, by its place there.
struct Step {
    std::size_t child = 0;
    const Field* field = nullptr;
};

/// What a column says of a fact, or of a field of its records.
struct BoundColumn {
    Place place;
    FactKind kind = FactKind::yes_no;
    const Field* field = nullptr;
    std::size_t child = 0;       ///< of the struct that it stands in
    bool is_in_facts = false;    ///< it stands in the struct `facts`
    std::string unit;            ///< of numbers; empty: that of the fact
    std::size_t code_count = 0;  ///< of choices
    std::size_t book = 0;        ///< which of `Plan::books` remembers them
    // An open list: `field` is a struct.
    bool is_open = false;
    std::optional<std::size_t> present;  ///< place of the list among its children
    std::optional<std::size_t> absent;
    /// Of records.
    std::vector<BoundColumn> fields;
};

struct Plan {
    explicit Plan(const RuleSet& bound);
    ~Plan();

    RuleSet rules;
    ArrowOptions options;
    Field schema;
    std::optional<Step> patient;
    std::optional<Step> as_of;
    std::optional<Step> not_known;
    std::optional<Step> facts;  ///< the struct that was opened
    std::vector<Step> passthrough;
    std::vector<BoundColumn> columns;
    std::vector<Place> books;  ///< for each that has codes: whose they are
    std::vector<FactId> missing;
    Field out;  ///< what is given out

    /// Memory for one batch after the other, which any thread may take for a while.
    mutable std::mutex keeping;
    mutable std::vector<std::unique_ptr<Work>> kept;
};

/// Finds out what each column is, and what is given out; everything that is wrong goes into
/// `diagnostics`.
void bind_columns(Plan& plan, std::vector<Diagnostic>& diagnostics);
/// The schema of what is given out, when it is known what is passed through.
void make_out(Plan& plan);

}  // namespace caveat::arrow
