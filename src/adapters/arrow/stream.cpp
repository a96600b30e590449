// A stream of record batches into a stream of what became of their patients. Entrances:
// ArrowBinding::bind, arrow_stream.

#include <caveat/arrow_codes.hpp>

#include "adapters/arrow/binding.hpp"
#include "adapters/arrow/output.hpp"

#include <cerrno>
#include <new>
#include <utility>

namespace caveat {

namespace arrow {

namespace {

/// What the producer says of its last failure.
std::string producer_words(ArrowArrayStream& stream) {
    const char* const said =
        stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
    return said == nullptr ? "the producer of the stream failed, and does not say why" : said;
}

/// A stream that was moved here, released in the end.
class OwnedStream {
  public:
    explicit OwnedStream(ArrowArrayStream* moved) : stream_{} {
        if (moved != nullptr) stream_ = std::exchange(*moved, ArrowArrayStream{});
    }
    ~OwnedStream() {
        if (stream_.release != nullptr) stream_.release(&stream_);
    }
    OwnedStream(OwnedStream&& other) noexcept
        : stream_(std::exchange(other.stream_, ArrowArrayStream{})) {}
    OwnedStream(const OwnedStream&) = delete;
    OwnedStream& operator=(const OwnedStream&) = delete;
    OwnedStream& operator=(OwnedStream&&) = delete;

    ArrowArrayStream& get() { return stream_; }
    int next(ArrowArray& out) { return stream_.get_next(&stream_, &out); }

  private:
    ArrowArrayStream stream_;
};

/// Released where nobody takes it over.
struct OwnedSchema {
    ArrowSchema schema{};
    OwnedSchema() = default;
    ~OwnedSchema() {
        if (schema.release != nullptr) schema.release(&schema);
    }
    OwnedSchema(const OwnedSchema&) = delete;
    OwnedSchema& operator=(const OwnedSchema&) = delete;
};

/// The stream that is given out. Once it has failed it stays so.
class Screened {
  public:
    Screened(std::shared_ptr<const Plan> plan, OwnedStream in)
        : plan_(std::move(plan)),
          work_(*plan_),
          in_(std::move(in)),
          at_once_(rows_at_once(*plan_)) {}

    void schema(ArrowSchema& out) const { write_schema(plan_->out, out); }

    int next(ArrowArray& out) {
        out = {};
        if (error_ != 0) return error_;
        if (plan_->options.cancel && plan_->options.cancel->is_set()) {
            return fail(ECANCELED, "the screening was cancelled");
        }
        while (!is_over_ && batch_ == nullptr) {
            if (const int error = pull(); error != 0) return error;
        }
        if (is_over_) return 0;
        const ArrowArray& read = batch_->get();
        std::string wrong = work_.load(read, at_, std::min(at_once_, read.length - at_));
        if (!wrong.empty()) return fail(EINVAL, std::move(wrong));
        out = give_out(*plan_, work_, read, batch_).hand_over();
        at_ += out.length;
        if (at_ == read.length) batch_.reset();
        return 0;
    }

    int fail(int error, std::string message) {
        batch_.reset();
        error_ = error;
        message_ = std::move(message);
        return error;
    }
    [[nodiscard]] const char* words() const { return error_ == 0 ? nullptr : message_.c_str(); }

  private:
    /// The next batch with any rows.
    int pull() {
        ArrowArray next{};
        if (const int error = in_.next(next); error != 0)
            return fail(error, producer_words(in_.get()));
        if (next.release == nullptr) {
            is_over_ = true;
            return 0;
        }
        OwnedArray owned(next);
        std::string wrong;
        if (!is_sound(plan_->schema, owned.get(), 0, owned.get().length, wrong)) {
            return fail(EINVAL, std::move(wrong));
        }
        if (owned.get().length == 0) return 0;
        batch_ = std::make_shared<OwnedArray>(std::move(owned));
        at_ = 0;
        return 0;
    }

    std::shared_ptr<const Plan> plan_;
    Work work_;
    OwnedStream in_;
    std::int64_t at_once_;
    std::shared_ptr<OwnedArray> batch_;  ///< what is passed through looks into it
    std::int64_t at_ = 0;
    bool is_over_ = false;
    int error_ = 0;
    std::string message_;
};

// --- what anybody may call ---------------------------------------------------

Screened& screened(ArrowArrayStream* stream) {
    return *static_cast<Screened*>(stream->private_data);
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
    try {
        screened(stream).schema(*out);
        return 0;
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    } catch (...) {
        return EIO;
    }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) noexcept {
    try {
        return screened(stream).next(*out);
    } catch (const std::bad_alloc&) {
        // The words are short enough to need no memory.
        return screened(stream).fail(ENOMEM, "no memory");
    } catch (...) {
        return screened(stream).fail(EIO, "a mistake");
    }
}

const char* get_last_error(ArrowArrayStream* stream) noexcept {
    return screened(stream).words();
}

void release_stream(ArrowArrayStream* stream) noexcept {
    delete static_cast<Screened*>(stream->private_data);
    stream->release = nullptr;
}

}  // namespace

}  // namespace arrow

ArrowBound ArrowBinding::bind(const RuleSet& rules, ArrowArrayStream& stream,
                              ArrowOptions options) {
    ArrowBound bound;
    const auto fail = [&](std::string message) {
        Diagnostic& found = bound.diagnostics.emplace_back();
        found.code = arrow_codes::stream_failed;
        found.path = "schema";
        found.message = std::move(message);
        found.help = "nothing was screened";
    };
    if (stream.release == nullptr) {
        fail("the stream was released, or read before");
        return bound;
    }
    arrow::OwnedSchema schema;
    if (stream.get_schema(&stream, &schema.schema) != 0) {
        fail(arrow::producer_words(stream));
        return bound;
    }
    return bind(rules, schema.schema, std::move(options));
}

ArrowBound arrow_stream(const RuleSet& rules, ArrowArrayStream* in, ArrowOptions options,
                        ArrowArrayStream* out) {
    arrow::OwnedStream stream(in);
    ArrowBound bound = ArrowBinding::bind(rules, stream.get(), std::move(options));
    if (!bound.binding) return bound;
    auto screened = std::make_unique<arrow::Screened>(bound.binding->plan_, std::move(stream));
    *out = {arrow::get_schema, arrow::get_next, arrow::get_last_error, arrow::release_stream,
            screened.release()};
    return bound;
}

}  // namespace caveat
