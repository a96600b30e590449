// What every section of a page looks at.

#include "page/context.hpp"

#include <caveat/keys.hpp>

#include "analysis/written_file.hpp"
#include "explain/words.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace caveat::page {

Context::Context(const RuleSet& rules, const PageOptions& options)
    : rules_(rules),
      options_(options),
      lines_(api::loaded_of(rules_).source),
      document_(analysis::document_of(api::loaded_of(rules_))),
      explainer_(api::loaded_of(rules_).model),
      bearings_(bearings_of(api::loaded_of(rules_).model)) {
    if (patient() == nullptr) {
        screen(ProfileBuilder(rules_).build(), nobody_);
    }
    explainer_.look_at(api::result_of(patient() == nullptr ? nobody_ : *patient()), source());
    for (std::size_t i = 0; i < document_.parameters.size(); ++i) {
        parameters_.emplace(text::canonical_name(document_.parameters[i].name.text), i);
    }
    for (std::size_t i = 0; i < document_.terms.size(); ++i) {
        terms_.emplace_back(document_.terms[i].condition.span, i);
    }
    std::sort(terms_.begin(), terms_.end(),
              [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
    Anchors anchors;
    for (const model::Rule& rule : model().rules) rule_.push_back(anchors.add("r", rule.id));
    for (const facts::Fact& fact : model().catalogue.facts()) {
        fact_.push_back(anchors.add("f", fact.name));
    }
    for (const model::Outcome& outcome : model().outcomes) {
        outcome_.push_back(anchors.add(key(outcome.verb), outcome.name));
    }
    for (const model::Score& score : model().scores) {
        score_.push_back(anchors.add("score", score.name));
    }
    for (const model::Citation& source : model().sources) {
        sources_.emplace(source.id, source_.size());
        source_.push_back(anchors.add("s", source.id));
    }
}

const Screening* Context::patient() const {
    const Screening* const given = options_.patient;
    return given != nullptr && given->profile().is_readable() ? given : nullptr;
}

std::string Context::words(Span span) const {
    return explain::authors_words(source(), span);
}

std::size_t Context::line_of(Span span) const {
    return lines_.position(span.begin).line;
}

const language::ParameterEntry* Context::parameter_of(model::ExprId constant) const {
    const auto found = parameters_.find(text::canonical_name(words(model().tree[constant].span)));
    return found == parameters_.end() ? nullptr : &document_.parameters[found->second];
}

std::optional<std::size_t> Context::term_at(Span span) const {
    const auto after = std::partition_point(terms_.begin(), terms_.end(), [span](const auto& each) {
        return each.first.begin <= span.begin;
    });
    if (after == terms_.begin()) return std::nullopt;
    const auto& [definition, term] = *std::prev(after);
    return span.end <= definition.end ? std::optional(term) : std::nullopt;
}

std::optional<std::size_t> Context::find_source(std::string_view id) const {
    const auto found = sources_.find(id);
    return found == sources_.end() ? std::nullopt : std::optional(found->second);
}

void Context::link(RuleId rule, Markup& page) const {
    page.link(place_of(rule), model().rules[rule.index].id);
}

void Context::link(FactId fact, Markup& page) const {
    page.link(place_of(fact), model().catalogue[fact.index].name);
}

void Context::link(OutcomeId outcome, Markup& page) const {
    write_verb(model().outcomes[outcome.index].verb, page);
    page.raw(" ").link(place_of(outcome), model().outcomes[outcome.index].name);
}

void Context::link_to_line(Span span, Markup& page) const {
    linked_lines_.insert(line_of(span));
    const std::string line = std::to_string(line_of(span));
    page.raw("<a class=\"line\" href=\"#l" + line + "\">line " + line + "</a>");
}

void write_verb(Verb verb, Markup& page) {
    const std::string word(key(verb));
    page.raw("<b class=\"" + word + "\">" + word + "</b>");
}

void write_truth(Truth truth, Markup& page) {
    constexpr std::array<std::string_view, 3> marks{
        "<span class=\"truth no\">✗ no</span> ",
        "<span class=\"truth unknown\">? not known</span> ",
        "<span class=\"truth yes\">✓ yes</span> "};
    page.raw(marks[static_cast<std::size_t>(truth)]);
}

void write_accepted(const std::vector<language::Acceptance>& accepted, Markup& page) {
    for (const language::Acceptance& each : accepted) {
        page.raw("<p class=\"dim\">The author answers <code>").text(each.finding.text);
        page.raw("</code>: ").text(each.because.text).raw("</p>\n");
    }
}

}  // namespace caveat::page
