// Entrance: read_value_set.

#include "adapters/fhir/value_set.hpp"

#include "adapters/fhir/record.hpp"

#include <charconv>
#include <string>
#include <utility>

namespace caveat::fhir {

namespace {

constexpr std::size_t most_set_bytes = 64U * 1024U * 1024U;
constexpr std::size_t most_set_values = 16'000'000;

mapping::ValueSet unusable(std::string problem, std::string help) {
    mapping::ValueSet set;
    set.problem = std::move(problem);
    set.help = std::move(help);
    return set;
}

/// Whether records that are written as the system has it could never have this code: `M545`, and
/// not `M54.5`. Chapters and groups (`XIII`, `M50-M54`) stand in no record.
bool is_never_met(std::string_view system, std::string_view code) {
    if (code.front() == ' ' || code.back() == ' ') return true;
    const bool is_group = code.find('-') != std::string_view::npos ||
                          (code.size() > 1 && (code[1] < '0' || code[1] > '9'));
    return mapping::has_prefixes(system) && !is_group && !mapping::is_written_well(system, code);
}

void add_coding(mapping::ValueSet& set, std::string_view system, Element coding) {
    const std::string_view code = coding["code"].text();
    if (code.empty()) {
        set.problem = "a code of it is missing, or no text";
        set.help = "each entry of a value set has its code, in quotes";
        return;
    }
    if (system.empty()) {
        set.problem = "its code `" + std::string(code) + "` is of no system";
        set.help = "each code of a value set names its system";
        return;
    }
    if (is_never_met(system, code)) {
        set.problem =
            "its code `" + std::string(code) + "` is not written as its system writes codes";
        set.help =
            "write each code alone, in ICD-10 in capitals and with its point, as in `M54.50`";
        return;
    }
    set.codes.push_back(
        {std::string(system), std::string(code), std::string(coding["display"].text()), false, {}});
}

/// Entries of an expansion, however nested. `entries` counts them as `total` does.
void add_contained(mapping::ValueSet& set, Element list, std::size_t& entries) {
    list.each([&](Element entry) {
        ++entries;
        // Some only hold others together.
        const bool is_group = entry["abstract"].is_true() ||
                              (!entry["code"].exists() && entry["contains"].first().exists());
        if (!is_group) add_coding(set, entry["system"].text(), entry);
        add_contained(set, entry["contains"], entries);
    });
}

/// Whether a server says that this is not all: it was too much, or cannot be written out.
bool is_shortened(Element expansion) {
    constexpr std::string_view base = "http://hl7.org/fhir/StructureDefinition/valueset-";
    bool found = false;
    expansion["extension"].each([&](Element extension) {
        const std::string_view url = extension["url"].text();
        const bool is_meant = url.starts_with(base) && (url.substr(base.size()) == "toocostly" ||
                                                        url.substr(base.size()) == "unclosed");
        const Element value = extension["valueBoolean"];
        const bool is_denied = value.is(NodeKind::boolean) && !value.is_true();
        found = found || (is_meant && !is_denied);
    });
    expansion["parameter"].each([&](Element parameter) {
        const std::string_view name = parameter["name"].text();
        found = found || (name == "limitedExpansion" && parameter["valueBoolean"].is_true()) ||
                name == "count" || name == "offset" || name == "filter";
    });
    return found || expansion["next"].exists() || expansion["offset"].exists();
}

mapping::ValueSet from_expansion(Element expansion) {
    mapping::ValueSet set;
    std::size_t entries = 0;
    if (is_shortened(expansion)) {
        return unusable("its expansion is shortened", "expand it as a whole, without `count`");
    }
    add_contained(set, expansion["contains"], entries);
    if (const Element total = expansion["total"]; total.is(NodeKind::number)) {
        const std::string_view digits = total.node()->text;
        std::size_t count = 0;
        const auto [end, problem] =
            std::from_chars(digits.data(), digits.data() + digits.size(), count);
        if (problem != std::errc() || end != digits.data() + digits.size() || count > entries) {
            return unusable("its `total` is " + std::string(digits) + ", and " +
                                std::to_string(entries) + " codes are there",
                            "expand it as a whole");
        }
    }
    return set;
}

mapping::ValueSet from_compose(Element compose) {
    mapping::ValueSet set;
    const std::string help =
        "ask a terminology server to expand it (`$expand`), and keep what comes";
    if (compose["exclude"].exists())
        return unusable("it excludes codes, and is not expanded", help);
    std::string problem;
    compose["include"].each([&](Element include) {
        if (include["filter"].exists()) problem = "it filters a code system, and is not expanded";
        if (include["valueSet"].exists()) problem = "it imports a value set, and is not expanded";
        if (!include["concept"].exists())
            problem = "it takes a whole code system, and is not expanded";
        include["concept"].each([&](Element concept_entry) {
            add_coding(set, include["system"].text(), concept_entry);
        });
    });
    return problem.empty() ? set : unusable(problem, help);
}

}  // namespace

mapping::ValueSet read_value_set(std::string_view text) {
    JsonTree tree;
    json::TreeLimits limits;
    limits.bytes = most_set_bytes;
    limits.values = most_set_values;
    limits.what = "value set";
    if (const auto problem = tree.read(text, limits)) {
        return unusable(problem->message, "it is a FHIR ValueSet as JSON");
    }
    const Element root(tree, &tree.root());
    if (root["resourceType"].text() != "ValueSet") {
        return unusable("this is no FHIR ValueSet", "its `resourceType` is `ValueSet`");
    }
    if (std::string why = why_unreadable(root); !why.empty()) {
        return unusable(std::move(why), "it was not read on; ask whoever publishes it");
    }
    mapping::ValueSet set = root["expansion"].exists() ? from_expansion(root["expansion"])
                                                       : from_compose(root["compose"]);
    if (!set.problem.empty()) return unusable(std::move(set.problem), std::move(set.help));
    if (set.codes.empty()) {
        return unusable("there is no code in it", "an empty value set would match nothing");
    }
    set.url = root["url"].text();
    set.version = root["version"].text();
    const std::string_view status = root["status"].text();
    if (status != "active") {
        set.warning = status.empty() ? "has no status" : "is " + std::string(status);
    }
    return set;
}

}  // namespace caveat::fhir
