// A finding and a reason into the answer that the file gives it, under `accept` of what it is
// about. Whether that is one is for reading to say: the answer is written down, and the file looked
// at anew. Entrance: acceptance.

#include <caveat/authoring/check.hpp>
#include <caveat/codes.hpp>

#include "editing/workspace.hpp"
#include "text/diagnostics.hpp"
#include "text/escapes.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace caveat::editing {

namespace {

using language::YamlNode;
using language::YamlPair;

/// A section whose entries may accept, and the key for which an entry that is one text stands.
struct OwnerSection {
    std::string_view name;
    std::string_view short_key;
};
constexpr std::array<OwnerSection, 6> owner_sections{{{"facts", "type"},
                                                      {"parameters", "value"},
                                                      {"outcomes", "say"},
                                                      {"scores", ""},
                                                      {"sources", "title"},
                                                      {"rules", "rule"}}};

/// An entry of a section: what it is, and its name, which an item of a list lacks.
struct Owner {
    const YamlNode* value = nullptr;
    const language::Scalar* name = nullptr;
    std::string_view short_key;
};

class Acceptor {
  public:
    Acceptor(const std::string& text, const Owner& owner, std::string_view code,
             std::string_view reason)
        : text_(text), owner_(owner), answer_(std::string(code) + ":") {
        if (!reason.empty()) answer_ += " " + text::in_yaml(reason);
    }

    [[nodiscard]] std::vector<Edit> edits() const {
        const YamlNode& value = *owner_.value;
        switch (value.kind) {
            case YamlNode::Kind::mapping:
                return in_mapping(value);
            case YamlNode::Kind::text:
                return owner_.name != nullptr ? below_name() : below_dash();
            case YamlNode::Kind::null:
                return owner_.name != nullptr ? below_name() : std::vector<Edit>{};
            case YamlNode::Kind::list:
            case YamlNode::Kind::broken:
                break;
        }
        return {};
    }

  private:
    [[nodiscard]] std::vector<Edit> in_mapping(const YamlNode& value) const {
        if (value.pairs.empty()) return {};
        for (const YamlPair& pair : value.pairs) {
            if (text::canonical_name(pair.key.text) != "accept") continue;
            const YamlNode& given = pair.value;
            if (given.kind != YamlNode::Kind::mapping || given.pairs.empty()) return {};
            if (given.is_flow) return before_brace(given, answer_);
            return {below(given, indent_of(given.pairs.front().key), answer_)};
        }
        if (value.is_flow) return before_brace(value, "accept: {" + answer_ + "}");
        const std::string indent = indent_of(value.pairs.front().key);
        return {below(value, indent, "accept:\n" + indent + "  " + answer_)};
    }

    /// `name: Words` becomes `name:` with `say: Words` below it.
    [[nodiscard]] std::vector<Edit> below_name() const {
        const YamlNode& value = *owner_.value;
        const std::string indent = indent_of(*owner_.name) + "  ";
        const std::string accept = "accept:\n" + indent + "  " + answer_;
        const std::size_t colon = text_.find(':', owner_.name->span.end);
        if (colon == std::string::npos) return {};
        if (value.kind == YamlNode::Kind::null) {
            const auto end = static_cast<std::uint32_t>(line_end(colon));
            return {{{end, end}, "\n" + indent + accept}};
        }
        if (owner_.short_key.empty()) return {};
        const auto behind = static_cast<std::uint32_t>(colon + 1);
        return {{{behind, value.span.begin}, "\n" + indent + std::string(owner_.short_key) + ": "},
                below(value, indent, accept)};
    }

    /// `- sentence` becomes `- rule: sentence`.
    [[nodiscard]] std::vector<Edit> below_dash() const {
        const YamlNode& value = *owner_.value;
        const std::size_t line = line_begin(value.span.begin);
        const std::string indent(value.span.begin - line, ' ');
        std::vector<Edit> made{
            {{value.span.begin, value.span.begin}, std::string(owner_.short_key) + ": "}};
        // What goes on below has to stand farther in than its key.
        for (std::size_t at = text_.find('\n', value.span.begin); at < value.span.end;
             at = text_.find('\n', at + 1)) {
            const auto next = static_cast<std::uint32_t>(at + 1);
            if (next < value.span.end) made.push_back({{next, next}, "  "});
        }
        made.push_back(below(value, indent, "accept:\n" + indent + "  " + answer_));
        return made;
    }

    [[nodiscard]] std::vector<Edit> before_brace(const YamlNode& value,
                                                 const std::string& words) const {
        std::size_t at = value.span.end;
        while (at > value.span.begin && text_[at - 1] != '}') --at;
        if (at <= value.span.begin) return {};
        --at;
        while (at > value.span.begin && is_blank(text_[at - 1])) --at;
        const auto place = static_cast<std::uint32_t>(at);
        return {{{place, place}, ", " + words}};
    }

    /// On the line behind the last one of something.
    [[nodiscard]] Edit below(const YamlNode& value, const std::string& indent,
                             const std::string& words) const {
        std::size_t at = value.span.end;
        while (at > value.span.begin && is_blank(text_[at - 1])) --at;
        const auto end = static_cast<std::uint32_t>(line_end(at));
        return {{end, end}, "\n" + indent + words};
    }

    static bool is_blank(char byte) {
        return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
    }
    [[nodiscard]] std::size_t line_begin(std::size_t at) const {
        const std::size_t before = at == 0 ? std::string::npos : text_.rfind('\n', at - 1);
        return before == std::string::npos ? 0 : before + 1;
    }
    /// Before the line break.
    [[nodiscard]] std::size_t line_end(std::size_t at) const {
        std::size_t end = std::min(text_.find('\n', at), text_.size());
        while (end > at && text_[end - 1] == '\r') --end;
        return end;
    }
    [[nodiscard]] std::string indent_of(const language::Scalar& key) const {
        return std::string(key.span.begin - line_begin(key.span.begin), ' ');
    }

    const std::string& text_;
    const Owner& owner_;
    std::string answer_;
};

bool is_around(Span outer, Span inner) {
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// What a finding is about, where that may accept it.
std::optional<Owner> owner_of(const YamlNode& root, Span finding) {
    for (const YamlPair& pair : root.pairs) {
        const auto section = std::find_if(
            owner_sections.begin(), owner_sections.end(), [&](const OwnerSection& each) {
                return each.name == text::canonical_name(pair.key.text);
            });
        if (section == owner_sections.end()) continue;
        for (const YamlPair& each : pair.value.pairs) {
            const Span whole{each.key.span.begin, std::max(each.key.span.end, each.value.span.end)};
            if (is_around(whole, finding)) return Owner{&each.value, &each.key, section->short_key};
        }
        for (const YamlNode& each : pair.value.items) {
            if (is_around(each.span, finding)) return Owner{&each, nullptr, section->short_key};
        }
    }
    return std::nullopt;
}

std::size_t count_of(std::string_view code, const authoring::Checked& checked) {
    return static_cast<std::size_t>(std::count_if(
        checked.findings.begin(), checked.findings.end(),
        [&](const authoring::Finding& each) { return each.diagnostic.code == code; }));
}

/// Whether the file with the answer is one in which it is given to something.
bool is_met(const OpenFile& file, const std::vector<Edit>& edits, const Diagnostic& finding,
            const Limits& limits) {
    // Of the day, no finding depends that may be accepted.
    constexpr Date any_day{2026, 11, 20};
    const Loaded after = load_text(edited(file.text(), edits), file.uri(), limits);
    if (!after.rules) return false;
    const authoring::Checked before = authoring::check_as_written(*file.loaded().rules, any_day);
    const authoring::Checked now = authoring::check_as_written(*after.rules, any_day);
    if (count_of(codes::accepted_nothing, now) > count_of(codes::accepted_nothing, before)) {
        return false;
    }
    // What patients show is not looked for here.
    const std::size_t found = count_of(finding.code, before);
    return found == 0 || count_of(finding.code, now) + 1 == found;
}

}  // namespace

std::vector<Edit> acceptance(const OpenFile& file, const Diagnostic& finding,
                             std::string_view reason, const Limits& limits) {
    const Understood* const known = file.understood();
    const bool may_be = !file.is_cases() && file.loaded().rules && known != nullptr &&
                        known->reading->source == file.text() &&
                        authoring::is_finding_code(finding.code);
    if (!may_be) return {};
    const auto owner = owner_of(*known->reading->root, finding.span);
    if (!owner) return {};
    const std::vector<Edit> tried =
        Acceptor(file.text(), *owner, finding.code, "it is meant").edits();
    if (tried.empty() || !is_met(file, tried, finding, limits)) return {};
    return Acceptor(file.text(), *owner, finding.code, text::one_line(reason)).edits();
}

}  // namespace caveat::editing
