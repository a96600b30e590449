// Drafts of patients into profiles, and into YAML. Entrances: DraftReader::profile, in_yaml.

#include "cases/draft.hpp"

#include "api/access.hpp"
#include "api/contradictions.hpp"
#include "api/loaded_rules.hpp"
#include "cases/escapes.hpp"

#include <memory>
#include <string_view>
#include <utility>

namespace caveat::cases {

namespace {

/// The keys of a set of codes, in order of the file.
std::vector<std::string_view> keys_of(const facts::ValueType& type, const facts::CodeSet& set) {
    std::vector<std::string_view> keys;
    for (std::size_t code = 0; code < type.codes.size(); ++code) {
        if (set.contains(code)) keys.emplace_back(type.codes[code].key);
    }
    return keys;
}

std::string code_list(const facts::ValueType& type, const facts::CodeSet& set) {
    std::string list = "[";
    for (std::size_t code = 0; code < type.codes.size(); ++code) {
        if (!set.contains(code)) continue;
        if (list.size() > 1) list += ", ";
        list += in_yaml(type.codes[code].name);
    }
    return list + ']';
}

std::string one_answer(const facts::ValueType& type, const DraftAnswer& answer) {
    switch (type.kind) {
        case FactKind::yes_no:
            return answer.is_yes ? "yes" : "no";
        case FactKind::number: {
            const std::string digits = answer.number.to_text();
            const bool names_unit = type.unit && !type.unit->symbol.empty();
            if (!names_unit) return digits;
            // Inside braces some units (`mm[Hg]`) would end the text.
            const std::string& unit = type.unit->symbol;
            const bool is_plain = in_yaml(unit) == unit;
            return is_plain ? digits + ' ' + unit
                            : "{value: " + digits + ", unit: " + in_yaml(unit) + '}';
        }
        case FactKind::choice:
            return in_yaml(type.codes[answer.code].name);
        case FactKind::choices:
            if (answer.is_complete) return code_list(type, answer.present);
            if (answer.absent.empty()) return "{present: " + code_list(type, answer.present) + '}';
            return "{present: " + code_list(type, answer.present) +
                   ", absent: " + code_list(type, answer.absent) + '}';
        case FactKind::date:
            return values::date_of(answer.day).to_text();
        case FactKind::records:
            break;
    }
    return {};
}

std::string record_list(const facts::Fact& fact, const DraftAnswer& answer) {
    std::string list = "[";
    for (const auto& record : answer.records) {
        if (list.size() > 1) list += ", ";
        std::string fields;
        for (std::size_t i = 0; i < record.size(); ++i) {
            if (!record[i].is_given) continue;
            if (!fields.empty()) fields += ", ";
            fields +=
                in_yaml(fact.fields[i].name) + ": " + one_answer(fact.fields[i].type, record[i]);
        }
        list += '{' + fields + '}';
    }
    list += ']';
    return answer.is_complete ? list : "{present: " + list + '}';
}

}  // namespace

DraftReader::DraftReader(const RuleSet& rules, Date as_of)
    : rules_(rules),
      catalogue_(api::loaded_of(rules).model.catalogue),
      as_of_(as_of),
      second_look_(api::loaded_of(rules).model, api::loaded_of(rules).compiled),
      writer_(catalogue_, api::loaded_of(rules).model.packing) {
    if (!second_look_.is_needed()) return;
    writer_.look_again([this](facts::Profile& profile, facts::Problems& problems) {
        return api::look_again(api::loaded_of(rules_), second_look_, profile, problems);
    });
}

void DraftReader::give(const facts::Place& place, const DraftAnswer& answer,
                       const facts::ValueType& type) {
    switch (type.kind) {
        case FactKind::yes_no:
            return writer_.answer(place, facts::YesNo{answer.is_yes});
        case FactKind::number:
            return writer_.answer(place, facts::NumberValue{answer.number, {}});
        case FactKind::choice:
            return writer_.answer(place, facts::Text{type.codes[answer.code].key});
        case FactKind::choices: {
            const auto present = keys_of(type, answer.present);
            const auto absent = keys_of(type, answer.absent);
            if (answer.is_complete) {
                return writer_.answer(place, facts::CodeList{present, {}, true});
            }
            return writer_.answer(place, facts::CodeList{present, absent, false});
        }
        case FactKind::date:
            return writer_.answer(place, facts::DateValue{values::date_of(answer.day)});
        case FactKind::records:
            break;
    }
}

Profile DraftReader::profile(const Draft& draft) {
    ++made_;
    writer_.as_of(as_of_);
    for (std::uint32_t i = 0; i < draft.size(); ++i) {
        if (!draft[i].is_given) continue;
        const facts::Fact& fact = catalogue_[i];
        if (fact.type.kind != FactKind::records) {
            give({i, {}}, draft[i], fact.type);
            continue;
        }
        writer_.records({i, {}}, draft[i].is_complete);
        for (const auto& record : draft[i].records) {
            writer_.record();
            for (std::uint32_t field = 0; field < record.size(); ++field) {
                if (record[field].is_given) {
                    give({i, field}, record[field], fact.fields[field].type);
                }
            }
        }
    }
    return api::Access::profile(rules_, std::make_shared<const facts::Profile>(writer_.finish()));
}

std::string in_yaml(const facts::Catalogue& catalogue, const Draft& draft) {
    std::string all = "{";
    for (std::uint32_t i = 0; i < draft.size(); ++i) {
        if (!draft[i].is_given) continue;
        if (all.size() > 1) all += ", ";
        all +=
            in_yaml(catalogue[i].name) + ": " +
            (catalogue[i].type.kind == FactKind::records ? record_list(catalogue[i], draft[i])
                                                         : one_answer(catalogue[i].type, draft[i]));
    }
    return all + '}';
}

}  // namespace caveat::cases
