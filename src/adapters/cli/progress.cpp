// Words how far a long run has come. Entrances: `Progress`, `progress_words`.

#include "adapters/cli/progress.hpp"

#include <algorithm>
#include <cmath>

namespace caveat::cli {

namespace {

constexpr std::chrono::milliseconds between_drawings{500};
constexpr std::uint64_t a_minute = 60;

/// `0:42`, `12:03`, `3:00:09`.
std::string duration_words(std::uint64_t seconds) {
    const auto two = [](std::uint64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    const std::uint64_t minutes = seconds / a_minute;
    if (minutes < a_minute) return std::to_string(minutes) + ':' + two(seconds % a_minute);
    return std::to_string(minutes / a_minute) + ':' + two(minutes % a_minute) + ':' +
           two(seconds % a_minute);
}

}  // namespace

std::string progress_words(const Distance& distance, std::chrono::duration<double> since) {
    std::string words = std::to_string(distance.patients);
    words += distance.patients == 1 ? " patient" : " patients";
    constexpr double shortest = 0.001;  // a rate over less says nothing
    if (distance.patients == 0 || since.count() < shortest) return words;
    const double rate = static_cast<double>(distance.patients) / since.count();
    words += ", " + std::to_string(std::llround(rate)) + " a second";
    if (!distance.bytes_in_all || distance.bytes == 0) return words;
    const double in_all = static_cast<double>(*distance.bytes_in_all);
    const double left = std::max(in_all - static_cast<double>(distance.bytes), 0.0);
    const double seconds = left / (static_cast<double>(distance.bytes) / since.count());
    return words + ", " + duration_words(static_cast<std::uint64_t>(std::ceil(seconds))) + " left";
}

Progress::Progress(std::ostream& terminal)
    : terminal_(terminal), begun_(Clock::now()), drawn_(begun_) {}

void Progress::show(const Distance& distance) {
    const Clock::time_point now = Clock::now();
    if (now - drawn_ < between_drawings) return;
    draw(distance, now);
    terminal_.flush();
}

void Progress::close(const Distance& distance) {
    Distance reached = distance;
    reached.bytes_in_all.reset();
    draw(reached, Clock::now());
    terminal_ << std::endl;
}

void Progress::draw(const Distance& distance, Clock::time_point now) {
    std::string words = progress_words(distance, now - begun_);
    const std::size_t width = words.size();
    if (width < width_) words.append(width_ - width, ' ');
    width_ = width;
    drawn_ = now;
    terminal_ << '\r' << words;
}

}  // namespace caveat::cli
