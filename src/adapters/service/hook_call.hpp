#pragma once

// A call of a hook, read from its body.

#include <caveat/fhir.hpp>

#include "adapters/json/json_tree.hpp"
#include "adapters/service/message.hpp"
#include "adapters/service/served.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace caveat::service {

/// What came with the call, as the reader takes it. Views look into `texts` and the body.
struct HookCall {
    std::string hook;
    std::string instance;
    std::string patient;
    bool is_for_patient = false;                 ///< the patient, or somebody of the family, asks
    std::vector<std::string> selections;         ///< `ServiceRequest/1`
    std::vector<Delivery> deliveries;            ///< of the prefetch, and of orders
    std::vector<std::string_view> appointments;  ///< each a resource
    /// What each appointment is called, one apart from the other: its start as it was written, or
    /// its place.
    std::vector<std::string> labels;
    std::vector<std::string> texts;  ///< what deliveries look into
};

/// The call, or the answer to one that cannot be used.
std::variant<HookCall, Response> read_call(std::string_view body, const ServedRules& rules);

/// Reads a text as JSON, strictly: UTF-8, and no key twice on the outer levels.
struct ReadJson {
    json::JsonTree tree;
    std::optional<Response> refused;
};
ReadJson read_json(std::string_view body);
/// The member of an object; null where there is none.
const json::Node* member(const json::JsonTree& tree, const json::Node* object,
                         std::string_view name);
/// Whether one object has two equal keys; resources within it aside, at which their reader looks.
bool has_key_twice(const json::JsonTree& tree, const json::Node& node);
/// `ServiceRequest/1`, as selections name it; it ends with the stroke where there is no id.
std::string name_of(const json::JsonTree& tree, const json::Node& resource);
/// A node as JSON text again.
std::string text_of(const json::JsonTree& tree, const json::Node& node);

}  // namespace caveat::service
