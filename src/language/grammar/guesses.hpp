#pragma once

// What may be meant by words that name nothing.

#include "language/grammar/looking.hpp"
#include "language/phrase.hpp"

#include <string>
#include <vector>

namespace caveat::language {

/// What is wanted where nothing of the name was found.
enum class Wanted : std::uint8_t { operand, records, parameter, code, field, outcome };
struct WantedName {
    Wanted wanted = Wanted::operand;
    const NameTable* table = nullptr;  ///< of codes, fields or outcomes
    std::string owner;                 ///< whose codes or fields
};

/// Where the wrong name ends, and what it may stand for, best first.
struct Guess {
    std::size_t end = 0;
    std::vector<std::string> names;
    std::size_t distance = 0;
    std::string part{};  ///< without `names`: a name that leaves out words of what stands here
};

class Guesses : public Looking {
  public:
    using Looking::Looking;

    /// The end that makes the likeliest name.
    Guess best_guess(std::size_t at, const WantedName& kind) const;
    /// Says that nothing is called so, and what may be meant. returns where the name ends.
    std::size_t report_unknown(std::size_t at, const WantedName& kind);
    /// Says whose code or field it is. returns whether it is one.
    bool report_code_as_name(std::size_t at, std::size_t end);
    /// Whether a name stands here that was refused because it holds a word such as `or`.
    bool names_what_was_cut() const;

  private:
    std::optional<std::vector<std::string>> arguments_for(const Spelling& spelling, std::size_t at,
                                                          std::vector<std::string>& nearest) const;
    bool loses_unit(std::size_t at, const std::string& next) const;
    std::string nearest_parameter(std::size_t at) const;
    std::vector<std::string> candidates(const WantedName& kind, std::size_t at) const;
    std::size_t end_of_rejected(std::size_t at, const NameTable& table) const;
    bool report_age_of(std::size_t at, std::size_t end);
    bool report_known(std::size_t at);
    bool report_wording(std::size_t at, std::size_t end);
    bool report_missing_where(std::size_t at);
    std::size_t report_difference(std::size_t at, const Guess& guess, const WantedName& kind);
    bool report_denied_code(std::size_t at, std::size_t end, const WantedName& kind);
};

/// Words that may end a name that nobody declared.
bool is_inner_keyword(const Token& token);

}  // namespace caveat::language
