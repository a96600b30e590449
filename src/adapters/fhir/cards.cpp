// Which cards there are, and what they say. Entrance: write_cards.

#include <caveat/explain.hpp>
#include <caveat/report_text.hpp>

#include "adapters/fhir/card.hpp"
#include "adapters/fhir/card_text.hpp"
#include "adapters/fhir/uuid.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace caveat {

namespace fhir {

namespace {

constexpr std::size_t most_mild_cards = 5;
constexpr std::size_t most_named = 3;

std::string_view indicator_of(Verb verb) {
    switch (verb) {
        case Verb::avoid:
        case Verb::refer:
            return "critical";
        case Verb::require:
        case Verb::caution:
            return "warning";
        case Verb::suggest:
        case Verb::inform:
            break;
    }
    return "info";
}

/// `a`, `b` and 2 more
std::string named_few(const std::vector<std::string>& names) {
    std::string words;
    const std::size_t shown = std::min(names.size(), most_named);
    for (std::size_t i = 0; i < shown; ++i) {
        if (i != 0) words += i + 1 == names.size() ? " and " : ", ";
        words += names[i];
    }
    if (names.size() > shown) words += " and " + std::to_string(names.size() - shown) + " more";
    return words;
}

class CardMaker {
  public:
    CardMaker(const FhirMapping& mapping, const CardSubject& subject, const CardOptions& options)
        : tables_(mapping.tables()),
          rules_(mapping.rules()),
          subject_(subject),
          screening_(*subject.screening),
          options_(options),
          explainer_(screening_) {
        for (const mapping::Hook& each : tables_.service.hooks) {
            if (each.name == options.hook) show_from_ = each.show_from;
        }
    }

    std::vector<Card> make() {
        if (!screening_.profile().is_readable()) return {unreadable()};
        if (has_died() || screening_.applicable() == Truth::no) return {};
        const auto outcomes = screening_.outcomes();
        const bool is_avoided =
            std::any_of(outcomes.begin(), outcomes.end(), [&](const auto& each) {
                return each.certainty == Certainty::certain &&
                       rules_.outcome(each.outcome).verb == Verb::avoid;
            });
        std::vector<Card> cards;
        for (const OutcomeFound& each : outcomes) {
            const Verb verb = rules_.outcome(each.outcome).verb;
            const bool is_strict = verb >= Verb::refer;
            if (!is_strict && verb < show_from_) continue;
            if (is_avoided && verb <= Verb::suggest) continue;
            cards.push_back(of_outcome(each));
        }
        if (auto card = of_questions()) cards.push_back(std::move(*card));
        return cards;
    }

  private:
    [[nodiscard]] bool has_died() const {
        const auto problems = screening_.profile().problems();
        return std::any_of(problems.begin(), problems.end(),
                           [](const Diagnostic& each) { return each.code == "deceased"; });
    }

    [[nodiscard]] Card made(std::string_view what) const {
        Card card;
        std::string name(options_.hook_instance);
        for (const std::string_view part :
             {std::string_view(tables_.form.id), what, rules_.sha256(), subject_.label}) {
            name += '\n';
            name += part;
        }
        card.shown.uuid = uuid_of(name);
        card.label = subject_.label;
        return card;
    }

    Card unreadable() const {
        Card card = made("unreadable");
        card.summary = "Nothing could be screened: the record cannot be used";
        card.indicator = "warning";
        card.is_below_refer = false;
        for (const Diagnostic& each : screening_.problems()) {
            card.detail += "- " + escaped(each.message) + "\n";
        }
        return card;
    }

    Card of_outcome(const OutcomeFound& found) {
        const OutcomeInfo& info = rules_.outcome(found.outcome);
        Card card = made(std::string(verb_words(info.verb)) + " " + std::string(info.name));
        card.shown.outcome = found.outcome;
        card.shown.certainty = found.certainty;
        card.shown.rules = screening_.rules_behind(found.outcome);
        card.indicator = indicator_of(info.verb);
        card.is_below_refer = info.verb < Verb::refer;
        card.offer = &tables_.service.outcomes[found.outcome.index];
        card.order_patient = screening_.profile().patient();
        const std::string words = outcome_words(info);
        const std::string& own = card.offer->summary;
        card.summary = shortened(own.empty() ? words : own, most_summary_units);
        if (card.summary != words) card.detail += escaped(words) + "\n\n";
        if (!options_.for_patient) add_reasons(card);
        add_sources(card);
        return card;
    }

    void add_reasons(Card& card) {
        for (const RuleId rule : card.shown.rules) {
            const RuleInfo& info = rules_.rule(rule);
            const bool is_presumed = screening_.status(rule) == Status::presumed;
            const Why why = explainer_.why(rule);
            std::string line;
            for (const Reason& reason : why.reasons) {
                if (!line.empty()) line += "; ";
                line += escaped(reason.text) + dates_of(reason);
            }
            card.detail += "- **" + escaped(info.id) + "**";
            if (!line.empty()) card.detail += ": " + line;
            if (is_presumed) card.detail += ". *Presumed: " + unless(rule) + "*";
            card.detail += "\n";
            if (!info.because.empty()) card.detail += "  " + escaped(info.because) + "\n";
        }
        card.detail += "\n";
    }

    /// ` (dated 2026-11-02)` of what the record says of the facts.
    [[nodiscard]] std::string dates_of(const Reason& reason) const {
        std::set<std::string_view> dates;
        for (const Origin& each : subject_.origins) {
            if (!each.is_used || each.date.empty()) continue;
            const bool is_behind =
                std::any_of(reason.facts.begin(), reason.facts.end(),
                            [&](const Place& at) { return at.fact == each.fact; });
            if (is_behind) dates.insert(each.date.substr(0, 10));
        }
        if (dates.empty()) return {};
        return " (dated " + escaped(*dates.rbegin()) + ")";
    }

    std::string unless(RuleId rule) {
        std::vector<std::string> names;
        for (const FactId fact : explainer_.asks(rule)) {
            names.push_back(escaped(rules_.fact(fact).name));
        }
        if (names.empty()) return "not all of it is known";
        return "not known yet: " + named_few(names);
    }

    void add_sources(Card& card) const {
        std::set<std::string_view> cited;
        for (const RuleId rule : card.shown.rules) {
            for (const std::string& each : rules_.rule(rule).sources) cited.insert(each);
        }
        for (const SourceId source : rules_.sources()) {
            const SourceInfo& info = rules_.source(source);
            if (cited.count(info.id) == 0) continue;
            card.detail += "Source: " + escaped(info.title.empty() ? info.id : info.title);
            if (!info.author.empty()) card.detail += ", " + escaped(info.author);
            card.detail += "\n\n";
        }
        card.detail += escaped(rules_.id());
        if (!rules_.version().empty()) card.detail += " " + escaped(rules_.version());
        // By which bytes it can be screened again.
        const auto hash = [](std::string_view sha256) { return std::string(sha256.substr(0, 12)); };
        card.detail += ", SHA-256 " + hash(rules_.sha256());
        if (!tables_.sha256.empty()) card.detail += "; mapping " + hash(tables_.sha256);
        for (const mapping::ValueSetUsed& each : tables_.value_sets) {
            card.detail += "; value set " + escaped(each.name) + " " + hash(each.sha256);
        }
        card.detail += "\n";
    }

    /// Only where an answer can change the verdict; while a patient is merely looked at, only where
    /// it may refer or advise against.
    std::optional<Card> of_questions() {
        std::vector<Question> asked;
        Verb strictest = Verb::inform;
        for (Question& each : explainer_.questions()) {
            const bool is_wanted =
                each.decides && (options_.hook != "patient-view" || each.strictest >= Verb::refer);
            if (!is_wanted) continue;
            strictest = std::max(strictest, each.strictest);
            asked.push_back(std::move(each));
        }
        const std::vector<Question> deferred = explainer_.deferred_questions();
        const bool is_deferred = std::any_of(
            deferred.begin(), deferred.end(),
            [](const Question& each) { return each.decides && each.strictest >= Verb::refer; });
        if (asked.empty() && !is_deferred) return std::nullopt;
        Card card = made("questions");
        card.indicator = strictest >= Verb::refer || is_deferred ? "warning" : "info";
        card.is_below_refer = false;
        card.summary = asked.empty() ? "Somebody else has to check something that could change this"
                                     : shortened("To ask: " + named_few(names_of(asked, false)),
                                                 most_summary_units);
        for (const Question& each : asked) card.detail += line_of(each);
        for (const Question& each : deferred) {
            card.detail += "- For somebody else to check: " + line_of(each).substr(2);
        }
        card.detail += "\n";
        add_problems(card);
        add_sources(card);
        return card;
    }

    std::vector<std::string> names_of(const std::vector<Question>& asked, bool is_escaped) const {
        std::vector<std::string> names;
        for (const Question& each : asked) {
            const std::string_view name = rules_.fact(each.fact).name;
            names.push_back(is_escaped ? escaped(name) : std::string(name));
        }
        return names;
    }

    [[nodiscard]] std::string line_of(const Question& question) const {
        const std::string_view words =
            question.ask.empty() ? rules_.fact(question.fact).name : question.ask;
        return "- " + escaped(words) + "\n";
    }

    void add_problems(Card& card) const {
        if (options_.for_patient) return;
        std::size_t count = 0;
        std::string lines;
        for (const Diagnostic& each : screening_.problems()) {
            if (each.severity == Severity::note) continue;
            if (++count <= most_named) {
                lines +=
                    "- " +
                    escaped(each.path.empty() ? each.message : each.path + ": " + each.message) +
                    "\n";
            }
        }
        if (count == 0) return;
        card.detail += "Not used, as it could not be understood:\n\n" + lines;
        if (count > most_named) {
            card.detail += "- and " + std::to_string(count - most_named) + " more\n";
        }
        card.detail += "\n";
    }

    const mapping::Tables& tables_;
    const RuleSet& rules_;
    const CardSubject& subject_;
    const Screening& screening_;
    const CardOptions& options_;
    Explainer explainer_;
    Verb show_from_ = Verb::caution;
};

bool is_same_outcome(const Card& a, const Card& b) {
    return a.shown.outcome == b.shown.outcome && a.summary == b.summary && a.detail == b.detail;
}

/// What is the same for every subject stands once; the rest says which it is about.
std::vector<Card> merged(std::vector<std::vector<Card>> of_subjects) {
    if (of_subjects.size() == 1) return std::move(of_subjects.front());
    std::vector<Card> cards;
    for (std::size_t i = 0; i < of_subjects.size(); ++i) {
        for (Card& card : of_subjects[i]) {
            const bool is_everywhere = std::all_of(
                of_subjects.begin(), of_subjects.end(), [&](const std::vector<Card>& others) {
                    return std::any_of(others.begin(), others.end(), [&](const Card& other) {
                        return is_same_outcome(card, other);
                    });
                });
            if (is_everywhere && i > 0) continue;
            cards.push_back(card);
            if (is_everywhere) {
                cards.back().label = {};
            } else {
                cards.back().detail = "For " + escaped(card.label) + ":\n\n" + card.detail;
            }
        }
    }
    // Strictest first, whatever it is about; questions last.
    const auto rank = [](const Card& card) {
        if (!card.shown.outcome) return 3;
        return card.indicator == "critical" ? 0 : card.indicator == "warning" ? 1 : 2;
    };
    std::stable_sort(cards.begin(), cards.end(),
                     [&](const Card& a, const Card& b) { return rank(a) < rank(b); });
    return cards;
}

/// Against fatigue: of mild cards only so many, the last of which says how many more there were.
void cap(std::vector<Card>& cards) {
    std::vector<std::size_t> mild;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (cards[i].is_below_refer) mild.push_back(i);
    }
    if (mild.size() <= most_mild_cards) return;
    const std::size_t more = mild.size() - most_mild_cards;
    cards[mild[most_mild_cards - 1]].detail +=
        "\n*And " + std::to_string(more) + " more, milder or of the same kind, not shown.*\n";
    for (std::size_t i = mild.size(); i > most_mild_cards; --i) {
        cards.erase(cards.begin() + static_cast<std::ptrdiff_t>(mild[i - 1]));
    }
}

}  // namespace

std::vector<Card> cards_of(const FhirMapping& mapping, const CardSubject& subject,
                           const CardOptions& options) {
    return CardMaker(mapping, subject, options).make();
}

}  // namespace fhir

Cards write_cards(const FhirMapping& mapping, std::span<const CardSubject> subjects,
                  const CardOptions& options) {
    std::vector<std::vector<fhir::Card>> of_subjects;
    for (const CardSubject& each : subjects) {
        of_subjects.push_back(fhir::cards_of(mapping, each, options));
    }
    std::vector<fhir::Card> cards;
    if (!of_subjects.empty()) cards = fhir::merged(std::move(of_subjects));
    fhir::cap(cards);
    Cards written{fhir::write(mapping, cards, options), {}};
    for (fhir::Card& card : cards) written.shown.push_back(std::move(card.shown));
    return written;
}

}  // namespace caveat
