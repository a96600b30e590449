#pragma once

// A mapping after it was checked: where each fact of a rule set comes from in a record.

#include <caveat/rules.hpp>

#include "mapping/code_table.hpp"
#include "mapping/record_types.hpp"
#include "values/dates.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::mapping {

/// How old evidence may be.
struct Window {
    std::int64_t count = 0;
    values::CalendarUnit unit = values::CalendarUnit::days;
};

/// How a coded value becomes an answer.
struct Answers {
    std::vector<CodeTable> codes;  ///< by code of a choice; empty for any other kind
    CodeTable yes;                 ///< of a yes/no fact: what means yes
    CodeTable no;                  ///< and what means no
};

/// How a number is read whose unit is not UCUM.
struct Units {
    std::string unitless;  ///< the unit of a number without one; empty: that of the fact, or none
    std::vector<std::pair<std::string, std::string>> local;  ///< word of this record, unit
};

/// Where a field of a record comes from.
struct FieldSource {
    enum class Kind : std::uint8_t { none, date, code, observation };
    Kind kind = Kind::none;
    Answers answers;
    CodeTable observation;  ///< what an Observation beside the event is coded as
    Units units;
};

/// One source of a fact.
struct FactSource {
    RecordType from = RecordType::patient;
    Take take = Take::presence;
    CodeTable exact;    ///< `coded as`
    CodeTable kinds;    ///< `kinds` and `kinds of`
    CodeTable none_by;  ///< whose presence says none of it
    CodeTable component;
    Answers answers;
    std::optional<Window> within;  ///< none: however old
    bool ever = false;
    std::vector<std::string> also_counts;
    Units units;
    std::optional<std::uint32_t> query;  ///< the only one it is read from
    std::vector<FieldSource> fields;     ///< of records, by field
    Span span;

    /// Whether a resource coded in this system can be told to be about the fact, or not.
    [[nodiscard]] bool understands(std::string_view system) const;
    /// Whether it is about the fact by the codes of its answers, as no other codes are given.
    [[nodiscard]] bool is_told_by_answers() const {
        return exact.empty() && kinds.empty() && !answers.codes.empty();
    }
};

/// Where one fact comes from; no source: from forms alone.
struct FactMapping {
    std::vector<FactSource> sources;
};

/// What a record system is asked for.
struct Query {
    std::string key;       ///< under which its answer is delivered
    std::string resource;  ///< `Condition`
    std::string template_text;
    std::string closed;  ///< why what is not in it is not so; empty: it may be so all the same
    bool is_read = false;
    bool is_required = false;
    bool is_newest_first = false;  ///< sorted by date, backwards
    Span span;
};

/// A value set that was read, for the record of what an answer rests on.
struct ValueSetUsed {
    std::string name;
    std::string url;
    std::string version;
    std::string sha256;
};

/// Immutable, and safe to share between threads.
struct Tables {
    RuleSet rules;
    std::string canonical;
    std::string sha256;  ///< of the mapping's bytes
    std::vector<Query> queries;
    std::vector<FactMapping> facts;  ///< by fact
    std::vector<ValueSetUsed> value_sets;

    /// Whether a source reads what a query brings.
    [[nodiscard]] bool asks(const FactSource& source, std::uint32_t query) const;
};

}  // namespace caveat::mapping
