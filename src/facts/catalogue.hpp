#pragma once

// The catalogue: every fact of a rule set with its type. No expressions in it.

#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>

#include "facts/code_set.hpp"
#include "facts/key_table.hpp"
#include "values/dates.hpp"
#include "values/range.hpp"
#include "values/units.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::facts {

struct Coding {
    std::string system;
    std::string code;
};

struct Code {
    std::string name;   ///< as declared
    std::string key;    ///< as JSON writes it: `lower_back`; a code in quotes as it stands in them
    std::string label;  ///< the name where none is given
    std::vector<Coding> codings;
};

/// What values a fact or a field may take.
struct ValueType {
    FactKind kind = FactKind::yes_no;
    values::Range range;               ///< of a number, in the base unit of its dimension
    bool whole = false;                ///< of a number: whole in its own unit
    std::optional<values::Unit> unit;  ///< of a number
    std::vector<Code> codes;           ///< of choice and choices
    CodeSet exclusive;                 ///< of choices: codes that stand alone
    values::DateRange dates;           ///< of a date; 0001-01-01 to 9999-12-31 where not bounded
    bool to_as_of = false;             ///< the last date allowed is the day of the screening
    KeyTable code_keys;                ///< filled when the fact joins a catalogue

    [[nodiscard]] CodeSet all_codes() const { return CodeSet::first(codes.size()); }
    /// The position of a code in any spelling.
    [[nodiscard]] std::optional<std::uint32_t> find_code(std::string_view name) const;
};

struct Field {
    std::string name;
    std::string key;
    ValueType type;
};

struct Fact {
    std::string name;  ///< as declared: `pain nrs`
    std::string key;   ///< `pain_nrs`
    ValueType type;
    std::string ask;
    std::string only_if;  ///< the words of its gate; empty when it has none
    Respondent whom = Respondent::patient;
    std::string each;                       ///< of records: the singular
    std::vector<Field> fields;              ///< of records
    std::optional<std::uint32_t> dated_by;  ///< of records: position of the date field
    KeyTable field_keys;                    ///< filled when the fact joins a catalogue
    Span span;                              ///< of the declaration

    [[nodiscard]] std::optional<std::uint32_t> find_field(std::string_view name) const;
};

/// Where one answer stands: a fact, or a field of one of its records.
struct FactOrField {
    std::uint32_t fact = 0;
    std::optional<std::uint32_t> field;
    friend bool operator==(const FactOrField&, const FactOrField&) = default;
    // Not every standard library orders optional values by <=> yet.
    friend std::strong_ordering operator<=>(const FactOrField& a, const FactOrField& b) {
        if (a.fact != b.fact) return a.fact <=> b.fact;
        if (a.field == b.field) return std::strong_ordering::equal;
        return a.field < b.field ? std::strong_ordering::less : std::strong_ordering::greater;
    }
};

class Catalogue {
  public:
    /// Adds a fact. Its name has been checked for uniqueness.
    std::uint32_t add(Fact fact);

    [[nodiscard]] const std::vector<Fact>& facts() const { return facts_; }
    [[nodiscard]] const Fact& operator[](std::uint32_t index) const { return facts_[index]; }
    [[nodiscard]] std::size_t size() const { return facts_.size(); }
    [[nodiscard]] const ValueType& type_at(const FactOrField& place) const {
        const Fact& fact = facts_[place.fact];
        return place.field ? fact.fields[*place.field].type : fact.type;
    }
    /// By name in any spelling.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;

    /// The rule set looks at time somewhere, so a profile needs `as_of`.
    bool needs_as_of = false;

  private:
    std::vector<Fact> facts_;
    KeyTable by_key_;
};

}  // namespace caveat::facts
