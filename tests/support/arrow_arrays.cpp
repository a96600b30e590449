// Columns as they lie in memory, by hand. What is handed out of them: arrow_given.cpp.

#include "support/arrow_arrays.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

namespace caveat::testing {

namespace {

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

}  // namespace caveat::testing
