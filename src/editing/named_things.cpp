// Entries of the vocabulary into what they stand for, and the names in sentences.
// Entrances: NamedThings, names_in.

#include "editing/named_things.hpp"

#include "text/names.hpp"

#include <utility>
#include <variant>

namespace caveat::editing {

using NameEntry = language::Entry;
using language::Declared;
using language::Name;

NamedThings::NamedThings(const RulesReading& reading)
    : reading_(reading), facts_(reading.document.facts.size()) {
    for (const NameEntry& entry : reading.vocabulary.names.entries()) {
        NamedThing target{NamedThingKind::fact, entry.index};
        switch (language::declared_as(entry.kind)) {
            case Declared::fact:
                if (entry.index < facts_.size()) facts_[entry.index] = &entry;
                break;
            case Declared::each_record:
                target.kind = NamedThingKind::each;
                break;
            case Declared::term:
                target.kind = NamedThingKind::term;
                break;
            case Declared::parameter:
                target.kind = NamedThingKind::parameter;
                break;
            case Declared::score:
                target.kind = NamedThingKind::score;
                break;
            case Declared::code:
            case Declared::band:
            case Declared::outcome:
                continue;  // of tables of their own
        }
        by_entry_.emplace(&entry, target);
        const bool is_score = entry.kind == language::NameKind::score;
        add_codes(entry.codes.get(),
                  {is_score ? NamedThingKind::band : NamedThingKind::code, 0, entry.index});
        if (!entry.fields) continue;
        for (const NameEntry& field : entry.fields->entries()) {
            by_entry_.emplace(&field, NamedThing{NamedThingKind::field, field.index, entry.index});
            add_codes(field.codes.get(), {NamedThingKind::code, 0, entry.index, field.index});
        }
    }
    for (const NameEntry& entry : reading.vocabulary.outcomes.entries()) {
        by_entry_.emplace(&entry, NamedThing{NamedThingKind::outcome, entry.index});
    }
    for (std::uint32_t i = 0; i < reading.rule_ids.size(); ++i) {
        const std::string& id = reading.rule_ids[i];
        if (!id.empty()) rules_.emplace(text::canonical_name(id), i);
    }
}

void NamedThings::add_codes(const language::NameTable* codes, NamedThing target) {
    if (codes == nullptr) return;
    for (const NameEntry& code : codes->entries()) {
        target.index = code.index;
        by_entry_.emplace(&code, target);
    }
}

std::optional<NamedThing> NamedThings::of(const NameEntry* entry) const {
    const auto found = by_entry_.find(entry);
    if (found == by_entry_.end()) return std::nullopt;
    return found->second;
}

std::optional<NamedThing> NamedThings::rule(std::string_view id) const {
    const auto found = rules_.find(text::canonical_name(id));
    if (found == rules_.end()) return std::nullopt;
    return NamedThing{NamedThingKind::rule, found->second};
}

std::optional<NamedThing> NamedThings::source(std::string_view id) const {
    const auto& sources = reading_.document.sources;
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
        if (sources[i].id.text == id) return NamedThing{NamedThingKind::source, i};
    }
    return std::nullopt;
}

const NameEntry* NamedThings::fact(std::string_view name) const {
    const NameEntry* const entry = reading_.vocabulary.names.find(name);
    const auto target = of(entry);
    return target && target->kind == NamedThingKind::fact ? entry : nullptr;
}

const NameEntry* NamedThings::fact(std::uint32_t index) const {
    return index < facts_.size() ? facts_[index] : nullptr;
}

namespace {

/// Every node of a tree is looked at once, whatever it is part of.
class NamesOfNodes {
  public:
    explicit NamesOfNodes(const FoundName& found) : found_(found) {}

    void add(const Name& name) { found_(name, {}); }
    void add(const language::Count& count) {
        if (const auto* name = std::get_if<Name>(&count.value)) add(*name);
    }
    void add(const std::optional<language::Count>& count) {
        if (count) add(*count);
    }
    void add(const Name& phrase, const std::vector<language::SlotArgument>& arguments) {
        std::vector<Span> places;
        for (const auto& argument : arguments) places.push_back(argument.value.span);
        found_(phrase, std::move(places));
        for (const auto& argument : arguments) add(argument.value);
    }
    void add(const std::vector<Name>& names) {
        for (const Name& name : names) add(name);
    }

    void operator()(const language::And&) {}
    void operator()(const language::Or&) {}
    void operator()(const language::Not&) {}
    void operator()(const language::CountOf& several) { add(several.count); }
    void operator()(const language::NameUse& use) { add(use.name); }
    void operator()(const language::PhraseUse& use) { add(use.phrase, use.arguments); }
    void operator()(const language::Quantified& quantified) {
        add(quantified.count);
        add(quantified.records);
    }
    void operator()(const language::Compare&) {}
    void operator()(const language::Between& between) {
        add(between.low);
        add(between.high);
    }
    void operator()(const language::IsCode& test) { add(test.codes); }
    void operator()(const language::Include& test) { add(test.codes); }
    void operator()(const language::IsEmpty&) {}
    void operator()(const language::DateTest&) {}
    void operator()(const language::WithinLast& test) { add(test.count); }
    void operator()(const language::MoreThanAgo& test) { add(test.count); }
    void operator()(const language::NumberLiteral&) {}
    void operator()(const language::DateLiteral&) {}
    void operator()(const language::Arithmetic&) {}
    void operator()(const language::FunctionCall&) {}
    void operator()(const language::CountOfThings&) {}
    void operator()(const language::Measure& measure) {
        add(measure.field);
        add(measure.records);
    }
    void operator()(const language::TimeSince&) {}
    void operator()(const language::Broken&) {}

  private:
    const FoundName& found_;
};

}  // namespace

void names_in(const language::Syntax& syntax, const FoundName& found) {
    NamesOfNodes names(found);
    for (const language::Node& node : syntax.nodes) std::visit(names, node.content);
}

void names_in(const language::OutcomeUse& use, const FoundName& found) {
    NamesOfNodes(found).add(use.outcome, use.arguments);
}

void names_in(const language::Interval& interval, const FoundName& found) {
    NamesOfNodes names(found);
    names.add(interval.low);
    names.add(interval.high);
}

}  // namespace caveat::editing
