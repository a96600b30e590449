#pragma once

// The wall between C and C++: no exception passes it, and structs of any version do.

#include <caveat/caveat.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace caveat::c_api {

/// Ends a call with this status from within.
struct Refusal {
    caveat_status status = CAVEAT_INTERNAL_ERROR;  ///< never CAVEAT_OK
};

/// Runs `work`, which returns a status, and turns whatever it throws into one.
template <typename Work>
caveat_status guarded(const Work& work) noexcept {
    try {
        return work();
    } catch (const Refusal& refusal) {
        return refusal.status;
    } catch (const std::bad_alloc&) {
        return CAVEAT_OUT_OF_MEMORY;
    } catch (const std::length_error&) {
        return CAVEAT_OUT_OF_MEMORY;
    } catch (...) {
        return CAVEAT_INTERNAL_ERROR;
    }
}

/// What may be missing together: a text is either there or empty.
inline bool is_text(const char* data, std::size_t length) {
    return data != nullptr || length == 0;
}

inline std::string_view view(const char* data, std::size_t length) {
    return data == nullptr ? std::string_view{} : std::string_view(data, length);
}

/// A copy that caveat_string_free can free.
inline char* copy_of(std::string_view text) {
    auto* const copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (copy == nullptr) throw std::bad_alloc();
    if (!text.empty()) std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return copy;
}

/// The same as a function's last act. `length` may be null.
inline caveat_status hand_out(std::string_view text, char** out, std::size_t* length) {
    *out = copy_of(text);
    if (length != nullptr) *length = text.size();
    return CAVEAT_OK;
}

/// A pointer handed in for something to be given out: null before anything else.
template <typename Value>
void empty(Value* out) {
    if (out != nullptr) *out = Value{};
}

// --- structs that grow ----------------------------------------------------------------------

/// Whether the caller's struct can be used: it has a size, and what is beyond ours is zero.
template <typename Struct>
bool has_good_size(const Struct* given) {
    static_assert(std::is_trivially_copyable_v<Struct> && offsetof(Struct, size) == 0);
    if (given == nullptr || given->size < sizeof given->size) return false;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(given);
    return given->size <= sizeof(Struct) ||
           std::all_of(bytes + sizeof(Struct), bytes + given->size,
                       [](unsigned char byte) { return byte == 0; });
}

/// The caller's struct as one of ours: what it does not have is zero. Only where it has a good
/// size.
template <typename Struct>
Struct taken(const Struct* given) {
    Struct ours{};
    std::memcpy(&ours, given, std::min(given->size, sizeof ours));
    ours.size = sizeof ours;
    return ours;
}

/// Writes what the caller's struct has room for; its size stays. Only where it has a good size.
template <typename Struct>
void give(Struct ours, Struct* out) {
    const std::size_t size = out->size;
    ours.size = size;
    std::memcpy(static_cast<void*>(out), &ours, std::min(size, sizeof ours));
}

/// For a function that fills a struct: empties it, and says whether it can be used.
template <typename Struct>
bool is_ready(Struct* out) {
    if (!has_good_size(out)) return false;
    give(Struct{}, out);
    return true;
}

/// Options: null stands for all defaults.
template <typename Struct>
Struct options_of(const Struct* given) {
    if (given == nullptr) return Struct{};
    if (!has_good_size(given)) throw Refusal{CAVEAT_BAD_ARGUMENT};
    return taken(given);
}

}  // namespace caveat::c_api
