// What a fact is read from, and how it is said. Entrances: fits, takes, words_of, help_for.

#include "adapters/arrow/column_types.hpp"

namespace caveat::arrow {

std::string_view takes(FactKind kind) {
    switch (kind) {
        case FactKind::yes_no:
            return "booleans, or integers 0 and 1";
        case FactKind::number:
            return "integers, floating numbers of 32 or 64 bits, or decimals";
        case FactKind::choice:
            return "texts, or a dictionary of texts";
        case FactKind::choices:
            return "lists of texts, or a struct of lists `present` and `absent`";
        case FactKind::date:
            return "dates, timestamps without a zone, or texts such as 2026-11-20";
        case FactKind::records:
            return "lists of structs, or a struct of one such list `present`";
    }
    return "";
}

std::string words_of(const Field& field) {
    if (field.dictionary) return "a dictionary of " + field.dictionary->words;
    return field.is_list() ? "lists of " + words_of(field.children[0]) : field.words;
}

std::string help_for(const Field& field, FactKind kind, const std::string& option) {
    if (field.words == "timestamps with a zone" && kind == FactKind::date) {
        return "cast it to dates in your zone first";
    }
    if (field.kind == Kind::integer && !field.dictionary && kind == FactKind::choice) {
        return "give the codes as texts: their positions change with the rule file";
    }
    return "cast the column, or name " + option + " in `ignore`";
}

namespace {

/// A struct of the lists `present` and, maybe, `absent`.
bool open_codes(const Field& field, BoundColumn& bound) {
    bound.is_open = true;
    for (std::size_t i = 0; i < field.children.size(); ++i) {
        const Field& child = field.children[i];
        if (child.is_nulls() && child.name == "absent") continue;
        if (!child.is_code_list()) return false;
        std::optional<std::size_t>& place = child.name == "present" ? bound.present : bound.absent;
        if ((child.name != "present" && child.name != "absent") || place) return false;
        place = i;
    }
    return bound.present.has_value();
}

}  // namespace

bool fits(const Field& field, FactKind kind, BoundColumn& bound) {
    if (field.is_nulls()) return true;
    const bool is_dictionary = field.dictionary != nullptr;
    switch (kind) {
        case FactKind::yes_no:
            return !is_dictionary && (field.kind == Kind::boolean || field.kind == Kind::integer);
        case FactKind::number:
            return !is_dictionary && !field.is_yes_no &&
                   (field.kind == Kind::integer || field.kind == Kind::floating ||
                    field.kind == Kind::decimal);
        case FactKind::choice:
            return field.is_code();
        case FactKind::choices:
            return field.is_code_list() || (field.is_struct() && open_codes(field, bound));
        case FactKind::date:
            return !is_dictionary &&
                   (field.kind == Kind::date_days || field.kind == Kind::date_milliseconds ||
                    field.kind == Kind::timestamp || field.is_text());
        case FactKind::records:
            break;
    }
    return false;
}

}  // namespace caveat::arrow
