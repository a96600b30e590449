// Rule sets. Entrance: bind_rules.

#include <caveat/keys.hpp>
#include <caveat/version.hpp>

#include "adapters/python/objects.hpp"
#include "adapters/python/shown.hpp"

#include <array>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <string>
#include <utility>

namespace nb = nanobind;

namespace caveat::python {

namespace {

/// `(rules or None, diagnostics, all of them drawn)`.
nb::tuple told(const Loaded& loaded) {
    nb::object rules = nb::none();
    if (loaded.rules) rules = nb::cast(Rules(*loaded.rules));
    return nb::make_tuple(rules, shown(loaded.diagnostics, loaded.source.text),
                          shown(render(loaded)));
}

nb::tuple load_path(const nb::bytes& path, nb::handle limits) {
    const Limits bounds = limits_of(limits);
    const std::string file(path.c_str(), path.size());
    const Loaded loaded = [&] {
        nb::gil_scoped_release unlocked;
        return load_file(file, bounds);
    }();
    return told(loaded);
}

nb::tuple load_words(nb::handle text, const std::string& name, nb::handle limits) {
    const Limits bounds = limits_of(limits);
    nb::object kept;
    const std::string_view bytes = bytes_of(text, kept);
    const Loaded loaded = [&] {
        nb::gil_scoped_release unlocked;
        return load_text(bytes, name, bounds);
    }();
    return told(loaded);
}

/// What every id of a range is about, in a list.
template <typename Ids, typename Show>
nb::list all(const Ids& ids, const Show& show) {
    nb::list list;
    for (const auto id : ids) list.append(show(id));
    return list;
}

template <typename Id>
nb::object position(const std::optional<Id>& id) {
    if (!id) return nb::none();
    return nb::int_(id->index);
}

/// A text of a profile, and how it is read.
std::shared_ptr<Said> text_said(nb::handle json, const std::optional<std::string>& as_of,
                                bool extra_is_note) {
    nb::object kept;
    auto said = std::make_shared<Said>();
    said->text = bytes_of(json, kept);
    if (as_of) {
        full_day(*as_of);
        said->as_of = *as_of;
    }
    said->extra_is_note = extra_is_note;
    return said;
}

}  // namespace

Date full_day(std::string_view text) {
    const auto day = Date::from_text(text);
    if (!day || !day->is_full()) throw nb::value_error("as_of takes a full date: 2026-11-20");
    return *day;
}

Limits limits_of(nb::handle given) {
    Limits limits;
    const std::array<std::pair<const char*, std::size_t*>, 9> members{{
        {"file_bytes", &limits.file_bytes},
        {"nesting", &limits.nesting},
        {"expression_depth", &limits.expression_depth},
        {"list_length", &limits.list_length},
        {"rules", &limits.rules},
        {"facts", &limits.facts},
        {"codes", &limits.codes},
        {"phrase_slots", &limits.phrase_slots},
        {"text_bytes", &limits.text_bytes},
    }};
    for (const auto& [name, member] : members) *member = nb::cast<std::size_t>(given.attr(name));
    return limits;
}

void bind_rules(nb::module_& module) {
    module.attr("version") = CAVEAT_VERSION_STRING;
    module.def("load_file", &load_path, nb::arg("path"), nb::arg("limits"),
               nb::sig("def load_file(path: bytes, limits: object) -> tuple[typing.Any, ...]"));
    module.def("load_text", &load_words, nb::arg("text"), nb::arg("name"), nb::arg("limits"),
               nb::sig("def load_text(text: str | bytes, name: str, limits: object) -> "
                       "tuple[typing.Any, ...]"));

    const auto say = [](std::string_view (RuleSet::*member)() const) {
        return [member](const Rules& self) { return shown((self.rules.*member)()); };
    };
    nb::class_<Rules>(module, "RuleSet", "A loaded rule file.")
        .def("id", say(&RuleSet::id))
        .def("version", say(&RuleSet::version))
        .def("title", say(&RuleSet::title))
        .def("screens", say(&RuleSet::screens))
        .def("sha256", say(&RuleSet::sha256))
        .def("text",
             [](const Rules& self) {
                 const std::string_view text = self.rules.text();
                 return nb::bytes(text.data(), text.size());
             })
        .def("audience", [](const Rules& self) { return shown(key(self.rules.audience())); })
        .def("review_by",
             [](const Rules& self) -> std::optional<std::string> {
                 const auto day = self.rules.review_by();
                 if (!day) return std::nullopt;
                 return day->to_text();
             })
        .def("needs_as_of", [](const Rules& self) { return self.rules.needs_as_of(); })
        .def(
            "facts",
            [](const Rules& self) {
                return all(self.rules.facts(),
                           [&](FactId id) { return shown(self.rules.fact(id)); });
            },
            nb::sig("def facts(self) -> list[dict[str, typing.Any]]"))
        .def(
            "rules",
            [](const Rules& self) {
                return all(self.rules.rules(),
                           [&](RuleId id) { return shown(self.rules, self.rules.rule(id)); });
            },
            nb::sig("def rules(self) -> list[dict[str, typing.Any]]"))
        .def(
            "outcomes",
            [](const Rules& self) {
                return all(self.rules.outcomes(),
                           [&](OutcomeId id) { return shown(self.rules.outcome(id)); });
            },
            nb::sig("def outcomes(self) -> list[dict[str, typing.Any]]"))
        .def(
            "scores",
            [](const Rules& self) {
                return all(self.rules.scores(),
                           [&](ScoreId id) { return shown(self.rules.score(id)); });
            },
            nb::sig("def scores(self) -> list[dict[str, typing.Any]]"))
        .def(
            "sources",
            [](const Rules& self) {
                return all(self.rules.sources(),
                           [&](SourceId id) { return shown(self.rules.source(id)); });
            },
            nb::sig("def sources(self) -> list[dict[str, typing.Any]]"))
        .def(
            "find_fact",
            [](const Rules& self, const std::string& name) {
                return position(self.rules.find_fact(name));
            },
            nb::arg("name"), nb::sig("def find_fact(self, name: str) -> int | None"))
        .def(
            "find_rule",
            [](const Rules& self, const std::string& id) {
                return position(self.rules.find_rule(id));
            },
            nb::arg("id"), nb::sig("def find_rule(self, id: str) -> int | None"))
        .def(
            "find_score",
            [](const Rules& self, const std::string& name) {
                return position(self.rules.find_score(name));
            },
            nb::arg("name"), nb::sig("def find_score(self, name: str) -> int | None"))
        .def(
            "find_source",
            [](const Rules& self, const std::string& id) {
                return position(self.rules.find_source(id));
            },
            nb::arg("id"), nb::sig("def find_source(self, id: str) -> int | None"))
        .def(
            "read",
            [](const Rules& self, nb::handle json, const std::optional<std::string>& as_of,
               bool extra_is_note) {
                return read_text(self, text_said(json, as_of, extra_is_note));
            },
            nb::arg("json"), nb::arg("as_of").none(), nb::arg("extra_is_note"),
            nb::sig("def read(self, json: str | bytes, as_of: str | None, extra_is_note: bool) "
                    "-> Profile"))
        .def(
            "read_facts",
            [](const Rules& self, nb::handle facts, nb::handle patient, nb::handle as_of,
               bool extra_is_note) {
                return read_facts(self, facts, patient, as_of, extra_is_note);
            },
            nb::arg("facts"), nb::arg("patient").none(), nb::arg("as_of").none(),
            nb::arg("extra_is_note"),
            nb::sig("def read_facts(self, facts: collections.abc.Mapping[str, typing.Any], "
                    "patient: str | None, as_of: "
                    "str | None, extra_is_note: bool) -> Profile"));
}

}  // namespace caveat::python
