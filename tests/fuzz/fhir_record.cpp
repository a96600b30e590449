// Any bytes as a patient's record, as a file and as the answer to a query: reading ends, the same
// bytes give the same profile whatever was read before, and what is written of it can be written.

#include <caveat/fhir.hpp>
#include <caveat/json.hpp>
#include <caveat/screen.hpp>

#include "fhir_rules.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string profile_of(caveat::FhirReader& reader, const caveat::Delivery& delivery) {
    caveat::FhirReadOptions options;
    options.as_of = caveat::Date::from_text("2026-11-20");
    return caveat::write_profile(reader.read({&delivery, 1}, options));
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const caveat::FhirMapping& mapping = fuzz::mapping();
    const std::string_view json(reinterpret_cast<const char*>(bytes), size);
    static caveat::FhirReader reader(mapping);
    for (const std::string_view query :
         {"", "problems", "observations", "forms", "context.draftOrders"}) {
        const caveat::Delivery delivery{query, json};
        const std::string profile = profile_of(reader, delivery);
        caveat::FhirReader another(mapping);
        if (profile_of(another, delivery) != profile) std::abort();
        caveat::FhirReadOptions options;
        options.as_of = caveat::Date::from_text("2026-11-20");
        const caveat::Screening screening = caveat::screen(reader.read({&delivery, 1}, options));
        const caveat::CardSubject subject{&screening, reader.origins(), {}};
        if (caveat::write_cards(mapping, {&subject, 1}).json.empty()) std::abort();
        if (caveat::write_guidance_response(screening, mapping).empty()) std::abort();
    }
    return 0;
}
