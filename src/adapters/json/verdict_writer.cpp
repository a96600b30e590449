// The verdict on one patient as one short line. Entrance: `write_verdict`.

#include <caveat/json.hpp>
#include <caveat/keys.hpp>

#include "adapters/json/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace caveat {

namespace {

bool needs_no_escape(std::string_view words) {
    return std::all_of(words.begin(), words.end(),
                       [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; });
}

void add_text(std::string_view words, std::string& out) {
    if (words.empty()) {
        out += "null";
    } else if (needs_no_escape(words)) {
        out += '"';
        out += words;
        out += '"';
    } else {
        json::JsonWriter writer(false);
        writer.text(words);
        const std::string written = writer.take();
        out.append(written, 0, written.size() - 1);
    }
}

void add_date(const std::optional<Date>& day, std::string& out) {
    if (!day) {
        out += "null";
        return;
    }
    std::array<char, 12> text{'"', '0', '0', '0', '0', '-', '0', '0', '-', '0', '0', '"'};
    const auto put = [&text](std::size_t last, int number) {
        for (; number != 0; number /= 10) text[last--] = static_cast<char>('0' + number % 10);
    };
    put(4, day->year);
    put(7, day->month);
    put(10, day->day);
    out.append(text.data(), text.size());
}

void add_count(std::string_view key, std::size_t count, std::string& out) {
    if (count == 0) return;
    std::array<char, 20> digits;
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), count);
    out += key;
    out.append(digits.data(), written.ptr);
}

}  // namespace

void write_verdict(const Screening& screening, std::string& out) {
    out += R"({"patient":)";
    add_text(screening.profile().patient(), out);
    out += R"(,"as_of":)";
    add_date(screening.profile().as_of(), out);
    out += R"(,"verdict":")";
    out += caveat::key(screening.verdict());
    out += R"(","at_least":")";
    out += caveat::key(screening.at_least());
    out += R"(","at_most":")";
    out += caveat::key(screening.at_most());
    out += screening.complete() ? R"(","complete":true)" : R"(","complete":false)";
    std::array<std::size_t, 3> counts{};  // by Severity
    for (const Diagnostic& each : screening.problems()) {
        ++counts[static_cast<std::size_t>(each.severity)];
    }
    const auto count = [&](Severity severity) {
        return counts[static_cast<std::size_t>(severity)];
    };
    add_count(R"(,"problems":)", count(Severity::error), out);
    add_count(R"(,"warnings":)", count(Severity::warning), out);
    add_count(R"(,"notes":)", count(Severity::note), out);
    out += "}\n";
}

}  // namespace caveat
