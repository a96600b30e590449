// What is not to be read on, and what each resource is about. Entrance: look_through.

#include "adapters/fhir/record.hpp"

#include <algorithm>
#include <array>

namespace caveat::fhir {

namespace {

struct Shape {
    std::string_view name;
    NodeKind kind;
};

/// The elements that are read, and what they are in R4. Anything else under such a name was not
/// written by somebody who meant it.
constexpr std::array shapes{
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
    Shape{"partOf", NodeKind::list},
    Shape{"component", NodeKind::list},
    Shape{"type", NodeKind::list},
    Shape{"serviceType", NodeKind::list},
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
};

/// Why a value, or anything in it, is not to be read on; empty where nothing is wrong.
class Inspector {
  public:
    explicit Inspector(const JsonTree& tree) : tree_(tree) {}

    std::string look(const Node& node, bool is_top) {
        if (node.kind == NodeKind::object) return look_at_members(node, is_top);
        for (const Node* each = tree_.first(node); each != nullptr; each = tree_.after(*each)) {
            if (std::string why = look(*each, false); !why.empty()) return why;
        }
        return {};
    }

  private:
    std::string look_at_members(const Node& node, bool is_top) {
        keys_.clear();
        for (const Node* each = tree_.first(node); each != nullptr; each = tree_.after(*each)) {
            keys_.push_back(each->key);
            if (each->key == "modifierExtension") {
                return "it has `modifierExtension`, which may turn its meaning round";
            }
            if (std::string why = wrong_shape(*each, is_top); !why.empty()) return why;
        }
        std::sort(keys_.begin(), keys_.end());
        const auto twice = std::adjacent_find(keys_.begin(), keys_.end());
        if (twice != keys_.end()) return "`" + std::string(*twice) + "` stands twice in one object";
        for (const Node* each = tree_.first(node); each != nullptr; each = tree_.after(*each)) {
            if (each->key == "contained") continue;  // looked at where it is referred to
            if (std::string why = look(*each, false); !why.empty()) return why;
        }
        return {};
    }

    std::string wrong_shape(const Node& node, bool is_top) const {
        if (is_top && node.key == "implicitRules") {
            return "it has `implicitRules`, which may say how else to read it";
        }
        if (node.key == "coding" && node.kind != NodeKind::list) {
            return "`coding` is " + std::string(json::name_of(node)) + " and no list";
        }
        if (!is_top) return {};
        for (const Shape& each : shapes) {
            if (each.name == node.key && each.kind != node.kind) {
                return "`" + std::string(node.key) + "` is " + std::string(json::name_of(node));
            }
        }
        return {};
    }

    const JsonTree& tree_;
    std::vector<std::string_view> keys_;
};

void add_codings(Resource& resource, Element concept_element) {
    each_coding(concept_element, [&](CodingView coding) { resource.codings.push_back(coding); });
}

/// What the resource is about.
void find_codings(const Record& record, Resource& resource) {
    const Element& element = resource.element;
    if (resource.type == "Encounter") {
        element["type"].each([&](Element type) { add_codings(resource, type); });
        return;
    }
    add_codings(resource, element["code"]);
    add_codings(resource, element["medicationCodeableConcept"]);
    const std::string_view reference = element["medicationReference"]["reference"].text();
    if (reference.empty()) return;
    const Element medication = record.resolve_element(resource, reference);
    if (medication && Inspector(medication.tree()).look(*medication.node(), true).empty()) {
        add_codings(resource, medication["code"]);
    }
}

}  // namespace

void look_through(Record& record) {
    for (Resource& resource : record.resources) {
        if (resource.is_left_out) continue;
        std::string why = Inspector(resource.element.tree()).look(*resource.element.node(), true);
        if (!why.empty()) {
            // What was entered in error says nothing, however it is written.
            const bool is_void = resource.element["status"].text() == "entered-in-error";
            resource.is_readable = false;
            if (!is_void) {
                record.problems.error("unreadable-resource", resource.name, why,
                                      "it was not read on: what it may be about stays open");
            }
        }
        find_codings(record, resource);
    }
}

}  // namespace caveat::fhir
