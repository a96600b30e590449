#pragma once

// Streams of what was screened, as an interpreter with a lock wants them.

#include <caveat/arrow.hpp>

namespace caveat::python {

/// Lets go of the interpreter's lock while it lives, where this thread holds it: who reads a stream
/// may or may not.
class LockLeft {
  public:
    LockLeft() noexcept;
    ~LockLeft();
    LockLeft(const LockLeft&) = delete;
    LockLeft& operator=(const LockLeft&) = delete;

  private:
    void* state_;
};

/// The same stream, which leaves the interpreter's lock to others while it works. What was there
/// moves into it.
void leave_the_lock(ArrowArrayStream& stream);

/// As `arrow_stream`, but windows of rows are screened by `threads` threads at once, while the one
/// that reads pulls the input, batch after batch. What is given out is in order; at most two
/// windows for each thread are under way. They are started with the first batch and end with the
/// stream.
ArrowBound stream_by_threads(const RuleSet& rules, ArrowArrayStream* in, ArrowOptions options,
                             unsigned threads, ArrowArrayStream* out);

/// A stream of one batch; both are moved into it.
ArrowArrayStream stream_of(ArrowSchema& schema, ArrowArray& array);

}  // namespace caveat::python
