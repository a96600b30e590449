// Screenings, and what they tell. Entrance: bind_screening.

#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/json_value.hpp>
#include <caveat/keys.hpp>
#include <caveat/report_text.hpp>

#include "adapters/python/objects.hpp"
#include "adapters/python/shown.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nb = nanobind;

namespace caveat::python {

namespace {

using Shared = std::unique_ptr<Screened>;

Shared screened(const Rules& rules, const Held& profile, bool patient, bool clinician) {
    auto made = std::make_unique<Screened>(profile, rules.bench);
    nb::gil_scoped_release unlocked;
    screen(made->held.profile, made->screening, {.patient = patient, .clinician = clinician});
    return made;
}

nb::bytes bytes(std::string_view text) {
    return nb::bytes(text.data(), text.size());
}

Reader reader_of(std::string_view word) {
    if (word == "clinician") return Reader::clinician;
    if (word == "desk") return Reader::desk;
    if (word == "patient") return Reader::patient;
    throw nb::value_error("a report is written for \"clinician\", \"desk\" or \"patient\"");
}

nb::bytes report(const Screened& self, const std::string& why, bool no_values, bool pretty) {
    const ReportOptions options{.why = why_of(why), .no_values = no_values};
    const Loan tools(self.bench);
    {
        nb::gil_scoped_release unlocked;
        tools->text.clear();
        tools->report_writer(options, pretty).append(self.screening, tools->text);
    }
    return bytes(tools->text);
}

nb::str words(const Screened& self, const std::string& reader, bool details, const std::string& why,
              bool no_values, std::size_t width) {
    const ReportOptions options{.why = why_of(why),
                                .no_values = no_values,
                                .reader = reader_of(reader),
                                .details = details};
    std::string text;
    {
        nb::gil_scoped_release unlocked;
        text = write_styled_text(self.screening, options, width).text;
    }
    return shown(text);
}

nb::bytes verdict_line(const Screened& self) {
    std::string line;
    write_verdict(self.screening, line);
    return bytes(line);
}

/// By what one knows whether two names mean the same.
std::string meant_by(const RuleSet& rules, const std::string& name) {
    const auto fact = rules.find_fact(name);
    return fact ? std::string(rules.fact(*fact).key) : unknown_name(rules, name).path;
}

/// What was said in calls, as one text: of each name what the last call said, as it was said.
std::string told_in_json(const Held& held) {
    const RuleSet rules = held.profile.rules();
    JsonValue facts = JsonValue::object();
    std::vector<std::string> meant;
    const auto take_back = [&](const std::string& name) {
        const std::string what = meant_by(rules, name);
        for (std::size_t i = meant.size(); i-- > 0;) {
            if (meant[i] != what) continue;
            const auto at = static_cast<std::ptrdiff_t>(i);
            meant.erase(meant.begin() + at);
            facts.keys.erase(facts.keys.begin() + at);
            facts.items.erase(facts.items.begin() + at);
        }
    };
    for (const auto& each : held.said) {
        for (const std::string& name : each->removed) take_back(name);
        // Of facts that are given twice, or could not be read, nothing was used.
        const bool is_used = each->text.size() <= ReadOptions{}.most_bytes;
        auto said = is_used ? read_json(each->text) : std::nullopt;
        if (!said || std::count(said->keys.begin(), said->keys.end(), "facts") != 1) continue;
        JsonValue& given = *said->find("facts");
        if (given.kind != JsonValue::Kind::object) continue;
        for (const std::string& name : given.keys) take_back(name);
        for (std::size_t i = 0; i < given.keys.size(); ++i) {
            meant.push_back(meant_by(rules, given.keys[i]));
            facts.add(given.keys[i], std::move(given.items[i]));
        }
    }
    auto whole = read_json(write_profile(held.profile));
    JsonValue* const known = whole ? whole->find("facts") : nullptr;
    if (known == nullptr) return held.said.front()->text;
    *known = std::move(facts);
    return write_json(*whole);
}

nb::bytes record(const Screened& self, const std::string& why, bool no_values) {
    RecordOptions options;
    options.report = {.why = why_of(why), .no_values = no_values};
    const auto& said = self.held.said;
    nb::gil_scoped_release unlocked;
    std::string line;
    if (said.empty()) {
        line = write_record(self.screening, options);
    } else {
        // What was wrong with a text is found again in that text alone.
        options.reading.default_as_of = Date::from_text(said.front()->as_of);
        if (said.front()->extra_is_note) options.reading.extra_facts = ExtraFacts::note;
        const bool is_one_text = said.size() == 1 && said.front()->wrong.empty();
        const std::string text = is_one_text ? said.front()->text : told_in_json(self.held);
        options.profile_text = text;
        // The report is about the profile beside it, or a replay would find another one.
        line = is_one_text
                   ? write_record(self.screening, options)
                   : write_record(
                         screen(read_profile(self.held.profile.rules(), text, options.reading),
                                self.screening.respondents()),
                         options);
    }
    nb::gil_scoped_acquire locked;
    return bytes(line);
}

/// What an explainer says of a rule, in lists.
template <typename Ask>
auto asked(const Screened& self, const Ask& ask) {
    const Loan tools(self.bench);
    nb::gil_scoped_release unlocked;
    tools->explainer.look_at(self.screening);
    return ask(tools->explainer);
}

nb::list questions(const std::vector<Question>& all) {
    nb::list list;
    for (const Question& each : all) list.append(shown(each));
    return list;
}

nb::list outcomes(const Screened& self) {
    nb::list list;
    for (const OutcomeFound& found : self.screening.outcomes()) {
        list.append(nb::make_tuple(found.outcome.index, shown(key(found.certainty)),
                                   positions(self.screening.rules_behind(found.outcome))));
    }
    return list;
}

nb::list scores(const Screened& self) {
    nb::list list;
    for (const ScoreFound& found : self.screening.scores()) {
        nb::object prorated = nb::none();
        if (found.prorated) {
            prorated = nb::make_tuple(shown(found.prorated->total), found.prorated->answered,
                                      found.prorated->items);
        }
        list.append(nb::make_tuple(found.score.index, shown(found.low), shown(found.high),
                                   shown(found.band), prorated));
    }
    return list;
}

void bind_why(nb::class_<Screened>& screening) {
    screening
        .def(
            "why",
            [](const Screened& self, std::uint32_t rule) {
                const Why why = asked(self, [&](Explainer& by) { return by.why(RuleId{rule}); });
                nb::list list;
                for (const Reason& each : why.reasons) {
                    list.append(shown(self.held.profile.rules(), each));
                }
                return nb::make_tuple(list, positions(why.facts));
            },
            nb::arg("rule"),
            nb::sig("def why(self, rule: int) -> tuple[list[dict[str, typing.Any]], "
                    "list[int]]"))
        .def(
            "near_miss",
            [](const Screened& self, std::uint32_t rule) -> nb::object {
                const auto near =
                    asked(self, [&](Explainer& by) { return by.near_miss(RuleId{rule}); });
                if (!near) return nb::none();
                return shown(self.held.profile.rules(), *near);
            },
            nb::arg("rule"),
            nb::sig("def near_miss(self, rule: int) -> dict[str, typing.Any] | None"))
        .def(
            "open_paths",
            [](const Screened& self, std::uint32_t rule) {
                const auto paths =
                    asked(self, [&](Explainer& by) { return by.unknown_facts(RuleId{rule}); });
                nb::list list;
                for (const std::string& each : paths) list.append(shown(each));
                return list;
            },
            nb::arg("rule"), nb::sig("def open_paths(self, rule: int) -> list[str]"))
        .def(
            "questions",
            [](const Screened& self) {
                return questions(asked(self, [](Explainer& by) { return by.questions(); }));
            },
            nb::sig("def questions(self) -> list[dict[str, typing.Any]]"))
        .def(
            "deferred_questions",
            [](const Screened& self) {
                return questions(
                    asked(self, [](Explainer& by) { return by.deferred_questions(); }));
            },
            nb::sig("def deferred_questions(self) -> list[dict[str, typing.Any]]"));
}

}  // namespace

WhyOf why_of(std::string_view word) {
    if (word == "fired") return WhyOf::fired;
    if (word == "all") return WhyOf::all;
    throw nb::value_error("why is \"all\" or \"fired\"");
}

void bind_screening(nb::module_& module) {
    module.def("screen", &screened, nb::arg("rules"), nb::arg("profile"), nb::arg("patient"),
               nb::arg("clinician"));

    const auto list_of = [](std::span<const RuleId> (Screening::*member)() const) {
        return [member](const Screened& self) { return positions((self.screening.*member)()); };
    };
    const auto bound = [](Verdict (Screening::*member)() const) {
        return [member](const Screened& self) { return shown(key((self.screening.*member)())); };
    };
    const auto lifting = [](std::vector<RuleId> (Screening::*member)(RuleId) const) {
        return [member](const Screened& self, std::uint32_t rule) {
            return positions((self.screening.*member)(RuleId{rule}));
        };
    };
    nb::class_<Screened> screening(module, "Screening", "What a screening gave.");
    screening.def("profile", [](const Screened& self) { return self.held; })
        .def(
            "respondents",
            [](const Screened& self) {
                nb::list list;
                for (const Respondent whom : {Respondent::patient, Respondent::clinician}) {
                    if (self.screening.respondents().include(whom)) list.append(shown(key(whom)));
                }
                return list;
            },
            nb::sig("def respondents(self) -> list[str]"))
        .def("applicable",
             [](const Screened& self) { return shown(key(self.screening.applicable())); })
        .def("verdict", bound(&Screening::verdict))
        .def("at_least", bound(&Screening::at_least))
        .def("at_most", bound(&Screening::at_most))
        .def("complete", [](const Screened& self) { return self.screening.complete(); })
        .def(
            "status",
            [](const Screened& self, std::uint32_t rule) {
                return shown(key(self.screening.status(RuleId{rule})));
            },
            nb::arg("rule"))
        .def(
            "is_deferred",
            [](const Screened& self, std::uint32_t rule) {
                return self.screening.is_deferred(RuleId{rule});
            },
            nb::arg("rule"))
        .def("fired", list_of(&Screening::fired), nb::sig("def fired(self) -> list[int]"))
        .def("presumed", list_of(&Screening::presumed), nb::sig("def presumed(self) -> list[int]"))
        .def("undecided", list_of(&Screening::undecided),
             nb::sig("def undecided(self) -> list[int]"))
        .def("overridden", list_of(&Screening::overridden),
             nb::sig("def overridden(self) -> list[int]"))
        .def("lifted_by", lifting(&Screening::lifted_by), nb::arg("rule"),
             nb::sig("def lifted_by(self, rule: int) -> list[int]"))
        .def("may_be_lifted_by", lifting(&Screening::may_be_lifted_by), nb::arg("rule"),
             nb::sig("def may_be_lifted_by(self, rule: int) -> list[int]"))
        .def("outcomes", &outcomes,
             nb::sig("def outcomes(self) -> list[tuple[int, str, list[int]]]"))
        .def("scores", &scores, nb::sig("def scores(self) -> list[tuple[typing.Any, ...]]"))
        .def(
            "problems", [](const Screened& self) { return shown(self.screening.problems()); },
            nb::sig("def problems(self) -> list[dict[str, typing.Any]]"))
        .def("report", &report, nb::arg("why"), nb::arg("no_values"), nb::arg("pretty"))
        .def("text", &words, nb::arg("reader"), nb::arg("details"), nb::arg("why"),
             nb::arg("no_values"), nb::arg("width"))
        .def("verdict_line", &verdict_line)
        .def("record", &record, nb::arg("why"), nb::arg("no_values"));
    bind_why(screening);
}

}  // namespace caveat::python
