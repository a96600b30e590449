// Reads the sentences of a document. Entrances: read_definitions, read_rule, read_sentences.

#include "language/sentences.hpp"

#include <utility>

namespace caveat::language {
namespace {

class Reader {
  public:
    Reader(const Document& document, const ParseContext& context)
        : document_(document), context_(context) {}

    Sentences read(std::size_t most_impossible) {
        read_bands();
        read_terms();
        for (const FactEntry& fact : document_.facts) {
            made_.facts.push_back({read(fact.only_if, false), read(fact.otherwise)});
        }
        read_points();
        if (document_.impossible.size() <= most_impossible) {
            for (const ImpossibleEntry& entry : document_.impossible) {
                made_.impossible.push_back(read(entry.when, false));
            }
        }
        made_.applies_to = read(document_.applies_to, false);
        return std::move(made_);
    }

  private:
    NodeId read(const Condition& condition, bool may_be_number) {
        return parse_condition(condition, may_be_number, context_, made_.syntax);
    }
    std::optional<NodeId> read(const std::optional<Condition>& condition, bool may_be_number) {
        if (!condition) return std::nullopt;
        return read(*condition, may_be_number);
    }
    /// A fall-back is a number as well as a condition.
    std::optional<NodeId> read(const std::optional<Scalar>& text) {
        if (!text) return std::nullopt;
        return parse_condition(*text, true, context_, made_.syntax);
    }

    void read_bands() {
        for (const ScoreEntry& score : document_.scores) {
            auto& bands = made_.bands.emplace_back();
            for (const BandEntry& band : score.bands) {
                bands.push_back(parse_interval(band.interval, context_));
            }
        }
    }

    void read_terms() {
        // A term whose declaration was refused: without its slots the condition means nothing.
        std::vector<const Entry*> declared(document_.terms.size());
        for (const Entry& entry : context_.vocabulary->names.entries()) {
            if (entry.kind == NameKind::term) declared[entry.index] = &entry;
        }
        for (std::size_t i = 0; i < document_.terms.size(); ++i) {
            if (declared[i] == nullptr) {
                made_.terms.push_back(made_.syntax.add(Span{}, Broken{}));
                continue;
            }
            context_.slots = declared[i]->slots;
            made_.terms.push_back(read(document_.terms[i].condition, true));
            context_.slots.clear();
        }
    }

    void read_points() {
        for (const ScoreEntry& score : document_.scores) {
            auto& entries = made_.points.emplace_back();
            for (const PointsEntry& points : score.points) {
                context_.is_entry_of_points = !points.weight && !points.is_table;
                entries.push_back({read(points.expression, !points.weight), {}});
                context_.is_entry_of_points = false;
            }
        }
    }

    const Document& document_;
    ParseContext context_;
    Sentences made_;
};

}  // namespace

Sentences read_definitions(const Document& document, std::size_t most_impossible,
                           const ParseContext& context) {
    return Reader(document, context).read(most_impossible);
}

RuleSentences read_rule(const RuleEntry& rule, const ParseContext& context, Syntax& syntax) {
    RuleSentences made;
    if (rule.rule) {
        auto sentence = parse_sentence(*rule.rule, context, syntax);
        if (sentence) {
            made.condition = sentence->condition;
            made.exemption = sentence->exemption;
            made.outcomes = std::move(sentence->outcomes);
        }
    } else {
        for (const Scalar& outcome : rule.then) {
            for (OutcomeUse& use : parse_outcomes(outcome, context)) {
                made.outcomes.push_back(std::move(use));
            }
        }
        if (rule.when) made.condition = parse_condition(*rule.when, false, context, syntax);
    }
    if (rule.unless) made.unless = parse_condition(*rule.unless, false, context, syntax);
    return made;
}

Sentences read_sentences(const Document& document, const ParseContext& context) {
    Sentences made = read_definitions(document, document.impossible.size(), context);
    for (std::size_t i = 0; i < document.scores.size(); ++i) {
        for (std::size_t entry = 0; entry < document.scores[i].points.size(); ++entry) {
            // A row that is no interval is a code.
            for (const TableRow& row : document.scores[i].points[entry].rows) {
                auto interval = parse_interval(row.when, context);
                if (interval) made.points[i][entry].rows.push_back(std::move(*interval));
            }
        }
    }
    for (const RuleEntry& rule : document.rules) {
        made.rules.push_back(read_rule(rule, context, made.syntax));
    }
    return made;
}

}  // namespace caveat::language
