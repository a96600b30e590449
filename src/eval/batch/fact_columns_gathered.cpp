// The facts of profiles, 64 patients at a time, into columns. Entrance: FactColumns::gather.

#include "eval/batch/fact_columns.hpp"

#include <algorithm>
#include <array>

namespace caveat::eval {

void FactColumns::gather(const Chunk& chunk) {
    const Table& table = chunk.table;
    for (const std::uint32_t source : table.plan.fact_sources) {
        const std::uint32_t fact = table.program->sources[source].index;
        const Encoding& encoding = table.encodings[fact];
        ColumnValues& loaded = loaded_[fact];
        buffers_[fact].fit(chunk.rows, encoding.planes, loaded);
        loaded.all_known = true;
        for (std::size_t plane = 0; plane < encoding.planes; ++plane) {
            loaded.planes[plane] = buffers_[fact].plane(plane);
        }
        if (encoding.reading == ColumnReading::wide) loaded.wide = buffers_[fact].wide(chunk.rows);
    }
    for (std::size_t group = 0; group < chunk.words; ++group) gather_group(chunk, group);
}

/// 64 profiles, or as many as are left.
void FactColumns::gather_group(const Chunk& chunk, std::size_t group) {
    const Table& table = chunk.table;
    const facts::Packing& packing = table.rules->packing;
    const std::size_t rows = std::min(word_bits, chunk.rows - group * word_bits);
    std::array<const std::uint64_t*, word_bits> packed{};
    for (std::size_t i = 0; i < rows; ++i) {
        packed[i] = table.profiles[chunk.first + group * word_bits + i]->packed.data();
    }
    std::array<std::uint64_t, word_bits> known{};
    std::array<std::uint64_t, word_bits> partly{};
    std::array<std::int64_t, word_bits> words{};
    std::size_t loaded_word = program::none;
    for (const std::uint32_t source : table.plan.fact_sources) {
        const std::uint32_t fact = table.program->sources[source].index;
        if (fact / word_bits != loaded_word) {
            loaded_word = fact / word_bits;
            std::uint64_t some = 0;
            for (std::size_t i = 0; i < rows; ++i) {
                known[i] = packed[i][loaded_word];
                partly[i] = packed[i][packing.partly() + loaded_word];
                some |= partly[i];
            }
            std::fill(known.begin() + static_cast<std::ptrdiff_t>(rows), known.end(), 0U);
            transpose(known);
            if (some != 0) {
                std::fill(partly.begin() + static_cast<std::ptrdiff_t>(rows), partly.end(), 0U);
                transpose(partly);
            } else {
                partly.fill(0);
            }
        }
        ColumnValues& loaded = loaded_[fact];
        const std::uint64_t is_known = known[fact % word_bits];
        loaded.known[group] = is_known;
        loaded.partly[group] = partly[fact % word_bits];
        if (is_known != lowest_bits(rows)) loaded.all_known = false;
        if (loaded.partly[group] != 0) loaded.has_partly = true;
        for (std::size_t i = 0; i < rows; ++i) {
            words[i] = static_cast<std::int64_t>(packed[i][packing.words() + fact]);
        }
        keep_words(chunk, fact, group, words.data());
    }
}

/// Words of a group as what the tests on this fact look at.
void FactColumns::keep_words(const Chunk& chunk, std::uint32_t fact, std::size_t group,
                             const std::int64_t* words) {
    const Encoding& encoding = chunk.table.encodings[fact];
    ColumnBuffer& buffer = buffers_[fact];
    const std::size_t at = group * word_bits;
    if (encoding.reading == ColumnReading::sets) {
        for (std::size_t plane = 0; plane < encoding.planes; ++plane) {
            std::uint8_t* const to = buffer.plane(plane) + at;
            for (std::size_t i = 0; i < word_bits; ++i) {
                to[i] =
                    static_cast<std::uint8_t>(static_cast<std::uint64_t>(words[i]) >> (8U * plane));
            }
        }
    } else if (encoding.reading == ColumnReading::wide) {
        const std::size_t rows = std::min(word_bits, chunk.rows - at);
        std::copy_n(words, rows, buffer.wide(chunk.rows) + at);
    } else {
        to_bytes(encoding, words, word_bits, *chunk.table.kernels, buffer.plane(0) + at);
    }
}

}  // namespace caveat::eval
