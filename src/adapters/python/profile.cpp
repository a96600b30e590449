// Profiles: from texts and mappings, changed, and told again as they came about.
// Entrances: read_text, read_facts, bind_profile.

#include <caveat/adapter.hpp>
#include <caveat/codes.hpp>
#include <caveat/json.hpp>
#include <caveat/keys.hpp>

#include "adapters/python/facts_text.hpp"
#include "adapters/python/objects.hpp"
#include "adapters/python/shown.hpp"

#include <algorithm>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <variant>

namespace nb = nanobind;

namespace caveat::python {

namespace {

std::string_view word(AnswerState state) {
    switch (state) {
        case AnswerState::absent:
            break;
        case AnswerState::not_known:
            return "not_known";
        case AnswerState::wrong:
            return "wrong";
        case AnswerState::answered:
            return "answered";
    }
    return "absent";
}

Profile read(const RuleSet& rules, const Said& said, Tools* tools) {
    if (tools != nullptr) {
        return tools->profile_reader(said.as_of, said.extra_is_note).read(said.text);
    }
    ReadOptions options;
    options.default_as_of = Date::from_text(said.as_of);
    if (said.extra_is_note) options.extra_facts = ExtraFacts::note;
    return read_profile(rules, said.text, options);
}

/// A profile with what JSON had no form for.
Profile with_wrong(Profile profile, const std::vector<Wrong>& wrong, bool extra_is_note) {
    if (wrong.empty()) return profile;
    ProfileBuilder builder(profile);
    if (extra_is_note) builder.extra_facts(ExtraFacts::note);
    for (const Wrong& each : wrong) builder.set(each.place, each.answer);
    return builder.build();
}

/// What one call changed, on top of a profile.
Profile changed(const RuleSet& rules, const Profile& before, const Said& change) {
    const Profile changes =
        with_wrong(read(rules, change, nullptr), change.wrong, change.extra_is_note);
    ProfileBuilder builder(before);
    for (const std::string& name : change.removed) {
        builder.unset(name);
    }
    builder.set(changes);
    return builder.build();
}

Profile told_again(const Rules& rules, const std::vector<std::shared_ptr<const Said>>& said) {
    const Said& first = *said.front();
    Profile profile =
        with_wrong(read(rules.rules, first, nullptr), first.wrong, first.extra_is_note);
    for (std::size_t at = 1; at < said.size(); ++at) {
        profile = changed(rules.rules, profile, *said[at]);
    }
    return profile;
}

Held held(Profile profile, std::vector<std::shared_ptr<const Said>> said) {
    const bool extra_is_note = said.front()->extra_is_note;
    if (profile.problems().empty()) said.clear();
    return Held{std::move(profile), std::move(said), extra_is_note};
}

/// A change of facts as a text of its own.
std::shared_ptr<Said> change_of(const RuleSet& rules, nb::handle facts,
                                std::vector<std::string> removed) {
    FactsText text(rules);
    text.raw("{\"facts\":");
    text.facts(facts);
    text.raw("}");
    auto said = std::make_shared<Said>();
    for (const auto* names : {&text.unknown_, &removed}) {
        for (const std::string& name : *names) {
            if (!rules.find_fact(name) && rules.find_place(name)) {
                throw nb::value_error("facts are changed whole: a path to a part of one is none");
            }
        }
    }
    said->text = std::move(text.text_);
    said->wrong = std::move(text.wrong_);
    said->unknown = std::move(text.unknown_);
    said->removed = std::move(removed);
    if (said->text.size() > ReadOptions{}.most_bytes) {
        throw nb::value_error("a change of more than 8 MiB");
    }
    return said;
}

/// A name that neither the rules nor the profile has is misspelt.
void must_be_there(const Profile& profile, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (profile.rules().find_fact(name)) continue;
        const Diagnostic wrong = unknown_name(profile.rules(), name);
        if (!says(profile, wrong)) throw nb::key_error(wrong.message.c_str());
    }
}

Held replaced(const Held& before, nb::handle facts, std::vector<std::string> removed) {
    const RuleSet rules = before.profile.rules();
    const auto said = change_of(rules, facts, std::move(removed));
    said->extra_is_note = before.extra_is_note;
    must_be_there(before.profile, said->removed);
    nb::gil_scoped_release unlocked;
    Profile profile = changed(rules, before.profile, *said);
    std::vector<std::shared_ptr<const Said>> story = before.said;
    if (story.empty()) {
        auto first = std::make_shared<Said>();
        first->text = write_profile(before.profile);
        first->extra_is_note = before.extra_is_note;
        story.push_back(std::move(first));
    }
    story.push_back(said);
    return held(std::move(profile), std::move(story));
}

nb::list story_of(const Held& profile) {
    std::vector<std::shared_ptr<const Said>> said = profile.said;
    if (said.empty()) {
        auto only = std::make_shared<Said>();
        only->text = write_profile(profile.profile);
        only->extra_is_note = profile.extra_is_note;
        said.push_back(std::move(only));
    }
    nb::list story;
    for (const auto& each : said) {
        nb::list wrong;
        for (const Wrong& one : each->wrong) {
            const std::string path = profile.profile.rules().path(one.place);
            if (const auto* const number = std::get_if<NumberText>(&one.answer.value)) {
                wrong.append(nb::make_tuple(shown(path), true, shown(number->digits)));
            } else {
                wrong.append(nb::make_tuple(shown(path), false,
                                            shown(std::get<Unreadable>(one.answer.value).what)));
            }
        }
        nb::list unknown;
        for (const std::string& name : each->unknown) unknown.append(shown(name));
        nb::list removed;
        for (const std::string& name : each->removed) removed.append(shown(name));
        story.append(nb::make_tuple(nb::bytes(each->text.data(), each->text.size()),
                                    shown(each->as_of), each->extra_is_note, wrong, unknown,
                                    removed));
    }
    return story;
}

Held of_story(const Rules& rules, nb::handle story) {
    std::vector<std::shared_ptr<const Said>> said;
    for (nb::handle each : story) {
        auto one = std::make_shared<Said>();
        const auto text = nb::cast<nb::bytes>(each[0]);
        one->text.assign(text.c_str(), text.size());
        one->as_of = nb::cast<std::string>(each[1]);
        one->extra_is_note = nb::cast<bool>(each[2]);
        for (nb::handle wrong : nb::object(each[3])) {
            const auto place = rules.rules.find_place(nb::cast<std::string>(wrong[0]));
            if (!place) throw nb::value_error("a profile of another rule set");
            auto words = nb::cast<std::string>(wrong[2]);
            Answer answer = nb::cast<bool>(wrong[1]) ? Answer(NumberText{std::move(words)})
                                                     : Answer(Unreadable{std::move(words)});
            one->wrong.push_back({*place, std::move(answer)});
        }
        one->unknown = nb::cast<std::vector<std::string>>(each[4]);
        one->removed = nb::cast<std::vector<std::string>>(each[5]);
        said.push_back(std::move(one));
    }
    if (said.empty()) throw nb::value_error("a profile of which nothing was said");
    nb::gil_scoped_release unlocked;
    return held(told_again(rules, said), said);
}

nb::bytes written(const Held& profile) {
    std::string text;
    {
        nb::gil_scoped_release unlocked;
        text = write_profile(profile.profile);
    }
    return nb::bytes(text.data(), text.size());
}

}  // namespace

std::string_view bytes_of(nb::handle text, nb::object& kept) {
    kept = nb::borrow(text);
    if (PyUnicode_Check(text.ptr()) != 0) {
        Py_ssize_t size = 0;
        const char* const bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
        if (bytes != nullptr) return {bytes, static_cast<std::size_t>(size)};
        PyErr_Clear();
        kept = nb::steal(PyUnicode_AsEncodedString(text.ptr(), "utf-8", "surrogatepass"));
        if (!kept.is_valid()) throw nb::python_error();
    }
    if (PyBytes_Check(kept.ptr()) == 0) throw nb::type_error("a text or bytes is needed");
    return {PyBytes_AsString(kept.ptr()), static_cast<std::size_t>(PyBytes_Size(kept.ptr()))};
}

Diagnostic unknown_name(const RuleSet& rules, std::string_view name) {
    ProfileAdapter adapter(rules);
    adapter.unknown_fact(name);
    const Profile asked = adapter.build();
    const auto found =
        std::find_if(asked.problems().begin(), asked.problems().end(),
                     [](const Diagnostic& each) { return each.code == codes::unknown_fact; });
    return found == asked.problems().end() ? Diagnostic{} : *found;
}

bool says(const Profile& profile, const Diagnostic& problem) {
    return std::any_of(profile.problems().begin(), profile.problems().end(),
                       [&](const Diagnostic& each) {
                           return each.code == problem.code && each.path == problem.path;
                       });
}

Held read_text(const Rules& rules, std::shared_ptr<Said> said) {
    const Loan tools(rules.bench);
    nb::gil_scoped_release unlocked;
    Profile profile =
        with_wrong(read(rules.rules, *said, tools.operator->()), said->wrong, said->extra_is_note);
    return held(std::move(profile), {std::move(said)});
}

Held read_facts(const Rules& rules, nb::handle facts, nb::handle patient, nb::handle as_of,
                bool extra_is_note) {
    FactsText text(rules.rules);
    nb::object kept;
    text.raw("{");
    if (!patient.is_none()) text.member("patient", bytes_of(patient, kept));
    if (!as_of.is_none()) text.member("as_of", bytes_of(as_of, kept));
    text.raw(text.text_.size() > 1 ? ",\"facts\":" : "\"facts\":");
    text.facts(facts);
    text.raw("}");
    auto said = std::make_shared<Said>();
    said->text = std::move(text.text_);
    said->wrong = std::move(text.wrong_);
    said->extra_is_note = extra_is_note;
    return read_text(rules, std::move(said));
}

void bind_profile(nb::module_& module) {
    nb::class_<Held>(module, "Profile", "A checked profile.")
        .def("patient", [](const Held& self) { return shown(self.profile.patient()); })
        .def("as_of", [](const Held& self) { return shown(self.profile.as_of_text()); })
        .def("is_readable", [](const Held& self) { return self.profile.is_readable(); })
        .def(
            "problems", [](const Held& self) { return shown(self.profile.problems()); },
            nb::sig("def problems(self) -> list[dict[str, typing.Any]]"))
        .def(
            "state",
            [](const Held& self, const std::string& path) {
                const auto place = self.profile.rules().find_place(path);
                if (!place) {
                    throw nb::key_error(("no fact and no field is called `" + path + '`').c_str());
                }
                return shown(word(self.profile.state(*place)));
            },
            nb::arg("path"))
        .def("to_json", &written)
        .def("replaced", &replaced, nb::arg("facts"), nb::arg("removed"),
             nb::sig("def replaced(self, facts: collections.abc.Mapping[str, typing.Any], removed: "
                     "list[str]) -> Profile"))
        .def("story", &story_of, nb::sig("def story(self) -> list[tuple[typing.Any, ...]]"));
    module.def(
        "of_story", &of_story, nb::arg("rules"), nb::arg("story"),
        nb::sig("def of_story(rules: RuleSet, story: list[tuple[typing.Any, ...]]) -> Profile"));
}

}  // namespace caveat::python
