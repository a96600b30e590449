#include "facts/plain_answer.hpp"

#include "facts/problems.hpp"

namespace caveat::facts {

Word store_plain(const PlainType& type, const KeyTable& /*codes*/, const NumberText& answer,
                 Value& value) {
    if (!answer.unit.empty()) return std::nullopt;
    const std::optional<PlainNumber> number = plain_number(answer.digits);
    return number ? store_number(type, *number, value) : std::nullopt;
}

Word store_plain(const PlainType& type, const KeyTable& codes, const Text& answer, Value& value) {
    if (type.kind == FactKind::choice) return store_code(type, codes.find(answer.value), value);
    const std::optional<values::Day> day = plain_day(answer.value);
    return day ? store_day(type, *day, value) : std::nullopt;
}

Word store_plain(const PlainType& type, const KeyTable& codes, const CodeList& answer,
                 Value& value) {
    const bool is_plain = type.kind == FactKind::choices && type.has_word && answer.is_complete &&
                          answer.absent.empty() && answer.present.size() <= most_list_entries;
    if (!is_plain) return std::nullopt;
    std::uint64_t present = 0;
    for (const std::string_view code : answer.present) {
        const std::uint32_t position = codes.find(code);
        if (position == KeyTable::none) return std::nullopt;
        present |= std::uint64_t{1} << position;
    }
    return store_codes(type, present, value);
}

}  // namespace caveat::facts
