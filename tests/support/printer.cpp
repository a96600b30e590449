// Generated rule sets to rule files. Entrance: `print_rules`.

#include "printer.hpp"

#include "expression_printer.hpp"
#include "yaml_text.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace caveat::testing {

std::string decimal_text(const Rational& value) {
    Rational rest = value < 0 ? -value : value;
    std::string text = (value < 0 ? "-" : "") + std::to_string(rest.floor());
    rest = rest - rest.floor();
    if (rest == 0) return text;
    text += ".";
    while (rest != 0) {
        rest = rest * 10;
        text += std::to_string(rest.floor());
        rest = rest - rest.floor();
    }
    return text;
}

bool needs_quotes(std::string_view code) {
    const bool is_words = std::all_of(code.begin(), code.end(), [](char c) {
        return c == ' ' || std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
    const bool begins_well = std::isalpha(static_cast<unsigned char>(code.front())) != 0;
    return !is_words || !begins_well || code.starts_with("not ") ||
           code.find(" or ") != std::string_view::npos;
}

std::string key_of(std::string_view name) {
    if (needs_quotes(name)) return std::string(name);
    std::string key(name);
    for (char& letter : key) {
        if (letter == ' ') letter = '_';
    }
    return key;
}

namespace {

class RulePrinter {
  public:
    RulePrinter(const GeneratedRuleSet& rules, std::uint64_t seed)
        : rules_(rules), chance_(seed), expressions_(rules, chance_, false) {}

    std::string print() {
        Yaml file = Yaml::mapping();
        file.add("caveat", Yaml::scalar("1"));
        file.add("id", Yaml::scalar("generated"));
        file.add("version", Yaml::scalar("1.0.0"));
        file.add("title", Yaml::scalar("A generated rule set: with \"quotes\", a # and an é"));
        file.add("screens", Yaml::scalar("massage"));
        std::vector<std::pair<std::string, Yaml>> sections{
            {"facts", facts()}, {"outcomes", outcomes()}, {"rules", rules()}};
        sections.emplace_back("sources", sources());
        if (!rules_.parameters.empty()) sections.emplace_back("parameters", parameters());
        if (!rules_.terms.empty()) sections.emplace_back("terms", terms());
        if (!rules_.scores.empty()) sections.emplace_back("scores", scores());
        for (const Condition& guard : rules_.applies_to) {
            sections.emplace_back("applies to", expressions_.condition_yaml(guard, {}));
        }
        if (!rules_.impossible.empty()) sections.emplace_back("impossible", impossible());
        if (!rules_.always_ask.empty()) sections.emplace_back("always ask", always_ask());
        chance_.shuffle(sections);
        for (auto& [key, section] : sections) file.add(key, section);
        return print_yaml(file, chance_);
    }

  private:
    Yaml sources() {
        Yaml source = Yaml::mapping();
        source.add("title", Yaml::scalar("A source"));
        source.add("says", Yaml::scalar("What it says, in one sentence."));
        return Yaml::mapping().add("S1-01", source);
    }

    Yaml impossible() {
        std::vector<Yaml> entries;
        for (const Condition& when : rules_.impossible) {
            Yaml entry = Yaml::mapping();
            entry.add("when", expressions_.condition_yaml(when, {}));
            entry.add("say", Yaml::scalar("These cannot all be so."));
            entries.push_back(entry);
        }
        return Yaml::sequence(entries);
    }

    Yaml always_ask() {
        std::vector<Yaml> names;
        for (const std::size_t fact : rules_.always_ask) {
            names.push_back(Yaml::scalar(expressions_.name(rules_.facts[fact].name)));
        }
        return Yaml::sequence(names);
    }

    std::string fallback(const Fallback& fallback) {
        if (!fallback.number.empty()) return expressions_.number(fallback.number.front(), {});
        if (!fallback.condition.empty()) {
            return expressions_.condition(fallback.condition.front(), {});
        }
        return expressions_.measure(fallback.measure.front(), {});
    }

    Yaml code_name(const std::string& code) {
        return needs_quotes(code) ? Yaml::quoted(code) : Yaml::scalar(expressions_.name(code));
    }

    Yaml codes(const std::vector<std::string>& codes) {
        std::vector<Yaml> list;
        Yaml labelled = Yaml::mapping();
        for (const std::string& code : codes) {
            const Yaml label = Yaml::mapping().add("label", Yaml::scalar("The " + code));
            const Yaml name = code_name(code);
            list.push_back(name);
            labelled.entries.push_back({name, label});
        }
        return chance_.percent(75) ? Yaml::sequence(list) : labelled;
    }

    Yaml fact(const Fact& fact, bool is_field) {
        static const std::vector<std::string> types{"yes/no",  "number", "choice",
                                                    "choices", "date",   "records"};
        Yaml yaml = Yaml::mapping();
        yaml.add("type", Yaml::scalar(types[static_cast<std::size_t>(fact.type)]));
        if (fact.whole) yaml.add("whole", Yaml::scalar("true"));
        if (fact.from) yaml.add("from", Yaml::scalar(decimal_text(*fact.from)));
        if (fact.to) yaml.add("to", Yaml::scalar(decimal_text(*fact.to)));
        if (!fact.unit.empty()) yaml.add("unit", Yaml::scalar(fact.unit));
        if (!fact.codes.empty()) yaml.add("of", codes(fact.codes));
        if (fact.exclusive) {
            yaml.add("exclusive", Yaml::sequence({code_name(fact.codes[*fact.exclusive])}));
        }
        if (fact.from_date) yaml.add("from", Yaml::scalar(iso(*fact.from_date)));
        if (fact.to_date) yaml.add("to", Yaml::scalar(iso(*fact.to_date)));
        if (fact.to_as_of) yaml.add("to", Yaml::scalar("as of"));
        if (is_field) return maybe_short(std::move(yaml));
        if (fact.type == FactType::records) {
            yaml.add("each", Yaml::scalar(fact.each));
            if (fact.dated_by) {
                yaml.add("dated by",
                         Yaml::scalar(expressions_.name(fact.fields[*fact.dated_by].name)));
            }
            Yaml fields = Yaml::mapping();
            for (const Fact& field : fact.fields) fields.add(field.name, this->fact(field, true));
            yaml.add("of", fields);
        }
        if (chance_.percent(80)) yaml.add("ask", Yaml::scalar("Is it so, with " + fact.name + "?"));
        if (fact.asks_clinician) yaml.add("ask whom", Yaml::scalar("clinician"));
        for (const Condition& gate : fact.gate) {
            yaml.add("only if", expressions_.condition_yaml(gate, {}));
        }
        if (fact.fallback) yaml.add("otherwise", Yaml::expression(fallback(*fact.fallback)));
        chance_.shuffle(yaml.entries);
        return maybe_short(std::move(yaml));
    }

    /// `fever: {type: yes/no}` may be `fever: yes/no`, and an outcome what it says.
    Yaml maybe_short(Yaml yaml) {
        if (yaml.entries.size() != 1 || !chance_.percent(50)) return yaml;
        return std::move(yaml.entries.front().second);
    }

    Yaml facts() {
        Yaml yaml = Yaml::mapping();
        for (const Fact& fact : rules_.facts) {
            yaml.add(expressions_.name(fact.name), this->fact(fact, false));
        }
        return yaml;
    }

    Yaml parameters() {
        Yaml yaml = Yaml::mapping();
        for (const Parameter& parameter : rules_.parameters) {
            Yaml entry = Yaml::mapping();
            entry.add("value", Yaml::scalar(decimal_text(parameter.value)));
            entry.add("why", Yaml::scalar("A judgement: nobody gives a number."));
            yaml.add(expressions_.name(parameter.name), entry);
        }
        return yaml;
    }

    Yaml terms() {
        Yaml yaml = Yaml::mapping();
        for (const Term& term : rules_.terms) {
            const ExpressionPrinter::Site site{std::nullopt, &term.slots};
            if (term.number.empty()) {
                yaml.add(term.name, expressions_.condition_yaml(term.condition.front(), site));
            } else {
                yaml.add(term.name,
                         Yaml::expression(expressions_.number(term.number.front(), site)));
            }
        }
        return yaml;
    }

    static std::string interval(const Band& band) {
        switch (band.kind) {
            case Band::Kind::exactly:
                return decimal_text(band.low);
            case Band::Kind::between:
                return decimal_text(band.low) + " to " + decimal_text(band.high);
            case Band::Kind::below:
                return "below " + decimal_text(band.high);
            case Band::Kind::up_to:
                return "up to " + decimal_text(band.high);
            case Band::Kind::over:
                return "over " + decimal_text(band.low);
            case Band::Kind::to_below:
                return decimal_text(band.low) + " to below " + decimal_text(band.high);
            case Band::Kind::over_to:
                return "over " + decimal_text(band.low) + " to " + decimal_text(band.high);
            case Band::Kind::and_over:
                return decimal_text(band.low) + " and over";
        }
        return "";
    }

    Yaml table(const ScoreEntry& entry) {
        Yaml rows = Yaml::mapping();
        for (const TableRow& row : entry.rows) {
            const std::string when = row.code.empty()         ? interval(row.range)
                                     : needs_quotes(row.code) ? row.code
                                                              : expressions_.name(row.code);
            rows.add(when, Yaml::scalar(decimal_text(row.points)));
        }
        const std::string subject = entry.number.empty()
                                        ? expressions_.name(entry.subject)
                                        : expressions_.number(entry.number.front(), {});
        return Yaml::mapping().add(subject, rows);
    }

    Yaml scores() {
        Yaml yaml = Yaml::mapping();
        for (const Score& score : rules_.scores) {
            std::vector<Yaml> points;
            for (const ScoreEntry& entry : score.entries) {
                if (entry.not_asked) {
                    points.push_back(Yaml::mapping().add(
                        expressions_.number(entry.number.front(), {}),
                        Yaml::mapping().add("not asked",
                                            Yaml::scalar(decimal_text(*entry.not_asked)))));
                } else if (!entry.rows.empty()) {
                    points.push_back(table(entry));
                } else if (!entry.number.empty()) {
                    points.push_back(
                        Yaml::expression(expressions_.number(entry.number.front(), {})));
                } else {
                    points.push_back(
                        Yaml::mapping().add(expressions_.condition(entry.condition.front(), {}),
                                            Yaml::scalar(decimal_text(entry.weight))));
                }
            }
            Yaml bands = Yaml::mapping();
            for (const Band& band : score.bands) {
                bands.add(expressions_.name(band.name), Yaml::scalar(interval(band)));
            }
            Yaml entry = Yaml::mapping().add("points", Yaml::sequence(points)).add("bands", bands);
            if (score.prorate_at_least != 0) {
                const std::string least = std::to_string(score.prorate_at_least);
                entry.add("missing",
                          Yaml::mapping().add(
                              "prorate", Yaml::mapping().add("at least", Yaml::scalar(least))));
            } else if (score.strict)
                entry.add("missing", Yaml::scalar("strict"));
            else if (chance_.percent(20))
                entry.add("missing", Yaml::scalar("range"));
            yaml.add(expressions_.name(score.name), entry);
        }
        return yaml;
    }

    Yaml outcomes() {
        Yaml yaml = Yaml::mapping();
        for (const Outcome& outcome : rules_.outcomes) {
            static const std::vector<std::string> verbs{"avoid",   "refer",   "require",
                                                        "caution", "suggest", "inform"};
            std::string say = "This is what follows";
            for (const std::string& slot : outcome.slots) say += ", {" + slot + "}";
            yaml.add(verbs[static_cast<std::size_t>(outcome.verb)] + " " + outcome.name,
                     maybe_short(Yaml::mapping().add("say", Yaml::scalar(say + "."))));
        }
        return yaml;
    }

    Yaml overrides(const Rule& rule) {
        std::vector<Yaml> ids;
        for (std::size_t other : rule.overrides)
            ids.push_back(Yaml::scalar(rules_.rules[other].id));
        if (rule.overrides_all_suggest) ids.push_back(Yaml::scalar("all suggest"));
        if (rule.overrides_all_inform) ids.push_back(Yaml::scalar("all inform"));
        return Yaml::sequence(ids);
    }

    std::string sentence(const Rule& rule, bool with_unless) {
        std::string text = expressions_.condition(rule.when, {});
        if (with_unless) text += " unless " + expressions_.condition(rule.unless.front(), {});
        static const std::vector<std::string> arrows{" → ", " -> ", " then "};
        text += chance_.pick(arrows);
        bool is_first = true;
        for (const OutcomeUse& use : rule.outcomes) {
            text += (is_first ? "" : " and ") + expressions_.outcome(use);
            is_first = false;
        }
        return text;
    }

    bool is_overridden_by_id(std::size_t index) const {
        for (const Rule& rule : rules_.rules) {
            for (std::size_t other : rule.overrides) {
                if (other == index) return true;
            }
        }
        return false;
    }

    /// A rule whose condition is one name needs no id, as long as its words are new.
    bool may_be_bare(std::size_t index) {
        const Rule& rule = rules_.rules[index];
        const bool is_name = rule.when.kind == ConditionKind::yes_no &&
                             rule.when.subject.kind == Subject::Kind::place;
        const bool has_keys = rule.if_unknown != IfUnknown::ask || !rule.overrides.empty() ||
                              rule.overrides_all_suggest || rule.overrides_all_inform ||
                              !rule.unless.empty();
        return is_name && !has_keys && !is_overridden_by_id(index) &&
               bare_.insert(rule.when.subject.place.index).second;
    }

    Yaml rule(std::size_t index) {
        const Rule& rule = rules_.rules[index];
        if (may_be_bare(index)) return Yaml::expression(sentence(rule, false));
        Yaml yaml = Yaml::mapping().add("id", Yaml::scalar(rule.id));
        const bool unless_is_inside = !rule.unless.empty() && chance_.percent(50);
        if (chance_.percent(60)) {
            yaml.add("rule", Yaml::expression(sentence(rule, unless_is_inside)));
        } else {
            std::vector<Yaml> outcomes;
            for (const OutcomeUse& use : rule.outcomes) {
                outcomes.push_back(Yaml::expression(expressions_.outcome(use)));
            }
            yaml.add("when", expressions_.condition_yaml(rule.when, {}));
            yaml.add("then", Yaml::sequence(outcomes));
        }
        const bool unless_is_printed = yaml.entries[1].first.text == "rule" && unless_is_inside;
        if (!rule.unless.empty() && !unless_is_printed) {
            yaml.add("unless", expressions_.condition_yaml(rule.unless.front(), {}));
        }
        if (rule.if_unknown == IfUnknown::presume) yaml.add("if unknown", Yaml::scalar("presume"));
        if (rule.if_unknown == IfUnknown::ignore) yaml.add("if unknown", Yaml::scalar("ignore"));
        const Yaml lifted = overrides(rule);
        if (!lifted.items.empty()) yaml.add("overrides", lifted);
        if (chance_.percent(30)) yaml.add("because", Yaml::scalar("It is so: as always."));
        if (chance_.percent(30)) yaml.add("source", Yaml::scalar("S1-01"));
        chance_.shuffle(yaml.entries);
        return yaml;
    }

    Yaml rules() {
        std::vector<Yaml> list;
        for (std::size_t i = 0; i < rules_.rules.size(); ++i) list.push_back(rule(i));
        return Yaml::sequence(list);
    }

    const GeneratedRuleSet& rules_;
    Chance chance_;
    ExpressionPrinter expressions_;
    std::set<std::size_t> bare_;
};

}  // namespace

std::string print_rules(const GeneratedRuleSet& rules, std::uint64_t seed) {
    return RulePrinter(rules, seed).print();
}

std::string print_condition(const GeneratedRuleSet& rules, const Condition& condition,
                            std::uint64_t seed) {
    Chance chance(seed);
    return ExpressionPrinter(rules, chance, seed == 0).condition(condition, {});
}

std::string print_number(const GeneratedRuleSet& rules, const Number& number, std::uint64_t seed) {
    Chance chance(seed);
    return ExpressionPrinter(rules, chance, seed == 0).number(number, {});
}

}  // namespace caveat::testing
