#pragma once

// Arrays that are given out: a column is put together, and then handed over with its memory.

#include <caveat/arrow_abi.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::arrow {

/// An array with all that it stands on, released unless it is handed over.
class OwnedArray {
  public:
    OwnedArray() : array_{} {}
    explicit OwnedArray(ArrowArray taken) : array_(taken) {}
    ~OwnedArray() { release(); }
    OwnedArray(OwnedArray&& other) noexcept : array_(other.hand_over()) {}
    OwnedArray& operator=(OwnedArray&& other) noexcept;
    OwnedArray(const OwnedArray&) = delete;
    OwnedArray& operator=(const OwnedArray&) = delete;

    [[nodiscard]] ArrowArray& get() { return array_; }
    [[nodiscard]] const ArrowArray& get() const { return array_; }
    /// Whoever takes it releases it.
    [[nodiscard]] ArrowArray hand_over();
    void release();

  private:
    ArrowArray array_;
};

/// Bits that grow.
class BitColumn {
  public:
    void add(bool value);
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool has_zero() const { return zeros_ != 0; }
    [[nodiscard]] std::size_t zeros() const { return zeros_; }
    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(bytes_); }

  private:
    std::vector<std::uint8_t> bytes_;
    std::size_t size_ = 0;
    std::size_t zeros_ = 0;
};

/// Texts side by side, of which some may not be there.
class TextColumn {
  public:
    void add(std::string_view text);
    void add_null();
    [[nodiscard]] std::size_t bytes() const { return texts_.size(); }
    /// With offsets of 32 bits, or of 64.
    OwnedArray finish(bool is_large = false);

  private:
    std::string texts_;
    std::vector<std::int64_t> ends_{0};
    BitColumn present_;
};

/// Memory of any element type.
using Bytes = std::vector<std::uint8_t>;
template <class T>
Bytes bytes_of(const std::vector<T>& values) {
    Bytes bytes(values.size() * sizeof(T));
    if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

/// An array of `length` values over these buffers; an empty first one says that no value is null.
OwnedArray make_array(std::size_t length, std::size_t nulls, std::vector<Bytes> buffers,
                      std::vector<OwnedArray> children = {}, OwnedArray dictionary = {});

/// Bits of `length` values, and maybe more.
OwnedArray bits_array(std::size_t length, Bytes bits);
template <class T>
OwnedArray numbers_array(const std::vector<T>& numbers, BitColumn* present = nullptr) {
    const std::size_t nulls = present == nullptr ? 0 : present->zeros();
    std::vector<Bytes> buffers;
    buffers.push_back(nulls == 0 ? Bytes{} : present->take());
    buffers.push_back(bytes_of(numbers));
    return make_array(numbers.size(), nulls, std::move(buffers));
}
/// Memory from the beginning of a cache line on, with anything in it.
std::shared_ptr<void> shared_memory(std::size_t bytes);
/// An array over memory that `holder` keeps alive.
OwnedArray held_array(std::size_t length, std::size_t nulls, std::vector<const void*> buffers,
                      std::shared_ptr<const void> holder, OwnedArray dictionary = {});

/// Columns of nothing but zeros, or of nulls: all of them stand on the same memory.
class Zeros {
  public:
    /// Of 32 bits.
    OwnedArray numbers(std::size_t length, bool are_there);
    /// Texts, none of which is there.
    OwnedArray texts(std::size_t length);

  private:
    const void* zeros(std::size_t length);

    std::shared_ptr<const std::vector<std::int32_t>> memory_;
};

/// A list for each row, from its ends.
OwnedArray list_array(const std::vector<std::int32_t>& offsets, OwnedArray items);
OwnedArray struct_array(std::size_t length, std::vector<OwnedArray> children);

/// The same values, in the memory of another array, which `holder` keeps alive.
///
/// present  nothing: as it says itself; else the bits in their place, from the first value on
OwnedArray shared_array(const ArrowArray& array, std::int64_t offset, std::int64_t length,
                        const std::shared_ptr<const void>& holder,
                        std::optional<Bytes> present = {});

}  // namespace caveat::arrow
