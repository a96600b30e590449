// JSON from text into a tree, and back. Entrances: `read_json`, `write_json`.

#include "adapters/cli/json_value.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace caveat::cli {

namespace {

constexpr int most_levels = 64;
constexpr std::string_view blanks = " \t\r\n";

void append_utf8(std::string& out, std::uint32_t code_point) {
    const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
    if (code_point < 0x80) return byte(code_point);
    if (code_point < 0x800) {
        byte(0xC0U | code_point >> 6U);
    } else {
        if (code_point < 0x10000) {
            byte(0xE0U | code_point >> 12U);
        } else {
            byte(0xF0U | code_point >> 18U);
            byte(0x80U | (code_point >> 12U & 0x3FU));
        }
        byte(0x80U | (code_point >> 6U & 0x3FU));
    }
    byte(0x80U | (code_point & 0x3FU));
}

class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    std::optional<JsonValue> read() {
        std::optional<JsonValue> value = value_at(0);
        skip_blanks();
        return rest_.empty() ? std::move(value) : std::nullopt;
    }

  private:
    void skip_blanks() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size()));
    }
    bool take(char wanted) {
        skip_blanks();
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::optional<JsonValue> value_at(int level) {
        skip_blanks();
        if (rest_.empty() || level > most_levels) return std::nullopt;
        if (rest_.front() == '{') return members(level);
        if (rest_.front() == '[') return items(level);
        if (rest_.front() == '"') {
            const std::optional<std::string> words = quoted();
            return words ? std::optional(JsonValue::text(*words)) : std::nullopt;
        }
        const std::size_t end = std::min(rest_.find_first_of(" \t\r\n,]}"), rest_.size());
        if (end == 0) return std::nullopt;
        JsonValue value = JsonValue::literal(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return value;
    }

    std::optional<JsonValue> members(int level) {
        JsonValue object = JsonValue::object();
        take('{');
        if (take('}')) return object;
        do {
            skip_blanks();
            const std::optional<std::string> key = quoted();
            if (!key || !take(':')) return std::nullopt;
            std::optional<JsonValue> value = value_at(level + 1);
            if (!value) return std::nullopt;
            object.add(*key, std::move(*value));
        } while (take(','));
        return take('}') ? std::optional(std::move(object)) : std::nullopt;
    }

    std::optional<JsonValue> items(int level) {
        JsonValue list = JsonValue::list();
        take('[');
        if (take(']')) return list;
        do {
            std::optional<JsonValue> value = value_at(level + 1);
            if (!value) return std::nullopt;
            list.add(std::move(*value));
        } while (take(','));
        return take(']') ? std::optional(std::move(list)) : std::nullopt;
    }

    std::optional<std::string> quoted() {
        if (!take('"')) return std::nullopt;
        std::string words;
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '"') return words;
            if (c != '\\') {
                words += c;
            } else if (!escaped(words)) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    bool escaped(std::string& words) {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        if (rest_.empty()) return false;
        const char c = rest_.front();
        rest_.remove_prefix(1);
        const std::size_t known = letters.find(c);
        if (known != std::string_view::npos) {
            words += meant[known];
            return true;
        }
        std::optional<std::uint32_t> unit = c == 'u' ? four_digits() : std::nullopt;
        if (!unit) return false;
        constexpr std::uint32_t high = 0xD800;
        constexpr std::uint32_t low = 0xDC00;
        if (*unit >= high && *unit < low && rest_.starts_with("\\u")) {
            rest_.remove_prefix(2);
            const std::optional<std::uint32_t> second = four_digits();
            if (!second) return false;
            unit = 0x10000U + ((*unit - high) << 10U) + (*second - low);
        }
        append_utf8(words, *unit);
        return true;
    }

    std::optional<std::uint32_t> four_digits() {
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i) {
            constexpr std::string_view digits = "0123456789abcdefABCDEF";
            const std::size_t digit = rest_.empty() ? digits.npos : digits.find(rest_.front());
            if (digit == digits.npos) return std::nullopt;
            value = value * 16U + static_cast<std::uint32_t>(digit < 16 ? digit : digit - 6);
            rest_.remove_prefix(1);
        }
        return value;
    }

    std::string_view rest_;
};

void write_quoted(std::string_view words, std::string& out) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20) {
            out += "\\u00";
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        } else {
            out += c;
        }
    }
    out += '"';
}

bool is_plain(const JsonValue& value) {
    return value.kind == JsonValue::Kind::literal || value.kind == JsonValue::Kind::text;
}

void write(const JsonValue& value, std::size_t level, std::string& out) {
    if (value.kind == JsonValue::Kind::literal) {
        out += value.words;
        return;
    }
    if (value.kind == JsonValue::Kind::text) return write_quoted(value.words, out);
    const bool is_object = value.kind == JsonValue::Kind::object;
    bool on_one_line = level > 0;
    for (const JsonValue& item : value.items) on_one_line = on_one_line && is_plain(item);
    out += is_object ? '{' : '[';
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i != 0) out += on_one_line ? ", " : ",";
        if (!on_one_line) out += '\n' + std::string(2 * (level + 1), ' ');
        if (is_object) {
            write_quoted(value.keys[i], out);
            out += ": ";
        }
        write(value.items[i], level + 1, out);
    }
    if (!on_one_line && !value.items.empty()) out += '\n' + std::string(2 * level, ' ');
    out += is_object ? '}' : ']';
}

}  // namespace

JsonValue JsonValue::literal(std::string_view words) {
    return {Kind::literal, std::string(words), {}, {}};
}

JsonValue JsonValue::text(std::string_view words) {
    return {Kind::text, std::string(words), {}, {}};
}

void JsonValue::add(std::string_view key, JsonValue item) {
    keys.emplace_back(key);
    items.push_back(std::move(item));
}

JsonValue* JsonValue::find(std::string_view key) {
    for (std::size_t i = keys.size(); i-- > 0;) {
        if (keys[i] == key) return &items[i];
    }
    return nullptr;
}

std::optional<JsonValue> read_json(std::string_view text) {
    return Reader(text).read();
}

std::string write_json(const JsonValue& value) {
    std::string out;
    write(value, 0, out);
    return out + '\n';
}

}  // namespace caveat::cli
