// Whose resources are they, and which of them are one. Entrance: identify.

#include "adapters/fhir/record.hpp"
#include "adapters/fhir/reference.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace caveat::fhir {

namespace {

bool is_same(const JsonTree& tree_a, const Node& a, const JsonTree& tree_b, const Node& b,
             bool is_top) {
    if (a.kind != b.kind || a.key != b.key || a.text != b.text) return false;
    const auto next = [&](const JsonTree& tree, const Node* at) {
        while (at != nullptr && is_top && (at->key == "meta" || at->key == "text")) {
            at = tree.after(*at);
        }
        return at;
    };
    const Node* one = next(tree_a, tree_a.first(a));
    const Node* other = next(tree_b, tree_b.first(b));
    while (one != nullptr && other != nullptr) {
        if (!is_same(tree_a, *one, tree_b, *other, false)) return false;
        one = next(tree_a, tree_a.after(*one));
        other = next(tree_b, tree_b.after(*other));
    }
    return one == other;
}

bool says_same(const Resource& a, const Resource& b) {
    return is_same(a.element.tree(), *a.element.node(), b.element.tree(), *b.element.node(), true);
}

std::optional<std::uint64_t> version_of(const Resource& resource) {
    const std::string_view text = resource.element["meta"]["versionId"].text();
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

/// Which of two versions of one resource is the later one: -1, 1, or 0 where neither tells.
int later_of(const Resource& a, const Resource& b) {
    const auto version_a = version_of(a);
    const auto version_b = version_of(b);
    if (version_a && version_b && *version_a != *version_b) return *version_a > *version_b ? -1 : 1;
    const auto time_a = moment_of(a.element["meta"]["lastUpdated"].text());
    const auto time_b = moment_of(b.element["meta"]["lastUpdated"].text());
    if (time_a && time_b) {
        if (is_surely_before(*time_b, *time_a)) return -1;
        if (is_surely_before(*time_a, *time_b)) return 1;
    }
    return 0;
}

class Identifier {
  public:
    explicit Identifier(Record& record) : record_(record) {}

    void run() {
        join_copies();
        if (!find_patient()) return;
        leave_out_others();
        join_identifiers();
        name_the_nameless();
    }

  private:
    template <class Visit>
    void each(Visit visit) {
        for (Resource& resource : record_.resources) {
            if (!resource.is_left_out) visit(resource);
        }
    }

    /// Two copies of one resource: the later one counts; where none is, neither can be read.
    void join(Resource& a, Resource& b) {
        const int later = says_same(a, b) ? -1 : later_of(a, b);
        if (later == 0) {
            a.is_readable = false;
            record_.problems.error(
                "two-versions", a.name,
                "two versions of it differ, and nothing tells which is later",
                "deliver one, or both with `meta.versionId` or `meta.lastUpdated`");
        }
        // A query keeps what it brought: a copy counts for the places of both.
        Resource& kept = later == 1 ? b : a;
        Resource& left = later == 1 ? a : b;
        kept.queries = joined(kept.queries, left.queries);
        kept.is_readable = kept.is_readable && later != 0;
        left.is_copy = left.is_left_out = true;
    }

    std::span<const std::uint32_t> joined(std::span<const std::uint32_t> a,
                                          std::span<const std::uint32_t> b) {
        const auto both = record_.memory.room<std::uint32_t>(a.size() + b.size());
        std::copy(b.begin(), b.end(), std::copy(a.begin(), a.end(), both.begin()));
        return both;
    }

    /// What is being booked or ordered is never a copy of what the record holds.
    static Origination kind_of(const Resource& resource) {
        const bool is_context = resource.origination == Origination::appointments ||
                                resource.origination == Origination::drafts;
        return is_context ? resource.origination : Origination::file;
    }

    static bool may_be_one(const Resource& a, const Resource& b) {
        if (kind_of(a) != kind_of(b)) return false;
        const std::string_view base_a = base_of(a);
        const std::string_view base_b = base_of(b);
        return base_a == base_b || base_a.empty() || base_b.empty();
    }

    /// Copies have one type and id, and addresses that do not contradict each other. They lie side
    /// by side.
    void join_copies() {
        const std::span<Resource> all = record_.resources;
        std::vector<Resource*> kept;
        for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
            for (end = begin + 1; end < all.size() && all[end].name == all[begin].name;) ++end;
            if (end == begin + 1 || (all[begin].id.empty() && all[begin].full_url.empty()))
                continue;
            kept.clear();
            for (Resource& each : all.subspan(begin, end - begin)) {
                const auto one = std::find_if(kept.begin(), kept.end(), [&](const Resource* other) {
                    return may_be_one(*other, each);
                });
                if (one == kept.end()) {
                    kept.push_back(&each);
                    continue;
                }
                join(**one, each);
                if ((*one)->is_copy) *one = &each;
            }
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
        patients.front()->element["link"].each([&](Element link) {
            is_replaced = is_replaced || link["type"].text() == "replaced-by";
        });
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

    static bool needs_subject(std::string_view type) {
        for (const mapping::TypeRow& row : mapping::type_rows()) {
            if (row.resource == type) {
                return row.type != mapping::RecordType::patient && !row.is_from_context;
            }
        }
        return false;
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
            if (resource.type == "Patient") {
                resource.is_left_out = &resource != record_.patient_resource;
                return;
            }
            if (resource.type == "Appointment") return check_participants(resource);
            const std::string_view reference = subject_of(resource);
            const bool is_needed = needs_subject(resource.type);
            if (!is_needed && reference.empty()) return;
            if (!reference.empty() && is_the_patient(resource, reference)) {
                if (has_another_focus(resource)) leave_out(resource, "its focus is another one");
                return;
            }
            // A file of several patients was asked for one of them.
            const bool is_expected = !reference.empty() && !record_.options.patient.empty() &&
                                     resource.origination == Origination::file;
            // It may be the patient's, and the newest of what is theirs.
            if (reference.empty() && resource.origination == Origination::file) {
                record_.files.is_looked = false;
            }
            leave_out(resource,
                      reference.empty() ? "it does not say whom it is about"
                                        : "it is about somebody else",
                      is_expected);
        });
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

    /// One thing under two ids: a business identifier says that it is one.
    void join_identifiers() {
        std::map<std::string, Resource*> seen;
        each([&](Resource& resource) {
            const Element identifier = resource.element["identifier"].first();
            const std::string_view value = identifier["value"].text();
            if (value.empty() || !needs_subject(resource.type)) return;
            const std::string key = std::string(resource.type) + "\n" +
                                    std::string(identifier["system"].text()) + "\n" +
                                    std::string(value);
            const auto [found, is_new] = seen.emplace(key, &resource);
            if (is_new) return;
            record_.problems.warning("one-identifier", resource.name,
                                     "it has the same identifier as `" +
                                         std::string(found->second->name) +
                                         "`, and counts once with it",
                                     "give each thing an identifier of its own");
            const int later = later_of(*found->second, resource);
            Resource& left = later == 1 ? *found->second : resource;
            Resource& kept = later == 1 ? resource : *found->second;
            // Which is right is not known: what both say counts only where one is the later.
            if (later == 0) kept.is_readable = false;
            left.is_left_out = true;
            found->second = &kept;
        });
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
    std::string subject_;  ///< the one subject, where there is no Patient
    LastReference last_;
};

}  // namespace

void identify(Record& record) {
    Identifier(record).run();
}

}  // namespace caveat::fhir
