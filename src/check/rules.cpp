// Rules: sentences, ids, outcomes, overrides and the orders in which they are evaluated and shown.
// Entrance: compile_rules.

#include "check/compiler.hpp"
#include "check/outcomes.hpp"
#include "text/names.hpp"
#include "text/skeleton.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace caveat::check {

using language::RuleEntry;
using language::Scalar;
using model::none;
using text::quoted;
using text::with;

namespace {

class Rules {
  public:
    Rules(Context& context, Compiler& compiler)
        : context_(context), compiler_(compiler), outcomes_(context) {}

    void compile() {
        const auto& entries = context_.document.rules;
        if (entries.size() > context_.limits.rules) {
            with(context_.error("too-many-rules", entries[context_.limits.rules].span,
                                "the file has " + std::to_string(entries.size()) +
                                    " rules; at most " + std::to_string(context_.limits.rules) +
                                    " are allowed"))
                .help("raise the limit `rules`, or split the rule set");
            return;
        }
        for (const RuleEntry& entry : entries) compile_one(entry);
        for (std::uint32_t i = 0; i < entries.size() && !has_too_many_overrides_; ++i) {
            resolve_overrides(entries[i], i);
        }
        order_evaluation();
        order_display();
        outcomes_.finish();
    }

  private:
    void compile_one(const RuleEntry& entry) {
        language::Syntax& syntax = context_.sentences.syntax;
        const std::size_t first_node = syntax.nodes.size();
        const language::RuleSentences read =
            language::read_rule(entry, context_.parse_context(), syntax);
        model::Rule rule;
        rule.span = entry.span;
        if (entry.rule) rule.sentence = text::one_line(entry.rule->text);
        if (entry.because) rule.because = entry.because->text;
        cite(entry, rule);
        read_if_unknown(entry, rule);
        if (read.exemption && entry.unless) {
            with(context_.error("two-exemptions", entry.unless->span,
                                "the sentence has its own `unless`"))
                .help("join the two with `or`");
        }
        if (read.condition) rule.when = compiler_.condition(*read.condition);
        const auto& exemption = read.exemption ? read.exemption : read.unless;
        if (exemption) rule.unless = compiler_.condition(*exemption);
        outcomes_.add(read.outcomes, rule);
        check_ignore(entry, rule);
        name(entry, read, rule);
        syntax.cut_at(first_node);
        context_.rules.rules.push_back(std::move(rule));
    }

    void cite(const RuleEntry& entry, model::Rule& rule) {
        for (const Scalar& source : entry.sources) {
            rule.sources.push_back(source.text);
            check_citation(source, context_);
        }
    }

    void read_if_unknown(const RuleEntry& entry, model::Rule& rule) {
        if (!entry.if_unknown) return;
        static constexpr std::array<std::string_view, 3> words{"ask", "presume", "ignore"};
        if (const auto found =
                one_of(*entry.if_unknown, words, "answer to `if unknown`", context_)) {
            rule.if_unknown = static_cast<IfUnknown>(*found);
        }
    }

    /// No verdict may rest on silence.
    void check_ignore(const RuleEntry& entry, const model::Rule& rule) {
        if (rule.if_unknown != IfUnknown::ignore || rule.strictest <= Verb::suggest) return;
        with(context_.error("unsafe-ignore", entry.if_unknown->span,
                            "`if unknown: ignore` is only for rules that suggest or inform"))
            .write("ask");
    }

    void name(const RuleEntry& entry, const language::RuleSentences& read, model::Rule& rule) {
        const bool has_exemption = read.exemption || read.unless;
        Span span = entry.span;
        if (entry.id) {
            rule.id = entry.id->text;
            span = entry.id->span;
        } else if (read.condition && !has_exemption) {
            rule.id = id_of_words(*read.condition);
        }
        if (rule.id.empty()) {
            if (!read.condition || entry.is_broken) return;
            const auto& root = context_.sentences.syntax.nodes[*read.condition].content;
            if (std::holds_alternative<language::Broken>(root)) return;
            with(context_.error(
                     "missing-id", entry.rule ? entry.rule->span : span,
                     has_exemption
                         ? "this rule needs an `id`: it has an exemption"
                         : "this rule needs an `id`: its condition is more than one name"))
                .help("write `{id: a-short-name, rule: …}`");
            return;
        }
        const auto index = static_cast<std::uint32_t>(context_.rules.rules.size());
        const auto [known, is_new] =
            context_.rules.rule_by_key.emplace(text::canonical_name(rule.id), index);
        if (is_new) {
            if (const auto other = look_alikes_.add(known->first, index)) {
                text::report_look_alike(span, rule.id, context_.rules.rules[*other].span,
                                        context_.diagnostics);
            }
            return;
        }
        with(context_.error("duplicate-id", span, "two rules are called " + quoted(rule.id)))
            .label(context_.rules.rules[known->second].span, "the other one")
            .help("give one of them an `id` of its own");
    }

    /// `no-response-after-2-sessions`, for a condition that is one name or phrase.
    std::string id_of_words(language::NodeId condition) const {
        const language::Node& node = context_.sentences.syntax.nodes[condition];
        const language::Name* name = nullptr;
        if (const auto* use = std::get_if<language::NameUse>(&node.content)) name = &use->name;
        if (const auto* use = std::get_if<language::PhraseUse>(&node.content)) name = &use->phrase;
        if (name == nullptr) return {};
        std::string id = text::canonical_name(name->written);
        std::replace(id.begin(), id.end(), ' ', '-');
        return id;
    }

    void resolve_overrides(const RuleEntry& entry, std::uint32_t index) {
        for (const Scalar& written : entry.overrides) {
            const std::string name = text::canonical_name(written.text);
            if (name == "all suggest" || name == "all inform") {
                const Verb verb = name == "all suggest" ? Verb::suggest : Verb::inform;
                for (std::uint32_t other = 0; other < context_.rules.rules.size(); ++other) {
                    if (other == index || context_.rules.rules[other].strictest != verb) continue;
                    add_override(index, other, written.span, false);
                }
                continue;
            }
            const auto found = context_.rules.rule_by_key.find(name);
            if (found == context_.rules.rule_by_key.end()) {
                report_unknown_rule(written);
            } else if (found->second == index) {
                with(context_.error("cycle", written.span, "a rule cannot override itself"))
                    .help("name another rule");
            } else {
                add_override(index, found->second, written.span, true);
            }
        }
    }

    void report_unknown_rule(const Scalar& written) {
        Diagnostic& problem = context_.error("unknown-rule", written.span,
                                             "no rule is called " + quoted(written.text));
        if (context_.may_suggest_from(context_.rules.rules.size())) {
            std::vector<std::string> ids{"all suggest", "all inform"};
            for (const model::Rule& rule : context_.rules.rules) {
                if (!rule.id.empty()) ids.push_back(rule.id);
            }
            text::propose(problem, written.text, ids);
        }
        if (problem.help.empty()) {
            problem.help = "write the `id` of a rule, `all suggest` or `all inform`";
        }
    }

    void add_override(std::uint32_t index, std::uint32_t other, Span span, bool by_name) {
        model::Rule& rule = context_.rules.rules[index];
        model::Rule& lifted = context_.rules.rules[other];
        // Rules are taken one after another: the last one that lifts this one may be the same.
        if (!lifted.overridden_by.empty() && lifted.overridden_by.back() == RuleId{index}) return;
        if (has_too_many_overrides_) return;
        if (override_spans_.size() == most_overrides) {
            has_too_many_overrides_ = true;
            with(context_.error("too-many-overrides", span,
                                "rules override one another more than " +
                                    std::to_string(most_overrides) + " times in this file"))
                .help("name single rules in place of `all suggest` or `all inform`");
            return;
        }
        rule.overrides.push_back(RuleId{other});
        lifted.overridden_by.push_back(RuleId{index});
        override_spans_.push_back({index, other, span});
        if (!by_name || lifted.strictest <= rule.strictest || accepts_hiding(index)) return;
        with(context_.diagnostics.warning(
                 "hides-stricter", span,
                 quoted(rule.id) + " lifts " + quoted(lifted.id) + ", which is stricter"))
            .help("if this is meant, write `accept: {hides-stricter: …}` in this rule");
    }

    /// Whether the author has answered that a stricter rule is lifted.
    bool accepts_hiding(std::uint32_t index) const {
        const auto& accepted = context_.document.rules[index].accepted;
        return std::any_of(accepted.begin(), accepted.end(), [](const language::Acceptance& each) {
            return text::canonical_name(each.finding.text) == "hides stricter";
        });
    }

    /// A rule after all that override it; what is left over lies on a cycle.
    void order_evaluation() {
        const auto size = static_cast<std::uint32_t>(context_.rules.rules.size());
        std::vector<std::uint32_t> waits_for(size);
        std::vector<RuleId>& order = context_.rules.evaluation_order;
        for (std::uint32_t i = 0; i < size; ++i) {
            waits_for[i] = static_cast<std::uint32_t>(context_.rules.rules[i].overridden_by.size());
            if (waits_for[i] == 0) order.push_back(RuleId{i});
        }
        for (std::size_t next = 0; next < order.size(); ++next) {
            for (const RuleId lifted : context_.rules.rules[order[next].index].overrides) {
                if (--waits_for[lifted.index] == 0) order.push_back(lifted);
            }
        }
        if (order.size() != size) return report_cycle(waits_for);
        bound_depth();
    }

    /// A rule waits for all that may lift it, and its reasons tell of them: chains stay short.
    void bound_depth() {
        std::vector<std::size_t> depth(context_.rules.rules.size(), 0);
        for (const RuleId over : context_.rules.evaluation_order) {
            for (const RuleId lifted : context_.rules.rules[over.index].overrides) {
                std::size_t& its = depth[lifted.index];
                its = std::max(its, depth[over.index] + 1);
                if (its > most_levels) return report_depth(over.index, lifted.index);
            }
        }
    }

    void report_depth(std::uint32_t over, std::uint32_t lifted) {
        const auto written = std::find_if(
            override_spans_.begin(), override_spans_.end(),
            [&](const auto& each) { return each.over == over && each.lifted == lifted; });
        with(context_.error("too-deep", written->span,
                            "rules override one another more than " + std::to_string(most_levels) +
                                " deep here"))
            .help("let fewer rules override rules that override others");
    }

    void report_cycle(const std::vector<std::uint32_t>& waits_for) {
        // Among the rules left over, walk from one to one that overrides it until one comes again.
        std::uint32_t at = 0;
        while (waits_for[at] == 0) ++at;
        std::vector<std::uint32_t> path;
        while (std::find(path.begin(), path.end(), at) == path.end()) {
            path.push_back(at);
            for (const RuleId over : context_.rules.rules[at].overridden_by) {
                if (waits_for[over.index] == 0) continue;
                at = over.index;
                break;
            }
        }
        path.erase(path.begin(), std::find(path.begin(), path.end(), at));
        // The path runs from a rule to the one that overrides it; people read the other way.
        std::string message = "rules override one another in a circle: ";
        message += quoted(context_.rules.rules[path.front()].id);
        for (std::size_t i = path.size(); i-- > 0;) {
            message += " overrides " + quoted(context_.rules.rules[path[i]].id);
        }
        Span span = context_.rules.rules[path.front()].span;
        for (const OverrideSpan& written : override_spans_) {
            if (written.over == path.back() && written.lifted == path.front()) span = written.span;
            if (path.size() > 1 && written.lifted == path.front() && written.over == path[1]) {
                span = written.span;
            }
        }
        with(context_.error("cycle", span, std::move(message)))
            .help("remove one of these overrides");
    }

    void order_display() {
        auto& order = context_.rules.display_order;
        for (std::uint32_t i = 0; i < context_.rules.rules.size(); ++i) order.push_back(RuleId{i});
        std::stable_sort(order.begin(), order.end(), [&](RuleId a, RuleId b) {
            return context_.rules.rules[a.index].strictest >
                   context_.rules.rules[b.index].strictest;
        });
    }

    /// Pairs of a rule and one that it lifts; `all suggest` makes many at once.
    static constexpr std::size_t most_overrides = 1'000'000;

    struct OverrideSpan {
        std::uint32_t over;
        std::uint32_t lifted;
        Span span;
    };

    Context& context_;
    Compiler& compiler_;
    Outcomes outcomes_;
    text::LookAlikes look_alikes_;  ///< of ids
    std::vector<OverrideSpan> override_spans_;
    bool has_too_many_overrides_ = false;
};

}  // namespace

void compile_rules(Context& context, Compiler& compiler) {
    Rules(context, compiler).compile();
}

}  // namespace caveat::check
