// Rule sets that are replaced while programs screen with them. Entrance: bind_store.

#include <caveat/store.hpp>

#include "adapters/python/objects.hpp"
#include "adapters/python/shown.hpp"

#include <exception>
#include <memory>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>
#include <string>
#include <utility>

namespace nb = nanobind;

namespace caveat::python {

namespace {

std::string_view word(ReloadOutcome outcome) {
    switch (outcome) {
        case ReloadOutcome::unchanged:
            break;
        case ReloadOutcome::swapped:
            return "swapped";
        case ReloadOutcome::refused:
            return "refused";
        case ReloadOutcome::unsettled:
            return "unsettled";
        case ReloadOutcome::unreadable:
            return "unreadable";
    }
    return "unchanged";
}

/// All of them, as for a terminal.
std::string drawn(const std::vector<Diagnostic>& problems, const Source& source) {
    std::string all;
    for (const Diagnostic& each : problems) all += render(each, source);
    return all;
}

/// Ends a call whose question raised something.
struct Unanswered {};

/// What the program's own question raised while it was asked in this thread.
std::exception_ptr& raised() {
    thread_local std::exception_ptr exception;
    return exception;
}

StoreOptions options_of(const Limits& limits, std::size_t keep, nb::handle accept) {
    StoreOptions options{.limits = limits, .keep = keep};
    if (accept.is_none()) return options;
    // Copies of it come and go while other threads hold the interpreter.
    const std::shared_ptr<nb::object> question(new nb::object(nb::borrow(accept)),
                                               [](nb::object* held) {
                                                   nb::gil_scoped_acquire locked;
                                                   delete held;
                                               });
    options.accept = [question](const RuleSet& now, const RuleSet& next) {
        nb::gil_scoped_acquire locked;
        try {
            return nb::cast<bool>((*question)(Rules(now), Rules(next)));
        } catch (...) {
            raised() = std::current_exception();
            throw Unanswered();
        }
    };
    return options;
}

/// `(outcome, diagnostics, all of them drawn)` of a call that may ask the program.
template <typename Call>
nb::tuple reloaded(const Call& call) {
    raised() = nullptr;
    Reloaded found;
    try {
        nb::gil_scoped_release unlocked;
        found = call();
    } catch (const Unanswered&) {
        std::rethrow_exception(std::exchange(raised(), nullptr));
    }
    return nb::make_tuple(shown(word(found.outcome)), shown(found.diagnostics, found.source.text),
                          shown(drawn(found.diagnostics, found.source)));
}

/// `(store or None, diagnostics, all of them drawn)`.
nb::tuple open_store(const nb::bytes& path, nb::handle limits, std::size_t keep,
                     nb::handle accept) {
    StoreOptions options = options_of(limits_of(limits), keep, accept);
    std::string file(path.c_str(), path.size());
    OpenedStore opened = [&] {
        nb::gil_scoped_release unlocked;
        return RuleStore::open(std::move(file), options);
    }();
    nb::object store = nb::none();
    if (opened.store) {
        store = nb::cast(opened.store.release(), nb::rv_policy::take_ownership);
    }
    return nb::make_tuple(store, shown(opened.diagnostics, opened.source.text),
                          shown(drawn(opened.diagnostics, opened.source)));
}

std::unique_ptr<RuleStore> store_of(const Rules& first, nb::handle limits, std::size_t keep,
                                    nb::handle accept) {
    return std::make_unique<RuleStore>(first.rules, options_of(limits_of(limits), keep, accept));
}

}  // namespace

void bind_store(nb::module_& module) {
    module.def("open_store", &open_store, nb::arg("path"), nb::arg("limits"), nb::arg("keep"),
               nb::arg("accept").none(),
               nb::sig("def open_store(path: bytes, limits: object, keep: int, accept: "
                       "collections.abc.Callable[[RuleSet, RuleSet], bool] | None) -> "
                       "tuple[typing.Any, ...]"));
    module.def("store_of", &store_of, nb::arg("first"), nb::arg("limits"), nb::arg("keep"),
               nb::arg("accept").none(),
               nb::sig("def store_of(first: RuleSet, limits: object, keep: int, accept: "
                       "collections.abc.Callable[[RuleSet, RuleSet], bool] | None) -> RuleStore"));
    const char* const told = "def reload(self) -> tuple[str, list[dict[str, typing.Any]], str]";
    nb::class_<RuleStore>(module, "RuleStore", "The current version of a rule set.")
        .def(
            "current", [](const RuleStore& self) { return Rules(self.current()); },
            nb::call_guard<nb::gil_scoped_release>())
        .def("generation", &RuleStore::generation)
        .def(
            "reload", [](RuleStore& self) { return reloaded([&] { return self.reload(); }); },
            nb::sig(told))
        .def(
            "reload_if_changed",
            [](RuleStore& self) { return reloaded([&] { return self.reload_if_changed(); }); },
            nb::sig("def reload_if_changed(self) -> tuple[str, list[dict[str, typing.Any]], str]"))
        .def(
            "offer",
            [](RuleStore& self, const Rules& next) {
                return reloaded([&] { return self.offer(next.rules); });
            },
            nb::arg("next"),
            nb::sig(
                "def offer(self, next: RuleSet) -> tuple[str, list[dict[str, typing.Any]], str]"))
        .def("roll_back", &RuleStore::roll_back, nb::call_guard<nb::gil_scoped_release>())
        .def(
            "find",
            [](const RuleStore& self, const std::string& sha256) -> std::optional<Rules> {
                const auto found = self.find(sha256);
                if (!found) return std::nullopt;
                return Rules(*found);
            },
            nb::arg("sha256"));
}

}  // namespace caveat::python
