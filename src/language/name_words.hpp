#pragma once

// What a declared text needs to be a name that sentences can hold.

#include "language/phrase.hpp"
#include "language/vocabulary.hpp"

namespace caveat::language {

/// Whether names of this kind are only looked for where nothing else can stand.
inline bool is_of_a_list(NameKind kind) {
    return kind == NameKind::code || kind == NameKind::band;
}

/// A code in quotes that could also stand without them is a name like any other.
bool needs_quotes(const Scalar& written);

/// Reports what no condition could write between quotation marks. returns whether it is sound.
bool check_quoted(const Scalar& written, text::Diagnostics& diagnostics);

/// What to type for a code that is no name.
void propose_quotes_for(const Scalar& code, Diagnostic& problem);

/// Reports words that would cut the name in two. returns whether there are none.
bool check_words(const Scalar& written, const Spelling& spelling, NameKind kind,
                 text::Diagnostics& diagnostics);

}  // namespace caveat::language
