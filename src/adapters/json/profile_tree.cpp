// Turns the tree of a JSON text into a profile: each answer is handed to the adapter, which knows
// the types. Entrance: read_tree.

#include "adapters/json/profile_tree.hpp"

#include <caveat/codes.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::json {

namespace {

/// A code list, or a piece of one, ready for the adapter. What is no text stands as it was written,
/// so that the adapter reports it at its place.
std::vector<std::string_view> codes_of(const JsonTree& tree, const Node& list) {
    std::vector<std::string_view> codes;
    for (const Node* each = tree.first(list); each != nullptr; each = tree.after(*each)) {
        if (each->kind == NodeKind::list) {
            codes.emplace_back("[…]");
        } else if (each->kind == NodeKind::object) {
            codes.emplace_back("{…}");
        } else {
            codes.push_back(each->text);
        }
    }
    return codes;
}

/// The members of an object that may have only two keys.
struct Members {
    const Node* first = nullptr;
    const Node* second = nullptr;
    std::string wrong;  ///< why it cannot be read: "an object with the key `note`"
};

std::string shortened(std::string_view key) {
    constexpr std::size_t most = 40;
    std::string shown;
    for (const char c : key.substr(0, most)) {
        const auto byte = static_cast<unsigned char>(c);
        shown += byte < 0x20 || byte == 0x7F || c == '`' ? '?' : c;
    }
    // A code point must not be cut in two.
    if (key.size() > most) {
        while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U) {
            shown.pop_back();
        }
        if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0U) shown.pop_back();
        shown += "…";
    }
    return shown;
}

Members members_of(const JsonTree& tree, const Node& object, std::string_view first_key,
                   std::string_view second_key) {
    Members members;
    for (const Node* each = tree.first(object); each != nullptr; each = tree.after(*each)) {
        const Node** member = each->key == first_key    ? &members.first
                              : each->key == second_key ? &members.second
                                                        : nullptr;
        if (member == nullptr) {
            members.wrong = "an object with the key `" + shortened(each->key) + '`';
        } else if (*member != nullptr) {
            members.wrong = "an object with `" + std::string(each->key) + "` twice";
        }
        if (!members.wrong.empty()) return members;
        *member = each;
    }
    return members;
}

/// Where an answer goes: a fact, or a field of the record added last.
class Target {
  public:
    Target(ProfileAdapter& adapter, FactId fact) : adapter_(adapter), fact_(fact) {}
    Target(ProfileAdapter& adapter, std::string_view field) : adapter_(adapter), field_(field) {}

    void yes_no(bool answer) {
        fact_ ? adapter_.yes_no(*fact_, answer) : adapter_.yes_no(field_, answer);
    }
    void number(std::string_view digits, std::string_view unit) {
        fact_ ? adapter_.number(*fact_, digits, unit) : adapter_.number(field_, digits, unit);
    }
    void text(std::string_view words) {
        fact_ ? adapter_.text(*fact_, words) : adapter_.text(field_, words);
    }
    void codes(const std::vector<std::string_view>& codes) {
        fact_ ? adapter_.codes(*fact_, codes) : adapter_.codes(field_, codes);
    }
    void open_codes(const std::vector<std::string_view>& present,
                    const std::vector<std::string_view>& absent) {
        fact_ ? adapter_.open_codes(*fact_, present, absent)
              : adapter_.open_codes(field_, present, absent);
    }
    void within(const NumberWithin& limits) {
        fact_ ? adapter_.within(*fact_, limits) : adapter_.within(field_, limits);
    }
    void null() { fact_ ? adapter_.not_known(*fact_) : adapter_.not_known(field_); }
    void unreadable(std::string_view what) {
        fact_ ? adapter_.unreadable(*fact_, what) : adapter_.unreadable(field_, what);
    }

  private:
    ProfileAdapter& adapter_;
    std::optional<FactId> fact_;
    std::string_view field_;
};

class TreeWalk {
  public:
    TreeWalk(const RuleSet& rules, const JsonTree& tree, ProfileAdapter& adapter)
        : rules_(rules), tree_(tree), adapter_(adapter) {}

    void read(const ReadOptions& options) {
        adapter_.extra_facts(options.extra_facts);
        std::size_t facts_count = 0;
        for (const Node* each = tree_.first(tree_.root()); each != nullptr;
             each = tree_.after(*each)) {
            if (each->key == "facts") ++facts_count;
        }
        if (facts_count > 1) {
            adapter_.problem(problem(codes::given_twice, "facts", "`facts` is given twice",
                                     "both were left out, and every fact counts as unanswered"));
        }
        for (const Node* each = tree_.first(tree_.root()); each != nullptr;
             each = tree_.after(*each)) {
            if (each->key != "facts") {
                read_top(*each);
            } else if (facts_count == 1) {
                read_facts(*each);
            }
        }
        if (!has_as_of_ && options.default_as_of) adapter_.as_of(*options.default_as_of);
    }

  private:
    static Diagnostic problem(std::string_view code, std::string path, std::string message,
                              std::string help) {
        Diagnostic found;
        found.code = code;
        found.path = std::move(path);
        found.message = std::move(message);
        found.help = std::move(help);
        return found;
    }

    void read_top(const Node& node) {
        if (node.key == "patient") return read_patient(node);
        if (node.key == "as_of") {
            if (node.kind == NodeKind::null) return;
            has_as_of_ = true;
            adapter_.as_of(node.kind == NodeKind::list     ? "[…]"
                           : node.kind == NodeKind::object ? "{…}"
                                                           : node.text);
            return;
        }
        const std::string key = shortened(node.key);
        Diagnostic found = problem(codes::unknown_key, key, "a profile has no key `" + key + '`',
                                   "its keys are `patient`, `as_of` and `facts`; it was left out");
        found.arguments = {{"value", key},
                           {"without_value", "the profile has a key that profiles do not have"}};
        adapter_.problem(std::move(found));
    }

    void read_patient(const Node& node) {
        if (node.kind == NodeKind::null) return;
        // A record number is an id like any other: as it was written, whatever its digits.
        if (node.kind == NodeKind::text || node.kind == NodeKind::number) {
            adapter_.patient(node.text);
            return;
        }
        adapter_.problem(
            problem(codes::wrong_type, "patient",
                    "`patient` takes a text, but the answer is " + std::string(name_of(node)),
                    "write it in quotes; it was left out"));
    }

    void read_facts(const Node& node) {
        if (node.kind == NodeKind::null) return;
        if (node.kind != NodeKind::object) {
            adapter_.problem(
                problem(codes::wrong_type, "facts",
                        "`facts` takes an object, but it is " + std::string(name_of(node)),
                        "every fact counts as unanswered"));
            return;
        }
        for (const Node* each = tree_.first(node); each != nullptr; each = tree_.after(*each)) {
            if (const std::optional<FactId> fact = rules_.find_fact(each->key)) {
                read_fact(*fact, *each);
            } else {
                adapter_.unknown_fact(each->key);  // reported there, with a suggestion
            }
        }
    }

    void read_fact(FactId fact, const Node& node) {
        const bool is_compound = node.kind == NodeKind::list || node.kind == NodeKind::object;
        const FactKind kind = is_compound ? rules_.fact(fact).kind : FactKind::yes_no;
        if (kind == FactKind::records) return read_records(fact, node);
        read_answer(Target(adapter_, fact), node, kind == FactKind::number);
    }

    void read_answer(Target target, const Node& node, bool is_number) {
        switch (node.kind) {
            case NodeKind::null:
                return target.null();
            case NodeKind::boolean:
                return target.yes_no(node.is_true);
            case NodeKind::number:
                return target.number(node.text, {});
            case NodeKind::text:
                return target.text(node.text);
            case NodeKind::list:
                return target.codes(codes_of(tree_, node));
            case NodeKind::object:
                break;
        }
        const Node* const first = tree_.first(node);
        const bool is_list =
            first != nullptr && (first->key == "present" || first->key == "absent");
        is_number || !is_list ? read_quantity(target, node) : read_open_codes(target, node);
    }

    void read_quantity(Target target, const Node& node) {
        if (tree_.first(node) == nullptr) return target.unreadable("an empty object");
        if (has_limits(node)) return read_limits(target, node);
        const Members members = members_of(tree_, node, "value", "unit");
        if (!members.wrong.empty()) return target.unreadable(members.wrong);
        if (members.first == nullptr) return target.unreadable("an object without `value`");
        if (members.first->kind == NodeKind::null) return target.null();
        if (members.first->kind != NodeKind::number) {
            return target.unreadable("an object whose `value` is " +
                                     std::string(name_of(*members.first)));
        }
        if (members.second == nullptr) return target.number(members.first->text, {});
        if (members.second->kind != NodeKind::text) {
            return target.unreadable("an object whose `unit` is " +
                                     std::string(name_of(*members.second)));
        }
        target.number(members.first->text, members.second->text);
    }

    /// Where the limit of this name stands, if it is one.
    static std::optional<Decimal>* limit_named(NumberWithin& limits, std::string_view key) {
        if (key == "from") return &limits.from;
        if (key == "above") return &limits.above;
        if (key == "to") return &limits.to;
        return key == "below" ? &limits.below : nullptr;
    }

    [[nodiscard]] bool has_limits(const Node& node) const {
        NumberWithin limits;
        for (const Node* each = tree_.first(node); each != nullptr; each = tree_.after(*each)) {
            if (limit_named(limits, each->key) != nullptr) return true;
        }
        return false;
    }

    void read_limits(Target target, const Node& node) {
        NumberWithin limits;
        bool has_unit = false;
        for (const Node* each = tree_.first(node); each != nullptr; each = tree_.after(*each)) {
            const bool is_unit = each->key == "unit";
            std::optional<Decimal>* const limit = limit_named(limits, each->key);
            const std::string named = '`' + shortened(each->key) + '`';
            if (!is_unit && limit == nullptr) {
                return target.unreadable("an object with limits and the key " + named);
            }
            if (is_unit ? has_unit : limit->has_value()) {
                return target.unreadable("an object with " + named + " twice");
            }
            if (each->kind != (is_unit ? NodeKind::text : NodeKind::number)) {
                return target.unreadable("an object whose " + named + " is " +
                                         std::string(name_of(*each)));
            }
            if (is_unit) {
                has_unit = true;
                limits.unit = each->text;
                continue;
            }
            *limit = Decimal::from_text(each->text);
            if (!limit->has_value()) {
                return target.unreadable("an object whose " + named + " has more than 18 digits");
            }
        }
        target.within(limits);
    }

    void read_open_codes(Target target, const Node& node) {
        const Members members = members_of(tree_, node, "present", "absent");
        if (!members.wrong.empty()) return target.unreadable(members.wrong);
        if (members.first == nullptr && members.second == nullptr) {
            return target.unreadable("an empty object");
        }
        for (const Node* part : {members.first, members.second}) {
            if (part != nullptr && part->kind != NodeKind::list) {
                return target.unreadable("an object whose `" + std::string(part->key) + "` is " +
                                         std::string(name_of(*part)));
            }
        }
        const auto codes = [&](const Node* part) {
            return part == nullptr ? std::vector<std::string_view>{} : codes_of(tree_, *part);
        };
        target.open_codes(codes(members.first), codes(members.second));
    }

    void read_records(FactId fact, const Node& node) {
        if (node.kind == NodeKind::list) return read_record_list(fact, node, true);
        const Members members = members_of(tree_, node, "present", "present");
        if (!members.wrong.empty()) {
            adapter_.unreadable(fact, members.wrong);
        } else if (members.first == nullptr) {
            adapter_.unreadable(fact, "an object without `present`");
        } else if (members.first->kind != NodeKind::list) {
            adapter_.unreadable(
                fact, "an object whose `present` is " + std::string(name_of(*members.first)));
        } else {
            read_record_list(fact, *members.first, false);
        }
    }

    void read_record_list(FactId fact, const Node& list, bool is_complete) {
        adapter_.records(fact, is_complete);
        for (const Node* each = tree_.first(list); each != nullptr; each = tree_.after(*each)) {
            if (each->kind != NodeKind::object) {
                adapter_.unreadable_record(name_of(*each));
                continue;
            }
            adapter_.record();
            for (const Node* field = tree_.first(*each); field != nullptr;
                 field = tree_.after(*field)) {
                read_answer(Target(adapter_, field->key), *field, false);
            }
        }
    }

    const RuleSet& rules_;
    const JsonTree& tree_;
    ProfileAdapter& adapter_;
    bool has_as_of_ = false;
};

}  // namespace

void read_tree(const RuleSet& rules, std::string_view text, const ReadOptions& options,
               JsonTree& tree, ProfileAdapter& adapter) {
    TreeLimits limits;
    limits.bytes = options.most_bytes;
    if (std::optional<Diagnostic> failure = tree.read(text, limits)) {
        adapter.unreadable(std::move(*failure));
        if (options.default_as_of) adapter.as_of(*options.default_as_of);
        return;
    }
    TreeWalk(rules, tree, adapter).read(options);
}

}  // namespace caveat::json
