#include "adapters/service/served.hpp"

#include "mapping/tables.hpp"

#include <algorithm>

namespace caveat::service {

namespace {

std::string mapping_beside(const std::string& rules) {
    constexpr std::string_view end = ".yaml";
    const bool is_yaml = rules.ends_with(end);
    return rules.substr(0, rules.size() - (is_yaml ? end.size() : 0)) + ".fhir.yaml";
}

}  // namespace

const ServedRules* Served::find(std::string_view id) const {
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const ServedRules& each) { return each.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

LoadedServed load_served(const mapping::ServeConfig& config) {
    LoadedServed loaded;
    auto served = std::make_shared<Served>();
    bool is_good = true;
    for (const std::string& file : config.rules) {
        const Loaded rules = load_file(file);
        loaded.messages += render(rules);
        if (!rules.rules) {
            is_good = false;
            continue;
        }
        const LoadedMapping mapping = load_fhir_mapping(*rules.rules, mapping_beside(file));
        for (const Diagnostic& each : mapping.diagnostics) {
            loaded.messages += render(each, mapping.source);
        }
        if (!mapping.mapping) {
            is_good = false;
            continue;
        }
        const std::string id = mapping.mapping->tables().form.id;
        if (served->find(id) != nullptr) {
            loaded.messages += file + ": error: another rule set has the id `" + id + "`\n";
            is_good = false;
        }
        served->rules.push_back({*rules.rules, *mapping.mapping, id});
    }
    for (const mapping::Client& client : config.clients) {
        for (const std::string& id : client.services) {
            if (!is_good || served->find(id) != nullptr) continue;
            loaded.messages += "error: the client `" + client.name + "` may use the service `" +
                               id + "`, and there is none\n";
            is_good = false;
        }
    }
    if (is_good) loaded.served = std::move(served);
    return loaded;
}

}  // namespace caveat::service
