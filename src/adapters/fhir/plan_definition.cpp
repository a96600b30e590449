// What there is to know of a rule set as an R4 PlanDefinition. Entrance: write_plan_definition.

#include <caveat/fhir.hpp>
#include <caveat/report_text.hpp>

#include "adapters/fhir/resource_writer.hpp"
#include "mapping/form.hpp"

#include <algorithm>

namespace caveat {

namespace fhir {

namespace {

using mapping::Coding;

/// Blanks and line breaks become one blank.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!is_blank) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

class PlanWriter {
  public:
    explicit PlanWriter(const mapping::Tables& tables) : tables_(tables), rules_(tables.rules) {}

    std::string write() {
        const mapping::Form& form = tables_.form;
        const PublicationInfo& published = rules_.published();
        out_.begin_object();
        out_.member("resourceType", "PlanDefinition");
        out_.member("id", form.id);
        out_.member("url", mapping::plan_url(form));
        out_.member("version", rules_.version());
        out_.member("name", computer_name("PlanDefinition", form.id));
        out_.member("title", rules_.title().empty() ? rules_.id() : rules_.title());
        out_.concept_of(
            "type", {"http://terminology.hl7.org/CodeSystem/plan-definition-type", "eca-rule", {}});
        out_.member("status", "active");
        out_.concept_of("subjectCodeableConcept",
                        {"http://hl7.org/fhir/resource-types", "Patient", {}});
        const auto& day = published.revised ? published.revised : published.released;
        if (day) out_.member("date", day->to_text());
        out_.member("publisher", published.developer);
        out_.member("usage", published.intended_use);
        out_.member("copyright", published.licence);
        write_authors();
        write_artifacts("relatedArtifact", [](std::string_view) { return true; });
        if (rules_.rule_count() > 0) {
            out_.list_member("action");
            for (const RuleId rule : rules_.rules()) write(rules_.rule(rule));
            out_.end_list();
        }
        out_.end_object();
        return out_.take();
    }

  private:
    void write_authors() {
        if (rules_.authors().empty()) return;
        out_.list_member("author");
        for (const std::string_view author : rules_.authors()) {
            out_.begin_object();
            out_.member("name", author);
            out_.end_object();
        }
        out_.end_list();
    }

    template <class Wanted>
    void write_artifacts(std::string_view name, Wanted is_wanted) {
        bool is_open = false;
        for (const SourceId source : rules_.sources()) {
            const SourceInfo& info = rules_.source(source);
            if (!is_wanted(info.id)) continue;
            if (!is_open) out_.list_member(name);
            is_open = true;
            out_.begin_object();
            out_.member("type", "citation");
            out_.member("label", info.id);
            out_.member("display", info.title);
            std::string citation(info.title);
            if (!info.author.empty()) {
                citation += (citation.empty() ? "" : ", ") + std::string(info.author);
            }
            out_.member("citation", citation);
            out_.end_object();
        }
        if (is_open) out_.end_list();
    }

    /// The author's sentence; of a rule that is written in keys, its entry.
    [[nodiscard]] std::string words_of(const RuleInfo& rule) const {
        if (!rule.sentence.empty()) return std::string(rule.sentence);
        return on_one_line(rules_.text().substr(rule.span.begin, rule.span.end - rule.span.begin));
    }

    void write(const RuleInfo& rule) {
        out_.begin_object();
        out_.member("title", rule.id);
        out_.member("description", rule.because);
        out_.member("textEquivalent", words_of(rule));
        write_artifacts("documentation", [&](std::string_view id) {
            return std::find(rule.sources.begin(), rule.sources.end(), id) != rule.sources.end();
        });
        out_.list_member("action");
        for (const OutcomeId each : rule.outcomes) {
            const OutcomeInfo& info = rules_.outcome(each);
            out_.begin_object();
            out_.member("title", std::string(verb_words(info.verb)) + " " + std::string(info.name));
            out_.member("textEquivalent", info.say);
            out_.end_object();
        }
        out_.end_list();
        out_.end_object();
    }

    const mapping::Tables& tables_;
    const RuleSet& rules_;
    ResourceWriter out_;
};

}  // namespace

}  // namespace fhir

std::string write_plan_definition(const FhirMapping& mapping) {
    return fhir::PlanWriter(mapping.tables()).write();
}

}  // namespace caveat
