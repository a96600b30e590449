#pragma once

// Arrow's columns by hand: what is in them, and how they lie in memory. Every schema, array and
// stream that is handed out is counted until it is released.

#include <caveat/arrow_abi.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::testing {

/// How a column lies in memory.
struct ArrowShape {
    std::int64_t offset = 0;        ///< values before the first
    std::int64_t child_offset = 0;  ///< the same of its children
    std::size_t alignment = 64;     ///< 64, 8 or 1
    bool has_validity = true;       ///< bits even where nothing is null
    bool counts_nulls = true;       ///< else -1
};

/// A column with its type.
struct ArrowColumn {
    std::string name;
    std::string format;
    std::int64_t flags = ARROW_FLAG_NULLABLE;
    std::vector<std::pair<std::string, std::string>> metadata;
    std::vector<ArrowColumn> children;
    std::shared_ptr<ArrowColumn> dictionary;

    std::int64_t length = 0;
    std::int64_t offset = 0;
    std::int64_t null_count = 0;
    /// Nothing: no buffer at all. Kept once for all arrays made of it.
    std::vector<std::shared_ptr<std::uint8_t>> buffers;
    std::vector<std::size_t> skipped;  ///< bytes in front of each buffer's first
    std::vector<std::size_t> sizes;    ///< bytes behind that

    [[nodiscard]] const void* buffer(std::size_t index) const;
    [[nodiscard]] std::uint8_t* bytes(std::size_t index);
};

template <class T>
using Optionals = std::vector<std::optional<T>>;

/// Columns of one type each. `T` is one of the integers, float or double.
template <class T>
ArrowColumn numbers_column(std::string name, std::string format, const Optionals<T>& values,
                           const ArrowShape& shape = {});
ArrowColumn bools_column(std::string name, const Optionals<bool>& values,
                         const ArrowShape& shape = {});
/// `format` is `u`, `U` or `vu`.
ArrowColumn texts_column(std::string name, std::string format, const Optionals<std::string>& values,
                         const ArrowShape& shape = {});
/// Indices of `format`, over a dictionary of texts in the order in which they are met, turned
/// round; with `spare` entries that nobody uses.
ArrowColumn dictionary_column(std::string name, std::string format,
                              const Optionals<std::string>& values, const ArrowShape& shape = {},
                              std::size_t spare = 0);
/// Whole numbers of `width` bytes.
ArrowColumn decimals_column(std::string name, std::string format, std::size_t width,
                            const Optionals<std::int64_t>& values, const ArrowShape& shape = {});
/// Lists of so many items each; `items` has those of all of them. `format` is `+l`, `+L`, `+vl`,
/// `+vL` or `+w:N`.
ArrowColumn lists_column(std::string name, std::string format, const Optionals<std::int64_t>& sizes,
                         ArrowColumn items, const ArrowShape& shape = {});
/// `present`: which structs are there. The children are as long.
ArrowColumn struct_column(std::string name, std::vector<ArrowColumn> children,
                          const std::vector<bool>& present, const ArrowShape& shape = {});
ArrowColumn null_column(std::string name, std::int64_t length);
/// A record batch.
ArrowColumn record_batch(std::vector<ArrowColumn> columns, std::int64_t length);

/// What is alive of what was handed out here.
struct ArrowLive {
    std::int64_t schemas = 0;
    std::int64_t arrays = 0;
    std::int64_t streams = 0;
    friend bool operator==(const ArrowLive&, const ArrowLive&) = default;
};
ArrowLive arrow_live();

void give_schema(const ArrowColumn& column, ArrowSchema& out);
void give_array(const ArrowColumn& column, ArrowArray& out);
/// A stream of these batches, all of one type. At batch `fails_at` it fails with this errno.
void give_stream(std::vector<ArrowColumn> batches, ArrowArrayStream& out,
                 std::optional<std::size_t> fails_at = {}, int error = 0);

/// Released in the end.
struct ReadSchema {
    ArrowSchema schema{};
    ReadSchema() = default;
    explicit ReadSchema(const ArrowColumn& column) { give_schema(column, schema); }
    ReadSchema(const ReadSchema&) = delete;
    ReadSchema& operator=(const ReadSchema&) = delete;
    ~ReadSchema() {
        if (schema.release != nullptr) schema.release(&schema);
    }
};
struct ReadArray {
    ArrowArray array{};
    ReadArray() = default;
    explicit ReadArray(const ArrowColumn& column) { give_array(column, array); }
    ReadArray(const ReadArray&) = delete;
    ReadArray& operator=(const ReadArray&) = delete;
    ~ReadArray() {
        if (array.release != nullptr) array.release(&array);
    }
};

/// Values as an independent reader sees them: JSON-like, `null`, `true`, `7`, `"a"`, `[1,2]`,
/// `{"a":1}`.
std::string arrow_value(const ArrowSchema& schema, const ArrowArray& array, std::int64_t at);
/// Of a child by name.
std::string arrow_value(const ArrowSchema& schema, const ArrowArray& array, std::string_view child,
                        std::int64_t at);

}  // namespace caveat::testing
