// From enumerators to the words of a report.

#include "adapters/json/report_keywords.hpp"

namespace caveat::json {

std::string_view word_of(Truth truth) {
    switch (truth) {
        case Truth::no:
            return "no";
        case Truth::unknown:
            return "unknown";
        case Truth::yes:
            return "yes";
    }
    return "unknown";
}

std::string_view word_of(Verdict verdict) {
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
    return "do_not_proceed";
}

std::string_view word_of(Verb verb) {
    switch (verb) {
        case Verb::avoid:
            return "avoid";
        case Verb::refer:
            return "refer";
        case Verb::require:
            return "require";
        case Verb::caution:
            return "caution";
        case Verb::suggest:
            return "suggest";
        case Verb::inform:
            return "inform";
    }
    return "inform";
}

std::string_view word_of(Status status) {
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
    return "undecided";
}

std::string_view word_of(Respondent whom) {
    return whom == Respondent::patient ? "patient" : "clinician";
}

}  // namespace caveat::json
