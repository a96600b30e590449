#pragma once

// Who calls: signed tokens (JWT), and what is wrong with the others.

#include "mapping/serve_file.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::service {

/// What a token proves.
struct Caller {
    const mapping::Client* client = nullptr;  ///< null: nobody; `refusal` says why
    std::string refusal;   ///< for metrics: `expired`, `wrong-audience`; never told to the caller
    bool is_busy = false;  ///< too many tokens are held to know whether this one was used
};

/// Checks tokens against the keys of the clients. Every call may come from any thread.
class Tokens {
  public:
    ~Tokens();
    Tokens(const Tokens&) = delete;
    Tokens& operator=(const Tokens&) = delete;

    /// Reads the key files of the clients. Null, and why, where one cannot be used.
    static std::unique_ptr<Tokens> load(const mapping::ServeConfig& config, std::string& problem);

    /// Reads the key files anew. What it gives puts them in the place of the old ones; nothing, and
    /// why, where one cannot be used.
    std::function<void()> reload(std::string& problem);
    /// The addresses from which keys are to be fetched now: none within a minute of the last time,
    /// whatever tokens name. They count as tried.
    std::vector<std::string> to_fetch(std::int64_t now);
    /// Takes what was fetched from there in place of what was held. What is wrong with it, and then
    /// the old keys serve on; empty where all is well.
    std::string take(const std::string& address, const std::string& text, std::int64_t now);

    /// authorization  the header: `Bearer …`
    /// audiences      the addresses of which a token may name one
    /// now            seconds since 1970
    Caller check(std::string_view authorization, const std::vector<std::string>& audiences,
                 std::int64_t now);

  private:
    struct Keys;
    explicit Tokens(std::unique_ptr<Keys> keys);

    std::unique_ptr<Keys> keys_;
};

}  // namespace caveat::service
