// Records one by one, field by field. Entrances: `RecordInterview::list`, `open_fields`.

#include "adapters/cli/record_interview.hpp"

#include "adapters/cli/typed_number.hpp"

#include <algorithm>
#include <utility>

namespace caveat::cli {

namespace {

/// The records of a list, complete or open; null if it is none.
std::vector<JsonValue>* records_of(JsonValue& list) {
    if (list.kind == JsonValue::Kind::list) return &list.items;
    JsonValue* const present = list.find("present");
    const bool is_open = list.kind == JsonValue::Kind::object && present != nullptr &&
                         present->kind == JsonValue::Kind::list;
    return is_open ? &present->items : nullptr;
}

/// What a record says of a field, in whatever spelling; null if nothing.
JsonValue* answer_in(JsonValue& record, const FieldInfo& field) {
    for (std::size_t at = record.items.size(); at-- > 0;) {
        if (plain(record.keys[at]) == plain(field.key)) return &record.items[at];
    }
    return nullptr;
}

void set_answer(JsonValue& record, const FieldInfo& field, JsonValue value) {
    if (JsonValue* const known = answer_in(record, field)) {
        *known = std::move(value);
    } else {
        record.add(field.key, std::move(value));
    }
}

void take_back(JsonValue& record, const FieldInfo& field) {
    for (std::size_t at = record.items.size(); at-- > 0;) {
        if (plain(record.keys[at]) != plain(field.key)) continue;
        record.keys.erase(record.keys.begin() + static_cast<std::ptrdiff_t>(at));
        record.items.erase(record.items.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

/// A path's record and field: `facts.sessions[2].spasm_eased`.
bool read_path(const std::string& path, std::size_t& record, std::string& field) {
    const std::size_t open = path.find('[');
    const std::size_t close = path.find("].");
    if (open == std::string::npos || close == std::string::npos || close < open) return false;
    record = 0;
    for (std::size_t at = open + 1; at < close; ++at) {
        if (path[at] < '0' || path[at] > '9' || record > 100'000) return false;
        record = record * 10 + static_cast<std::size_t>(path[at] - '0');
    }
    field = path.substr(close + 2);
    return true;
}

}  // namespace

JsonValue RecordInterview::as_list(std::vector<JsonValue> records, bool is_complete) const {
    JsonValue list = JsonValue::list();
    list.items = std::move(records);
    if (is_complete) return list;
    JsonValue open = JsonValue::object();
    open.add("present", std::move(list));
    return open;
}

Typed RecordInterview::field(JsonValue& record, std::size_t number, std::size_t field) {
    const FieldInfo& about = about_.fields[field];
    const AnswerType type = type_of(about);
    Page page = conversation_.page();
    page.line(2, std::string(about_.each) + ' ' + std::to_string(number) + ", " +
                     std::string(about.name) + "? (" + how_to_answer(type) + ')');
    for (const std::string& choice : choices_of(type)) page.line(4, choice);
    conversation_.say(page.take());
    const auto problem_with = [&](const JsonValue& answer) {
        JsonValue only = JsonValue::object();
        only.add(about.key, answer);
        return gathered_.problem_with(fact_, as_list({only}, false));
    };
    Typed typed = conversation_.listen(type, problem_with, say_why_);
    if (typed.request == Request::not_known) {
        const JsonValue* const known = answer_in(record, about);
        const bool stays =
            known != nullptr && gathered_.can_use(fact_, static_cast<std::uint32_t>(field), *known);
        if (!stays) set_answer(record, about, JsonValue::null());
    } else if (typed.answer) {
        set_answer(record, about, *typed.answer);
    }
    return typed;
}

bool RecordInterview::fields(std::vector<JsonValue>& records, std::size_t first, Typed& leave) {
    for (std::size_t at = first; at < about_.fields.size();) {
        Typed typed = field(records.back(), records.size(), at);
        if (typed.request == Request::stop) {
            leave = std::move(typed);
            return false;
        }
        if (typed.request == Request::back) {
            if (at == 0) {
                records.pop_back();
                return true;
            }
            take_back(records.back(), about_.fields[--at]);
        } else {
            ++at;
        }
    }
    return true;
}

Typed RecordInterview::list(const JsonValue* so_far) {
    std::vector<JsonValue> records;
    JsonValue known = so_far == nullptr ? JsonValue::null() : *so_far;
    std::vector<JsonValue>* const given = records_of(known);
    if (given != nullptr) {
        // A list that was complete and is asked for all the same is entered anew.
        if (known.kind == JsonValue::Kind::object) records = *given;
        conversation_.say(2, std::to_string(given->size()) + " known so far" +
                                 (records.empty() ? "; please enter all of them." : "."));
    }
    const bool is_complete =
        given != nullptr && known.kind == JsonValue::Kind::list && gathered_.is_answered(fact_);
    // What is known of all is more than some that are entered anew.
    const auto ended_early = [&](Typed typed) {
        if (!is_complete) {
            typed.answer = as_list(std::move(records), false);
        } else {
            conversation_.say(2, "The list stays what it was.");
        }
        return typed;
    };
    const std::size_t before = records.size();
    const AnswerType yes_no{about_.each, FactKind::yes_no, {}, {}, {}, {}};
    const auto nothing = [](const JsonValue&) { return std::string{}; };
    while (true) {
        const std::string each(about_.each);
        conversation_.say(2, records.empty() ? "Is there a " + each + " to enter? (yes or no)"
                                             : "Another " + each + "? (yes or no)");
        Typed typed = conversation_.listen(yes_no, nothing, say_why_);
        if (typed.request == Request::stop || typed.request == Request::not_known) {
            // What was entered is kept; there may be more.
            return records.size() > before ? ended_early(std::move(typed)) : typed;
        }
        std::size_t first = 0;
        if (typed.request == Request::back) {
            if (records.size() == before || about_.fields.empty()) return typed;
            first = about_.fields.size() - 1;
            take_back(records.back(), about_.fields[first]);
        } else if (typed.answer == JsonValue::boolean(false)) {
            typed.answer = as_list(std::move(records), true);
            return typed;
        } else {
            records.push_back(JsonValue::object());
        }
        Typed leave;
        if (fields(records, first, leave)) continue;
        return ended_early(std::move(leave));
    }
}

Typed RecordInterview::open_fields(JsonValue so_far, const std::vector<std::string>& paths) {
    std::vector<JsonValue>* const records = records_of(so_far);
    if (records == nullptr) return list(nullptr);
    bool is_changed = false;
    std::vector<JsonValue> earlier;  // the record before each question
    for (std::size_t i = 0; i < paths.size();) {
        std::size_t number = 0;
        std::string key;
        const bool is_path = read_path(paths[i], number, key) && number < records->size();
        const auto about = std::find_if(about_.fields.begin(), about_.fields.end(),
                                        [&](const FieldInfo& each) { return each.key == key; });
        if (!is_path || about == about_.fields.end()) return list(nullptr);
        JsonValue& record = (*records)[number];
        if (record.kind != JsonValue::Kind::object) record = JsonValue::object();
        if (i < earlier.size()) {
            record = std::move(earlier.back());
            earlier.pop_back();
            std::erase(not_known_, paths[i]);
        }
        earlier.push_back(record);
        Typed typed =
            field(record, number + 1, static_cast<std::size_t>(about - about_.fields.begin()));
        if (typed.request == Request::back && i > 0) {
            earlier.pop_back();
            --i;
            continue;
        }
        if (typed.request == Request::not_known) not_known_.push_back(paths[i]);
        if (typed.request == Request::back || typed.request == Request::stop) {
            if (is_changed && typed.request == Request::stop) typed.answer = std::move(so_far);
            return typed;
        }
        is_changed = true;
        ++i;
    }
    return {Request::none, std::move(so_far), {}};
}

}  // namespace caveat::cli
