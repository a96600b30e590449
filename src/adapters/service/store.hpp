#pragma once

// Which cards were shown, and what became of them: no patient, no user, no call.

#include <caveat/service.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::service {

struct KeptCard {
    std::string uuid;
    std::string service;
    std::string version;  ///< of the rule set
    std::string outcome;  ///< empty: a card of questions
    std::string rules;    ///< ids, with commas between
    bool is_certain = false;
};

struct Feedback {
    std::string card;
    bool is_accepted = false;
    std::string reason_system;
    std::string reason_code;
    std::string accepted;  ///< ids of suggestions, with commas between
    std::string comment;   ///< empty unless comments are kept
    bool has_comment = false;
};

/// SQLite. Every call may come from any thread; what it was given is there whole or not at all.
class Store {
  public:
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// path  of the file; empty: in memory. Null, and why, where it cannot be opened.
    static std::unique_ptr<Store> open(const std::string& path, std::string& problem);

    /// One that is there, to be read alone.
    static std::unique_ptr<Store> open_to_read(const std::string& path, std::string& problem);

    /// A card shown again is kept once. False where it cannot be written.
    bool keep(const std::vector<KeptCard>& cards, std::int64_t now);
    /// All of them, or none; the same feedback again is kept once. Nothing where it cannot be
    /// written, else how many are about cards that nobody here has shown.
    std::optional<std::size_t> keep(const std::vector<Feedback>& items, std::int64_t now);
    /// Forgets cards that were shown before then, with their feedback; of more than half a million
    /// the oldest.
    bool forget(std::int64_t before);
    /// Nothing where it cannot be read.
    [[nodiscard]] std::optional<FeedbackReport> report();

  private:
    struct Database;
    explicit Store(std::unique_ptr<Database> database);

    std::unique_ptr<Database> database_;
};

}  // namespace caveat::service
