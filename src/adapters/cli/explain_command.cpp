// `caveat explain`: why one rule ended as it did for one patient, and what would change that.
// Entrance: `explain_rule`.

#include "adapters/cli/explain_command.hpp"

#include <caveat/authoring/nearest.hpp>
#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/keys.hpp>
#include <caveat/report_text.hpp>

#include "adapters/cli/input.hpp"
#include "adapters/cli/json_value.hpp"
#include "adapters/cli/line_screener.hpp"
#include "adapters/cli/options.hpp"
#include "adapters/cli/rule_words.hpp"
#include "adapters/cli/shown.hpp"

#include <algorithm>
#include <fstream>
#include <ostream>

namespace caveat::cli {

namespace {

std::string_view mark_of(Truth truth) {
    if (truth == Truth::unknown) return "?  ";
    return truth == Truth::yes ? "yes" : "no ";
}

TextRole role_of_truth(Truth truth) {
    if (truth == Truth::unknown) return TextRole::careful;
    return truth == Truth::yes ? TextRole::good : TextRole::bad;
}

/// What one rule comes to, for whoever writes it down.
class Explanation {
  public:
    Explanation(const Screening& screening, RuleId rule, const Loaded& loaded)
        : screening_(screening),
          rules_(*loaded.rules),
          rule_(rule),
          about_(rules_.rule(rule)),
          words_(author_words(loaded, about_)),
          explainer_(screening) {
        for (const authoring::Target target :
             {authoring::Target::fires, authoring::Target::does_not_fire}) {
            changes_.push_back({target, authoring::smallest_change(screening, rule, target)});
        }
    }

    StyledText page(std::size_t width) {
        Page page(width);
        write_head(page);
        page.heading("What it says (line " + std::to_string(words_.line) + ")");
        StyledText all = page.take();
        for (const std::string& line : words_.lines) {
            if (columns_of(line) + 2 <= width) {
                all.add("  " + line + '\n');
            } else {
                page.line(2 + std::min(line.find_first_not_of(' '), width / 4), line);
                all.add(page.take());
            }
        }
        page.heading("What is known");
        for (const TraceNode& node : explainer_.trace(rule_)) {
            page.marked(2 + 2 * std::size_t{node.depth}, mark_of(node.truth),
                        role_of_truth(node.truth), node.text);
        }
        write_reasons(page);
        write_questions(page);
        write_changes(page);
        write_problems(page);
        all.add(page.take());
        return all;
    }

    JsonValue json() {
        JsonValue all = JsonValue::object();
        all.add("schema", JsonValue::text("caveat/explanation/1"));
        all.add("rule", JsonValue::text(about_.id));
        all.add("status", JsonValue::text(status_key(screening_.status(rule_))));
        std::string words;
        for (const std::string& line : words_.lines) words += (words.empty() ? "" : "\n") + line;
        all.add("words", JsonValue::text(words));
        all.add("line", JsonValue::literal(std::to_string(words_.line)));
        all.add("because", JsonValue::text(about_.because));
        JsonValue trace = JsonValue::list();
        for (const TraceNode& node : explainer_.trace(rule_)) {
            JsonValue one = JsonValue::object();
            one.add("depth", JsonValue::literal(std::to_string(node.depth)));
            one.add("truth", JsonValue::text(key(node.truth)));
            one.add("text", JsonValue::text(node.text));
            trace.add(std::move(one));
        }
        all.add("trace", std::move(trace));
        JsonValue why = JsonValue::list();
        for (const Reason& reason : explainer_.why(rule_).reasons) {
            why.add(JsonValue::text(reason.text));
        }
        all.add("why", std::move(why));
        const std::optional<Reason> miss = explainer_.near_miss(rule_);
        all.add("near_miss", miss ? JsonValue::text(miss->text) : JsonValue::null());
        JsonValue asks = JsonValue::list();
        for (const FactId fact : explainer_.asks(rule_)) {
            asks.add(JsonValue::text(rules_.fact(fact).key));
        }
        all.add("asks", std::move(asks));
        all.add("changes", json_changes());
        return all;
    }

  private:
    struct Change {
        authoring::Target target;
        authoring::SmallestChange found;
    };

    void write_head(Page& page) {
        const Status status = screening_.status(rule_);
        const bool holds = status == Status::fired || status == Status::presumed;
        page.line(0, std::string(about_.id) + ": " + std::string(status_words(status)),
                  holds ? role_of(verdict_of(about_.strictest)) : TextRole::heading);
        for (const OutcomeId outcome : about_.outcomes) {
            const OutcomeInfo info = rules_.outcome(outcome);
            page.item("-", std::string(verb_words(info.verb)) + ": " + outcome_words(info));
        }
        std::string because(about_.because);
        for (const std::string& source : about_.sources) {
            because += (&source == about_.sources.data() ? " [" : ", ") + source;
        }
        if (!about_.sources.empty()) because += ']';
        if (!because.empty()) page.line(2, because, TextRole::aside);
    }

    void write_reasons(Page& page) {
        const Status status = screening_.status(rule_);
        std::vector<std::string> said;
        for (const Reason& reason : explainer_.why(rule_).reasons) said.push_back(reason.text);
        for (const RuleId lifter : screening_.lifted_by(rule_)) {
            said.push_back("lifted by " + std::string(rules_.rule(lifter).id));
        }
        if (!said.empty()) {
            page.heading(status == Status::not_fired || status == Status::overridden
                             ? "Why it does not hold"
                             : "Why it holds");
            for (const std::string& one : said) page.item("-", one);
        }
        const std::optional<Reason> miss = explainer_.near_miss(rule_);
        if (miss) page.line(2, "All but one part holds: " + miss->text + '.');
    }

    void write_questions(Page& page) {
        const std::vector<FactId> asks = explainer_.asks(rule_);
        if (asks.empty()) return;
        page.heading("What to ask");
        for (const FactId fact : asks) {
            const FactInfo info = rules_.fact(fact);
            std::string text(info.ask.empty() ? std::string(info.name) + '?'
                                              : std::string(info.ask));
            if (info.whom == Respondent::clinician) text += " (clinician)";
            page.item("-", text + " [" + std::string(info.name) + ']');
        }
    }

    void write_changes(Page& page) {
        page.heading("What would change it");
        for (const Change& change : changes_) {
            for (const authoring::ChangeSentence& sentence :
                 authoring::sentences_of(change.found, change.target, rules_)) {
                if (sentence.is_remark) {
                    page.line(4, sentence.words);
                } else {
                    page.item("-", sentence.words);
                }
            }
        }
    }

    void write_problems(Page& page) {
        if (screening_.problems().empty()) return;
        page.heading("Problems");
        for (const Diagnostic& problem : screening_.problems()) {
            page.item("-", (problem.path.empty() ? "" : problem.path + ": ") + problem.message,
                      problem.severity == Severity::error ? TextRole::error : TextRole::warning);
        }
    }

    [[nodiscard]] JsonValue json_changes() const {
        JsonValue all = JsonValue::list();
        for (const Change& change : changes_) {
            JsonValue one = JsonValue::object();
            one.add("target", JsonValue::text(key(change.target)));
            one.add("end", JsonValue::text(key(change.found.end)));
            one.add("excluded", JsonValue::literal(std::to_string(change.found.excluded)));
            JsonValue ways = JsonValue::list();
            for (const authoring::Way& way : change.found.ways) {
                JsonValue answers = JsonValue::list();
                for (const authoring::ChangedAnswer& changed : way.changes) {
                    JsonValue answer = JsonValue::object();
                    answer.add("fact", JsonValue::text(rules_.fact(changed.fact).key));
                    answer.add("now", JsonValue::text(changed.now));
                    answer.add("wanted", JsonValue::text(changed.wanted));
                    if (!changed.answer.empty()) {
                        answer.add("answer", JsonValue::literal(changed.answer));
                    }
                    answers.add(std::move(answer));
                }
                ways.add(std::move(answers));
            }
            one.add("ways", std::move(ways));
            all.add(std::move(one));
        }
        return all;
    }

    const Screening& screening_;
    const RuleSet& rules_;
    const RuleId rule_;
    const RuleInfo about_;
    const AuthorWords words_;
    Explainer explainer_;
    std::vector<Change> changes_;
};

std::optional<std::string> read_whole(const std::string& name, const Streams& streams) {
    if (name == "-") return read_all(streams.in);
    std::ifstream file(name, std::ios::binary);
    if (!file) return std::nullopt;
    return read_all(file);
}

}  // namespace

int explain_rule(const ExplainOptions& options, const Streams& streams) {
    looks_at(streams, options.rules);
    const Loaded loaded = load_file(options.rules);
    show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
    if (!loaded.rules) return unusable;
    const std::optional<RuleId> rule = loaded.rules->find_rule(options.rule);
    if (!rule) {
        streams.err << "error: no rule is called " << named(options.rule) << '\n';
        std::string meant;
        for (const std::string& id : loaded.rules->rules_like(options.rule)) {
            meant += (meant.empty() ? "" : ", ") + named(id);
        }
        if (!meant.empty()) streams.err << "  help: did you mean " << meant << "?\n";
        return unusable;
    }
    const std::optional<std::string> text = read_whole(options.profile, streams);
    if (!text) {
        return refuse(streams, "the profile " + named(options.profile) + " cannot be read");
    }
    ReadOptions reading;
    reading.default_as_of = day_or_today(options.as_of);
    reading.extra_facts = options.extra_facts;
    reading.most_bytes = most_profile_bytes;
    Screening screening;
    screen(read_profile(*loaded.rules, *text, reading), screening);
    Explanation explanation(screening, *rule, loaded);
    if (options.format == Format::text) {
        show(streams.out, streams.out_terminal,
             explanation.page(streams.out_terminal.page_width()));
    } else {
        streams.out << write_json(explanation.json());
    }
    return has_errors(screening) ? found_problems : done;
}

}  // namespace caveat::cli
