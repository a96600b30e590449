// Reads what is taken from a record, and how its values become answers of the fact.

#include "mapping/source_reader.hpp"
#include "text/names.hpp"

#include <string>
#include <vector>

namespace caveat::mapping {

using language::KeyedValues;
using language::Scalar;
using language::YamlNode;
using text::quoted;

bool SourceReader::read_records() {
    refuse("take", "its fields say what is taken", "write it under `fields`");
    refuse("answers", "its fields have answers", "write it under `fields`");
    if (!is({RecordType::procedure, RecordType::encounter})) {
        context_
            .error("wrong-kind", place_,
                   quoted(fact_.name) + " is a list of records, and those are not read from " +
                       quoted(row().from))
            .help(
                "read them from `Procedure` or `Encounter`, or name the fact under `form "
                "only`");
        return false;
    }
    const YamlNode* const fields = values_.find("fields");
    if (fields == nullptr) {
        values_.require("fields", place_,
                        "write where each field comes from: `fields: {date: performed}`");
        return false;
    }
    source_.fields = read_fields(context_, *fields, index_, source_.from);
    return true;
}

bool SourceReader::read_take() {
    refuse("fields", quoted(fact_.name) + " is no list of records", "take it out");
    const YamlNode* const written = values_.find("take");
    if (written != nullptr && written->kind == YamlNode::Kind::mapping) {
        return read_extension(*written);
    }
    const auto take = values_.text("take");
    if (!take && source_.from == RecordType::patient) {
        values_.require("take", place_,
                        "write one of `take: birth date`, `take: age`, `take: gender` and "
                        "`take: deceased`");
        return false;
    }
    if (take && !find_take(*take)) return false;
    if (gives(source_.take, fact_.type.kind)) return check_time_unit(take ? take->span : place_);
    std::vector<std::string> fitting;
    for (const Take each : row().takes) {
        if (gives(each, fact_.type.kind))
            fitting.emplace_back("take: " + std::string(name_of(each)));
    }
    context_
        .error("wrong-kind", take ? take->span : place_,
               quoted(fact_.name) + " is " + std::string(kind_word(fact_.type.kind)) + ", and " +
                   quoted(name_of(source_.take)) + " of " + quoted(row().from) + " is none")
        .help(fitting.empty() ? "read it from something else, or name it under `form only`"
                              : "write " + listed(fitting));
    return false;
}

bool SourceReader::read_extension(const YamlNode& node) {
    constexpr std::string_view help =
        "write the URL that the record has, as in `take: {extension: \"https://…\"}`";
    const KeyedValues values(node, "what is taken", {"extension"}, context_.diagnostics);
    values.require("extension", node.span, help);
    const auto url = values.text("extension");
    if (!url) return false;
    if (url->text.find(':') == std::string::npos) {
        context_.error("unknown-word", url->span, quoted(url->text) + " is no URL of an extension")
            .help(std::string(help));
        return false;
    }
    source_.take = Take::extension;
    source_.extension = url->text;
    return true;
}

bool SourceReader::find_take(const Scalar& take) {
    std::vector<std::string> names;
    const std::string wanted = text::canonical_name(take.text);
    for (const Take each : row().takes) {
        names.emplace_back(name_of(each));
        if (names.back() != wanted) continue;
        source_.take = each;
        return true;
    }
    context_
        .error("unknown-word", take.span,
               quoted(take.text) + " cannot be taken from " + quoted(row().from))
        .help(help_from_list(take.text, names));
    return false;
}

bool SourceReader::check_time_unit(Span place) {
    const std::string_view unit = time_unit(source_.take);
    if (source_.take != Take::count && unit.empty()) return true;
    const auto measured = values::find_unit(unit);
    const bool fits =
        unit.empty()
            ? !fact_.type.unit || fact_.type.unit->dimension.is_none()
            : !fact_.type.unit || (measured && values::is_same_kind(*measured, *fact_.type.unit));
    if (fits) return true;
    context_
        .error("wrong-unit", place,
               quoted(name_of(source_.take)) + " is counted in " +
                   (unit.empty() ? std::string("plain numbers") : quoted(unit)) + ", and " +
                   quoted(fact_.name) + " in " + quoted(fact_.type.unit->symbol))
        .help("take something else, or give the fact another unit in the rule file");
    return false;
}

void SourceReader::read_values() {
    const bool is_value = source_.take == Take::value || source_.take == Take::extension;
    const bool is_coded = is_value || source_.take == Take::gender ||
                          fact_.type.kind == FactKind::choice ||
                          fact_.type.kind == FactKind::choices;
    if (is_coded) {
        source_.answers = read_answers(context_, values_, fact_.type, fact_.name, place_);
    } else {
        for (const std::string_view key : {"answers", "yes when", "no when"}) {
            refuse(key, "what is taken is no coded value", "take it out");
        }
    }
    if (source_.from == RecordType::observation) {
        source_.component = codes("component");
    } else {
        refuse("component", "only an Observation has components", "take it out");
    }
    if (is_value && fact_.type.kind == FactKind::number) {
        source_.units = read_units(context_, values_, fact_.type, place_);
    } else {
        for (const std::string_view key : {"unit", "local units"}) {
            refuse(key, "what is taken is no measured value", "take it out");
        }
    }
    if (fact_.type.kind == FactKind::yes_no && source_.take == Take::gender &&
        source_.answers.yes.empty()) {
        context_.error("missing-key", place_, "a yes/no fact needs to know which gender means yes")
            .help(
                "write `yes when: {\"http://hl7.org/fhir/administrative-gender\": female}`, "
                "and `no when`");
    }
}

}  // namespace caveat::mapping
