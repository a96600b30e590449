// What each column of a schema is. Entrance: bind_columns.

#include <caveat/adapter.hpp>
#include <caveat/arrow_codes.hpp>
#include <caveat/codes.hpp>

#include "adapters/arrow/column_types.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace caveat::arrow {

namespace {

constexpr std::size_t most_rule_columns = 4096;
constexpr std::string_view fact_key = "caveat:fact";
constexpr std::string_view unit_key = "caveat:unit";
constexpr std::string_view in_passthrough_or_ignore = "or name it in `passthrough` or `ignore`";

std::string in_ticks(std::string_view name) {
    return '`' + std::string(name) + '`';
}

/// Of A to Z; our own names have no other capital letters.
char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool has_name(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class Binder {
  public:
    Binder(Plan& plan, std::vector<Diagnostic>& diagnostics)
        : plan_(plan), diagnostics_(diagnostics), unknown_(plan.rules) {}

    void run() {
        if (!plan_.schema.is_struct()) {
            problem(codes::wrong_column, "",
                    "the schema is one of " + plan_.schema.words +
                        ", but must be a struct: that of a record batch",
                    "give record batches");
            return;
        }
        find_named();
        for (std::size_t i = 0; i < plan_.schema.children.size(); ++i) {
            Field& field = plan_.schema.children[i];
            top_column(i, field);
            field.is_unread = has_name(plan_.options.ignore, field.name) ||
                              (has_name(plan_.options.passthrough, field.name) && !is_read(&field));
        }
        for (const FactId fact : plan_.rules.facts()) {
            if (!given_.contains(fact)) plan_.missing.push_back(fact);
        }
        for (BoundColumn& column : plan_.columns) {
            add_book(column);
            for (BoundColumn& field : column.fields) add_book(field);
        }
        check_options();
        check_out();
    }

  private:
    void add_book(BoundColumn& column) {
        if (column.kind != FactKind::choice && column.kind != FactKind::choices) return;
        column.book = plan_.books.size();
        plan_.books.push_back(column.place);
    }
    void problem(std::string_view code, std::string path, std::string message, std::string help) {
        Diagnostic& found = diagnostics_.emplace_back();
        found.code = code;
        found.path = path.empty() ? "schema" : "schema." + std::move(path);
        found.message = std::move(message);
        found.help = std::move(help);
    }

    /// Columns that the options name must be there, and name what there is.
    void find_named() {
        const auto is_column = [&](std::string_view name) {
            if (plan_.schema.child(name) != nullptr) return true;
            const Field* const facts = opened();
            return facts != nullptr && facts->child(name) != nullptr;
        };
        for (const auto& [what, column] : plan_.options.columns) {
            if (!is_column(column)) {
                problem(arrow_codes::unknown_column, column,
                        "there is no column " + in_ticks(column),
                        "`columns` says that " + in_ticks(what) + " stands in it");
                continue;
            }
            const bool is_role = what == "patient" || what == "as_of" || what == "not_known";
            if (!is_role && !plan_.rules.find_fact(what)) {
                unknown_fact(what, column, "`columns` says that it stands in this column");
                continue;
            }
            if (!named_.emplace(column, what).second) {
                problem(codes::given_twice, column,
                        in_ticks(column) + " is the column of two facts in `columns`",
                        "name it once");
            }
        }
        for (const auto* const names : {&plan_.options.passthrough, &plan_.options.ignore}) {
            for (const std::string& name : *names) {
                if (is_column(name)) continue;
                problem(arrow_codes::unknown_column, name, "there is no column " + in_ticks(name),
                        names == &plan_.options.ignore ? "take it out of `ignore`"
                                                       : "take it out of `passthrough`");
            }
        }
    }

    /// The struct `facts`, unless that is a fact.
    [[nodiscard]] const Field* opened() const {
        const Field* const facts = plan_.schema.child("facts");
        const bool is_opened =
            facts != nullptr && facts->is_struct() && !plan_.rules.find_fact("facts");
        return is_opened ? facts : nullptr;
    }

    void top_column(std::size_t at, const Field& field) {
        if (has_name(plan_.options.passthrough, field.name))
            plan_.passthrough.push_back({at, &field});
        if (has_name(plan_.options.ignore, field.name)) return;
        if (!named_.contains(field.name) && !field.said(fact_key)) {
            if (&field == opened()) {
                if (plan_.facts) return twice(field.name, field.name);
                plan_.facts = Step{at, &field};
                for (std::size_t i = 0; i < field.children.size(); ++i) {
                    if (has_name(plan_.options.ignore, field.children[i].name)) continue;
                    column(i, field.children[i], field.name + '.' + field.children[i].name, true);
                }
                return;
            }
            if (is_role(field.name)) {
                if (!plan_.rules.find_fact(field.name)) return role(field.name, at, field);
                problem(arrow_codes::ambiguous_column, field.name,
                        in_ticks(field.name) +
                            " may be the fact of this name, or what Arrow's columns call so",
                        "say which by `columns`: {\"" + field.name + "\": \"" + field.name +
                            "\"} for the fact, or another column for it; or rename the column");
                return;
            }
        }
        column(at, field, field.name, false);
    }

    /// Whether anything is read from a top column.
    [[nodiscard]] bool is_read(const Field* field) const {
        for (const auto* const step :
             {&plan_.patient, &plan_.as_of, &plan_.not_known, &plan_.facts}) {
            if (*step && (*step)->field == field) return true;
        }
        return std::any_of(plan_.columns.begin(), plan_.columns.end(),
                           [&](const BoundColumn& each) { return each.field == field; });
    }

    static bool is_role(std::string_view name) {
        return name == "patient" || name == "as_of" || name == "not_known";
    }

    void role(std::string_view name, std::size_t at, const Field& field) {
        std::optional<Step>& step = name == "patient" ? plan_.patient
                                    : name == "as_of" ? plan_.as_of
                                                      : plan_.not_known;
        if (step) return twice(field.name, name);
        step = Step{at, &field};
        const bool is_integer =
            field.kind == Kind::integer && !field.dictionary && !field.is_yes_no;
        bool fits = field.kind == Kind::null;
        std::string_view wanted;
        if (name == "patient") {
            fits = fits || field.is_code() || is_integer;
            wanted = "texts or integers";
        } else if (name == "as_of") {
            fits = fits || (field.kind == Kind::date_days && !field.dictionary) || field.is_text();
            wanted = "dates, or texts such as 2026-11-20";
        } else {
            fits = fits || (field.is_list() && field.children[0].is_code());
            wanted = "lists of texts: the facts that were asked, and are not known";
        }
        if (fits) return;
        problem(codes::wrong_column, field.name,
                in_ticks(field.name) + " holds " + words_of(field) + ", but must hold " +
                    std::string(wanted),
                help_for(field, FactKind::date));
    }

    void twice(std::string_view column, std::string_view what) {
        problem(codes::given_twice, std::string(column), in_ticks(what) + " has two columns",
                "keep one of them, or name the other in `passthrough` or `ignore`");
    }

    void unknown_fact(std::string_view name, std::string path, std::string_view help) {
        unknown_.unknown_fact(name);
        const Profile asked = unknown_.build();
        const Diagnostic* found = nullptr;
        for (const Diagnostic& each : asked.problems()) {
            if (each.code == codes::unknown_fact) found = &each;
        }
        const std::string suggestion =
            found != nullptr ? found->help.substr(0, found->help.find("it was left out")) : "";
        problem(codes::unknown_fact, std::move(path),
                found != nullptr ? found->message : "there is no such fact",
                suggestion + std::string(help));
    }

    void column(std::size_t at, const Field& field, std::string path, bool is_in_facts) {
        std::string name = field.name;
        if (const auto said = field.said(fact_key)) name = *said;
        if (const auto named = named_.find(field.name); named != named_.end()) {
            name = named->second;
            if (is_role(name) && !plan_.rules.find_fact(name)) {
                if (!is_in_facts) return role(name, at, field);
                problem(codes::wrong_column, path,
                        in_ticks(name) + " stands beside the struct `facts`, not in it",
                        "move the column out of it");
                return;
            }
        }
        const auto fact = plan_.rules.find_fact(name);
        if (!fact) {
            if (has_name(plan_.options.passthrough, field.name)) return;
            return unknown_fact(name, std::move(path), in_passthrough_or_ignore);
        }
        const FactInfo& info = plan_.rules.fact(*fact);
        if (!given_.insert({*fact, path}).second) return twice(path, info.name);
        BoundColumn bound;
        bound.child = at;
        bound.is_in_facts = is_in_facts;
        bound.place = *fact;
        if (info.kind == FactKind::records) {
            if (!records(field, path, info, bound)) return;
        } else if (!values(field, path, info.kind, info.name, info.unit, info.codes.size(),
                           bound)) {
            return;
        }
        if (field.kind != Kind::null) plan_.columns.push_back(std::move(bound));
    }

    void wrong_type(const Field& field, std::string path, FactKind kind, std::string_view name) {
        problem(codes::wrong_column, std::move(path),
                in_ticks(name) + " is read from " + std::string(takes(kind)) +
                    ", but the column holds " + words_of(field),
                help_for(field, kind));
    }

    bool values(const Field& field, const std::string& path, FactKind kind, std::string_view name,
                std::string_view unit, std::size_t code_count, BoundColumn& bound) {
        bound.kind = kind;
        bound.field = &field;
        bound.code_count = code_count;
        if (!fits(field, kind, bound)) {
            wrong_type(field, path, kind, name);
            return false;
        }
        const auto said = field.said(unit_key);
        if (!said) return true;
        return unit_fits(path, *said, name, unit, bound);
    }

    /// The unit is tried on one number: what the library says of it is what is wrong.
    bool unit_fits(const std::string& path, const std::string& said, std::string_view name,
                   std::string_view unit, BoundColumn& bound) {
        if (said == unit) return true;
        bound.unit = said;
        Batch trial(plan_.rules, 0);
        static constexpr std::int32_t nothing = 0;
        Column numbers{ColumnType::int32, &nothing, nullptr, 0};
        numbers.unit = said;
        static constexpr std::int32_t no_lists[] = {0};
        if (bound.place.field) trial.set_list(bound.place.fact, lists(no_lists));
        trial.set(bound.place, numbers);
        if (trial.problems().empty()) return true;
        const Diagnostic& found = trial.problems().front();
        const std::string help = found.help.substr(0, found.help.find("it was left out"));
        problem(bound.kind == FactKind::number ? std::string_view(found.code)
                                               : std::string_view(codes::wrong_unit),
                path, found.message,
                help + "the metadata `caveat:unit` names a unit that " + in_ticks(name) +
                    " is measured in");
        return false;
    }

    bool records(const Field& field, const std::string& path, const FactInfo& info,
                 BoundColumn& bound) {
        bound.kind = FactKind::records;
        bound.field = &field;
        if (field.kind == Kind::null && !field.dictionary) return true;
        const Field* list = &field;
        std::string below = path;
        if (field.is_struct()) {
            bound.is_open = true;
            bound.present = 0;
            if (field.children.size() != 1 || field.children[0].name != "present") list = nullptr;
            if (list != nullptr) list = &field.children[0];
            below += ".present";
        }
        if (list == nullptr || !list->is_list() || !list->children[0].is_struct()) {
            wrong_type(field, path, FactKind::records, info.name);
            return false;
        }
        const Field& record = list->children[0];
        below += '.' + record.name;
        std::map<std::uint32_t, bool> given;
        bool is_sound = true;
        for (std::size_t i = 0; i < record.children.size(); ++i) {
            const Field& each = record.children[i];
            if (has_name(plan_.options.ignore, each.name)) continue;
            const std::string at = below + '.' + each.name;
            const auto place = plan_.rules.find_place(std::string(info.key) + "[0]." +
                                                      each.said(fact_key).value_or(each.name));
            if (!place || !place->field) {
                std::string known;
                for (const FieldInfo& one : info.fields) {
                    known += (known.empty() ? "`" : ", `") + std::string(one.key) + '`';
                }
                problem(codes::unknown_field, at,
                        in_ticks(info.name) + " have no field " + in_ticks(each.name),
                        "its fields are " + known + "; or name it in `ignore`");
                is_sound = false;
                continue;
            }
            const FieldInfo& declared = info.fields[*place->field];
            if (!given.emplace(*place->field, true).second) {
                twice(at, declared.name);
                is_sound = false;
                continue;
            }
            BoundColumn inner;
            inner.child = i;
            inner.place = {bound.place.fact, {}, *place->field};
            if (!values(each, at, declared.kind, declared.name, declared.unit,
                        declared.codes.size(), inner)) {
                is_sound = false;
            } else if (each.kind != Kind::null) {
                bound.fields.push_back(std::move(inner));
            }
        }
        return is_sound;
    }

    void check_options() {
        const Profile nobody = ProfileBuilder(plan_.rules).build();
        const bool needs_day =
            std::any_of(nobody.problems().begin(), nobody.problems().end(),
                        [](const Diagnostic& each) { return each.code == codes::missing_as_of; });
        if (needs_day && !plan_.as_of && !plan_.options.as_of) {
            problem(arrow_codes::no_as_of, "as_of",
                    "these rules look at time, and there is no day of the screening",
                    "add a column `as_of` of dates, or give one day for all in the options");
        }
        if (plan_.options.as_of &&
            (!plan_.options.as_of->is_valid() || !plan_.options.as_of->is_full())) {
            problem(codes::bad_as_of, "as_of",
                    in_ticks(plan_.options.as_of->to_text()) + " is no full date",
                    "write the day of the screening as 2026-11-20");
        }
        if (plan_.options.rules == ArrowRules::columns &&
            plan_.rules.rule_count() > most_rule_columns) {
            problem(arrow_codes::too_many_rules, "",
                    "the rule set has more than " + std::to_string(most_rule_columns) +
                        " rules, too many for a column each",
                    "ask for lists of rules");
        }
    }

    /// What is passed through hides nothing: many a reader of tables takes the first column of a
    /// name, and knows no capital letters.
    void check_out() {
        make_out(plan_);
        const std::vector<Field>& out = plan_.out.children;
        const std::size_t passed = plan_.passthrough.size();
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
            problem(codes::given_twice, name,
                    in_ticks(name) + " in `passthrough` is also " +
                        (is_own ? "a column of the screening" : "another column there"),
                    "rename the column, or take it out of `passthrough`");
        }
    }

    Plan& plan_;
    std::vector<Diagnostic>& diagnostics_;
    ProfileAdapter unknown_;
    std::map<std::string, std::string> named_;  ///< by column: what `columns` says that it is
    std::map<FactId, std::string> given_;
};

}  // namespace

void bind_columns(Plan& plan, std::vector<Diagnostic>& diagnostics) {
    Binder(plan, diagnostics).run();
}

}  // namespace caveat::arrow
