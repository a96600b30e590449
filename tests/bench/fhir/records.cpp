// How long a record takes: a Bundle into a profile beside simdjson's parse of the same bytes,
// memory taken for each resource once warm, and a profile into cards. Bundles look as those of
// made-up populations do: many resources, most of which are about nothing that the rules ask.
//
//   bench_records [ROUNDS]      medians of so many interleaved rounds (3)

#include <caveat/fhir.hpp>
#include <caveat/screen.hpp>

#include <simdjson.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

namespace {

std::atomic<std::size_t> allocations{0};

void* counted(std::size_t size) {
    ++allocations;
    void* const room = std::malloc(size == 0 ? 1 : size);
    if (room == nullptr) throw std::bad_alloc();
    return room;
}

}  // namespace

void* operator new(std::size_t size) {
    return counted(size);
}
void* operator new[](std::size_t size) {
    return counted(size);
}
void operator delete(void* room) noexcept {
    std::free(room);
}
void operator delete[](void* room) noexcept {
    std::free(room);
}
void operator delete(void* room, std::size_t) noexcept {
    std::free(room);
}
void operator delete[](void* room, std::size_t) noexcept {
    std::free(room);
}

namespace {

struct MadeRecord {
    std::string json;
    std::size_t resources = 0;
};

/// A patient with observations, conditions and procedures, about so many bytes long.
MadeRecord made(std::size_t bytes) {
    MadeRecord record{
        R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:p",)"
        R"("resource":{"resourceType":"Patient","id":"p","birthDate":"1971-04-02","gender":"female"}})",
        1};
    const auto resource = [](std::size_t number, const std::string& type, const std::string& rest) {
        const std::string id = std::to_string(number);
        return R"(,{"fullUrl":"urn:uuid:r)" + id + R"(","resource":{"resourceType":")" + type +
               R"(","id":"r)" + id +
               R"(","meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core"]},)"
               R"("subject":{"reference":"urn:uuid:p"},)" +
               rest + "}}";
    };
    for (std::size_t i = 0; record.json.size() < bytes; ++i, ++record.resources) {
        const std::string day = "2026-11-" + std::string(i % 20 < 9 ? "0" : "") +
                                std::to_string(i % 20 + 1) + "T10:00:00+01:00";
        if (i % 8 == 0) {
            record.json += resource(
                i, "Condition",
                R"("clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},)"
                R"("code":{"coding":[{"system":"http://snomed.info/sct","code":")" +
                    std::to_string(100000 + i) +
                    R"(","display":"a disorder"}],"text":"a disorder"},"recordedDate":")" + day +
                    '"');
        } else if (i % 8 == 1) {
            record.json += resource(
                i, "Procedure",
                R"("status":"completed","code":{"coding":[{"system":"http://snomed.info/sct","code":")" +
                    std::to_string(200000 + i) +
                    R"(","display":"a procedure"}]},"performedPeriod":{"start":")" + day +
                    R"(","end":")" + day + R"("})");
        } else {
            record.json += resource(
                i, "Observation",
                R"("status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],)"
                R"("code":{"coding":[{"system":"http://loinc.org","code":")" +
                    std::string(i % 64 == 2 ? "72514-3" : std::to_string(8000 + i) + "-1") +
                    R"(","display":"an observation"}]},"effectiveDateTime":")" + day +
                    R"(","valueQuantity":{"value":)" + std::to_string(i % 10) +
                    R"(,"unit":"{score}","system":"http://unitsofmeasure.org","code":"{score}"})");
        }
    }
    record.json += "]}";
    return record;
}

double seconds_of(const auto& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int count, char** words) {
    const int rounds = count > 1 ? std::max(1, std::atoi(words[1])) : 3;
    const std::string rule_file = CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml";
    const auto rules = caveat::load_file(rule_file);
    if (!rules.rules) return 2;
    const auto loaded = caveat::load_fhir_mapping(
        *rules.rules, CAVEAT_SOURCE_DIR "/rules/back-pain-massage.fhir.yaml");
    if (!loaded.mapping) return 2;
    caveat::FhirReader reader(*loaded.mapping);
    caveat::FhirReadOptions options;
    options.as_of = caveat::Date::from_text("2026-11-20");
    simdjson::dom::parser parser;
    std::size_t sum = 0;
    for (const std::size_t size : {50'000U, 500'000U, 5'000'000U}) {
        const MadeRecord record = made(size);
        const simdjson::padded_string padded(record.json);
        const std::size_t times = std::max<std::size_t>(1, 20'000'000 / size);
        const caveat::Delivery delivery{{}, record.json};
        const auto read = [&] { sum += reader.read({&delivery, 1}, options).problems().size(); };
        const auto parse = [&] { sum += parser.parse(padded).get_object().size(); };
        read();
        parse();
        std::vector<double> ours;
        std::vector<double> theirs;
        for (int round = 0; round < rounds; ++round) {
            const auto repeated = [&](const auto& work) {
                return seconds_of([&] {
                    for (std::size_t i = 0; i < times; ++i) work();
                });
            };
            theirs.push_back(repeated(parse) / static_cast<double>(times));
            ours.push_back(repeated(read) / static_cast<double>(times));
        }
        const std::size_t before = allocations;
        read();
        const double taken = static_cast<double>(allocations - before);
        std::printf(
            "%8zu bytes, %6zu resources: %9.1f us a record, %.2f x simdjson, %.2f allocations a "
            "resource\n",
            record.json.size(), record.resources, 1e6 * median(ours), median(ours) / median(theirs),
            taken / static_cast<double>(record.resources));
    }
    const MadeRecord record = made(50'000);
    const caveat::Delivery delivery{{}, record.json};
    const caveat::Profile profile = reader.read({&delivery, 1}, options);
    caveat::Screening screening;
    std::vector<double> cards;
    constexpr int times = 2000;
    for (int round = 0; round < rounds; ++round) {
        cards.push_back(seconds_of([&] {
                            for (int i = 0; i < times; ++i) {
                                caveat::screen(profile, screening);
                                const caveat::CardSubject subject{&screening, reader.origins(), {}};
                                sum +=
                                    caveat::write_cards(*loaded.mapping, {&subject, 1}).json.size();
                            }
                        }) /
                        times);
    }
    std::printf("profile to cards: %.1f us\n", 1e6 * median(cards));
    return sum == 0 ? 1 : 0;
}
