// Which columns options name, and whether options go together. Entrances: columns_called,
// check_options.

#include "adapters/arrow/bound_options.hpp"

#include <caveat/arrow_codes.hpp>
#include <caveat/codes.hpp>
#include <caveat/json_value.hpp>
#include <caveat/profile.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace caveat::arrow {

namespace {

constexpr std::size_t most_rule_columns = 4096;

/// Of A to Z; our own names have no other capital letters.
char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

void collect(std::vector<Field>& among, const Field* facts, std::string_view path,
             std::vector<Field*>& found) {
    for (Field& each : among) {
        if (each.name == path) found.push_back(&each);
    }
    if (!found.empty()) return;
    for (Field& each : among) {
        if (!path.starts_with(each.name + '.')) continue;
        Field* const inside = &each == facts ? &each : record_of(each);
        if (inside == nullptr) continue;
        collect(inside->children, facts, path.substr(each.name.size() + 1), found);
    }
}

void check_day_and_rules(const Plan& plan, SchemaProblems& problems) {
    const Profile nobody = ProfileBuilder(plan.rules).build();
    const bool needs_day =
        std::any_of(nobody.problems().begin(), nobody.problems().end(),
                    [](const Diagnostic& each) { return each.code == codes::missing_as_of; });
    if (needs_day && !plan.as_of && !plan.options.as_of) {
        problems.add(arrow_codes::no_as_of, "as_of",
                     "these rules look at time, and there is no day of the screening",
                     "add a column `as_of` of dates, or give one day for all in the options");
    }
    if (plan.options.as_of && (!plan.options.as_of->is_valid() || !plan.options.as_of->is_full())) {
        problems.add(codes::bad_as_of, "as_of",
                     in_ticks(plan.options.as_of->to_text()) + " is no full date",
                     "write the day of the screening as 2026-11-20");
    }
    if (plan.options.rules == ArrowRules::columns && plan.rules.rule_count() > most_rule_columns) {
        problems.add(arrow_codes::too_many_rules, "",
                     "the rule set has more than " + std::to_string(most_rule_columns) +
                         " rules, too many for a column each",
                     "ask for lists of rules");
    }
}

/// What is passed through hides nothing: many a reader of tables takes the first column of a
/// name, and knows no capital letters.
void check_out(const Plan& plan, SchemaProblems& problems) {
    const std::vector<Field>& out = plan.out.children;
    const std::size_t passed = plan.passthrough.size();
    for (std::size_t i = 0; i < passed; ++i) {
        const std::string& name = out[i].name;
        const auto is_same = [&](const Field& each) { return each.name == name; };
        const auto is_alike = [&](const Field& each) {
            return std::equal(each.name.begin(), each.name.end(), name.begin(), name.end(),
                              [](char a, char b) { return a == lower(b); });
        };
        const auto own = out.begin() + static_cast<std::ptrdiff_t>(passed);
        const bool is_own = std::any_of(own, out.end(), is_alike);
        const auto before = out.begin() + static_cast<std::ptrdiff_t>(i);
        if (!is_own && std::none_of(out.begin(), before, is_same)) continue;
        problems.add(codes::given_twice, name,
                     in_ticks(name) + " in `passthrough` is also " +
                         (is_own ? "a column of the screening" : "another column there"),
                     "rename the column, or take it out of `passthrough`");
    }
}

}  // namespace

Field* opened(Plan& plan) {
    if (!plan.schema.is_struct() || plan.rules.find_fact("facts")) return nullptr;
    for (Field& each : plan.schema.children) {
        if (each.name == "facts") return each.is_struct() ? &each : nullptr;
    }
    return nullptr;
}

Field* record_of(Field& column) {
    Field* list = &column;
    if (column.is_struct()) {
        if (column.children.size() != 1 || column.children[0].name != "present") return nullptr;
        list = &column.children[0];
    }
    if (!list->is_list()) return nullptr;
    Field& record = list->children[0];
    return record.is_struct() || record.is_nulls() ? &record : nullptr;
}

std::vector<Field*> columns_called(Plan& plan, std::string_view name) {
    std::vector<Field*> found;
    collect(plan.schema.children, opened(plan), name, found);
    return found;
}

std::vector<std::string> indexes_without_columns(const Plan& plan) {
    std::vector<std::string> names;
    auto told = read_json(plan.schema.said("pandas").value_or(""));
    JsonValue* const indexes = told ? told->find("index_columns") : nullptr;
    if (indexes == nullptr || indexes->kind != JsonValue::Kind::list) return names;
    for (JsonValue& each : indexes->items) {
        // Of one in a column there is the name of that.
        if (each.kind != JsonValue::Kind::object) continue;
        const JsonValue* const name = each.find("name");
        if (name != nullptr && !name->is_null()) names.push_back(name->words);
    }
    return names;
}

void check_options(Plan& plan, SchemaProblems& problems) {
    check_day_and_rules(plan, problems);
    make_out(plan);
    check_out(plan, problems);
}

}  // namespace caveat::arrow
