// Turns what is written beside a type, units, ranges and days, into what answers are held against.
// Entrance: read_type.

#include "check/fact_types.hpp"

#include "text/names.hpp"
#include "values/unit_spellings.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace caveat::check {

using language::FactEntry;
using language::Scalar;
using text::quoted;
using text::with;

namespace {

/// Reports a key that says nothing about facts of this kind.
void refuse(const std::optional<Scalar>& key, std::string_view name, const FactEntry& entry,
            Context& context) {
    if (!key) return;
    const std::string help = "leave `" + std::string(name) + "` out";
    Diagnostic& problem =
        context.error("misplaced-key", key->span,
                      "`" + std::string(name) + "` has no meaning for " + quoted(entry.name.text) +
                          ", a fact of type " + quoted(entry.type ? entry.type->text : ""));
    with(problem).help(help);
    auto edits = context.removal_of_key(key->span);
    if (!edits.empty()) problem.fixes.push_back({help, std::move(edits)});
}

void refuse_other_keys(const FactEntry& entry, FactKind kind, Context& context) {
    const bool is_number = kind == FactKind::number;
    const bool has_range = is_number || kind == FactKind::date;
    if (!is_number) refuse(entry.whole, "whole", entry, context);
    if (!is_number) refuse(entry.unit, "unit", entry, context);
    if (!has_range) refuse(entry.from, "from", entry, context);
    if (!has_range) refuse(entry.to, "to", entry, context);
    if (kind != FactKind::records) refuse(entry.each, "each", entry, context);
    if (kind != FactKind::records) refuse(entry.dated_by, "dated by", entry, context);
    if (kind == FactKind::records) refuse(entry.otherwise, "otherwise", entry, context);
    if (kind != FactKind::choices && !entry.exclusive.empty()) {
        refuse(entry.exclusive.front(), "exclusive", entry, context);
    }
    // Of a type under another name the rest may be written otherwise as well.
    const bool is_own_word = std::find(fact_types.begin(), fact_types.end(),
                                       text::folded(entry.type->text)) != fact_types.end();
    const bool takes_of =
        kind == FactKind::choice || kind == FactKind::choices || kind == FactKind::records;
    if (entry.has_of && !takes_of) {
        with(context.error("misplaced-key", entry.name.span,
                           "`of` has no meaning for " + quoted(entry.name.text) +
                               ", a fact of type " + quoted(entry.type->text)))
            .help("a list of codes belongs to `type: choice` or `type: choices`");
    }
    const bool has_codes = (kind == FactKind::choice || kind == FactKind::choices) && is_own_word;
    if ((has_codes && entry.codes.empty()) || (kind == FactKind::records && entry.fields.empty())) {
        with(
            context.error("missing-key", entry.name.span, quoted(entry.name.text) + " has no `of`"))
            .help(has_codes ? "list its codes: `{type: " +
                                  std::string(fact_types[static_cast<std::size_t>(kind)]) +
                                  ", of: [neck, hip]}`"
                            : "list its fields: `{type: records, of: {date: date}}`");
    }
}

bool read_truth(const Scalar& text, Context& context) {
    const std::string word = text::folded(text.text);
    if (word == "yes" || word == "true") return true;
    if (word == "no" || word == "false") return false;
    with(context.error("unknown-word", text.span, quoted(text.text) + " is neither yes nor no"))
        .write({{"yes", {{text.span, "yes"}}}, {"no", {{text.span, "no"}}}});
    return false;
}

/// One end of a number's range, in base units.
std::optional<values::Bound> read_end(const Scalar& text, const std::optional<values::Unit>& unit,
                                      Context& context) {
    const auto literal = language::parse_literal(text, context.diagnostics);
    if (!literal) return std::nullopt;
    auto constant = constant_of(*literal, context);
    if (!constant) return std::nullopt;
    if (!constant->unit) constant->unit = unit;
    if (constant->unit.has_value() != unit.has_value() ||
        (unit && !is_same_kind(*constant->unit, *unit))) {
        with(context.error("different-units", text.span,
                           quoted(text.text) + (unit ? " is not measured in " + quoted(unit->symbol)
                                                     : " has a unit, but the fact has none")))
            .help(unit ? why_apart(*unit, *constant->unit) + ": write it in " + quoted(unit->symbol)
                       : "where the fact is measured in " + quoted(constant->unit->symbol) +
                             ", declare it with `unit: \"" + constant->unit->symbol + "\"`");
        return std::nullopt;
    }
    if (!unit) return values::Bound(constant->value);
    const auto base = to_base(constant->value, *constant->unit);
    if (!base) return std::nullopt;
    return values::Bound(*base);
}

void read_number(const FactEntry& entry, facts::ValueType& type, Context& context) {
    if (entry.unit) {
        type.unit = values::find_unit(entry.unit->text);
        if (!type.unit) {
            Diagnostic& problem = context.error("unknown-unit", entry.unit->span,
                                                "no unit is written " + quoted(entry.unit->text));
            with(problem).help(values::unit_help(entry.unit->text));
            const std::vector<std::string> meant = values::units_like(entry.unit->text);
            if (meant.size() == 1) {
                with(problem).fix("write `" + meant.front() + "`", entry.unit->span,
                                  '"' + meant.front() + '"');
            }
        }
    }
    if (entry.whole) type.whole = read_truth(*entry.whole, context);
    values::Bound low = values::Bound::minus_infinity();
    values::Bound high = values::Bound::plus_infinity();
    if (entry.from) low = read_end(*entry.from, type.unit, context).value_or(low);
    if (entry.to) high = read_end(*entry.to, type.unit, context).value_or(high);
    // Whole in the base unit only where one unit is a whole number of base units.
    const bool base_is_whole =
        type.whole && (!type.unit || (type.unit->factor.is_whole() && type.unit->offset.is_zero()));
    const auto range = values::make_range(low, high, base_is_whole);
    if (range) {
        type.range = *range;
    } else {
        with(context.error(
                 "empty-range", entry.to ? entry.to->span : entry.name.span,
                 "no value of " + quoted(entry.name.text) + " is allowed: `from` lies above `to`"))
            .help("exchange `from` and `to`");
    }
}

void read_date(const FactEntry& entry, facts::ValueType& type, Context& context) {
    const auto read = [&](const Scalar& text) -> std::optional<values::DateRange> {
        const auto date = Date::from_text(text.text);
        if (date) return values::range_of(*date);
        with(
            context.error("bad-date", text.span, quoted(text.text) + " is no date of the calendar"))
            .help("a date is `2026-11-20`, or `as of` for the day of the screening");
        return std::nullopt;
    };
    values::DateRange range;
    if (entry.from) {
        if (const auto first = read(*entry.from)) range.low = first->low;
    }
    if (entry.to) {
        if (text::canonical_name(entry.to->text) == "as of") {
            type.to_as_of = true;
            context.rules.catalogue.needs_as_of = true;
        } else if (const auto last = read(*entry.to)) {
            range.high = last->high;
        }
    }
    if (range.low > range.high) {
        with(context.error(
                 "empty-range", entry.to->span,
                 "no value of " + quoted(entry.name.text) + " is allowed: `from` lies after `to`"))
            .help("exchange `from` and `to`");
        return;
    }
    type.dates = range;
}

}  // namespace

std::shared_ptr<const language::NameTable> read_type(const FactEntry& entry, FactKind kind,
                                                     facts::ValueType& type, Context& context) {
    type.kind = kind;
    refuse_other_keys(entry, kind, context);
    if (kind == FactKind::number) read_number(entry, type, context);
    if (kind == FactKind::date) read_date(entry, type, context);
    if (kind == FactKind::choice || kind == FactKind::choices) {
        return read_codes(entry, type, context);
    }
    return nullptr;
}

}  // namespace caveat::check
