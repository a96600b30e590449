// Tables in and out by Arrow's PyCapsule interface, and the contract of a profile. Entrance:
// bind_arrow.

#include <caveat/arrow.hpp>
#include <caveat/keys.hpp>
#include <caveat/schema.hpp>

#include "adapters/python/capsules.hpp"
#include "adapters/python/objects.hpp"
#include "adapters/python/shown.hpp"
#include "adapters/python/streams.hpp"

#include <array>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <string_view>
#include <utility>

namespace nb = nanobind;

namespace caveat::python {

namespace {

using namespace std::string_view_literals;

/// A stream with what it gives out, until somebody takes it.
struct Stream {
    ArrowBinding binding;
    Owned<ArrowArrayStream> stream;
};

template <typename Value, std::size_t size>
Value one_of(std::string_view word, const char* wrong,
             const std::array<std::pair<std::string_view, Value>, size>& words) {
    for (const auto& [each, value] : words) {
        if (each == word) return value;
    }
    throw nb::value_error(wrong);
}

/// What `caveat._arrow` has looked through: every member is there, and of its type.
ArrowOptions arrow_options(nb::handle given) {
    ArrowOptions options;
    const auto text = [&](const char* name) { return nb::cast<std::string>(given[name]); };
    const auto is = [&](const char* name) { return nb::cast<bool>(given[name]); };
    using Names = std::vector<std::string>;
    if (const nb::object day = given["as_of"]; !day.is_none()) {
        options.as_of = full_day(nb::cast<std::string>(day));
    }
    options.respondents = {.patient = is("patient"), .clinician = is("clinician")};
    options.columns = nb::cast<std::vector<std::pair<std::string, std::string>>>(given["columns"]);
    options.passthrough = nb::cast<Names>(given["passthrough"]);
    options.ignore = nb::cast<Names>(given["ignore"]);
    options.rules = one_of(
        text("rules"), "rules are \"none\", \"lists\" or \"columns\"",
        std::array{std::pair{"none"sv, ArrowRules::none}, std::pair{"lists"sv, ArrowRules::lists},
                   std::pair{"columns"sv, ArrowRules::columns}});
    options.outcomes = is("outcomes");
    options.questions = is("questions");
    options.report = one_of(
        text("report"), "report is \"none\", \"all\", \"not_proceed\" or \"problems\"",
        std::array{std::pair{"none"sv, ArrowReport::none}, std::pair{"all"sv, ArrowReport::all},
                   std::pair{"not_proceed"sv, ArrowReport::not_proceed},
                   std::pair{"problems"sv, ArrowReport::problems}});
    options.why = why_of(text("why"));
    options.no_values = is("no_values");
    options.plain_strings =
        one_of(text("strings"), "strings are \"dictionary\" or \"plain\"",
               std::array{std::pair{"dictionary"sv, false}, std::pair{"plain"sv, true}});
    return options;
}

/// `(what was made or None, diagnostics)`.
nb::tuple made(nb::object thing, const ArrowBound& bound) {
    return nb::make_tuple(std::move(thing), shown(bound.diagnostics));
}

nb::tuple bind(const Rules& rules, nb::handle schema, nb::handle options) {
    const ArrowSchema& given = in_capsule<ArrowSchema>(schema);
    if (given.release == nullptr) throw nb::value_error("this schema was released, or read before");
    const ArrowBound bound = ArrowBinding::bind(rules.rules, given, arrow_options(options));
    return made(bound.binding ? nb::cast(*bound.binding) : nb::none(), bound);
}

nb::tuple screen_stream(const Rules& rules, nb::handle capsule, nb::handle options,
                        unsigned threads) {
    ArrowOptions read = arrow_options(options);
    ArrowArrayStream& in = in_capsule<ArrowArrayStream>(capsule);
    Owned<ArrowArrayStream> out;
    const ArrowBound bound = [&] {
        nb::gil_scoped_release unlocked;
        return threads > 1 ? stream_by_threads(rules.rules, &in, std::move(read), threads, &out.it)
                           : arrow_stream(rules.rules, &in, std::move(read), &out.it);
    }();
    if (!bound.binding) return made(nb::none(), bound);
    leave_the_lock(out.it);
    return made(nb::cast(Stream{*bound.binding, std::move(out)}), bound);
}

nb::object schema_of(const ArrowBinding& binding) {
    Owned<ArrowSchema> schema;
    binding.schema(schema.it);
    return capsule_of(std::move(schema));
}

nb::object stream_of_batch(nb::handle schema, nb::handle array) {
    Owned<ArrowArrayStream> stream;
    stream.it = stream_of(in_capsule<ArrowSchema>(schema), in_capsule<ArrowArray>(array));
    return capsule_of(std::move(stream));
}

nb::object table(const Rules& rules, const std::string& which) {
    const ArrowTable wanted = one_of(
        which, "a table is \"rules\", \"outcomes\", \"facts\", \"codes\" or \"sources\"",
        std::array{std::pair{"rules"sv, ArrowTable::rules},
                   std::pair{"outcomes"sv, ArrowTable::outcomes},
                   std::pair{"facts"sv, ArrowTable::facts}, std::pair{"codes"sv, ArrowTable::codes},
                   std::pair{"sources"sv, ArrowTable::sources}});
    Owned<ArrowArrayStream> stream;
    arrow_table(rules.rules, wanted, &stream.it);
    return capsule_of(std::move(stream));
}

nb::object schema_of_stream(nb::handle capsule) {
    ArrowArrayStream& stream = in_capsule<ArrowArrayStream>(capsule);
    Owned<ArrowSchema> schema;
    if (stream.release == nullptr || stream.get_schema(&stream, &schema.it) != 0) {
        throw nb::value_error("this stream has no schema any more");
    }
    return capsule_of(std::move(schema));
}

std::string contract(const Rules& rules, const std::string& language) {
    if (language == "json") return write_profile_schema(rules.rules);
    return write_profile_types(
        rules.rules,
        one_of(language, "a contract is written as \"json\", \"typescript\" or \"python\"",
               std::array{std::pair{"typescript"sv, TypeLanguage::typescript},
                          std::pair{"python"sv, TypeLanguage::python}}));
}

}  // namespace

void bind_arrow(nb::module_& module) {
    nb::class_<ArrowBinding>(module, "Binding", "A schema bound to a rule set.")
        .def(
            "missing", [](const ArrowBinding& self) { return positions(self.missing()); },
            nb::sig("def missing(self) -> list[int]"))
        .def("schema", &schema_of);
    nb::class_<Stream>(module, "Stream", "What was screened, until somebody takes it.")
        .def("schema", [](const Stream& self) { return schema_of(self.binding); })
        .def("is_taken", [](const Stream& self) { return self.stream.it.release == nullptr; })
        .def("take",
             [](Stream& self) {
                 if (self.stream.it.release == nullptr) {
                     throw nb::value_error("this stream was taken before");
                 }
                 return capsule_of(Owned(self.stream.it));
             })
        .def("close", [](Stream& self) { const Owned<ArrowArrayStream> ended(self.stream.it); });
    module.def("bind", &bind, nb::arg("rules"), nb::arg("schema").none(), nb::arg("options"),
               nb::sig("def bind(rules: RuleSet, schema: object, options: dict[str, typing.Any]) "
                       "-> tuple[Binding | None, list[dict[str, typing.Any]]]"));
    module.def("screen_stream", &screen_stream, nb::arg("rules"), nb::arg("stream").none(),
               nb::arg("options"), nb::arg("threads"),
               nb::sig("def screen_stream(rules: RuleSet, stream: object, options: dict[str, "
                       "typing.Any], threads: int) -> tuple[Stream | None, list[dict[str, "
                       "typing.Any]]]"));
    module.def("stream_of_batch", &stream_of_batch, nb::arg("schema").none(),
               nb::arg("array").none(),
               nb::sig("def stream_of_batch(schema: object, array: object) -> object"));
    module.def("table", &table, nb::arg("rules"), nb::arg("which"));
    module.def("schema_of_stream", &schema_of_stream, nb::arg("stream").none(),
               nb::sig("def schema_of_stream(stream: object) -> object"));
    module.def("contract", &contract, nb::arg("rules"), nb::arg("language"));
}

}  // namespace caveat::python
