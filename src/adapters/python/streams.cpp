// Streams that leave the interpreter's lock, and a stream of a single batch. Entrances:
// leave_the_lock, stream_of.

#include "adapters/python/streams.hpp"

#include "adapters/python/capsules.hpp"

#include <cerrno>
#include <memory>
#include <nanobind/nanobind.h>
#include <new>
#include <utility>

namespace caveat::python {

namespace {

bool holds_the_lock() noexcept {
    if (Py_IsInitialized() == 0) return false;
#ifdef Py_LIMITED_API
    // From 3.12 on, where such a module begins, the state that is asked is this thread's own.
    return PyThreadState_GetDict() != nullptr;
#else
    return PyGILState_Check() != 0;
#endif
}

// --- a stream around another -------------------------------------------------

ArrowArrayStream& inner(ArrowArrayStream* stream) noexcept {
    return static_cast<Owned<ArrowArrayStream>*>(stream->private_data)->it;
}

int inner_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
    return inner(stream).get_schema(&inner(stream), out);
}

int inner_next(ArrowArrayStream* stream, ArrowArray* out) noexcept {
    const LockLeft left;
    return inner(stream).get_next(&inner(stream), out);
}

const char* inner_words(ArrowArrayStream* stream) noexcept {
    return inner(stream).get_last_error(&inner(stream));
}

void release_inner(ArrowArrayStream* stream) noexcept {
    const LockLeft left;
    delete static_cast<Owned<ArrowArrayStream>*>(stream->private_data);
    stream->release = nullptr;
}

// --- a stream of one batch ---------------------------------------------------

struct OneBatch {
    Owned<ArrowSchema> schema;
    Owned<ArrowArray> array;
};

OneBatch& batch_of(ArrowArrayStream* stream) noexcept {
    return *static_cast<OneBatch*>(stream->private_data);
}

/// It is asked for once, by whoever binds it.
int schema_of_batch(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
    *out = std::exchange(batch_of(stream).schema.it, ArrowSchema{});
    return out->release == nullptr ? EINVAL : 0;
}

int next_of_batch(ArrowArrayStream* stream, ArrowArray* out) noexcept {
    *out = std::exchange(batch_of(stream).array.it, ArrowArray{});
    return 0;
}

const char* words_of_batch(ArrowArrayStream* /*stream*/) noexcept {
    return "the schema of this batch was released, or read before";
}

void release_batch(ArrowArrayStream* stream) noexcept {
    delete &batch_of(stream);
    stream->release = nullptr;
}

}  // namespace

LockLeft::LockLeft() noexcept : state_(holds_the_lock() ? PyEval_SaveThread() : nullptr) {}

LockLeft::~LockLeft() {
    if (state_ != nullptr) PyEval_RestoreThread(static_cast<PyThreadState*>(state_));
}

void leave_the_lock(ArrowArrayStream& stream) {
    auto held = std::make_unique<Owned<ArrowArrayStream>>(stream);
    stream = {inner_schema, inner_next, inner_words, release_inner, held.release()};
}

ArrowArrayStream stream_of(ArrowSchema& schema, ArrowArray& array) {
    auto held = std::make_unique<OneBatch>(OneBatch{Owned(schema), Owned(array)});
    return {schema_of_batch, next_of_batch, words_of_batch, release_batch, held.release()};
}

}  // namespace caveat::python
