#pragma once

// One patient's record: the resources of all deliveries, each once, with what is known of its list.

#include <caveat/fhir.hpp>

#include "adapters/fhir/element.hpp"
#include "adapters/fhir/moment.hpp"
#include "mapping/code.hpp"
#include "mapping/tables.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::fhir {

/// Where a resource came from.
enum class Origination : std::uint8_t { file, query, appointments, drafts };

struct CodingView {
    std::string_view system;
    std::string_view code;
};

/// One resource. Views look into the texts of the record.
struct Resource {
    Element element;
    std::string_view type;
    std::string_view id;
    std::string_view full_url;
    std::string name;  ///< `Condition/5`, or `Condition[2]` of the second without an id
    Origination origination = Origination::file;
    std::vector<std::uint32_t> queries{};  ///< that brought it
    bool is_readable = true;               ///< else it is unread for every fact that reads its type
    bool is_left_out = false;              ///< a second copy, or about somebody else
    std::vector<CodingView> codings{};     ///< what it is about
};

/// An answer to the form of the rules, as somebody sent it back.
struct GivenForm {
    const Resource* resource = nullptr;
    mapping::Reading reading = mapping::Reading::yes;
    std::string row;                                           ///< why it reads so
    std::map<std::string_view, std::vector<Element>> items{};  ///< by linkId, at any depth
};

/// What is known of the answer to a query.
struct Answered {
    bool is_asked = false;     ///< something was delivered for it
    bool is_complete = false;  ///< and that is all of it
    bool is_looked = false;    ///< and it was looked, in part at least
};

/// Problems of the record, in the order in which they are found.
class Problems {
  public:
    void add(Diagnostic found) { found_.push_back(std::move(found)); }
    void error(mapping::DiagnosticCode code, std::string path, std::string message,
               std::string help) {
        add(made(Severity::error, code, std::move(path), std::move(message), std::move(help)));
    }
    void warning(mapping::DiagnosticCode code, std::string path, std::string message,
                 std::string help) {
        add(made(Severity::warning, code, std::move(path), std::move(message), std::move(help)));
    }
    static Diagnostic made(Severity severity, mapping::DiagnosticCode code, std::string path,
                           std::string message, std::string help);
    /// In an order that does not depend on that of the resources.
    std::vector<Diagnostic> take();

  private:
    std::vector<Diagnostic> found_;
};

struct Record {
    const mapping::Tables& tables;
    const FhirReadOptions& options;
    Problems problems{};
    std::vector<std::unique_ptr<JsonTree>> trees{};
    std::vector<Resource> resources{};
    std::vector<Answered> answered{};  ///< by query
    bool has_files = false;
    bool has_cut_file = false;            ///< a file that is one page of many
    std::string patient{};                ///< its id; empty where nobody is named
    std::optional<Diagnostic> refusal{};  ///< why nothing of it is read
    const Resource* patient_resource = nullptr;
    std::vector<GivenForm> forms{};

    /// Whether all that a query would bring is there.
    [[nodiscard]] bool is_complete(std::uint32_t query) const;
    /// Whether the newest of what it would bring is there.
    [[nodiscard]] bool has_newest(std::uint32_t query) const;
    /// What a reference leads to; null where it leads out of the record. Never by guess.
    [[nodiscard]] const Resource* resolve(const Resource& from, std::string_view reference) const;
    /// The element that it leads to, contained ones too.
    [[nodiscard]] Element resolve_element(const Resource& from, std::string_view reference) const;
    /// The same resource, whether it is in the record or not.
    [[nodiscard]] bool leads_to_same(const Resource& a, std::string_view reference_a,
                                     const Resource& b, std::string_view reference_b) const;

    std::multimap<std::string_view, const Resource*> by_url{};
    std::multimap<std::string, const Resource*> by_name{};
};

/// Reads the deliveries. What is no FHIR, or only part of a list, is reported.
void gather(Record& record, std::span<const Delivery> deliveries);
/// Leaves each resource once, and only those of the patient.
void identify(Record& record);
/// Finds what is not to be read on, and what each resource is about.
void look_through(Record& record);

/// Finds the answers to the form of the rules.
void find_forms(Record& record);

/// The reference without the version that it may name.
std::string_view without_version(std::string_view reference);
/// Calls `visit(CodingView)` for each coding of a CodeableConcept.
template <class Visit>
void each_coding(Element concept_element, Visit visit) {
    concept_element["coding"].each([&](Element coding) {
        const std::string_view code = coding["code"].text();
        if (!code.empty()) visit(CodingView{coding["system"].text(), code});
    });
}

}  // namespace caveat::fhir
