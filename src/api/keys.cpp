// The words of every enumeration. A new enumerator does not compile without one.
// Entrances: key, and the function of each enumeration that turns a word back.

#include <caveat/keys.hpp>

#include <cstdint>

namespace caveat {

std::string_view key(Truth truth) {
    switch (truth) {
        case Truth::no:
            return "no";
        case Truth::unknown:
            return "unknown";
        case Truth::yes:
            return "yes";
    }
    return {};
}

std::string_view key(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return {};
}

std::string_view key(FactKind kind) {
    switch (kind) {
        case FactKind::yes_no:
            return "yes_no";
        case FactKind::number:
            return "number";
        case FactKind::choice:
            return "choice";
        case FactKind::choices:
            return "choices";
        case FactKind::date:
            return "date";
        case FactKind::records:
            return "records";
    }
    return {};
}

std::string_view key(Verb verb) {
    switch (verb) {
        case Verb::inform:
            return "inform";
        case Verb::suggest:
            return "suggest";
        case Verb::caution:
            return "caution";
        case Verb::require:
            return "require";
        case Verb::refer:
            return "refer";
        case Verb::avoid:
            return "avoid";
    }
    return {};
}

std::string_view key(Verdict verdict) {
    switch (verdict) {
        case Verdict::not_applicable:
            return "not_applicable";
        case Verdict::proceed:
            return "proceed";
        case Verdict::proceed_with_conditions:
            return "proceed_with_conditions";
        case Verdict::refer_first:
            return "refer_first";
        case Verdict::do_not_proceed:
            return "do_not_proceed";
    }
    return {};
}

std::string_view key(Respondent whom) {
    switch (whom) {
        case Respondent::patient:
            return "patient";
        case Respondent::clinician:
            return "clinician";
    }
    return {};
}

std::string_view key(IfUnknown if_unknown) {
    switch (if_unknown) {
        case IfUnknown::ask:
            return "ask";
        case IfUnknown::presume:
            return "presume";
        case IfUnknown::ignore:
            return "ignore";
    }
    return {};
}

std::string_view key(Status status) {
    switch (status) {
        case Status::not_fired:
            return "not_fired";
        case Status::overridden:
            return "overridden";
        case Status::undecided:
            return "undecided";
        case Status::presumed:
            return "presumed";
        case Status::fired:
            return "fired";
    }
    return {};
}

std::string_view key(Certainty certainty) {
    switch (certainty) {
        case Certainty::presumed:
            return "presumed";
        case Certainty::certain:
            return "certain";
    }
    return {};
}

std::string_view key(Operator op) {
    switch (op) {
        case Operator::is_yes:
            return "is_yes";
        case Operator::equal:
            return "equal";
        case Operator::less:
            return "less";
        case Operator::less_or_equal:
            return "less_or_equal";
        case Operator::greater:
            return "greater";
        case Operator::greater_or_equal:
            return "greater_or_equal";
        case Operator::between:
            return "between";
        case Operator::is_one_of:
            return "is_one_of";
        case Operator::includes_any:
            return "includes_any";
        case Operator::includes_all:
            return "includes_all";
        case Operator::is_empty:
            return "is_empty";
        case Operator::before:
            return "before";
        case Operator::after:
            return "after";
        case Operator::on:
            return "on";
        case Operator::within_last:
            return "within_last";
        case Operator::more_than_ago:
            return "more_than_ago";
        case Operator::in_band:
            return "in_band";
        case Operator::at_least_records:
            return "at_least_records";
        case Operator::at_most_records:
            return "at_most_records";
        case Operator::lifted:
            return "lifted";
    }
    return {};
}

namespace {

/// Enumerators count from 0 without a gap: the first number without a word ends them.
template <class Enumeration>
std::optional<Enumeration> value_of(std::string_view wanted) {
    for (std::uint8_t number = 0;; ++number) {
        const auto value = static_cast<Enumeration>(number);
        const std::string_view word = key(value);
        if (word.empty()) return std::nullopt;
        if (word == wanted) return value;
    }
}

}  // namespace

std::optional<Truth> truth_of(std::string_view key) {
    return value_of<Truth>(key);
}
std::optional<Severity> severity_of(std::string_view key) {
    return value_of<Severity>(key);
}
std::optional<FactKind> fact_kind_of(std::string_view key) {
    return value_of<FactKind>(key);
}
std::optional<Verb> verb_of(std::string_view key) {
    return value_of<Verb>(key);
}
std::optional<Verdict> verdict_of(std::string_view key) {
    return value_of<Verdict>(key);
}
std::optional<Respondent> respondent_of(std::string_view key) {
    return value_of<Respondent>(key);
}
std::optional<IfUnknown> if_unknown_of(std::string_view key) {
    return value_of<IfUnknown>(key);
}
std::optional<Status> status_of(std::string_view key) {
    return value_of<Status>(key);
}
std::optional<Certainty> certainty_of(std::string_view key) {
    return value_of<Certainty>(key);
}
std::optional<Operator> operator_of(std::string_view key) {
    return value_of<Operator>(key);
}

}  // namespace caveat
