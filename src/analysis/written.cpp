// Looks at what every rule says for itself, and at the date of review. Entrance: written.

#include "analysis/written.hpp"

#include "analysis/written_file.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace caveat::analysis {

namespace {

using text::quoted;

bool says_nothing(const language::Scalar& text) {
    return text.text.find_first_not_of(" \t\r\n") == std::string::npos;
}

bool is_after(Date a, Date b) {
    return std::tuple(a.year, a.month, a.day) > std::tuple(b.year, b.month, b.day);
}

/// A year later, for an example.
std::string next_year(Date day) {
    day.year = static_cast<std::int16_t>(day.year + 1);
    if (day.month == 2 && day.day == 29) day.day = 28;
    return day.to_text();
}

/// `none of these`, and what else says of all others that they are not so.
bool denies_the_others(const language::CodeEntry& code) {
    const auto denies = [](std::string_view words) {
        const std::string name = text::canonical_name(words);
        const std::string_view first = std::string_view(name).substr(0, name.find(' '));
        return first == "none" || first == "nothing" || first == "neither";
    };
    return denies(code.name.text) || (code.label && denies(code.label->text));
}

class Written {
  public:
    Written(const language::Document& document, const model::RuleSet& rules)
        : document_(document), rules_(rules) {}

    void look_at_name() {
        const Span place = document_.language_version ? document_.language_version->span : Span{};
        if (rules_.id.empty()) {
            text::with(add("no-id", place, {}, "these rules have no name"))
                .help("write `id: a-short-name` below `caveat: 1`");
        }
        if (rules_.version.empty()) {
            text::with(add("no-version", place, {}, "nothing tells these rules from later ones"))
                .help("write `version: 1.0.0` at the top, and raise it with every change");
        }
    }

    void look_at_review(Date as_of) {
        const auto& review = document_.review_by;
        if (!review) {
            const Span place = document_.id ? document_.id->span : Span{};
            text::with(add("no-review-date", place, {},
                           "nothing says when these rules are to be reviewed"))
                .help("write `review by: " + next_year(as_of) +
                      (document_.version ? "` below `version`" : "` at the top of the file"));
        } else if (rules_.review_by && is_after(as_of, *rules_.review_by)) {
            text::with(add("review-overdue", review->span, {},
                           "these rules were to be reviewed by " + rules_.review_by->to_text()))
                .help("review them, and write the day of the next review");
        }
    }

    void look_at_rules() {
        for (std::size_t i = 0; i < document_.rules.size(); ++i) {
            look_at_evidence(document_.rules[i], rules_.rules[i]);
            look_at_overrides(document_.rules[i], rules_.rules[i]);
        }
    }

    /// Codes that say *none of these*, and may be ticked together with one of these.
    void look_at_facts() {
        for (const language::FactEntry& fact : document_.facts) {
            look_at_codes(fact, fact.span);
            for (const language::FactEntry& field : fact.fields) look_at_codes(field, fact.span);
        }
    }

    /// An outcome that some rule leads to, with no sentence for those whom it is about.
    void look_at_outcomes() {
        for (std::size_t i = 0; i < document_.outcomes.size(); ++i) {
            const language::OutcomeEntry& entry = document_.outcomes[i];
            if (entry.say && !says_nothing(*entry.say)) continue;
            const bool is_used = std::any_of(
                rules_.outcomes.begin(), rules_.outcomes.end(),
                [i](const model::Outcome& outcome) { return outcome.declaration == i; });
            if (!is_used) continue;
            text::with(add("no-say", entry.name.span, entry.span,
                           quoted(entry.name.text) + " has no sentence for patients"))
                .help("write `say:` and what a patient is to read; without it they read this name");
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

    void look_at_codes(const language::FactEntry& fact, Span owner) {
        const bool takes_several = fact.type &&
                                   text::canonical_name(fact.type->text) == "choices" &&
                                   fact.codes.size() > 1;
        if (!takes_several || !fact.exclusive.empty()) return;
        for (const language::CodeEntry& code : fact.codes) {
            if (!denies_the_others(code)) continue;
            text::with(add("not-exclusive", code.name.span, owner,
                           quoted(code.name.text) + " may be ticked together with what it denies"))
                .help("name it under `exclusive`: beside another code it is a contradiction then");
        }
    }

    void look_at_evidence(const language::RuleEntry& entry, const model::Rule& rule) {
        const Span place = place_of(entry);
        if (!entry.because || says_nothing(*entry.because)) {
            text::with(add("no-because", place, entry.span,
                           "the rule " + quoted(rule.id) + " gives no reason"))
                .help("write `because:` and one sentence that a colleague would accept");
        }
        const bool has_source =
            std::any_of(entry.sources.begin(), entry.sources.end(),
                        [](const language::Scalar& source) { return !says_nothing(source); });
        if (!has_source) {
            text::with(add("no-source", place, entry.span,
                           "the rule " + quoted(rule.id) + " rests on no source"))
                .help("write `source:` and the id of an entry of `sources`");
        }
    }

    void look_at_overrides(const language::RuleEntry& entry, const model::Rule& rule) {
        for (const language::Scalar& name : entry.overrides) {
            const auto found = rules_.rule_by_key.find(text::canonical_name(name.text));
            if (found == rules_.rule_by_key.end()) continue;  // `all suggest` means what it says
            const model::Rule& lifted = rules_.rules[found->second];
            if (lifted.strictest <= rule.strictest) continue;
            text::with(add("hides-stricter", name.span, entry.span,
                           quoted(rule.id) + " lifts " + quoted(lifted.id) + ", which is stricter"))
                .help("let the stricter rule stand, or say in `accept` why this is meant");
        }
    }

    const language::Document& document_;
    const model::RuleSet& rules_;
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> written(const api::LoadedRules& loaded, Date as_of) {
    Written written(document_of(loaded), loaded.model);
    written.look_at_name();
    written.look_at_review(as_of);
    written.look_at_facts();
    written.look_at_rules();
    written.look_at_outcomes();
    return written.take();
}

}  // namespace caveat::analysis
