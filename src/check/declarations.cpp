// The header of a rule file, its sources, parameters and the names of terms, scores and outcomes.
// Entrance: declare. Facts are in facts.cpp.

#include "check/context.hpp"
#include "check/facts.hpp"
#include "text/names.hpp"
#include "text/skeleton.hpp"
#include "text/suggest.hpp"
#include "values/dates.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::check {

using language::Entry;
using language::NameKind;
using language::Scalar;
using text::quoted;
using text::with;

Diagnostic& Context::error(text::DiagnosticCode code, Span span, std::string message) {
    if (!reported.emplace(code.view(), span.begin, span.end).second) return repeated;
    if (has_error_inside(span)) return repeated;
    return diagnostics.error(code, span, std::move(message));
}

bool Context::has_error_inside(Span span) const {
    const auto lies_inside = [&](const Diagnostic& known) {
        return known.span.begin >= span.begin && known.span.end <= span.end && known.span != span &&
               known.severity == Severity::error;
    };
    const auto& all = diagnostics.all();
    return std::any_of(all.begin(), all.end(), lies_inside);
}

std::string Context::words(Span span) const {
    return text::one_line(source.substr(span.begin, span.end - span.begin));
}

std::optional<std::size_t> one_of(const Scalar& text, std::span<const std::string_view> choices,
                                  std::string_view what, Context& context) {
    const std::string wanted = text::folded(text.text);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (wanted == choices[i]) return i;
    }
    const std::vector<std::string> names(choices.begin(), choices.end());
    const auto similar = text::suggestions(text.text, names, 1);
    Diagnostic& problem =
        context.error("unknown-word", text.span, quoted(text.text) + " is no " + std::string(what));
    text::propose_from(problem, text.text, similar);
    if (problem.help.empty()) {
        // Of two, either may be meant; of many, none more than another.
        std::vector<text::Proposal> proposals;
        for (const std::string& name : names) proposals.push_back({name, {{text.span, name}}});
        if (names.size() == 2) text::with(problem).write(proposals);
        for (std::size_t i = 0; i < names.size() && names.size() != 2; ++i) {
            problem.help += (i == 0 ? "known here: " : ", ") + quoted(names[i]);
        }
    }
    if (similar.empty()) return std::nullopt;
    // Read on as if it were what was meant.
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), similar.front()) -
                                    names.begin());
}

std::optional<Constant> constant_of(const language::Count& count, Context& context) {
    if (const auto* name = std::get_if<language::Name>(&count.value)) {
        if (name->entry == nullptr || name->entry->kind != NameKind::parameter) return std::nullopt;
        return context.parameters[name->entry->index];
    }
    const auto value = values::Rational::from(std::get<Decimal>(count.value));
    if (!value) return std::nullopt;
    Constant constant{*value, std::nullopt};
    if (!count.unit.empty()) {
        constant.unit = values::find_unit(count.unit);
        if (!constant.unit) return std::nullopt;
    }
    return constant;
}

void check_citation(const Scalar& source, Context& context) {
    if (context.source_ids.empty() || context.source_ids.contains(source.text)) return;
    Diagnostic& problem = context.error("undeclared-source", source.span,
                                        "no source is called " + quoted(source.text));
    if (context.may_suggest_from(context.source_ids.size())) {
        const std::vector<std::string> ids(context.source_ids.begin(), context.source_ids.end());
        text::propose(problem, source.text, ids, 1);
    }
    if (problem.help.empty()) problem.help = "declare it under `sources`";
}

namespace {

std::string text_or_empty(const std::optional<Scalar>& scalar) {
    return scalar ? scalar->text : std::string();
}

std::optional<Date> day_of(const std::optional<Scalar>& written, Context& context) {
    if (!written) return std::nullopt;
    const auto date = Date::from_text(written->text);
    if (date && date->is_full()) return date;
    with(context.error("bad-date", written->span,
                       quoted(written->text) + " is no date of the calendar"))
        .help("write year, month and day: `2027-11-20`");
    return std::nullopt;
}

void check_published(Context& context) {
    const language::PublishedEntry& written = context.document.published;
    model::Publication& published = context.rules.published;
    published.developer = text_or_empty(written.developer);
    published.funding = text_or_empty(written.funding);
    published.released = day_of(written.released, context);
    published.revised = day_of(written.revised, context);
    published.intended_use = text_or_empty(written.intended_use);
    published.licence = text_or_empty(written.licence);
    if (!published.released || !published.revised) return;
    if (values::range_of(*published.revised).high < values::range_of(*published.released).low) {
        with(context.error("bad-date", written.revised->span,
                           "revised on " + written.revised->text + ", before it was released"))
            .help("it was released on " + written.released->text +
                  ": write the later of the two days under `revised`");
    }
}

void check_header(Context& context) {
    const language::Document& document = context.document;
    model::RuleSet& rules = context.rules;
    rules.id = text_or_empty(document.id);
    rules.version = text_or_empty(document.version);
    rules.title = text_or_empty(document.title);
    rules.screens = text_or_empty(document.screens);
    if (document.audience) {
        static constexpr std::array<std::string_view, 2> audiences{"clinician", "patient"};
        const auto audience = one_of(*document.audience, audiences, "audience", context);
        if (audience == 1U) rules.audience = Respondent::patient;
    }
    rules.review_by = day_of(document.review_by, context);
    for (const language::Scalar& author : document.authors) rules.authors.push_back(author.text);
    check_published(context);
}

void check_sources(Context& context) {
    text::LookAlikes look_alikes;
    for (const language::SourceEntry& entry : context.document.sources) {
        const auto index = static_cast<std::uint32_t>(context.rules.sources.size());
        if (const auto other = look_alikes.add(text::folded(entry.id.text), index)) {
            text::report_look_alike(entry.id.span, entry.id.text,
                                    context.document.sources[*other].id.span, context.diagnostics);
        }
        context.source_ids.insert(entry.id.text);
        context.rules.sources.push_back({entry.id.text, text_or_empty(entry.title),
                                         text_or_empty(entry.author), text_or_empty(entry.says)});
    }
}

/// `weeks` of `max weeks`; of `doses per day` nothing.
std::optional<values::Unit> unit_said(const Scalar& name) {
    const std::string words = text::canonical_name(name.text);
    const std::size_t last = words.rfind(' ');
    if (last == words.npos || words.size() - last < 4) return std::nullopt;
    const std::size_t before = words.rfind(' ', last - 1);
    const std::string_view joint = std::string_view(words).substr(before + 1, last - (before + 1));
    if (joint == "per" || joint == "a" || joint == "each" || joint == "every") return std::nullopt;
    return values::find_unit(words.substr(last + 1));
}

void declare_parameters(Context& context) {
    std::uint32_t index = 0;
    for (const language::ParameterEntry& entry : context.document.parameters) {
        if (entry.source) check_citation(*entry.source, context);
        Entry name;
        name.kind = NameKind::parameter;
        name.index = index++;
        context.vocabulary.names.declare(entry.name, std::move(name), false, context.diagnostics);
        std::optional<Constant> value;
        if (entry.value) {
            if (const auto literal = language::parse_literal(*entry.value, context.diagnostics)) {
                value = constant_of(*literal, context);
            }
            const auto said = unit_said(entry.name);
            if (value && said) value->said = &context.units_said.emplace_back(*said);
        }
        context.parameters.push_back(value);
    }
}

void declare_terms(Context& context) {
    std::uint32_t index = 0;
    for (const language::TermEntry& entry : context.document.terms) {
        Entry name;
        name.kind = NameKind::term;
        name.index = index++;
        context.vocabulary.names.declare(entry.name, std::move(name), true, context.diagnostics,
                                         context.limits.phrase_slots);
    }
    context.term_slots.resize(context.document.terms.size());
    for (const Entry& entry : context.vocabulary.names.entries()) {
        if (entry.kind == NameKind::term) context.term_slots[entry.index] = entry.slots;
    }
}

void declare_scores(Context& context) {
    std::uint32_t index = 0;
    for (const language::ScoreEntry& entry : context.document.scores) {
        auto bands = std::make_shared<language::NameTable>();
        std::uint32_t position = 0;
        for (const language::BandEntry& band : entry.bands) {
            Entry name;
            name.kind = NameKind::band;
            name.index = position++;
            bands->declare(band.name, std::move(name), false, context.diagnostics);
        }
        Entry name;
        name.kind = NameKind::score;
        name.index = index++;
        name.codes = std::move(bands);
        context.vocabulary.names.declare(entry.name, std::move(name), false, context.diagnostics);
    }
}

constexpr std::array<std::string_view, 6> verbs{"inform",  "suggest", "caution",
                                                "require", "refer",   "avoid"};

std::optional<Verb> verb_of(const Scalar& name, Context& context) {
    const auto first = text::word_at(name.text, 0);
    const std::string word = first ? first->folded : std::string();
    for (std::size_t i = 0; i < verbs.size(); ++i) {
        if (word == verbs[i]) return static_cast<Verb>(i);
    }
    const std::vector<std::string> names(verbs.begin(), verbs.end());
    Diagnostic& problem = context.error(
        "unknown-verb", name.span_of(0, word.empty() ? name.text.size() : first->text.size()),
        quoted(word.empty() ? name.text : std::string(first->text)) + " is no verb of an outcome");
    text::propose(problem, word, names, 1);
    if (problem.help.empty()) {
        problem.help =
            "an outcome begins with `avoid`, `refer`, `require`, `caution`, `suggest` or "
            "`inform`";
    }
    return std::nullopt;
}

/// Reports `{x}` in `say` that is no slot of the outcome.
void check_say(const Scalar& say, const std::vector<std::string>& slots, Context& context) {
    std::size_t at = 0;
    while ((at = say.text.find('{', at)) != std::string::npos) {
        const std::size_t end = say.text.find('}', at);
        if (end == std::string::npos) return;
        const std::string slot = text::canonical_name(say.text.substr(at + 1, end - at - 1));
        bool is_known = false;
        for (const std::string& known : slots) {
            is_known = is_known || text::canonical_name(known) == slot;
        }
        if (!is_known) {
            std::string help = text::help_for_name(slot, slots, 1);
            if (help.empty()) help = "only slots of the outcome's name can be filled in";
            with(context.error("unknown-slot", say.span_of(at, end + 1),
                               "the outcome has no slot " + quoted("{" + slot + "}")))
                .help(std::move(help));
        }
        at = end + 1;
    }
}

void declare_outcomes(Context& context) {
    std::uint32_t index = 0;
    for (const language::OutcomeEntry& entry : context.document.outcomes) {
        context.outcome_verbs.push_back(verb_of(entry.name, context));
        Entry name;
        name.kind = NameKind::outcome;
        name.index = index++;
        context.vocabulary.outcomes.declare(entry.name, std::move(name), true, context.diagnostics,
                                            context.limits.phrase_slots);
    }
    context.outcome_slots.resize(context.document.outcomes.size());
    for (const Entry& entry : context.vocabulary.outcomes.entries()) {
        context.outcome_slots[entry.index] = entry.slots;
    }
    for (std::size_t i = 0; i < context.document.outcomes.size(); ++i) {
        const auto& say = context.document.outcomes[i].say;
        if (say) check_say(*say, context.outcome_slots[i], context);
    }
}

}  // namespace

void declare(Context& context) {
    check_header(context);
    check_sources(context);
    declare_facts(context);
    declare_parameters(context);
    declare_terms(context);
    declare_scores(context);
    declare_outcomes(context);
}

}  // namespace caveat::check
