// From a tree back to text, and to the first place where two differ. Entrances: text_of,
// first_difference.

#include "adapters/json/tree_text.hpp"

#include <cstddef>
#include <utility>

namespace caveat::json {

const Node* member(const JsonTree& tree, const Node& object, std::string_view key) {
    if (object.kind != NodeKind::object) return nullptr;
    for (const Node* each = tree.first(object); each != nullptr; each = tree.after(*each)) {
        if (each->key == key) return each;
    }
    return nullptr;
}

void write(const JsonTree& tree, const Node& node, JsonWriter& json) {
    switch (node.kind) {
        case NodeKind::null:
            return json.null();
        case NodeKind::boolean:
            return json.boolean(node.is_true);
        case NodeKind::number:
            return json.number(node.text);
        case NodeKind::text:
            return json.text(node.text);
        case NodeKind::list:
            json.begin_list();
            for (const Node* each = tree.first(node); each != nullptr; each = tree.after(*each)) {
                write(tree, *each, json);
            }
            return json.end_list();
        case NodeKind::object:
            json.begin_object();
            for (const Node* each = tree.first(node); each != nullptr; each = tree.after(*each)) {
                json.key(each->key);
                write(tree, *each, json);
            }
            return json.end_object();
    }
}

std::string text_of(const JsonTree& tree, const Node& node) {
    JsonWriter json(false);
    write(tree, node, json);
    std::string text = json.take();
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

namespace {

class Comparing {
  public:
    Comparing(const JsonTree& before, const JsonTree& after, std::string_view apart_from)
        : before_(before), after_(after), apart_from_(apart_from) {}

    FirstDifference compare(const Node& before, const Node& after, const std::string& path) const {
        if (!path.empty() && path == apart_from_) return {};
        if (before.kind != after.kind || before.text != after.text ||
            before.is_true != after.is_true) {
            return {path, text_of(before_, before), text_of(after_, after)};
        }
        if (before.kind == NodeKind::list) return compare_lists(before, after, path);
        if (before.kind == NodeKind::object) return compare_objects(before, after, path);
        return {};
    }

  private:
    FirstDifference compare_lists(const Node& before, const Node& after,
                                  const std::string& path) const {
        const Node* a = before_.first(before);
        const Node* b = after_.first(after);
        for (std::size_t at = 0; a != nullptr || b != nullptr; ++at) {
            const std::string place = path + '[' + std::to_string(at) + ']';
            if (a == nullptr || b == nullptr) return one_missing(a, b, place);
            if (FirstDifference found = compare(*a, *b, place); !found.path.empty()) return found;
            a = before_.after(*a);
            b = after_.after(*b);
        }
        return {};
    }

    FirstDifference compare_objects(const Node& before, const Node& after,
                                    const std::string& path) const {
        const Node* a = before_.first(before);
        const Node* b = after_.first(after);
        while (a != nullptr || b != nullptr) {
            const auto place = [&](const Node& node) {
                return path.empty() ? std::string(node.key) : path + '.' + std::string(node.key);
            };
            if (a == nullptr) return one_missing(a, b, place(*b));
            if (b == nullptr || a->key != b->key) return one_missing(a, nullptr, place(*a));
            if (FirstDifference found = compare(*a, *b, place(*a)); !found.path.empty())
                return found;
            a = before_.after(*a);
            b = after_.after(*b);
        }
        return {};
    }

    FirstDifference one_missing(const Node* before, const Node* after, std::string path) const {
        return {std::move(path), before == nullptr ? std::string() : text_of(before_, *before),
                after == nullptr ? std::string() : text_of(after_, *after)};
    }

    const JsonTree& before_;
    const JsonTree& after_;
    std::string_view apart_from_;
};

}  // namespace

FirstDifference first_difference(const JsonTree& before_tree, const Node& before,
                                 const JsonTree& after_tree, const Node& after,
                                 std::string_view apart_from) {
    return Comparing(before_tree, after_tree, apart_from).compare(before, after, {});
}

}  // namespace caveat::json
