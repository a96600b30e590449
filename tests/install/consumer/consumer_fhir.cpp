// Reads a record, writes the form and the cards: with what was installed, and nothing else.

#include <caveat/fhir.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <iostream>
#include <vector>

int main() {
    const caveat::Loaded loaded = caveat::load_text(
        "caveat: 1\nid: fever\nfacts: {fever: {type: yes/no, ask: \"Fever?\"}}\n"
        "outcomes: {avoid massage: Not today.}\nrules: [{id: hot, rule: fever → avoid massage}]\n");
    if (!loaded.rules) return 1;
    const caveat::LoadedMapping mapping = caveat::load_fhir_mapping_text(
        *loaded.rules,
        "fhir: 1\nfor: fever\nfacts: {fever: {from: Condition, coded as: {snomed: 386661006}}}\n");
    if (!mapping.mapping) return 1;
    constexpr std::string_view record =
        R"({"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"clinicalStatus":)"
        R"({"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},)"
        R"("code":{"coding":[{"system":"http://snomed.info/sct","code":"386661006"}]}})";
    const std::vector<caveat::Delivery> deliveries{{{}, record}};
    caveat::FhirReader reader(*mapping.mapping);
    caveat::FhirReadOptions options;
    options.as_of = caveat::Date::from_text("2026-11-20");
    const caveat::Screening screening = caveat::screen(reader.read(deliveries, options));
    const std::vector<caveat::CardSubject> subjects{{&screening, reader.origins(), {}}};
    const caveat::Cards cards = caveat::write_cards(*mapping.mapping, subjects);
    std::cout << cards.shown.size() << " card, "
              << caveat::write_questionnaire(*mapping.mapping).size() << " bytes of a form\n";
    return cards.shown.size() == 1 ? 0 : 1;
}
