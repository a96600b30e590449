// Cuts a stream of bytes into blocks of whole lines. Entrance: `LineBlocks::next`.

#include "adapters/cli/line_blocks.hpp"

#include <caveat/json.hpp>

#include <algorithm>
#include <cstring>

namespace caveat::cli {

namespace {

/// Just behind the last line break; 0 = there is none.
std::size_t end_of_lines(std::string_view bytes) {
    return bytes.rfind('\n') + 1;  // npos + 1 is 0
}

void make_room(Block& block, std::size_t size) {
    const std::size_t wanted = size + ProfileReader::padding();
    if (block.memory.size() < wanted) block.memory.resize(wanted);
}

}  // namespace

std::string_view take_line(std::string_view& lines) {
    const std::size_t end = lines.find('\n');
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

LineBlocks::LineBlocks(ByteSource source, std::size_t block_bytes, std::size_t most_bytes)
    : source_(source), block_bytes_(block_bytes), too_long_(most_bytes + 2) {}

bool LineBlocks::next(Block& block) {
    // A block that once held a very long line gives its memory back.
    if (block.memory.size() > 2 * (block_bytes_ + too_long_ / 8)) block.memory = {};
    make_room(block, std::max(block_bytes_, kept_.size()));
    std::copy(kept_.begin(), kept_.end(), block.memory.begin());
    std::size_t filled = kept_.size();
    std::size_t lines = end_of_lines({block.memory.data(), filled});
    kept_.clear();
    while (true) {
        const bool is_full = filled >= block_bytes_ || !source_.has_more_at_once();
        if (lines != 0 && is_full) break;
        if (filled - lines >= too_long_) {
            block.size = too_long_;
            is_skipping_ = true;
            return true;
        }
        const std::size_t before = filled;
        if (!fill(block, filled)) {
            block.size = filled;
            return filled != 0;
        }
        const std::size_t more = end_of_lines({block.memory.data() + before, filled - before});
        if (more != 0) lines = before + more;
    }
    block.size = lines;
    kept_.assign(block.memory.data() + lines, block.memory.data() + filled);
    if (kept_.size() < block_bytes_ && kept_.capacity() > 2 * (block_bytes_ + too_long_ / 8)) {
        kept_.shrink_to_fit();
    }
    return true;
}

bool LineBlocks::fill(Block& block, std::size_t& filled) {
    if (filled >= block_bytes_) make_room(block, std::min(2 * filled, too_long_ + block_bytes_));
    const std::size_t room = block.memory.size() - ProfileReader::padding() - filled;
    while (true) {
        char* const to = block.memory.data() + filled;
        const std::optional<std::size_t> count = source_.read(to, room);
        has_failed_ = has_failed_ || !count;
        if (!count || *count == 0) return false;
        bytes_read_.fetch_add(*count, std::memory_order_relaxed);
        std::size_t good = *count;
        if (is_skipping_) {
            const auto* const end = static_cast<const char*>(std::memchr(to, '\n', good));
            if (end == nullptr) continue;
            is_skipping_ = false;
            good -= static_cast<std::size_t>(end + 1 - to);
            std::memmove(to, end + 1, good);
            if (good == 0) continue;
        }
        filled += good;
        return true;
    }
}

void LineBlocks::put_back(std::string_view lines) {
    kept_.insert(kept_.begin(), lines.begin(), lines.end());
}

}  // namespace caveat::cli
