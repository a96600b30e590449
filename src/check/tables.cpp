// Tables of points: rows into conditions of which exactly one holds for every answer. Entrance:
// Compiler::table_entries. Rows over a number are checked once its declared range is known:
// check_number_tables.

#include "check/compiler.hpp"
#include "check/cover.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace caveat::check {

using model::ExprId;
using model::none;
using model::ValueKind;
using text::quoted;
using text::with;

bool Compiler::table_entries(const language::PointsEntry& written, language::NodeId root,
                             Entries& made) {
    const Operand tested = operand(root);
    if (tested.is_broken()) return false;
    if (tested.kind == ValueKind::number && !tested.score) context_.number_tables.push_back({});
    bool is_made = true;
    for (const language::TableRow& row : written.rows) {
        model::ScoreEntry entry;
        entry.span = row.when.span;
        entry.table = written.expression.span;
        entry.condition = gated(row_condition(tested, row.when));
        const auto weight = points(row.points);
        is_made = is_made && weight && entry.condition != none;
        if (!is_made) continue;
        entry.weight = *weight;
        made.push_back(entry);
    }
    if (tested.kind == ValueKind::number && !tested.score) {
        NumberTable& table = context_.number_tables.back();
        table.number = tested.id;
        table.span = written.expression.span;
        if (!is_made) context_.number_tables.pop_back();
    } else if (is_made) {
        check_rows_are_complete(tested, written);
    }
    return is_made;
}

ExprId Compiler::row_condition(const Operand& tested, const language::Scalar& row) {
    if (row.is_broken) return none;
    if (tested.kind == ValueKind::number && !tested.score) return number_row(tested, row);
    return code_row(tested, row);
}

/// `yes`, a code or a band, by name.
ExprId Compiler::code_row(const Operand& tested, const language::Scalar& row) {
    std::vector<std::string> names;
    ExprId made = none;
    const std::string name = text::canonical_name(row.text);
    if (tested.score) {
        const auto& written = context_.document.scores[*tested.score].bands;
        for (std::uint32_t i = 0; i < written.size(); ++i) {
            names.push_back(written[i].name.text);
            if (text::canonical_name(names.back()) != name) continue;
            made = add(model::InBand{tested.id, *tested.score, i}, row.span, ValueKind::truth,
                       {tested.id});
        }
    } else if (tested.kind == ValueKind::choice) {
        for (const facts::Code& code : tested.type->codes) names.push_back(code.name);
        if (const auto code = tested.type->find_code(row.text)) {
            facts::CodeSet only;
            only.insert(*code);
            made = add(model::IsOneOf{tested.id, only}, row.span, ValueKind::truth, {tested.id});
        }
    } else if (tested.kind == ValueKind::yes_no || tested.kind == ValueKind::truth) {
        names = {"yes", "no"};
        if (name == "yes" || name == "no") {
            made = said(add(model::YesNo{tested.id}, row.span, ValueKind::truth, {tested.id}),
                        name == "no", row.span);
        }
    } else {
        with(context_.error("wrong-kind", tested.span,
                            quoted(words(tested.span)) + " cannot have a table of points"))
            .help("a table is for a number, a choice or yes/no; write a condition for each entry");
        return none;
    }
    if (made != none) return made;
    Diagnostic& problem = context_.error(
        "unknown-code", row.span, quoted(words(tested.span)) + " is never " + quoted(row.text));
    text::propose(problem, row.text, names, 1);
    std::string& help = problem.help;
    if (help.empty()) {
        for (const std::string& each : names) help += (help.empty() ? "" : ", ") + quoted(each);
        help = "it may be " + help;
    }
    return none;
}

ExprId Compiler::number_row(Operand tested, const language::Scalar& row) {
    const auto written = language::parse_interval(row, context_.parse_context());
    if (!written) return none;
    model::Interval interval;
    interval.low_is_included = written->low_is_included;
    interval.high_is_included = written->high_is_included;
    std::vector<ExprId> tests;
    const auto end = [&](const std::optional<language::Count>& count, values::Bound& bound,
                         model::Comparison comparison) {
        if (!count) return true;
        Operand limit = constant_value(constant(*count), count->span);
        limit.is_end = true;
        if (limit.is_broken() || !unify(tested, limit, count->span)) return false;
        bound = std::get<model::NumberConstant>(tree()[limit.id].node).value.low;
        tests.push_back(add(model::Compare{comparison, tested.id, limit.id, name_of(tested)},
                            row.span, ValueKind::truth, {tested.id}));
        return true;
    };
    using enum model::Comparison;
    if (!end(written->low, interval.low, interval.low_is_included ? greater_or_equal : greater) ||
        !end(written->high, interval.high, interval.high_is_included ? less_or_equal : less)) {
        return none;
    }
    context_.number_tables.back().rows.push_back(interval);
    context_.number_tables.back().spans.push_back(row.span);
    return all_or_any(std::move(tests), true, row.span);
}

/// Every code, band, yes and no has one row.
void Compiler::check_rows_are_complete(const Operand& tested,
                                       const language::PointsEntry& written) {
    std::vector<std::string> names;
    if (tested.score) {
        for (const auto& band : context_.document.scores[*tested.score].bands) {
            names.push_back(band.name.text);
        }
    } else if (tested.kind == ValueKind::choice) {
        for (const facts::Code& code : tested.type->codes) names.push_back(code.name);
    } else {
        names = {"yes", "no"};
    }
    std::string missing;
    for (const std::string& name : names) {
        std::size_t rows = 0;
        for (const language::TableRow& row : written.rows) {
            if (text::canonical_name(row.when.text) != text::canonical_name(name)) continue;
            if (++rows < 2) continue;
            with(context_.error("table-overlap", row.when.span,
                                quoted(name) + " has two rows of points"))
                .help("leave one of them");
        }
        if (rows == 0) missing += (missing.empty() ? "" : ", ") + quoted(name);
    }
    if (missing.empty()) return;
    with(context_.error("table-gap", written.expression.span,
                        quoted(words(written.expression.span)) + " has no points for " + missing))
        .help("add a row for each of them, with 0 where it counts nothing");
}

namespace {

/// A number as the author writes it: in the unit of the fact.
std::string number_text(const Context& context, ExprId number, const values::Rational& value) {
    const model::Tree& tree = context.rules.tree;
    const values::Unit& unit = tree.unit(tree[number].unit);
    if (unit.symbol.empty()) return values::to_text(value);
    const auto own = values::from_base(value, unit);
    return own ? values::to_text(*own) + " " + unit.symbol : values::to_text(value);
}

/// `0 to 10`, `at least 1 mg/dL`: all values of a number.
std::string whole_range(const Context& context, ExprId number, const values::Range& range) {
    const model::Tree& tree = context.rules.tree;
    const values::Unit& unit = tree.unit(tree[number].unit);
    if (unit.symbol.empty()) return values::to_text(range);
    bool overflow = false;
    values::Unit base = unit;
    base.factor = 1;
    base.offset = 0;
    return values::to_text(values::convert(range, base, unit, overflow)) + " " + unit.symbol;
}

/// Whether the rows would meet if the fact were whole: all of their ends are, and this is not.
bool may_be_whole(const Context& context, const NumberTable& table, const values::Rational& gap) {
    const model::Tree& tree = context.rules.tree;
    if (!std::holds_alternative<model::FactValue>(tree[table.number].node)) return false;
    const auto is_whole = [&](const values::Rational& base) {
        const values::Unit& unit = tree.unit(tree[table.number].unit);
        const auto own = unit.symbol.empty() ? std::optional(base) : values::from_base(base, unit);
        return own && own->is_whole();
    };
    const auto ends_whole = [&](const values::Bound& end) {
        return !end.is_finite() || is_whole(end.value);
    };
    return !is_whole(gap) &&
           std::all_of(table.rows.begin(), table.rows.end(), [&](const model::Interval& row) {
               return ends_whole(row.low) && ends_whole(row.high);
           });
}

}  // namespace

bool check_number_tables(Context& context, const model::Values& nothing_known) {
    bool are_right = true;
    for (const NumberTable& table : context.number_tables) {
        const values::Range& range = nothing_known.numbers[context.rules.tree[table.number].slot];
        const model::Totals numbers(range, model::step_of(context.rules, table.number, range));
        const auto fault = find_cover_fault(table.rows, numbers);
        if (!fault) continue;
        are_right = false;
        const Span span = table.spans[fault->at];
        const std::string value = number_text(context, table.number, fault->value);
        switch (fault->kind) {
            case CoverFault::Kind::empty:
                with(context.error("empty-range", span, "no number lies in this row"))
                    .help("write the smaller number first");
                break;
            case CoverFault::Kind::overlap:
                with(context.error("table-overlap", span, value + " lies in two rows"))
                    .label(table.spans[fault->other], "the other row")
                    .help("end one row where the next begins: `below 65`, `65 and over`");
                break;
            case CoverFault::Kind::gap:
                with(context.error("table-gap", span,
                                   quoted(context.words(table.span)) + " may be " + value +
                                       ", and no row counts that"))
                    .help("end one row with `below` where the next one begins, and cover " +
                          whole_range(context, table.number, range) +
                          (may_be_whole(context, table, fault->value)
                               ? "; if it is always a whole number, declare it with `whole: true`"
                               : ""));
                break;
        }
    }
    return are_right;
}

}  // namespace caveat::check
