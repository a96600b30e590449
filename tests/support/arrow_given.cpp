// Columns by hand as Arrow's structures, counted until they are released; and values as an
// independent reader sees them. Entrances: arrow_live, give_schema, give_array, give_stream,
// arrow_value.

#include "support/arrow_arrays.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <new>
#include <stdexcept>

namespace caveat::testing {

namespace {

std::atomic<std::int64_t> live_schemas{0};
std::atomic<std::int64_t> live_arrays{0};
std::atomic<std::int64_t> live_streams{0};

}  // namespace

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

    GivenSchema() = default;
    GivenSchema(const GivenSchema&) = delete;
    GivenSchema& operator=(const GivenSchema&) = delete;
    ~GivenSchema() {
        for (ArrowSchema& child : children) {
            if (child.release != nullptr) child.release(&child);
        }
        if (dictionary.release != nullptr) dictionary.release(&dictionary);
    }
};

void release_given_schema(ArrowSchema* schema) {
    delete static_cast<GivenSchema*>(schema->private_data);
    schema->release = nullptr;
    --live_schemas;
}

struct GivenArray {
    std::vector<std::shared_ptr<std::uint8_t>> kept;
    std::vector<const void*> buffers;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> places;
    ArrowArray dictionary{};

    GivenArray() = default;
    GivenArray(const GivenArray&) = delete;
    GivenArray& operator=(const GivenArray&) = delete;
    ~GivenArray() {
        for (ArrowArray& child : children) {
            if (child.release != nullptr) child.release(&child);
        }
        if (dictionary.release != nullptr) dictionary.release(&dictionary);
    }
};

void release_given_array(ArrowArray* array) {
    delete static_cast<GivenArray*>(array->private_data);
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

/// What a producer does where it is short of memory.
template <class Give>
int given_or_no_memory(GivenStream& stream, const Give& give) {
    try {
        give();
        return 0;
    } catch (const std::bad_alloc&) {
        stream.words = "no memory";
        return ENOMEM;
    }
}

int stream_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    GivenStream& given = given_stream(stream);
    return given_or_no_memory(given, [&] { give_schema(given.batches.front(), *out); });
}

int stream_next(ArrowArrayStream* stream, ArrowArray* out) {
    GivenStream& given = given_stream(stream);
    *out = {};
    if (given.fails_at == given.next) {
        given.words = "the disk is gone";
        return given.error;
    }
    if (given.next == given.batches.size()) return 0;
    return given_or_no_memory(given, [&] { give_array(given.batches[given.next++], *out); });
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
