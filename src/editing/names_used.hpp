#pragma once

// The names that sentences use and nobody has declared, and what their use shows of them.

#include <caveat/rules.hpp>

#include "language/document.hpp"
#include "language/vocabulary.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::editing {

/// An undeclared fact, or a field of undeclared records.
struct UsedName {
    language::Scalar name;  ///< as written where it comes first
    FactKind kind = FactKind::yes_no;
    bool kind_is_shown = false;  ///< more than standing alone shows it
    std::string shown_by;        ///< the author's words that show the kind
    std::string unit;            ///< of a number compared with one in a unit
    std::string without_unit;  ///< words that compare it with a number that names none, before that
    bool is_divisor = false;   ///< something is divided by it
    bool is_whole = false;     ///< of a number: the points leave no other
    std::string from;          ///< of a number, as far as its use shows them
    std::string to;
    std::vector<language::Scalar> codes;   ///< of a choice or choices, in order
    bool has_all_codes = false;            ///< a table of points names them all
    std::optional<language::Scalar> each;  ///< of records: the singular
    bool is_dated = false;                 ///< of records: `latest` or `earliest` is asked for
    std::map<std::string, std::size_t> field_by_name;
    std::vector<UsedName> fields;            ///< of records
    std::vector<std::string> compared_with;  ///< canonical names of other numbers
};

/// What is missing in a file, in the order of its sentences.
struct NamesUsed {
    std::vector<UsedName> facts;
    std::map<std::string, std::size_t> fact_by_name;  ///< canonical
    std::vector<language::Scalar> outcomes;           ///< as written where they come first

    UsedName& fact(const language::Scalar& name);
    UsedName* find(std::string_view canonical);
};

/// The same in one record or one file.
UsedName& used_name(const language::Scalar& name, std::vector<UsedName>& names,
                    std::map<std::string, std::size_t>& by_name);

/// Takes in what a sentence names, `condition → outcome`. It judges nothing: a sentence that makes
/// no sense is told so by the grammar, once everything is declared.
void look_at_rule(const language::Scalar& sentence, const language::Vocabulary& declared,
                  NamesUsed& names);

/// The same of a condition or a number alone. `slots` are those of the phrase that it explains.
void look_at_condition(const language::Scalar& text, const language::Vocabulary& declared,
                       const std::vector<std::string>& slots, NamesUsed& names);

/// The same of a number: whatever it names and nobody declares is one.
void look_at_number(const language::Scalar& text, const language::Vocabulary& declared,
                    NamesUsed& names);

/// The same of outcomes alone, joined by `and`.
void look_at_outcomes(const language::Scalar& text, const language::Vocabulary& declared,
                      NamesUsed& names);

}  // namespace caveat::editing
