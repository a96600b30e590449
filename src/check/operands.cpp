// Operands of tests: facts, fields, constants, arithmetic, counts and measures, with their units.
// Entrance: Compiler::value.

#include "check/compiler.hpp"
#include "check/scope.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::check {

using language::NameKind;
using language::NodeId;
using model::ExprId;
using model::none;
using model::ValueKind;
using text::quoted;
using text::with;

Operand Compiler::operand(NodeId root) {
    const Enter enter(*this, {model::patient_scope, nullptr});
    return value(root);
}

Operand Compiler::value(NodeId id) {
    const language::Node& node = syntax().nodes[id];
    Deeper deeper(*this, node.span);
    Operand made;
    made.span = node.span;
    if (deeper.is_too_deep()) return made;
    std::visit(model::Overloaded{
                   [&](const language::NameUse& n) { made = name_value(n, node.span); },
                   [&](const language::PhraseUse& n) { made = phrase_value(n, node.span); },
                   [&](const language::NumberLiteral& n) {
                       language::Count count{node.span, n.value, n.unit, n.unit_span};
                       made = constant_value(constant(count), node.span);
                   },
                   [&](const language::DateLiteral& n) {
                       made.kind = ValueKind::date;
                       made.id = add(model::DateConstant{values::range_of(n.date)}, node.span,
                                     ValueKind::date, {});
                   },
                   [&](const language::Arithmetic& n) { made = arithmetic(n, node.span); },
                   [&](const language::FunctionCall& n) { made = function(n, node.span); },
                   [&](const language::CountOfThings& n) { made = count_of_things(n, node.span); },
                   [&](const language::Measure& n) { made = measure(n, node.span); },
                   [&](const language::TimeSince& n) { made = time_since(n, node.span); },
                   [&](const language::Broken&) {},
                   [&]<model::OneOf<language::And, language::Or, language::Not, language::CountOf,
                                    language::Quantified, language::Compare, language::Between,
                                    language::IsCode, language::Include, language::IsEmpty,
                                    language::DateTest, language::WithinLast, language::MoreThanAgo>
                           Condition>(const Condition&) { refuse_condition(node.span); },
               },
               node.content);
    if (deeper.is_too_deep()) {
        made = {};
        made.span = node.span;
    }
    return made;
}

void Compiler::refuse_condition(Span span) {
    with(context_.error("wrong-kind", span, quoted(words(span)) + " is a condition, not a value"))
        .help("conditions are joined by `and`, `or` and `not`");
}

Operand Compiler::constant_value(const std::optional<Constant>& constant, Span span) {
    Operand made;
    made.span = span;
    if (!constant) return made;
    if (!constant->unit) {
        made.bare = constant->value;
        made.said = constant->said;
        return made;
    }
    const auto base = to_base(constant->value, *constant->unit);
    if (!base) {
        with(context_.error("number-too-large", span,
                            quoted(words(span)) + " cannot be converted exactly"))
            .help("use fewer digits");
        return made;
    }
    made.unit = tree().unit_index(*constant->unit);
    made.is_literal = true;
    made.id =
        add(model::NumberConstant{values::single(*base)}, span, ValueKind::number, {}, made.unit);
    return made;
}

Operand Compiler::name_value(const language::NameUse& node, Span span) {
    Operand broken;
    broken.span = span;
    if (node.name.slot && scope_.slots != nullptr) {
        return constant_value((*scope_.slots)[*node.name.slot].constant, span);
    }
    if (node.name.entry == nullptr) return broken;
    const language::Entry& entry = *node.name.entry;
    if (node.name.is_field) return field_value(entry.index, span);
    switch (entry.kind) {
        case NameKind::term:
            return term_value(entry.index, span);
        case NameKind::parameter:
            return constant_value(context_.parameters[entry.index], span);
        case NameKind::score: {
            broken.id = score(entry.index);
            broken.score = entry.index;
            return broken;
        }
        case NameKind::records:
        case NameKind::each_record: {
            if (context_.fact_is_broken[entry.index] != 0) return broken;
            const std::string list = fact(entry.index).name;
            with(context_.error("wrong-kind", span,
                                quoted(words(span)) + " is a list of records, not a value"))
                .help("ask for its records: `any " +
                      (fact(entry.index).each.empty() ? list : fact(entry.index).each) +
                      " where …`, `count of " + list + "`");
            return broken;
        }
        case NameKind::yes_no:
        case NameKind::number:
        case NameKind::choice:
        case NameKind::choices:
        case NameKind::date:
            return fact_value(entry.index, span);
        case NameKind::code:
        case NameKind::band:
        case NameKind::outcome:
            break;  // of tables of their own: no value is named so
    }
    return broken;
}

Operand Compiler::fact_value(std::uint32_t index, Span span) {
    Operand made;
    made.span = span;
    if (context_.fact_is_broken[index] != 0) return made;
    const facts::ValueType& type = fact(index).type;
    made.kind = value_kind_of(type.kind);
    made.type = &type;
    if (type.unit) made.unit = tree().unit_index(*type.unit);
    if (!fact_values_[index]) {
        const ExprId stand_in = fallback(index);
        fact_values_[index] = tree().add(model::FactValue{index, stand_in}, fact(index).span,
                                         made.kind, model::patient_scope, made.unit);
        context_.rules.fact_value[index] = *fact_values_[index];
    }
    use_again("fall-back", index);
    made.id = *fact_values_[index];
    return made;
}

Operand Compiler::field_value(std::uint32_t field, Span span) {
    Operand made;
    made.span = span;
    if (scope_.records == model::patient_scope) return made;
    const facts::ValueType& type = fact(scope_.records).fields[field].type;
    made.kind = value_kind_of(type.kind);
    made.type = &type;
    if (type.unit) made.unit = tree().unit_index(*type.unit);
    made.id = tree().add(model::FieldValue{scope_.records, field}, span, made.kind, scope_.records,
                         made.unit);
    return made;
}

model::Where Compiler::where(std::uint32_t records, const std::optional<NodeId>& body,
                             bool& is_broken) {
    model::Where made;
    if (!body) return made;
    const Enter enter(*this, {records, scope_.slots});
    made.first = static_cast<ExprId>(tree().size());
    made.body = truth(*body);
    is_broken = is_broken || made.body == none;
    return made;
}

Operand Compiler::count_of_things(const language::CountOfThings& node, Span span) {
    Operand made;
    made.span = span;
    const language::Node& thing = syntax().nodes[node.thing];
    const auto* name = std::get_if<language::NameUse>(&thing.content);
    const language::Entry* entry = name == nullptr ? nullptr : name->name.entry;
    const bool is_list = entry != nullptr && !name->name.is_field &&
                         (entry->kind == NameKind::records || entry->kind == NameKind::each_record);
    if (is_list) {
        if (context_.fact_is_broken[entry->index] != 0) return made;
        bool is_broken = false;
        const model::Where counted = where(entry->index, node.where, is_broken);
        if (is_broken) return made;
        made.id = add(model::RecordCount{entry->index, counted}, span, ValueKind::number, {});
        return made;
    }
    const Operand codes = value(node.thing);
    if (codes.is_broken()) return made;
    if (!require_kind(codes, ValueKind::choices, "a list of choices or records")) return made;
    if (node.where) return made;  // reported when it was read: choices are no records
    made.id = add(model::CodeCount{codes.id}, span, ValueKind::number, {codes.id});
    return made;
}

Operand Compiler::measure(const language::Measure& node, Span span) {
    Operand made;
    made.span = span;
    if (node.records.entry == nullptr || node.field.entry == nullptr) {
        return made;
    }
    const std::uint32_t records = node.records.entry->index;
    if (context_.fact_is_broken[records] != 0) return made;
    bool is_broken = false;
    const model::Where counted = where(records, node.where, is_broken);
    const facts::Fact& list = fact(records);
    const facts::ValueType& type = list.fields[node.field.entry->index].type;
    const auto kind = static_cast<model::MeasureKind>(node.kind);
    const bool is_last = kind == model::MeasureKind::latest || kind == model::MeasureKind::earliest;
    if (is_last && !list.dated_by) {
        with(context_.error("no-dates", span,
                            "which record is the latest cannot be told: " + quoted(list.name) +
                                " has no `dated by`"))
            .help("add `dated by:` and the name of its date field to " + quoted(list.name));
        return made;
    }
    if (!is_last && type.kind != FactKind::number) {
        with(context_.error("wrong-kind", node.field.span,
                            quoted(node.field.written) + " is not a number"))
            .help("only numbers have a total, an average, a highest and a lowest");
        return made;
    }
    if (kind == model::MeasureKind::total && type.unit && is_affine(*type.unit)) {
        with(context_.error("different-units", node.field.span, "temperatures cannot be added up"))
            .help("they have an `average`, a `highest` and a `lowest`");
        return made;
    }
    if (is_broken) return made;
    if (is_last) require_as_of();
    made.kind = value_kind_of(type.kind);
    made.type = &type;
    if (type.unit) made.unit = tree().unit_index(*type.unit);
    made.id = add(model::Measure{kind, records, node.field.entry->index, counted}, span, made.kind,
                  {}, made.unit);
    return made;
}

Operand Compiler::time_since(const language::TimeSince& node, Span span) {
    require_as_of();
    Operand made;
    made.span = span;
    const Operand date = value(node.date);
    if (date.is_broken()) return made;
    if (!require_kind(date, ValueKind::date, "a date")) return made;
    static constexpr std::array<std::string_view, 4> units{"days", "weeks", "months", "years"};
    const auto unit = values::find_unit(units[static_cast<std::size_t>(node.unit)]);
    if (!unit) return made;
    made.unit = tree().unit_index(*unit);
    made.id = add(model::TimeSince{static_cast<values::CalendarUnit>(node.unit), date.id}, span,
                  ValueKind::number, {date.id}, made.unit);
    return made;
}

}  // namespace caveat::check
