// A name into what it stands for, in words. Entrance: hover.

#include "editing/workspace.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <set>

namespace caveat::editing {

namespace {

using language::Scalar;

constexpr std::size_t most_rules_named = 5;

class Card {
  public:
    Card(const Named& named)
        : target_(named.occurrence.target),
          understood_(*named.understood),
          document_(named.understood->reading->document) {}

    StyledText write() {
        switch (target_.kind) {
            case NamedThingKind::fact:
                fact(document_.facts[target_.index]);
                break;
            case NamedThingKind::each:
                head(document_.facts[target_.index].each, "one of",
                     document_.facts[target_.index].name.text);
                break;
            case NamedThingKind::field: {
                const language::FactEntry& records = document_.facts[target_.owner];
                fact(records.fields[target_.index]);
                line("in each of `" + records.name.text + "`", TextRole::aside);
                break;
            }
            case NamedThingKind::code:
                code();
                break;
            case NamedThingKind::term: {
                const language::TermEntry& term = document_.terms[target_.index];
                head(term.name, "a term");
                line(words(term.condition.span));
                break;
            }
            case NamedThingKind::parameter:
                parameter(document_.parameters[target_.index]);
                break;
            case NamedThingKind::score:
                score(document_.scores[target_.index]);
                break;
            case NamedThingKind::band: {
                const language::ScoreEntry& score = document_.scores[target_.owner];
                const language::BandEntry& band = score.bands[target_.index];
                head(band.name, "a band of", score.name.text);
                line(band.interval.text);
                break;
            }
            case NamedThingKind::outcome: {
                const language::OutcomeEntry& outcome = document_.outcomes[target_.index];
                head(outcome.name, "an outcome");
                quote(outcome.say);
                break;
            }
            case NamedThingKind::rule:
                rule();
                break;
            case NamedThingKind::source:
                source(document_.sources[target_.index]);
                break;
        }
        used_by();
        return std::move(card_);
    }

  private:
    void line(const std::string& words, TextRole role = TextRole::plain) {
        if (words.empty()) return;
        card_.add("\n");
        card_.add(words, role);
    }
    void head(const std::string& name, const std::string& what) {
        card_.add(name, TextRole::name);
        card_.add(": " + what);
    }
    void head(const Scalar& name, const std::string& what, const std::string& of = {}) {
        head(text::one_line(name.text), of.empty() ? what : what + " `" + of + "`");
    }
    void head(const std::optional<Scalar>& name, const std::string& what, const std::string& of) {
        if (name) head(*name, what, of);
    }
    void quote(const std::optional<Scalar>& sentence) {
        if (sentence) line("“" + text::one_line(sentence->text) + "”");
    }
    [[nodiscard]] std::string words(Span span) const {
        return text::one_line(std::string_view(understood_.reading->source)
                                  .substr(span.begin, span.end - span.begin));
    }

    void fact(const language::FactEntry& entry) {
        std::string what = entry.type ? text::one_line(entry.type->text) : "a fact";
        if (entry.whole && entry.whole->text == "true") what = "whole " + what;
        if (entry.from) what += ", from " + entry.from->text;
        if (entry.to) what += entry.from ? " to " + entry.to->text : ", up to " + entry.to->text;
        if (entry.unit) what += ", in " + entry.unit->text;
        if (entry.each) what += ", each a `" + entry.each->text + "`";
        head(entry.name, what);
        quote(entry.ask);
        std::string codes;
        for (const language::CodeEntry& each : entry.codes) {
            codes += (codes.empty() ? "" : ", ") + each.name.text;
        }
        line(codes);
        std::string fields;
        for (const language::FactEntry& each : entry.fields) {
            fields += (fields.empty() ? "with " : ", ") + each.name.text;
        }
        line(fields);
        if (entry.only_if) line("asked only if " + words(entry.only_if->span));
        if (entry.otherwise) line("otherwise " + text::one_line(entry.otherwise->text));
        if (entry.ask_whom) line("for the " + entry.ask_whom->text + " to answer");
    }

    void code() {
        const language::FactEntry& fact = document_.facts[target_.owner];
        const language::FactEntry& owner =
            target_.field == NamedThing::no_field ? fact : fact.fields[target_.field];
        const language::CodeEntry& code = owner.codes[target_.index];
        head(code.name, "an answer to", owner.name.text);
        quote(code.label);
        for (const language::CodingEntry& each : code.codings) {
            line(each.system.text + " " + each.code.text, TextRole::aside);
        }
    }

    void parameter(const language::ParameterEntry& entry) {
        head(entry.name, entry.value ? entry.value->text : "a parameter");
        if (entry.why) line(text::one_line(entry.why->text));
        if (entry.source) cite(*entry.source);
    }

    void score(const language::ScoreEntry& entry) {
        head(entry.name, "a score of " + std::to_string(entry.points.size()) + " entries");
        for (const language::BandEntry& band : entry.bands) {
            line(band.name.text + ": " + band.interval.text);
        }
    }

    void rule() {
        const language::RuleEntry& entry = document_.rules[target_.index];
        head(understood_.reading->rule_ids[target_.index], "a rule");
        line(entry.rule ? text::one_line(entry.rule->text) : words(entry.span));
        if (entry.because && entry.rule) line("because: " + text::one_line(entry.because->text));
        for (const Scalar& each : entry.sources) cite(each);
    }

    void source(const language::SourceEntry& entry) {
        head(entry.id, entry.title ? text::one_line(entry.title->text) : "a source");
        if (entry.author) line(text::one_line(entry.author->text), TextRole::aside);
        if (entry.says) line(text::one_line(entry.says->text));
    }

    void cite(const Scalar& id) {
        for (const language::SourceEntry& each : document_.sources) {
            if (each.id.text != id.text) continue;
            line("source " + id.text + (each.title ? ": " + text::one_line(each.title->text) : ""),
                 TextRole::aside);
            return;
        }
        line("source " + id.text, TextRole::aside);
    }

    void used_by() {
        std::vector<std::string> rules;
        std::size_t next = 0;
        for (std::size_t i = 0; i < document_.rules.size(); ++i) {
            if (target_.kind == NamedThingKind::rule && target_.index == i) continue;
            const Span span = document_.rules[i].span;
            const auto& all = understood_.occurrences;
            while (next < all.size() && all[next].span.begin < span.begin) ++next;
            bool is_used = false;
            for (std::size_t at = next; at < all.size() && all[at].span.begin < span.end; ++at) {
                is_used = is_used || all[at].target == target_;
            }
            const std::string& id = understood_.reading->rule_ids[i];
            if (is_used) rules.push_back(id.empty() ? words(span) : id);
        }
        if (rules.empty()) return;
        std::string named =
            rules.size() == 1 ? "in 1 rule: " : "in " + std::to_string(rules.size()) + " rules: ";
        for (std::size_t i = 0; i < std::min(rules.size(), most_rules_named); ++i) {
            named += (i == 0 ? "" : ", ") + rules[i];
        }
        if (rules.size() > most_rules_named) named += ", …";
        line(named, TextRole::aside);
    }

    NamedThing target_;
    const Understood& understood_;
    const language::Document& document_;
    StyledText card_;
};

}  // namespace

StyledText hover(const Named& named) {
    return Card(named).write();
}

}  // namespace caveat::editing
