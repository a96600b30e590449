// Screens a stream of lines on several threads, in order. Entrance: `screen_stream`.

#include "adapters/cli/stream.hpp"

#include "adapters/cli/line_screener.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace caveat::cli {

namespace {

class Stream {
  public:
    Stream(const ScreenOptions& options, const RuleSet& rules, LineBlocks& blocks, Output& output,
           RunRecord* record, const std::function<void(std::uint64_t)>& reached)
        : options_(options),
          rules_(rules),
          blocks_(blocks),
          output_(output),
          record_(record),
          reached_(reached) {}

    StreamEnd on_one_thread() {
        LineScreener screener(options_, rules_);
        Block block;
        Screened screened;
        while (blocks_.next(block)) {
            screener.screen(block, screened);
            if (!write(screened)) break;
        }
        return end_;
    }

    StreamEnd on(unsigned thread_count) {
        constexpr std::size_t blocks_each = 2;
        finished_.resize(blocks_each * thread_count);
        std::vector<std::thread> threads;
        threads.reserve(thread_count);
        try {
            for (unsigned i = 0; i < thread_count; ++i) {
                threads.emplace_back([this] { work(); });
            }
        } catch (...) {
            // As many as the system grants; none at all is a failure.
            if (threads.empty()) throw;
        }
        for (std::thread& each : threads) each.join();
        if (failure_) std::rethrow_exception(failure_);
        return end_;
    }

  private:
    /// An answer that waits for its turn.
    struct Finished {
        Screened screened;
        bool is_waiting = false;
    };

    void work() {
        try {
            LineScreener screener(options_, rules_);
            Block block;
            Screened screened;
            std::uint64_t number = 0;
            while (take(block, number)) {
                screener.screen(block, screened);
                hand_in(number, screened);
            }
        } catch (...) {
            const std::lock_guard lock(turns_);
            if (!failure_) failure_ = std::current_exception();
            stop();
        }
    }

    /// The next block and its number. False when there is none.
    bool take(Block& block, std::uint64_t& number) {
        const std::lock_guard reading(input_);
        {
            std::unique_lock lock(turns_);
            has_room_.wait(lock, [this] {
                return is_stopped_ || next_taken_ < next_written_ + finished_.size();
            });
            if (is_stopped_) return false;
        }
        // Waiting for input, this holds nobody up who has a block to screen or to write.
        if (!blocks_.next(block)) {
            const std::lock_guard lock(turns_);
            stop();
            return false;
        }
        const std::lock_guard lock(turns_);
        number = next_taken_++;
        return true;
    }

    /// Gives an answer away, and takes other memory for it.
    void hand_in(std::uint64_t number, Screened& screened) {
        std::unique_lock lock(turns_);
        Finished& place = finished_[number % finished_.size()];
        std::swap(place.screened, screened);
        place.is_waiting = true;
        if (is_writing_) return;
        is_writing_ = true;
        while (true) {
            Finished& next = finished_[next_written_ % finished_.size()];
            if (!next.is_waiting) break;
            lock.unlock();
            const bool is_good = write(next.screened);
            lock.lock();
            next.is_waiting = false;
            ++next_written_;
            if (!is_good) stop();
            has_room_.notify_all();
        }
        is_writing_ = false;
    }

    /// No further block is taken. Precondition: `turns_` is held.
    void stop() {
        is_stopped_ = true;
        has_room_.notify_all();
    }

    /// Only one thread at a time.
    bool write(const Screened& screened) {
        end_.patients += screened.profiles.size();
        end_.has_problems = end_.has_problems || screened.has_problems;
        const bool is_good = note(screened) && output_.write(screened.answers);
        reached_(end_.patients);
        return is_good;
    }

    /// Before the answers are written, so that they are proven however much of them is.
    bool note(const Screened& screened) {
        if (record_ == nullptr) return true;
        RunDigests& digests = record_->digests;
        digests.add_answers(screened.answers);
        digests.add_profiles(screened.profiles);
        digests.has_problems = digests.has_problems || screened.has_problems;
        end_.log_failure = record_->log.note(digests.point());
        return end_.log_failure.empty();
    }

    const ScreenOptions& options_;
    const RuleSet& rules_;
    LineBlocks& blocks_;
    Output& output_;
    RunRecord* record_;
    const std::function<void(std::uint64_t)>& reached_;
    StreamEnd end_;

    std::mutex input_;  ///< of `blocks_`; taken before `turns_`, where both are
    std::mutex turns_;  ///< of all that follows
    std::condition_variable has_room_;
    std::vector<Finished> finished_;  ///< by number of the block, in a ring
    std::uint64_t next_taken_ = 0;
    std::uint64_t next_written_ = 0;
    bool is_writing_ = false;
    bool is_stopped_ = false;
    std::exception_ptr failure_;
};

unsigned thread_count(const ScreenOptions& options) {
    if (options.threads != 0) return options.threads;
    return std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace

std::size_t block_bytes(const ScreenOptions& options) {
    constexpr std::size_t for_verdicts = 256U * 1024U;
    constexpr std::size_t for_reports = 32U * 1024U;
    if (options.block_bytes != 0) return options.block_bytes;
    return options.only_verdict ? for_verdicts : for_reports;
}

StreamEnd screen_stream(const ScreenOptions& options, const RuleSet& rules, LineBlocks& blocks,
                        Output& output, RunRecord* record,
                        const std::function<void(std::uint64_t)>& reached) {
    Stream stream(options, rules, blocks, output, record, reached);
    const unsigned threads = thread_count(options);
    return threads == 1 ? stream.on_one_thread() : stream.on(threads);
}

}  // namespace caveat::cli
