#pragma once

// One patient's record: the resources of all deliveries, each once, with what is known of its list.

#include <caveat/fhir.hpp>

#include "adapters/fhir/element.hpp"
#include "adapters/fhir/moment.hpp"
#include "adapters/fhir/record_memory.hpp"
#include "mapping/code.hpp"
#include "mapping/tables.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
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

/// One resource. Views look into the texts and the memory of the record.
struct Resource {
    Element element;
    std::string_view type;
    std::string_view id;
    std::string_view full_url;
    std::string_view name;  ///< `Condition/5`, or `Condition[2]` of the second without an id
    Origination origination = Origination::file;
    std::span<const std::uint32_t> queries{};  ///< that brought it
    bool is_readable = true;   ///< else it is unread for every fact that reads its type
    bool is_void = false;      ///< entered in error
    bool is_copy = false;      ///< of another one, which counts
    bool is_left_out = false;  ///< a copy, one thing with another, or about somebody else
    std::span<const CodingView> codings{};  ///< what it is about
    /// What it names besides: what a medicine is made of, what a reaction was to.
    std::span<const CodingView> parts{};
};

/// An answer to the form of the rules, as somebody sent it back.
struct GivenForm {
    const Resource* resource = nullptr;
    mapping::Reading reading = mapping::Reading::yes;
    std::string_view row;                                      ///< why it reads so
    std::map<std::string_view, std::vector<Element>> items{};  ///< by linkId, at any depth
};

/// What is known of the answer to a query, or of the files.
struct Answered {
    bool is_asked = false;     ///< something was delivered for it
    bool is_complete = false;  ///< and that is all of it
    bool is_looked = false;    ///< and it was looked, in part at least; of files: in whole
    /// Its own address does not name the order asked for, or some of it cannot be used.
    bool may_lack_newest = false;

    /// One more part of it: each must be whole.
    void add(bool is_whole, bool is_there) {
        is_complete = is_whole && (!is_asked || is_complete);
        is_looked = is_there && (!is_asked || is_looked);
        is_asked = true;
    }
};

/// Problems of the record, in the order in which they are found.
class Problems {
  public:
    void add(Diagnostic found) { found_.push_back(std::move(found)); }
    void error(mapping::DiagnosticCode code, std::string_view path, std::string message,
               std::string help) {
        add(made(Severity::error, code, path, std::move(message), std::move(help)));
    }
    void warning(mapping::DiagnosticCode code, std::string_view path, std::string message,
                 std::string help) {
        add(made(Severity::warning, code, path, std::move(message), std::move(help)));
    }
    static Diagnostic made(Severity severity, mapping::DiagnosticCode code, std::string_view path,
                           std::string message, std::string help);
    /// In an order that does not depend on that of the resources.
    std::vector<Diagnostic> take();

  private:
    std::vector<Diagnostic> found_;
};

struct Record {
    /// All three outlive it.
    Record(const mapping::Tables& its_tables, const FhirReadOptions& its_options,
           RecordMemory& its_memory)
        : tables(its_tables), options(its_options), memory(its_memory) {}

    const mapping::Tables& tables;
    const FhirReadOptions& options;
    RecordMemory& memory;
    Problems problems{};
    std::span<Resource> resources{};      ///< by type, and by name within a type
    std::vector<Answered> answered{};     ///< by query
    Answered files{};                     ///< what is known of all files together
    std::string patient{};                ///< its id; empty where nobody is named
    std::optional<Diagnostic> refusal{};  ///< why nothing of it is read
    const Resource* patient_resource = nullptr;
    std::vector<GivenForm> forms{};

    /// The resources of a type.
    [[nodiscard]] std::span<const Resource> of_type(std::string_view type) const;
    /// Whether all that a query would bring is there.
    [[nodiscard]] bool is_complete(std::uint32_t query) const;
    /// Whether the newest of what it would bring is there.
    [[nodiscard]] bool has_newest(std::uint32_t query) const;
    /// What a reference leads to; null where it leads out of the record. Never by guess.
    [[nodiscard]] const Resource* resolve(const Resource& from, std::string_view reference) const;
    /// The element that it leads to, contained ones too.
    [[nodiscard]] Element resolve_element(const Resource& from, std::string_view reference) const;
    /// Where a reference leads, in the record or out of it.
    using Target = std::pair<const Resource*, std::string>;
    /// An event, and the encounter that it belongs to.
    [[nodiscard]] std::vector<Target> courses_of(const Resource& event) const;
    /// The Observations that are part of an event, or of an encounter, in their order.
    [[nodiscard]] std::vector<const Resource*> observed_during(const Target& course) const;

  private:
    /// The only one at an address; null where there is none, or several.
    [[nodiscard]] const Resource* at_url(std::string_view url) const;
    /// The only one of a type and id.
    [[nodiscard]] const Resource* named(std::string_view name) const;

    [[nodiscard]] Target target_of(const Resource& from, std::string_view reference) const;

    /// By what they are part of, and by their encounter; made when the first is asked for.
    mutable std::optional<std::multimap<Target, const Resource*>> observations_{};

    struct Address {
        const Resource* resource = nullptr;
        bool is_shared = false;  ///< by several
    };
    /// That of an address, or the free one where it belongs.
    [[nodiscard]] Address& address(std::string_view url) const;

    mutable std::span<Address> addresses_{};  ///< made when the first reference is followed
};

/// Reads the deliveries. What is no FHIR, or only part of a list, is reported. `found` is empty,
/// and holds the resources as long as the record is used.
void gather(Record& record, std::vector<Resource>& found, std::span<const Delivery> deliveries);
/// Leaves each resource once, and only those of the patient.
void identify(Record& record);
/// Leaves one of the copies of a resource. Where they differ, and none is the latest, none is
/// readable.
void join_copies(Record& record);
/// The same of resources of one business identifier.
void join_identifiers(Record& record);
/// Whether a resource of this type has to say whom it is about.
bool needs_subject(std::string_view type);
/// Whether its status, or its verification, says so.
bool is_entered_in_error(const Resource& resource);
/// Whether R4 has a resource of this type.
bool is_resource_type(std::string_view name);
/// Why an element, or anything in it, is not to be read on; empty where nothing is wrong. The
/// resources in a Bundle are not looked at.
std::string why_unreadable(Element element);
/// Finds what is void, what is not to be read on, and what each resource is about.
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
