#pragma once

// The small grammar of phrases: `{slot}`, `(s)` for optional text, `a/b` for alternatives.

#include "language/document.hpp"
#include "text/diagnostics.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace caveat::language {

/// One element of what a phrase matches.
struct PhraseElement {
    bool is_slot = false;
    std::string text;  ///< a folded word, or the slot's name
};

/// One way to write a phrase; a plain name has exactly one.
using Spelling = std::vector<PhraseElement>;

struct Phrase {
    std::vector<Spelling> spellings;
    std::vector<std::string> slots;  ///< in order
};

/// Reads a declared name or phrase. Reports what is no name, a bad slot, too many slots or
/// spellings. returns nothing then.
std::optional<Phrase> read_phrase(const Scalar& written, bool may_have_slots,
                                  std::size_t most_slots, text::Diagnostics& diagnostics);

/// A spelling as an author would type it; `arguments` stand for the slots, in order.
std::string spelled_out(const Spelling& spelling, const std::vector<std::string>& arguments);

}  // namespace caveat::language
