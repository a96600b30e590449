// Turns one screening into its report as JSON, `caveat/report/1`. Entrances: `write_report` and
// `ReportWriter`.

#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/keys.hpp>
#include <caveat/version.hpp>

#include "adapters/json/json_writer.hpp"
#include "adapters/json/report_constants.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat {

namespace json {

/// The memory of a writer: what the rule set says in every report, and room for reasons.
class ReportMaker {
  public:
    ReportMaker(const ReportOptions& options, bool is_pretty)
        : options_(options), is_pretty_(is_pretty), json_(is_pretty) {}

    void write(const Screening& screening, std::string& out) {
        look_at(screening);
        json_.begin_object();
        write_head();
        write_outcomes();
        write_scores();
        write_rules();
        write_questions("questions", explainer_.questions());
        write_questions("deferred", explainer_.deferred_questions());
        write_problems();
        json_.end_object();
        json_.finish(out);
    }

  private:
    void look_at(const Screening& screening) {
        screening_ = &screening;
        const RuleSet& rules = screening.profile().rules();
        if (!constants_ || !constants_->are_of(rules)) constants_.emplace(rules, is_pretty_);
        explainer_.look_at(screening);
    }

    [[nodiscard]] const RuleSet& rules() const { return constants_->rules(); }

    void member(std::string_view key, std::string_view text) {
        json_.plain_key(key);
        json_.text(text);
    }
    /// A word of ours, with nothing to escape.
    void word(std::string_view key, std::string_view text) {
        json_.plain_key(key);
        json_.plain_text(text);
    }
    void constant(std::string_view key, std::string_view literal) {
        json_.plain_key(key);
        json_.literal(literal);
    }

    void write_head() {
        const Profile& profile = screening_->profile();
        word("schema", "caveat/report/1");
        word("engine", CAVEAT_VERSION_STRING);
        constant("rule_set", constants_->rule_set());
        text_or_null("patient", profile.patient());
        const std::optional<Date> as_of = profile.as_of();
        text_or_null("as_of", as_of ? as_of->to_text() : std::string{});
        word("applicable", caveat::key(screening_->applicable()));
        word("verdict", caveat::key(screening_->verdict()));
        word("at_least", caveat::key(screening_->at_least()));
        word("at_most", caveat::key(screening_->at_most()));
        json_.plain_key("complete");
        json_.boolean(screening_->complete());
    }

    void text_or_null(std::string_view key, std::string_view text) {
        json_.plain_key(key);
        text.empty() ? json_.null() : json_.text(text);
    }

    void write_outcomes() {
        find_rules_behind();
        json_.plain_key("outcomes");
        json_.begin_list();
        for (const OutcomeFound& found : screening_->outcomes()) {
            const OutcomeConstants& outcome = constants_->outcome(found.outcome);
            const std::vector<RuleId>& behind = behind_[found.outcome.index];
            json_.begin_object();
            constant("id", outcome.id);
            word("verb", caveat::key(outcome.verb));
            constant("name", outcome.name);
            constant("arguments", outcome.arguments);
            constant("say", outcome.say);
            word("certainty", found.certainty == Certainty::certain ? "certain" : "presumed");
            write_ids("rules", behind);
            write_sources_behind(behind);
            json_.end_object();
        }
        json_.end_list();
    }

    /// The rules behind every outcome, strictest first.
    void find_rules_behind() {
        behind_.resize(rules().outcome_count());
        for (std::vector<RuleId>& rules : behind_) rules.clear();
        for (const RuleId id : constants_->order()) {
            const Status status = screening_->status(id);
            if (status != Status::fired && status != Status::presumed) continue;
            for (const OutcomeId outcome : rules().rule(id).outcomes) {
                std::vector<RuleId>& behind = behind_[outcome.index];
                if (behind.empty() || behind.back() != id) behind.push_back(id);
            }
        }
    }

    void write_sources_behind(const std::vector<RuleId>& behind) {
        std::vector<std::string_view>& sources = texts_;
        sources.clear();
        for (const RuleId id : behind) {
            for (const std::string& source : rules().rule(id).sources) {
                if (std::find(sources.begin(), sources.end(), source) == sources.end()) {
                    sources.push_back(source);
                }
            }
        }
        json_.plain_key("sources");
        json_.begin_list(true);
        for (const std::string_view source : sources) json_.text(source);
        json_.end_list();
    }

    void write_ids(std::string_view key, const std::vector<RuleId>& ids) {
        json_.plain_key(key);
        if (ids.empty()) return json_.literal("[]");
        json_.begin_list(true);
        for (const RuleId id : ids) json_.literal(constants_->rule(id).id);
        json_.end_list();
    }

    /// The strictest few, and how many others there are: a thousand rules that may each lift a
    /// thousand others would fill a report with a million names.
    void write_lifters(std::string_view key, std::string_view key_of_others,
                       std::vector<RuleId> lifters) {
        constexpr std::size_t most_named = 10;
        const std::size_t named = std::min(lifters.size(), most_named);
        const std::size_t others = lifters.size() - named;
        if (others > 0) {
            std::partial_sort(lifters.begin(), lifters.begin() + most_named, lifters.end(),
                              [&](RuleId a, RuleId b) {
                                  const Verb of_a = rules().rule(a).strictest;
                                  const Verb of_b = rules().rule(b).strictest;
                                  return of_a != of_b ? of_a > of_b : a.index < b.index;
                              });
            lifters.resize(named);
        }
        write_ids(key, lifters);
        if (others == 0) return;
        json_.plain_key(key_of_others);
        json_.number(std::to_string(others));
    }

    void write_scores() {
        json_.plain_key("scores");
        json_.begin_list();
        for (const ScoreFound& score : screening_->scores()) {
            json_.begin_object(true);
            member("id", rules().score(score.score).key);
            if (!options_.no_values) {
                number_or_null("from", score.low);
                number_or_null("to", score.high);
                text_or_null("band", score.band);
                if (score.prorated) write_prorated(*score.prorated);
            }
            json_.end_object();
        }
        json_.end_list();
    }

    void write_prorated(const ProratedTotal& prorated) {
        json_.plain_key("prorated");
        json_.begin_object(true);
        number_or_null("total", prorated.total);
        json_.plain_key("answered");
        json_.number(std::to_string(prorated.answered));
        json_.plain_key("items");
        json_.number(std::to_string(prorated.items));
        json_.end_object();
    }

    void number_or_null(std::string_view key, const std::optional<Decimal>& number) {
        json_.plain_key(key);
        number ? json_.number(number->to_text()) : json_.null();
    }

    void write_rules() {
        json_.plain_key("rules");
        json_.begin_list();
        for (const RuleId id : constants_->order()) write_rule(id);
        json_.end_list();
    }

    void write_rule(RuleId id) {
        const RuleConstants& rule = constants_->rule(id);
        const Status status = screening_->status(id);
        json_.begin_object();
        constant("id", rule.id);
        word("status", caveat::key(status));
        word("condition", caveat::key(explainer_.condition(id)));
        write_lifters("lifted_by", "lifted_by_others", screening_->lifted_by(id));
        write_lifters("may_be_lifted_by", "may_be_lifted_by_others",
                      screening_->may_be_lifted_by(id));
        const bool holds = status == Status::fired || status == Status::presumed;
        write_why(id, options_.why == WhyOf::all || holds);
        write_unknown(id);
        json_.plain_key("deferred");
        json_.boolean(screening_->is_deferred(id));
        constant("because", rule.because);
        constant("sources", rule.sources);
        json_.plain_key("asks");
        json_.begin_list(true);
        if (is_open(status)) {
            for (const FactId fact : explainer_.asks(id)) {
                json_.literal(constants_->fact(fact).quoted_key);
            }
        }
        json_.end_list();
        json_.end_object();
    }

    static bool is_open(Status status) {
        return status == Status::undecided || status == Status::presumed;
    }

    /// A whole fact by its key, a field by its path.
    void write_unknown(RuleId id) {
        json_.plain_key("unknown");
        json_.begin_list(true);
        if (is_open(screening_->status(id))) {
            for (const OpenPlace& open : explainer_.open_places(id)) {
                if (open.place.record) {
                    json_.text(constants_->path_of(open.place));
                } else {
                    json_.literal(constants_->fact(open.place.fact).quoted_key);
                }
            }
        }
        json_.end_list();
    }

    void write_why(RuleId id, bool is_wanted) {
        json_.plain_key("why");
        json_.begin_list(true);
        if (is_wanted) {
            for (const std::string_view reason : explainer_.sentences(id, !options_.no_values)) {
                json_.text(reason);
            }
        }
        json_.end_list();
    }

    void write_questions(std::string_view key, const std::vector<Question>& questions) {
        json_.plain_key(key);
        json_.begin_list();
        for (const Question& question : questions) {
            const FactConstants& fact = constants_->fact(question.fact);
            json_.begin_object();
            constant("fact", fact.quoted_key);
            constant("ask", fact.ask);
            word("whom", caveat::key(question.whom));
            word("strictest", caveat::key(question.strictest));
            json_.plain_key("decides");
            json_.boolean(question.decides);
            write_ids("rules", question.rules);
            if (!question.paths.empty()) {
                json_.plain_key("paths");
                json_.begin_list(true);
                for (const std::string& path : question.paths) json_.text(path);
                json_.end_list();
            }
            json_.end_object();
        }
        json_.end_list();
    }

    void write_problems() {
        json_.plain_key("problems");
        json_.begin_list();
        for (const Diagnostic& problem : screening_->problems()) {
            if (options_.no_values) {
                write_problem(without_values(problem));
            } else {
                write_problem(problem);
            }
        }
        json_.end_list();
    }

    void write_problem(const Diagnostic& problem) {
        json_.begin_object();
        static constexpr std::array<std::string_view, 3> severities{"note", "warning", "error"};
        word("severity", severities[static_cast<std::size_t>(problem.severity)]);
        member("code", problem.code);
        member("path", problem.path);
        member("message", problem.message);
        member("help", problem.help);
        json_.end_object();
    }

    ReportOptions options_;
    bool is_pretty_;
    const Screening* screening_ = nullptr;
    std::optional<ReportConstants> constants_;
    Explainer explainer_;
    JsonWriter json_;
    std::vector<std::vector<RuleId>> behind_;  ///< by OutcomeId
    std::vector<std::string_view> texts_;
};

}  // namespace json

ReportWriter::ReportWriter(const ReportOptions& options, bool is_pretty)
    : options_(options), is_pretty_(is_pretty) {}
ReportWriter::~ReportWriter() = default;
ReportWriter::ReportWriter(ReportWriter&&) noexcept = default;
ReportWriter& ReportWriter::operator=(ReportWriter&&) noexcept = default;

json::ReportMaker& ReportWriter::maker() {
    if (!maker_) maker_ = std::make_unique<json::ReportMaker>(options_, is_pretty_);
    return *maker_;
}

void ReportWriter::append(const Screening& screening, std::string& out) {
    maker().write(screening, out);
}

std::string write_report(const Screening& screening, const ReportOptions& options, bool is_pretty) {
    std::string report;
    json::ReportMaker(options, is_pretty).write(screening, report);
    return report;
}

}  // namespace caveat
