#pragma once

// What a document lacks, added to it in memory: facts, outcomes, ids of rules.

#include <caveat/diagnostic.hpp>

#include "editing/names_used.hpp"
#include "language/document.hpp"
#include "language/vocabulary.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace caveat::editing {

struct AddedId {
    std::size_t rule = 0;  ///< position in `Document::rules`
    std::string id;
};

/// What was added to a document, in order.
struct Completion {
    std::vector<std::string> guesses;  ///< in words, one for each of the last facts
    std::vector<language::OutcomeEntry> outcomes;
    std::vector<AddedId> ids;
};

/// The names that a document uses and does not declare.
NamesUsed names_missing(const language::Document& document, const language::Vocabulary& declared,
                        const std::vector<std::vector<std::string>>& term_slots);

/// Declares those names in the document.
Completion complete(language::Document& document, NamesUsed names);

/// Gives an id to each rule of which an error says that it needs one. returns whether any did.
bool give_ids(language::Document& document, const std::vector<Diagnostic>& errors,
              Completion& completion);

/// `text` as if it were written at `place`.
language::Scalar written_at(const language::Scalar& place, std::string text);

}  // namespace caveat::editing
