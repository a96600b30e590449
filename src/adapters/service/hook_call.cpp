#include "adapters/service/hook_call.hpp"

#include "adapters/json/json_writer.hpp"
#include "mapping/tables.hpp"

#include <algorithm>
#include <set>

namespace caveat::service {

namespace {

using json::JsonTree;
using json::Node;
using json::NodeKind;

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool is_digit =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (is_hyphen ? c != '-' : !is_digit) return false;
    }
    return true;
}

class CallReader {
  public:
    CallReader(const JsonTree& tree, const ServedRules& rules)
        : tree_(tree), rules_(rules), root_(&tree.root()) {}

    std::variant<HookCall, Response> read() {
        if (root_->kind != NodeKind::object) return bad("", "the body is no object");
        read_head();
        if (!refused_) read_context();
        if (!refused_) read_prefetch();
        if (!refused_) look_for_required();
        if (refused_) return std::move(*refused_);
        return std::move(call_);
    }

  private:
    Response bad(std::string_view path, std::string_view message) {
        return refusal(400, "invalid", path, message);
    }
    void refuse(std::string_view path, std::string_view message) {
        if (!refused_) refused_ = bad(path, message);
    }

    /// A text that has to be there.
    std::string needed(const Node* object, std::string_view name, const std::string& path) {
        const Node* const found = member(tree_, object, name);
        if (found == nullptr || found->kind != NodeKind::text || found->text.empty()) {
            refuse(path, "a text is missing here");
            return {};
        }
        return std::string(found->text);
    }

    void read_head() {
        call_.hook = needed(root_, "hook", "hook");
        call_.instance = needed(root_, "hookInstance", "hookInstance");
        if (refused_) return;
        if (!is_uuid(call_.instance)) return refuse("hookInstance", "it is no UUID");
        const auto& hooks = rules_.mapping.tables().service.hooks;
        const bool is_served = std::any_of(
            hooks.begin(), hooks.end(), [&](const auto& each) { return each.name == call_.hook; });
        if (!is_served) return refuse("hook", "this service does not answer this hook");
        const Node* const context = member(tree_, root_, "context");
        if (context == nullptr || context->kind != NodeKind::object) {
            return refuse("context", "an object is missing here");
        }
        if (member(tree_, root_, "fhirAuthorization") != nullptr &&
            member(tree_, root_, "fhirServer") == nullptr) {
            refuse("fhirServer", "it is missing beside `fhirAuthorization`");
        }
    }

    void read_context() {
        const Node* const context = member(tree_, root_, "context");
        call_.patient = needed(context, "patientId", "context.patientId");
        // As `Patient/` alone it would be anybody.
        if (call_.patient == "Patient/") return refuse("context.patientId", "it names nobody");
        const std::string user = needed(context, "userId", "context.userId");
        // `Patient/1`, or its whole address.
        const std::string before_id = user.substr(0, user.rfind('/'));
        const std::string type = before_id.substr(before_id.rfind('/') + 1);
        call_.is_for_patient = type == "Patient" || type == "RelatedPerson";
        if (call_.hook == "appointment-book") read_appointments(context);
        if (call_.hook == "order-select" || call_.hook == "order-sign") read_orders(context);
        if (call_.hook.starts_with("encounter-")) {
            needed(context, "encounterId", "context.encounterId");
        }
    }

    /// Each resource of what is booked or ordered: a Bundle, a bare list, or one resource alone.
    /// What is none of them is refused: it would pass for nothing that is booked.
    template <class Visit>
    void each_resource(const Node* context, const std::string& name, Visit visit) {
        const std::string path = "context." + name;
        const Node* const holder = member(tree_, context, name);
        const std::string_view type = type_of(holder);
        const bool is_bundle = type.empty() || type == "Bundle";
        if (holder != nullptr && is_bundle && has_key_twice(tree_, *holder)) {
            return refuse(path, "a key stands twice in one object");
        }
        if (holder != nullptr && holder->kind == NodeKind::list) {
            return each_entry(*holder, path, false, visit);
        }
        const Node* const entries = member(tree_, holder, "entry");
        if (entries != nullptr && is_bundle) {
            if (entries->kind == NodeKind::list) return each_entry(*entries, path, true, visit);
            return refuse(path + ".entry", "it is no list");
        }
        if (type.empty()) return refuse(path, "a Bundle is missing here");
        if (type != "Bundle") visit(*holder, std::string_view());
    }

    template <class Visit>
    void each_entry(const Node& entries, const std::string& path, bool is_wrapped, Visit visit) {
        std::size_t index = 0;
        for (const Node* each = tree_.first(entries); each != nullptr; each = tree_.after(*each)) {
            const Node* const inner = member(tree_, each, "resource");
            const Node* const resource = is_wrapped || inner != nullptr ? inner : each;
            if (type_of(resource).empty()) {
                return refuse(path + (is_wrapped ? ".entry[" : "[") + std::to_string(index) + "]",
                              "it is no resource");
            }
            visit(*resource, text_in(is_wrapped ? each : nullptr, "fullUrl"));
            ++index;
        }
    }

    /// Empty for what is no text.
    [[nodiscard]] std::string_view text_in(const Node* object, std::string_view name) const {
        const Node* const found = member(tree_, object, name);
        return found != nullptr && found->kind == NodeKind::text ? found->text : std::string_view();
    }
    /// Empty for what is no resource.
    [[nodiscard]] std::string_view type_of(const Node* resource) const {
        return text_in(resource, "resourceType");
    }

    void read_appointments(const Node* context) {
        each_resource(context, "appointments", [&](const Node& resource, std::string_view) {
            call_.texts.push_back(text_of(tree_, resource));
            add_label(text_in(&resource, "start"));
        });
        constexpr std::size_t most_appointments = 20;
        if (call_.texts.empty()) {
            refuse("context.appointments", "nothing is booked here");
        } else if (call_.texts.size() > most_appointments) {
            refuse("context.appointments", "more than 20 appointments at once");
        }
        appointment_count_ = call_.texts.size();
    }

    void add_label(std::string_view start) {
        std::vector<std::string>& labels = call_.labels;
        const std::string place = "appointment " + std::to_string(labels.size() + 1);
        const bool is_taken = std::find(labels.begin(), labels.end(), start) != labels.end();
        if (start.empty()) {
            labels.push_back(place + ", which has no start");
        } else {
            labels.push_back(std::string(start) + (is_taken ? " (" + place + ")" : ""));
        }
    }

    void read_orders(const Node* context) {
        std::string bundle = R"({"resourceType":"Bundle","type":"collection","entry":[)";
        bool is_first = true;
        std::set<std::string> names;
        each_resource(context, "draftOrders", [&](const Node& resource, std::string_view url) {
            names.insert(name_of(tree_, resource));
            bundle += is_first ? "{" : ",{";
            // Orders refer to each other by it, as to what is prescribed.
            if (!url.empty()) {
                bundle += R"("fullUrl":)";
                json::append_quoted(bundle, url);
                bundle += ',';
            }
            bundle += R"("resource":)" + text_of(tree_, resource) + "}";
            is_first = false;
        });
        add("context.draftOrders", bundle + "]}", DeliveryState::delivered);
        if (call_.hook != "order-select") return;
        const Node* const selections = member(tree_, context, "selections");
        if (selections == nullptr || selections->kind != NodeKind::list) {
            return refuse("context.selections", "a list is missing here");
        }
        for (const Node* each = tree_.first(*selections); each != nullptr;
             each = tree_.after(*each)) {
            if (each->kind != NodeKind::text) {
                return refuse("context.selections", "it is no list of texts");
            }
            // Of an order that nobody knows, nothing would be looked at.
            if (each->text.ends_with('/') || names.count(std::string(each->text)) == 0) {
                return refuse("context.selections", "it names none of the orders");
            }
            call_.selections.emplace_back(each->text);
        }
        // Nothing selected is no order at all, and not all of them.
        if (call_.selections.empty()) call_.selections.emplace_back("-");
    }

    void add(std::string_view query, std::string text, DeliveryState state) {
        keys_.emplace_back(query);
        call_.texts.push_back(std::move(text));
        states_.push_back(state);
    }

    void read_prefetch() {
        const Node* const prefetch = member(tree_, root_, "prefetch");
        if (prefetch != nullptr && prefetch->kind != NodeKind::object) {
            return refuse("prefetch", "it is no object");
        }
        for (const std::string_view key : rules_.mapping.queries()) {
            const Node* const given = member(tree_, prefetch, key);
            if (given == nullptr) {
                add(key, {}, DeliveryState::missing);
            } else if (given->kind == NodeKind::null) {
                add(key, "null", DeliveryState::empty);
            } else {
                add_given(key, *given);
            }
        }
        // Views only once no text moves any more.
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            call_.deliveries.push_back({keys_[i], call_.texts[appointment_count_ + i], states_[i]});
        }
        for (std::size_t i = 0; i < appointment_count_; ++i) {
            call_.appointments.emplace_back(call_.texts[i]);
        }
    }

    void add_given(std::string_view key, const Node& given) {
        if (given.kind != NodeKind::object) {
            return refuse("prefetch." + std::string(key), "it is no resource");
        }
        // As some clients wrap what they fetched.
        const Node* const response = member(tree_, &given, "response");
        const Node* const resource = member(tree_, &given, "resource");
        const bool is_wrapped = member(tree_, &given, "resourceType") == nullptr &&
                                (resource != nullptr || response != nullptr);
        // Only a bare `null` says that somebody looked, and found nothing.
        const bool is_there = resource != nullptr && resource->kind != NodeKind::null;
        const bool has_come =
            !is_wrapped || (is_there && (response == nullptr || !has_failed(*response)));
        if (!has_come) return add(key, {}, DeliveryState::failed);
        const Node& inner = is_wrapped ? *resource : given;
        const bool is_error = type_of(&inner) == "OperationOutcome";
        if (!says_something(key, inner)) silent_.insert(key);
        add(key, is_error ? std::string() : text_of(tree_, inner),
            is_error ? DeliveryState::failed : DeliveryState::delivered);
    }

    bool has_failed(const Node& response) const {
        const Node* const status = member(tree_, &response, "status");
        return status != nullptr &&
               (status->kind != NodeKind::text || !status->text.starts_with('2'));
    }

    /// What is no resource says nothing, and a `read` without one has not found it.
    [[nodiscard]] bool says_something(std::string_view key, const Node& delivered) const {
        const std::string_view type = type_of(&delivered);
        const Node* const entries = member(tree_, &delivered, "entry");
        const bool is_empty = entries == nullptr || tree_.first(*entries) == nullptr;
        return !type.empty() && !(type == "Bundle" && is_empty && is_read(key));
    }

    [[nodiscard]] bool is_read(std::string_view key) const {
        const auto& queries = rules_.mapping.tables().queries;
        const auto query = std::find_if(queries.begin(), queries.end(),
                                        [&](const auto& each) { return each.key == key; });
        return query != queries.end() && query->is_read;
    }

    void look_for_required() {
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            const std::string_view key = keys_[i];
            if (!rules_.mapping.is_required(key)) continue;
            const bool is_there =
                (states_[i] == DeliveryState::delivered && silent_.count(key) == 0) ||
                (states_[i] == DeliveryState::empty && !is_read(key));
            if (is_there || refused_) continue;
            refused_ = refusal(412, "required", "prefetch." + std::string(key),
                               "this service cannot do without it");
        }
    }

    const JsonTree& tree_;
    const ServedRules& rules_;
    const Node* root_;
    HookCall call_;
    std::vector<std::string_view> keys_;
    std::vector<DeliveryState> states_;
    std::set<std::string_view> silent_;  ///< what was delivered for them says nothing
    std::size_t appointment_count_ = 0;
    std::optional<Response> refused_;
};

void append(const JsonTree& tree, const Node& node, std::string& out) {
    switch (node.kind) {
        case NodeKind::text:
            return json::append_quoted(out, node.text);
        case NodeKind::list:
        case NodeKind::object: {
            const bool is_object = node.kind == NodeKind::object;
            out += is_object ? '{' : '[';
            bool is_first = true;
            for (const Node* each = tree.first(node); each != nullptr; each = tree.after(*each)) {
                if (!is_first) out += ',';
                is_first = false;
                if (is_object) {
                    json::append_quoted(out, each->key);
                    out += ':';
                }
                append(tree, *each, out);
            }
            out += is_object ? '}' : ']';
            return;
        }
        case NodeKind::null:
        case NodeKind::boolean:
        case NodeKind::number:
            out += node.text;
    }
}

}  // namespace

const Node* member(const JsonTree& tree, const Node* object, std::string_view name) {
    if (object == nullptr || object->kind != NodeKind::object) return nullptr;
    for (const Node* each = tree.first(*object); each != nullptr; each = tree.after(*each)) {
        if (each->key == name) return each;
    }
    return nullptr;
}

bool has_key_twice(const JsonTree& tree, const Node& node) {
    if (node.kind != NodeKind::object && node.kind != NodeKind::list) return false;
    std::set<std::string_view> keys;
    for (const Node* each = tree.first(node); each != nullptr; each = tree.after(*each)) {
        if (node.kind == NodeKind::object && !keys.insert(each->key).second) return true;
        const bool is_resource = member(tree, each, "resourceType") != nullptr;
        if (!is_resource && has_key_twice(tree, *each)) return true;
    }
    return false;
}

std::string name_of(const JsonTree& tree, const Node& resource) {
    const auto text = [&](std::string_view name) {
        const Node* const found = member(tree, &resource, name);
        return found != nullptr && found->kind == NodeKind::text ? found->text : std::string_view();
    };
    return std::string(text("resourceType")) + "/" + std::string(text("id"));
}

std::string text_of(const JsonTree& tree, const Node& node) {
    std::string out;
    append(tree, node, out);
    return out;
}

ReadJson read_json(std::string_view body) {
    ReadJson read;
    json::TreeLimits limits;
    limits.what = "request";
    if (read.tree.read(body, limits)) {
        read.refused = refusal(400, "structure", "", "the body is no JSON that can be read");
        return read;
    }
    if (has_key_twice(read.tree, read.tree.root())) {
        read.refused = refusal(400, "structure", "", "a key stands twice in one object");
    }
    return read;
}

std::variant<HookCall, Response> read_call(std::string_view body, const ServedRules& rules) {
    ReadJson read = read_json(body);
    if (read.refused) return std::move(*read.refused);
    return CallReader(read.tree, rules).read();
}

}  // namespace caveat::service
