// Tells numbers with too many digits from what is no number at all. Entrance: `is_number`.

#include "facts/number_grammar.hpp"

#include <cstddef>

namespace caveat::facts {

bool is_number(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
        return at - begin;
    };
    if (at < text.size() && text[at] == '-') ++at;
    const std::size_t whole_begin = at;
    const std::size_t whole_digits = digits();
    if (whole_digits == 0 || (whole_digits > 1 && text[whole_begin] == '0')) return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) return false;
    }
    return at == text.size();
}

}  // namespace caveat::facts
