#pragma once

// Everything with a name in a rule file and its cases, and every place where that name stands.

#include "editing/reading.hpp"

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::editing {

enum class NamedThingKind : std::uint8_t {
    fact,
    each,  ///< one of the records of a fact
    field,
    code,
    term,
    parameter,
    score,
    band,
    outcome,
    rule,
    source,
};

/// What a name stands for: positions in the document.
struct NamedThing {
    static constexpr std::uint32_t no_field = 0xFFFFFFFF;

    NamedThingKind kind = NamedThingKind::fact;
    std::uint32_t index = 0;         ///< among its kind; of a field, code or band in its owner
    std::uint32_t owner = 0;         ///< of a field or code: the fact; of a band: the score
    std::uint32_t field = no_field;  ///< of a code: the field of records that has it
    friend auto operator<=>(const NamedThing&, const NamedThing&) = default;
};

/// One place where a name stands.
struct Occurrence {
    Span span;  ///< of the name, in the file; of a code in quotes with them, of a phrase all of it
    NamedThing target;
    bool is_declaration = false;
    const language::Scalar* text = nullptr;  ///< that it stands in
    std::vector<Span> arguments;             ///< of a phrase or outcome: what its slots were given
};

/// All of a rule file, in the order of the file; cases that stand in it, too.
std::vector<Occurrence> occurrences_of(const RulesReading& reading);

/// A file of cases, as YAML.
struct CasesReading {
    std::string source;
    language::YamlNode root;
    Scalars scalars;
};
/// Nothing when the text is no YAML mapping.
std::shared_ptr<const CasesReading> read_cases_as_they_stand(std::string_view text,
                                                             const Limits& limits);

/// All of a file of cases for these rules, in its order.
std::vector<Occurrence> occurrences_of(const CasesReading& cases, const RulesReading& rules);

/// The one that a place lies in or just behind.
const Occurrence* occurrence_at(const std::vector<Occurrence>& all, std::uint32_t byte);

/// Where a target is declared; nothing where it is not.
std::optional<Span> declaration_of(const std::vector<Occurrence>& all, const NamedThing& target);

}  // namespace caveat::editing
