#pragma once

// All that a record says of one fact, weighed into an answer.

#include "adapters/fhir/evidence.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace caveat::fhir {

/// One record of a list: its fields, in the order of the rule file.
using Row = std::vector<Value>;

/// What is said of a fact. An answer of `Value::Kind::none` and no list is no answer.
struct FactAnswer {
    Value value{};
    std::vector<std::uint32_t> present{};  ///< of choices
    std::vector<std::uint32_t> absent{};
    std::vector<Row> rows{};  ///< of records
    bool is_list_complete = false;
    std::vector<Evidence> evidence{};
};

/// What the sources of the fact read, but for what is about something else.
std::vector<Evidence> collect_evidence(Record& record, FactId fact);
/// A yes or a no as a value.
Value yes_value(bool yes);
/// The codes of a source's answers among these.
std::vector<std::uint32_t> codes_of(const FactSource& source,
                                    const std::vector<CodingView>& codings);

/// Weighs everything that the sources of the fact read.
FactAnswer answer_of(Record& record, FactId fact);

/// The newest of dated evidence: its value, and whether something that may be newer leaves it open.
struct Newest {
    Value value{};
    bool is_open = false;
};
Newest newest_of(Record& record, std::vector<Evidence*>& dated, const std::string& path);

/// The fields of one event.
Row read_row(Record& record, FactId fact, const FactSource& source, const Resource& event);

}  // namespace caveat::fhir
