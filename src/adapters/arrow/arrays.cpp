// From memory of our own, or of others, to arrays that anybody may release. Entrances: make_array,
// shared_array.

#include "adapters/arrow/arrays.hpp"

#include <cstring>
#include <limits>
#include <new>
#include <utility>

namespace caveat::arrow {

namespace {

/// What an array stands on.
struct Standing {
    std::vector<Bytes> owned;
    std::vector<const void*> buffers;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> places;
    ArrowArray dictionary{};
    std::shared_ptr<const void> holder;

    Standing() = default;
    Standing(const Standing&) = delete;
    Standing& operator=(const Standing&) = delete;
    /// Children first; one that somebody has moved away is not ours any more.
    ~Standing() {
        for (ArrowArray& child : children) {
            if (child.release != nullptr) child.release(&child);
        }
        if (dictionary.release != nullptr) dictionary.release(&dictionary);
    }
};

void release_array(ArrowArray* array) {
    delete static_cast<Standing*>(array->private_data);
    array->release = nullptr;
}

/// An array with zero bytes in a buffer still points somewhere.
constexpr std::uint64_t nothing = 0;

OwnedArray stand(std::unique_ptr<Standing> standing, ArrowArray array) {
    array.n_buffers = static_cast<std::int64_t>(standing->buffers.size());
    array.buffers = standing->buffers.empty() ? nullptr : standing->buffers.data();
    for (ArrowArray& child : standing->children) standing->places.push_back(&child);
    array.n_children = static_cast<std::int64_t>(standing->children.size());
    array.children = standing->places.empty() ? nullptr : standing->places.data();
    array.dictionary = standing->dictionary.release != nullptr ? &standing->dictionary : nullptr;
    array.release = release_array;
    array.private_data = standing.release();
    return OwnedArray(array);
}

}  // namespace

OwnedArray& OwnedArray::operator=(OwnedArray&& other) noexcept {
    if (this == &other) return *this;
    release();
    array_ = other.hand_over();
    return *this;
}

ArrowArray OwnedArray::hand_over() {
    return std::exchange(array_, ArrowArray{});
}

void OwnedArray::release() {
    if (array_.release != nullptr) array_.release(&array_);
    array_ = {};
}

void BitColumn::add(bool value) {
    if (size_ % 8 == 0) bytes_.push_back(0);
    if (value) {
        bytes_.back() = static_cast<std::uint8_t>(bytes_.back() | 1U << (size_ % 8));
    } else {
        ++zeros_;
    }
    ++size_;
}

void TextColumn::add(std::string_view text) {
    texts_ += text;
    ends_.push_back(static_cast<std::int64_t>(texts_.size()));
    present_.add(true);
}

void TextColumn::add_null() {
    ends_.push_back(static_cast<std::int64_t>(texts_.size()));
    present_.add(false);
}

OwnedArray TextColumn::finish(bool is_large) {
    const std::size_t length = ends_.size() - 1;
    const std::size_t nulls = present_.zeros();
    std::vector<Bytes> buffers;
    buffers.push_back(nulls == 0 ? Bytes{} : present_.take());
    if (is_large) {
        buffers.push_back(bytes_of(ends_));
    } else {
        buffers.push_back(bytes_of(std::vector<std::int32_t>(ends_.begin(), ends_.end())));
    }
    buffers.emplace_back(texts_.begin(), texts_.end());
    return make_array(length, nulls, std::move(buffers));
}

OwnedArray make_array(std::size_t length, std::size_t nulls, std::vector<Bytes> buffers,
                      std::vector<OwnedArray> children, OwnedArray dictionary) {
    auto standing = std::make_unique<Standing>();
    standing->owned = std::move(buffers);
    standing->buffers.reserve(standing->owned.size());
    bool is_first = true;
    for (const Bytes& bytes : standing->owned) {
        const void* const empty = is_first ? nullptr : &nothing;
        standing->buffers.push_back(bytes.empty() ? empty : bytes.data());
        is_first = false;
    }
    standing->places.reserve(children.size());
    standing->children.reserve(children.size());
    for (OwnedArray& child : children) standing->children.push_back(child.hand_over());
    standing->dictionary = dictionary.hand_over();
    ArrowArray array{};
    array.length = static_cast<std::int64_t>(length);
    array.null_count = static_cast<std::int64_t>(nulls);
    return stand(std::move(standing), array);
}

OwnedArray bits_array(std::size_t length, Bytes bits) {
    std::vector<Bytes> buffers(1);
    buffers.push_back(std::move(bits));
    return make_array(length, 0, std::move(buffers));
}

/// One more than there are values, as offsets are.
const void* Zeros::zeros(std::size_t length) {
    if (!memory_ || memory_->size() <= length) {
        memory_ = std::make_shared<const std::vector<std::int32_t>>(length + 1, 0);
    }
    return memory_->data();
}

std::shared_ptr<void> shared_memory(std::size_t bytes) {
    static constexpr std::align_val_t line{64};
    return {::operator new(bytes, line), [](void* memory) { ::operator delete(memory, line); }};
}

OwnedArray held_array(std::size_t length, std::size_t nulls, std::vector<const void*> buffers,
                      std::shared_ptr<const void> holder, OwnedArray dictionary) {
    auto standing = std::make_unique<Standing>();
    standing->buffers = std::move(buffers);
    standing->holder = std::move(holder);
    standing->dictionary = dictionary.hand_over();
    ArrowArray array{};
    array.length = static_cast<std::int64_t>(length);
    array.null_count = static_cast<std::int64_t>(nulls);
    return stand(std::move(standing), array);
}

OwnedArray Zeros::numbers(std::size_t length, bool are_there) {
    const void* const zeros = this->zeros(length);
    return held_array(length, are_there ? 0 : length, {are_there ? nullptr : zeros, zeros},
                      memory_);
}

OwnedArray Zeros::texts(std::size_t length) {
    const void* const zeros = this->zeros(length);
    return held_array(length, length, {zeros, zeros, zeros}, memory_);
}

OwnedArray list_array(const std::vector<std::int32_t>& offsets, OwnedArray items) {
    std::vector<Bytes> buffers(1);
    buffers.push_back(bytes_of(offsets));
    std::vector<OwnedArray> children;
    children.push_back(std::move(items));
    return make_array(offsets.size() - 1, 0, std::move(buffers), std::move(children));
}

OwnedArray struct_array(std::size_t length, std::vector<OwnedArray> children) {
    std::vector<Bytes> buffers(1);
    return make_array(length, 0, std::move(buffers), std::move(children));
}

OwnedArray shared_array(const ArrowArray& array, std::int64_t offset, std::int64_t length,
                        const std::shared_ptr<const void>& holder, std::optional<Bytes> present) {
    auto standing = std::make_unique<Standing>();
    standing->holder = holder;
    standing->buffers.assign(array.buffers, array.buffers + array.n_buffers);
    if (present) {
        standing->owned.push_back(*std::move(present));
        standing->buffers.front() = standing->owned.front().data();
    }
    standing->places.reserve(static_cast<std::size_t>(array.n_children));
    standing->children.reserve(static_cast<std::size_t>(array.n_children));
    for (std::int64_t i = 0; i < array.n_children; ++i) {
        const ArrowArray& child = *array.children[i];
        standing->children.push_back(
            shared_array(child, child.offset, child.length, holder).hand_over());
    }
    if (array.dictionary != nullptr) {
        const ArrowArray& entries = *array.dictionary;
        standing->dictionary =
            shared_array(entries, entries.offset, entries.length, holder).hand_over();
    }
    ArrowArray made{};
    made.length = length;
    made.offset = offset;
    // Of a part nobody has counted.
    made.null_count = length == array.length && standing->owned.empty() ? array.null_count : -1;
    return stand(std::move(standing), made);
}

}  // namespace caveat::arrow
