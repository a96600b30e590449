// Entrances: load_fhir_mapping, load_fhir_mapping_text.

#include <caveat/fhir.hpp>

#include "adapters/fhir/value_set.hpp"
#include "mapping/mapping_file.hpp"

#include <utility>

namespace caveat {

namespace {

const mapping::Query* query_called(const mapping::Tables& tables, std::string_view key) {
    for (const mapping::Query& each : tables.queries) {
        if (each.key == key) return &each;
    }
    return nullptr;
}

LoadedMapping loaded(mapping::ReadMapping read) {
    LoadedMapping result{
        {}, std::move(read.diagnostics), std::move(read.source), std::move(read.value_set_files)};
    if (read.tables) {
        result.mapping.emplace(std::make_shared<const mapping::Tables>(std::move(*read.tables)));
    }
    return result;
}

mapping::MappingLimits bounds(const FhirLimits& limits) {
    return {limits.file_bytes, limits.value_set_bytes, limits.value_set_codes};
}

}  // namespace

FhirMapping::FhirMapping(const RuleSet& rules)
    : tables_(std::make_shared<const mapping::Tables>(mapping::tables_of(rules))) {}

FhirMapping::FhirMapping(std::shared_ptr<const mapping::Tables> tables)
    : tables_(std::move(tables)) {}

const RuleSet& FhirMapping::rules() const {
    return tables_->rules;
}

std::string_view FhirMapping::sha256() const {
    return tables_->sha256;
}

std::vector<std::string_view> FhirMapping::queries() const {
    std::vector<std::string_view> keys;
    for (const mapping::Query& each : tables_->queries) keys.push_back(each.key);
    return keys;
}

std::string_view FhirMapping::query_template(std::string_view key) const {
    const mapping::Query* const query = query_called(*tables_, key);
    return query == nullptr ? std::string_view() : query->template_text;
}

bool FhirMapping::is_required(std::string_view key) const {
    const mapping::Query* const query = query_called(*tables_, key);
    return query != nullptr && query->is_required;
}

std::vector<std::string_view> FhirMapping::hooks() const {
    std::vector<std::string_view> names;
    for (const mapping::Hook& each : tables_->service.hooks) names.push_back(each.name);
    return names;
}

std::string FhirMapping::questionnaire() const {
    const mapping::Form& form = tables_->form;
    return form.version.empty() ? form.url : form.url + "|" + form.version;
}

LoadedMapping load_fhir_mapping(const RuleSet& rules, const std::string& path,
                                const FhirLimits& limits) {
    return loaded(mapping::read_mapping_file(rules, path, fhir::read_value_set, bounds(limits)));
}

LoadedMapping load_fhir_mapping_text(const RuleSet& rules, std::string_view text,
                                     const std::string& name, const FhirLimits& limits) {
    return loaded(mapping::read_mapping(rules, text, name, fhir::read_value_set, bounds(limits)));
}

}  // namespace caveat
