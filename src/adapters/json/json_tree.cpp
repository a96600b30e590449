// Reads a JSON text with simdjson's On-Demand parser into a flat tree. On-Demand checks only what
// it is asked for, so everything is asked for here: a text is either valid as a whole, or nothing
// of it is used. Entrance: `JsonTree::read`.

#include "adapters/json/json_tree.hpp"

#include <caveat/codes.hpp>

#include <simdjson.h>

#include <cstring>
#include <new>
#include <string>
#include <utility>

namespace caveat::json {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view token) {
    while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' ||
                              token.back() == '\r')) {
        token.remove_suffix(1);
    }
    return token;
}

/// Whether a token is a number in JSON's grammar.
bool is_number(std::string_view token) {
    std::size_t at = 0;
    const auto skip = [&](char wanted) {
        return at < token.size() && token[at] == wanted && ++at != 0;
    };
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < token.size() && token[at] >= '0' && token[at] <= '9') ++at;
        return at - begin;
    };
    skip('-');
    const std::size_t begin = at;
    const std::size_t whole = digits();
    if (whole == 0 || (whole > 1 && token[begin] == '0')) return false;
    if (skip('.') && digits() == 0) return false;
    if (skip('e') || skip('E')) {
        if (!skip('-')) skip('+');
        if (digits() == 0) return false;
    }
    return at == token.size();
}

/// What is wrong, in the words of somebody who looks at the text.
std::string_view words_for(simdjson::error_code error) {
    switch (error) {
        case simdjson::EMPTY:
            return "the text is empty";
        case simdjson::UNCLOSED_STRING:
            return "a text in quotes is not closed";
        case simdjson::STRING_ERROR:
            return "a text in quotes has a wrong escape";
        case simdjson::UNESCAPED_CHARS:
            return "a text in quotes holds a line break or control character";
        case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
            return "it ends too early, or something follows its last bracket";
        case simdjson::NUMBER_ERROR:
            return "this is no number";
        case simdjson::T_ATOM_ERROR:
        case simdjson::F_ATOM_ERROR:
        case simdjson::N_ATOM_ERROR:
            return "only true, false and null stand without quotes";
        case simdjson::TRAILING_CONTENT:
            return "something follows the end";
        default:
            break;
    }
    return "a comma, colon, quote or bracket is missing or too many here";
}

struct Failure {
    std::string_view code;
    std::string message;  ///< what is said of the text
    std::optional<std::size_t> offset;
    bool has_place = false;  ///< it is where the parser stopped
};

Failure invalid(simdjson::error_code error) {
    return {codes::invalid_json,
            " is no valid JSON: " + std::string(words_for(error)),
            {},
            error != simdjson::INCOMPLETE_ARRAY_OR_OBJECT};
}

class TreeReader {
  public:
    /// `unescaped`: room for every text of the document, and for what the parser writes beyond.
    TreeReader(std::vector<Node>& nodes, const TreeLimits& limits, const ondemand::parser& parser,
               std::uint8_t* unescaped)
        : nodes_(nodes), limits_(limits), parser_(parser), unescaped_(unescaped) {}

    std::optional<Failure> read(ondemand::document& document) {
        simdjson::ondemand::json_type type{};
        // The type is told by the first letter: `facts: …` would be a truth, and `- fever` a
        // number.
        if (document.type().get(type) || !begins_as(type, document)) {
            return Failure{
                codes::invalid_json, " is no valid JSON: it does not begin with `{`", {}};
        }
        Node& root = nodes_.emplace_back();
        if (type != ondemand::json_type::object) {
            root.kind = type == ondemand::json_type::array ? NodeKind::list : NodeKind::text;
            return Failure{
                codes::wrong_shape,
                " is one JSON object, but this is " +
                    std::string(type == ondemand::json_type::array ? "a list" : "a single value"),
                {}};
        }
        ondemand::object object;
        if (const auto error = document.get_object().get(object)) return invalid(error);
        return read_object(object, 0, 1);
    }

  private:
    using Result = std::optional<Failure>;

    static bool begins_as(ondemand::json_type type, ondemand::document& document) {
        const bool is_word =
            type == ondemand::json_type::boolean || type == ondemand::json_type::null;
        if (!is_word && type != ondemand::json_type::number) return true;
        std::string_view token;
        if (document.raw_json_token().get(token)) return false;
        token = trimmed(token);
        return is_word ? token == "true" || token == "false" || token == "null" : is_number(token);
    }

    Result too_deep() {
        return Failure{codes::too_deep,
                       " has more than " + std::to_string(limits_.depth) +
                           " lists and objects inside one another",
                       {}};
    }

    /// Adds a node behind `previous`, or as the first of `parent`. 0 = there are too many.
    std::uint32_t add(std::uint32_t parent, std::uint32_t previous, std::string_view key) {
        if (nodes_.size() >= limits_.values) return 0;
        const auto index = static_cast<std::uint32_t>(nodes_.size());
        nodes_.emplace_back().key = key;
        (previous == 0 ? nodes_[parent].first_child : nodes_[previous].next) = index;
        return index;
    }

    Result too_many() {
        return Failure{
            codes::too_large, " has more than " + std::to_string(limits_.values) + " values", {}};
    }

    Result read_object(ondemand::object& object, std::uint32_t self, std::size_t depth) {
        nodes_[self].kind = NodeKind::object;
        if (depth > limits_.depth) return too_deep();
        std::uint32_t previous = 0;
        for (auto each : object) {
            ondemand::field field;
            if (const auto error = std::move(each).get(field)) return invalid(error);
            std::string_view key;
            const ondemand::raw_json_string raw = field.key();
            if (const auto error = parser_.unescape(raw, unescaped_).get(key))
                return invalid(error);
            previous = add(self, previous, key);
            if (previous == 0) return too_many();
            if (Result failure = read_value(field.value(), previous, depth)) return failure;
        }
        return std::nullopt;
    }

    Result read_list(ondemand::array& list, std::uint32_t self, std::size_t depth) {
        nodes_[self].kind = NodeKind::list;
        if (depth > limits_.depth) return too_deep();
        std::uint32_t previous = 0;
        for (auto each : list) {
            ondemand::value value;
            if (const auto error = std::move(each).get(value)) return invalid(error);
            previous = add(self, previous, {});
            if (previous == 0) return too_many();
            if (Result failure = read_value(value, previous, depth)) return failure;
        }
        return std::nullopt;
    }

    Result read_value(ondemand::value& value, std::uint32_t self, std::size_t depth) {
        ondemand::json_type type{};
        if (const auto error = value.type().get(type)) return invalid(error);
        if (type == ondemand::json_type::object) {
            ondemand::object object;
            if (const auto error = value.get_object().get(object)) return invalid(error);
            return read_object(object, self, depth + 1);
        }
        if (type == ondemand::json_type::array) {
            ondemand::array list;
            if (const auto error = value.get_array().get(list)) return invalid(error);
            return read_list(list, self, depth + 1);
        }
        Node& node = nodes_[self];
        if (type == ondemand::json_type::string) {
            node.kind = NodeKind::text;
            ondemand::raw_json_string raw;
            if (const auto error = value.get_raw_json_string().get(raw)) return invalid(error);
            const auto error = parser_.unescape(raw, unescaped_).get(node.text);
            return error ? Result(invalid(error)) : Result{};
        }
        node.text = trimmed(value.raw_json_token());
        if (type == ondemand::json_type::number) {
            node.kind = NodeKind::number;
            return is_number(node.text) ? Result{} : Result(invalid(simdjson::NUMBER_ERROR));
        }
        node.is_true = node.text == "true";
        node.kind = type == ondemand::json_type::null ? NodeKind::null : NodeKind::boolean;
        const bool is_known = node.is_true || node.text == "false" || node.text == "null";
        return is_known ? Result{} : Result(invalid(simdjson::T_ATOM_ERROR));
    }

    std::vector<Node>& nodes_;
    const TreeLimits& limits_;
    const ondemand::parser& parser_;
    std::uint8_t* unescaped_;  ///< where the next text goes
};

/// Line and column, from 1, columns in code points.
std::pair<std::size_t, std::size_t> position(std::string_view text, std::size_t offset) {
    std::pair<std::size_t, std::size_t> place{1, 1};
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '\n') {
            ++place.first;
            place.second = 1;
        } else if ((byte & 0xC0U) != 0x80U) {
            ++place.second;
        }
    }
    return place;
}

/// Two bytes a letter, as some programs save text: a mark says so, or the zero beside the first
/// bracket does.
bool is_utf16(std::string_view text) {
    constexpr std::string_view marks[] = {"\xFF\xFE", "\xFE\xFF"};
    constexpr char zero = '\0';
    if (text.size() < 2) return false;
    return text.starts_with(marks[0]) || text.starts_with(marks[1]) ||
           (text[0] == zero) != (text[1] == zero);
}

/// The start of the first line that is not UTF-8.
std::size_t first_broken_line(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (!simdjson::validate_utf8(text.data() + begin, end - begin)) return begin;
        begin = end + 1;
    }
    return 0;
}

Diagnostic problem_of(Failure failure, std::string_view text, std::string_view what) {
    Diagnostic found;
    found.code = failure.code;
    found.message =
        (found.code == codes::wrong_shape ? "a " : "the ") + std::string(what) + failure.message;
    found.help = "nothing of it was used, so every fact counts as unanswered";
    if (failure.offset) {
        const auto [line, column] = position(text, *failure.offset);
        found.message += " (line " + std::to_string(line);
        if (found.code != codes::not_utf8) found.message += ", column " + std::to_string(column);
        found.message += ')';
        found.arguments = {{"line", std::to_string(line)}, {"column", std::to_string(column)}};
        found.span.begin = found.span.end = static_cast<std::uint32_t>(*failure.offset);
    }
    return found;
}

}  // namespace

struct JsonTree::Texts {
    /// The text, with room behind it for what the parser reads beyond, and the texts in it, one
    /// behind the other, with room for what it writes beyond.
    std::unique_ptr<char[]> room;
    std::size_t size = 0;  ///< of either
    ondemand::parser parser;

    void make_room(std::size_t wanted) {
        if (wanted <= size) return;
        // simdjson's own buffers of characters do not tell when there is no memory for them.
        room.reset(new char[2 * wanted]);
        size = wanted;
    }
    [[nodiscard]] char* json() const { return room.get(); }
    [[nodiscard]] char* unescaped() const { return room.get() + size; }
};

JsonTree::JsonTree() = default;
JsonTree::~JsonTree() = default;
JsonTree::JsonTree(JsonTree&&) noexcept = default;
JsonTree& JsonTree::operator=(JsonTree&&) noexcept = default;

std::optional<Diagnostic> JsonTree::read(std::string_view text, const TreeLimits& limits) {
    nodes_.clear();
    if (text.size() > limits.bytes) {
        return problem_of(
            {codes::too_large, " has more than " + std::to_string(limits.bytes) + " bytes", {}},
            text, limits.what);
    }
    std::string_view body = text;
    if (body.starts_with(byte_order_mark)) body.remove_prefix(byte_order_mark.size());
    if (is_utf16(text)) {
        Diagnostic found =
            problem_of({codes::not_utf8, " is UTF-16, not UTF-8", {}}, text, limits.what);
        found.help = "save it as UTF-8; " + found.help;
        return found;
    }
    if (!simdjson::validate_utf8(body.data(), body.size())) {
        return problem_of({codes::not_utf8, " is not UTF-8", first_broken_line(body)}, body,
                          limits.what);
    }
    if (!texts_) texts_ = std::make_unique<Texts>();
    texts_->make_room(body.size() + simdjson::SIMDJSON_PADDING);
    if (!body.empty()) std::memcpy(texts_->json(), body.data(), body.size());
    std::memset(texts_->json() + body.size(), 0, simdjson::SIMDJSON_PADDING);
    const simdjson::padded_string_view padded(texts_->json(), body.size(), texts_->size);
    ondemand::document document;
    const auto error = texts_->parser.iterate(padded).get(document);
    if (error == simdjson::MEMALLOC) throw std::bad_alloc();
    if (error) return problem_of(invalid(error), body, limits.what);
    auto* const unescaped = reinterpret_cast<std::uint8_t*>(texts_->unescaped());
    std::optional<Failure> failure =
        TreeReader(nodes_, limits, texts_->parser, unescaped).read(document);
    const char* location = nullptr;
    const bool has_location = document.current_location().get(location) == simdjson::SUCCESS;
    if (!failure && has_location) failure = invalid(simdjson::TRAILING_CONTENT);
    if (!failure) return std::nullopt;
    // Of a text that ends too early, the parser only knows that.
    if (has_location && failure->has_place) {
        failure->offset = static_cast<std::size_t>(location - texts_->json());
    }
    return problem_of(std::move(*failure), body, limits.what);
}

std::string_view name_of(const Node& node) {
    switch (node.kind) {
        case NodeKind::null:
            return "null";
        case NodeKind::boolean:
            return "yes or no";
        case NodeKind::number:
            return "a number";
        case NodeKind::text:
            return "a text";
        case NodeKind::list:
            return "a list";
        case NodeKind::object:
            return "an object";
    }
    return "nothing";
}

}  // namespace caveat::json
