// Reads what a record system is asked for, and whether a closed list can be taken at its word.
// Entrances: read_queries, add_usual_queries, check_closed_queries.

#include "mapping/context.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::mapping {

namespace {

using language::KeyedValues;
using language::Scalar;
using language::YamlNode;
using text::quoted;

// CDS Hooks 2.0, "Prefetch tokens": fields of the context that are simple, and the four user ids.
const std::vector<std::string> tokens{
    "context.patientId",      "context.userId", "context.encounterId", "userPractitionerId",
    "userPractitionerRoleId", "userPatientId",  "userRelatedPersonId"};

struct Parameter {
    std::string_view name;
    std::string_view value;
};

std::vector<Parameter> parameters_of(std::string_view text) {
    std::vector<Parameter> found;
    const std::size_t mark = text.find('?');
    if (mark == std::string_view::npos) return found;
    for (std::string_view rest = text.substr(mark + 1); !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find('&'));
        const std::size_t equals = std::min(one.find('='), one.size());
        found.push_back({one.substr(0, equals), one.substr(std::min(equals + 1, one.size()))});
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    }
    return found;
}

/// Lists are asked for where `none by` names the code of one.
constexpr std::string_view list_type = "List";

bool is_type(std::string_view name) {
    const auto rows = type_rows();
    return name == list_type || std::any_of(rows.begin(), rows.end(), [&](const TypeRow& row) {
               return !row.is_from_context && row.resource == name;
           });
}

std::vector<std::string> asked_types() {
    std::vector<std::string> names;
    for (const TypeRow& row : type_rows()) {
        if (!row.is_from_context) names.emplace_back(row.resource);
    }
    names.emplace_back(list_type);
    return names;
}

void check_tokens(Context& context, const Scalar& written) {
    const std::string& text = written.text;
    for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
        const std::size_t end = text.find("}}", at);
        const std::string token =
            text.substr(at + 2, end == std::string::npos ? end : end - at - 2);
        if (end != std::string::npos &&
            std::find(tokens.begin(), tokens.end(), token) != tokens.end()) {
            continue;
        }
        context
            .error("unknown-token",
                   written.span_of(at, end == std::string::npos ? text.size() : end + 2),
                   "no token is called " + quoted(token))
            .help(help_from_list(token, tokens));
        return;
    }
}

void check_parameters(Context& context, const Scalar& written) {
    for (const Parameter& each : parameters_of(written.text)) {
        const bool is_odd =
            each.name.find_first_of(":.") != std::string_view::npos ||
            (each.name.starts_with('_') && each.name != "_count" && each.name != "_sort");
        if (!is_odd) continue;
        const auto at = static_cast<std::size_t>(each.name.data() - written.text.data());
        context
            .warning("search-parameter", written.span_of(at, at + each.name.size()),
                     "not every record system answers a search by " + quoted(each.name))
            .help("all of them know `patient`, tokens and dates with `=`, `_count` and `_sort`");
    }
}

/// The template of a query, and the type that it brings.
void read_template(Context& context, const Scalar& written, Query& query) {
    query.template_text = written.text;
    const std::size_t end = std::min(written.text.find_first_of("?/"), written.text.size());
    query.resource = written.text.substr(0, end);
    if (!is_type(query.resource)) {
        context
            .error("unknown-type", written.span_of(0, end),
                   "nothing is read from " + quoted(query.resource))
            .help(help_from_list(query.resource, asked_types()));
        query.resource.clear();
    }
    check_tokens(context, written);
    check_parameters(context, written);
    query.is_newest_first = asks_newest_first(query.resource, written.text);
}

void read_query(Context& context, const Scalar& key, const YamlNode& node) {
    const YamlNode* const mapping = language::as_mapping(
        node, "a query", "write `{search: \"Condition?patient={{context.patientId}}\"}`",
        context.diagnostics);
    if (mapping == nullptr) return;
    const KeyedValues values(*mapping, "a query", {"read", "search", "required", "closed"},
                             context.diagnostics);
    const auto read = values.text("read");
    const auto search = values.text("search");
    Query query;
    query.key = key.text;
    query.span = key.span;
    if (read.has_value() == search.has_value()) {
        context.error("wrong-form", key.span, "a query has one of `read` and `search`")
            .help(
                "write `read: \"Patient/{{context.patientId}}\"`, or `search: \"Condition?patient="
                "{{context.patientId}}\"`");
        return;
    }
    query.is_read = read.has_value();
    read_template(context, read ? *read : *search, query);
    if (const auto required = values.text("required")) {
        query.is_required = read_yes_no(context, *required, "required").value_or(false);
    }
    if (const YamlNode* closed = values.find("closed")) {
        const auto reason = language::as_text(*closed, "closed", context.diagnostics);
        if (reason && reason->text.find(' ') == std::string::npos) {  // `yes` is no reason
            context
                .error("closed-without-reason", reason->span,
                       "`closed` needs the reason why what is not in this list is not so")
                .help(
                    "write who sees to it, as in `closed: \"Problem lists are reconciled at each "
                    "visit.\"`, or take it out");
        } else if (reason && query.is_read) {
            context
                .error("closed-filtered", reason->span,
                       "one resource is no list that could be closed")
                .help("take `closed` out");
        } else if (reason) {
            query.closed = reason->text;
        }
    }
    context.tables.queries.push_back(std::move(query));
}

/// Every code of a source that reads a query, and whether a filter by codes lets all through.
bool lets_through(std::string_view filter, const FactSource& source) {
    const auto is_named = [&](const Coding& code) {
        if (code.is_prefix) return false;
        const std::string wanted = code.system + "|" + code.code;
        for (std::string_view rest = filter; !rest.empty();) {
            const std::string_view one = rest.substr(0, rest.find(','));
            if (one == wanted || one == code.code) return true;
            rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        }
        return false;
    };
    const auto all_named = [&](const CodeTable& table) {
        return std::all_of(table.codings().begin(), table.codings().end(), is_named);
    };
    return all_named(source.exact) && all_named(source.kinds) &&
           (!source.is_told_by_answers() ||
            std::all_of(source.answers.codes.begin(), source.answers.codes.end(), all_named));
}

}  // namespace

bool asks_newest_first(std::string_view resource, std::string_view url) {
    bool is_first = false;
    for (const Parameter& each : parameters_of(url)) {
        if (each.name != "_sort") continue;
        const std::string_view by = each.value.substr(0, each.value.find(','));
        is_first = by == (resource == "QuestionnaireResponse" ? "-authored" : "-date");
    }
    return is_first;
}

void read_queries(Context& context, const YamlNode* node) {
    if (node == nullptr) return;
    const YamlNode* const mapping = language::as_mapping(
        *node, "`queries`", "write a key and a query on each line", context.diagnostics);
    if (mapping == nullptr) return;
    for (const language::YamlPair& pair : mapping->pairs) read_query(context, pair.key, pair.value);
}

void add_usual_queries(Context& context) {
    for (const TypeRow& row : type_rows()) {
        if (row.is_from_context) continue;
        const auto& queries = context.tables.queries;
        const bool is_brought = std::any_of(queries.begin(), queries.end(), [&](const Query& each) {
            return each.resource == row.resource;
        });
        const bool is_used = std::any_of(
            context.tables.facts.begin(), context.tables.facts.end(), [&](const FactMapping& fact) {
                return std::any_of(
                    fact.sources.begin(), fact.sources.end(),
                    [&](const FactSource& source) { return source.from == row.type; });
            });
        if (is_brought || !is_used) continue;
        Query query;
        query.key = row.resource;
        query.resource = row.resource;
        query.is_read = row.type == RecordType::patient;
        query.template_text = query.is_read ? "Patient/{{context.patientId}}"
                                            : query.resource + "?patient={{context.patientId}}";
        context.tables.queries.push_back(std::move(query));
    }
}

void check_closed_queries(Context& context) {
    for (std::uint32_t i = 0; i < context.tables.queries.size(); ++i) {
        const Query& query = context.tables.queries[i];
        if (query.closed.empty()) continue;
        for (const Parameter& each : parameters_of(query.template_text)) {
            if (each.name == "patient" || each.name == "subject" || each.name == "_sort") continue;
            bool is_good = each.name == "code";
            for (std::uint32_t fact = 0; is_good && fact < context.tables.facts.size(); ++fact) {
                for (const FactSource& source : context.tables.facts[fact].sources) {
                    if (context.tables.asks(source, i) && !lets_through(each.value, source)) {
                        is_good = false;
                    }
                }
            }
            if (is_good) continue;
            context
                .error("closed-filtered", query.span,
                       "the query " + quoted(query.key) + " is closed, but " +
                           quoted(std::string(each.name) + "=" + std::string(each.value)) +
                           " leaves something out of its list")
                .help(
                    "what was never asked for is not shown to be absent: take the parameter or "
                    "`closed` out");
        }
    }
}

}  // namespace caveat::mapping
