// Turns a rule file into the places where it uses declared names. Entrance: name_uses.

#include "name_uses.hpp"

#include <caveat/rules.hpp>

#include "check/context.hpp"
#include "language/document.hpp"
#include "language/syntax.hpp"
#include "text/diagnostics.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <utility>
#include <variant>

namespace caveat::testing {

namespace {

UseKind kind_of(const language::Name& name) {
    using language::NameKind;
    if (name.is_field) return UseKind::field;
    switch (name.entry->kind) {
        case NameKind::records:
        case NameKind::each_record:
            return UseKind::records;
        case NameKind::term:
            return UseKind::term;
        case NameKind::parameter:
            return UseKind::parameter;
        case NameKind::score:
            return UseKind::score;
        case NameKind::code:
            return UseKind::code;
        case NameKind::band:
            return UseKind::band;
        case NameKind::outcome:
            return UseKind::outcome;
        case NameKind::yes_no:
        case NameKind::number:
        case NameKind::choice:
        case NameKind::choices:
        case NameKind::date:
            break;
    }
    return UseKind::fact;
}

/// Walks the sentences of a document and collects the names in them.
class Uses {
  public:
    Uses(const language::Document& document, std::string_view file)
        : document_(document), context_{document, file, limits_, diagnostics_} {
        check::declare(context_);
    }

    std::vector<NameUse> all() {
        if (document_.applies_to) condition(*document_.applies_to, {});
        for (const auto& fact : document_.facts) {
            if (fact.only_if) condition(*fact.only_if, {});
            if (fact.otherwise) sentence(*fact.otherwise, {});
        }
        for (std::size_t i = 0; i < document_.terms.size(); ++i) {
            condition(document_.terms[i].condition, context_.term_slots[i]);
        }
        for (const auto& score : document_.scores) {
            for (const auto& entry : score.points) condition(entry.expression, {});
        }
        for (const auto& rule : document_.rules) add_rule(rule);
        BOOST_REQUIRE(!diagnostics_.has_errors());
        return std::move(uses_);
    }

  private:
    void add(UseKind kind, Span span, std::string declared) {
        uses_.push_back({kind, span.begin, span.end, std::move(declared)});
    }
    void add(const language::Name& name) {
        if (name.slot || name.entry == nullptr) return;
        add(kind_of(name), name.span, name.entry->name);
    }
    void add_codes(const std::vector<language::Name>& names, bool are_bands) {
        for (const auto& name : names) {
            if (name.entry == nullptr) continue;
            add(are_bands ? UseKind::band : UseKind::code, name.span, name.entry->name);
        }
    }
    void add(const language::Count& count) {
        if (const auto* name = std::get_if<language::Name>(&count.value)) add(*name);
    }

    void add_node(const language::Syntax& syntax, const language::Node& node) {
        const auto& content = node.content;
        if (const auto* name = std::get_if<language::NameUse>(&content)) add(name->name);
        if (const auto* phrase = std::get_if<language::PhraseUse>(&content)) {
            add(UseKind::phrase, phrase->phrase.span, phrase->phrase.entry->name);
            for (const auto& argument : phrase->arguments) add(argument.value);
        }
        if (const auto* quantified = std::get_if<language::Quantified>(&content)) {
            add(quantified->records);
            if (quantified->count) add(*quantified->count);
        }
        if (const auto* measure = std::get_if<language::Measure>(&content)) {
            add(measure->field);
            add(measure->records);
        }
        if (const auto* code = std::get_if<language::IsCode>(&content)) {
            const auto* left = std::get_if<language::NameUse>(&syntax.nodes[code->left].content);
            const bool is_score = left != nullptr && left->name.entry != nullptr &&
                                  left->name.entry->kind == language::NameKind::score;
            add_codes(code->codes, is_score);
        }
        if (const auto* list = std::get_if<language::Include>(&content)) {
            add_codes(list->codes, false);
        }
    }

    void add_all(const language::Syntax& syntax) {
        for (const language::Node& node : syntax.nodes) add_node(syntax, node);
    }

    void sentence(const language::Scalar& text, std::vector<std::string> slots) {
        language::Syntax syntax;
        language::parse_condition(text, true, context_.parse_context(std::move(slots)), syntax);
        add_all(syntax);
    }
    void condition(const language::Condition& written, std::vector<std::string> slots) {
        language::Syntax syntax;
        language::parse_condition(written, true, context_.parse_context(std::move(slots)), syntax);
        add_all(syntax);
    }

    void add_outcomes(const std::vector<language::OutcomeUse>& outcomes) {
        for (const auto& use : outcomes) {
            add(UseKind::outcome, use.outcome.span, use.outcome.entry->name);
            for (const auto& argument : use.arguments) add(argument.value);
        }
    }

    void add_rule(const language::RuleEntry& rule) {
        if (rule.rule) {
            language::Syntax syntax;
            const auto parsed =
                language::parse_sentence(*rule.rule, context_.parse_context(), syntax);
            BOOST_REQUIRE(parsed.has_value());
            add_all(syntax);
            add_outcomes(parsed->outcomes);
        }
        if (rule.when) condition(*rule.when, {});
        if (rule.unless) condition(*rule.unless, {});
        for (const auto& outcome : rule.then) {
            add_outcomes(language::parse_outcomes(outcome, context_.parse_context()));
        }
        for (const auto& id : rule.overrides) {
            const bool is_class = id.text == "all suggest" || id.text == "all inform";
            if (!is_class) add(UseKind::rule_id, id.span, id.text);
        }
    }

    const language::Document& document_;
    Limits limits_;
    text::Diagnostics diagnostics_;
    check::Context context_;
    std::vector<NameUse> uses_;
};

}  // namespace

std::vector<NameUse> name_uses(std::string_view file) {
    text::Diagnostics diagnostics;
    const auto document = language::read_document(file, {}, diagnostics);
    BOOST_REQUIRE(document);
    BOOST_REQUIRE(!diagnostics.has_errors());
    return Uses(*document, file).all();
}

}  // namespace caveat::testing
