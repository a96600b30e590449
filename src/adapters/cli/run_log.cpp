// Notes how far a stream has come, and reads it again. Entrance: `RunLog`.

#include "adapters/cli/run_log.hpp"

#include "adapters/cli/output.hpp"
#include "adapters/cli/shown.hpp"

#include <fcntl.h>
#include <fstream>
#include <optional>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace caveat::cli {

namespace {

constexpr std::string_view title = "caveat/resume/1\n";

std::string line_of(const RunPoint& point) {
    return std::to_string(point.lines) + ' ' + std::to_string(point.bytes) + ' ' + point.answers +
           ' ' + point.profiles + (point.has_problems ? " problems .\n" : " clean .\n");
}

/// Nothing for a line that was not written to its end.
std::optional<RunPoint> point_of(const std::string& line) {
    RunPoint point;
    std::istringstream words(line);
    std::string problems;
    if (!(words >> point.lines >> point.bytes >> point.answers >> point.profiles >> problems)) {
        return std::nullopt;
    }
    point.has_problems = problems == "problems";
    if (line_of(point) != line + '\n') return std::nullopt;
    return point;
}

}  // namespace

RunDigests::RunDigests() = default;

void RunDigests::add_answers(std::string_view more) {
    bytes += more.size();
    answers.add(more);
}

void RunDigests::add_profiles(const std::vector<std::uint64_t>& more) {
    lines += more.size();
    for (const std::uint64_t line : more) profiles.add(std::to_string(line) + ' ');
}

void RunDigests::add_profile(std::string_view line) {
    add_profiles({digest_of(line)});
}

RunPoint RunDigests::point() const {
    return {lines, bytes, answers.text(), profiles.text(), has_problems};
}

RunLog::RunLog(const std::string& output, std::string head)
    : name_(output + ".resume"), head_(std::string(title) + std::move(head)) {}

RunLog::~RunLog() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::string RunLog::open(int how) {
    constexpr mode_t for_its_owner = 0600;
    descriptor_ = ::open(name_.c_str(), O_CLOEXEC | O_WRONLY | how, for_its_owner);
    return descriptor_ < 0 ? reason_of_system() : std::string();
}

std::string RunLog::begin() {
    std::string wrong = open(O_CREAT | O_TRUNC);
    if (!wrong.empty()) return wrong;
    Output log(descriptor_);
    log.write(head_);
    return log.failure();
}

std::string RunLog::read() {
    std::ifstream file(name_, std::ios::binary);
    if (!file) return named(name_) + ", which tells what was written, is not there";
    std::string head(head_.size(), '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (!file || head != head_) {
        return "it was not written by the same command: " + named(name_) +
               " names another rule file, engine, day (`--as-of`) or other options";
    }
    std::string line;
    while (std::getline(file, line)) {
        const std::optional<RunPoint> point = point_of(line);
        if (!point) break;
        points_.push_back(*point);
    }
    return {};
}

std::string RunLog::go_on_behind(std::size_t count) {
    std::string wrong = open(0);
    if (!wrong.empty()) return wrong;
    std::uint64_t length = head_.size();
    for (std::size_t i = 0; i < count; ++i) length += line_of(points_[i]).size();
    return cut_off(descriptor_, length) ? std::string() : reason_of_system();
}

std::string RunLog::note(const RunPoint& point) {
    Output log(descriptor_);
    log.write(line_of(point));
    return log.failure();
}

}  // namespace caveat::cli
