#pragma once

// Structs of Arrow in capsules of Python, by its PyCapsule interface: each in a capsule of its own
// name, from which one that takes it moves it away.

#include <caveat/arrow_abi.h>

#include <nanobind/nanobind.h>
#include <type_traits>
#include <utility>

namespace caveat::python {

template <typename Struct>
constexpr const char* capsule_name = nullptr;
template <>
inline constexpr const char* capsule_name<ArrowSchema> = "arrow_schema";
template <>
inline constexpr const char* capsule_name<ArrowArray> = "arrow_array";
template <>
inline constexpr const char* capsule_name<ArrowArrayStream> = "arrow_array_stream";

/// Releases a struct, unless somebody has or has moved it away.
template <typename Struct>
void release(Struct& held) noexcept {
    if (held.release != nullptr) held.release(&held);
}

/// A struct that is released unless it is moved away.
template <typename Struct>
struct Owned {
    Struct it{};

    Owned() = default;
    explicit Owned(Struct& moved) : it(std::exchange(moved, Struct{})) {}
    Owned(Owned&& other) noexcept : it(std::exchange(other.it, Struct{})) {}
    ~Owned() { release(it); }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Owned& operator=(Owned&&) = delete;
};

/// The struct in a capsule; it stays the capsule's. Throws TypeError where it is another capsule.
template <typename Struct>
Struct& in_capsule(nanobind::handle capsule) {
    const char* const name = capsule_name<Struct>;
    if (PyCapsule_IsValid(capsule.ptr(), name) == 0) {
        PyErr_Format(PyExc_TypeError, "a capsule called \"%s\" is needed here, not %R", name,
                     capsule.ptr());
        throw nanobind::python_error();
    }
    return *static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
}

/// A capsule that holds a struct, and releases it in the end unless that was moved away.
template <typename Struct>
nanobind::object capsule_of(Owned<Struct> held) {
    const auto destroy = [](PyObject* capsule) noexcept {
        // Whatever is raised at the moment stays so.
        const nanobind::error_scope raised;
        delete static_cast<Owned<Struct>*>(PyCapsule_GetPointer(capsule, capsule_name<Struct>));
    };
    // A pointer to the whole is one to its only member.
    static_assert(std::is_standard_layout_v<Owned<Struct>>);
    auto* const kept = new Owned<Struct>(std::move(held));
    PyObject* const capsule = PyCapsule_New(kept, capsule_name<Struct>, destroy);
    if (capsule == nullptr) {
        delete kept;
        throw nanobind::python_error();
    }
    return nanobind::steal(capsule);
}

}  // namespace caveat::python
