#include "mapping/takes.hpp"

namespace caveat::mapping {

std::string_view kind_word(FactKind kind) {
    switch (kind) {
        case FactKind::yes_no:
            return "yes/no";
        case FactKind::number:
            return "a number";
        case FactKind::choice:
            return "a choice";
        case FactKind::choices:
            return "choices";
        case FactKind::date:
            return "a date";
        case FactKind::records:
            return "records";
    }
    return {};
}

bool gives(Take take, FactKind kind) {
    switch (take) {
        case Take::presence:
        case Take::code:
        case Take::service:
        case Take::reason:
            return kind == FactKind::yes_no || kind == FactKind::choice ||
                   kind == FactKind::choices;
        case Take::birth_date:
        case Take::onset:
        case Take::abatement:
        case Take::date:
        case Take::start:
            return kind == FactKind::date;
        case Take::age:
        case Take::days_since_onset:
        case Take::weeks_since_onset:
        case Take::count:
            return kind == FactKind::number;
        case Take::gender:
            return kind == FactKind::choice || kind == FactKind::yes_no;
        case Take::deceased:
            return kind == FactKind::yes_no;
        case Take::value:
        case Take::extension:
            return kind != FactKind::records;
    }
    return false;
}

std::string_view time_unit(Take take) {
    if (take == Take::age) return "a";
    if (take == Take::days_since_onset) return "d";
    return take == Take::weeks_since_onset ? "wk" : "";
}

}  // namespace caveat::mapping
