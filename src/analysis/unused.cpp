// Finds what nothing uses, by the names that each sentence of the file uses. Entrance: unused.

#include "analysis/unused.hpp"

#include "analysis/uses.hpp"
#include "analysis/written_file.hpp"
#include "text/diagnostics.hpp"

#include <set>
#include <string>
#include <utility>

namespace caveat::analysis {

namespace {

using text::quoted;

class Findings {
  public:
    explicit Findings(const language::Document& document) : document_(document) {}

    void look_at_facts(const DeclaredUses& uses) {
        for (std::size_t i = 0; i < document_.facts.size(); ++i) {
            const language::FactEntry& fact = document_.facts[i];
            const std::string name = quoted(fact.name.text);
            if (uses.is_used(uses.fact(i))) {
                const auto vain = uses.asked_in_vain_for(uses.fact(i));
                if (!vain) continue;
                const language::FactEntry& idle = document_.facts[*vain];
                text::with(add("idle-question", fact.name.span, fact.span,
                               name + " is there only because of " + quoted(idle.name.text) +
                                   ", which nothing uses"))
                    .help("use " + quoted(idle.name.text) + " in a rule, or remove both")
                    .label(idle.name.span, "this one is never used");
            } else if (fact.only_if) {
                text::with(add("idle-question", fact.name.span, fact.span,
                               "nothing uses the answer to " + name))
                    .help("use it in a rule, or remove it")
                    .label(fact.only_if->span, "it is asked only if this holds");
            } else {
                text::with(add("unused-fact", fact.name.span, fact.span, "nothing uses " + name))
                    .help("use it in a rule, or remove it");
            }
        }
    }

    void look_at_terms_and_parameters(const DeclaredUses& uses) {
        for (std::size_t i = 0; i < document_.terms.size(); ++i) {
            if (uses.is_used(uses.term(i))) continue;
            const language::Scalar& name = document_.terms[i].name;
            text::with(
                add("unused-term", name.span, {}, "nothing uses the term " + quoted(name.text)))
                .help("use it in a rule, or remove it");
        }
        for (std::size_t i = 0; i < document_.parameters.size(); ++i) {
            if (uses.is_used(uses.parameter(i))) continue;
            const language::ParameterEntry& parameter = document_.parameters[i];
            text::with(add("unused-parameter", parameter.name.span, parameter.span,
                           "nothing uses the parameter " + quoted(parameter.name.text)))
                .help("use it where its number stands, or remove it");
        }
    }

    void look_at_outcomes(const DeclaredUses& uses) {
        for (std::size_t i = 0; i < document_.outcomes.size(); ++i) {
            if (uses.outcome_is_used(i)) continue;
            const language::OutcomeEntry& outcome = document_.outcomes[i];
            text::with(add("unused-outcome", outcome.name.span, outcome.span,
                           "no rule leads to " + quoted(outcome.name.text)))
                .help("write a rule that does, or remove it");
        }
    }

    void look_at_sources() {
        std::set<std::string_view> cited;
        for (const language::RuleEntry& rule : document_.rules) {
            for (const language::Scalar& source : rule.sources) cited.insert(source.text);
        }
        for (const language::ParameterEntry& parameter : document_.parameters) {
            if (parameter.source) cited.insert(parameter.source->text);
        }
        for (const language::SourceEntry& source : document_.sources) {
            if (cited.contains(source.id.text)) continue;
            text::with(add("unused-source", source.id.span, source.span,
                           "no rule and no parameter rests on " + quoted(source.id.text)))
                .help("cite it under `source`, or remove it");
        }
    }

    std::vector<Finding> take() { return in_order_of_the_file(std::move(found_)); }

  private:
    Diagnostic& add(text::DiagnosticCode code, Span span, Span owner, std::string message) {
        Finding finding;
        finding.diagnostic.severity = Severity::warning;
        finding.diagnostic.code = code.text();
        finding.diagnostic.message = std::move(message);
        finding.diagnostic.span = span;
        finding.owner = owner;
        return found_.emplace_back(std::move(finding)).diagnostic;
    }

    const language::Document& document_;
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> unused(const api::LoadedRules& loaded) {
    const DeclaredUses uses(loaded.file(), loaded.model.catalogue);
    Findings findings(document_of(loaded));
    findings.look_at_facts(uses);
    findings.look_at_terms_and_parameters(uses);
    findings.look_at_outcomes(uses);
    findings.look_at_sources();
    return findings.take();
}

}  // namespace caveat::analysis
