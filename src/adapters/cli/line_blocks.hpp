#pragma once

// A stream of lines in blocks, so that threads have something to share.

#include "adapters/cli/byte_source.hpp"
#include "adapters/cli/input.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace caveat::cli {

/// Some whole lines, each with its line break but perhaps the very last. Its memory is used again.
struct Block {
    std::vector<char> memory;  ///< longer than the lines, by what a reader of JSON may read beyond
    std::size_t size = 0;

    [[nodiscard]] std::string_view lines() const { return {memory.data(), size}; }
};

/// Takes the first line off `lines`, without its line break (`\n` or `\r\n`).
std::string_view take_line(std::string_view& lines);

/// As large as a block is where nobody waits for its first line.
constexpr std::size_t bytes_of_a_block = 1U << 20U;

/// Cuts what a source gives into blocks of whole lines.
///
/// A block is handed out as soon as it has a line and the source has nothing more at once, or it is
/// full. Of a line longer than it may be, as much is kept as shows that, and no more is ever in
/// memory.
class LineBlocks {
  public:
    /// block_bytes  how large a block becomes; larger only where one line is
    /// most_bytes   of a line
    LineBlocks(ByteSource source, std::size_t block_bytes,
               std::size_t most_bytes = most_profile_bytes);

    /// The next block. False at the end, and when the source cannot be read.
    bool next(Block& block);
    /// Puts lines back that `next` gave: it gives them again.
    void put_back(std::string_view lines);

    [[nodiscard]] bool has_failed() const { return has_failed_; }
    /// Bytes read from the source so far. Any thread may ask.
    [[nodiscard]] std::uint64_t bytes_read() const {
        return bytes_read_.load(std::memory_order_relaxed);
    }

  private:
    /// Reads more behind the `filled` bytes of the block. False at the end.
    bool fill(Block& block, std::size_t& filled);

    ByteSource source_;
    std::size_t block_bytes_;
    std::size_t too_long_;    ///< of a line, even when the last byte of it is a carriage return
    std::vector<char> kept_;  ///< read, but not handed out yet
    std::atomic<std::uint64_t> bytes_read_ = 0;
    bool is_skipping_ = false;  ///< the rest of a line that was too long
    bool has_failed_ = false;
};

}  // namespace caveat::cli
