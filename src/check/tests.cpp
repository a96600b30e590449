// Single tests: comparisons, codes, dates. What their own words deny is part of them: `is not`
// is not met either where the fact is not asked.
// Entrance: Compiler::test.

#include "check/compiler.hpp"

#include <utility>

namespace caveat::check {

using model::ExprId;
using model::none;
using model::ValueKind;
using text::quoted;
using text::with;

ExprId Compiler::test(const language::Node& node) {
    return gated(std::visit(
        model::Overloaded{
            [&](const language::Compare& n) { return compare(n, node.span); },
            [&](const language::Between& n) { return between(n, node.span); },
            [&](const language::IsCode& n) { return is_code(n, node.span); },
            [&](const language::Include& n) { return include(n, node.span); },
            [&](const language::IsEmpty& n) { return is_empty(n, node.span); },
            [&](const language::DateTest& n) { return date_test(n, node.span); },
            [&](const language::WithinLast& n) { return within_last(n, node.span); },
            [&](const language::MoreThanAgo& n) { return more_than_ago(n, node.span); },
            [&](const language::Measure& n) {
                const Operand operand = measure(n, node.span);
                if (operand.is_broken()) return none;
                if (!require_kind(operand, ValueKind::yes_no, "yes or no")) return none;
                return yes_no_test(operand);
            },
            [&](const language::Broken&) { return none; },
            // Joined conditions are read by `truth`.
            [&]<model::OneOf<language::And, language::Or, language::Not, language::CountOf,
                             language::NameUse, language::PhraseUse, language::Quantified,
                             language::NumberLiteral, language::DateLiteral, language::Arithmetic,
                             language::FunctionCall, language::CountOfThings, language::TimeSince>
                    Other>(const Other&) {
                with(context_.error("not-a-condition", node.span,
                                    quoted(words(node.span)) + " is no condition"))
                    .help("compare it with something: `… >= 7`");
                return none;
            },
        },
        node.content));
}

namespace {

/// Of `!=`, what it denies.
model::Comparison comparison_of(language::Comparison written) {
    using enum model::Comparison;
    switch (written) {
        case language::Comparison::equal:
        case language::Comparison::unequal:
            return equal;
        case language::Comparison::less:
            return less;
        case language::Comparison::less_or_equal:
            return less_or_equal;
        case language::Comparison::greater:
            return greater;
        case language::Comparison::greater_or_equal:
            break;
    }
    return greater_or_equal;
}

std::string_view kind_words(ValueKind kind) {
    switch (kind) {
        case ValueKind::truth:
        case ValueKind::yes_no:
            return "yes or no";
        case ValueKind::number:
            return "a number";
        case ValueKind::choice:
            return "a choice";
        case ValueKind::choices:
            return "a list of choices";
        case ValueKind::date:
            break;
    }
    return "a date";
}

}  // namespace

bool Compiler::require_kind(const Operand& operand, ValueKind kind, std::string_view wanted) {
    if (operand.kind == kind) return true;
    std::string help;
    switch (operand.kind) {
        case ValueKind::truth:
        case ValueKind::yes_no:
            help = "a yes/no fact stands alone: `" + words(operand.span) + "` or `not " +
                   words(operand.span) + "`";
            break;
        case ValueKind::number:
            help = "compare a number: `" + words(operand.span) + " >= 7`";
            break;
        case ValueKind::choice:
            help = "a choice is tested like this: `" + words(operand.span) + " is …`";
            break;
        case ValueKind::choices:
            help = "a list is tested like this: `" + words(operand.span) + " include …`";
            break;
        case ValueKind::date:
            help = "a date is tested like this: `" + words(operand.span) +
                   " is within the last 28 days`";
            break;
    }
    with(context_.error("wrong-kind", operand.span,
                        quoted(words(operand.span)) + " is " +
                            std::string(kind_words(operand.kind)) + ", not " + std::string(wanted)))
        .help(std::move(help));
    return false;
}

ExprId Compiler::compare(const language::Compare& node, Span span) {
    for (const auto& [id, beside] : {std::pair(node.right, node.left), {node.left, node.right}}) {
        if (const language::Arithmetic* quotient = literal_quotient(id)) {
            refuse_quotient(*quotient, syntax().nodes[id].span, value(beside));
            return none;
        }
    }
    Operand left = value(node.left);
    Operand right = value(node.right);
    if (left.is_broken() || right.is_broken()) return none;
    if (!require_kind(left, ValueKind::number, "a number")) return none;
    if (!require_kind(right, ValueKind::number, "a number")) return none;
    if (!unify(left, right, span)) return none;
    const ExprId made = add(model::Compare{comparison_of(node.comparison), left.id, right.id,
                                           name_of(left), name_of(right)},
                            span, ValueKind::truth, {left.id, right.id});
    const bool is_unequal = node.comparison == language::Comparison::unequal;
    return said(made, node.is_negated != is_unequal, span);
}

ExprId Compiler::between(const language::Between& node, Span span) {
    Operand tested = value(node.value);
    Operand low = constant_value(constant(node.low), node.low.span);
    Operand high = constant_value(constant(node.high), node.high.span);
    low.is_end = high.is_end = true;
    if (tested.is_broken() || low.is_broken() || high.is_broken()) return none;
    if (!require_kind(tested, ValueKind::number, "a number")) return none;
    if (!unify(tested, low, span) || !unify(tested, high, span)) return none;
    const auto low_end = std::get<model::NumberConstant>(tree()[low.id].node).value.low;
    const auto high_end = std::get<model::NumberConstant>(tree()[high.id].node).value.low;
    if (low_end > high_end) {
        with(context_.error("empty-range", node.low.span,
                            "nothing lies between " + quoted(words(node.low.span)) + " and " +
                                quoted(words(node.high.span))))
            .help("write the smaller number first");
        return none;
    }
    const ExprId made = add(model::Between{tested.id, low.id, high.id, name_of(tested)}, span,
                            ValueKind::truth, {tested.id});
    return said(made, node.is_negated, span);
}

facts::CodeSet Compiler::codes(const std::vector<language::Name>& names) const {
    facts::CodeSet set;
    for (const language::Name& name : names) {
        if (name.entry != nullptr) set.insert(name.entry->index);
    }
    return set;
}

namespace {

bool any_broken(const std::vector<language::Name>& names) {
    for (const language::Name& name : names) {
        if (name.entry == nullptr) return true;
    }
    return names.empty();
}

}  // namespace

ExprId Compiler::is_code(const language::IsCode& node, Span span) {
    const Operand tested = value(node.left);
    if (tested.is_broken() || any_broken(node.codes)) return none;
    ExprId made = none;
    if (tested.score) {
        if (node.reach != language::Reach::alone) {
            return said(band_limit(node, tested, span), node.is_negated, span);
        }
        std::vector<ExprId> bands;
        for (const language::Name& band : node.codes) {
            bands.push_back(add(model::InBand{tested.id, *tested.score, band.entry->index}, span,
                                ValueKind::truth, {tested.id}));
        }
        made = all_or_any(std::move(bands), false, span);
    } else if (require_kind(tested, ValueKind::choice, "a choice")) {
        made =
            add(model::IsOneOf{tested.id, codes(node.codes)}, span, ValueKind::truth, {tested.id});
    }
    return said(made, node.is_negated, span);
}

ExprId Compiler::include(const language::Include& node, Span span) {
    const Operand tested = value(node.left);
    if (tested.is_broken() || any_broken(node.codes)) return none;
    if (!require_kind(tested, ValueKind::choices, "a list of choices")) return none;
    const bool none_of = node.inclusion == language::Inclusion::none_of;
    const bool all_of = node.inclusion == language::Inclusion::all_of;
    const ExprId made = add(model::Includes{tested.id, codes(node.codes), all_of}, span,
                            ValueKind::truth, {tested.id});
    return said(made, node.is_negated != none_of, span);
}

ExprId Compiler::is_empty(const language::IsEmpty& node, Span span) {
    const Operand tested = value(node.left);
    if (tested.is_broken()) return none;
    if (!require_kind(tested, ValueKind::choices, "a list of choices")) return none;
    const ExprId made = add(model::IsEmpty{tested.id}, span, ValueKind::truth, {tested.id});
    return said(made, node.is_negated, span);
}

ExprId Compiler::date_test(const language::DateTest& node, Span span) {
    const Operand left = value(node.left);
    const Operand right = value(node.right);
    if (left.is_broken() || right.is_broken()) return none;
    if (!require_kind(left, ValueKind::date, "a date")) return none;
    if (!require_kind(right, ValueKind::date, "a date")) return none;
    const auto relation = static_cast<model::DateRelation>(node.relation);
    const ExprId made = add(model::DateTest{relation, left.id, right.id}, span, ValueKind::truth,
                            {left.id, right.id});
    return said(made, node.is_negated, span);
}

ExprId Compiler::within_last(const language::WithinLast& node, Span span) {
    require_as_of();
    const Operand date = value(node.date);
    const auto count = whole_count(node.count, 0, "a number of days, weeks, months or years");
    if (date.is_broken() || !count) return none;
    if (!require_kind(date, ValueKind::date, "a date")) return none;
    const auto unit = static_cast<values::CalendarUnit>(node.unit);
    const ExprId made =
        add(model::WithinLast{date.id, *count, unit}, span, ValueKind::truth, {date.id});
    return said(made, node.is_negated, span);
}

ExprId Compiler::more_than_ago(const language::MoreThanAgo& node, Span span) {
    require_as_of();
    const Operand date = value(node.date);
    const auto count = whole_count(node.count, 0, "a number of days, weeks, months or years");
    if (date.is_broken() || !count) return none;
    if (!require_kind(date, ValueKind::date, "a date")) return none;
    const auto unit = static_cast<values::CalendarUnit>(node.unit);
    const ExprId made =
        add(model::MoreThanAgo{date.id, *count, unit}, span, ValueKind::truth, {date.id});
    return said(made, node.is_negated, span);
}

std::optional<Constant> Compiler::constant(const language::Count& count) {
    if (const auto* name = std::get_if<language::Name>(&count.value)) {
        if (name->slot && scope_.slots != nullptr) return (*scope_.slots)[*name->slot].constant;
    }
    return constant_of(count, context_);
}

std::optional<std::int64_t> Compiler::whole_count(const language::Count& count, std::int64_t least,
                                                  std::string_view what) {
    constexpr std::int64_t most = 1'000'000;
    const auto found = constant(count);
    if (!found) return std::nullopt;
    const auto whole = found->unit ? std::nullopt : values::to_int64(found->value);
    if (whole && *whole >= least && *whole <= most) return whole;
    with(context_.error("bad-count", count.span,
                        quoted(words(count.span)) + " is not " + std::string(what)))
        .help("write a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
}

}  // namespace caveat::check
