// Finds the place where a killed run stopped, and makes sure that going on there gives what one run
// would have given. Entrances: `Resumption::skip`, `Resumption::end`.

#include "adapters/cli/resumption.hpp"

#include "adapters/cli/line_screener.hpp"

namespace caveat::cli {

namespace {

/// Whether a profile names the day of its screening, as far as a glance shows. A profile wrongly
/// taken for one that does not is compared for nothing.
bool names_a_day(std::string_view profile) {
    constexpr std::string_view key = "\"as_of\"";
    const auto skip_blanks = [&](std::size_t at) {
        while (at < profile.size() && (profile[at] == ' ' || profile[at] == '\t')) ++at;
        return at;
    };
    for (std::size_t at = profile.find(key); at != std::string_view::npos;
         at = profile.find(key, at + 1)) {
        const std::size_t colon = skip_blanks(at + key.size());
        if (colon == profile.size() || profile[colon] != ':') continue;
        const std::size_t day = skip_blanks(colon + 1);
        if (day < profile.size() && profile[day] != 'n') return true;
    }
    return false;
}

}  // namespace

Resumption::Resumption(const ScreenOptions& options, const RuleSet& rules, int output)
    : options_(options),
      rules_(rules),
      output_(output),
      earlier_(read_earlier(output, problem_mark(options))) {}

std::string Resumption::skip(LineBlocks& blocks) {
    if (is_ready_) return {};
    if (!earlier_) return "`" + options_.output + "` cannot be read";
    Block block;
    while (passed_ < earlier_->count && blocks.next(block)) {
        std::string_view lines = block.lines();
        while (passed_ < earlier_->count && !lines.empty()) pass(take_line(lines));
        blocks.put_back(lines);
    }
    return passed_ < earlier_->count ? std::string{} : check();
}

void Resumption::pass(std::string_view profile) {
    if (!names_a_day(profile)) {
        dayless_profile_ = profile;
        dayless_number_ = passed_;
    }
    if (++passed_ == earlier_->count) last_profile_ = profile;
}

std::string Resumption::check() {
    bool is_same = earlier_->count == 0 || is_answer(earlier_->last, last_profile_);
    if (is_same && dayless_number_) {
        const std::optional<std::string> answer = read_line_at(output_, *dayless_number_);
        is_same = answer && is_answer(*answer, dayless_profile_);
    }
    if (!is_same) {
        return "`" + options_.output +
               "` was not written by the same command: its answers differ from those that this "
               "rule file, input, day (`--as-of`) and options give";
    }
    if (!cut_off(output_, earlier_->bytes)) return "`" + options_.output + "` cannot be written";
    is_ready_ = true;
    return {};
}

std::string Resumption::end() const {
    if (is_ready_) return {};
    return "`" + options_.output + "` has more lines than there are profiles: it has " +
           std::to_string(earlier_ ? earlier_->count : 0) + ", they are " + std::to_string(passed_);
}

bool Resumption::is_answer(std::string_view answer, std::string_view profile) const {
    LineScreener screener(options_, rules_);
    Screened screened;
    screener.screen(profile, 0, screened);
    return screened.answers == answer;
}

}  // namespace caveat::cli
