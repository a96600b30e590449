// What is not to be read on, and what each resource is about. Entrances: why_unreadable,
// look_through.

#include "adapters/fhir/absence.hpp"
#include "adapters/fhir/record.hpp"

#include <algorithm>
#include <array>

namespace caveat::fhir {

namespace {

struct Shape {
    std::string_view name;
    NodeKind kind;
    std::string_view only_of{};  ///< the type of resource, where others have another such element
};

template <std::size_t Count>
constexpr std::array<Shape, Count> by_length(std::array<Shape, Count> given) {
    std::sort(given.begin(), given.end(),
              [](const Shape& a, const Shape& b) { return a.name.size() < b.name.size(); });
    return given;
}

/// The elements that are read, and what they are in R4. Anything else under such a name was not
/// written by somebody who meant it. What is a list here is one of objects.
constexpr auto shapes = by_length(std::array{
    Shape{"meta", NodeKind::object},
    Shape{"contained", NodeKind::list},
    Shape{"participant", NodeKind::list},
    Shape{"issue", NodeKind::list},
    Shape{"total", NodeKind::number},
    Shape{"status", NodeKind::text},
    Shape{"intent", NodeKind::text},
    Shape{"gender", NodeKind::text},
    Shape{"birthDate", NodeKind::text},
    Shape{"deceasedBoolean", NodeKind::boolean},
    Shape{"deceasedDateTime", NodeKind::text},
    Shape{"doNotPerform", NodeKind::boolean},
    Shape{"onsetDateTime", NodeKind::text},
    Shape{"onsetPeriod", NodeKind::object},
    Shape{"abatementDateTime", NodeKind::text},
    Shape{"abatementPeriod", NodeKind::object},
    Shape{"recordedDate", NodeKind::text},
    Shape{"effectiveDateTime", NodeKind::text},
    Shape{"effectiveInstant", NodeKind::text},
    Shape{"effectivePeriod", NodeKind::object},
    Shape{"issued", NodeKind::text},
    Shape{"performedDateTime", NodeKind::text},
    Shape{"performedPeriod", NodeKind::object},
    Shape{"authoredOn", NodeKind::text},
    Shape{"period", NodeKind::object},
    Shape{"start", NodeKind::text},
    Shape{"code", NodeKind::object},
    Shape{"clinicalStatus", NodeKind::object},
    Shape{"verificationStatus", NodeKind::object},
    Shape{"medicationCodeableConcept", NodeKind::object},
    Shape{"medicationReference", NodeKind::object},
    Shape{"encounter", NodeKind::object},
    Shape{"partOf", NodeKind::list, "Procedure"},
    Shape{"partOf", NodeKind::list, "Observation"},
    Shape{"partOf", NodeKind::object, "Encounter"},
    Shape{"component", NodeKind::list},
    Shape{"reaction", NodeKind::list},
    Shape{"ingredient", NodeKind::list, "Medication"},
    Shape{"type", NodeKind::list, "Encounter"},
    Shape{"type", NodeKind::text, "Bundle"},
    Shape{"serviceType", NodeKind::list, "Appointment"},
    Shape{"reasonCode", NodeKind::list},
    Shape{"valueBoolean", NodeKind::boolean},
    Shape{"valueInteger", NodeKind::number},
    Shape{"valueQuantity", NodeKind::object},
    Shape{"valueRange", NodeKind::object},
    Shape{"valueCodeableConcept", NodeKind::object},
    Shape{"valueDateTime", NodeKind::text},
    Shape{"dataAbsentReason", NodeKind::object},
    Shape{"questionnaire", NodeKind::text},
    Shape{"authored", NodeKind::text},
    Shape{"item", NodeKind::list},
    Shape{"mode", NodeKind::text},
    Shape{"date", NodeKind::text},
    Shape{"entry", NodeKind::list},
    Shape{"emptyReason", NodeKind::object},
});

/// Those that are the same wherever they stand, at any depth.
constexpr auto shapes_within = by_length(std::array{
    Shape{"coding", NodeKind::list},
    Shape{"extension", NodeKind::list},
    Shape{"reference", NodeKind::text},
    Shape{"start", NodeKind::text},
    Shape{"end", NodeKind::text},
    Shape{"tag", NodeKind::list},
    Shape{"link", NodeKind::list},
    Shape{"relation", NodeKind::text, "Bundle"},
    Shape{"fullUrl", NodeKind::text, "Bundle"},
    Shape{"resource", NodeKind::object, "Bundle"},
    Shape{"search", NodeKind::object, "Bundle"},
    Shape{"mode", NodeKind::text, "Bundle"},
    Shape{"method", NodeKind::text, "Bundle"},
    Shape{"severity", NodeKind::text, "OperationOutcome"},
    Shape{"compose", NodeKind::object, "ValueSet"},
    Shape{"include", NodeKind::list, "ValueSet"},
    Shape{"concept", NodeKind::list, "ValueSet"},
    Shape{"expansion", NodeKind::object, "ValueSet"},
    Shape{"total", NodeKind::number, "ValueSet"},
    Shape{"parameter", NodeKind::list, "ValueSet"},
    Shape{"contains", NodeKind::list, "ValueSet"},
    Shape{"abstract", NodeKind::boolean, "ValueSet"},
    Shape{"substance", NodeKind::object, "AllergyIntolerance"},
    Shape{"itemCodeableConcept", NodeKind::object, "Medication"},
    Shape{"itemReference", NodeKind::object, "Medication"},
    Shape{"item", NodeKind::list, "QuestionnaireResponse"},
    Shape{"answer", NodeKind::list, "QuestionnaireResponse"},
});

/// Nothing of an element that is not read.
std::optional<NodeKind> kind_in(std::span<const Shape> shapes_known, std::string_view name,
                                std::string_view type) {
    auto at = std::lower_bound(
        shapes_known.begin(), shapes_known.end(), name.size(),
        [](const Shape& each, std::size_t length) { return each.name.size() < length; });
    for (; at != shapes_known.end() && at->name.size() == name.size(); ++at) {
        const bool is_of_type = at->only_of.empty() || at->only_of == type;
        if (at->name == name && is_of_type) return at->kind;
    }
    return std::nullopt;
}

/// Why a value, or anything in it, is not to be read on; empty where nothing is wrong.
class Inspector {
  public:
    std::string look(Element element) {
        tree_ = &element.tree();
        type_ = element["resourceType"].text();
        return look(*element.node(), true);
    }

  private:
    std::string look(const Node& node, bool is_top) {
        if (node.kind == NodeKind::object) return look_at_members(node, is_top);
        for (const Node* each = tree_->first(node); each != nullptr; each = tree_->after(*each)) {
            if (std::string why = look(*each, false); !why.empty()) return why;
        }
        return {};
    }

    /// An element of a choice of types is there in one of them; which of two is right, nobody can
    /// tell. Of values it is said where they are read.
    std::string given_as_two(const Node& node) const {
        constexpr std::array stems{
            std::string_view("effective"), std::string_view("onset"),
            std::string_view("abatement"), std::string_view("performed"),
            std::string_view("deceased"),  std::string_view("medication"),
        };
        std::array<std::string_view, stems.size()> seen{};
        for (const Node* each = tree_->first(node); each != nullptr; each = tree_->after(*each)) {
            for (std::size_t i = 0; i < stems.size(); ++i) {
                const std::string_view key = each->key;
                const std::size_t end = stems[i].size();
                const bool is_of_stem = key.size() > end && key[end] >= 'A' && key[end] <= 'Z' &&
                                        key.starts_with(stems[i]);
                if (!is_of_stem) continue;
                if (!seen[i].empty() && seen[i] != key) {
                    return "it has both `" + std::string(std::min(seen[i], key)) + "` and `" +
                           std::string(std::max(seen[i], key)) + "`";
                }
                seen[i] = key;
            }
        }
        return {};
    }

    /// What is read of a resource, and stands there beside a reason why it does not. Of values, and
    /// of what is taken from the patient, it is said where they are read.
    std::string given_and_absent(const Node& node, const Node& member, bool is_top) const {
        const Element holder(*tree_, &node);
        if (member.key == "extension") {
            const bool is_read = !is_top && !node.key.starts_with("value") &&
                                 (holder["coding"] || holder["code"] || holder["reference"] ||
                                  holder["start"] || holder["end"]);
            if (!is_read || reason_of_absence(holder).empty()) return {};
            return "`" + std::string(node.key.empty() ? "coding" : node.key) +
                   "` has a value, and a reason why there is none";
        }
        if (!member.key.starts_with('_')) return {};
        const std::string_view name = member.key.substr(1);
        if (reason_of_absence({*tree_, &member}).empty()) return {};
        // Without it, nobody can tell whether the rest means what it says.
        if (is_top && (name == "doNotPerform" || name == "mode")) {
            return "nobody can tell its `" + std::string(name) + "`";
        }
        const bool is_read = is_top ? is_read_of_all(name) : is_read_within(name);
        if (!is_read || !holder[name]) return {};
        return "it has `" + std::string(name) + "`, and a reason why there is none";
    }
    [[nodiscard]] bool is_read_of_all(std::string_view name) const {
        return kind_in(shapes, name, type_) && !name.starts_with("value") && name != "gender" &&
               name != "birthDate" && !name.starts_with("deceased");
    }
    static bool is_read_within(std::string_view name) {
        constexpr std::array<std::string_view, 7> read{"code", "system", "reference", "start",
                                                       "end",  "linkId", "deleted"};
        return std::find(read.begin(), read.end(), name) != read.end();
    }

    std::string look_at_members(const Node& node, bool is_top) {
        if (is_top) {
            if (std::string why = given_as_two(node); !why.empty()) return why;
        }
        for (const Node* each = tree_->first(node); each != nullptr; each = tree_->after(*each)) {
            if (each->key == "modifierExtension") {
                return "it has `modifierExtension`, which may turn its meaning round";
            }
            if (std::string why = wrong_shape(*each, is_top); !why.empty()) return why;
        }
        if (const auto twice = key_given_twice(node); !twice.empty()) {
            return "`" + std::string(twice) + "` stands twice in one object";
        }
        for (const Node* each = tree_->first(node); each != nullptr; each = tree_->after(*each)) {
            if (std::string why = given_and_absent(node, *each, is_top); !why.empty()) return why;
        }
        for (const Node* each = tree_->first(node); each != nullptr; each = tree_->after(*each)) {
            // Looked at where it is referred to, or by itself.
            if (each->key == (type_ == "Bundle" ? "resource" : "contained")) continue;
            if (std::string why = look(*each, false); !why.empty()) return why;
        }
        return {};
    }

    /// The first of them by name; empty where there is none.
    std::string_view key_given_twice(const Node& node) {
        keys_.clear();
        bool is_given_twice = false;
        constexpr std::size_t few = 16;  // above, sorting is less work
        for (const Node* each = tree_->first(node); each != nullptr; each = tree_->after(*each)) {
            is_given_twice = is_given_twice || keys_.size() >= few ||
                             std::find(keys_.begin(), keys_.end(), each->key) != keys_.end();
            keys_.push_back(each->key);
        }
        if (!is_given_twice) return {};
        std::sort(keys_.begin(), keys_.end());
        const auto twice = std::adjacent_find(keys_.begin(), keys_.end());
        return twice == keys_.end() ? std::string_view() : *twice;
    }

    std::string wrong_shape(const Node& node, bool is_top) const {
        if (is_top && node.key == "implicitRules") {
            return "it has `implicitRules`, which may say how else to read it";
        }
        std::optional<NodeKind> kind;
        if (is_top) kind = kind_in(shapes, node.key, type_);
        if (!kind) kind = kind_in(shapes_within, node.key, type_);
        if (!kind) return {};
        if (*kind != node.kind) {
            return "`" + std::string(node.key) + "` is " + std::string(json::name_of(node)) +
                   (*kind == NodeKind::list ? " and no list" : "");
        }
        return *kind == NodeKind::list ? wrong_member(node) : std::string();
    }

    /// In a list.
    std::string wrong_member(const Node& list) const {
        for (const Node* each = tree_->first(list); each != nullptr; each = tree_->after(*each)) {
            if (each->kind != NodeKind::object) {
                return "`" + std::string(list.key) + "` has " + std::string(json::name_of(*each)) +
                       " in it";
            }
            if (list.key != "coding") continue;
            for (const std::string_view name : {"system", "code"}) {
                const Element part = Element(*tree_, each)[name];
                if (part && !part.is(NodeKind::text)) {
                    return "`coding." + std::string(name) + "` is " +
                           std::string(json::name_of(*part.node()));
                }
            }
        }
        return {};
    }

    const JsonTree* tree_ = nullptr;
    std::string_view type_;  ///< of the resource that is looked at
    std::vector<std::string_view> keys_;
};

/// Gathers what resources are about, in the record's memory.
class CodingFinder {
  public:
    CodingFinder(Record& record, Inspector& inspector) : record_(record), inspector_(inspector) {}

    void find(Resource& resource) {
        look_at(resource);
        resource.codings = kept(found_);
        resource.parts = kept(parts_);
    }

  private:
    void look_at(const Resource& resource) {
        const Element& element = resource.element;
        if (resource.type == "Encounter") {
            element["type"].each([&](Element type) { add(type, found_); });
            return;
        }
        add(element["code"], found_);
        add(element["medicationCodeableConcept"], found_);
        element["reaction"].each([&](Element reaction) { add(reaction["substance"], parts_); });
        const Element medication = referred_to(resource, element["medicationReference"]);
        if (!medication) return;
        add(medication["code"], found_);
        medication["ingredient"].each([&](Element ingredient) {
            add(ingredient["itemCodeableConcept"], parts_);
            add(referred_to(resource, ingredient["itemReference"])["code"], parts_);
        });
    }

    /// Nothing where it is not there, or not to be read on.
    Element referred_to(const Resource& from, Element reference) {
        const std::string_view target = reference["reference"].text();
        if (target.empty()) return {};
        const Element found = record_.resolve_element(from, target);
        return found && inspector_.look(found).empty() ? found : Element();
    }

    static void add(Element concept_element, std::vector<CodingView>& to) {
        each_coding(concept_element, [&](CodingView coding) { to.push_back(coding); });
    }

    std::span<const CodingView> kept(std::vector<CodingView>& found) {
        const auto room = record_.memory.room<CodingView>(found.size());
        std::copy(found.begin(), found.end(), room.begin());
        found.clear();
        return room;
    }

    Record& record_;
    Inspector& inspector_;
    std::vector<CodingView> found_;
    std::vector<CodingView> parts_;
};

/// Whether anything is read of resources of this type.
bool is_read(std::string_view type) {
    if (type == "Medication" || type == "List") return true;
    const auto rows = mapping::type_rows();
    return std::any_of(rows.begin(), rows.end(),
                       [&](const mapping::TypeRow& row) { return row.resource == type; });
}

}  // namespace

std::string why_unreadable(Element element) {
    return Inspector().look(element);
}

void look_through(Record& record) {
    Inspector inspector;
    CodingFinder codings(record, inspector);
    for (Resource& resource : record.resources) {
        if (resource.is_left_out || !is_read(resource.type)) continue;
        resource.is_void = is_entered_in_error(resource);
        const std::string why = inspector.look(resource.element);
        if (!why.empty()) {
            resource.is_readable = false;
            // What was entered in error says nothing, however it is written.
            if (!resource.is_void) {
                record.problems.error("unreadable-resource", resource.name, why,
                                      "it was not read on: what it may be about stays open");
            }
        }
        codings.find(resource);
    }
}

}  // namespace caveat::fhir
