#pragma once

// Sentences, or a rule file that lacks declarations, become a complete rule file. Whatever had to
// be guessed is marked as a guess, and what cannot be understood is refused in the words of the
// grammar.

#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::editing {

/// Whether a text has no key of a rule file at the beginning of a line: sentences alone, one a
/// line.
bool is_only_sentences(std::string_view text);

struct Drafted {
    std::optional<std::string> text;      ///< loads, and has the layout of `caveat format`
    bool is_complete = false;             ///< nothing was missing: `text` is what was given
    std::vector<Diagnostic> diagnostics;  ///< why there is none; spans look into `source`
    Source source;                        ///< what was given
};

/// name  of the file, for its messages and for the id of the rule set
Drafted draft(std::string_view text, std::string_view name, const Limits& limits = {});

}  // namespace caveat::editing
