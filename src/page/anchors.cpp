#include "page/anchors.hpp"

namespace caveat::page {

std::string Anchors::add(std::string_view kind, std::string_view name) {
    constexpr std::size_t most = 40;
    std::string place(kind);
    place += '-';
    for (const char c : name.substr(0, most)) {
        const bool is_plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_plain) {
            place += c;
        } else if (place.back() != '-') {
            place += '-';
        }
    }
    std::string own = place;
    for (std::size_t number = 2; !taken_.insert(own).second; ++number) {
        own = place + '.' + std::to_string(number);
    }
    return own;
}

}  // namespace caveat::page
