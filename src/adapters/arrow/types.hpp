#pragma once

// A schema, read once: nothing of what the producer lent is looked at afterwards.

#include <caveat/arrow_abi.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::arrow {

enum class Kind : std::uint8_t {
    null,
    boolean,
    integer,   ///< `width` bytes, `is_signed`
    floating,  ///< of 4 or 8 bytes
    decimal,   ///< `width` bytes, `scale`
    text,      ///< offsets of 32 bits, or of 64 (`is_large`)
    text_view,
    date_days,
    date_milliseconds,
    timestamp,   ///< `per_second`, without a zone
    list,        ///< offsets of 32 bits, or of 64 (`is_large`)
    list_view,   ///< the same, with sizes
    fixed_list,  ///< of `list_size`
    structure,
    unsupported,  ///< `words` says what it is
};

using Metadata = std::vector<std::pair<std::string, std::string>>;

/// A field of a schema with its type. Where there is a `dictionary`, the type is that of indices.
struct Field {
    std::string name;
    std::string format;
    Metadata metadata;
    std::int64_t flags = 0;
    Kind kind = Kind::unsupported;
    int width = 0;
    bool is_signed = false;
    bool is_yes_no = false;  ///< integers that stand for no and yes: `arrow.bool8`
    bool is_large = false;
    int scale = 0;
    std::int64_t per_second = 1;
    std::int64_t list_size = 0;
    bool is_unread = false;  ///< left out, or passed through and nothing else
    std::string words;       ///< for people: "integers", "timestamps with a zone"
    std::vector<Field> children;
    std::unique_ptr<Field> dictionary;

    [[nodiscard]] bool is_text() const { return kind == Kind::text || kind == Kind::text_view; }
    [[nodiscard]] bool is_nulls() const { return kind == Kind::null && !dictionary; }
    /// Texts, or indices of texts, or of nothing but nulls.
    [[nodiscard]] bool is_code() const {
        if (!dictionary) return is_text();
        return kind == Kind::integer && (dictionary->is_text() || dictionary->is_nulls());
    }
    [[nodiscard]] bool is_list() const {
        return !dictionary &&
               (kind == Kind::list || kind == Kind::list_view || kind == Kind::fixed_list);
    }
    /// Lists of codes; where none has an item but nulls, nothing says of what they are.
    [[nodiscard]] bool is_code_list() const {
        return is_list() && (children[0].is_code() || children[0].is_nulls());
    }
    [[nodiscard]] bool is_struct() const { return !dictionary && kind == Kind::structure; }
    /// A list with `child` or a structure with a field of this name; null otherwise.
    [[nodiscard]] const Field* child(std::string_view named) const;
    [[nodiscard]] std::optional<std::string> said(std::string_view key) const;
};

/// Reads a schema. Nothing for one that was released, is nested too deep, or says things that its
/// specification does not allow: then `wrong` says what, with the place in it.
std::optional<Field> read_schema(const ArrowSchema& schema, std::string& wrong);

/// A copy of a field as a schema of its own.
void write_schema(const Field& field, ArrowSchema& out);

}  // namespace caveat::arrow
