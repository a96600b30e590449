// One text by itself. Entrance: CodeBook::find.

#include "adapters/arrow/code_book.hpp"

namespace caveat::arrow {

std::uint16_t CodeBook::find(std::string_view text) {
    if (text.size() > most_inside) return look_up_long(text);
    std::array<char, most_inside> bytes{};
    std::copy(text.begin(), text.end(), bytes.begin());
    const Ends ends = ends_inside(bytes.data(), text.size());
    const Short& known = shorts_[place_of(ends, text.size(), odd_)];
    const bool is_same =
        known.length == text.size() && known.ends.head == ends.head && known.ends.tail == ends.tail;
    return is_same ? known.code : look_up_short(text, ends);
}

/// Two that are asked for in turns must not stand at one place: then places are dealt out anew.
std::uint16_t CodeBook::look_up_short(std::string_view text, const Ends& ends) {
    Short* kept = &shorts_[place_of(ends, text.size(), odd_)];
    const bool is_taken = kept->length != Short{}.length;
    if (is_taken && ++clashes_ > most_clashes) {
        clashes_ = 0;
        odd_ = odd_ * 0xBF58'476D'1CE4'E5B9U | 1U;
        std::fill(shorts_.begin(), shorts_.end(), Short{});
        kept = &shorts_[place_of(ends, text.size(), odd_)];
    }
    *kept = {ends, text.size(), batch_->find_code(place_, text)};
    return kept->code;
}

std::uint16_t CodeBook::look_up_long(std::string_view text) {
    const Ends ends{eight(text.data()), eight(text.data() + text.size() - 8)};
    Long& known = longs_[place_of(ends, text.size(), odd_)];
    if (known.text == text) return known.code;
    const std::uint16_t code = batch_->find_code(place_, text);
    if (text.size() <= most_kept) known = {std::string(text), code};
    return code;
}

}  // namespace caveat::arrow
