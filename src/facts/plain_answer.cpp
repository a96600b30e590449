#include "facts/plain_answer.hpp"

#include "facts/problems.hpp"

namespace caveat::facts {

PlainWord plain_word(const PlainType& type, const KeyTable& /*codes*/, const NumberText& answer) {
    if (!answer.unit.empty()) return std::nullopt;
    const std::optional<PlainNumber> number = plain_number(answer.digits);
    return number ? number_word(type, *number) : std::nullopt;
}

PlainWord plain_word(const PlainType& type, const KeyTable& codes, const Text& answer) {
    if (type.kind == FactKind::choice) return code_word(type, codes.find(answer.value));
    const std::optional<values::Day> day = plain_day(answer.value);
    return day ? day_word(type, *day) : std::nullopt;
}

PlainWord plain_word(const PlainType& type, const KeyTable& codes, const CodeList& answer) {
    const bool is_plain = type.kind == FactKind::choices && type.has_word && answer.is_complete &&
                          answer.absent.empty() && answer.present.size() <= most_list_entries;
    if (!is_plain) return std::nullopt;
    std::uint64_t present = 0;
    for (const std::string_view code : answer.present) {
        const std::uint32_t position = codes.find(code);
        if (position == KeyTable::none) return std::nullopt;
        present |= std::uint64_t{1} << position;
    }
    return codes_word(type, present);
}

}  // namespace caveat::facts
