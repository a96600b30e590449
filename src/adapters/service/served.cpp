#include "adapters/service/served.hpp"

#include "mapping/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace caveat::service {

namespace {

std::string beside(const std::string& rules, std::string_view end_of_name) {
    constexpr std::string_view end = ".yaml";
    const bool is_yaml = rules.ends_with(end);
    return rules.substr(0, rules.size() - (is_yaml ? end.size() : 0)) + std::string(end_of_name);
}
std::string mapping_beside(const std::string& rules) {
    return beside(rules, ".fhir.yaml");
}

}  // namespace

const ServedRules* Served::find(std::string_view id) const {
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const ServedRules& each) { return each.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

LoadedServed load_served(const mapping::ServeConfig& config, const CheckCases& check_cases) {
    LoadedServed loaded;
    auto served = std::make_shared<Served>();
    bool is_good = true;
    for (const std::string& file : config.rules) {
        loaded.files.insert(loaded.files.end(), {file, mapping_beside(file)});
        if (config.requires_cases) loaded.files.push_back(beside(file, ".cases.yaml"));
        const Loaded rules = load_file(file);
        loaded.messages += render(rules);
        if (!rules.rules) {
            is_good = false;
            continue;
        }
        const LoadedMapping mapping = load_fhir_mapping(*rules.rules, mapping_beside(file));
        const auto& value_sets = mapping.value_set_files;
        loaded.files.insert(loaded.files.end(), value_sets.begin(), value_sets.end());
        for (const Diagnostic& each : mapping.diagnostics) {
            loaded.messages += render(each, mapping.source);
        }
        if (!mapping.mapping) {
            is_good = false;
            continue;
        }
        if (config.requires_cases) {
            const std::string failed =
                check_cases ? check_cases(file)
                            : file + ": error: nothing here can run cases, and they have to hold\n";
            loaded.messages += failed;
            is_good = is_good && failed.empty();
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

std::string stamp_of(const std::vector<std::string>& files) {
    std::string stamp;
    for (const std::string& file : files) {
        std::error_code unseen;
        const auto written = std::filesystem::last_write_time(file, unseen);
        const auto ticks = unseen ? 0 : written.time_since_epoch().count();
        const auto size = std::filesystem::file_size(file, unseen);
        stamp += file + '\n' + std::to_string(ticks) + '\n' +
                 (unseen ? std::string() : std::to_string(size)) + '\n';
    }
    return stamp;
}

}  // namespace caveat::service
