#pragma once

// The sentences of a rule file, each read once: for whoever compiles them, and for whoever asks
// what they name.

#include "language/document.hpp"
#include "language/syntax.hpp"
#include "language/vocabulary.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace caveat::language {

/// Of a fact: what stands under `only if` and `otherwise`.
struct FactSentences {
    std::optional<NodeId> only_if;
    std::optional<NodeId> otherwise;
};

/// Of one entry of a score.
struct PointsSentences {
    NodeId expression = 0;
    std::vector<Interval> rows;  ///< of a table over a number
};

/// Of a rule, whether it was written as a sentence or in parts.
struct RuleSentences {
    std::optional<NodeId> condition;  ///< nothing where none was to be found (reported)
    std::optional<NodeId> exemption;  ///< in the sentence
    std::optional<NodeId> unless;     ///< under a key of its own
    std::vector<OutcomeUse> outcomes;
};

/// Each by its position in the document. Names point into the vocabulary, which must outlive this.
struct Sentences {
    Syntax syntax;  ///< of all of them
    std::vector<FactSentences> facts;
    std::vector<NodeId> terms;
    std::vector<std::vector<PointsSentences>> points;         ///< by score, by entry
    std::vector<std::vector<std::optional<Interval>>> bands;  ///< by score; nothing: reported
    std::vector<std::optional<NodeId>> impossible;
    std::optional<NodeId> applies_to;
    std::vector<RuleSentences> rules;
};

/// Reads all but the rules and the rows of tables, and reports what is wrong. Rules may be many: a
/// compiler reads one when its turn comes, and lets go of it.
///
/// most_impossible  a longer list is not read: whoever counts it reports it
Sentences read_definitions(const Document& document, std::size_t most_impossible,
                           const ParseContext& context);

RuleSentences read_rule(const RuleEntry& rule, const ParseContext& context, Syntax& syntax);

/// All of them, of a document without mistakes.
Sentences read_sentences(const Document& document, const ParseContext& context);

/// A rule file as it was read: what it declares, and what its sentences say.
struct RuleFile {
    std::shared_ptr<const Document> document;  ///< never null
    Vocabulary vocabulary;
    Sentences sentences;
};

}  // namespace caveat::language
