// Answers, as the JSON of a profile that grows. Entrance: `Gathered`.

#include "adapters/cli/gathered.hpp"

#include <caveat/codes.hpp>
#include <caveat/json.hpp>

#include "adapters/cli/input.hpp"

#include <utility>

namespace caveat::cli {

namespace {

Profile read(const RuleSet& rules, const JsonValue& whole) {
    ReadOptions options;
    options.most_bytes = most_profile_bytes;
    return read_profile(rules, write_json(whole), options);
}

}  // namespace

Gathered::Gathered(const RuleSet& rules, Date as_of)
    : rules_(rules), as_of_(as_of), whole_(JsonValue::object()) {
    whole_.add("as_of", JsonValue::text(as_of_.to_text()));
    whole_.add("facts", JsonValue::object());
}

std::string Gathered::begin_with(std::string_view json) {
    ReadOptions options;
    options.default_as_of = as_of_;
    options.most_bytes = most_profile_bytes;
    const Profile begun = read_profile(rules_, json, options);
    for (const Diagnostic& problem : begun.problems()) {
        const bool is_whole = problem.path.empty() || problem.path == "facts";
        if (is_whole && problem.severity == Severity::error) return problem.message;
    }
    std::optional<JsonValue> given = read_json(json);
    if (!given || given->kind != JsonValue::Kind::object) return "it is no JSON object";
    whole_ = std::move(*given);
    JsonValue* const day = whole_.find("as_of");
    if (day == nullptr) {
        whole_.add("as_of", JsonValue::text(as_of_.to_text()));
    } else if (day->is_null()) {
        *day = JsonValue::text(as_of_.to_text());
    }
    return {};
}

JsonValue& Gathered::facts() {
    JsonValue* facts = whole_.find("facts");
    if (facts == nullptr) {
        whole_.add("facts", JsonValue::object());
        facts = &whole_.items.back();
    }
    if (facts->kind != JsonValue::Kind::object) *facts = JsonValue::object();
    return *facts;
}

JsonValue* Gathered::answer(FactId fact) {
    JsonValue& all = facts();
    for (std::size_t i = 0; i < all.items.size(); ++i) {
        if (rules_.find_fact(all.keys[i]) == fact) return &all.items[i];
    }
    return nullptr;
}

void Gathered::set(FactId fact, JsonValue answer) {
    JsonValue& all = facts();
    for (std::size_t i = all.items.size(); i-- > 0;) {
        if (rules_.find_fact(all.keys[i]) != fact) continue;
        all.keys.erase(all.keys.begin() + static_cast<std::ptrdiff_t>(i));
        all.items.erase(all.items.begin() + static_cast<std::ptrdiff_t>(i));
    }
    all.add(rules_.fact(fact).key, std::move(answer));
}

Profile Gathered::profile() const {
    return read(rules_, whole_);
}

Profile Gathered::of_alone(FactId fact, const JsonValue& answer) const {
    Gathered trial(rules_, profile().as_of().value_or(as_of_));
    trial.set(fact, answer);
    return trial.profile();
}

bool Gathered::can_use(FactId fact, std::uint32_t field, const JsonValue& answer) const {
    JsonValue record = JsonValue::object();
    record.add(rules_.fact(fact).fields[field].key, answer);
    JsonValue records = JsonValue::list();
    records.add(std::move(record));
    return of_alone(fact, records).state({fact, 0, field}) == AnswerState::answered;
}

std::string Gathered::problem_with(FactId fact, const JsonValue& answer) const {
    const Profile tried = of_alone(fact, answer);
    for (const Diagnostic& problem : tried.problems()) {
        if (problem.severity != Severity::error || problem.code == codes::missing_as_of) continue;
        const bool has_proposal = problem.help.starts_with("did you mean");
        return problem.message + (has_proposal ? "; " + problem.help : std::string{});
    }
    return {};
}

}  // namespace caveat::cli
