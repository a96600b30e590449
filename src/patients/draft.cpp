// Drafts of patients become profiles. Entrance: DraftReader::profile.

#include "patients/draft.hpp"

#include "api/access.hpp"
#include "api/contradictions.hpp"
#include "api/loaded_rules.hpp"

#include <memory>
#include <string_view>
#include <utility>

namespace caveat::patients {

std::uint64_t work_of(const model::RuleSet& rules) {
    return 1 + rules.tree.size() + rules.catalogue.size() + rules.rules.size();
}

namespace {

/// The keys of a set of codes, in order of the file.
std::vector<std::string_view> keys_of(const facts::ValueType& type, const facts::CodeSet& set) {
    std::vector<std::string_view> keys;
    for (std::size_t code = 0; code < type.codes.size(); ++code) {
        if (set.contains(code)) keys.emplace_back(type.codes[code].key);
    }
    return keys;
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

void DraftReader::give(const facts::FactOrField& place, const DraftAnswer& answer,
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

}  // namespace caveat::patients
