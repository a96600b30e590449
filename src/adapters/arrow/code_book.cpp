// One text by itself. Entrance: CodeBook::find.

#include "adapters/arrow/code_book.hpp"

#include <algorithm>

namespace caveat::arrow {

constexpr std::array<std::uint64_t, CodeBook::lengths> CodeBook::bits_of_head =
    CodeBook::own_bits(0);
constexpr std::array<std::uint64_t, CodeBook::lengths> CodeBook::bits_of_tail =
    CodeBook::own_bits(sizeof(Key::head));

CodeBook::CodeBook(const Batch& batch, const Place& place)
    : batch_(&batch), place_(place), table_(std::make_unique<Table>()), longs_(places) {
    forget_shorts();
}

/// All but the empty text, which stands wherever there is none.
void CodeBook::forget_shorts() {
    *table_ = {};
    table_->entries[place_of({}, odd_)] = entry_of(0, batch_->find_code(place_, {}));
    has_tails_ = false;
}

std::uint16_t CodeBook::find(std::string_view text) {
    if (text.size() > most_short) return look_up_long(text);
    std::array<char, most_short> bytes{};
    std::copy(text.begin(), text.end(), bytes.begin());
    const Key key{eight(bytes.data()), eight(bytes.data() + sizeof(Key::head))};
    const std::size_t at = place_of(key, odd_);
    const std::uint64_t entry = table_->entries[at];
    const bool is_known =
        Key{table_->heads[at], table_->tails[at]} == key && length_of(entry) == text.size();
    return is_known ? static_cast<std::uint16_t>(entry) : look_up_short(text, key);
}

/// Two that are asked for in turns must not stand at one place: then places are dealt out anew.
std::uint16_t CodeBook::look_up_short(std::string_view text, const Key& key) {
    const std::uint16_t code = batch_->find_code(place_, text);
    if (text.empty() || text.back() == '\0') return code;
    const auto is_taken = [&](std::size_t at) {
        return Key{table_->heads[at], table_->tails[at]} != Key{};
    };
    std::size_t at = place_of(key, odd_);
    if (is_taken(at) && ++clashes_ > most_clashes) {
        clashes_ = 0;
        odd_ = odd_ * 0xBF58'476D'1CE4'E5B9U | 1U;
        forget_shorts();
        at = place_of(key, odd_);
    }
    table_->heads[at] = key.head;
    table_->tails[at] = key.tail;
    table_->entries[at] = entry_of(text.size(), code);
    has_tails_ = has_tails_ || text.size() > sizeof key.head;
    return code;
}

std::uint16_t CodeBook::look_up_long(std::string_view text) {
    const Key ends{eight(text.data()), eight(text.data() + text.size() - sizeof(Key::tail))};
    Long& known = longs_[place_of(ends, odd_)];
    if (known.text == text) return known.code;
    const std::uint16_t code = batch_->find_code(place_, text);
    if (text.size() <= most_kept) known = {std::string(text), code};
    return code;
}

}  // namespace caveat::arrow
