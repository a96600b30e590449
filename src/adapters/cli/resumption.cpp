// Finds the place where a killed run stopped, and proves that going on there gives what one run
// would have given. Entrances: `Resumption::begin`, `Resumption::skip`, `Resumption::end`.

#include "adapters/cli/resumption.hpp"

#include "adapters/cli/output.hpp"
#include "adapters/cli/shown.hpp"

#include <algorithm>
#include <cerrno>
#include <unistd.h>
#include <utility>
#include <vector>

namespace caveat::cli {

Resumption::Resumption(std::string name, int output, RunLog& log, RunDigests& digests)
    : name_(std::move(name)), output_(output), log_(log), digests_(digests) {}

std::string Resumption::begin() {
    const std::optional<std::uint64_t> size = size_of(output_);
    if (!size) return named(name_) + " cannot be read";
    if (*size == 0) {
        is_ready_ = true;
        const std::string wrong = log_.begin();
        return wrong.empty() ? wrong : named(log_.name()) + " cannot be written: " + wrong;
    }
    const std::string wrong = log_.read();
    if (!wrong.empty()) return named(name_) + " cannot be gone on with: " + wrong;
    const std::vector<RunPoint>& points = log_.points();
    if (points.empty() || points.back().bytes < *size) {
        return changed("it has more than that run wrote");
    }
    while (points_ < points.size() && points[points_].bytes <= *size) ++points_;
    if (points_ != 0) reached_ = points[points_ - 1];
    return are_answers_same() ? std::string() : changed("it differs from what that run wrote");
}

std::string Resumption::changed(const std::string& what) const {
    return named(name_) + " was changed after the run that is to go on: " + what +
           "; begin anew without `--resume`";
}

bool Resumption::are_answers_same() {
    constexpr std::size_t step = 256U * 1024U;
    std::vector<char> piece(step);
    if (::lseek(output_, 0, SEEK_SET) != 0) return false;
    while (digests_.bytes < reached_.bytes) {
        const std::uint64_t left = reached_.bytes - digests_.bytes;
        const ssize_t count =
            ::read(output_, piece.data(), std::min<std::uint64_t>(left, piece.size()));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        digests_.add_answers({piece.data(), static_cast<std::size_t>(count)});
    }
    return points_ == 0 || digests_.answers.text() == reached_.answers;
}

std::string Resumption::skip(LineBlocks& blocks) {
    if (is_ready_) return {};
    Block block;
    while (digests_.lines < reached_.lines && blocks.next(block)) {
        std::string_view lines = block.lines();
        while (digests_.lines < reached_.lines && !lines.empty()) {
            digests_.add_profile(take_line(lines));
        }
        blocks.put_back(lines);
    }
    return digests_.lines < reached_.lines ? std::string{} : check();
}

std::string Resumption::check() {
    if (points_ != 0 && digests_.profiles.text() != reached_.profiles) {
        return named(name_) +
               " cannot be gone on with: profiles that were answered have changed since; begin "
               "anew without `--resume`";
    }
    digests_.has_problems = reached_.has_problems;
    const std::string wrong = log_.go_on_behind(points_);
    if (!wrong.empty()) return named(log_.name()) + " cannot be written: " + wrong;
    if (!cut_off(output_, reached_.bytes)) return named(name_) + " cannot be written";
    is_ready_ = true;
    return {};
}

std::string Resumption::end() const {
    if (is_ready_) return {};
    return named(name_) + " has more lines than there are profiles: it has " +
           std::to_string(reached_.lines) + ", they are " + std::to_string(digests_.lines);
}

}  // namespace caveat::cli
