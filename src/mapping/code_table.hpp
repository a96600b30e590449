#pragma once

// Codes of code systems as a mapping lists them, and the question whether one is among them.

#include <caveat/diagnostic.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::mapping {

/// One code, as the mapping or a value set has it.
struct Coding {
    std::string system;      ///< URL
    std::string code;        ///< without the `*` of a prefix
    std::string display;     ///< for people; never compared
    bool is_prefix = false;  ///< `M54.5*`: every code that begins so
    Span span{};             ///< in the mapping; of a value set, of its name there
};

/// A set of codes. Empty where the mapping lists none.
class CodeTable {
  public:
    CodeTable() = default;
    explicit CodeTable(std::vector<Coding> codings);

    /// Whether the code is listed, or begins as one of the prefixes. Both are compared byte for
    /// byte: codes are case-sensitive in most systems, and a wrong match is worse than none.
    [[nodiscard]] bool contains(std::string_view system, std::string_view code) const;
    /// Whether a code that begins so, and goes on, is listed: below it, in a system that is a tree.
    [[nodiscard]] bool has_below(std::string_view system, std::string_view code) const;
    /// Whether any code of this system is listed.
    [[nodiscard]] bool names_system(std::string_view system) const;
    [[nodiscard]] bool empty() const { return codings_.empty(); }
    [[nodiscard]] const std::vector<Coding>& codings() const { return codings_; }
    /// A code that both list, as this one has it; prefixes count for all that they cover.
    [[nodiscard]] const Coding* shared_with(const CodeTable& other) const;

  private:
    std::vector<Coding> codings_;     ///< sorted by system and code; prefixes among them
    std::size_t longest_prefix_ = 0;  ///< bytes; 0: there are none
};

/// URL of a built-in system such as `snomed`; empty for any other name.
std::string_view built_in_system(std::string_view name);
/// The names of all built-in systems.
std::vector<std::string> built_in_systems();
/// Whether codes of this system stand in a tree by their first letters, so that `PREFIX*` means
/// what is below a code: ICD-10 and ATC.
bool has_prefixes(std::string_view system_url);
/// Whether a code, or the beginning of one, is written as its system writes them. `m5450` may mean
/// M54.50, and an expression of SNOMED some kind of what it begins with: neither is a code that
/// means something else.
bool is_written_well(std::string_view system_url, std::string_view code);

}  // namespace caveat::mapping
