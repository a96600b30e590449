// Windows of a stream's batches, screened by several threads. Entrance: stream_by_threads.
//
//   who reads:  pull a batch ─▶ windows ─▶ waiting ┐              ┌─▶ the oldest one, when it is
//   done each thread:                                   └▶ screen it ──┘
//
// The reader alone calls the producer, and holds no lock then. A window belongs to the reader; a
// thread has it from the moment it is taken from `waiting` until it is done.

#include "adapters/python/capsules.hpp"
#include "adapters/python/streams.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace caveat::python {

namespace {

constexpr std::int64_t rows_of_window = 16'384;

/// `std::condition_variable::wait` asks for a newer libstdc++ than the systems have that the wheel
/// is for; this one stands in the header.
template <typename Condition>
void await(std::condition_variable& event, std::unique_lock<std::mutex>& lock,
           const Condition& condition) {
    while (!event.wait_for(lock, std::chrono::hours(1), condition)) {
    }
}

struct Window {
    std::shared_ptr<const ArrowArray> batch;
    std::int64_t first = 0;
    std::int64_t rows = 0;
    std::deque<Owned<ArrowArray>> out{};
    std::optional<ArrowFailure> failure{};
    bool is_done = false;
};

class Screeners {
  public:
    Screeners(ArrowBinding binding, ArrowArrayStream& in, unsigned threads)
        : binding_(std::move(binding)), in_(in), wanted_(threads) {}

    ~Screeners() {
        {
            const std::lock_guard lock(guard_);
            is_ending_ = true;
            waiting_.clear();
        }
        is_wanted_.notify_all();
        for (std::thread& each : threads_) each.join();
    }
    Screeners(const Screeners&) = delete;
    Screeners& operator=(const Screeners&) = delete;

    void schema(ArrowSchema& out) const { binding_.schema(out); }
    /// After a fork the threads are not here, and nothing that they wait for can be ended.
    [[nodiscard]] bool is_of_another_process() const {
        return !threads_.empty() && getpid() != process_;
    }

    int next(ArrowArray& out) {
        out = {};
        if (error_ != 0) return error_;
        if (is_of_another_process()) {
            return fail({EIO, "this stream was begun before a fork: its threads are not here"});
        }
        while (under_way_.size() < 2UL * wanted_ && (!is_over_ || batch_ != nullptr)) {
            if (!add_window()) break;
        }
        while (!under_way_.empty()) {
            Window& oldest = *under_way_.front();
            {
                std::unique_lock lock(guard_);
                await(is_done_, lock, [&] { return oldest.is_done; });
            }
            if (!oldest.out.empty()) {
                out = std::exchange(oldest.out.front().it, ArrowArray{});
                oldest.out.pop_front();
                if (oldest.out.empty() && !oldest.failure) under_way_.pop_front();
                return 0;
            }
            if (oldest.failure) return fail(*std::move(oldest.failure));
            under_way_.pop_front();
        }
        if (later_) return fail(*std::move(later_));
        return 0;
    }

    int fail(ArrowFailure failure) {
        error_ = failure.error;
        message_ = std::move(failure.message);
        return error_;
    }
    [[nodiscard]] const char* words() const { return error_ == 0 ? nullptr : message_.c_str(); }

  private:
    /// Whether there was one more; what went wrong is said when its turn comes.
    bool add_window() {
        if (batch_ == nullptr && !pull()) return false;
        if (threads_.empty() && !start()) return false;
        auto window = std::make_unique<Window>();
        window->batch = batch_;
        window->first = at_;
        window->rows = std::min(rows_of_window, batch_->length - at_);
        at_ += window->rows;
        if (at_ == batch_->length) batch_.reset();
        under_way_.push_back(std::move(window));
        {
            const std::lock_guard lock(guard_);
            waiting_.push_back(under_way_.back().get());
        }
        is_wanted_.notify_one();
        return true;
    }

    /// The next batch with any rows.
    bool pull() {
        while (true) {
            Owned<ArrowArray> next;
            if (const int error = in_.it.get_next(&in_.it, &next.it); error != 0) {
                const char* const said =
                    in_.it.get_last_error == nullptr ? nullptr : in_.it.get_last_error(&in_.it);
                return end({error, said == nullptr ? "the producer of the stream failed, and does "
                                                     "not say why"
                                                   : said});
            }
            if (next.it.release == nullptr) {
                is_over_ = true;
                return false;
            }
            if (auto failure = binding_.check(next.it)) return end(*std::move(failure));
            if (next.it.length == 0) continue;
            auto held = std::make_shared<Owned<ArrowArray>>(std::move(next));
            batch_ = std::shared_ptr<const ArrowArray>(held, &held->it);
            at_ = 0;
            return true;
        }
    }

    bool end(ArrowFailure failure) {
        is_over_ = true;
        later_ = std::move(failure);
        return false;
    }

    bool start() {
        process_ = getpid();
        try {
            threads_.reserve(wanted_);
            while (threads_.size() < wanted_) threads_.emplace_back([this] { work(); });
        } catch (const std::system_error&) {
            // Fewer do as well; none do not.
            if (threads_.empty()) {
                batch_.reset();
                return end({EAGAIN, "no thread could be started"});
            }
        }
        return true;
    }

    void work() noexcept {
        while (true) {
            Window* window = nullptr;
            {
                std::unique_lock lock(guard_);
                await(is_wanted_, lock, [&] { return is_ending_ || !waiting_.empty(); });
                if (is_ending_) return;
                window = waiting_.front();
                waiting_.pop_front();
            }
            try {
                screen(*window);
            } catch (const std::bad_alloc&) {
                window->failure = ArrowFailure{ENOMEM, "no memory"};
            } catch (...) {
                window->failure = ArrowFailure{EIO, "a mistake"};
            }
            // Under the lock to the end: whoever is told may end all this at once.
            const std::lock_guard lock(guard_);
            window->is_done = true;
            is_done_.notify_one();
        }
    }

    void screen(Window& window) const {
        for (std::int64_t done = 0; done < window.rows;) {
            Owned<ArrowArray> out;
            window.failure =
                binding_.screen(window.batch, window.first + done, window.rows - done, out.it);
            if (window.failure) return;
            done += out.it.length;
            window.out.push_back(std::move(out));
        }
    }

    ArrowBinding binding_;
    Owned<ArrowArrayStream> in_;
    unsigned wanted_;
    // The reader's own.
    std::shared_ptr<const ArrowArray> batch_;
    std::int64_t at_ = 0;
    bool is_over_ = false;
    std::optional<ArrowFailure> later_;  ///< after all that is under way
    int error_ = 0;
    std::string message_;
    std::deque<std::unique_ptr<Window>> under_way_;  ///< in order
    pid_t process_ = 0;
    // What the threads share.
    std::mutex guard_;
    std::condition_variable is_wanted_;
    std::condition_variable is_done_;
    std::deque<Window*> waiting_;
    bool is_ending_ = false;
    std::vector<std::thread> threads_;
};

// --- what anybody may call ---------------------------------------------------

Screeners& screeners(ArrowArrayStream* stream) noexcept {
    return *static_cast<Screeners*>(stream->private_data);
}

int screened_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
    try {
        screeners(stream).schema(*out);
        return 0;
    } catch (...) {
        return ENOMEM;
    }
}

int next_screened(ArrowArrayStream* stream, ArrowArray* out) noexcept {
    try {
        return screeners(stream).next(*out);
    } catch (const std::bad_alloc&) {
        return screeners(stream).fail({ENOMEM, "no memory"});
    } catch (...) {
        return screeners(stream).fail({EIO, "a mistake"});
    }
}

const char* words_of_screeners(ArrowArrayStream* stream) noexcept {
    return screeners(stream).words();
}

void release_screeners(ArrowArrayStream* stream) noexcept {
    if (!screeners(stream).is_of_another_process()) delete &screeners(stream);
    stream->release = nullptr;
}

}  // namespace

ArrowBound stream_by_threads(const RuleSet& rules, ArrowArrayStream* in, ArrowOptions options,
                             unsigned threads, ArrowArrayStream* out) {
    Owned<ArrowArrayStream> stream(*in);
    ArrowBound bound = ArrowBinding::bind(rules, stream.it, std::move(options));
    if (!bound.binding) return bound;
    auto made = std::make_unique<Screeners>(*bound.binding, stream.it, threads);
    *out = {screened_schema, next_screened, words_of_screeners, release_screeners, made.release()};
    return bound;
}

}  // namespace caveat::python
