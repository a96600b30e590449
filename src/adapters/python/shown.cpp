// From the structs of the library to dictionaries. Entrances: shown.

#include "adapters/python/shown.hpp"

#include <caveat/keys.hpp>

#include <string>

namespace nb = nanobind;

namespace caveat::python {

namespace {

template <typename Texts>
nb::list texts(const Texts& all) {
    nb::list list;
    for (const auto& each : all) list.append(shown(std::string_view(each)));
    return list;
}

void add_limits(nb::dict& dict, const NumberLimits& limits) {
    dict["is_whole"] = limits.is_whole;
    dict["least"] = shown(limits.from);
    dict["greatest"] = shown(limits.to);
}

nb::dict shown_field(const FieldInfo& field) {
    nb::dict dict;
    dict["name"] = shown(field.name);
    dict["key"] = shown(field.key);
    dict["kind"] = shown(key(field.kind));
    dict["unit"] = shown(field.unit);
    dict["codes"] = texts(field.codes);
    dict["labels"] = texts(field.labels);
    add_limits(dict, field.limits);
    return dict;
}

nb::tuple shown_span(const Span& span) {
    return nb::make_tuple(span.begin, span.end);
}

/// Lines and columns from 1, as the drawn text has them; columns in code points. Lines end with LF,
/// CR LF or CR.
nb::tuple line_and_column(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    std::size_t line = 1;
    std::size_t column = 1;
    constexpr unsigned top_bits = 0xC0;
    constexpr unsigned follows = 0x80;
    if (before.starts_with("\xEF\xBB\xBF")) column = 0;  // a byte order mark is no column
    for (std::size_t at = 0; at < before.size(); ++at) {
        const char byte = before[at];
        if (byte == '\n' || (byte == '\r' && text.substr(at + 1, 1) != "\n")) {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(byte) & top_bits) != follows) {
            ++column;
        }
    }
    return nb::make_tuple(line, column);
}

nb::dict shown_problem(const Diagnostic& problem, std::string_view text) {
    nb::dict dict;
    dict["severity"] = shown(key(problem.severity));
    dict["code"] = shown(problem.code);
    dict["message"] = shown(problem.message);
    dict["help"] = shown(problem.help);
    dict["path"] = shown(problem.path);
    const bool is_in_file = problem.path.empty();
    dict["span"] = is_in_file ? nb::object(shown_span(problem.span)) : nb::object(nb::none());
    const nb::tuple place =
        is_in_file ? line_and_column(text, problem.span.begin) : nb::make_tuple(0, 0);
    dict["line"] = place[0];
    dict["column"] = place[1];
    nb::list labels;
    for (const Label& label : problem.labels) {
        const nb::tuple at = line_and_column(text, label.span.begin);
        labels.append(nb::make_tuple(shown(label.text), shown_span(label.span), at[0], at[1]));
    }
    dict["labels"] = labels;
    nb::dict arguments;
    for (const Argument& each : problem.arguments) {
        arguments[shown(each.name)] = shown(each.value);
    }
    dict["arguments"] = arguments;
    nb::list fixes;
    for (const Fix& fix : problem.fixes) {
        nb::list edits;
        for (const Edit& edit : fix.edits) {
            edits.append(nb::make_tuple(shown_span(edit.span), shown(edit.text)));
        }
        fixes.append(nb::make_tuple(shown(fix.title), edits));
    }
    dict["fixes"] = fixes;
    return dict;
}

}  // namespace

nb::str shown(std::string_view text) {
    PyObject* const object =
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
    if (object == nullptr) throw nb::python_error();
    return nb::steal<nb::str>(object);
}

nb::object shown(const std::optional<Decimal>& number) {
    if (!number) return nb::none();
    return shown(std::string_view(number->to_text()));
}

nb::dict shown(const FactInfo& fact) {
    nb::dict dict;
    dict["name"] = shown(fact.name);
    dict["key"] = shown(fact.key);
    dict["kind"] = shown(key(fact.kind));
    dict["ask"] = shown(fact.ask);
    dict["whom"] = shown(key(fact.whom));
    dict["unit"] = shown(fact.unit);
    dict["codes"] = texts(fact.codes);
    dict["labels"] = texts(fact.labels);
    nb::list fields;
    for (const FieldInfo& field : fact.fields) fields.append(shown_field(field));
    dict["fields"] = fields;
    dict["each"] = shown(fact.each);
    add_limits(dict, fact.limits);
    return dict;
}

nb::dict shown(const RuleSet& rules, const RuleInfo& rule) {
    nb::dict dict;
    dict["id"] = shown(rule.id);
    dict["strictest"] = shown(key(rule.strictest));
    dict["if_unknown"] = shown(key(rule.if_unknown));
    dict["because"] = shown(rule.because);
    dict["sources"] = texts(rule.sources);
    dict["outcomes"] = positions(rule.outcomes);
    const auto ids = [&](std::span<const RuleId> all) {
        nb::list list;
        for (const RuleId each : all) list.append(shown(rules.rule(each).id));
        return list;
    };
    dict["overrides"] = ids(rule.overrides);
    dict["overridden_by"] = ids(rule.overridden_by);
    dict["sentence"] = shown(rule.sentence);
    dict["line"] = rule.line;
    dict["column"] = rule.column;
    dict["span"] = shown_span(rule.span);
    return dict;
}

nb::dict shown(const OutcomeInfo& outcome) {
    nb::dict dict;
    dict["id"] = shown(outcome.id);
    dict["verb"] = shown(key(outcome.verb));
    dict["name"] = shown(outcome.name);
    dict["say"] = shown(outcome.say);
    nb::list arguments;
    for (const OutcomeArgument& each : outcome.arguments) {
        arguments.append(nb::make_tuple(shown(each.name), shown(std::optional(each.value))));
    }
    dict["arguments"] = arguments;
    return dict;
}

nb::dict shown(const ScoreInfo& score) {
    nb::dict dict;
    dict["name"] = shown(score.name);
    dict["key"] = shown(score.key);
    dict["bands"] = texts(score.bands);
    return dict;
}

nb::dict shown(const SourceInfo& source) {
    nb::dict dict;
    dict["id"] = shown(source.id);
    dict["title"] = shown(source.title);
    dict["author"] = shown(source.author);
    dict["says"] = shown(source.says);
    return dict;
}

nb::dict shown(const RuleSet& rules, const Reason& reason) {
    nb::dict dict;
    dict["truth"] = shown(key(reason.truth));
    dict["is_negated"] = reason.is_negated;
    dict["op"] = shown(key(reason.op));
    nb::list facts;
    for (const Place& place : reason.facts) facts.append(shown(rules.path(place)));
    dict["facts"] = facts;
    dict["subject"] = shown(reason.subject);
    dict["value"] = shown(reason.value);
    dict["threshold"] = shown(reason.threshold);
    dict["text"] = shown(reason.text);
    dict["text_without_value"] = shown(reason.text_without_value);
    return dict;
}

nb::dict shown(const Question& question) {
    nb::dict dict;
    dict["fact"] = question.fact.index;
    dict["ask"] = shown(question.ask);
    dict["whom"] = shown(key(question.whom));
    dict["strictest"] = shown(key(question.strictest));
    dict["decides"] = question.decides;
    dict["rules"] = positions(question.rules);
    dict["paths"] = texts(question.paths);
    return dict;
}

nb::list shown(std::span<const Diagnostic> problems, std::string_view text) {
    nb::list list;
    for (const Diagnostic& each : problems) list.append(shown_problem(each, text));
    return list;
}

}  // namespace caveat::python
