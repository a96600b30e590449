// Texts that stand in every schema of a profile. Entrances: beyond_schema, day_pattern,
// in_reference.

#include "adapters/json/schema_words.hpp"

namespace caveat::json {
namespace {

constexpr std::string_view accepted =
    "Accepted here, and a problem in a screening: days outside the range of a fact or behind the "
    "day of the screening; limits of a number between which none lies; numbers of more than 18 "
    "digits, and those beyond an end of a range that is no decimal in the unit of the fact; a code "
    "both present and absent; answers that contradict each other; keys given twice; more than a "
    "profile may hold.";
constexpr std::string_view refused =
    "Refused here, and taken by a screening: names and codes in another spelling than their key, "
    "codes that are digits written as numbers within a list, a unit that is empty or converts into "
    "the one of the fact, {\"value\": null} for null, and what the options of a reader allow.";

/// Days that the calendar has, and as much of one as is known.
constexpr std::string_view full_day =
    "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|"
    "30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|"
    "[13579][26])00)-02-29";
constexpr std::string_view part_of_day = "[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?";
/// No year 0.
constexpr std::string_view year = "(?!0000)";

}  // namespace

std::string beyond_schema() {
    return std::string(accepted) + ' ' + std::string(refused);
}

std::string day_pattern() {
    return "^" + std::string(year) + "(?:" + std::string(full_day) + ")$";
}

std::string date_pattern() {
    return "^" + std::string(year) + "(?:" + std::string(part_of_day) + "|" +
           std::string(full_day) + ")$";
}

std::string in_reference(std::string_view key) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string made;
    for (const char c : key) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                              (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.';
        if (is_plain) {
            made += c;
        } else {
            made += '%';
            made += digits[byte >> 4U];
            made += digits[byte & 0xFU];
        }
    }
    return made;
}

}  // namespace caveat::json
