// Turns literals and counts into exact numbers with their units.
// Entrances: Builder::read_count, Builder::read_bound, Builder::read_operand for literals.

#include "language/characters.hpp"
#include "language/grammar/builder.hpp"
#include "text/utf8.hpp"
#include "values/rational.hpp"
#include "values/unit_spellings.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

constexpr std::size_t most_digits = 18;

/// The number that digits of another script or width write, as in `７`; 0 for anything else.
std::size_t foreign_digits(std::string_view word) {
    constexpr std::array<std::uint32_t, 6> zeros = {0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50};
    constexpr std::size_t most = 1'000'000;
    std::size_t value = 0;
    for (std::size_t at = 0; at < word.size();) {
        const text::CodePoint point = text::decode(word, at);
        const auto zero = std::find_if(zeros.begin(), zeros.end(), [&](std::uint32_t each) {
            return point.value >= each && point.value < each + 10;
        });
        if (zero == zeros.end() || value > most) return 0;
        value = value * 10 + (point.value - *zero);
        at += point.length;
    }
    return value;
}

}  // namespace

std::size_t number_word(const Token& token) {
    static constexpr std::array<Keyword, 12> words = {"one",  "two", "three",  "four",
                                                      "five", "six", "seven",  "eight",
                                                      "nine", "ten", "eleven", "twelve"};
    if (token.kind != TokenKind::word) return 0;
    if (const std::size_t value = foreign_digits(token.folded); value != 0) return value;
    const auto found = std::find(words.begin(), words.end(), token.keyword);
    return found == words.end() ? 0 : static_cast<std::size_t>(found - words.begin()) + 1;
}

std::optional<Decimal> Builder::decimal(std::size_t at, std::string_view digits) {
    if (const auto value = Decimal::from_text(digits)) return value;
    std::size_t count = 0;
    for (const char c : digits) count += is_digit(c) ? 1U : 0U;
    const std::size_t sign = digits.starts_with('-') ? 1 : 0;
    std::string shorter(digits);
    while (shorter.size() > sign + 1 && shorter[sign] == '0' && is_digit(shorter[sign + 1])) {
        shorter.erase(sign, 1);
    }
    if (count > most_digits && !Decimal::from_text(shorter)) {
        with(error("number-digits", at, at + 1,
                   quoted(digits) + " has more than " + std::to_string(most_digits) + " digits"))
            .help("leave digits out");
    } else {
        write(error("bad-number", at, at + 1, quoted(digits) + " is no number"), {shorter});
    }
    return std::nullopt;
}

/// `7`, `-2`, `38.4`, `7 kg`, `70%`; also `7kg`, which is one word.
bool Builder::read_literal(std::size_t& at, bool may_have_unit, Count& made) {
    const std::size_t first = at;
    const Token& written = token(at);
    std::string_view digits = written.folded;
    if (written.kind == TokenKind::word) {
        std::size_t length = 0;
        while (length < digits.size() && is_digit(digits[length])) ++length;
        const std::string_view rest = digits.substr(length);
        ++at;
        if (rest.size() > 1 && rest[0] == 'e' && is_digit(rest[1])) {
            Diagnostic& problem =
                error("bad-number", first, at,
                      quoted(words(first, at)) + " has an exponent; numbers are written out");
            int zeros = 0;
            const char* stop = rest.data() + rest.size();
            const bool is_exponent = std::from_chars(rest.data() + 1, stop, zeros).ptr == stop;
            const std::string meant = is_exponent && zeros <= static_cast<int>(most_digits)
                                          ? times_power_of_ten(digits.substr(0, length), zeros)
                                          : std::string();
            if (meant.empty()) {
                with(problem).help("write every digit of it");
            } else {
                write(problem, {meant});
            }
        } else if (values::find_unit(words(first, at).substr(length)) && may_have_unit) {
            const std::string apart =
                words(first, at).substr(0, length) + " " + words(first, at).substr(length);
            write(error("bad-number", first, at,
                        "a blank is missing inside " + quoted(words(first, at))),
                  {apart});
        } else {
            Diagnostic& problem =
                error("bad-number", first, at,
                      quoted(words(first, at)) + " is neither a number nor a name");
            const std::string letters = words(first, at).substr(length);
            const bool is_thousands = letters == "k" || letters == "K";
            const std::string meant =
                is_thousands || letters == "M"
                    ? times_power_of_ten(digits.substr(0, length), is_thousands ? 3 : 6)
                    : std::string();
            if (!meant.empty()) {
                with(problem).write(
                    {proposal(first, at, meant,
                              std::string(" if ") + (is_thousands ? "thousands" : "millions") +
                                  " are meant")});
            }
        }
        return false;
    }
    ++at;
    const auto value = decimal(first, digits);
    made.value = value.value_or(Decimal{});
    if (may_have_unit) read_unit(at, made);
    made.span = span(first, at);
    if (token(at).is_joined && may_be_range(first, at)) {
        report_two_numbers(first, at + 1);
        Count other;
        read_literal(at, may_have_unit, other);
        return false;
    }
    if (token(at).is_joined && is_name_word(token(at))) {
        write(error("missing-blanks", first, at + 1, "minus needs a blank on both sides"),
              {words(first, first + 1) + " - " + words(at, at + 1)});
        ++at;
        return false;
    }
    return value.has_value();
}

/// The unit right behind a literal, if there is one.
void Builder::read_unit(std::size_t& at, Count& made) {
    const Token& next = token(at);
    if (at >= end() || is_separator(at) || next.is_joined) return;
    const std::string_view rest = std::string_view(line_.text.text).substr(next.begin);
    const bool is_power_of_ten = rest.starts_with("10*") || rest.starts_with("10^");
    if (next.kind != TokenKind::word && next.kind != TokenKind::other && !is_power_of_ten) {
        if (next.kind != TokenKind::slash) return;
    }
    const auto unit = values::unit_prefix(rest);
    const std::size_t length = unit ? unit->length : 0;
    const std::size_t stop = next.begin + length;
    std::size_t after = at;
    while (after < end() && token(after).begin < stop) ++after;
    const bool fits = unit && token(after - 1).end == stop;
    if (fits && !time_unit_of(next.folded) && find_name(at) && find_name(at)->match.end > after)
        return;
    if (fits) {
        made.unit = rest.substr(0, length);
        made.unit_span = span(at, after);
        at = after;
        return;
    }
    if (is_word(at, "out") && is_word(at + 1, "of") && token(at + 2).kind == TokenKind::number) {
        const std::string number = words(at - 1, at);
        write(error("divided-literals", at - 1, at + 3,
                    "a test takes one number, not " + quoted(words(at - 1, at + 3))),
              {number});
        at += 3;
        return;
    }
    if (next.kind != TokenKind::word) return;
    const std::size_t like = values::unit_like_length(rest);
    const std::string written(rest.substr(0, like));
    const std::vector<std::string> meant = values::units_like(written);
    // A name may stand here when `and` is missing; `38 C` is a temperature nevertheless.
    const auto* name = find_name(at);
    const bool is_unit_meant = !meant.empty() && name && name->match.end == at + 1;
    if (name && !is_unit_meant) return;
    static constexpr Keyword may_follow[] = {"is", "are", "include", "includes", "where",
                                             "of", "not", "ago",     "at",       "to"};
    for (const Keyword word : may_follow) {
        if (is_word(at, word)) return;
    }
    repair_keyword(at);
    after = at + 1;
    while (after < end() && token(after).end <= next.begin + like) ++after;
    Diagnostic& problem = error("unknown-unit", at, after, "no unit is called " + quoted(written));
    with(problem).help(values::unit_help(written)).argument("unit", written);
    // Of several readings the author chooses one.
    if (meant.size() == 1) {
        with(problem).fix("write `" + meant.front() + "`", span(at, after), meant.front());
    }
    made.unit.clear();
    at = after;
}

bool Builder::read_number(std::size_t& at, bool may_have_unit, Count& made) {
    const std::size_t first = at;
    if (token(at).kind == TokenKind::number) {
        read_literal(at, may_have_unit, made);
        return true;
    }
    if (const auto slot = slot_at(at)) {
        Name name = name_at(at, at + 1, nullptr);
        name.slot = slot;
        made.span = span(first, ++at);
        made.value = std::move(name);
        return true;
    }
    const auto* found = find_name(at);
    if (found && found->match.entry->kind == NameKind::parameter) {
        at = found->match.end;
        made.span = span(first, at);
        made.value = name_at(first, at, found->match.entry);
        return true;
    }
    const bool is_list = found && (found->match.entry->kind == NameKind::records ||
                                   found->match.entry->kind == NameKind::each_record);
    if (is_list) {
        with(error("missing-number", at, found->match.end,
                   "a number is missing before " + quoted(words(at, found->match.end))))
            .help("say how many, as in `2 " + words(at, found->match.end) + "`");
    } else if (found) {
        at = found->match.end;
        with(error("not-a-parameter", first, at, quoted(words(first, at)) + " is no parameter"))
            .help("write a number or the name of a parameter");
    } else if (const std::size_t spelled = number_word(token(at)); spelled != 0) {
        ++at;
        write(error("bad-number", first, at, "numbers are written in digits"),
              {std::to_string(spelled)});
    } else if (token(at).kind == TokenKind::word && !is_separator(at)) {
        const bool is_literal = is_digit(token(at).folded.front());
        if (is_literal) {
            read_literal(at, may_have_unit, made);
        } else {
            at = Guesses(line_).report_unknown(at, {Wanted::parameter, nullptr, {}});
        }
    } else {
        const std::size_t shown = at >= end() && at > 0 ? at - 1 : at;
        with(error("missing-number", shown, shown + 1, "a number is missing here"))
            .help("write a number or the name of a parameter");
    }
    made.span = span(first, at);
    made.value = name_at(first, at, nullptr);
    return true;
}

bool Builder::read_count(std::size_t& at, Count& made) {
    return read_number(at, false, made);
}

bool Builder::read_bound(std::size_t& at, Count& made) {
    const std::size_t first = at;
    if (!read_number(at, true, made)) return false;
    const auto* written = std::get_if<Decimal>(&made.value);
    const bool is_divided = written != nullptr && token(at).kind == TokenKind::slash &&
                            token(at + 1).kind == TokenKind::number;
    if (!is_divided) return true;
    const std::string over = words(first, at);
    const std::string under = words(at + 1, at + 2);
    at += 2;
    const auto divisor = Decimal::from_text(under);
    const auto above = values::Rational::from(*written);
    const auto below = divisor ? values::Rational::from(*divisor) : std::nullopt;
    const auto quotient = above && below ? values::divide(*above, *below) : std::nullopt;
    const auto fraction = quotient ? values::to_decimal(*quotient) : std::nullopt;
    std::string help = "write one number";
    if (fraction && *above < *below) {
        help += ": `" + over + "` for " + over + " out of " + under + ", or `" +
                fraction->to_text() + "` for the fraction";
    }
    with(error("divided-literals", first, at,
               quoted(words(first, at)) + " divides " + over + " by " + under))
        .help(std::move(help));
    return true;
}

bool Builder::read_places(std::size_t& at, int& made) {
    constexpr int most_places = 18;
    const std::size_t first = at;
    made = 0;
    if (token(at).kind == TokenKind::comma && token(at + 1).kind == TokenKind::number) {
        const auto places = Decimal::from_text(token(at + 1).folded);
        at += 2;
        if (places && places->scale == 0 && places->coefficient >= 0 &&
            places->coefficient <= most_places) {
            made = static_cast<int>(places->coefficient);
            return true;
        }
    }
    with(error("bad-places", first, std::max(at, first + 1),
               "`round` needs the number of decimal places"))
        .help("write `round(…, 1)`; 0 to 18 places");
    return true;
}

bool Builder::read_time_unit(std::size_t& at, TimeUnit& made) {
    if (const auto unit = time_unit_of(token(at).folded)) {
        made = *unit;
        ++at;
        return true;
    }
    const std::size_t shown = at >= end() && at > 0 ? at - 1 : at;
    with(error("missing-word", shown, shown + 1,
               "`days`, `weeks`, `months` or `years` is missing here"))
        .help("as in `within the last 6 weeks`, `more than 6 weeks ago`; numbers are `over 6`");
    made = TimeUnit::days;
    if (token(at).kind == TokenKind::word && !is_separator(at) && !is_word(at, "ago")) ++at;
    return true;
}

}  // namespace caveat::language
