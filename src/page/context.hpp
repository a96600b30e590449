#pragma once

// What every section of a page looks at.

#include <caveat/authoring/show.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "explain/explainer.hpp"
#include "language/document.hpp"
#include "page/anchors.hpp"
#include "page/bearings.hpp"
#include "page/markup.hpp"
#include "text/line_table.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace caveat::page {

using authoring::PageOptions;

class Context {
  public:
    Context(const RuleSet& rules, const PageOptions& options);

    [[nodiscard]] const RuleSet& rules() const { return rules_; }
    [[nodiscard]] const model::RuleSet& model() const { return api::loaded_of(rules_).model; }
    [[nodiscard]] std::string_view source() const { return api::loaded_of(rules_).source; }
    [[nodiscard]] const text::LineTable& lines() const { return lines_; }
    [[nodiscard]] const language::Document& document() const { return document_; }
    [[nodiscard]] const PageOptions& options() const { return options_; }
    /// The patient, once something of the profile could be used; null: nobody.
    [[nodiscard]] const Screening* patient() const;
    /// Trees with the answers of the patient, or of somebody of whom nothing is known.
    [[nodiscard]] explain::Explainer& explainer() { return explainer_; }
    /// By rule, by fact.
    [[nodiscard]] const std::vector<std::vector<Bearing>>& bearings() const { return bearings_; }

    /// The author's words for a place in the file, on one line.
    [[nodiscard]] std::string words(Span span) const;
    [[nodiscard]] std::size_t line_of(Span span) const;
    /// The parameter that a number is taken from, if its words are a name.
    [[nodiscard]] const language::ParameterEntry* parameter_of(model::ExprId constant) const;

    [[nodiscard]] const std::string& place_of(RuleId rule) const { return rule_[rule.index]; }
    [[nodiscard]] const std::string& place_of(FactId fact) const { return fact_[fact.index]; }
    [[nodiscard]] const std::string& place_of(OutcomeId id) const { return outcome_[id.index]; }
    [[nodiscard]] const std::string& place_of_score(std::size_t at) const { return score_[at]; }
    [[nodiscard]] const std::string& place_of_source(std::size_t at) const { return source_[at]; }
    /// The term in whose definition a place lies.
    [[nodiscard]] std::optional<std::size_t> term_at(Span span) const;
    /// Nothing for a source that is not declared.
    [[nodiscard]] std::optional<std::size_t> find_source(std::string_view id) const;

    void link(RuleId rule, Markup& page) const;
    void link(FactId fact, Markup& page) const;
    /// The verb, and the outcome's name.
    void link(OutcomeId outcome, Markup& page) const;
    /// To the file as it is written, where the page has it.
    void link_to_line(Span span, Markup& page) const;
    /// Whether some link so far leads to a line of the file.
    [[nodiscard]] bool is_linked(std::size_t line) const { return linked_lines_.contains(line); }

  private:
    RuleSet rules_;
    const PageOptions& options_;
    text::LineTable lines_;
    const language::Document& document_;
    Screening nobody_;
    explain::Explainer explainer_;
    std::vector<std::vector<Bearing>> bearings_;
    std::unordered_map<std::string, std::size_t> parameters_;  ///< by name
    std::unordered_map<std::string_view, std::size_t> sources_;
    std::vector<std::pair<Span, std::size_t>> terms_;  ///< definitions, in order of the file
    std::vector<std::string> rule_, fact_, outcome_, score_, source_;
    mutable std::set<std::size_t> linked_lines_;
};

/// The verb as a word in the colour of its rung.
void write_verb(Verb verb, Markup& page);
/// `✓ yes`
void write_truth(Truth truth, Markup& page);
/// Answers of the author to findings about something.
void write_accepted(const std::vector<language::Acceptance>& accepted, Markup& page);
/// Several links, a comma between.
template <class Range, class Link>
void write_list(const Range& range, Markup& page, const Link& link) {
    bool is_first = true;
    for (const auto& each : range) {
        if (!is_first) page.raw(", ");
        link(each);
        is_first = false;
    }
}

// The sections of a page, in their order. One that has nothing to say writes nothing.
void write_head(Context& context, Markup& page);
void write_patient(Context& context, Markup& page);
void write_ladder(Context& context, Markup& page);
void write_rules(Context& context, Markup& page);
void write_matrix(Context& context, Markup& page);
void write_rails(Context& context, Markup& page);
void write_lifts(Context& context, Markup& page);
void write_facts(Context& context, Markup& page);
void write_sources(Context& context, Markup& page);
void write_cases(Context& context, Markup& page);
void write_file(Context& context, Markup& page);
void write_index(Context& context, Markup& page);

/// The checklist of a rule, with marks where there is a patient.
void write_checklist(Context& context, RuleId rule, Markup& page);
/// What becomes of a rule for the patient, if there is one, and what would change that.
void write_status(Context& context, RuleId rule, Markup& page);
void write_nearest(const Context& context, RuleId rule, Markup& page);

}  // namespace caveat::page
