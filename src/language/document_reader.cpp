// Turns YAML nodes into texts and mappings with known keys.
// Entrances: KeyedValues, as_mapping, as_list, as_text, as_texts.

#include "language/document_reader.hpp"

#include "text/escapes.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <utility>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

const char* form_of(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::list:
            return "a list";
        case YamlNode::Kind::mapping:
            return "a mapping";
        case YamlNode::Kind::text:
            return "a text";
        case YamlNode::Kind::null:
        case YamlNode::Kind::broken:
            break;
    }
    return "nothing";
}

Span first_line(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::mapping && !node.is_flow && !node.pairs.empty()) {
        return node.pairs.front().key.span;
    }
    if (node.kind == YamlNode::Kind::list && !node.is_flow) {
        return {node.span.begin, node.span.begin + 1};
    }
    return node.span;
}

/// `type:yes/no`, which YAML takes for one text. Says so, and where the blank belongs.
bool report_missing_blank(const YamlNode& node, text::Diagnostics& diagnostics) {
    if (node.kind != YamlNode::Kind::text || node.text.style != ScalarStyle::plain) return false;
    const std::string& text = node.text.text;
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon >= text.size() - 1 || text.find('\n') != std::string::npos)
        return false;
    const std::string meant = text.substr(0, colon) + ": " + text.substr(colon + 1);
    with(diagnostics.error("missing-blank", node.text.span_of(colon, colon + 1),
                           "a blank is missing behind `:`"))
        .write({{meant, {{node.text.span, meant}}}});
    return true;
}

void report_form(const YamlNode& node, std::string_view what, std::string_view help,
                 text::Diagnostics& diagnostics) {
    if (node.kind == YamlNode::Kind::broken) return;
    if (node.kind == YamlNode::Kind::null) {
        with(diagnostics.error("missing-value", node.span, std::string(what) + " has no value"))
            .help(std::string(help));
        return;
    }
    with(diagnostics.error("wrong-form", first_line(node),
                           std::string(what) + " cannot be " + form_of(node)))
        .help(std::string(help));
}

}  // namespace

Scalar part_of(const Scalar& text, std::size_t begin, std::size_t end) {
    Scalar part;
    part.text = text.text.substr(begin, end - begin);
    part.span = text.span_of(begin, end);
    part.style = text.style;
    part.is_broken = text.is_broken;
    if (text.origin.size() > end) {
        part.origin.assign(text.origin.begin() + static_cast<std::ptrdiff_t>(begin),
                           text.origin.begin() + static_cast<std::ptrdiff_t>(end) + 1);
    }
    return part;
}

Span span_of(const YamlPair& pair) {
    return {pair.key.span.begin, std::max(pair.key.span.end, pair.value.span.end)};
}

KeyedValues::KeyedValues(const YamlNode& mapping, std::string_view what, KeyList known,
                         text::Diagnostics& diagnostics)
    : mapping_(mapping), what_(what), diagnostics_(diagnostics) {
    names_.reserve(mapping.pairs.size());
    for (const auto& pair : mapping.pairs) names_.push_back(text::canonical_name(pair.key.text));
    for (std::size_t i = 0; i < names_.size(); ++i) {
        if (std::find(known.begin(), known.end(), names_[i]) == known.end()) {
            report_unknown(i, known);
        }
    }
}

void KeyedValues::report_unknown(std::size_t pair, KeyList known) {
    const auto& [key, value] = mapping_.pairs[pair];
    const bool is_fact = what_ == "a fact" || what_ == "a field";
    if (is_fact && report_range(key, names_[pair], value)) return;
    if (is_fact && report_type(key, names_[pair], value)) return;
    const std::vector<std::string> names(known.begin(), known.end());
    const auto similar = similar_keys(names_[pair], value, names);
    Diagnostic& problem =
        diagnostics_.error("unknown-key", key.span, what_ + " has no key " + quoted(key.text));
    text::propose_from(problem, key.text, similar);
    std::string& help = problem.help;
    if (!similar.empty() && find(similar.front()) == nullptr) {
        meant_.emplace_back(similar.front(), &value);
    } else if (value.kind == YamlNode::Kind::list || value.kind == YamlNode::Kind::mapping) {
        has_strange_section_ = true;
    }
    if (help.empty()) {
        help = "known keys: ";
        for (const auto& each : names) {
            help += (&each == names.data() ? "`" : ", `") + each + "`";
        }
    }
    with(problem).argument("key", key.text);
}

namespace {

/// The ends of `0-3` or `0 to 3`, as written.
std::optional<std::pair<std::string, std::string>> ends_of(const std::string& text) {
    const auto trimmed = [](std::string_view part) {
        const std::size_t begin = std::min(part.find_first_not_of(' '), part.size());
        return std::string(part.substr(begin, part.find_last_not_of(' ') + 1 - begin));
    };
    for (const std::string_view joint : {" to ", " and ", "..", "–", "-"}) {
        const std::size_t at = text.find(joint, 1);
        if (at == std::string::npos) continue;
        return std::pair(trimmed(std::string_view(text).substr(0, at)),
                         trimmed(std::string_view(text).substr(at + joint.size())));
    }
    return std::nullopt;
}

}  // namespace

/// One wrong key that stands for several right ones, `keys` as YAML has them.
void KeyedValues::report_for(const Scalar& key, const YamlNode& value,
                             const std::vector<std::string>& keys) {
    const Span place{key.span.begin, std::max(key.span.end, value.span.end)};
    Diagnostic& problem =
        diagnostics_.error("unknown-key", place, what_ + " has no key " + quoted(key.text));
    with(problem).argument("key", key.text);
    std::string line;
    std::string lines;
    for (const std::string& each : keys) {
        line += (line.empty() ? "" : ", ") + each;
        lines += (lines.empty() ? "" : &each == &keys.back() ? " and " : ", ") + quoted(each);
    }
    if (mapping_.is_flow || keys.size() == 1) {
        with(problem).write(line);
    } else {
        with(problem).help("its keys are " + lines + ", each on its line");
    }
}

/// `range: 0-3`: both ends have keys of their own. Not reported where a mapping has no such keys.
bool KeyedValues::report_range(const Scalar& key, const std::string& name, const YamlNode& value) {
    if ((name != "range" && name != "limits" && name != "between") ||
        value.kind != YamlNode::Kind::text) {
        return false;
    }
    const auto ends = ends_of(value.text.text);
    if (!ends) return false;
    report_for(key, value, {"from: " + ends->first, "to: " + ends->second});
    return true;
}

/// `number: 0 to 50`, `choice: [left, right]`: a type where its key should stand.
bool KeyedValues::report_type(const Scalar& key, const std::string& name, const YamlNode& value) {
    const bool is_number = name == "number";
    const bool is_choice = name == "choice" || name == "choices";
    if (!is_number && !is_choice) return false;
    if (std::find(names_.begin(), names_.end(), "type") != names_.end()) return false;
    std::vector<std::string> keys{"type: " + name};
    if (value.kind == YamlNode::Kind::text && is_number) {
        const auto ends = ends_of(value.text.text);
        if (!ends) return false;
        keys.push_back("from: " + ends->first);
        keys.push_back("to: " + ends->second);
    } else if (value.kind == YamlNode::Kind::list && is_choice) {
        std::string codes;
        for (const YamlNode& item : value.items) {
            if (item.kind != YamlNode::Kind::text) return false;
            codes += (codes.empty() ? "" : ", ") + text::in_yaml(item.text.text);
        }
        keys.push_back("of: [" + codes + "]");
        meant_.emplace_back("of", &value);
    } else if (value.kind != YamlNode::Kind::null) {
        return false;
    }
    report_for(key, value, keys);
    YamlNode& type = types_.emplace_back();
    type.kind = YamlNode::Kind::text;
    type.span = key.span;
    type.text = key;
    meant_.emplace_back("type", &type);
    return true;
}

/// The keys that may be meant, those that are not there yet first.
std::vector<std::string> KeyedValues::similar_keys(const std::string& name, const YamlNode& value,
                                                   const std::vector<std::string>& known) const {
    auto similar = text::suggestions(name, known);
    for (const std::string& key : known) {
        // One letter is too little for a suggestion, but not beside keys of two.
        if (name.size() == 1 && key.size() == 2 && key.find(name) != std::string::npos) {
            similar.push_back(key);
        }
    }
    const bool is_text = value.kind == YamlNode::Kind::text;
    std::stable_partition(similar.begin(), similar.end(), [&](const std::string& key) {
        // `of` and `to` are one slip apart, but `of` is never one text.
        const bool fits = key == "of" ? !is_text : key != "to" || is_text;
        return fits && find(key) == nullptr;
    });
    return similar;
}

const YamlNode* KeyedValues::find(std::string_view key) const {
    const auto named = std::find(names_.begin(), names_.end(), key);
    if (named != names_.end()) {
        return &mapping_.pairs[static_cast<std::size_t>(named - names_.begin())].value;
    }
    for (const auto& [meant, value] : meant_) {
        if (meant == key) return value;
    }
    return nullptr;
}

std::optional<Scalar> KeyedValues::text(std::string_view key) const {
    const YamlNode* node = find(key);
    return node == nullptr ? std::nullopt : as_text(*node, key, diagnostics_);
}

std::optional<Scalar> KeyedValues::prose(std::string_view key) const {
    auto read = text(key);
    if (read) warn_of_comment(*read, diagnostics_);
    return read;
}

std::vector<Scalar> KeyedValues::texts(std::string_view key) const {
    const YamlNode* node = find(key);
    return node == nullptr ? std::vector<Scalar>{} : as_texts(*node, key, diagnostics_);
}

void KeyedValues::require(std::string_view key, Span place, std::string_view help) const {
    if (Diagnostic* problem = missing(key, place)) with(*problem).help(std::string(help));
}

Diagnostic* KeyedValues::missing(std::string_view key, Span place) const {
    if (find(key) != nullptr || mapping_.lost_keys) return nullptr;
    Diagnostic& problem =
        diagnostics_.error("missing-key", place, what_ + " needs the key " + quoted(key));
    with(problem).argument("key", std::string(key));
    return &problem;
}

const Scalar* short_form(const YamlNode& node, KeyList keys) {
    if (node.kind != YamlNode::Kind::text) return nullptr;
    const std::string& text = node.text.text;
    const auto begins_text = [&](std::string_view key) {
        return node.text.style == ScalarStyle::plain && text.size() > key.size() &&
               text[key.size()] == ':' && text.starts_with(key);
    };
    return std::any_of(keys.begin(), keys.end(), begins_text) ? nullptr : &node.text;
}

const YamlNode* as_mapping(const YamlNode& node, std::string_view what, std::string_view help,
                           text::Diagnostics& diagnostics) {
    if (node.kind == YamlNode::Kind::mapping) return &node;
    if (report_missing_blank(node, diagnostics)) return nullptr;
    report_form(node, what, help, diagnostics);
    return nullptr;
}

const YamlNode* as_list(const YamlNode& node, std::string_view what, std::string_view help,
                        text::Diagnostics& diagnostics) {
    if (node.kind == YamlNode::Kind::list) return &node;
    report_form(node, what, help, diagnostics);
    return nullptr;
}

std::optional<Scalar> as_text(const YamlNode& node, std::string_view name,
                              text::Diagnostics& diagnostics) {
    if (node.kind == YamlNode::Kind::text) return node.text;
    const bool is_entry = name.starts_with("a ") || name.starts_with("an ");
    if (is_entry && node.kind == YamlNode::Kind::null) {
        with(diagnostics.error("missing-value", node.span, std::string(name) + " is missing here"))
            .help("write it, or remove the comma or `-`");
        return std::nullopt;
    }
    const bool is_braces = node.kind == YamlNode::Kind::mapping && node.is_flow;
    const std::string help = node.kind == YamlNode::Kind::null ? ""
                             : is_braces ? "a text that begins with `{` needs quotes"
                                         : "write one text";
    report_form(node, is_entry ? std::string(name) : quoted(name), help, diagnostics);
    return std::nullopt;
}

std::vector<Scalar> as_texts(const YamlNode& node, std::string_view name,
                             text::Diagnostics& diagnostics) {
    std::vector<Scalar> texts;
    if (node.kind != YamlNode::Kind::list) {
        if (auto text = as_text(node, name, diagnostics)) texts.push_back(std::move(*text));
        return texts;
    }
    for (const YamlNode& item : node.items) {
        if (auto text = as_text(item, "an entry of " + std::string(name), diagnostics)) {
            texts.push_back(std::move(*text));
        }
    }
    return texts;
}

void warn_of_comment(const Scalar& text, text::Diagnostics& diagnostics) {
    // Before a comment that is meant as one, authors leave two blanks or more.
    if (!text.comment || text.comment->begin != text.span.end + 1) return;
    with(diagnostics.warning("comment-after-expression", *text.comment,
                             "everything from ` #` on is a comment and no part of the text"))
        .help("put the comment on a line of its own, or the whole text in quotes");
}

}  // namespace caveat::language
