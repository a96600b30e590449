// Whose resources are they. Entrance: identify.

#include "adapters/fhir/record.hpp"
#include "adapters/fhir/reference.hpp"

#include <map>
#include <set>

namespace caveat::fhir {

namespace {

class Identifier {
  public:
    explicit Identifier(Record& record) : record_(record) {}

    void run() {
        join_copies(record_);
        if (!find_patient()) return;
        leave_out_others();
        if (has_others_ && !has_own_) {
            refuse("other-patient", "it has nothing about the patient who was asked for",
                   "say whom it is about: `--patient ID`; nothing of the record was used");
        }
        join_identifiers(record_);
        name_the_nameless();
    }

  private:
    template <class Visit>
    void each(Visit visit) {
        for (Resource& resource : record_.resources) {
            if (!resource.is_left_out) visit(resource);
        }
    }

    bool refuse(mapping::DiagnosticCode code, std::string message, std::string help) {
        record_.refusal =
            Problems::made(Severity::error, code, "patient", std::move(message), std::move(help));
        return false;
    }

    bool find_patient() {
        std::string_view wanted = record_.options.patient;
        if (wanted.starts_with("Patient/")) wanted.remove_prefix(8);
        std::vector<const Resource*> patients;
        bool is_strange = false;
        each([&](Resource& resource) {
            if (resource.type != "Patient") return;
            if (wanted.empty() || resource.id == wanted) return patients.push_back(&resource);
            is_strange = is_strange || !resource.queries.empty();
        });
        if (is_strange) {
            return refuse("other-patient", "a query brought another patient than the one asked for",
                          "nothing of the record was used");
        }
        if (patients.size() > 1) {
            return refuse("several-patients", "the record is of several patients",
                          "say which one: `--patient ID`; nothing of the record was used");
        }
        record_.patient = std::string(wanted);
        if (patients.empty()) return wanted.empty() ? find_subject() : true;
        record_.patient_resource = patients.front();
        record_.patient = std::string(patients.front()->id);
        bool is_replaced = false;
        for (const Resource& version : record_.of_type("Patient")) {
            // Of versions that differ, and are not ordered, any may be the one that is so.
            const bool counts = &version == patients.front() ||
                                (!patients.front()->is_readable && version.id == record_.patient);
            if (!counts) continue;
            version.element["link"].each([&](Element link) {
                is_replaced = is_replaced || link["type"].text() == "replaced-by";
            });
        }
        if (is_replaced) {
            return refuse("replaced-patient", "this patient was replaced by another one",
                          "read the record that it links to; nothing of this one was used");
        }
        return true;
    }

    /// Nobody is named: then all resources are about one.
    bool find_subject() {
        std::set<std::string> subjects;
        LastReference last;
        each([&](Resource& resource) {
            const std::string_view reference = subject_of(resource);
            if (reference.empty() || last.is(resource, reference)) return;
            last = {base_of(resource), reference, true};
            subjects.insert(absolute(resource, reference));
        });
        if (subjects.size() > 1) {
            return refuse("several-patients", "the record is of several patients",
                          "say which one: `--patient ID`; nothing of the record was used");
        }
        if (!subjects.empty()) {
            subject_ = *subjects.begin();
            const std::size_t at = subject_.rfind("Patient/");
            record_.patient = at == std::string::npos ? subject_ : subject_.substr(at + 8);
        }
        return true;
    }

    static std::string_view subject_of(const Resource& resource) {
        const Element subject = resource.element["subject"];
        const Element patient = resource.element["patient"];
        return (subject ? subject : patient)["reference"].text();
    }

    /// Nearly all resources name the patient in the same words.
    struct LastReference {
        std::string_view base{};
        std::string_view reference{};
        bool is_the_patient = false;

        [[nodiscard]] bool is(const Resource& from, std::string_view other) const {
            return !reference.empty() && reference == other && base == base_of(from);
        }
    };

    [[nodiscard]] bool is_the_patient(const Resource& from, std::string_view reference) {
        if (!last_.is(from, reference)) {
            last_ = {base_of(from), reference, leads_to_the_patient(from, reference)};
        }
        return last_.is_the_patient;
    }

    [[nodiscard]] bool leads_to_the_patient(const Resource& from,
                                            std::string_view reference) const {
        if (!subject_.empty()) return absolute(from, reference) == subject_;
        if (const Resource* found = record_.resolve(from, reference)) {
            return found == record_.patient_resource;
        }
        const std::string full = absolute(from, reference);
        const std::string own = std::string(base_of(from)) + "Patient/" + record_.patient;
        if (record_.patient_resource == nullptr) return full == own;
        // Its own address is known, and the reference leads elsewhere.
        return record_.patient_resource->full_url.empty() && full == own;
    }

    void leave_out_others() {
        each([&](Resource& resource) {
            const bool is_of_file = resource.origination == Origination::file;
            if (resource.type == "Patient") {
                resource.is_left_out = &resource != record_.patient_resource;
                has_own_ = has_own_ || !resource.is_left_out;
                has_others_ = has_others_ || (resource.is_left_out && is_of_file);
                return;
            }
            if (resource.type == "Appointment") return check_participants(resource);
            const std::string_view reference = subject_of(resource);
            const bool is_needed = needs_subject(resource.type);
            if (!is_needed && reference.empty()) return;
            if (!reference.empty() && is_the_patient(resource, reference)) {
                has_own_ = true;
                if (has_another_focus(resource)) leave_out(resource, "its focus is another one");
                return;
            }
            // A file of several patients was asked for one of them.
            const bool is_expected =
                !reference.empty() && !record_.options.patient.empty() && is_of_file;
            has_others_ = has_others_ || is_expected;
            // It may be the patient's, and the newest of what is theirs.
            if (reference.empty()) may_lack_newest(resource);
            leave_out(resource,
                      reference.empty() ? "it does not say whom it is about"
                                        : "it is about somebody else",
                      is_expected);
        });
    }

    void may_lack_newest(const Resource& resource) {
        if (resource.origination == Origination::file) record_.files.is_looked = false;
        for (const std::uint32_t query : resource.queries) {
            record_.answered[query].may_lack_newest = true;
        }
    }

    /// What was observed of an unborn child or a spouse stands in the patient's record.
    bool has_another_focus(const Resource& resource) {
        const Element focus = resource.element["focus"];
        if (resource.type != "Observation" || !focus.exists()) return false;
        bool is_own = false;
        focus.each([&](Element each) {
            const std::string_view reference = each["reference"].text();
            is_own = is_own || (!reference.empty() && is_the_patient(resource, reference));
        });
        return !is_own;
    }

    void check_participants(Resource& resource) {
        bool is_other = false;
        bool is_own = false;
        resource.element["participant"].each([&](Element participant) {
            const std::string_view actor = participant["actor"]["reference"].text();
            if (actor.find("Patient/") == std::string_view::npos) return;
            (is_the_patient(resource, actor) ? is_own : is_other) = true;
        });
        if (is_other && !is_own) leave_out(resource, "it is about somebody else");
    }

    void leave_out(Resource& resource, const std::string& why, bool is_expected = false) {
        resource.is_left_out = true;
        for (const std::uint32_t query : resource.queries) {
            record_.answered[query].is_complete = false;
        }
        if (is_expected) return;
        if (resource.origination == Origination::file) record_.files.is_complete = false;
        record_.problems.error("other-patient", resource.name, why + ", and was not used",
                               "deliver what is about this patient alone");
    }

    void name_the_nameless() {
        std::map<std::string_view, std::uint32_t> counts;
        each([&](Resource& resource) {
            if (resource.name != resource.type) return;
            const std::string number = std::to_string(counts[resource.type]++);
            resource.name = record_.memory.joined({resource.name, "[", number, "]"});
        });
    }

    Record& record_;
    bool has_own_ = false;     ///< something is about the patient
    bool has_others_ = false;  ///< something in a file is about somebody else than was asked for
    std::string subject_;      ///< the one subject, where there is no Patient
    LastReference last_;
};

}  // namespace

bool needs_subject(std::string_view type) {
    if (type == "List") return true;
    for (const mapping::TypeRow& row : mapping::type_rows()) {
        if (row.resource == type) {
            return row.type != mapping::RecordType::patient && !row.is_from_context;
        }
    }
    return false;
}

void identify(Record& record) {
    Identifier(record).run();
}

}  // namespace caveat::fhir
