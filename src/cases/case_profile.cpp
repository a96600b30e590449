// Turns the `facts` of a case, as YAML, into a profile: each answer is handed to the adapter, which
// knows the types. Entrance: read_case_profile.

#include "cases/case_profile.hpp"

#include <caveat/adapter.hpp>

#include "cases/case_places.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace caveat::cases {

namespace {

using language::Scalar;
using language::ScalarStyle;
using language::YamlNode;
using language::YamlPair;
using text::quoted;
using text::with;
using Kind = YamlNode::Kind;

bool is_plain(const Scalar& text) {
    return text.style == ScalarStyle::plain;
}

/// `yes` and `no`, or as JSON has them: a patient pasted from a message may stand here.
std::optional<bool> yes_no_of(const Scalar& text) {
    if (!is_plain(text)) return std::nullopt;
    if (text.text == "yes" || text.text == "true") return true;
    if (text.text == "no" || text.text == "false") return false;
    return std::nullopt;
}

/// In quotes only with its unit: inside braces some units need them (`"154 [lb_av]"`).
bool looks_like_number(const Scalar& text) {
    const bool has_unit = text.text.find(' ') != std::string::npos;
    if (text.text.empty() || (!is_plain(text) && !has_unit)) return false;
    if (text.text.find(" to ") != std::string::npos) return false;  // two of them
    const char first = text.text.front();
    const bool has_sign = first == '-' && text.text.size() > 1;
    const char digit = has_sign ? text.text[1] : first;
    return digit >= '0' && digit <= '9';
}

const char* form_of(const YamlNode& node) {
    return node.kind == Kind::mapping ? "a mapping" : node.kind == Kind::list ? "a list" : "a text";
}

/// Where an answer goes: a fact, or a field of the record added last.
class CaseTarget {
  public:
    CaseTarget(ProfileAdapter& adapter, FactId fact, FactKind kind)
        : adapter_(adapter), fact_(fact), kind_(kind) {}
    CaseTarget(ProfileAdapter& adapter, std::string_view field, FactKind kind)
        : adapter_(adapter), field_(field), kind_(kind) {}

    [[nodiscard]] FactKind kind() const { return kind_; }
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
    FactKind kind_;
};

/// The texts of a list. What is no text stands as a piece that no fact has as its code, so that the
/// adapter reports it at its place.
std::vector<std::string_view> codes_of(const YamlNode* list) {
    std::vector<std::string_view> codes;
    if (list == nullptr) return codes;
    for (const YamlNode& item : list->items) {
        codes.push_back(item.kind == Kind::text ? std::string_view(item.text.text) : "…");
    }
    return codes;
}

class Reader {
  public:
    Reader(const RuleSet& rules, text::Diagnostics& diagnostics)
        : rules_(rules), adapter_(rules), diagnostics_(diagnostics) {}

    void as_of(const Scalar& day) {
        places_.note("as_of", day.span);
        adapter_.as_of(std::string_view(day.text));
    }

    void facts(const YamlNode& mapping) {
        places_.note("facts", mapping.span);
        for (const YamlPair& pair : mapping.pairs) {
            const auto fact = rules_.find_fact(pair.key.text);
            if (!fact) {
                // Named in the path as it was written, or what could be read of it.
                places_.note_unknown("facts." + pair.key.text, pair.key.span);
                adapter_.unknown_fact(pair.key.text);
                continue;
            }
            const FactInfo& known = rules_.fact(*fact);
            const std::string path = "facts." + std::string(known.key);
            places_.note(path, pair.value.span);
            if (is_unwritten(pair)) continue;
            const bool is_compound =
                pair.value.kind == Kind::list || pair.value.kind == Kind::mapping;
            if (known.kind == FactKind::records && is_compound) {
                records(*fact, known, pair.value, path);
            } else {
                answer(CaseTarget(adapter_, *fact, known.kind), pair.value, path);
            }
        }
    }

    Profile build(Span place, const std::vector<std::string>& expected) {
        Profile profile = adapter_.build();
        for (const Diagnostic& problem : profile.problems()) {
            const bool is_expected =
                std::find(expected.begin(), expected.end(), problem.code) != expected.end();
            if (!is_expected) diagnostics_.add(places_.shown(problem, place));
        }
        return profile;
    }

  private:
    /// A key with nothing behind it is a line that somebody forgot to finish.
    bool is_unwritten(const YamlPair& pair) {
        if (pair.value.kind == Kind::broken) return true;
        if (pair.value.kind != Kind::null || pair.value.span != pair.key.span) return false;
        with(diagnostics_.error("missing-value", pair.key.span,
                                quoted(pair.key.text) + " has no value"))
            .help("write `~` for what was asked and is not known, or leave the line out");
        return true;
    }

    void answer(CaseTarget target, const YamlNode& node, const std::string& path) {
        switch (node.kind) {
            case Kind::null:
                return target.null();
            case Kind::text:
                return text_answer(target, node.text);
            case Kind::list:
                place_items(node, path);
                return target.codes(codes_of(&node));
            case Kind::mapping:
                break;
            case Kind::broken:
                return;
        }
        const std::string_view first =
            node.pairs.empty() ? std::string_view() : node.pairs.front().key.text;
        const bool is_list = first.empty() || first == "present" || first == "absent";
        target.kind() == FactKind::number || !is_list ? quantity(target, node)
                                                      : open_codes(target, node, path);
    }

    static void text_answer(CaseTarget target, const Scalar& text) {
        const FactKind kind = target.kind();
        if (kind == FactKind::choice || kind == FactKind::date || kind == FactKind::choices) {
            return target.text(text.text);
        }
        if (const std::optional<bool> said = yes_no_of(text)) return target.yes_no(*said);
        if (!looks_like_number(text)) return target.text(text.text);
        const std::string_view words = text.text;
        const std::size_t blank = std::min(words.find(' '), words.size());
        const std::size_t unit = std::min(words.find_first_not_of(' ', blank), words.size());
        target.number(words.substr(0, blank), words.substr(unit));
    }

    void place_items(const YamlNode& list, const std::string& path) {
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            places_.note(path + '[' + std::to_string(i) + ']', list.items[i].span);
        }
    }

    /// The two values of a mapping that may have no other key.
    std::optional<std::array<const YamlNode*, 2>> members(const YamlNode& mapping,
                                                          std::array<std::string_view, 2> keys,
                                                          CaseTarget& target) {
        std::array<const YamlNode*, 2> found{};
        for (const YamlPair& pair : mapping.pairs) {
            const auto key = std::find(keys.begin(), keys.end(), pair.key.text);
            if (key == keys.end()) {
                target.unreadable("a mapping with the key " + quoted(pair.key.text));
                return std::nullopt;
            }
            found[static_cast<std::size_t>(key - keys.begin())] = &pair.value;
        }
        return found;
    }

    void quantity(CaseTarget target, const YamlNode& node) {
        if (node.pairs.empty()) return target.unreadable("an empty mapping");
        if (has_limits(node)) return limits(target, node);
        const auto parts = members(node, {"value", "unit"}, target);
        if (!parts) return;
        const YamlNode* const value = (*parts)[0];
        const YamlNode* const unit = (*parts)[1];
        if (value == nullptr) return target.unreadable("a mapping without `value`");
        if (value->kind == Kind::null) return target.null();
        if (value->kind != Kind::text || !is_plain(value->text)) {
            return target.unreadable("a mapping whose `value` is no number");
        }
        if (unit == nullptr) return target.number(value->text.text, {});
        if (unit->kind != Kind::text) return target.unreadable("a mapping whose `unit` is no text");
        target.number(value->text.text, unit->text.text);
    }

    /// Where the limit of this name stands, if it is one.
    static std::optional<Decimal>* limit_named(NumberWithin& limits, std::string_view key) {
        if (key == "from") return &limits.from;
        if (key == "above") return &limits.above;
        if (key == "to") return &limits.to;
        return key == "below" ? &limits.below : nullptr;
    }

    static bool has_limits(const YamlNode& node) {
        NumberWithin limits;
        return std::any_of(node.pairs.begin(), node.pairs.end(), [&](const YamlPair& pair) {
            return limit_named(limits, pair.key.text) != nullptr;
        });
    }

    static void limits(CaseTarget target, const YamlNode& node) {
        NumberWithin limits;
        for (const YamlPair& pair : node.pairs) {
            const bool is_unit = pair.key.text == "unit";
            std::optional<Decimal>* const limit = limit_named(limits, pair.key.text);
            if (!is_unit && limit == nullptr) {
                return target.unreadable("a mapping with limits and the key " +
                                         quoted(pair.key.text));
            }
            if (pair.value.kind != Kind::text || (!is_unit && !is_plain(pair.value.text))) {
                return target.unreadable("a mapping whose " + quoted(pair.key.text) +
                                         (is_unit ? " is no text" : " is no number"));
            }
            if (is_unit) {
                limits.unit = pair.value.text.text;
                continue;
            }
            *limit = Decimal::from_text(pair.value.text.text);
            if (!limit->has_value()) {
                return target.unreadable("a mapping whose " + quoted(pair.key.text) +
                                         " is no number of at most 18 digits");
            }
        }
        target.within(limits);
    }

    void open_codes(CaseTarget target, const YamlNode& node, const std::string& path) {
        const auto parts = members(node, {"present", "absent"}, target);
        if (!parts) return;
        if (node.pairs.empty()) return target.unreadable("an empty mapping");
        for (const YamlPair& pair : node.pairs) {
            if (pair.value.kind != Kind::list) {
                return target.unreadable("a mapping whose " + quoted(pair.key.text) +
                                         " is no list");
            }
            place_items(pair.value, path + '.' + pair.key.text);
        }
        target.open_codes(codes_of((*parts)[0]), codes_of((*parts)[1]));
    }

    void records(FactId fact, const FactInfo& known, const YamlNode& node,
                 const std::string& path) {
        if (node.kind == Kind::list) return record_list(fact, known, node, true, path);
        CaseTarget target(adapter_, fact, FactKind::records);
        const auto parts = members(node, {"present", "present"}, target);
        if (!parts) return;
        const YamlNode* const list = (*parts)[0];
        if (list == nullptr || list->kind != Kind::list) {
            return target.unreadable("a mapping whose `present` is no list");
        }
        record_list(fact, known, *list, false, path);
    }

    void record_list(FactId fact, const FactInfo& known, const YamlNode& list, bool is_complete,
                     const std::string& path) {
        adapter_.records(fact, is_complete);
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            const YamlNode& item = list.items[i];
            const std::string record_path = path + '[' + std::to_string(i) + ']';
            places_.note(record_path, item.span);
            if (item.kind != Kind::mapping) {
                adapter_.unreadable_record(item.kind == Kind::null ? "nothing" : form_of(item));
                continue;
            }
            adapter_.record();
            for (const YamlPair& pair : item.pairs) field(known, pair, record_path);
        }
    }

    void field(const FactInfo& known, const YamlPair& pair, const std::string& record_path) {
        const std::string name = text::canonical_name(pair.key.text);
        const auto found = std::find_if(
            known.fields.begin(), known.fields.end(),
            [&](const FieldInfo& each) { return text::canonical_name(each.name) == name; });
        if (found == known.fields.end()) {
            places_.note(record_path + '.' + pair.key.text, pair.key.span);
            adapter_.not_known(
                std::string_view(pair.key.text));  // reported there, with a suggestion
            return;
        }
        const std::string path = record_path + '.' + std::string(found->key);
        places_.note(path, pair.value.span);
        if (is_unwritten(pair)) return;
        answer(CaseTarget(adapter_, std::string_view(pair.key.text), found->kind), pair.value,
               path);
    }

    const RuleSet& rules_;
    ProfileAdapter adapter_;
    text::Diagnostics& diagnostics_;
    CasePlaces places_;
};

}  // namespace

Profile read_case_profile(const RuleSet& rules, const language::YamlNode* facts,
                          const std::optional<language::Scalar>& as_of, Span place,
                          const std::vector<std::string>& expected,
                          text::Diagnostics& diagnostics) {
    Reader reader(rules, diagnostics);
    if (as_of) reader.as_of(*as_of);
    if (facts != nullptr) reader.facts(*facts);
    return reader.build(place, expected);
}

}  // namespace caveat::cases
