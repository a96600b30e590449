// From a lent schema to one of our own, and back. Entrances: read_schema, write_schema.

#include "adapters/arrow/types.hpp"

#include <charconv>
#include <cstring>

namespace caveat::arrow {

namespace {

constexpr int most_levels = 32;
constexpr std::int64_t most_children = 1'000'000;
constexpr std::int32_t most_entries = 1'000'000;

std::int32_t number_at(const char* at) {
    std::int32_t number = 0;
    std::memcpy(&number, at, sizeof number);
    return number;
}

/// Keys and values with their lengths in front, in the byte order of the machine. How long it is
/// in all, nothing says.
Metadata read_metadata(const char* at) {
    Metadata found;
    if (at == nullptr) return found;
    const std::int32_t count = number_at(at);
    at += sizeof(std::int32_t);
    for (std::int32_t i = 0; i < count && i < most_entries; ++i) {
        std::pair<std::string, std::string> entry;
        for (std::string* const part : {&entry.first, &entry.second}) {
            const std::int32_t length = number_at(at);
            if (length < 0) return found;
            at += sizeof(std::int32_t);
            part->assign(at, static_cast<std::size_t>(length));
            at += length;
        }
        found.push_back(std::move(entry));
    }
    return found;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

void integer(Field& field, int width, bool is_signed) {
    field.kind = Kind::integer;
    field.width = width;
    field.is_signed = is_signed;
    field.words = "integers";
}

void floating(Field& field, int width) {
    field.kind = Kind::floating;
    field.width = width;
    field.words = "floating numbers";
}

void unsupported(Field& field, std::string words) {
    field.kind = Kind::unsupported;
    field.words = std::move(words);
}

/// `d:precision,scale` or `d:precision,scale,bits`.
void decimal(Field& field, std::string_view rest) {
    std::vector<std::optional<std::int64_t>> parts;
    while (true) {
        const std::size_t comma = rest.find(',');
        parts.push_back(whole_number(rest.substr(0, comma)));
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    constexpr std::int64_t usual_bits = 128;
    constexpr int most_scale = 76;
    const std::int64_t bits = parts.size() > 2 ? parts[2].value_or(0) : usual_bits;
    const bool is_width = bits == 32 || bits == 64 || bits == 128 || bits == 256;
    if (parts.size() < 2 || parts.size() > 3 || !parts[0] || !parts[1] || !is_width ||
        *parts[1] > most_scale || *parts[1] < -most_scale) {
        return unsupported(field, "decimals of an unknown kind");
    }
    field.kind = Kind::decimal;
    field.width = static_cast<int>(bits / 8);
    field.scale = static_cast<int>(*parts[1]);
    field.words = "decimals";
}

void timestamp(Field& field, std::string_view rest) {
    constexpr std::int64_t thousand = 1000;
    field.kind = Kind::timestamp;
    field.words = "timestamps";
    const char unit = rest.empty() ? ' ' : rest.front();
    field.per_second = unit == 's'   ? 1
                       : unit == 'm' ? thousand
                       : unit == 'u' ? thousand * thousand
                                     : thousand * thousand * thousand;
    if (rest.size() < 2 || rest[1] != ':' || std::string_view("smun").find(unit) > 3) {
        return unsupported(field, "timestamps of an unknown kind");
    }
    if (rest.size() > 2) unsupported(field, "timestamps with a zone");
}

void list(Field& field, Kind kind, bool is_large) {
    field.kind = kind;
    field.is_large = is_large;
    field.words = "lists";
}

void nested(Field& field, std::string_view rest) {
    if (rest == "l") return list(field, Kind::list, false);
    if (rest == "L") return list(field, Kind::list, true);
    if (rest == "vl") return list(field, Kind::list_view, false);
    if (rest == "vL") return list(field, Kind::list_view, true);
    if (rest == "s") {
        field.kind = Kind::structure;
        field.words = "structs";
        return;
    }
    if (rest.starts_with("w:")) {
        const auto size = whole_number(rest.substr(2));
        if (!size || *size < 0) return unsupported(field, "lists of an unknown size");
        field.list_size = *size;
        return list(field, Kind::fixed_list, false);
    }
    if (rest == "m") return unsupported(field, "maps");
    if (rest == "r") return unsupported(field, "run-end encoded values");
    if (rest.starts_with("u")) return unsupported(field, "unions");
    unsupported(field, "an unknown nested type");
}

void read_format(Field& field) {
    const std::string_view format = field.format;
    if (format.size() == 1) {
        constexpr std::string_view integers = "cCsSiIlL";
        const std::size_t place = integers.find(format.front());
        if (place != std::string_view::npos) {
            return integer(field, 1 << (place / 2), place % 2 == 0);
        }
        switch (format.front()) {
            case 'n':
                field.kind = Kind::null;
                field.words = "nulls";
                return;
            case 'b':
                field.kind = Kind::boolean;
                field.words = "booleans";
                return;
            case 'f':
                return floating(field, sizeof(float));
            case 'g':
                return floating(field, sizeof(double));
            case 'e':
                return unsupported(field, "floating numbers of 16 bits");
            case 'u':
            case 'U':
                field.kind = Kind::text;
                field.is_large = format == "U";
                field.words = "texts";
                return;
            case 'z':
            case 'Z':
                return unsupported(field, "bytes");
            default:
                return unsupported(field, "an unknown type");
        }
    }
    if (format == "vu") {
        field.kind = Kind::text_view;
        field.words = "texts";
    } else if (format == "tdD") {
        field.kind = Kind::date_days;
        field.words = "dates";
    } else if (format == "tdm") {
        field.kind = Kind::date_milliseconds;
        field.words = "dates in milliseconds";
    } else if (format.starts_with("ts")) {
        timestamp(field, format.substr(2));
    } else if (format.starts_with("d:")) {
        decimal(field, format.substr(2));
    } else if (format.starts_with("+")) {
        nested(field, format.substr(1));
    } else if (format.starts_with("tt")) {
        unsupported(field, "times of a day");
    } else if (format.starts_with("tD") || format.starts_with("ti")) {
        unsupported(field, "durations");
    } else if (format == "vz" || format.starts_with("w:")) {
        unsupported(field, "bytes");
    } else {
        unsupported(field, "an unknown type");
    }
}

/// What is stored says nothing of what is meant: a period of pandas is stored as a number.
void read_extension(Field& field) {
    const auto name = field.said("ARROW:extension:name");
    if (!name) return;
    if (*name == "arrow.bool8" && field.kind == Kind::integer) {
        field.is_yes_no = true;
        field.words = "booleans";
        return;
    }
    unsupported(field, "values of the extension type `" + *name + '`');
}

class SchemaReader {
  public:
    explicit SchemaReader(std::string& wrong) : wrong_(wrong) {}

    bool read(const ArrowSchema& schema, const std::string& path, int level, Field& field) {
        if (schema.release == nullptr) return fail(path, "was released");
        if (schema.format == nullptr) return fail(path, "has no format");
        if (level > most_levels) return fail(path, "is nested too deep");
        if (schema.n_children < 0 || schema.n_children > most_children ||
            (schema.n_children > 0 && schema.children == nullptr)) {
            return fail(path, "has a wrong number of children");
        }
        field.name = schema.name != nullptr ? schema.name : "";
        field.format = schema.format;
        field.flags = schema.flags;
        field.metadata = read_metadata(schema.metadata);
        read_format(field);
        read_extension(field);
        field.children.resize(static_cast<std::size_t>(schema.n_children));
        for (std::size_t i = 0; i < field.children.size(); ++i) {
            const ArrowSchema* const child = schema.children[i];
            if (child == nullptr) return fail(path, "has a child that is not there");
            const std::string name = child->name != nullptr ? child->name : "";
            const std::string below = path.empty() ? name : path + '.' + name;
            if (!read(*child, below, level + 1, field.children[i])) return false;
        }
        const bool is_list = field.kind == Kind::list || field.kind == Kind::list_view ||
                             field.kind == Kind::fixed_list;
        if (is_list && field.children.size() != 1) return fail(path, "is a list of nothing");
        const bool is_flat =
            !is_list && field.kind != Kind::structure && field.kind != Kind::unsupported;
        if (is_flat && !field.children.empty()) return fail(path, "has children");
        if (schema.dictionary == nullptr) return true;
        field.dictionary = std::make_unique<Field>();
        return read(*schema.dictionary, path, level + 1, *field.dictionary);
    }

  private:
    bool fail(const std::string& path, std::string_view what) {
        wrong_ = (path.empty() ? "the schema" : "`" + path + "` of the schema") + ' ' +
                 std::string(what);
        return false;
    }
    std::string& wrong_;
};

/// What a schema that was given out stands on.
struct Given {
    std::string name;
    std::string format;
    std::string metadata;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> places;
    std::unique_ptr<ArrowSchema> dictionary;
};

void release_schema(ArrowSchema* schema) {
    const std::unique_ptr<Given> given(static_cast<Given*>(schema->private_data));
    for (ArrowSchema& child : given->children) {
        if (child.release != nullptr) child.release(&child);
    }
    if (given->dictionary && given->dictionary->release != nullptr) {
        given->dictionary->release(given->dictionary.get());
    }
    schema->release = nullptr;
}

std::string written(const Metadata& metadata) {
    std::string bytes;
    if (metadata.empty()) return bytes;
    const auto put = [&](std::size_t number) {
        const auto narrow = static_cast<std::int32_t>(number);
        bytes.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
    };
    put(metadata.size());
    for (const auto& [key, value] : metadata) {
        put(key.size());
        bytes += key;
        put(value.size());
        bytes += value;
    }
    return bytes;
}

}  // namespace

const Field* Field::child(std::string_view named) const {
    for (const Field& each : children) {
        if (each.name == named) return &each;
    }
    return nullptr;
}

std::optional<std::string> Field::said(std::string_view key) const {
    for (const auto& [each, value] : metadata) {
        if (each == key) return value;
    }
    return std::nullopt;
}

std::optional<Field> read_schema(const ArrowSchema& schema, std::string& wrong) {
    Field field;
    if (!SchemaReader(wrong).read(schema, "", 0, field)) return std::nullopt;
    return field;
}

void write_schema(const Field& field, ArrowSchema& out) {
    out = {};
    auto given = std::make_unique<Given>();
    given->name = field.name;
    given->format = field.format;
    given->metadata = written(field.metadata);
    given->children.resize(field.children.size());
    // What was made so far is released where memory runs out.
    struct Guard {
        Given* given;
        ~Guard() {
            if (given == nullptr) return;
            for (ArrowSchema& child : given->children) {
                if (child.release != nullptr) child.release(&child);
            }
            if (given->dictionary && given->dictionary->release != nullptr) {
                given->dictionary->release(given->dictionary.get());
            }
        }
    } guard{given.get()};
    for (std::size_t i = 0; i < field.children.size(); ++i) {
        write_schema(field.children[i], given->children[i]);
        given->places.push_back(&given->children[i]);
    }
    if (field.dictionary) {
        given->dictionary = std::make_unique<ArrowSchema>();
        write_schema(*field.dictionary, *given->dictionary);
    }
    guard.given = nullptr;
    out.format = given->format.c_str();
    out.name = given->name.c_str();
    out.metadata = given->metadata.empty() ? nullptr : given->metadata.data();
    out.flags = field.flags;
    out.n_children = static_cast<std::int64_t>(field.children.size());
    out.children = given->places.empty() ? nullptr : given->places.data();
    out.dictionary = given->dictionary.get();
    out.release = release_schema;
    out.private_data = given.release();
}

}  // namespace caveat::arrow
