// Arrow's columns by hand. Entrances: as declared in arrow_arrays.hpp.

#include "support/arrow_arrays.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <new>
#include <stdexcept>

namespace caveat::testing {

namespace {

std::atomic<std::int64_t> live_schemas{0};
std::atomic<std::int64_t> live_arrays{0};
std::atomic<std::int64_t> live_streams{0};

/// Bytes that begin where the alignment says, and nowhere better; behind them is nothing.
void add_buffer(ArrowColumn& column, const void* from, std::size_t size, std::size_t alignment) {
    constexpr std::align_val_t line{64};
    const std::size_t skip = alignment == 64 ? 0 : alignment;
    const std::shared_ptr<std::uint8_t> bytes(
        static_cast<std::uint8_t*>(::operator new(skip + size, line)),
        [](std::uint8_t* memory) { ::operator delete(memory, line); });
    if (size != 0) std::memcpy(bytes.get() + skip, from, size);
    column.buffers.push_back(bytes);
    column.skipped.push_back(skip);
    column.sizes.push_back(size);
}

template <class T>
void add_values(ArrowColumn& column, const std::vector<T>& values, std::size_t alignment) {
    add_buffer(column, values.data(), values.size() * sizeof(T), alignment);
}

void add_bits(ArrowColumn& column, const std::vector<bool>& bits, std::size_t alignment) {
    std::vector<std::uint8_t> bytes((bits.size() + 7) / 8, 0);
    for (std::size_t i = 0; i < bits.size(); ++i) {
        if (bits[i]) bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | 1U << (i % 8));
    }
    add_values(column, bytes, alignment);
}

/// The validity, in front of whatever the type has.
ArrowColumn begun(std::string name, std::string format, const std::vector<bool>& present,
                  const ArrowShape& shape) {
    ArrowColumn column;
    column.name = std::move(name);
    column.format = std::move(format);
    column.offset = shape.offset;
    column.length = static_cast<std::int64_t>(present.size());
    const auto nulls = std::count(present.begin(), present.end(), false);
    column.null_count = shape.counts_nulls ? nulls : -1;
    if (nulls == 0 && !shape.has_validity) {
        column.buffers.emplace_back();
        column.skipped.push_back(0);
        column.sizes.push_back(0);
        return column;
    }
    std::vector<bool> bits(static_cast<std::size_t>(shape.offset), true);
    bits.insert(bits.end(), present.begin(), present.end());
    add_bits(column, bits, shape.alignment);
    return column;
}

template <class T>
std::vector<bool> present_of(const Optionals<T>& values) {
    std::vector<bool> present;
    for (const auto& value : values) present.push_back(value.has_value());
    return present;
}

}  // namespace

const void* ArrowColumn::buffer(std::size_t index) const {
    return buffers[index] == nullptr ? nullptr : buffers[index].get() + skipped[index];
}

std::uint8_t* ArrowColumn::bytes(std::size_t index) {
    return buffers[index].get() + skipped[index];
}

template <class T>
ArrowColumn numbers_column(std::string name, std::string format, const Optionals<T>& values,
                           const ArrowShape& shape) {
    ArrowColumn column = begun(std::move(name), std::move(format), present_of(values), shape);
    // Nobody may look at what stands before the first value, or at a null.
    std::vector<T> all(static_cast<std::size_t>(shape.offset), static_cast<T>(93));
    for (const auto& value : values) all.push_back(value.value_or(static_cast<T>(77)));
    add_values(column, all, shape.alignment);
    return column;
}

template ArrowColumn numbers_column(std::string, std::string, const Optionals<std::int8_t>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<std::int16_t>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<std::int32_t>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<std::int64_t>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<std::uint8_t>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<std::uint16_t>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<std::uint32_t>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<std::uint64_t>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<float>&,
                                    const ArrowShape&);
template ArrowColumn numbers_column(std::string, std::string, const Optionals<double>&,
                                    const ArrowShape&);

ArrowColumn bools_column(std::string name, const Optionals<bool>& values, const ArrowShape& shape) {
    ArrowColumn column = begun(std::move(name), "b", present_of(values), shape);
    std::vector<bool> all(static_cast<std::size_t>(shape.offset), true);
    for (const auto& value : values) all.push_back(value.value_or(true));
    add_bits(column, all, shape.alignment);
    return column;
}

ArrowColumn texts_column(std::string name, std::string format, const Optionals<std::string>& values,
                         const ArrowShape& shape) {
    ArrowColumn column = begun(std::move(name), format, present_of(values), shape);
    Optionals<std::string> all(static_cast<std::size_t>(shape.offset), "nobody looks at this");
    all.insert(all.end(), values.begin(), values.end());
    std::string texts;
    std::vector<std::int64_t> ends{0};
    std::vector<std::int32_t> views;
    for (const auto& value : all) {
        const std::string text = value.value_or("");
        std::array<char, 16> view{};
        const auto length = static_cast<std::int32_t>(text.size());
        std::memcpy(view.data(), &length, 4);
        constexpr std::size_t most_inside = 12;
        if (text.size() <= most_inside) {
            std::memcpy(view.data() + 4, text.data(), text.size());
        } else {
            const auto at = static_cast<std::int32_t>(texts.size());
            std::memcpy(view.data() + 4, text.data(), 4);
            std::memcpy(view.data() + 12, &at, 4);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            std::int32_t word = 0;
            std::memcpy(&word, view.data() + 4 * i, 4);
            views.push_back(word);
        }
        texts += text;
        ends.push_back(static_cast<std::int64_t>(texts.size()));
    }
    if (format == "vu") {
        add_values(column, views, shape.alignment);
        add_buffer(column, texts.data(), texts.size(), 1);
        add_values(column, std::vector<std::int64_t>{static_cast<std::int64_t>(texts.size())},
                   shape.alignment);
        return column;
    }
    if (format == "U") {
        add_values(column, ends, shape.alignment);
    } else {
        add_values(column, std::vector<std::int32_t>(ends.begin(), ends.end()), shape.alignment);
    }
    add_buffer(column, texts.data(), texts.size(), 1);
    return column;
}

namespace {

template <class T>
ArrowColumn indices(std::string name, std::string format, const Optionals<std::int64_t>& values,
                    const ArrowShape& shape) {
    Optionals<T> narrow;
    for (const auto& value : values) {
        narrow.push_back(value ? std::optional<T>(static_cast<T>(*value)) : std::nullopt);
    }
    return numbers_column<T>(std::move(name), std::move(format), narrow, shape);
}

ArrowColumn integers(std::string name, std::string format, const Optionals<std::int64_t>& values,
                     const ArrowShape& shape) {
    switch (format.front()) {
        case 'c':
            return indices<std::int8_t>(std::move(name), format, values, shape);
        case 'C':
            return indices<std::uint8_t>(std::move(name), format, values, shape);
        case 's':
            return indices<std::int16_t>(std::move(name), format, values, shape);
        case 'S':
            return indices<std::uint16_t>(std::move(name), format, values, shape);
        case 'I':
            return indices<std::uint32_t>(std::move(name), format, values, shape);
        case 'l':
            return indices<std::int64_t>(std::move(name), format, values, shape);
        case 'L':
            return indices<std::uint64_t>(std::move(name), format, values, shape);
        default:
            return indices<std::int32_t>(std::move(name), format, values, shape);
    }
}

}  // namespace

ArrowColumn dictionary_column(std::string name, std::string format,
                              const Optionals<std::string>& values, const ArrowShape& shape,
                              std::size_t spare) {
    std::vector<std::string> met;
    for (const auto& value : values) {
        if (value && std::find(met.begin(), met.end(), *value) == met.end()) met.push_back(*value);
    }
    std::reverse(met.begin(), met.end());
    Optionals<std::string> entries(met.begin(), met.end());
    for (std::size_t i = 0; i < spare; ++i) entries.emplace_back("spare " + std::to_string(i));
    Optionals<std::int64_t> places;
    for (const auto& value : values) {
        places.push_back(value ? std::optional<std::int64_t>(
                                     std::find(met.begin(), met.end(), *value) - met.begin())
                               : std::nullopt);
    }
    ArrowColumn column = integers(std::move(name), std::move(format), places, shape);
    ArrowShape inner;
    inner.offset = shape.child_offset;
    inner.has_validity = false;
    column.dictionary = std::make_shared<ArrowColumn>(texts_column("", "u", entries, inner));
    return column;
}

ArrowColumn decimals_column(std::string name, std::string format, std::size_t width,
                            const Optionals<std::int64_t>& values, const ArrowShape& shape) {
    ArrowColumn column = begun(std::move(name), std::move(format), present_of(values), shape);
    std::vector<std::uint8_t> all(static_cast<std::size_t>(shape.offset) * width, 0x5A);
    for (const auto& value : values) {
        const std::int64_t number = value.value_or(-1);
        std::vector<std::uint8_t> bytes(width, number < 0 ? 0xFF : 0);
        std::memcpy(bytes.data(), &number, std::min(width, sizeof number));
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    add_values(column, all, shape.alignment);
    return column;
}

ArrowColumn lists_column(std::string name, std::string format, const Optionals<std::int64_t>& sizes,
                         ArrowColumn items, const ArrowShape& shape) {
    ArrowColumn column = begun(std::move(name), format, present_of(sizes), shape);
    const bool is_large = format == "+L" || format == "+vL";
    if (!format.starts_with("+w:")) {
        std::vector<std::int64_t> offsets(static_cast<std::size_t>(shape.offset), 0);
        std::vector<std::int64_t> counts(static_cast<std::size_t>(shape.offset), 0);
        std::int64_t next = 0;
        for (const auto& size : sizes) {
            offsets.push_back(next);
            counts.push_back(size.value_or(0));
            next += size.value_or(0);
        }
        const bool is_view = format.starts_with("+v");
        if (!is_view) offsets.push_back(next);
        for (const auto* const numbers : {&offsets, &counts}) {
            if (numbers == &counts && !is_view) break;
            if (is_large) {
                add_values(column, *numbers, shape.alignment);
            } else {
                add_values(column, std::vector<std::int32_t>(numbers->begin(), numbers->end()),
                           shape.alignment);
            }
        }
    }
    items.name = "item";
    column.children.push_back(std::move(items));
    return column;
}

ArrowColumn struct_column(std::string name, std::vector<ArrowColumn> children,
                          const std::vector<bool>& present, const ArrowShape& shape) {
    ArrowColumn column = begun(std::move(name), "+s", present, shape);
    column.children = std::move(children);
    return column;
}

ArrowColumn null_column(std::string name, std::int64_t length) {
    ArrowColumn column;
    column.name = std::move(name);
    column.format = "n";
    column.length = column.null_count = length;
    return column;
}

ArrowColumn record_batch(std::vector<ArrowColumn> columns, std::int64_t length) {
    ArrowColumn batch;
    batch.format = "+s";
    batch.flags = 0;
    batch.children = std::move(columns);
    batch.length = length;
    batch.buffers.emplace_back();
    batch.skipped.push_back(0);
    batch.sizes.push_back(0);
    return batch;
}

ArrowLive arrow_live() {
    return {live_schemas, live_arrays, live_streams};
}

namespace {

struct GivenSchema {
    std::string name;
    std::string format;
    std::string metadata;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> places;
    ArrowSchema dictionary{};
};

void release_given_schema(ArrowSchema* schema) {
    auto* const given = static_cast<GivenSchema*>(schema->private_data);
    for (ArrowSchema& child : given->children) {
        if (child.release != nullptr) child.release(&child);
    }
    if (given->dictionary.release != nullptr) given->dictionary.release(&given->dictionary);
    delete given;
    schema->release = nullptr;
    --live_schemas;
}

struct GivenArray {
    std::vector<std::shared_ptr<std::uint8_t>> kept;
    std::vector<const void*> buffers;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> places;
    ArrowArray dictionary{};
};

void release_given_array(ArrowArray* array) {
    auto* const given = static_cast<GivenArray*>(array->private_data);
    for (ArrowArray& child : given->children) {
        if (child.release != nullptr) child.release(&child);
    }
    if (given->dictionary.release != nullptr) given->dictionary.release(&given->dictionary);
    delete given;
    array->release = nullptr;
    --live_arrays;
}

struct GivenStream {
    std::vector<ArrowColumn> batches;
    std::size_t next = 0;
    std::optional<std::size_t> fails_at;
    int error = 0;
    std::string words;
};

GivenStream& given_stream(ArrowArrayStream* stream) {
    return *static_cast<GivenStream*>(stream->private_data);
}

int stream_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    give_schema(given_stream(stream).batches.front(), *out);
    return 0;
}

int stream_next(ArrowArrayStream* stream, ArrowArray* out) {
    GivenStream& given = given_stream(stream);
    *out = {};
    if (given.fails_at == given.next) {
        given.words = "the disk is gone";
        return given.error;
    }
    if (given.next == given.batches.size()) return 0;
    give_array(given.batches[given.next++], *out);
    return 0;
}

const char* stream_words(ArrowArrayStream* stream) {
    return given_stream(stream).words.c_str();
}

void release_given_stream(ArrowArrayStream* stream) {
    delete &given_stream(stream);
    stream->release = nullptr;
    --live_streams;
}

}  // namespace

void give_schema(const ArrowColumn& column, ArrowSchema& out) {
    auto given = std::make_unique<GivenSchema>();
    given->name = column.name;
    given->format = column.format;
    const auto put = [&](std::size_t number) {
        const auto narrow = static_cast<std::int32_t>(number);
        given->metadata.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
    };
    if (!column.metadata.empty()) put(column.metadata.size());
    for (const auto& [key, value] : column.metadata) {
        put(key.size());
        given->metadata += key;
        put(value.size());
        given->metadata += value;
    }
    given->children.resize(column.children.size());
    for (std::size_t i = 0; i < column.children.size(); ++i) {
        give_schema(column.children[i], given->children[i]);
        given->places.push_back(&given->children[i]);
    }
    out = {};
    if (column.dictionary) {
        give_schema(*column.dictionary, given->dictionary);
        out.dictionary = &given->dictionary;
    }
    out.name = given->name.c_str();
    out.format = given->format.c_str();
    out.metadata = given->metadata.empty() ? nullptr : given->metadata.data();
    out.flags = column.flags;
    out.n_children = static_cast<std::int64_t>(column.children.size());
    out.children = given->places.data();
    out.release = release_given_schema;
    out.private_data = given.release();
    ++live_schemas;
}

void give_array(const ArrowColumn& column, ArrowArray& out) {
    auto given = std::make_unique<GivenArray>();
    given->kept = column.buffers;
    for (std::size_t i = 0; i < column.buffers.size(); ++i) {
        given->buffers.push_back(column.buffer(i));
    }
    given->children.resize(column.children.size());
    for (std::size_t i = 0; i < column.children.size(); ++i) {
        give_array(column.children[i], given->children[i]);
        given->places.push_back(&given->children[i]);
    }
    out = {};
    if (column.dictionary) {
        give_array(*column.dictionary, given->dictionary);
        out.dictionary = &given->dictionary;
    }
    out.length = column.length;
    out.offset = column.offset;
    out.null_count = column.null_count;
    out.n_buffers = static_cast<std::int64_t>(given->buffers.size());
    out.buffers = given->buffers.data();
    out.n_children = static_cast<std::int64_t>(column.children.size());
    out.children = given->places.data();
    out.release = release_given_array;
    out.private_data = given.release();
    ++live_arrays;
}

void give_stream(std::vector<ArrowColumn> batches, ArrowArrayStream& out,
                 std::optional<std::size_t> fails_at, int error) {
    out = {stream_schema, stream_next, stream_words, release_given_stream,
           new GivenStream{std::move(batches), 0, fails_at, error, {}}};
    ++live_streams;
}

namespace {

template <class T>
T element(const void* values, std::int64_t at) {
    T value;
    std::memcpy(&value,
                static_cast<const char*>(values) + at * static_cast<std::int64_t>(sizeof(T)),
                sizeof(T));
    return value;
}

bool bit(const void* bits, std::int64_t at) {
    return (static_cast<const std::uint8_t*>(bits)[at / 8] >> (at % 8) & 1) != 0;
}

}  // namespace

std::string arrow_value(const ArrowSchema& schema, const ArrowArray& array, std::int64_t at) {
    const std::string_view format = schema.format;
    const std::int64_t place = array.offset + at;
    if (format == "n" || (array.buffers[0] != nullptr && !bit(array.buffers[0], place))) {
        return "null";
    }
    if (format == "+s") {
        std::string text = "{";
        for (std::int64_t i = 0; i < schema.n_children; ++i) {
            text += std::string(i == 0 ? "\"" : ",\"") + schema.children[i]->name +
                    "\":" + arrow_value(*schema.children[i], *array.children[i], place);
        }
        return text + "}";
    }
    if (format == "+l") {
        std::string text = "[";
        const auto first = element<std::int32_t>(array.buffers[1], place);
        const auto last = element<std::int32_t>(array.buffers[1], place + 1);
        for (std::int32_t i = first; i < last; ++i) {
            text +=
                (i == first ? "" : ",") + arrow_value(*schema.children[0], *array.children[0], i);
        }
        return text + "]";
    }
    if (format == "u" || format == "U") {
        const bool is_large = format == "U";
        const std::int64_t first = is_large ? element<std::int64_t>(array.buffers[1], place)
                                            : element<std::int32_t>(array.buffers[1], place);
        const std::int64_t last = is_large ? element<std::int64_t>(array.buffers[1], place + 1)
                                           : element<std::int32_t>(array.buffers[1], place + 1);
        return '"' +
               std::string(static_cast<const char*>(array.buffers[2]) + first,
                           static_cast<std::size_t>(last - first)) +
               '"';
    }
    if (format == "b") return bit(array.buffers[1], place) ? "true" : "false";
    std::int64_t number = 0;
    if (format == "c")
        number = element<std::int8_t>(array.buffers[1], place);
    else if (format == "s")
        number = element<std::int16_t>(array.buffers[1], place);
    else if (format == "i" || format == "tdD")
        number = element<std::int32_t>(array.buffers[1], place);
    else if (format == "l")
        number = element<std::int64_t>(array.buffers[1], place);
    else
        throw std::runtime_error("no reader for " + std::string(format));
    if (schema.dictionary != nullptr) {
        return arrow_value(*schema.dictionary, *array.dictionary, number);
    }
    return std::to_string(number);
}

std::string arrow_value(const ArrowSchema& schema, const ArrowArray& array, std::string_view child,
                        std::int64_t at) {
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i]->name == child) {
            return arrow_value(*schema.children[i], *array.children[i], array.offset + at);
        }
    }
    throw std::runtime_error("no column " + std::string(child));
}

}  // namespace caveat::testing
