#include "page/cover_marks.hpp"

#include "cases/running.hpp"

#include <array>
#include <initializer_list>

namespace caveat::page {

namespace {

using authoring::CoverageItem;

template <class Value, std::size_t count>
Grade graded(const std::array<CoverageItem, count>& marks, std::initializer_list<Value> order) {
    std::size_t wanted = 0;
    std::size_t shown = 0;
    for (const CoverageItem& mark : marks) {
        if (!mark.is_wanted || mark.is_answered) continue;
        ++wanted;
        shown += mark.is_shown() ? 1U : 0U;
    }
    bool has_number = false;
    Grade grade{shown == wanted ? "all" : shown == 0 ? "none" : "part", {}};
    for (const Value value : order) {
        const CoverageItem& mark = marks[static_cast<std::size_t>(value)];
        if (!mark.is_wanted && mark.approved == 0) continue;
        if (!grade.said.empty()) grade.said += ", ";
        const std::string word(cases::words_of(value));
        if (mark.is_answered) {
            grade.said += word + " cannot be: " + mark.because;
        } else if (mark.approved == 0) {
            grade.said += "never " + word;
        } else {
            grade.said += word + " in " + std::to_string(mark.approved);
            // The first number says of what.
            if (!has_number) grade.said += mark.approved == 1 ? " case" : " cases";
            has_number = true;
        }
    }
    return grade;
}

}  // namespace

Grade grade_of(const authoring::RuleCoverage& rule) {
    return graded(rule.by_status, {Status::fired, Status::presumed, Status::undecided,
                                   Status::not_fired, Status::overridden});
}

Grade grade_of(const authoring::ConditionCoverage& condition) {
    return graded(condition.by_truth, {Truth::yes, Truth::no, Truth::unknown});
}

}  // namespace caveat::page
