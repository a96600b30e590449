// A YAML tree to text, style by style.

#include "yaml_text.hpp"

#include <cctype>
#include <string_view>

namespace caveat::testing {

namespace {

constexpr std::size_t step = 2;

class YamlPrinter {
  public:
    explicit YamlPrinter(Chance& chance) : chance_(chance) {}

    std::string document(const Yaml& yaml) {
        std::string text;
        if (chance_.percent(20)) text += "# Generated\n";
        if (chance_.percent(10)) text += "---\n";
        return text + mapping(yaml, 0);
    }

  private:
    static bool is_plain_start(const std::string& text) {
        constexpr std::string_view indicators = "-?:,[]{}#&*!|>'\"%@`~=<";
        if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
        const bool is_negative = text.size() > 1 && text[0] == '-' &&
                                 std::isdigit(static_cast<unsigned char>(text[1])) != 0;
        return is_negative || indicators.find(text.front()) == std::string_view::npos;
    }

    static bool may_be_plain(const std::string& text, bool in_flow) {
        if (!is_plain_start(text) || text.back() == ':') return false;
        if (text.find(": ") != std::string::npos || text.find(" #") != std::string::npos) {
            return false;
        }
        return !in_flow || text.find_first_of(",[]{}?:#") == std::string::npos;
    }

    static std::string single_quoted(const std::string& text) {
        std::string quoted = "'";
        for (char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
        return quoted + "'";
    }

    static std::string double_quoted(const std::string& text) {
        std::string quoted = "\"";
        for (char c : text) {
            if (c == '"' || c == '\\') quoted += '\\';
            quoted += c;
        }
        return quoted + "\"";
    }

    std::string inline_scalar(const Yaml& scalar, bool in_flow) {
        const std::string& text = scalar.text;
        const bool is_plain = !scalar.is_quoted && may_be_plain(text, in_flow);
        if (is_plain && !chance_.percent(15)) return text;
        return chance_.percent(50) ? single_quoted(text) : double_quoted(text);
    }

    /// Some of the places before `and`, `or` and `unless` become line breaks.
    std::string broken(const std::string& text, const std::string& line_break) {
        std::string lines;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::string_view rest = std::string_view(text).substr(i);
            const bool may_break = rest.starts_with(" and ") || rest.starts_with(" or ") ||
                                   rest.starts_with(" unless ");
            if (may_break && chance_.percent(50))
                lines += line_break;
            else
                lines += text[i];
        }
        return lines;
    }

    /// The scalar after `key:` or `-`, with the blank or line break before it.
    std::string block_scalar(const Yaml& scalar, std::size_t indent) {
        const std::string line_break = "\n" + std::string(indent + step, ' ');
        const bool may_be_block =
            !scalar.is_quoted && !scalar.text.empty() && scalar.text.front() != ' ';
        const std::size_t style = chance_.below(100);
        if (may_be_block && style < 8) {
            const std::string body =
                scalar.is_expression ? broken(scalar.text, line_break) : scalar.text;
            return (scalar.is_expression && chance_.percent(50) ? " >" : " >-") + line_break + body;
        }
        if (may_be_block && style < 16) {
            const std::string body =
                scalar.is_expression ? broken(scalar.text, line_break) : scalar.text;
            return (scalar.is_expression && chance_.percent(50) ? " |" : " |-") + line_break + body;
        }
        if (scalar.is_expression && style < 22 && may_be_plain(scalar.text, false)) {
            return " " + broken(scalar.text, line_break);
        }
        return " " + inline_scalar(scalar, false);
    }

    std::string flow(const Yaml& yaml) {
        std::string text;
        switch (yaml.kind) {
            case Yaml::Kind::scalar:
                return inline_scalar(yaml, true);
            case Yaml::Kind::sequence:
                for (const Yaml& item : yaml.items) {
                    text += (text.empty() ? "" : ", ") + flow(item);
                }
                return "[" + text + "]";
            case Yaml::Kind::mapping:
                break;
        }
        for (const auto& [key, value] : yaml.entries) {
            text += (text.empty() ? "" : ", ") + flow(key) + ": " + flow(value);
        }
        return "{" + text + "}";
    }

    static std::size_t size_of(const Yaml& yaml) {
        std::size_t size = yaml.text.size() + 2;
        for (const Yaml& item : yaml.items) size += size_of(item);
        for (const auto& [key, value] : yaml.entries) size += size_of(key) + size_of(value);
        return size;
    }

    bool goes_into_flow(const Yaml& yaml) {
        const bool is_empty = yaml.items.empty() && yaml.entries.empty();
        return is_empty || (size_of(yaml) < 160 && chance_.percent(50));
    }

    /// The value after `key:`.
    std::string value(const Yaml& yaml, std::size_t indent) {
        if (yaml.kind == Yaml::Kind::scalar) return block_scalar(yaml, indent) + "\n";
        if (goes_into_flow(yaml)) return " " + flow(yaml) + "\n";
        if (yaml.kind == Yaml::Kind::mapping) return "\n" + mapping(yaml, indent + step);
        return "\n" + sequence(yaml, chance_.percent(70) ? indent + step : indent);
    }

    std::string mapping(const Yaml& yaml, std::size_t indent) {
        std::string text;
        for (const auto& [key, entry] : yaml.entries) {
            text += std::string(indent, ' ') + inline_scalar(key, false) + ":";
            text += value(entry, indent);
        }
        return text;
    }

    std::string sequence(const Yaml& yaml, std::size_t indent) {
        std::string text;
        for (const Yaml& item : yaml.items) {
            const std::string start = std::string(indent, ' ') + "-";
            if (item.kind == Yaml::Kind::scalar) {
                text += start + block_scalar(item, indent) + "\n";
            } else if (goes_into_flow(item)) {
                text += start + " " + flow(item) + "\n";
            } else {
                const std::string nested = item.kind == Yaml::Kind::mapping
                                               ? mapping(item, indent + step)
                                               : sequence(item, indent + step);
                text += start + " " + nested.substr(indent + step);
            }
        }
        return text;
    }

    Chance& chance_;
};

}  // namespace

std::string print_yaml(const Yaml& document, Chance& chance) {
    return YamlPrinter(chance).document(document);
}

}  // namespace caveat::testing
