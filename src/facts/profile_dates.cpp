// What an answer may be only once the day of the screening is known: nothing lies after it where
// the catalogue says so. Entrance: `ProfileWriter::finish_dates`.

#include "facts/answer_back.hpp"
#include "facts/late_dates.hpp"
#include "facts/profile_writer.hpp"
#include "text/diagnostics.hpp"
#include "values/dates.hpp"

namespace caveat::facts {

void ProfileWriter::finish_dates() {
    for (std::uint32_t index = 0; index < catalogue_.size(); ++index) {
        const bool is_usable = end_at(*profile_.as_of, catalogue_[index], index, profile_,
                                      [&](const LateDate& late) { report_late(index, late); });
        if (is_usable) continue;
        if (catalogue_[index].type.kind == FactKind::records) {
            tidy_as_given();
            dropped_.push_back({FactId{index}, answer_at(catalogue_, profile_, FactId{index})});
        }
        profile_.facts().set_unanswered(index, Given::wrong);
    }
}

void ProfileWriter::report_late(std::uint32_t index, const LateDate& late) {
    const Fact& fact = catalogue_[index];
    const std::string shown = values::to_text(late.value.dates);
    const std::string after =
        ", after the day of the screening, " + values::date_of(*profile_.as_of).to_text();
    if (late.dates_record) {
        problems_.report_value(
            "record-after-as-of",
            record_path(index, *late.record) + '.' + fact.fields[late.field].key, shown,
            "one of " + text::quoted(fact.name) + " is dated " + shown + after,
            "one of " + text::quoted(fact.name) + " is dated after the day of the screening",
            std::string(list_left_out));
        return;
    }
    keep_value(late.record ? FactOrField{index, late.field} : FactOrField{index, {}}, late.record,
               late.value);
    const std::string subject =
        text::quoted(late.record ? fact.fields[late.field].name : fact.name);
    const std::string path =
        late.record ? record_path(index, *late.record) + '.' + fact.fields[late.field].key
                    : "facts." + fact.key;
    problems_.report_value("after-as-of", path, shown, subject + " is " + shown + after,
                           subject + " lies after the day of the screening", std::string(left_out));
}

}  // namespace caveat::facts
