// Both interfaces number their enumerators alike; a new one does not compile until it is in both.
// Entrance: caveat_word.

#include <caveat/arrow.hpp>
#include <caveat/caveat.h>
#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/keys.hpp>
#include <caveat/profile.hpp>
#include <caveat/screen.hpp>
#include <caveat/store.hpp>

#include "adapters/c_api/values.hpp"

#include <string_view>

namespace caveat::c_api {

namespace {

static_assert(number_of(ArrowRules::none) == CAVEAT_ARROW_RULES_NONE &&
              number_of(ArrowRules::lists) == CAVEAT_ARROW_RULES_LISTS &&
              number_of(ArrowRules::columns) == CAVEAT_ARROW_RULES_COLUMNS);
static_assert(number_of(ArrowReport::none) == CAVEAT_ARROW_REPORT_NONE &&
              number_of(ArrowReport::all) == CAVEAT_ARROW_REPORT_ALL &&
              number_of(ArrowReport::not_proceed) == CAVEAT_ARROW_REPORT_NOT_PROCEED &&
              number_of(ArrowReport::problems) == CAVEAT_ARROW_REPORT_PROBLEMS);
static_assert(number_of(ArrowTable::rules) == CAVEAT_ARROW_TABLE_RULES &&
              number_of(ArrowTable::outcomes) == CAVEAT_ARROW_TABLE_OUTCOMES &&
              number_of(ArrowTable::facts) == CAVEAT_ARROW_TABLE_FACTS &&
              number_of(ArrowTable::codes) == CAVEAT_ARROW_TABLE_CODES &&
              number_of(ArrowTable::sources) == CAVEAT_ARROW_TABLE_SOURCES);
static_assert(number_of(Truth::no) == CAVEAT_NO && number_of(Truth::unknown) == CAVEAT_UNKNOWN &&
              number_of(Truth::yes) == CAVEAT_YES);
static_assert(number_of(Severity::note) == CAVEAT_NOTE &&
              number_of(Severity::warning) == CAVEAT_WARNING &&
              number_of(Severity::error) == CAVEAT_ERROR);
static_assert(number_of(FactKind::yes_no) == CAVEAT_FACT_YES_NO &&
              number_of(FactKind::number) == CAVEAT_FACT_NUMBER &&
              number_of(FactKind::choice) == CAVEAT_FACT_CHOICE &&
              number_of(FactKind::choices) == CAVEAT_FACT_CHOICES &&
              number_of(FactKind::date) == CAVEAT_FACT_DATE &&
              number_of(FactKind::records) == CAVEAT_FACT_RECORDS);
static_assert(number_of(Verb::inform) == CAVEAT_INFORM &&
              number_of(Verb::suggest) == CAVEAT_SUGGEST &&
              number_of(Verb::caution) == CAVEAT_CAUTION &&
              number_of(Verb::require) == CAVEAT_REQUIRE &&
              number_of(Verb::refer) == CAVEAT_REFER && number_of(Verb::avoid) == CAVEAT_AVOID);
static_assert(number_of(Verdict::not_applicable) == CAVEAT_NOT_APPLICABLE &&
              number_of(Verdict::proceed) == CAVEAT_PROCEED &&
              number_of(Verdict::proceed_with_conditions) == CAVEAT_PROCEED_WITH_CONDITIONS &&
              number_of(Verdict::refer_first) == CAVEAT_REFER_FIRST &&
              number_of(Verdict::do_not_proceed) == CAVEAT_DO_NOT_PROCEED);
static_assert(number_of(Respondent::patient) == CAVEAT_PATIENT &&
              number_of(Respondent::clinician) == CAVEAT_CLINICIAN);
static_assert(number_of(IfUnknown::ask) == CAVEAT_ASK &&
              number_of(IfUnknown::presume) == CAVEAT_PRESUME &&
              number_of(IfUnknown::ignore) == CAVEAT_IGNORE);
static_assert(number_of(Status::not_fired) == CAVEAT_RULE_NOT_FIRED &&
              number_of(Status::overridden) == CAVEAT_RULE_OVERRIDDEN &&
              number_of(Status::undecided) == CAVEAT_RULE_UNDECIDED &&
              number_of(Status::presumed) == CAVEAT_RULE_PRESUMED &&
              number_of(Status::fired) == CAVEAT_RULE_FIRED);
static_assert(number_of(Certainty::presumed) == CAVEAT_PRESUMED &&
              number_of(Certainty::certain) == CAVEAT_CERTAIN);
static_assert(number_of(Operator::is_yes) == CAVEAT_OP_IS_YES &&
              number_of(Operator::equal) == CAVEAT_OP_EQUAL &&
              number_of(Operator::less) == CAVEAT_OP_LESS &&
              number_of(Operator::less_or_equal) == CAVEAT_OP_LESS_OR_EQUAL &&
              number_of(Operator::greater) == CAVEAT_OP_GREATER &&
              number_of(Operator::greater_or_equal) == CAVEAT_OP_GREATER_OR_EQUAL &&
              number_of(Operator::between) == CAVEAT_OP_BETWEEN &&
              number_of(Operator::is_one_of) == CAVEAT_OP_IS_ONE_OF &&
              number_of(Operator::includes_any) == CAVEAT_OP_INCLUDES_ANY &&
              number_of(Operator::includes_all) == CAVEAT_OP_INCLUDES_ALL &&
              number_of(Operator::is_empty) == CAVEAT_OP_IS_EMPTY &&
              number_of(Operator::before) == CAVEAT_OP_BEFORE &&
              number_of(Operator::after) == CAVEAT_OP_AFTER &&
              number_of(Operator::on) == CAVEAT_OP_ON &&
              number_of(Operator::within_last) == CAVEAT_OP_WITHIN_LAST &&
              number_of(Operator::more_than_ago) == CAVEAT_OP_MORE_THAN_AGO &&
              number_of(Operator::in_band) == CAVEAT_OP_IN_BAND &&
              number_of(Operator::at_least_records) == CAVEAT_OP_AT_LEAST_RECORDS &&
              number_of(Operator::at_most_records) == CAVEAT_OP_AT_MOST_RECORDS &&
              number_of(Operator::lifted) == CAVEAT_OP_LIFTED);
static_assert(number_of(AnswerState::absent) == CAVEAT_STATE_ABSENT &&
              number_of(AnswerState::not_known) == CAVEAT_STATE_NOT_KNOWN &&
              number_of(AnswerState::wrong) == CAVEAT_STATE_WRONG &&
              number_of(AnswerState::answered) == CAVEAT_STATE_ANSWERED);
static_assert(number_of(WhyOf::all) == CAVEAT_WHY_ALL &&
              number_of(WhyOf::fired) == CAVEAT_WHY_FIRED);
static_assert(number_of(Reader::clinician) == CAVEAT_READER_CLINICIAN &&
              number_of(Reader::desk) == CAVEAT_READER_DESK &&
              number_of(Reader::patient) == CAVEAT_READER_PATIENT);
static_assert(number_of(ReplayOutcome::same) == CAVEAT_REPLAY_SAME &&
              number_of(ReplayOutcome::same_but_engine) == CAVEAT_REPLAY_SAME_BUT_ENGINE &&
              number_of(ReplayOutcome::different) == CAVEAT_REPLAY_DIFFERENT &&
              number_of(ReplayOutcome::altered) == CAVEAT_REPLAY_ALTERED &&
              number_of(ReplayOutcome::no_rules) == CAVEAT_REPLAY_NO_RULES &&
              number_of(ReplayOutcome::no_profile) == CAVEAT_REPLAY_NO_PROFILE &&
              number_of(ReplayOutcome::unreadable) == CAVEAT_REPLAY_UNREADABLE);
static_assert(number_of(ReloadOutcome::unchanged) == CAVEAT_RELOAD_UNCHANGED &&
              number_of(ReloadOutcome::swapped) == CAVEAT_RELOAD_SWAPPED &&
              number_of(ReloadOutcome::refused) == CAVEAT_RELOAD_REFUSED &&
              number_of(ReloadOutcome::unsettled) == CAVEAT_RELOAD_UNSETTLED &&
              number_of(ReloadOutcome::unreadable) == CAVEAT_RELOAD_UNREADABLE);

/// The word of a number of this enumeration; empty for a number that no enumerator can have.
template <typename Enumeration>
std::string_view word(std::int32_t value) {
    constexpr std::int32_t most = 255;  // each is a byte wide
    if (value < 0 || value > most) return {};
    return key(static_cast<Enumeration>(value));
}

std::string_view word(caveat_words list, std::int32_t value) {
    switch (list) {
        case CAVEAT_WORDS_TRUTH:
            return word<Truth>(value);
        case CAVEAT_WORDS_SEVERITY:
            return word<Severity>(value);
        case CAVEAT_WORDS_FACT_KIND:
            return word<FactKind>(value);
        case CAVEAT_WORDS_VERB:
            return word<Verb>(value);
        case CAVEAT_WORDS_VERDICT:
            return word<Verdict>(value);
        case CAVEAT_WORDS_RESPONDENT:
            return word<Respondent>(value);
        case CAVEAT_WORDS_IF_UNKNOWN:
            return word<IfUnknown>(value);
        case CAVEAT_WORDS_RULE_STATUS:
            return word<Status>(value);
        case CAVEAT_WORDS_CERTAINTY:
            return word<Certainty>(value);
        case CAVEAT_WORDS_OPERATOR:
            return word<Operator>(value);
        case CAVEAT_WORDS_REPLAY:
            return word<ReplayOutcome>(value);
        default:
            return {};
    }
}

}  // namespace

}  // namespace caveat::c_api

const char* caveat_word(caveat_words list, int32_t value) noexcept {
    // Words are literals, with a zero byte behind them.
    const std::string_view word = caveat::c_api::word(list, value);
    return word.empty() ? "" : word.data();
}
