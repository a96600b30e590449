// What facts tell of who the patient is, for whoever has to know what rules look at. Entrance:
// read_about.

#include "mapping/context.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::mapping {

namespace {

using language::Scalar;
using language::YamlNode;
using text::quoted;

constexpr std::string_view nothing_of_it = "none";

/// What FHIR and US Core have as extensions of a patient.
constexpr std::array<std::pair<std::string_view, Personal>, 9> extensions_known{{
    {"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race", Personal::race},
    {"http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity", Personal::ethnicity},
    {"http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed",
     Personal::language},
    {"http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity",
     Personal::gender_identity},
    {"http://hl7.org/fhir/StructureDefinition/individual-genderIdentity",
     Personal::gender_identity},
    {"http://hl7.org/fhir/StructureDefinition/patient-genderIdentity", Personal::gender_identity},
    {"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex", Personal::sex},
    {"http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex", Personal::sex},
    {"http://hl7.org/fhir/StructureDefinition/patient-birthTime", Personal::date_of_birth},
}};

/// Notes what an element of the patient tells. False where the element does not say what it is.
bool classify(const FactSource& source, FactPersonal& personal) {
    bool is_known = source.from == RecordType::patient && source.take == Take::deceased;
    const auto tells = [&](Personal what) {
        is_known = true;
        personal.tells.set(static_cast<std::size_t>(what));
    };
    if (source.from == RecordType::patient) {
        if (source.take == Take::birth_date || source.take == Take::age) {
            tells(Personal::date_of_birth);
        }
        if (source.take == Take::gender) tells(Personal::sex);
    }
    for (const auto& [url, what] : extensions_known) {
        if (source.extension == url) tells(what);
    }
    return is_known;
}

class AboutReader {
  public:
    explicit AboutReader(Context& context) : context_(context) {}

    void read(const YamlNode& node) {
        const YamlNode* const mapping = language::as_mapping(
            node, "`about`", "write a fact and what it tells: `{age group: [date of birth]}`",
            context_.diagnostics);
        if (mapping == nullptr) return;
        for (const language::YamlPair& pair : mapping->pairs) {
            const auto words = language::as_texts(pair.value, pair.key.text, context_.diagnostics);
            if (const auto fact = context_.fact(pair.key)) {
                read_fact(context_.tables.personal[*fact], words);
            }
        }
    }

  private:
    void read_fact(FactPersonal& personal, const std::vector<Scalar>& words) {
        for (const Scalar& word : words) read_word(personal, word);
        for (const Scalar& word : words) {
            if (text::canonical_name(word.text) != nothing_of_it || personal.tells.none()) continue;
            context_
                .error("wrong-value", word.span,
                       "it tells something, by its other words or by where it comes from")
                .help("take `none` out");
        }
    }

    void read_word(FactPersonal& personal, const Scalar& word) {
        const std::string name = text::canonical_name(word.text);
        personal.is_classified = true;
        if (name == nothing_of_it) return;
        for (std::size_t i = 0; i < personal_words.size(); ++i) {
            if (name != personal_words[i]) continue;
            personal.tells.set(i);
            return;
        }
        std::vector<std::string> known(personal_words.begin(), personal_words.end());
        known.emplace_back(nothing_of_it);
        context_
            .error("unknown-word", word.span,
                   quoted(word.text) + " is none of the things that source attributes name")
            .help(help_from_list(word.text, known));
    }

    Context& context_;
};

}  // namespace

void read_about(Context& context, const YamlNode* node) {
    Tables& tables = context.tables;
    for (std::size_t fact = 0; fact < tables.facts.size(); ++fact) {
        // Of what one of its sources tells, the others may tell more.
        const std::vector<FactSource>& sources = tables.facts[fact].sources;
        const auto known = std::count_if(
            sources.begin(), sources.end(),
            [&](const FactSource& each) { return classify(each, tables.personal[fact]); });
        tables.personal[fact].is_classified =
            known > 0 && static_cast<std::size_t>(known) == sources.size();
    }
    if (node != nullptr) AboutReader(context).read(*node);
}

}  // namespace caveat::mapping
