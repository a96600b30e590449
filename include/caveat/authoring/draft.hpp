#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::authoring {

/// Whether a text has no key of a rule file at the beginning of a line: sentences alone, one a
/// line.
CAVEAT_EXPORT bool is_only_sentences(std::string_view text);

/// A complete rule file, or why there is none.
struct Drafted {
    std::optional<std::string> text;      ///< loads, and has the layout of `format_rules`
    bool is_complete = false;             ///< nothing was missing: `text` is what was given
    std::vector<Diagnostic> diagnostics;  ///< why there is no text; spans look into `source`
    Source source;                        ///< what was given
};

/// Sentences, or a rule file that lacks declarations, into a complete rule file. Whatever had to be
/// guessed is marked as a guess by a comment, and what cannot be understood is refused in the words
/// of the grammar. What is given back has been loaded.
///
/// name  of the file, for its messages and for the id of the rule set
CAVEAT_EXPORT Drafted draft(std::string_view text, std::string_view name,
                            const Limits& limits = {});

}  // namespace caveat::authoring
