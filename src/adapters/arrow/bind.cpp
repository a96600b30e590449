// What each column of a schema is. Entrance: bind_columns.

#include <caveat/adapter.hpp>
#include <caveat/arrow_codes.hpp>
#include <caveat/codes.hpp>

#include "adapters/arrow/bound_options.hpp"
#include "adapters/arrow/column_types.hpp"

#include <algorithm>
#include <map>

namespace caveat::arrow {

namespace {

constexpr std::string_view fact_key = "caveat:fact";
constexpr std::string_view unit_key = "caveat:unit";

bool has_name(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Where a column stands.
struct Spot {
    std::string path;    ///< in the schema
    std::string option;  ///< how `ignore` calls it, in the words of a help line
};

class Binder {
  public:
    Binder(Plan& plan, std::vector<Diagnostic>& diagnostics)
        : plan_(plan), problems_(diagnostics), unknown_(plan.rules) {}

    void run() {
        if (!plan_.schema.is_struct()) {
            problems_.add(codes::wrong_column, "",
                          "the schema is one of " + plan_.schema.words +
                              ", but must be a struct: that of a record batch",
                          "give record batches");
            return;
        }
        find_named();
        for (std::size_t i = 0; i < plan_.schema.children.size(); ++i) {
            Field& field = plan_.schema.children[i];
            top_column(i, field);
            if (has_name(plan_.options.passthrough, field.name) && !is_read(&field)) {
                field.is_unread = true;
            }
        }
        for (const FactId fact : plan_.rules.facts()) {
            if (!given_.contains(fact)) plan_.missing.push_back(fact);
        }
        for (BoundColumn& column : plan_.columns) {
            add_book(column);
            for (BoundColumn& field : column.fields) add_book(field);
        }
        check_options(plan_, problems_);
    }

  private:
    void add_book(BoundColumn& column) {
        if (column.kind != FactKind::choice && column.kind != FactKind::choices) return;
        column.book = plan_.books.size();
        plan_.books.push_back(column.place);
    }
    /// Columns that the options name must be there, and name what there is. What is ignored is not
    /// read.
    void find_named() {
        for (const auto& [what, column] : plan_.options.columns) {
            const std::vector<Field*> found = columns_called(plan_, column);
            if (found.empty()) {
                problems_.add(
                    arrow_codes::unknown_column, column, "there is no column " + in_ticks(column),
                    "`columns` says that " + in_ticks(what) + " stands in it" + inside(column));
                continue;
            }
            const bool is_role = what == "patient" || what == "as_of" || what == "not_known";
            if (!is_role && !plan_.rules.find_fact(what)) {
                unknown_fact(what, column, "`columns` says that it stands in this column");
                continue;
            }
            for (const Field* const each : found) {
                if (!is_column(each)) {
                    problems_.add(
                        codes::wrong_column, column,
                        in_ticks(column) + " stands in records, and is no column of a fact",
                        "rename it, or give it the metadata `caveat:fact`");
                } else if (!named_.emplace(each, what).second) {
                    problems_.add(codes::given_twice, column,
                                  in_ticks(column) + " is the column of two facts in `columns`",
                                  "name it once");
                }
            }
        }
        for (const std::string& name : plan_.options.passthrough) {
            if (plan_.schema.child(name) != nullptr) continue;
            const bool is_there = !columns_called(plan_, name).empty() || !inside(name).empty();
            problems_.add(arrow_codes::unknown_column, name, "there is no column " + in_ticks(name),
                          is_there
                              ? "columns are passed through whole: take it out of `passthrough`"
                              : "take it out of `passthrough`");
        }
        const std::vector<std::string> indexes = indexes_without_columns(plan_);
        for (const std::string& index : indexes) {
            if (has_name(plan_.options.ignore, index)) continue;
            problems_.add(codes::wrong_column, index,
                          "the index " + in_ticks(index) +
                              " of the pandas frame is a range, and stands in no column",
                          "call `reset_index()` on the frame first, or name it in `ignore`");
        }
        for (const std::string& name : plan_.options.ignore) {
            const std::vector<Field*> found = columns_called(plan_, name);
            if (found.empty() && !has_name(indexes, name)) {
                problems_.add(arrow_codes::unknown_column, name,
                              "there is no column " + in_ticks(name),
                              "take it out of `ignore`" + inside(name));
            }
            for (Field* const each : found) {
                each->is_unread = true;
                if (!named_.contains(each)) continue;
                problems_.add(codes::given_twice, name,
                              in_ticks(name) + " is in `columns` and in `ignore`",
                              "take it out of one of them");
            }
        }
    }

    /// Help where a name is that of something in the struct `facts`.
    [[nodiscard]] std::string inside(const std::string& name) const {
        const Field* const facts = opened(plan_);
        if (facts == nullptr || facts->child(name) == nullptr) return {};
        return "; what stands in the struct `facts` is `facts." + name + '`';
    }

    /// Of the record batch, or of its struct `facts`.
    [[nodiscard]] bool is_column(const Field* field) const {
        const auto has = [field](const Field& above) {
            return std::any_of(above.children.begin(), above.children.end(),
                               [field](const Field& each) { return &each == field; });
        };
        const Field* const facts = opened(plan_);
        return has(plan_.schema) || (facts != nullptr && has(*facts));
    }

    void top_column(std::size_t at, Field& field) {
        if (has_name(plan_.options.passthrough, field.name))
            plan_.passthrough.push_back({at, &field});
        if (field.is_unread) return;
        if (!named_.contains(&field) && !field.said(fact_key)) {
            if (&field == opened(plan_)) {
                if (plan_.facts) return twice({field.name, "it"}, field.name);
                plan_.facts = Step{at, &field};
                for (std::size_t i = 0; i < field.children.size(); ++i) {
                    if (field.children[i].is_unread) continue;
                    column(i, field.children[i], field.name + '.' + field.children[i].name, true);
                }
                return;
            }
            if (is_role(field.name)) {
                if (!plan_.rules.find_fact(field.name)) return role(field.name, at, field);
                problems_.add(
                    arrow_codes::ambiguous_column, field.name,
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
        if (step) return twice({field.name, "it"}, name);
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
            fits = fits || field.is_code_list();
            wanted = "lists of texts: the facts that were asked, and are not known";
        }
        if (fits) return;
        problems_.add(codes::wrong_column, field.name,
                      in_ticks(field.name) + " holds " + words_of(field) + ", but must hold " +
                          std::string(wanted),
                      help_for(field, FactKind::date, "it"));
    }

    void twice(const Spot& spot, std::string_view what) {
        problems_.add(
            codes::given_twice, spot.path, in_ticks(what) + " has two columns",
            "keep one of them, or name " +
                (spot.option == "it" ? "the other in `passthrough` or" : spot.option + " in") +
                " `ignore`");
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
        problems_.add(codes::unknown_fact, std::move(path),
                      found != nullptr ? found->message : "there is no such fact",
                      suggestion + std::string(help));
    }

    void column(std::size_t at, Field& field, const std::string& path, bool is_in_facts) {
        std::string name = field.name;
        if (const auto said = field.said(fact_key)) name = *said;
        if (const auto named = named_.find(&field); named != named_.end()) {
            name = named->second;
            if (is_role(name) && !plan_.rules.find_fact(name)) {
                if (!is_in_facts) return role(name, at, field);
                problems_.add(codes::wrong_column, path,
                              in_ticks(name) + " stands beside the struct `facts`, not in it",
                              "move the column out of it");
                return;
            }
        }
        const auto fact = plan_.rules.find_fact(name);
        if (!fact) {
            if (!is_in_facts && has_name(plan_.options.passthrough, field.name)) return;
            return unknown_fact(name, path,
                                is_in_facts ? "or name " + in_ticks(path) + " in `ignore`"
                                            : "or name it in `passthrough` or `ignore`");
        }
        const FactInfo& info = plan_.rules.fact(*fact);
        const Spot spot{path, is_in_facts ? in_ticks(path) : "it"};
        if (!given_.insert({*fact, path}).second) return twice(spot, info.name);
        BoundColumn bound;
        bound.child = at;
        bound.is_in_facts = is_in_facts;
        bound.place = *fact;
        if (info.kind == FactKind::records) {
            if (!records(field, spot, info, bound)) return;
        } else if (!values(field, spot, info.kind, info.name, info.unit, info.codes.size(),
                           bound)) {
            return;
        }
        if (field.kind != Kind::null) plan_.columns.push_back(std::move(bound));
    }

    void wrong_type(const Field& field, const Spot& spot, FactKind kind, std::string_view name) {
        problems_.add(codes::wrong_column, spot.path,
                      in_ticks(name) + " is read from " + std::string(takes(kind)) +
                          ", but the column holds " + words_of(field),
                      help_for(field, kind, spot.option));
    }

    bool values(const Field& field, const Spot& spot, FactKind kind, std::string_view name,
                std::string_view unit, std::size_t code_count, BoundColumn& bound) {
        bound.kind = kind;
        bound.field = &field;
        bound.code_count = code_count;
        if (!fits(field, kind, bound)) {
            wrong_type(field, spot, kind, name);
            return false;
        }
        const auto said = field.said(unit_key);
        if (!said) return true;
        return unit_fits(spot.path, *said, name, unit, bound);
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
        problems_.add(bound.kind == FactKind::number ? std::string_view(found.code)
                                                     : std::string_view(codes::wrong_unit),
                      path, found.message,
                      help + "the metadata `caveat:unit` names a unit that " + in_ticks(name) +
                          " is measured in");
        return false;
    }

    bool records(Field& field, const Spot& spot, const FactInfo& info, BoundColumn& bound) {
        bound.kind = FactKind::records;
        bound.field = &field;
        if (field.is_nulls()) return true;
        bound.is_open = field.is_struct();
        if (bound.is_open) bound.present = 0;
        const Field* const found = record_of(field);
        if (found == nullptr) {
            wrong_type(field, spot, FactKind::records, info.name);
            return false;
        }
        const Field& record = *found;
        const std::string below = spot.path + (bound.is_open ? ".present." : ".") + record.name;
        std::map<std::uint32_t, bool> given;
        bool is_sound = true;
        for (std::size_t i = 0; i < record.children.size(); ++i) {
            const Field& each = record.children[i];
            if (each.is_unread) continue;
            const Spot at{below + '.' + each.name, in_ticks(spot.path + '.' + each.name)};
            const auto place = plan_.rules.find_place(std::string(info.key) + "[0]." +
                                                      each.said(fact_key).value_or(each.name));
            if (!place || !place->field) {
                std::string known;
                for (const FieldInfo& one : info.fields) {
                    known += (known.empty() ? "`" : ", `") + std::string(one.key) + '`';
                }
                problems_.add(
                    codes::unknown_field, at.path,
                    in_ticks(info.name) + " have no field " + in_ticks(each.name),
                    "its fields are " + known + "; or name " + at.option + " in `ignore`");
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

    Plan& plan_;
    SchemaProblems problems_;
    ProfileAdapter unknown_;
    std::map<const Field*, std::string> named_;  ///< what `columns` says that it is
    std::map<FactId, std::string> given_;
};

}  // namespace

void bind_columns(Plan& plan, std::vector<Diagnostic>& diagnostics) {
    Binder(plan, diagnostics).run();
}

}  // namespace caveat::arrow
