#pragma once

// Which tokens have come before.

#include <caveat/rules.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace caveat::service {

/// Each is remembered by its digest until it expires, in the same room however long its id is. One
/// thread at a time.
class UsedTokens {
  public:
    /// most  that are held at once
    explicit UsedTokens(std::size_t most) : most_(most) {}

    /// Whether this token comes for the first time; nothing where too many are held to tell.
    ///
    /// until  when it has expired, in seconds since 1970, as `now`
    std::optional<bool> is_first(std::string_view issuer, std::string_view id, std::int64_t until,
                                 std::int64_t now) {
        const bool is_full = until_.size() >= most_;
        // Not for every token where it would not help; and else once in as many as there are.
        if (is_full ? forgotten_at_ != now : until_.size() >= forget_from_) forget(now);
        if (until_.size() >= most_) return std::nullopt;
        // With the length in front, no two pairs are one text.
        std::string both = std::to_string(issuer.size()) + ' ';
        both.append(issuer).append(id);
        const auto [found, is_new] = until_.try_emplace(sha256_of(both), until);
        if (!is_new && found->second < now) {
            found->second = until;
            return true;
        }
        return is_new;
    }

    [[nodiscard]] std::size_t size() const { return until_.size(); }

  private:
    static constexpr std::size_t too_few_to_forget = 1024;

    void forget(std::int64_t now) {
        std::erase_if(until_, [&](const auto& each) { return each.second < now; });
        forgotten_at_ = now;
        forget_from_ = std::max(too_few_to_forget, 2 * until_.size());
    }

    std::unordered_map<std::string, std::int64_t> until_;  ///< by digest
    std::size_t most_;
    std::size_t forget_from_ = too_few_to_forget;
    std::optional<std::int64_t> forgotten_at_;
};

}  // namespace caveat::service
