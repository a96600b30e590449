// Any bytes as a mapping for fixed rules: loading ends, every mistake has its place in the text,
// and a mapping that loads can be used for everything.

#include <caveat/diagnostic.hpp>
#include <caveat/fhir.hpp>
#include <caveat/fhir_codes.hpp>

#include "fhir_rules.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    // Files that it names are no part of the input.
    if (text.find("value") != std::string_view::npos) return 0;
    const caveat::LoadedMapping loaded = caveat::load_fhir_mapping_text(fuzz::rules(), text);
    bool has_error = false;
    for (const caveat::Diagnostic& each : loaded.diagnostics) {
        has_error = has_error || each.severity == caveat::Severity::error;
        if (each.span.begin > each.span.end || each.span.end > text.size()) std::abort();
        if (each.message.empty() || caveat::render(each, loaded.source).empty()) std::abort();
    }
    if (has_error == loaded.mapping.has_value()) std::abort();
    if (!loaded.mapping) return 0;
    const caveat::FhirMapping& mapping = *loaded.mapping;
    if (caveat::write_questionnaire(mapping).empty()) std::abort();
    if (caveat::write_plan_definition(mapping).empty()) std::abort();
    if (caveat::source_attributes(mapping).attributes.size() != 13) std::abort();
    caveat::FhirReader reader(mapping);
    const caveat::Delivery nothing{"problems", {}, caveat::DeliveryState::empty};
    reader.read({&nothing, 1}, {});
    return 0;
}
