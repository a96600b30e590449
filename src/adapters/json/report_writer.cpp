// Turns one screening into its report as JSON, `caveat/report/1`. Entrance: `write_report`.

#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/version.hpp>

#include "adapters/json/json_writer.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace caveat {

namespace json {

namespace {

std::string_view word_of(Truth truth) {
    switch (truth) {
        case Truth::no:
            return "no";
        case Truth::unknown:
            return "unknown";
        case Truth::yes:
            return "yes";
    }
    return "unknown";
}

std::string_view word_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::not_applicable:
            return "not_applicable";
        case Verdict::proceed:
            return "proceed";
        case Verdict::proceed_with_conditions:
            return "proceed_with_conditions";
        case Verdict::refer_first:
            return "refer_first";
        case Verdict::do_not_proceed:
            return "do_not_proceed";
    }
    return "do_not_proceed";
}

std::string_view word_of(Verb verb) {
    switch (verb) {
        case Verb::avoid:
            return "avoid";
        case Verb::refer:
            return "refer";
        case Verb::require:
            return "require";
        case Verb::caution:
            return "caution";
        case Verb::suggest:
            return "suggest";
        case Verb::inform:
            return "inform";
    }
    return "inform";
}

std::string_view word_of(Status status) {
    switch (status) {
        case Status::not_fired:
            return "not_fired";
        case Status::overridden:
            return "overridden";
        case Status::undecided:
            return "undecided";
        case Status::presumed:
            return "presumed";
        case Status::fired:
            return "fired";
    }
    return "undecided";
}

std::string_view word_of(Respondent whom) {
    return whom == Respondent::patient ? "patient" : "clinician";
}

class ReportWriter {
  public:
    ReportWriter(const Screening& screening, const ReportOptions& options, bool is_pretty)
        : screening_(screening),
          rules_(screening.profile().rules()),
          options_(options),
          explainer_(screening),
          json_(is_pretty) {}

    std::string write() {
        json_.begin_object();
        write_head();
        write_outcomes();
        write_scores();
        write_rules();
        write_questions("questions", explainer_.questions());
        write_questions("deferred", explainer_.deferred_questions());
        write_problems();
        json_.end_object();
        return json_.take();
    }

  private:
    void member(std::string_view key, std::string_view text) {
        json_.key(key);
        json_.text(text);
    }

    void write_head() {
        const Profile& profile = screening_.profile();
        member("schema", "caveat/report/1");
        member("engine", CAVEAT_VERSION_STRING);
        json_.key("rule_set");
        json_.begin_object(true);
        member("id", rules_.id());
        member("version", rules_.version());
        member("sha256", rules_.sha256());
        json_.end_object();
        text_or_null("patient", profile.patient());
        const std::optional<Date> as_of = profile.as_of();
        text_or_null("as_of", as_of ? as_of->to_text() : std::string{});
        member("applicable", word_of(screening_.applicable()));
        member("verdict", word_of(screening_.verdict()));
        member("at_least", word_of(screening_.at_least()));
        member("at_most", word_of(screening_.at_most()));
        json_.key("complete");
        json_.boolean(screening_.complete());
    }

    void text_or_null(std::string_view key, std::string_view text) {
        json_.key(key);
        text.empty() ? json_.null() : json_.text(text);
    }

    void write_outcomes() {
        json_.key("outcomes");
        json_.begin_list();
        for (const OutcomeFound& found : screening_.outcomes()) {
            const OutcomeInfo outcome = rules_.outcome(found.outcome);
            const std::vector<RuleId> behind = screening_.rules_behind(found.outcome);
            json_.begin_object();
            member("id", outcome.id);
            member("verb", word_of(outcome.verb));
            json_.key("arguments");
            json_.begin_object(true);
            for (const OutcomeArgument& argument : outcome.arguments) {
                json_.key(argument.name);
                json_.number(argument.value.to_text());
            }
            json_.end_object();
            member("say", outcome.say);
            member("certainty", found.certainty == Certainty::certain ? "certain" : "presumed");
            write_ids("rules", behind);
            write_sources_behind(behind);
            json_.end_object();
        }
        json_.end_list();
    }

    void write_sources_behind(const std::vector<RuleId>& rules) {
        std::vector<std::string_view> sources;
        for (const RuleId id : rules) {
            for (const std::string& source : rules_.rule(id).sources) {
                if (std::find(sources.begin(), sources.end(), source) == sources.end()) {
                    sources.push_back(source);
                }
            }
        }
        write_texts("sources", sources);
    }

    template <typename Texts>
    void write_texts(std::string_view key, const Texts& texts) {
        json_.key(key);
        json_.begin_list(true);
        for (const auto& text : texts) json_.text(text);
        json_.end_list();
    }

    void write_ids(std::string_view key, const std::vector<RuleId>& ids) {
        json_.key(key);
        json_.begin_list(true);
        for (const RuleId id : ids) json_.text(rules_.rule(id).id);
        json_.end_list();
    }

    void write_scores() {
        json_.key("scores");
        json_.begin_list();
        for (const ScoreFound& score : screening_.scores()) {
            json_.begin_object(true);
            member("id", rules_.score_key(score.score));
            if (!options_.no_values) {
                const bool has_value = score.has_value != Truth::no;
                number_or_null("from", has_value ? score.low : std::nullopt);
                number_or_null("to", has_value ? score.high : std::nullopt);
                text_or_null("band", score.band);
            }
            json_.end_object();
        }
        json_.end_list();
    }

    void number_or_null(std::string_view key, const std::optional<Decimal>& number) {
        json_.key(key);
        number ? json_.number(number->to_text()) : json_.null();
    }

    void write_rules() {
        std::vector<RuleId> order;
        order.reserve(rules_.rule_count());
        for (std::uint32_t i = 0; i < rules_.rule_count(); ++i) order.push_back(RuleId{i});
        std::stable_sort(order.begin(), order.end(), [this](RuleId a, RuleId b) {
            return rules_.rule(a).strictest > rules_.rule(b).strictest;
        });
        json_.key("rules");
        json_.begin_list();
        for (const RuleId id : order) write_rule(id);
        json_.end_list();
    }

    void write_rule(RuleId id) {
        const RuleInfo rule = rules_.rule(id);
        const Status status = screening_.status(id);
        json_.begin_object();
        member("id", rule.id);
        member("status", word_of(status));
        write_ids("lifted_by", screening_.lifted_by(id));
        write_ids("may_be_lifted_by", screening_.may_be_lifted_by(id));
        const bool holds = status == Status::fired || status == Status::presumed;
        write_why(id, options_.why == WhyOf::all || holds);
        write_unknown(id);
        json_.key("deferred");
        json_.boolean(screening_.is_deferred(id));
        member("because", rule.because);
        write_texts("sources", rule.sources);
        json_.key("asks");
        json_.begin_list(true);
        for (const FactId fact : explainer_.asks(id)) json_.text(rules_.fact(fact).key);
        json_.end_list();
        json_.end_object();
    }

    /// A whole fact by its key, a field by its path.
    void write_unknown(RuleId id) {
        std::vector<std::string> paths = explainer_.unknown_facts(id);
        for (std::string& path : paths) {
            constexpr std::string_view prefix = "facts.";
            if (path.starts_with(prefix) && path.find('[') == std::string::npos) {
                path.erase(0, prefix.size());
            }
        }
        write_texts("unknown", paths);
    }

    void write_why(RuleId id, bool is_wanted) {
        json_.key("why");
        json_.begin_list(true);
        if (is_wanted) {
            for (const Reason& reason : explainer_.why(id).reasons) {
                json_.text(options_.no_values ? reason.text_without_value : reason.text);
            }
        }
        json_.end_list();
    }

    void write_questions(std::string_view key, const std::vector<Question>& questions) {
        json_.key(key);
        json_.begin_list();
        for (const Question& question : questions) {
            json_.begin_object();
            member("fact", rules_.fact(question.fact).key);
            text_or_null("ask", question.ask);
            member("whom", word_of(question.whom));
            member("strictest", word_of(question.strictest));
            write_ids("rules", question.rules);
            if (!question.paths.empty()) write_texts("paths", question.paths);
            json_.end_object();
        }
        json_.end_list();
    }

    void write_problems() {
        json_.key("problems");
        json_.begin_list();
        for (const Diagnostic& problem : screening_.problems()) {
            const Diagnostic shown = options_.no_values ? without_values(problem) : problem;
            json_.begin_object();
            member("severity", shown.severity == Severity::error ? "error" : "warning");
            member("code", shown.code);
            member("path", shown.path);
            member("message", shown.message);
            member("help", shown.help);
            json_.end_object();
        }
        json_.end_list();
    }

    const Screening& screening_;
    const RuleSet& rules_;
    const ReportOptions& options_;
    Explainer explainer_;
    JsonWriter json_;
};

}  // namespace

}  // namespace json

std::string write_report(const Screening& screening, const ReportOptions& options, bool is_pretty) {
    return json::ReportWriter(screening, options, is_pretty).write();
}

}  // namespace caveat
