// A rule file and its cases into the places of names. Entrances: occurrences_of, occurrence_at,
// declaration_of, read_cases_as_they_stand.

#include "editing/occurrences.hpp"

#include "editing/named_things.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <variant>

namespace caveat::editing {

using NameEntry = language::Entry;
using language::Name;
using language::Scalar;
using language::YamlNode;

namespace {

using NodeKind = YamlNode::Kind;

void in_order(std::vector<Occurrence>& all) {
    const auto key = [](const Occurrence& one) {
        return std::tuple(one.span.begin, one.span.end, !one.is_declaration, one.target);
    };
    std::sort(all.begin(), all.end(),
              [&](const Occurrence& a, const Occurrence& b) { return key(a) < key(b); });
    // What was read twice stands here once.
    const auto last =
        std::unique(all.begin(), all.end(), [](const Occurrence& a, const Occurrence& b) {
            return a.span == b.span && a.target == b.target;
        });
    all.erase(last, all.end());
}

/// Gathers the places of one file.
class PlacesOfNames {
  public:
    PlacesOfNames(const NamedThings& things, const Scalars& scalars)
        : things_(things), scalars_(scalars) {}

    void add(const Name& name, std::vector<Span> arguments) {
        const auto target = things_.of(name.entry);
        if (!target || name.slot) return;
        add(name.span, *target, std::move(arguments));
    }
    void add(Span span, const std::optional<NamedThing>& target, std::vector<Span> arguments = {}) {
        const Scalar* const text = scalars_.around(span);
        if (!target || text == nullptr || span.begin == span.end) return;
        all_.push_back({span, *target, false, text, std::move(arguments)});
    }
    void declare(const Scalar& name, NamedThing target) {
        const Scalar* const text = scalars_.around(name.span);
        if (text == nullptr) return;
        all_.push_back({name.span, target, true, text, {}});
    }
    [[nodiscard]] FoundName finder() {
        return [this](const Name& name, std::vector<Span> arguments) {
            add(name, std::move(arguments));
        };
    }
    std::vector<Occurrence> take() {
        in_order(all_);
        return std::move(all_);
    }

  private:
    const NamedThings& things_;
    const Scalars& scalars_;
    std::vector<Occurrence> all_;
};

const YamlNode* member(const YamlNode& mapping, std::string_view key) {
    for (const language::YamlPair& pair : mapping.pairs) {
        if (text::canonical_name(pair.key.text) == key) return &pair.value;
    }
    return nullptr;
}

/// What stands in a list, or the one thing that stands there by itself.
template <class Visit>
void for_each_item(const YamlNode* node, const Visit& visit) {
    if (node == nullptr) return;
    if (node->kind == NodeKind::list) {
        for (const YamlNode& item : node->items) visit(item);
    } else {
        visit(*node);
    }
}

class CasesOfNames {
  public:
    CasesOfNames(const RulesReading& rules, const NamedThings& things, PlacesOfNames& places)
        : rules_(rules), things_(things), places_(places) {}

    void add(const YamlNode& root) {
        for_each_item(member(root, "cases"), [&](const YamlNode& one) {
            if (const YamlNode* facts = member(one, "facts")) add_answers(*facts);
            if (const YamlNode* expect = member(one, "expect")) add_expectations(*expect);
        });
        for_each_item(member(root, "unreachable"), [&](const YamlNode& one) {
            add_rules(member(one, "rule"));
            add_test(member(one, "test"));
        });
    }

  private:
    void add_answers(const YamlNode& facts) {
        for (const language::YamlPair& pair : facts.pairs) {
            const NameEntry* const fact = things_.fact(pair.key.text);
            places_.add(pair.key.span, things_.of(fact));
            if (fact != nullptr) add_answer(*fact, pair.value);
        }
    }

    void add_answer(const NameEntry& fact, const YamlNode& answer) {
        // `{present: …, absent: …}` of an open list.
        if (answer.kind == NodeKind::mapping) {
            for (const language::YamlPair& part : answer.pairs) {
                const std::string key = text::canonical_name(part.key.text);
                if (key == "present" || key == "absent") add_answer(fact, part.value);
            }
            return;
        }
        for_each_item(&answer, [&](const YamlNode& item) {
            if (fact.fields && item.kind == NodeKind::mapping) {
                add_record(*fact.fields, item);
            } else if (fact.codes && item.kind == NodeKind::text) {
                places_.add(item.text.span, things_.of(fact.codes->find(item.text.text)));
            }
        });
    }

    void add_record(const language::NameTable& fields, const YamlNode& record) {
        for (const language::YamlPair& pair : record.pairs) {
            const NameEntry* const field = fields.find(pair.key.text);
            places_.add(pair.key.span, things_.of(field));
            if (field != nullptr) add_answer(*field, pair.value);
        }
    }

    void add_rules(const YamlNode* names) {
        for_each_item(names, [&](const YamlNode& name) {
            if (name.kind == NodeKind::text)
                places_.add(name.text.span, things_.rule(name.text.text));
        });
    }

    void add_expectations(const YamlNode& expect) {
        for (const char* key : {"fires", "presumes", "silent", "undecided", "overridden"}) {
            add_rules(member(expect, key));
        }
        for_each_item(member(expect, "asks"), [&](const YamlNode& name) {
            if (name.kind != NodeKind::text) return;
            places_.add(name.text.span, things_.of(things_.fact(name.text.text)));
        });
        for_each_item(member(expect, "outcomes"), [&](const YamlNode& name) {
            if (name.kind != NodeKind::text) return;
            text::Diagnostics unseen;
            for (const auto& use : language::parse_outcomes(name.text, context(unseen))) {
                names_in(use, places_.finder());
            }
        });
    }

    void add_test(const YamlNode* test) {
        if (test == nullptr || test->kind != NodeKind::text) return;
        text::Diagnostics unseen;
        language::Syntax syntax;
        language::parse_condition(test->text, false, context(unseen), syntax);
        names_in(syntax, places_.finder());
    }

    [[nodiscard]] language::ParseContext context(text::Diagnostics& unseen) const {
        return {&rules_.vocabulary, {}, Limits{}.expression_depth, &unseen};
    }

    const RulesReading& rules_;
    const NamedThings& things_;
    PlacesOfNames& places_;
};

class RulesOfNames {
  public:
    RulesOfNames(const RulesReading& reading, const NamedThings& things, PlacesOfNames& places)
        : reading_(reading), document_(reading.document), things_(things), places_(places) {}

    void add() {
        add_facts();
        for (std::uint32_t i = 0; i < document_.parameters.size(); ++i) {
            places_.declare(document_.parameters[i].name, {NamedThingKind::parameter, i});
            if (const auto& source = document_.parameters[i].source) add_source(*source);
        }
        for (std::uint32_t i = 0; i < document_.terms.size(); ++i) {
            places_.declare(document_.terms[i].name, {NamedThingKind::term, i});
        }
        for (std::uint32_t i = 0; i < document_.outcomes.size(); ++i) {
            places_.declare(document_.outcomes[i].name, {NamedThingKind::outcome, i});
        }
        for (std::uint32_t i = 0; i < document_.sources.size(); ++i) {
            places_.declare(document_.sources[i].id, {NamedThingKind::source, i});
        }
        add_scores();
        add_rules();
        for (const Scalar& name : document_.always_ask) {
            places_.add(name.span, things_.of(things_.fact(name.text)));
        }
        names_in(reading_.sentences.syntax, places_.finder());
    }

  private:
    void add_source(const Scalar& name) { places_.add(name.span, things_.source(name.text)); }

    void add_codes(const language::FactEntry& entry, const language::NameTable* codes,
                   NamedThing target) {
        for (std::uint32_t i = 0; i < entry.codes.size(); ++i) {
            target.index = i;
            places_.declare(entry.codes[i].name, target);
        }
        for (const Scalar& name : entry.exclusive) {
            if (codes != nullptr) places_.add(name.span, things_.of(codes->find(name.text)));
        }
    }

    void add_facts() {
        for (std::uint32_t i = 0; i < document_.facts.size(); ++i) {
            const language::FactEntry& fact = document_.facts[i];
            const NameEntry* const entry = things_.fact(i);
            places_.declare(fact.name, {NamedThingKind::fact, i});
            if (fact.each) places_.declare(*fact.each, {NamedThingKind::each, i});
            add_codes(fact, entry != nullptr ? entry->codes.get() : nullptr,
                      {NamedThingKind::code, 0, i});
            const language::NameTable* const fields =
                entry != nullptr ? entry->fields.get() : nullptr;
            if (fact.dated_by && fields != nullptr) {
                places_.add(fact.dated_by->span, things_.of(fields->find(fact.dated_by->text)));
            }
            for (std::uint32_t f = 0; f < fact.fields.size(); ++f) {
                places_.declare(fact.fields[f].name, {NamedThingKind::field, f, i});
                const NameEntry* const field =
                    fields != nullptr ? fields->find(fact.fields[f].name.text) : nullptr;
                add_codes(fact.fields[f], field != nullptr ? field->codes.get() : nullptr,
                          {NamedThingKind::code, 0, i, f});
            }
        }
    }

    void add_scores() {
        for (std::uint32_t i = 0; i < document_.scores.size(); ++i) {
            places_.declare(document_.scores[i].name, {NamedThingKind::score, i});
            for (std::uint32_t b = 0; b < document_.scores[i].bands.size(); ++b) {
                places_.declare(document_.scores[i].bands[b].name, {NamedThingKind::band, b, i});
            }
            for (const auto& interval : reading_.sentences.bands[i]) {
                if (interval) names_in(*interval, places_.finder());
            }
            for (std::size_t p = 0; p < document_.scores[i].points.size(); ++p) {
                add_table(document_.scores[i].points[p], reading_.sentences.points[i][p]);
            }
        }
    }

    /// `how often: {never: 0, monthly: 1}`: codes of what the table is about.
    void add_table(const language::PointsEntry& points, const language::PointsSentences& read) {
        for (const language::Interval& row : read.rows) names_in(row, places_.finder());
        const auto& content = reading_.sentences.syntax.nodes[read.expression].content;
        const auto* const use = std::get_if<language::NameUse>(&content);
        if (use == nullptr || use->name.entry == nullptr || !use->name.entry->codes) return;
        for (const language::TableRow& row : points.rows) {
            places_.add(row.when.span, things_.of(use->name.entry->codes->find(row.when.text)));
        }
    }

    void add_rules() {
        for (std::uint32_t i = 0; i < document_.rules.size(); ++i) {
            const language::RuleEntry& rule = document_.rules[i];
            if (rule.id) places_.declare(*rule.id, {NamedThingKind::rule, i});
            for (const Scalar& source : rule.sources) add_source(source);
            for (const Scalar& other : rule.overrides) {
                places_.add(other.span, things_.rule(other.text));
            }
            for (const language::OutcomeUse& use : reading_.sentences.rules[i].outcomes) {
                names_in(use, places_.finder());
            }
        }
    }

    const RulesReading& reading_;
    const language::Document& document_;
    const NamedThings& things_;
    PlacesOfNames& places_;
};

}  // namespace

std::vector<Occurrence> occurrences_of(const RulesReading& reading) {
    const NamedThings things(reading);
    PlacesOfNames places(things, reading.scalars);
    RulesOfNames(reading, things, places).add();
    CasesOfNames(reading, things, places).add(*reading.root);
    return places.take();
}

std::shared_ptr<const CasesReading> read_cases_as_they_stand(std::string_view text,
                                                             const Limits& limits) {
    text::Diagnostics known;  // reading the cases says what is wrong
    auto cases = std::make_shared<CasesReading>();
    cases->source = std::string(text);
    auto root = language::read_yaml(cases->source,
                                    {limits.nesting, limits.list_length, limits.text_bytes}, known);
    if (!root || root->kind != NodeKind::mapping) return nullptr;
    cases->root = std::move(*root);
    cases->scalars.add(cases->root);
    cases->scalars.sort();
    return cases;
}

std::vector<Occurrence> occurrences_of(const CasesReading& cases, const RulesReading& rules) {
    const NamedThings things(rules);
    PlacesOfNames places(things, cases.scalars);
    CasesOfNames(rules, things, places).add(cases.root);
    return places.take();
}

const Occurrence* occurrence_at(const std::vector<Occurrence>& all, std::uint32_t byte) {
    // The shortest: a parameter stands within the phrase that it is given to.
    const Occurrence* best = nullptr;
    for (const Occurrence& each : all) {
        if (each.span.begin > byte) break;
        if (byte > each.span.end) continue;
        const bool is_shorter =
            best == nullptr || each.span.end - each.span.begin < best->span.end - best->span.begin;
        // Just behind one name another may begin.
        const bool was_behind =
            best != nullptr && best->span.end == byte && each.span.begin == byte;
        if (is_shorter || was_behind) best = &each;
    }
    return best;
}

std::optional<Span> declaration_of(const std::vector<Occurrence>& all, const NamedThing& target) {
    for (const Occurrence& each : all) {
        if (each.is_declaration && each.target == target) return each.span;
    }
    return std::nullopt;
}

}  // namespace caveat::editing
