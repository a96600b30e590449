#include "adapters/service/metrics.hpp"

#include <numeric>
#include <string_view>

namespace caveat::service {

namespace {

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
    out.append(name).append(" ").append(type).append("\n");
}

/// Plain digits, as they are in the table of limits.
std::string digits(double number) {
    std::string text = std::to_string(number);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

}  // namespace

void Metrics::add(const Done& done, unsigned status, double seconds) {
    const std::lock_guard guard(mutex_);
    ++requests_[{done.endpoint, done.service, done.hook, status}];
    if (!done.refusal.empty()) ++refusals_[done.refusal];
    for (const std::string& outcome : done.outcomes) ++cards_[{done.service, outcome}];
    std::size_t bucket = 0;
    while (bucket < limits.size() && seconds > limits[bucket]) ++bucket;
    ++durations_[bucket];
    seconds_ += seconds;
}

void Metrics::add_feedback(std::uint64_t accepted, std::uint64_t overridden,
                           std::uint64_t unknown) {
    const std::lock_guard guard(mutex_);
    feedback_[0] += accepted;
    feedback_[1] += overridden;
    feedback_[2] += unknown;
}

void Metrics::set_reloaded(std::int64_t now, bool is_good) {
    const std::lock_guard guard(mutex_);
    is_stale_ = !is_good;
    if (is_good) reloaded_ = now;
}

std::string Metrics::text(std::int64_t now) const {
    const std::lock_guard guard(mutex_);
    std::string out;
    head(out, "caveat_requests_total", "counter", "Requests answered.");
    for (const auto& [key, count] : requests_) {
        const auto& [endpoint, service, hook, status] = key;
        out += "caveat_requests_total{endpoint=\"" + endpoint + "\",service=\"" + service +
               "\",hook=\"" + hook + "\",status=\"" + std::to_string(status) + "\"} " +
               std::to_string(count) + "\n";
    }
    head(out, "caveat_request_seconds", "histogram", "How long requests took.");
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        below += durations_[i];
        out += "caveat_request_seconds_bucket{le=\"" + digits(limits[i]) + "\"} " +
               std::to_string(below) + "\n";
    }
    below += durations_[limits.size()];
    out += "caveat_request_seconds_bucket{le=\"+Inf\"} " + std::to_string(below) + "\n";
    out += "caveat_request_seconds_sum " + std::to_string(seconds_) + "\n";
    out += "caveat_request_seconds_count " + std::to_string(below) + "\n";
    head(out, "caveat_cards_total", "counter", "Cards shown.");
    for (const auto& [key, count] : cards_) {
        out += "caveat_cards_total{service=\"" + key.first + "\",outcome=\"" + key.second + "\"} " +
               std::to_string(count) + "\n";
    }
    head(out, "caveat_token_refusals_total", "counter", "Tokens refused.");
    for (const auto& [reason, count] : refusals_) {
        out += "caveat_token_refusals_total{reason=\"" + reason + "\"} " + std::to_string(count) +
               "\n";
    }
    head(out, "caveat_feedback_total", "counter", "What became of cards.");
    constexpr std::array<std::string_view, 3> kinds{"accepted", "overridden", "unknown_card"};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        out += "caveat_feedback_total{outcome=\"" + std::string(kinds[i]) + "\"} " +
               std::to_string(feedback_[i]) + "\n";
    }
    head(out, "caveat_waiting", "gauge", "Requests that wait for their answer.");
    out += "caveat_waiting " + std::to_string(waiting_) + "\n";
    head(out, "caveat_rules_age_seconds", "gauge", "Since the rules were loaded.");
    out += "caveat_rules_age_seconds " + std::to_string(now - reloaded_) + "\n";
    head(out, "caveat_rules_stale", "gauge", "Whether newer files could not be loaded.");
    out += std::string("caveat_rules_stale ") + (is_stale_ ? "1" : "0") + "\n";
    return out;
}

}  // namespace caveat::service
