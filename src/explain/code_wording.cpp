// Sentences on choices: `technique is deep tissue, not gentle`, `pain regions include lower back`.

#include "explain/wording.hpp"

namespace caveat::explain {

namespace {

using Names = std::vector<std::string_view>;

/// `not a`, `neither a nor b`, `none of a, b, c`.
std::string denied(const Names& names) {
    if (names.size() == 1) return put({"not ", names.front()});
    if (names.size() == 2) return put({"neither ", names[0], " nor ", names[1]});
    return "none of " + joined(names, "or");
}

std::string listed(const Names& names) {
    std::string words;
    for (const std::string_view name : names) words += put({words.empty() ? "" : ", ", name});
    return words;
}

}  // namespace

void Wording::one_of(const model::IsOneOf& node) {
    const auto& codes = codes_of(rules, node.value);
    const Names wanted = code_names(codes, node.codes);
    said.op = Operator::is_one_of;
    said.subject = value_words(rules, node.value);
    said.threshold = listed(wanted);
    said.predicate = holds ? joined(wanted, "or") : denied(wanted);
    if (view == nullptr) return;
    said.spoken = spoken_value(*view, node.value);
    const auto& value = view->values.choices_one[rules.tree[node.value].slot];
    if (value.present.size() == 1) said.value = said.spoken;
    // A value that is one of those wanted needs no list of them.
    if (holds && !said.spoken.empty() && value.present.is_subset_of(node.codes)) {
        said.text = put({said.subject, be(), said.spoken});
    }
}

void Wording::includes(const model::Includes& node) {
    const auto& codes = codes_of(rules, node.value);
    const Names wanted = code_names(codes, node.codes);
    said.op = node.all ? Operator::includes_all : Operator::includes_any;
    said.subject = value_words(rules, node.value);
    takes_plural = is_plural(said.subject);
    said.threshold = listed(wanted);
    const std::string asked = joined(wanted, node.all ? "and" : "or");
    const auto refused = [&](const Names& names) {
        if (names.size() == 1) return put({said.subject, do_not_include(), names.front()});
        if (node.all) return put({said.subject, do_not_include(), "all of ", joined(names, "and")});
        return put({said.subject, include(), denied(names)});
    };
    said.predicate = asked;
    said.without_value = holds ? put({said.subject, include(), asked}) : refused(wanted);
    if (is_need) {
        said.need_without_value =
            put({said.subject, holds ? needs() : " must not include ", asked});
    }
    if (view == nullptr) return;

    const auto& value = view->values.choices[rules.tree[node.value].slot];
    const Names present = code_names(codes, value.present);
    const Names met = code_names(codes, value.present & node.codes);
    const Names missing = code_names(codes, node.codes & value.absent);
    said.value = listed(present);
    if (holds) {
        said.text =
            met.empty() ? said.without_value : put({said.subject, include(), joined(met, "and")});
    } else {
        said.text = node.all && !missing.empty()
                        ? put({said.subject, do_not_include(), joined(missing, "or")})
                        : said.without_value;
    }
    if (!is_need) return;
    if (!holds) {
        said.need = put({said.subject, include(), joined(met, "and"), ", must not"});
    } else if (present.empty()) {
        said.need = put({said.subject, be(), "empty,", needs(), asked});
    } else {
        said.need = put({said.subject, be(), joined(present, "and"), ",", needs(), asked});
    }
}

void Wording::empty(const model::IsEmpty& node) {
    said.op = Operator::is_empty;
    said.subject = value_words(rules, node.value);
    takes_plural = is_plural(said.subject);
    said.predicate = holds ? "empty" : "not empty";
    if (is_need) {
        said.need_without_value =
            put({said.subject, holds ? " must be empty" : " must not be empty"});
    }
    if (view == nullptr) return;
    const auto& value = view->values.choices[rules.tree[node.value].slot];
    const Names present = code_names(codes_of(rules, node.value), value.present);
    said.value = listed(present);
    if (!holds && !present.empty()) {
        said.text = put({said.subject, include(), joined(present, "and")});
    }
    if (!is_need) return;
    said.need = holds ? put({said.subject, include(), joined(present, "and"), ", must be empty"})
                      : put({said.subject, be(), "empty,", needs(), "at least one"});
}

}  // namespace caveat::explain
