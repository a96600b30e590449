#include "adapters/service/discovery.hpp"

#include "adapters/json/json_writer.hpp"
#include "mapping/tables.hpp"

#include <algorithm>
#include <string>

namespace caveat::service {

namespace {

/// Whether a fact, or the form of the rules, is read from what it brings.
bool is_needed(const mapping::Tables& tables, std::uint32_t query) {
    const mapping::Query& asked = tables.queries[query];
    if (asked.is_required || asked.resource == "QuestionnaireResponse" ||
        asked.resource == "List") {
        return true;
    }
    return std::any_of(tables.facts.begin(), tables.facts.end(), [&](const auto& fact) {
        return std::any_of(fact.sources.begin(), fact.sources.end(), [&](const auto& source) {
            return !mapping::row_of(source.from).is_from_context && tables.asks(source, query);
        });
    });
}

void put(json::JsonWriter& out, std::string_view key, std::string_view text) {
    if (text.empty()) return;
    out.key(key);
    out.text(text);
}

void write_entry(json::JsonWriter& out, const ServedRules& rules, const mapping::Hook& hook) {
    const mapping::Tables& tables = rules.mapping.tables();
    const std::string title(rules.rules.title().empty() ? rules.id : rules.rules.title());
    const mapping::Service& service = tables.service;
    out.begin_object();
    put(out, "hook", hook.name);
    put(out, "title", service.title.empty() ? title : service.title);
    put(out, "description", service.description.empty() ? title : service.description);
    put(out, "id", rules.id);
    bool has_prefetch = false;
    for (std::uint32_t query = 0; query < tables.queries.size(); ++query) {
        if (!is_needed(tables, query)) continue;
        if (!has_prefetch) {
            out.key("prefetch");
            out.begin_object();
        }
        has_prefetch = true;
        put(out, tables.queries[query].key, tables.queries[query].template_text);
    }
    if (has_prefetch) out.end_object();
    put(out, "usageRequirements", service.usage);
    out.end_object();
}

}  // namespace

Response discovery(const Served& served, const mapping::ServeConfig&) {
    json::JsonWriter out(true);
    out.begin_object();
    out.key("services");
    out.begin_list();
    for (const ServedRules& rules : served.rules) {
        for (const mapping::Hook& hook : rules.mapping.tables().service.hooks) {
            write_entry(out, rules, hook);
        }
    }
    out.end_list();
    out.end_object();
    return {200, "application/json", out.take()};
}

Response unauthorized(const Caller& caller, Done& done) {
    done.refusal = caller.refusal;
    if (caller.is_busy) {
        Response response = refusal(503, "throttled", "", "too many requests at once");
        response.headers.emplace_back("Retry-After", "60");
        return response;
    }
    Response response = refusal(401, "login", "", "a token is needed that is good here");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

}  // namespace caveat::service
