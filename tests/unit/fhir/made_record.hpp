#pragma once

// Records made by chance, in parts that can be taken away or looked at one by one.

#include "record_text.hpp"
#include "support/chance.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace caveat::testing {

/// A resource in parts that can be taken away one by one.
struct Made {
    std::string type;
    std::string id;
    std::string system;
    std::string code;
    std::string status;    ///< of a condition its clinical one
    std::string verified;  ///< of a condition
    std::string date;
    std::string value;
    std::string more;
    bool has_code = true;

    [[nodiscard]] std::string text() const {
        const std::string what = has_code ? coded(system, code) : R"({"text":"?"})";
        if (type == "Condition") {
            const std::string when = date.empty() ? "" : R"(,"recordedDate":")" + date + '"';
            return condition(id, what, status, verified, when + more);
        }
        if (type == "Procedure") return procedure(id, what, status, date, more);
        if (type == "QuestionnaireResponse") {
            return form_response(id, system, code, status, date, value);
        }
        return observation(id, what, status, date, value + more);
    }
};

struct MadeRecord {
    std::vector<Made> conditions;
    std::vector<Made> procedures;
    std::vector<Made> observations;
    std::vector<Made> forms;        ///< of others: `system` is which, `code` the question
    std::set<std::string> cut;      ///< queries that are one page of many
    std::set<std::string> missing;  ///< queries that were not delivered

    std::vector<Made>& list(std::size_t index) {
        return index == 0   ? conditions
               : index == 1 ? procedures
               : index == 2 ? observations
                            : forms;
    }
};

inline const std::vector<std::string> queries{"problems", "procedures", "observations", "forms"};

inline std::string day_of_november(std::size_t day) {
    return (day < 10 ? "2026-11-0" : "2026-11-") + std::to_string(day);
}

inline Made made_condition(Chance& chance, std::size_t index) {
    const std::vector<std::pair<std::string, std::string>> codes{
        {snomed, "BACK"}, {icd, "M54.50"},  {snomed, "ARTHRITIS"}, {icd, "M17.9"},
        {snomed, "NONE"}, {snomed, "KNEE"}, {loinc, "BACK"}};
    const auto& [system, code] = chance.pick(codes);
    return {"Condition",
            "c" + std::to_string(index),
            system,
            code,
            chance.pick<std::string>({"active", "active", "active", "resolved", ""}),
            chance.pick<std::string>({"", "confirmed", "confirmed", "refuted", "provisional"}),
            chance.percent(70) ? day_of_november(1 + chance.below(19)) : "",
            {},
            {},
            true};
}

inline Made made_procedure(Chance& chance, std::size_t index) {
    const std::vector<std::pair<std::string, std::string>> codes{
        {clinic, "G"}, {clinic, "D"}, {snomed, "PHYSIO"}, {snomed, "DIET"}, {snomed, "OTHER"}};
    const auto& [system, code] = chance.pick(codes);
    return {
        "Procedure",
        "p" + std::to_string(index),
        system,
        code,
        chance.pick<std::string>({"completed", "completed", "in-progress", "not-done", "unknown"}),
        {},
        chance.percent(80) ? day_of_november(1 + chance.below(19)) : "",
        {},
        {},
        true};
}

inline Made made_observation(Chance& chance, std::size_t index) {
    Made made{"Observation",
              "o" + std::to_string(index),
              loinc,
              chance.pick<std::string>({"PAIN", "WEIGHT", "MUSCLE", "OTHER"}),
              chance.pick<std::string>({"final", "final", "amended", "preliminary", "cancelled"}),
              {},
              day_of_november(1 + chance.below(20)),
              {},
              {},
              true};
    if (chance.percent(50)) made.date += "T08:" + std::to_string(10 + index % 40) + ":00Z";
    if (made.code == "WEIGHT") {
        made.value = quantity(std::to_string(60 + chance.below(40)), "kg");
    } else if (made.code == "MUSCLE") {
        made.value = R"("valueCodeableConcept":)" +
                     coded(clinic, chance.pick<std::string>({"CALM", "TENSE"}));
    } else {
        made.value = quantity(std::to_string(chance.below(11)), "{score}");
    }
    return made;
}

inline Made made_form(Chance& chance, std::size_t index) {
    Made made{"QuestionnaireResponse",
              "q" + std::to_string(index),
              chance.percent(80) ? form_of_others : "https://ehr.example/another",
              chance.percent(80) ? "pain" : "mood",
              chance.pick<std::string>(
                  {"completed", "completed", "amended", "in-progress", "entered-in-error"}),
              {},
              day_of_november(1 + chance.below(20)),
              {},
              {},
              true};
    if (chance.percent(50)) made.date += "T08:" + std::to_string(10 + index % 40) + ":00Z";
    if (chance.percent(90)) {
        made.value = R"({"valueInteger":)" + std::to_string(chance.below(11)) + "}";
    }
    return made;
}

inline MadeRecord made_record(Chance& chance) {
    MadeRecord record;
    for (std::size_t i = chance.below(4); i > 0; --i) {
        record.conditions.push_back(made_condition(chance, i));
    }
    for (std::size_t i = chance.below(4); i > 0; --i) {
        record.procedures.push_back(made_procedure(chance, i));
    }
    for (std::size_t i = chance.below(6); i > 0; --i) {
        record.observations.push_back(made_observation(chance, i));
    }
    for (std::size_t i = chance.below(3); i > 0; --i) {
        record.forms.push_back(made_form(chance, i));
    }
    return record;
}

/// One condition or procedure once more, with another status; of half of them it is said which
/// version is the later one.
inline void add_version(Chance& chance, MadeRecord& record) {
    std::vector<Made>& list = record.list(chance.below(2));
    if (list.empty()) return;
    Made& made = list[chance.below(list.size())];
    Made other = made;
    other.status = made.status == "unknown" ? "completed" : "unknown";
    if (made.type == "Condition") other.status = made.status == "active" ? "resolved" : "active";
    if (chance.percent(50)) {
        const bool is_later = chance.percent(50);
        made.more = std::string(R"(,"meta":{"versionId":")") + (is_later ? "1" : "2") + "\"}";
        other.more = std::string(R"(,"meta":{"versionId":")") + (is_later ? "2" : "1") + "\"}";
    }
    list.push_back(std::move(other));
}

/// Another one under the identifier of one; of half of them it is said which is newer.
inline void add_namesake(Chance& chance, MadeRecord& record) {
    std::vector<Made>& list = record.list(chance.below(3));
    if (list.empty()) return;
    Made& made = list[chance.below(list.size())];
    Made other = chance.percent(50) ? made : list[chance.below(list.size())];
    other.id += "n";
    const std::string identifier = R"(,"identifier":[{"system":"x","value":"1"}])";
    const bool is_dated = chance.percent(50);
    made.more = identifier + (is_dated ? R"(,"meta":{"lastUpdated":"2026-11-01T08:00:00Z"})" : "");
    other.more = identifier + (is_dated ? R"(,"meta":{"lastUpdated":"2026-11-02T08:00:00Z"})" : "");
    if (chance.percent(50)) other.date.clear();
    list.push_back(std::move(other));
}

struct Delivered {
    std::vector<std::string> texts;
    std::vector<Delivery> deliveries;
};

inline Delivered delivered(MadeRecord& record) {
    Delivered all;
    all.texts.push_back(patient());
    for (std::size_t i = 0; i < queries.size(); ++i) {
        std::vector<std::string> resources;
        for (const Made& each : record.list(i)) resources.push_back(each.text());
        const bool is_cut = record.cut.count(queries[i]) != 0;
        all.texts.push_back(
            searchset(resources, is_cut ? R"(,"link":[{"relation":"next","url":"x"}])" : ""));
    }
    all.deliveries.push_back({"patient", all.texts[0]});
    for (std::size_t i = 0; i < queries.size(); ++i) {
        if (record.missing.count(queries[i]) != 0) continue;
        all.deliveries.push_back({queries[i], all.texts[i + 1]});
    }
    return all;
}

inline Profile read_made(FhirReader& reader, MadeRecord& record) {
    const Delivered all = delivered(record);
    return reader.read(all.deliveries, on_the_day());
}

}  // namespace caveat::testing
