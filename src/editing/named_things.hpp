#pragma once

// Which declared thing an entry of the vocabulary is.

#include "editing/occurrences.hpp"
#include "language/syntax.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace caveat::editing {

/// Of one reading, which must outlive this.
class NamedThings {
  public:
    explicit NamedThings(const RulesReading& reading);

    [[nodiscard]] std::optional<NamedThing> of(const language::Entry* entry) const;
    /// A rule by its id in any spelling.
    [[nodiscard]] std::optional<NamedThing> rule(std::string_view id) const;
    [[nodiscard]] std::optional<NamedThing> source(std::string_view id) const;
    [[nodiscard]] const language::Entry* fact(std::string_view name) const;
    /// The entry of a fact by its position; null where it was not declared.
    [[nodiscard]] const language::Entry* fact(std::uint32_t index) const;

  private:
    void add_codes(const language::NameTable* codes, NamedThing target);

    const RulesReading& reading_;
    std::unordered_map<const language::Entry*, NamedThing> by_entry_;
    std::unordered_map<std::string, std::uint32_t> rules_;
    std::vector<const language::Entry*> facts_;
};

/// A name in a sentence, with the places of what its slots were given.
using FoundName = std::function<void(const language::Name&, std::vector<Span> arguments)>;

/// Tells of every name in a syntax tree.
void names_in(const language::Syntax& syntax, const FoundName& found);
void names_in(const language::OutcomeUse& use, const FoundName& found);
void names_in(const language::Interval& interval, const FoundName& found);

}  // namespace caveat::editing
