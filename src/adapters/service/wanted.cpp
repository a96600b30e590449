#include "adapters/service/wanted.hpp"

#include <algorithm>
#include <array>

namespace caveat::service {

namespace {

using json::JsonTree;
using json::Node;
using json::NodeKind;

std::string_view text_in(const JsonTree& tree, const Node* object, std::string_view name) {
    const Node* const found = member(tree, object, name);
    return found != nullptr && found->kind == NodeKind::text ? found->text : std::string_view();
}

/// A resource may be wanted as long as one of the things that are done in it is coded in other
/// systems alone, or not at all; what kind of appointment it is (a check-up, a follow-up) does not
/// say what is done.
class Wanted {
  public:
    /// entries  of the Bundle in which references are looked up; null: there is none
    Wanted(const mapping::CodeTable& codes, const JsonTree& tree, const Node* entries)
        : codes_(codes), tree_(tree), entries_(entries) {}

    [[nodiscard]] bool is(const Node& resource) {
        if (has_key_twice(tree_, resource)) return true;
        for (const std::string_view name :
             {"code", "serviceType", "medicationCodeableConcept", "codeCodeableConcept"}) {
            look_at_all(member(tree_, &resource, name));
        }
        for (const std::string_view name : {"medicationReference", "codeReference"}) {
            if (const Node* const reference = member(tree_, &resource, name)) {
                is_said_ = true;
                look_at_meant(resolve(resource, text_in(tree_, reference, "reference")));
            }
        }
        each_of(member(tree_, &resource, "appointmentType"),
                [&](const Node& concept_node) { look_at(concept_node); });
        return is_listed_ || is_open_ || !is_said_;
    }

  private:
    /// The elements of a list, or the one that stands for one.
    template <class Visit>
    void each_of(const Node* found, Visit visit) const {
        if (found == nullptr) return;
        if (found->kind != NodeKind::list) return visit(*found);
        for (const Node* each = tree_.first(*found); each != nullptr; each = tree_.after(*each)) {
            visit(*each);
        }
    }

    void look_at_all(const Node* concepts) {
        each_of(concepts, [&](const Node& concept_node) {
            is_said_ = true;
            is_open_ = !look_at(concept_node) || is_open_;
        });
    }

    /// meant  what a reference names; null where nobody knows
    void look_at_meant(const Node* meant) {
        const Node* const code = member(tree_, meant, "code");
        is_open_ = is_open_ || code == nullptr || has_key_twice(tree_, *meant);
        look_at_all(code);
    }

    /// Whether one of its codings is understood.
    bool look_at(const Node& concept_node) {
        const Node* const codings = member(tree_, &concept_node, "coding");
        if (codings == nullptr || codings->kind != NodeKind::list) return false;
        bool is_understood = false;
        for (const Node* each = tree_.first(*codings); each != nullptr; each = tree_.after(*each)) {
            const Node* const system = member(tree_, each, "system");
            const Node* const code = member(tree_, each, "code");
            if (system == nullptr || code == nullptr || code->text.empty()) continue;
            is_understood = is_understood || codes_.names_system(system->text);
            is_listed_ = is_listed_ || codes_.contains(system->text, code->text);
        }
        return is_understood;
    }

    /// What is contained, or comes with the order under this very name; null where nothing does, or
    /// several do.
    [[nodiscard]] const Node* resolve(const Node& from, std::string_view reference) const {
        const Node* found = nullptr;
        std::size_t count = 0;
        const auto add = [&](const Node* meant) {
            found = meant;
            ++count;
        };
        if (reference.starts_with('#')) {
            each_of(member(tree_, &from, "contained"), [&](const Node& each) {
                if (text_in(tree_, &each, "id") == reference.substr(1)) add(&each);
            });
        } else if (!reference.empty()) {
            each_of(entries_, [&](const Node& entry) {
                const Node* const resource = member(tree_, &entry, "resource");
                if (resource == nullptr) return;
                const bool is_at = text_in(tree_, &entry, "fullUrl") == reference;
                if (is_at || name_of(tree_, *resource) == reference) add(resource);
            });
        }
        return count == 1 ? found : nullptr;
    }

    const mapping::CodeTable& codes_;
    const JsonTree& tree_;
    const Node* entries_;
    bool is_said_ = false;
    bool is_listed_ = false;
    bool is_open_ = false;
};

bool is_selected(const JsonTree& tree, const Node& order,
                 const std::vector<std::string>& selections) {
    return selections.empty() || std::find(selections.begin(), selections.end(),
                                           name_of(tree, order)) != selections.end();
}

}  // namespace

bool is_booked(const mapping::CodeTable& codes, std::string_view resource) {
    if (codes.empty()) return true;
    const ReadJson read = read_json(resource);
    return read.refused || Wanted(codes, read.tree, nullptr).is(read.tree.root());
}

bool is_ordered(const mapping::CodeTable& codes, const HookCall& call) {
    if (codes.empty()) return true;
    for (const Delivery& each : call.deliveries) {
        if (each.query != "context.draftOrders") continue;
        const ReadJson read = read_json(each.json);
        if (read.refused) return true;
        const Node* const entries = member(read.tree, &read.tree.root(), "entry");
        if (entries == nullptr) continue;
        for (const Node* entry = read.tree.first(*entries); entry != nullptr;
             entry = read.tree.after(*entry)) {
            const Node* const resource = member(read.tree, entry, "resource");
            if (resource == nullptr || !is_selected(read.tree, *resource, call.selections))
                continue;
            if (Wanted(codes, read.tree, entries).is(*resource)) return true;
        }
    }
    return false;
}

}  // namespace caveat::service
