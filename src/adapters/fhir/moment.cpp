// Entrances: moment_of, is_surely_before.

#include "adapters/fhir/moment.hpp"

#include "mapping/measures.hpp"

#include <algorithm>

namespace caveat::fhir {

namespace {

/// Two digits at a place, up to a greatest number.
std::optional<int> two_digits(std::string_view text, std::size_t at, int most) {
    if (at + 2 > text.size()) return std::nullopt;
    const char a = text[at];
    const char b = text[at + 1];
    if (a < '0' || a > '9' || b < '0' || b > '9') return std::nullopt;
    const int number = (a - '0') * 10 + (b - '0');
    return number <= most ? std::optional(number) : std::nullopt;
}

struct Clock {
    std::int64_t seconds = 0;  ///< since midnight, in the zone of the text
    std::int32_t nanoseconds = 0;
    std::optional<std::int64_t> zone_seconds;  ///< east of Greenwich
};

/// `23:30`, `23:30:00.25-05:00`, `…Z`; nothing for any other text.
std::optional<Clock> clock_of(std::string_view text) {
    const auto hour = two_digits(text, 0, 23);
    const auto minute = two_digits(text, 3, 59);
    if (!hour || !minute || text[2] != ':') return std::nullopt;
    Clock clock;
    clock.seconds = *hour * 3600 + *minute * 60;
    std::size_t at = 5;
    if (at < text.size() && text[at] == ':') {
        const auto second = two_digits(text, at + 1, 60);
        if (!second) return std::nullopt;
        clock.seconds += *second;
        at += 3;
        if (at < text.size() && text[at] == '.') {
            std::int32_t unit = 100'000'000;
            const std::size_t begin = ++at;
            for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10) {
                clock.nanoseconds += unit * (text[at] - '0');
            }
            if (at == begin) return std::nullopt;
        }
    }
    const std::string_view zone = text.substr(at);
    if (zone.empty()) return clock;
    if (zone == "Z") {
        clock.zone_seconds = 0;
        return clock;
    }
    const auto hours = two_digits(zone, 1, 14);
    const auto minutes = two_digits(zone, 4, 59);
    if ((zone[0] != '+' && zone[0] != '-') || zone.size() != 6 || zone[3] != ':' || !hours ||
        !minutes) {
        return std::nullopt;
    }
    clock.zone_seconds = (*hours * 3600 + *minutes * 60) * (zone[0] == '-' ? -1 : 1);
    return clock;
}

}  // namespace

std::optional<Moment> moment_of(std::string_view text) {
    const std::size_t clock_at = text.find('T');
    const auto date = Date::from_text(text.substr(0, clock_at));
    if (!date) return std::nullopt;
    Moment moment{*date, {}, text};
    if (clock_at == std::string_view::npos) return moment;
    const auto clock = clock_of(text.substr(clock_at + 1));
    if (!clock || !date->is_full()) return std::nullopt;
    if (clock->zone_seconds) {
        constexpr std::int64_t day_seconds = 86400;
        const std::int64_t days = values::day_number(date->year, date->month, date->day);
        moment.instant =
            Instant{days * day_seconds + clock->seconds - *clock->zone_seconds, clock->nanoseconds};
    }
    return moment;
}

bool is_surely_before(const Moment& a, const Moment& b) {
    if (a.instant && b.instant) return *a.instant < *b.instant;
    return mapping::is_before(a.date, b.date) == Truth::yes;
}

void Latest::add(const Moment& moment) {
    const values::Day day = values::range_of(moment.date).low;
    const auto take = [](auto& latest, const auto& given) {
        latest = latest ? std::max(*latest, given) : given;
    };
    take(day_, day);
    if (moment.instant) {
        take(instant_, *moment.instant);
    } else {
        take(day_without_, day);
    }
}

bool Latest::is_after(const Moment& moment) const {
    const values::Day day = values::range_of(moment.date).high;
    if (!moment.instant) return day_ && *day_ > day;
    return (instant_ && *instant_ > *moment.instant) || (day_without_ && *day_without_ > day);
}

}  // namespace caveat::fhir
