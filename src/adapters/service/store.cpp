#include "adapters/service/store.hpp"

#include <chrono>
#include <mutex>
#include <sqlite3.h>
#include <thread>
#include <utility>

namespace caveat {

namespace service {

namespace {

constexpr const char* schema = R"(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS cards (
  uuid TEXT PRIMARY KEY, service TEXT NOT NULL, version TEXT NOT NULL, outcome TEXT NOT NULL,
  rules TEXT NOT NULL, certain INTEGER NOT NULL, shown_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feedback (
  card TEXT NOT NULL, accepted INTEGER NOT NULL, reason_system TEXT NOT NULL,
  reason_code TEXT NOT NULL, suggestions TEXT NOT NULL, comment TEXT NOT NULL,
  has_comment INTEGER NOT NULL, known INTEGER NOT NULL, given_at INTEGER NOT NULL,
  UNIQUE (card, accepted, reason_system, reason_code, suggestions, comment, has_comment));
CREATE INDEX IF NOT EXISTS cards_shown_at ON cards (shown_at);
CREATE INDEX IF NOT EXISTS feedback_given_at ON feedback (given_at);
)";

/// Nobody asks for a report of what lies in memory alone: it tells which cards are known, and is
/// no more than this.
constexpr std::int64_t most_in_memory = 20'000;
constexpr std::int64_t between_looks = 5000;
/// Answers wait no longer than it takes to forget so many.
constexpr std::int64_t forgotten_at_once = 1000;
/// Whoever stops the service waits no longer than this takes: some seconds.
constexpr int most_times_at_once = 500;

/// A statement, finished with where it leaves its scope.
class Statement {
  public:
    Statement(sqlite3* database, const char* text) {
        is_good_ = sqlite3_prepare_v2(database, text, -1, &statement_, nullptr) == SQLITE_OK;
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(std::string_view text) {
        // An empty view may point nowhere, which would be no text at all.
        const char* const data = text.empty() ? "" : text.data();
        is_good_ =
            is_good_ && sqlite3_bind_text(statement_, ++at_, data, static_cast<int>(text.size()),
                                          SQLITE_TRANSIENT) == SQLITE_OK;
        return *this;
    }
    Statement& bind(std::int64_t number) {
        is_good_ = is_good_ && sqlite3_bind_int64(statement_, ++at_, number) == SQLITE_OK;
        return *this;
    }
    bool run() { return is_good_ && sqlite3_step(statement_) == SQLITE_DONE; }
    bool next() {
        if (!is_good_) return false;
        const int result = sqlite3_step(statement_);
        is_done_ = result == SQLITE_DONE;
        return result == SQLITE_ROW;
    }
    /// Whether every row was read.
    [[nodiscard]] bool is_done() const { return is_done_; }
    [[nodiscard]] std::string text(int column) const {
        const auto* const found =
            reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return found == nullptr ? std::string() : std::string(found);
    }
    [[nodiscard]] std::int64_t number(int column) const {
        return sqlite3_column_int64(statement_, column);
    }

  private:
    sqlite3_stmt* statement_ = nullptr;
    int at_ = 0;
    bool is_good_ = false;
    bool is_done_ = false;
};

}  // namespace

struct Store::Database {
    sqlite3* handle = nullptr;
    std::mutex mutex;
    bool is_in_memory = false;
    std::int64_t added = 0;  ///< since somebody looked how many there are

    ~Database() { sqlite3_close_v2(handle); }

    bool run(const char* text) {
        return sqlite3_exec(handle, text, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    /// All that `work` does, or nothing of it.
    template <class Work>
    bool whole(Work work) {
        const std::lock_guard guard(mutex);
        if (!run("BEGIN IMMEDIATE")) return false;
        if (work() && keep_small() && run("COMMIT")) return true;
        run("ROLLBACK");
        return false;
    }
    /// In memory, the oldest go.
    bool keep_small() {
        if (!is_in_memory || added < between_looks) return true;
        added = 0;
        Statement cards(handle, R"(
DELETE FROM cards WHERE uuid IN
  (SELECT uuid FROM cards ORDER BY shown_at DESC LIMIT -1 OFFSET ?))");
        Statement feedback(handle, R"(
DELETE FROM feedback WHERE rowid IN
  (SELECT rowid FROM feedback ORDER BY given_at DESC LIMIT -1 OFFSET ?))");
        return cards.bind(most_in_memory).run() && feedback.bind(most_in_memory).run();
    }
};

Store::Store(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Store::~Store() = default;

std::unique_ptr<Store> Store::open(const std::string& path, std::string& problem) {
    auto database = std::make_unique<Database>();
    database->is_in_memory = path.empty();
    const std::string name = database->is_in_memory ? ":memory:" : path;
    const int result = sqlite3_open_v2(name.c_str(), &database->handle,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (result == SQLITE_OK) sqlite3_busy_timeout(database->handle, 2000);
    if (result != SQLITE_OK || !database->run(schema)) {
        problem = sqlite3_errmsg(database->handle);
        return nullptr;
    }
    return std::unique_ptr<Store>(new Store(std::move(database)));
}

std::unique_ptr<Store> Store::open_to_read(const std::string& path, std::string& problem) {
    auto database = std::make_unique<Database>();
    const int result =
        sqlite3_open_v2(path.c_str(), &database->handle, SQLITE_OPEN_READONLY, nullptr);
    if (result != SQLITE_OK) {
        problem = sqlite3_errmsg(database->handle);
        return nullptr;
    }
    sqlite3_busy_timeout(database->handle, 2000);
    return std::unique_ptr<Store>(new Store(std::move(database)));
}

bool Store::keep(const std::vector<KeptCard>& cards, std::int64_t now) {
    if (cards.empty()) return true;
    return database_->whole([&] {
        for (const KeptCard& each : cards) {
            Statement add(database_->handle,
                          "INSERT OR IGNORE INTO cards VALUES (?, ?, ?, ?, ?, ?, ?)");
            add.bind(each.uuid).bind(each.service).bind(each.version).bind(each.outcome);
            add.bind(each.rules).bind(std::int64_t{each.is_certain ? 1 : 0}).bind(now);
            if (!add.run()) return false;
            ++database_->added;
        }
        return true;
    });
}

std::optional<std::size_t> Store::keep(const std::vector<Feedback>& items, std::int64_t now) {
    std::size_t unknown = 0;
    const bool is_kept = database_->whole([&] {
        for (const Feedback& each : items) {
            Statement known(database_->handle, "SELECT 1 FROM cards WHERE uuid = ?");
            const bool is_known = known.bind(each.card).next();
            unknown += is_known ? 0 : 1;
            Statement add(database_->handle,
                          "INSERT OR IGNORE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
            add.bind(each.card).bind(std::int64_t{each.is_accepted ? 1 : 0});
            add.bind(each.reason_system).bind(each.reason_code).bind(each.accepted);
            add.bind(each.comment).bind(std::int64_t{each.has_comment ? 1 : 0});
            add.bind(std::int64_t{is_known ? 1 : 0}).bind(now);
            if (!add.run()) return false;
            ++database_->added;
        }
        return true;
    });
    return is_kept ? std::optional(unknown) : std::nullopt;
}

bool Store::forget(std::int64_t before) {
    bool is_good = true;
    bool is_more = true;
    for (int i = 0; is_more && is_good && i < most_times_at_once; ++i) {
        is_more = false;
        const auto forget = [&](const char* text) {
            Statement some(database_->handle, text);
            const bool is_run = some.bind(before).bind(forgotten_at_once).run();
            is_more = is_more || sqlite3_changes(database_->handle) > 0;
            return is_run;
        };
        is_good = database_->whole([&] {
            return forget(R"(
DELETE FROM feedback WHERE card IN
  (SELECT uuid FROM cards WHERE shown_at < ? ORDER BY shown_at, uuid LIMIT ?))") &&
                   forget(R"(
DELETE FROM cards WHERE uuid IN
  (SELECT uuid FROM cards WHERE shown_at < ? ORDER BY shown_at, uuid LIMIT ?))") &&
                   forget(R"(
DELETE FROM feedback WHERE rowid IN
  (SELECT rowid FROM feedback WHERE given_at < ? LIMIT ?))");
        });
        // Whoever waits for the database has it next.
        if (is_more) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return is_good;
}

std::optional<FeedbackReport> Store::report() {
    const std::lock_guard guard(database_->mutex);
    // What comes in meanwhile is in the next report, and in no half of this one.
    if (!database_->run("BEGIN")) return std::nullopt;
    FeedbackReport report;
    const auto count = [](const Statement& row, int column) {
        return static_cast<std::uint64_t>(row.number(column));
    };
    bool is_good = true;
    {
        Statement outcomes(database_->handle, R"(
SELECT cards.service, cards.outcome, COUNT(DISTINCT cards.uuid),
       COUNT(DISTINCT CASE WHEN feedback.accepted = 1 THEN cards.uuid END),
       COUNT(DISTINCT CASE WHEN feedback.accepted = 0 THEN cards.uuid END),
       COUNT(CASE WHEN feedback.has_comment = 1 THEN 1 END)
FROM cards LEFT JOIN feedback ON feedback.card = cards.uuid
GROUP BY cards.service, cards.outcome ORDER BY cards.service, cards.outcome)");
        while (outcomes.next()) {
            report.outcomes.push_back({outcomes.text(0),
                                       outcomes.text(1),
                                       count(outcomes, 2),
                                       count(outcomes, 3),
                                       count(outcomes, 4),
                                       count(outcomes, 5),
                                       {}});
        }
        Statement reasons(database_->handle, R"(
SELECT cards.service, cards.outcome, feedback.reason_code, COUNT(*) AS given
FROM feedback JOIN cards ON feedback.card = cards.uuid WHERE feedback.accepted = 0
GROUP BY cards.service, cards.outcome, feedback.reason_code
ORDER BY given DESC, feedback.reason_code)");
        while (reasons.next()) {
            for (OutcomeFeedback& each : report.outcomes) {
                if (each.service != reasons.text(0) || each.outcome != reasons.text(1)) continue;
                each.reasons.emplace_back(reasons.text(2), count(reasons, 3));
            }
        }
        Statement unknown(database_->handle, R"(
SELECT COUNT(*) FROM feedback WHERE NOT EXISTS (SELECT 1 FROM cards WHERE uuid = feedback.card))");
        is_good = unknown.next() && outcomes.is_done() && reasons.is_done();
        if (is_good) report.unknown = count(unknown, 0);
    }
    database_->run("COMMIT");
    return is_good ? std::optional(std::move(report)) : std::nullopt;
}

}  // namespace service

std::optional<FeedbackReport> read_feedback(const std::string& path, std::string& problem) {
    const auto store = service::Store::open_to_read(path, problem);
    if (!store) return std::nullopt;
    auto report = store->report();
    if (!report) problem = "it is no store of a service";
    return report;
}

}  // namespace caveat
