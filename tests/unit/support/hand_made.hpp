#pragma once

// Rule sets built by hand, node by node, and answers to them, so that what stands above the typed
// tree can be tested without a rule file.

#include "facts/profile.hpp"
#include "model/entry_groups.hpp"
#include "model/evaluation.hpp"
#include "model/rule_set.hpp"
#include "model/sharing.hpp"
#include "model/walk.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::testing {

using model::ExprId;
using model::none;
using model::ValueKind;

struct FieldSpec {
    std::string name;
    FactKind kind = FactKind::yes_no;
    std::vector<std::string> codes = {};
    std::int64_t to = 10;
};

class HandMade {
  public:
    model::RuleSet rules;

    std::uint32_t yes_no(std::string name) { return add(std::move(name), type(FactKind::yes_no)); }
    std::uint32_t number(std::string name, std::int64_t from, std::int64_t to,
                         std::string unit = "") {
        facts::ValueType made = type(FactKind::number);
        made.range = {from, to, unit.empty()};
        made.whole = unit.empty();
        if (!unit.empty()) {
            made.unit = values::find_unit(unit);
            bool overflow = false;
            made.range = multiply(made.range, values::single(made.unit->factor), overflow);
        }
        return add(std::move(name), made);
    }
    std::uint32_t choice(std::string name, std::vector<std::string> codes) {
        return add(std::move(name), type(FactKind::choice, codes));
    }
    std::uint32_t choices(std::string name, std::vector<std::string> codes) {
        return add(std::move(name), type(FactKind::choices, codes));
    }
    std::uint32_t date(std::string name) {
        facts::ValueType made = type(FactKind::date);
        made.to_as_of = true;
        return add(std::move(name), made);
    }
    std::uint32_t records(std::string name, std::string each, const std::vector<FieldSpec>& fields,
                          std::optional<std::uint32_t> dated_by = std::nullopt) {
        const std::uint32_t index = add(std::move(name), type(FactKind::records));
        facts::Fact fact = rules.catalogue[index];
        fact.each = std::move(each);
        fact.dated_by = dated_by;
        for (const FieldSpec& spec : fields) {
            facts::Field field{spec.name, key(spec.name), type(spec.kind, spec.codes)};
            field.type.whole = spec.kind == FactKind::number;
            if (field.type.whole) field.type.range = {0, spec.to, true};
            fact.fields.push_back(field);
        }
        pending_[index] = std::move(fact);
        rebuild_catalogue();
        return index;
    }

    void ask_whom(std::uint32_t fact, Respondent whom) {
        pending_[fact].whom = whom;
        rebuild_catalogue();
    }
    /// Of choices: beside this code stands no other.
    void stands_alone(std::uint32_t fact, std::size_t code) {
        pending_[fact].type.exclusive.insert(code);
        rebuild_catalogue();
    }

    /// The node of a fact; made once, with what stands in for it.
    ExprId value(std::uint32_t fact, ExprId fallback = none) {
        if (rules.fact_value[fact] == none) {
            const facts::ValueType& made = rules.catalogue[fact].type;
            const std::uint32_t unit = made.unit ? rules.tree.unit_index(*made.unit) : 0;
            rules.fact_value[fact] = rules.tree.add(model::FactValue{fact, fallback}, {},
                                                    kind_of(made.kind), model::patient_scope, unit);
        }
        return rules.fact_value[fact];
    }
    ExprId field(std::uint32_t list, std::uint32_t index) {
        return rules.tree.add(model::FieldValue{list, index}, {},
                              kind_of(rules.catalogue[list].fields[index].type.kind), list);
    }
    ExprId constant(const values::Rational& number, std::string unit = "") {
        std::uint32_t index = 0;
        values::Rational base = number;
        if (!unit.empty()) {
            const auto found = values::find_unit(unit);
            index = rules.tree.unit_index(*found);
            base = *values::to_base(number, *found);
        }
        return node(model::NumberConstant{values::single(base)}, ValueKind::number, {}, index);
    }
    ExprId day(const Date& date) {
        return node(model::DateConstant{values::range_of(date)}, ValueKind::date, {});
    }
    /// A node with the scope of its children.
    ExprId node(model::Node made, ValueKind kind, std::initializer_list<ExprId> reads,
                std::uint32_t unit = 0) {
        std::uint32_t scope = model::patient_scope;
        for (const ExprId id : reads) scope = std::min(scope, rules.tree[id].scope);
        return rules.tree.add(std::move(made), {}, kind, scope, unit);
    }
    ExprId truth(model::Node made, std::initializer_list<ExprId> reads) {
        return node(std::move(made), ValueKind::truth, reads);
    }
    ExprId is(std::uint32_t fact, bool negated = false) {
        const ExprId read = value(fact);
        return denied(gated(fact, truth(model::YesNo{read}, {read})), negated);
    }
    /// The test, or its denial.
    ExprId denied(ExprId test, bool negated = true) {
        return negated ? truth(model::Not{test}, {test}) : test;
    }
    ExprId field_is(std::uint32_t list, std::uint32_t index, bool negated = false) {
        const ExprId read = field(list, index);
        return denied(truth(model::YesNo{read}, {read}), negated);
    }
    ExprId compare(ExprId left, model::Comparison comparison, ExprId right) {
        return truth(model::Compare{comparison, left, right}, {left, right});
    }
    ExprId at_least(std::uint32_t fact, std::int64_t limit) {
        const ExprId read = value(fact);
        return gated(fact, compare(read, model::Comparison::greater_or_equal, constant(limit)));
    }
    ExprId all(const std::vector<ExprId>& parts) {
        return rules.tree.add(model::All{rules.tree.add_children(parts)}, {}, ValueKind::truth,
                              scope_of(parts));
    }
    ExprId any(const std::vector<ExprId>& parts) {
        return rules.tree.add(model::Any{rules.tree.add_children(parts)}, {}, ValueKind::truth,
                              scope_of(parts));
    }
    ExprId at_least_of(std::uint32_t count, const std::vector<ExprId>& parts) {
        return rules.tree.add(model::AtLeastOf{count, rules.tree.add_children(parts)}, {},
                              ValueKind::truth, scope_of(parts));
    }
    /// The test with the gate of the fact, if it has one.
    ExprId gated(std::uint32_t fact, ExprId test) {
        if (rules.gate[fact] == none) return test;
        const std::vector<ExprId> gates{rules.gate[fact]};
        return truth(model::Gated{test, rules.tree.add_children(gates)}, {});
    }
    /// Which records count; `body` makes the condition on one of them, and all that it needs.
    template <class Body>
    model::Where where(const Body& body) {
        const auto first = static_cast<ExprId>(rules.tree.size());
        return {body(), first};
    }
    ExprId score(std::string name, std::vector<model::ScoreEntry> entries,
                 std::vector<model::Band> bands = {}, bool is_strict = false) {
        model::Score made;
        made.key = key(name);
        made.name = std::move(name);
        made.entries = std::move(entries);
        for (std::uint32_t i = 0; i < made.entries.size(); ++i) made.entries[i].item = i;
        made.bands = std::move(bands);
        made.is_strict = is_strict;
        rules.scores.push_back(made);
        const auto index = static_cast<std::uint32_t>(rules.scores.size() - 1);
        const ExprId id = node(model::ScoreValue{index}, ValueKind::number, {});
        rules.scores[index].value = id;
        return id;
    }

    RuleId rule(std::string id, ExprId when, ExprId unless = none, Verb verb = Verb::refer,
                IfUnknown if_unknown = IfUnknown::ask, std::vector<RuleId> overrides = {}) {
        model::Rule made;
        made.id = std::move(id);
        made.when = when;
        made.unless = unless;
        made.strictest = verb;
        made.if_unknown = if_unknown;
        made.overrides = std::move(overrides);
        rules.rules.push_back(std::move(made));
        return RuleId{static_cast<std::uint32_t>(rules.rules.size() - 1)};
    }
    /// After the last rule: who is overridden by whom, and the order of evaluation. A rule may only
    /// override rules before it.
    void finish() {
        const auto count = static_cast<std::uint32_t>(rules.rules.size());
        for (std::uint32_t i = 0; i < count; ++i) {
            for (const RuleId over : rules.rules[i].overrides) {
                rules.rules[over.index].overridden_by.push_back(RuleId{i});
            }
            rules.display_order.push_back(RuleId{i});
            rules.evaluation_order.insert(rules.evaluation_order.begin(), RuleId{i});
        }
        model::Values values;
        values.fit(rules.tree);
        model::Scratch scratch;
        model::Evaluation evaluation(rules, {}, values, scratch, nullptr);
        const std::vector<ExprId> equal_to = model::representatives(rules.tree);
        model::EntryGroups groups(rules, equal_to);
        for (ExprId id = 0; id < rules.tree.size(); ++id) {
            if (rules.tree[id].scope != model::patient_scope) continue;
            const auto* score = std::get_if<model::ScoreValue>(&rules.tree[id].node);
            if (score != nullptr) groups.group(rules.scores[score->score], values);
            evaluation.one(id);
        }
        model::list_reads(rules);
        // The declared range of a score is its range with nothing known.
        for (model::Score& made : rules.scores) {
            made.declared = values.numbers[rules.tree[made.value].slot];
        }
    }

    static std::string key(std::string name) {
        std::replace(name.begin(), name.end(), ' ', '_');
        return name;
    }

  private:
    static facts::ValueType type(FactKind kind, const std::vector<std::string>& codes = {}) {
        facts::ValueType made;
        made.kind = kind;
        for (const std::string& code : codes) made.codes.push_back({code, key(code), code, {}});
        return made;
    }
    static ValueKind kind_of(FactKind kind) {
        switch (kind) {
            case FactKind::number:
                return ValueKind::number;
            case FactKind::choice:
                return ValueKind::choice;
            case FactKind::choices:
                return ValueKind::choices;
            case FactKind::date:
                return ValueKind::date;
            case FactKind::yes_no:
            case FactKind::records:
                break;
        }
        return ValueKind::yes_no;
    }
    std::uint32_t add(std::string name, facts::ValueType made) {
        facts::Fact fact;
        fact.key = key(name);
        fact.name = std::move(name);
        fact.ask = "?";
        fact.type = std::move(made);
        pending_.push_back(fact);
        rules.fact_value.push_back(none);
        rules.gate.push_back(none);
        rebuild_catalogue();
        return static_cast<std::uint32_t>(pending_.size() - 1);
    }
    void rebuild_catalogue() {
        rules.catalogue = {};
        for (const facts::Fact& fact : pending_) rules.catalogue.add(fact);
        rules.packing = facts::Packing(rules.catalogue);
    }
    std::uint32_t scope_of(const std::vector<ExprId>& parts) const {
        std::uint32_t scope = model::patient_scope;
        for (const ExprId id : parts) scope = std::min(scope, rules.tree[id].scope);
        return scope;
    }

    std::vector<facts::Fact> pending_;
};

/// Answers for a hand-made rule set.
class Answers {
  public:
    facts::Profile profile;

    explicit Answers(const model::RuleSet& rules) : rules_(rules) {
        profile.clear(rules.packing);
        profile.as_of = values::day_number(2026, 11, 20);
    }
    Answers& yes_no(std::uint32_t fact, bool answer) { return put(fact, yes_no(answer)); }
    Answers& number(std::uint32_t fact, const values::Rational& number) {
        const auto& unit = rules_.catalogue[fact].type.unit;
        facts::Value value = answered();
        value.number = unit ? *values::to_base(number, *unit) : number;
        return put(fact, value);
    }
    Answers& choice(std::uint32_t fact, std::uint32_t code) {
        return put(fact, Answers::code(code));
    }
    /// A complete list.
    Answers& choices(std::uint32_t fact, std::initializer_list<std::size_t> codes) {
        facts::Value value = answered();
        for (const std::size_t code : codes) value.present.insert(code);
        value.absent = rules_.catalogue[fact].type.all_codes() - value.present;
        return put(fact, value);
    }
    Answers& date(std::uint32_t fact, const Date& date) { return put(fact, day(date)); }
    /// A number known in part.
    Answers& within(std::uint32_t fact, const values::Range& range) {
        facts::Value value = answered();
        value.is_complete = false;
        value.within = range;
        return put(fact, value);
    }
    /// An open list: what is neither present nor absent is unknown.
    Answers& choices(std::uint32_t fact, std::initializer_list<std::size_t> present,
                     std::initializer_list<std::size_t> absent) {
        facts::Value value = answered();
        value.is_complete = false;
        for (const std::size_t code : present) value.present.insert(code);
        for (const std::size_t code : absent) value.absent.insert(code);
        return put(fact, value);
    }
    /// An answer that could not be used.
    Answers& wrong(std::uint32_t fact) {
        profile.facts().set_unanswered(fact, facts::Given::wrong);
        profile.named.push_back(fact);
        return *this;
    }
    Answers& null(std::uint32_t fact) {
        profile.facts().set_unanswered(fact, facts::Given::null);
        profile.named.push_back(fact);
        return *this;
    }
    Answers& records(std::uint32_t fact, const std::vector<std::vector<facts::Value>>& list,
                     bool is_complete = true) {
        profile.put_records(fact, static_cast<std::uint32_t>(list.size()), is_complete);
        profile.named.push_back(fact);
        for (std::uint32_t record = 0; record < list.size(); ++record) {
            for (std::uint32_t field = 0; field < list[record].size(); ++field) {
                profile.put(fact, record, field, list[record][field]);
            }
        }
        return *this;
    }

    static facts::Value yes_no(bool answer) {
        facts::Value value = answered();
        value.truth = truth_of(answer);
        return value;
    }
    static facts::Value number(std::int64_t number) {
        facts::Value value = answered();
        value.number = number;
        return value;
    }
    static facts::Value code(std::uint32_t code) {
        facts::Value value = answered();
        value.code = code;
        return value;
    }
    static facts::Value day(const Date& date) {
        facts::Value value = answered();
        value.dates = values::range_of(date);
        return value;
    }

  private:
    static facts::Value answered() {
        facts::Value value;
        value.given = facts::Given::answered;
        return value;
    }
    Answers& put(std::uint32_t fact, const facts::Value& value) {
        profile.put(fact, value);
        profile.named.push_back(fact);
        return *this;
    }
    const model::RuleSet& rules_;
};

}  // namespace caveat::testing
