// Entrances: CodeTable::contains, is_written_well.

#include "mapping/code_table.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace caveat::mapping {

namespace {

struct System {
    std::string_view name;
    std::string_view url;
    bool is_tree;
};

// Source: HL7 Terminology, "External code systems" (terminology.hl7.org), as FHIR R4 names them.
constexpr std::array systems{
    System{"snomed", "http://snomed.info/sct", false},
    System{"loinc", "http://loinc.org", false},
    System{"icd10", "http://hl7.org/fhir/sid/icd-10", true},
    System{"icd10cm", "http://hl7.org/fhir/sid/icd-10-cm", true},
    System{"icd10gm", "http://fhir.de/CodeSystem/bfarm/icd-10-gm", true},
    System{"rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm", false},
    System{"atc", "http://www.whocc.no/atc", true},
    System{"ucum", "http://unitsofmeasure.org", false},
    System{"cvx", "http://hl7.org/fhir/sid/cvx", false},
};

bool comes_before(const Coding& a, const Coding& b) {
    return std::tie(a.system, a.code, a.is_prefix) < std::tie(b.system, b.code, b.is_prefix);
}

bool is_covered(const Coding& wide, std::string_view code) {
    return wide.is_prefix ? code.starts_with(wide.code) : code == wide.code;
}

}  // namespace

CodeTable::CodeTable(std::vector<Coding> codings) : codings_(std::move(codings)) {
    std::stable_sort(codings_.begin(), codings_.end(), comes_before);
    const auto same = [](const Coding& a, const Coding& b) {
        return !comes_before(a, b) && !comes_before(b, a);
    };
    codings_.erase(std::unique(codings_.begin(), codings_.end(), same), codings_.end());
    for (const Coding& each : codings_) {
        if (each.is_prefix) longest_prefix_ = std::max(longest_prefix_, each.code.size());
    }
}

bool CodeTable::contains(std::string_view system, std::string_view code) const {
    const auto has = [&](std::string_view written, bool is_prefix) {
        const auto before = [&](const Coding& each, std::string_view wanted) {
            return std::tuple(std::string_view(each.system), std::string_view(each.code),
                              each.is_prefix) < std::tuple(system, wanted, is_prefix);
        };
        const auto found = std::lower_bound(codings_.begin(), codings_.end(), written, before);
        return found != codings_.end() && found->system == system && found->code == written &&
               found->is_prefix == is_prefix;
    };
    if (has(code, false)) return true;
    for (std::size_t length = 1; length <= std::min(code.size(), longest_prefix_); ++length) {
        if (has(code.substr(0, length), true)) return true;
    }
    return false;
}

bool CodeTable::has_below(std::string_view system, std::string_view code) const {
    if (!has_prefixes(system)) return false;
    const auto before = [&](const Coding& each, std::string_view wanted) {
        return std::tuple(std::string_view(each.system), std::string_view(each.code)) <=
               std::tuple(system, wanted);
    };
    // All that begin with it come after it.
    const auto found = std::lower_bound(codings_.begin(), codings_.end(), code, before);
    return found != codings_.end() && found->system == system && found->code.starts_with(code);
}

bool CodeTable::names_system(std::string_view system) const {
    const auto before = [](const Coding& each, std::string_view wanted) {
        return std::string_view(each.system) < wanted;
    };
    const auto found = std::lower_bound(codings_.begin(), codings_.end(), system, before);
    return found != codings_.end() && found->system == system;
}

const Coding* CodeTable::shared_with(const CodeTable& other) const {
    for (const Coding& mine : codings_) {
        if (!mine.is_prefix && other.contains(mine.system, mine.code)) return &mine;
        if (!mine.is_prefix) continue;
        const bool is_met =
            std::any_of(other.codings_.begin(), other.codings_.end(), [&](const Coding& each) {
                return each.system == mine.system &&
                       (is_covered(mine, each.code) || is_covered(each, mine.code));
            });
        if (is_met) return &mine;
    }
    return nullptr;
}

std::string_view built_in_system(std::string_view name) {
    for (const System& each : systems) {
        if (each.name == name) return each.url;
    }
    return {};
}

std::vector<std::string> built_in_systems() {
    std::vector<std::string> names;
    for (const System& each : systems) names.emplace_back(each.name);
    return names;
}

bool has_prefixes(std::string_view system_url) {
    return std::any_of(systems.begin(), systems.end(),
                       [&](const System& each) { return each.is_tree && each.url == system_url; });
}

bool is_written_well(std::string_view system_url, std::string_view code) {
    if (code.empty() || code.front() == ' ' || code.back() == ' ') return false;
    if (system_url == built_in_system("snomed")) {
        return code.find_first_of(" :|=+{}(),") == std::string_view::npos;
    }
    if (!has_prefixes(system_url)) return true;
    const bool is_small =
        std::any_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    constexpr std::size_t before_point = 3;
    const bool is_icd = system_url != built_in_system("atc");
    const bool has_point = code.size() <= before_point || code[before_point] == '.';
    return !is_small && (!is_icd || has_point);
}

}  // namespace caveat::mapping
