// The short way of an answer into a profile: read, stored and packed at once, where nothing can be
// wrong with it. Entrances: `ProfileWriter::answer_plainly` and its kin.

#include "facts/plain_type.hpp"
#include "facts/profile_writer.hpp"

#include <algorithm>
#include <variant>

namespace caveat::facts {

namespace {

using Word = std::optional<std::uint64_t>;

Word store_digits(const PlainType& type, std::string_view digits, Value& value) {
    const std::optional<PlainNumber> number = plain_number(digits);
    return number ? store_number(type, *number, value) : std::nullopt;
}

/// keys  of the fact's codes
Word store_text(const PlainType& type, const KeyTable& keys, std::string_view words, Value& value) {
    if (type.kind == FactKind::choice) return store_code(type, keys.find(words), value);
    const std::optional<values::Day> day = plain_day(words);
    return day ? store_day(type, *day, value) : std::nullopt;
}

Word store_list(const PlainType& type, const KeyTable& keys, std::span<const std::string_view> list,
                Value& value) {
    const bool is_plain =
        type.kind == FactKind::choices && type.has_word && list.size() <= most_list_entries;
    if (!is_plain) return std::nullopt;
    std::uint64_t present = 0;
    for (const std::string_view code : list) {
        const std::uint32_t position = keys.find(code);
        if (position == KeyTable::none) return std::nullopt;
        present |= std::uint64_t{1} << position;
    }
    return store_codes(type, present, value);
}

/// Any answer.
Word store_plainly(const PlainType& type, const KeyTable& keys, const Answer& answer,
                   Value& value) {
    if (const auto* yes_no = std::get_if<YesNo>(&answer)) {
        return store_yes_no(type, yes_no->value, value);
    }
    if (const auto* text = std::get_if<NumberText>(&answer)) {
        return text->unit.empty() ? store_digits(type, text->digits, value) : std::nullopt;
    }
    if (const auto* integer = std::get_if<NumberInteger>(&answer)) {
        return store_number(type, {integer->value, 0}, value);
    }
    if (const auto* text = std::get_if<Text>(&answer)) {
        return store_text(type, keys, text->value, value);
    }
    if (const auto* list = std::get_if<CodeList>(&answer)) {
        const bool is_whole = list->is_complete && list->absent.empty();
        return is_whole ? store_list(type, keys, list->present, value) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

bool ProfileWriter::answer_number_plainly(std::uint32_t fact, std::string_view digits) {
    return store_fact(fact, [digits](const PlainType& type, Value& value) {
        return store_digits(type, digits, value);
    });
}

bool ProfileWriter::answer_plainly(std::uint32_t fact, std::string_view code_or_date) {
    return store_fact(fact, [&](const PlainType& type, Value& value) {
        return store_text(type, catalogue_[fact].type.code_keys, code_or_date, value);
    });
}

bool ProfileWriter::answer_plainly(std::uint32_t fact, std::span<const std::string_view> codes) {
    return store_fact(fact, [&](const PlainType& type, Value& value) {
        return store_list(type, catalogue_[fact].type.code_keys, codes, value);
    });
}

bool ProfileWriter::answer_field_plainly(std::string_view name, bool yes_no) {
    return store_field(name, [yes_no](const PlainType& type, Value& value, const KeyTable&) {
        return store_yes_no(type, yes_no, value);
    });
}

bool ProfileWriter::answer_field_plainly(std::string_view name, std::string_view code_or_date) {
    return store_field(name, [&](const PlainType& type, Value& value, const KeyTable& codes) {
        return store_text(type, codes, code_or_date, value);
    });
}

bool ProfileWriter::answer_field_number_plainly(std::string_view name, std::string_view digits) {
    return store_field(name, [digits](const PlainType& type, Value& value, const KeyTable&) {
        return store_digits(type, digits, value);
    });
}

/// Whether the answer was plain, and is stored now. False leaves everything as it was.
bool ProfileWriter::answer_plainly(const Place& place, const Answer& answer) {
    Value& value = slot(place);
    if (value.given != Given::absent) return false;
    if (std::holds_alternative<Null>(answer)) {
        value.given = Given::null;
    } else {
        const PlainType& type =
            place.field ? packing_.plain(place.fact, *place.field) : packing_.plain(place.fact);
        const std::optional<std::uint64_t> word =
            store_plainly(type, catalogue_.type_at(place).code_keys, answer, value);
        if (!word) return false;
        if (type.ends_today) latest_day_ = std::max(latest_day_, value.dates.high);
        pack(place, *word);
    }
    say(place);
    if (!place.field) open_list_.reset();
    return true;
}

/// Notes that something was said of the fact.
void ProfileWriter::say(const Place& place) {
    if (!place.field) profile_.named.push_back(place.fact);
}

/// Puts the word of an answer where `Packing::pack` would put it.
void ProfileWriter::pack(const Place& place, std::uint64_t word) {
    if (!place.field) {
        Packing::Answers(profile_.packed.data(), catalogue_.size()).set(place.fact, word, true);
        return;
    }
    // The record added last is the one that stands last.
    const std::size_t size = packing_.record_size(place.fact);
    Packing::Answers(profile_.packed.data() + profile_.packed.size() - size,
                     packing_.field_count(place.fact))
        .set(*place.field, word, true);
}

}  // namespace caveat::facts
