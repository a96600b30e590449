// Turns one screening into a report for people. Entrance: `write_text`.

#include <caveat/explain.hpp>
#include <caveat/report_text.hpp>

#include "api/loaded_rules.hpp"
#include "api/report_words.hpp"
#include "eval/result.hpp"
#include "facts/profile.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

namespace caveat {

namespace api {

namespace {

class TextReport {
  public:
    TextReport(const Screening& screening, const ReportOptions& options, std::size_t width)
        : screening_(screening),
          rules_(screening.profile().rules()),
          options_(options),
          explainer_(screening),
          page_(width) {}

    StyledText write() {
        write_head();
        write_verdict();
        const std::vector<Question> deferred = explainer_.deferred_questions();
        write_what_others_must_check(deferred);
        write_problems();
        write_outcomes();
        write_questions("Ask next", explainer_.questions());
        write_questions("To be checked by somebody who cannot answer now", deferred);
        write_undecidable();
        write_lifted();
        if (options_.why == WhyOf::all) write_not_fired();
        write_scores();
        write_sources();
        return page_.take();
    }

  private:
    void write_head() {
        const Profile& profile = screening_.profile();
        std::string who = profile.patient().empty() ? "Patient without a name"
                                                    : "Patient " + std::string(profile.patient());
        const std::optional<Date> as_of = profile.as_of();
        who += as_of ? ", " + as_of->to_text() : ", on an unknown day";
        page_.line(0, who, TextRole::heading);
        page_.line(0, name_of_rules());
        page_.blank();
    }

    /// `Screening before massage (back-pain 1.0.0)`, of what the file says.
    std::string name_of_rules() const {
        std::string name(rules_.id());
        if (!rules_.version().empty()) {
            name += (name.empty() ? "version " : " ") + std::string(rules_.version());
        }
        std::string title(rules_.title().empty() ? rules_.id() : rules_.title());
        if (title.empty()) title = "Rules without a name";
        return name.empty() ? title : title + " (" + name + ')';
    }

    void write_verdict() {
        const std::string with =
            rules_.screens().empty() ? std::string{} : " with " + std::string(rules_.screens());
        page_.line(0, sentence(screening_.verdict(), with), role_of(screening_.verdict()));
        const Verdict verdict = screening_.verdict();
        const bool may_ease = screening_.at_least() != verdict;
        const bool may_harden = screening_.at_most() != verdict;
        if (may_ease) {
            page_.line(0, "Part of this is presumed: certain so far is only \"" +
                              std::string(short_form(screening_.at_least())) + "\".");
        }
        if (may_harden) {
            page_.line(0, "Answers still missing could make it \"" +
                              std::string(short_form(screening_.at_most())) + "\".");
        }
        if (!may_ease && !may_harden) {
            page_.line(0, screening_.complete()
                              ? "Every rule is decided."
                              : "No answer still missing can change this verdict.");
        }
    }

    /// Booking must not read the verdict without what others have yet to see.
    void write_what_others_must_check(const std::vector<Question>& deferred) {
        if (deferred.empty()) return;
        Verb strictest = Verb::inform;
        for (const Question& question : deferred) {
            strictest = std::max(strictest, question.strictest);
        }
        std::string text = "Others must still check the points listed below";
        if (verdict_of(strictest) > screening_.verdict()) {
            text +=
                "; they could make it \"" + std::string(short_form(verdict_of(strictest))) + '"';
        }
        page_.line(0, text + '.', TextRole::warning);
    }

    void write_outcomes() {
        std::optional<Verb> verb;
        for (const OutcomeFound& found : screening_.outcomes()) {
            const OutcomeInfo outcome = rules_.outcome(found.outcome);
            if (verb != outcome.verb) page_.heading(heading(outcome.verb));
            verb = outcome.verb;
            const bool is_presumed = found.certainty == Certainty::presumed;
            page_.item("-", say_of(outcome) + (is_presumed ? " (presumed)" : ""),
                       role_of(verdict_of(outcome.verb)));
            for (const RuleId rule : screening_.rules_behind(found.outcome))
                write_rule_behind(rule);
        }
    }

    void write_rule_behind(RuleId id) {
        const RuleInfo rule = rules_.rule(id);
        std::string because(rule.because.empty() ? std::string_view{} : rule.because);
        std::string origin = "[" + std::string(rule.id);
        for (const std::string& source : rule.sources) {
            origin += (&source == rule.sources.data() ? ": " : ", ") + source;
            cite(source);
        }
        page_.line(4, because.empty() ? origin + "]" : because + ' ' + origin + "]",
                   TextRole::aside);
        std::vector<std::string> reasons = reasons_of(id);
        if (!reasons.empty()) {
            page_.line(4, "Why: " + joined(without_repetition(reasons), "; ") + '.',
                       TextRole::aside);
            reasons_above_ = std::move(reasons);
        }
        if (screening_.status(id) == Status::presumed) {
            std::vector<std::string> open = open_facts(id);
            if (open.empty()) return;
            page_.line(4, "Presumed until this is known: " +
                              joined(without_what_is_named_above(open), ", ") + '.');
            open_above_ = std::move(open);
        }
    }

    std::vector<std::string> reasons_of(RuleId id) {
        std::vector<std::string> texts;
        for (Reason& reason : explainer_.why(id).reasons) {
            texts.push_back(
                std::move(options_.no_values ? reason.text_without_value : reason.text));
        }
        return texts;
    }

    /// Where many rules lift many others, the reasons why none does are the same for all of those.
    /// A long end that the rule above has as well is said by its beginning; never all of them.
    std::vector<std::string> without_repetition(const std::vector<std::string>& reasons) const {
        const auto [own, above] = std::mismatch(reasons.rbegin(), reasons.rend() - 1,
                                                reasons_above_.rbegin(), reasons_above_.rend());
        if (own - reasons.rbegin() < long_repetition) return reasons;
        std::vector<std::string> shown(reasons.begin(), own.base());
        shown.push_back("and as above from `" + *own.base() + "` on");
        return shown;
    }

    std::vector<std::string> without_what_is_named_above(
        const std::vector<std::string>& open) const {
        const auto is_above = [&](const std::string& fact) {
            return std::find(open_above_.begin(), open_above_.end(), fact) != open_above_.end();
        };
        const bool has_all_above =
            std::all_of(open_above_.begin(), open_above_.end(), [&](const std::string& fact) {
                return std::find(open.begin(), open.end(), fact) != open.end();
            });
        if (!has_all_above || std::ssize(open_above_) < long_repetition) return open;
        std::vector<std::string> shown;
        std::remove_copy_if(open.begin(), open.end(), std::back_inserter(shown), is_above);
        shown.push_back(shown.empty() ? "the same as above" : "and the same as above");
        return shown;
    }

    std::vector<std::string> open_facts(RuleId id) {
        std::vector<std::string> facts = explainer_.unknown_facts(id);
        const auto places = explainer_.open_places(id);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            std::string& fact = facts[i];
            constexpr std::string_view prefix = "facts.";
            if (fact.starts_with(prefix)) fact.erase(0, prefix.size());
            fact = words_of(fact);
            fact += unhelpful_words(places[i]);
        }
        return facts;
    }

    /// What is wrong with an answer that was given and decides nothing all the same.
    std::string_view unhelpful_words(const OpenPlace& open) const {
        if (!open.is_null || open.place.record) return "";
        const facts::Profile& profile = eval::facts_of(screening_.result());
        if (profile.values[open.place.fact.index].given != facts::Given::answered) return "";
        return rules_.fact(open.place.fact).kind == FactKind::date ? " (still to come)"
                                                                   : " (none that counts)";
    }

    void write_questions(std::string_view title, const std::vector<Question>& questions) {
        if (questions.empty()) return;
        page_.heading(title);
        std::size_t number = 0;
        for (const Question& question : questions) {
            std::string text(question.ask);
            if (text.empty()) {
                text = rules_.loaded().model.catalogue[question.fact.index].name + '?';
            }
            if (question.whom == Respondent::clinician) text += " (clinician)";
            text += question.rules.empty() ? std::string(" [always asked]")
                                           : " [" + std::string(word_of(question.strictest)) + ']';
            page_.item(std::to_string(++number) + '.', text);
            if (!question.paths.empty()) page_.line(5, "Open: " + joined(question.paths, ", "));
        }
    }

    /// Undecided although nobody is asked: the answer was "not known".
    void write_undecidable() {
        bool has_heading = false;
        for (std::uint32_t i = 0; i < rules_.rule_count(); ++i) {
            const RuleId id{i};
            const RuleInfo rule = rules_.rule(id);
            if (screening_.status(id) != Status::undecided ||
                rule.if_unknown == IfUnknown::ignore || screening_.is_deferred(id) ||
                !explainer_.asks(id).empty()) {
                continue;
            }
            const std::vector<std::string> open = open_facts(id);
            if (open.empty()) continue;
            if (!has_heading) page_.heading("Left open, because what they need is not known");
            has_heading = true;
            page_.item("-", outcomes_of(rule) + ": " + joined(open, ", ") + " [" +
                                std::string(rule.id) + ']');
        }
    }

    std::string outcomes_of(const RuleInfo& rule) const {
        std::vector<std::string> says;
        for (const OutcomeId id : rule.outcomes) {
            says.push_back(name_of(rules_.outcome(id)));
        }
        return joined(says, ", ");
    }

    void write_lifted() {
        bool has_heading = false;
        std::vector<std::string> by_above;
        for (std::uint32_t i = 0; i < rules_.rule_count(); ++i) {
            const RuleId id{i};
            if (screening_.status(id) != Status::overridden) continue;
            std::vector<std::string> by;
            for (const RuleId lifter : screening_.lifted_by(id)) {
                by.emplace_back(rules_.rule(lifter).id);
            }
            const bool is_repeated = by.size() > 1 && by == by_above;
            if (!has_heading) page_.heading("Overruled");
            has_heading = true;
            page_.item("-", outcomes_of(rules_.rule(id)) + " [" + std::string(rules_.rule(id).id) +
                                "], by " + (is_repeated ? "the same" : joined(by, ", ")));
            by_above = std::move(by);
        }
    }

    void write_not_fired() {
        bool has_heading = false;
        for (std::uint32_t i = 0; i < rules_.rule_count(); ++i) {
            const RuleId id{i};
            if (screening_.status(id) != Status::not_fired) continue;
            if (!has_heading) page_.heading("Does not hold");
            has_heading = true;
            const std::string reasons = joined(reasons_of(id), "; ");
            page_.item("-", outcomes_of(rules_.rule(id)) + " [" + std::string(rules_.rule(id).id) +
                                ']' + (reasons.empty() ? "" : ": " + reasons));
        }
    }

    void write_scores() {
        const std::vector<ScoreFound> scores = screening_.scores();
        if (scores.empty() || options_.no_values) return;
        page_.heading("Scores");
        for (const ScoreFound& score : scores) {
            const model::Score& declared = rules_.loaded().model.scores[score.score.index];
            std::string text = declared.name + ": ";
            if (score.low && score.low == score.high) {
                text += score.low->to_text();
            } else if (score.low && score.high) {
                text += score.low->to_text() + " to " + score.high->to_text();
            } else if (score.low) {
                text += score.low->to_text() + " or more";
            } else {
                text += score.high ? score.high->to_text() + " or less" : "unknown";
            }
            if (score.prorated && score.prorated->total) {
                text += "; presumably " + score.prorated->total->to_text() + ", prorated from " +
                        std::to_string(score.prorated->answered) + " of " +
                        std::to_string(score.prorated->items) + " items";
            }
            for (const model::Band& band : declared.bands) {
                if (band.key == score.band) text += ", " + band.name;
            }
            page_.item("-", text);
        }
    }

    /// Before anything that rests on the answers: what could not be used, then what may be wrong,
    /// then what was surplus.
    void write_problems() {
        if (screening_.problems().empty()) return;
        page_.heading("Problems");
        for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
            for (const Diagnostic& problem : screening_.problems()) {
                if (problem.severity == severity) write_problem(problem);
            }
        }
    }

    void write_problem(const Diagnostic& problem) {
        static constexpr std::array<std::string_view, 3> leads{"note: ", "warning: ", ""};
        static constexpr std::array roles{TextRole::plain, TextRole::warning, TextRole::error};
        const Diagnostic shown = options_.no_values ? without_values(problem) : problem;
        const auto severity = static_cast<std::size_t>(shown.severity);
        page_.item("-",
                   std::string(leads[severity]) + (shown.path.empty() ? "" : shown.path + ": ") +
                       shown.message,
                   roles[severity]);
        if (!shown.help.empty()) page_.line(4, shown.help, TextRole::help);
    }

    void cite(const std::string& source) {
        if (std::find(cited_.begin(), cited_.end(), source) == cited_.end())
            cited_.push_back(source);
    }

    /// The sources behind this report, those from one work on one line.
    void write_sources() {
        struct Work {
            std::string title;
            std::string ids;
        };
        std::vector<Work> works;
        for (std::size_t i = 0; i < rules_.source_count(); ++i) {
            const SourceInfo source = rules_.source(i);
            if (std::find(cited_.begin(), cited_.end(), source.id) == cited_.end()) continue;
            std::string title(source.title);
            if (!source.author.empty()) title += " (" + std::string(source.author) + ')';
            const auto known = std::find_if(works.begin(), works.end(), [&title](const Work& work) {
                return !title.empty() && work.title == title;
            });
            if (known != works.end()) {
                known->ids += ", " + std::string(source.id);
            } else {
                works.push_back({std::move(title), std::string(source.id)});
            }
        }
        if (works.empty()) return;
        page_.heading("Sources");
        for (const Work& work : works) {
            page_.item("-", work.ids + (work.title.empty() ? "" : ": " + work.title));
        }
    }

    static constexpr std::ptrdiff_t long_repetition = 4;

    const Screening& screening_;
    const RuleSet& rules_;
    const ReportOptions& options_;
    Explainer explainer_;
    Page page_;
    std::vector<std::string> cited_;
    std::vector<std::string> reasons_above_;
    std::vector<std::string> open_above_;
};

}  // namespace

}  // namespace api

std::string write_text(const Screening& screening, const ReportOptions& options) {
    return write_styled_text(screening, options).text;
}

StyledText write_styled_text(const Screening& screening, const ReportOptions& options,
                             std::size_t width) {
    return api::TextReport(screening, options, width).write();
}

}  // namespace caveat
