// Drafts and checked values become answers by names and keys. Entrances: named_answers, answer_of.

#include "patients/written.hpp"
#include "values/dates.hpp"
#include "values/units.hpp"

#include <utility>

namespace caveat::patients {

namespace {

/// The codes of a set in order of the file, each as `member` has it: its name or its key.
std::vector<std::string> codes_of(const facts::ValueType& type, const facts::CodeSet& set,
                                  std::string facts::Code::* member) {
    std::vector<std::string> codes;
    for (std::size_t code = 0; code < type.codes.size(); ++code) {
        if (set.contains(code)) codes.push_back(type.codes[code].*member);
    }
    return codes;
}

Answer named(const facts::ValueType& type, const DraftAnswer& draft) {
    Answer answer;
    answer.kind = type.kind;
    answer.is_complete = draft.is_complete;
    switch (type.kind) {
        case FactKind::yes_no:
            answer.yes = draft.is_yes;
            break;
        case FactKind::number:
            answer.number = draft.number;
            if (type.unit) answer.unit = type.unit->symbol;
            break;
        case FactKind::choice:
            answer.code = type.codes[draft.code].name;
            break;
        case FactKind::choices:
            answer.present = codes_of(type, draft.present, &facts::Code::name);
            answer.absent = codes_of(type, draft.absent, &facts::Code::name);
            break;
        case FactKind::date:
            answer.date = values::date_of(draft.day);
            break;
        case FactKind::records:
            break;
    }
    return answer;
}

}  // namespace

std::vector<KeyedAnswer> named_answers(const facts::Catalogue& catalogue, const Draft& draft) {
    std::vector<KeyedAnswer> answers;
    for (std::uint32_t i = 0; i < draft.size(); ++i) {
        if (!draft[i].is_given) continue;
        const facts::Fact& fact = catalogue[i];
        Answer answer = named(fact.type, draft[i]);
        for (const std::vector<DraftAnswer>& fields : draft[i].records) {
            Record& record = answer.records.emplace_back();
            for (std::size_t field = 0; field < fields.size(); ++field) {
                if (!fields[field].is_given) continue;
                record.fields.push_back(
                    {fact.fields[field].name, named(fact.fields[field].type, fields[field])});
            }
        }
        answers.push_back({fact.name, std::move(answer)});
    }
    return answers;
}

std::optional<Answer> answer_of(const facts::ValueType& type, const facts::Value& value) {
    Answer answer;
    answer.kind = type.kind;
    switch (type.kind) {
        case FactKind::yes_no:
            answer.yes = value.truth == Truth::yes;
            return answer;
        case FactKind::number: {
            const auto own = type.unit ? values::from_base(value.number, *type.unit)
                                       : std::optional(value.number);
            const auto decimal = own ? values::to_decimal(*own) : std::nullopt;
            if (!decimal) return std::nullopt;
            answer.number = *decimal;
            return answer;
        }
        case FactKind::choice:
            answer.code = type.codes[value.code].key;
            return answer;
        case FactKind::choices:
            answer.present = codes_of(type, value.present, &facts::Code::key);
            answer.absent = codes_of(type, value.absent, &facts::Code::key);
            answer.is_complete = value.is_complete;
            return answer;
        case FactKind::date:
            answer.date = values::date_of(value.dates.low);
            return answer;
        case FactKind::records:
            break;
    }
    return std::nullopt;
}

}  // namespace caveat::patients
