// The contract of a profile as a JSON Schema. Entrance: write_profile_schema.

#include <caveat/schema.hpp>

#include "adapters/json/contract.hpp"
#include "adapters/json/schema_json.hpp"
#include "adapters/json/schema_words.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat {

namespace json {

namespace {

class SchemaWriter {
  public:
    explicit SchemaWriter(const RuleSet& rules) : rules_(rules) {}

    std::string write() {
        json_.begin_object();
        json_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
        json_.member("title", "Profile for " + name_of(rules_));
        json_.member("description", origin_of(rules_));
        json_.member("$comment", beyond_schema());
        json_.member("type", "object");
        json_.key("properties");
        json_.begin_object();
        json_.key("patient");
        json_.types({"string", "number", "null"});
        as_of();
        facts();
        json_.end_object();
        if (rules_.needs_as_of()) {
            json_.key("required");
            json_.texts({"as_of"});
        }
        json_.nothing_else();
        definitions();
        json_.end_object();
        std::string text;
        json_.finish(text);
        return text;
    }

  private:
    void as_of() {
        json_.key("as_of");
        json_.begin_object();
        json_.member("description", "The day of the screening.");
        if (rules_.needs_as_of()) {
            json_.member("$ref", "#/$defs/day");
        } else {
            json_.any_of();
            json_.reference("day");
            json_.null_type();
            json_.end_list();
        }
        json_.end_object();
    }

    void facts() {
        json_.key("facts");
        json_.begin_object();
        json_.key("type");
        json_.texts({"object", "null"});
        json_.key("properties");
        json_.begin_object();
        for (const FactId id : rules_.facts()) {
            const FactInfo& fact = rules_.fact(id);
            json_.key(fact.key);
            json_.begin_object();
            json_.member("title", fact.name);
            if (const std::string said = said_of(fact); !said.empty())
                json_.member("description", said);
            if (fact.kind == FactKind::records) {
                records(fact);
            } else {
                answer(fact, std::string(fact.key));
            }
            json_.end_object();
        }
        json_.end_object();
        json_.nothing_else();
        json_.end_object();
    }

    /// What an answer to a fact or field may be; `name` is its place.
    template <class Info>
    void answer(const Info& info, const std::string& name) {
        switch (info.kind) {
            case FactKind::yes_no:
                json_.key("type");
                return json_.texts({"boolean", "null"});
            case FactKind::number:
                return number(info.limits, info.unit);
            case FactKind::choice:
                json_.key("oneOf");
                json_.begin_list();
                codes(info);
                json_.null_type();
                return json_.end_list();
            case FactKind::choices:
                return code_list(name);
            case FactKind::date:
                json_.any_of();
                json_.reference("date");
                json_.null_type();
                return json_.end_list();
            case FactKind::records:
                break;  // no field is one
        }
    }

    /// Members that hold a number within the range of the fact.
    void within_range(const NumberLimits& limits, bool has_null) {
        json_.key("type");
        const std::string_view type = limits.is_whole ? "integer" : "number";
        if (has_null) {
            json_.texts({type, "null"});
        } else {
            json_.text(type);
        }
        limit("minimum", limits.from);
        limit("maximum", limits.to);
    }
    void limit(std::string_view key, const std::optional<Decimal>& end) {
        if (!end) return;
        json_.key(key);
        json_.number(end->to_text());
    }
    void unit_member(std::string_view unit) {
        if (unit.empty()) return;
        json_.key("unit");
        json_.begin_object(true);
        json_.member("const", unit);
        json_.end_object();
    }

    void number(const NumberLimits& limits, std::string_view unit) {
        json_.any_of();
        json_.begin_object(true);
        within_range(limits, false);
        json_.end_object();

        json_.begin_object();
        json_.member("type", "object");
        json_.key("properties");
        json_.begin_object();
        json_.key("value");
        json_.begin_object(true);
        within_range(limits, true);
        json_.end_object();
        unit_member(unit);
        json_.end_object();
        json_.key("required");
        json_.texts({"value"});
        json_.nothing_else();
        json_.end_object();

        known_in_part(limits, unit);
        json_.null_type();
        json_.end_list();
    }

    /// `{"from": 5, "below": 7}`: each end within the range, and one on each side at most.
    void known_in_part(const NumberLimits& limits, std::string_view unit) {
        json_.begin_object();
        json_.member("type", "object");
        json_.key("properties");
        json_.begin_object();
        const auto end = [&](std::string_view key, std::string_view low, std::string_view high) {
            json_.key(key);
            json_.begin_object(true);
            json_.member("type", "number");
            limit(low, limits.from);
            limit(high, limits.to);
            json_.end_object();
        };
        end("from", "minimum", "maximum");
        end("above", "minimum", "exclusiveMaximum");
        end("to", "minimum", "maximum");
        end("below", "exclusiveMinimum", "maximum");
        unit_member(unit);
        json_.end_object();
        json_.any_of();
        for (const std::string_view each : {"from", "above", "to", "below"}) json_.required({each});
        json_.end_list();
        json_.key("not");
        json_.begin_object();
        json_.any_of();
        json_.required({"from", "above"});
        json_.required({"to", "below"});
        json_.end_list();
        json_.end_object();
        json_.nothing_else();
        json_.end_object();
    }
    template <class Info>
    void codes(const Info& info) {
        for (std::size_t i = 0; i < info.codes.size(); ++i) {
            json_.begin_object(true);
            json_.member("const", info.codes[i]);
            json_.member("title", info.labels[i]);
            json_.end_object();
        }
    }

    void code_list(const std::string& name) {
        json_.any_of();
        json_.reference(name + ".list");
        json_.begin_object();
        json_.member("type", "object");
        json_.key("properties");
        json_.begin_object();
        json_.key("present");
        json_.reference(name + ".list");
        json_.key("absent");
        json_.begin_object();
        json_.list_of(name + ".code");
        json_.end_object();
        json_.end_object();
        json_.key("minProperties");
        json_.number("1");
        json_.nothing_else();
        json_.end_object();
        json_.null_type();
        json_.end_list();
    }
    void records(const FactInfo& fact) {
        const std::string list = std::string(fact.key) + ".records";
        json_.any_of();
        json_.reference(list);
        json_.begin_object();
        json_.member("type", "object");
        json_.key("properties");
        json_.begin_object();
        json_.key("present");
        json_.reference(list);
        json_.end_object();
        json_.key("required");
        json_.texts({"present"});
        json_.nothing_else();
        json_.end_object();
        json_.null_type();
        json_.end_list();
    }

    void definitions() {
        json_.key("$defs");
        json_.begin_object();
        json_.pattern("day", "A day: 2026-11-20.", day_pattern());
        json_.pattern("date", "A day, or as much of it as is known: 2026-11-20, 2026-11, 2026.",
                      date_pattern());
        for (const FactId id : rules_.facts()) {
            const FactInfo& fact = rules_.fact(id);
            define_codes(fact, std::string(fact.key));
            if (fact.kind == FactKind::records) define_records(fact);
        }
        json_.end_object();
    }
    template <class Info>
    void define_codes(const Info& info, const std::string& name) {
        if (info.kind != FactKind::choices) return;
        json_.key(name + ".code");
        json_.begin_object();
        json_.key("oneOf");
        json_.begin_list();
        codes(info);
        json_.end_list();
        json_.end_object();
        json_.key(name + ".list");
        json_.begin_object();
        json_.list_of(name + ".code");
        if (!info.exclusive.empty()) stand_alone(info.exclusive);
        json_.end_object();
    }
    /// One of these codes, or any of the others.
    void stand_alone(const std::vector<std::string_view>& exclusive) {
        json_.any_of();
        json_.begin_object(true);
        json_.key("items");
        json_.begin_object(true);
        json_.key("not");
        json_.begin_object(true);
        json_.key("enum");
        json_.texts(exclusive);
        json_.end_object();
        json_.end_object();
        json_.end_object();
        for (const std::string_view code : exclusive) {
            json_.begin_object(true);
            json_.key("items");
            json_.begin_object(true);
            json_.member("const", code);
            json_.end_object();
            json_.end_object();
        }
        json_.end_list();
    }

    void define_records(const FactInfo& fact) {
        for (const FieldInfo& field : fact.fields) define_codes(field, place_of(fact, field));
        json_.key(std::string(fact.key) + ".records");
        json_.begin_object();
        json_.member("type", "array");
        json_.key("maxItems");
        json_.number(std::to_string(most_entries));
        json_.key("items");
        json_.begin_object();
        if (!fact.each.empty()) json_.member("title", fact.each);
        json_.member("type", "object");
        json_.key("properties");
        json_.begin_object();
        for (const FieldInfo& field : fact.fields) {
            json_.key(field.key);
            json_.begin_object();
            json_.member("title", field.name);
            if (const std::string said = said_of(field); !said.empty())
                json_.member("description", said);
            answer(field, place_of(fact, field));
            json_.end_object();
        }
        json_.end_object();
        json_.nothing_else();
        json_.end_object();
        json_.end_object();
    }
    static std::string place_of(const FactInfo& fact, const FieldInfo& field) {
        return std::string(fact.key) + "." + std::string(field.key);
    }

    const RuleSet& rules_;
    SchemaJson json_;
};

}  // namespace

}  // namespace json

std::string write_profile_schema(const RuleSet& rules) {
    return json::SchemaWriter(rules).write();
}

}  // namespace caveat
