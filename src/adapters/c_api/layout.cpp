// The layout of every struct that crosses the C interface: programs are compiled against it, so no
// number here ever changes. A struct that begins with `size` may grow at its end, and never has
// room behind its last member: there a later member would be read from old programs, which never
// set it.

#include <caveat/caveat.h>

#include <cstddef>

namespace {

#if defined(__LP64__) || defined(_WIN64)
constexpr bool is_wide = true;
#else
constexpr bool is_wide = false;  // pointers of 4 bytes, as wasm32 has them
#endif

/// Where pointers have 8 bytes, and where they have 4.
constexpr bool is_one_of(std::size_t found, std::size_t wide, std::size_t narrow) {
    return found == (is_wide ? wide : narrow);
}

// NOLINTBEGIN(cppcoreguidelines-macro-usage): members have no names for templates
#define CAVEAT_SIZE(type, wide, narrow) static_assert(is_one_of(sizeof(type), wide, narrow))
#define CAVEAT_AT(type, member, wide, narrow) \
    static_assert(is_one_of(offsetof(type, member), wide, narrow))
#define CAVEAT_LAST(type, member) \
    static_assert(offsetof(type, member) + sizeof(type::member) == sizeof(type))
// NOLINTEND(cppcoreguidelines-macro-usage)

CAVEAT_SIZE(caveat_text, 16, 8);
CAVEAT_AT(caveat_text, data, 0, 0);
CAVEAT_AT(caveat_text, length, 8, 4);

CAVEAT_SIZE(caveat_decimal, 16, 16);
CAVEAT_AT(caveat_decimal, coefficient, 0, 0);
CAVEAT_AT(caveat_decimal, scale, 8, 8);
CAVEAT_AT(caveat_decimal, is_known, 12, 12);

CAVEAT_SIZE(caveat_date, 12, 12);
CAVEAT_AT(caveat_date, year, 0, 0);
CAVEAT_AT(caveat_date, month, 4, 4);
CAVEAT_AT(caveat_date, day, 8, 8);

CAVEAT_SIZE(caveat_place, 12, 12);
CAVEAT_AT(caveat_place, fact, 0, 0);
CAVEAT_AT(caveat_place, record, 4, 4);
CAVEAT_AT(caveat_place, field, 8, 8);

CAVEAT_SIZE(caveat_limits, 80, 40);
CAVEAT_AT(caveat_limits, size, 0, 0);
CAVEAT_AT(caveat_limits, file_bytes, 8, 4);
CAVEAT_AT(caveat_limits, nesting, 16, 8);
CAVEAT_AT(caveat_limits, expression_depth, 24, 12);
CAVEAT_AT(caveat_limits, list_length, 32, 16);
CAVEAT_AT(caveat_limits, rules, 40, 20);
CAVEAT_AT(caveat_limits, facts, 48, 24);
CAVEAT_AT(caveat_limits, codes, 56, 28);
CAVEAT_AT(caveat_limits, phrase_slots, 64, 32);
CAVEAT_AT(caveat_limits, text_bytes, 72, 36);
CAVEAT_LAST(caveat_limits, text_bytes);

CAVEAT_SIZE(caveat_rules_info, 144, 92);
CAVEAT_AT(caveat_rules_info, size, 0, 0);
CAVEAT_AT(caveat_rules_info, id, 8, 4);
CAVEAT_AT(caveat_rules_info, version, 24, 12);
CAVEAT_AT(caveat_rules_info, title, 40, 20);
CAVEAT_AT(caveat_rules_info, screens, 56, 28);
CAVEAT_AT(caveat_rules_info, sha256, 72, 36);
CAVEAT_AT(caveat_rules_info, text, 88, 44);
CAVEAT_AT(caveat_rules_info, review_by, 104, 52);
CAVEAT_AT(caveat_rules_info, fact_count, 116, 64);
CAVEAT_AT(caveat_rules_info, rule_count, 120, 68);
CAVEAT_AT(caveat_rules_info, outcome_count, 124, 72);
CAVEAT_AT(caveat_rules_info, score_count, 128, 76);
CAVEAT_AT(caveat_rules_info, source_count, 132, 80);
CAVEAT_AT(caveat_rules_info, audience, 136, 84);
CAVEAT_AT(caveat_rules_info, reserved, 140, 88);
CAVEAT_LAST(caveat_rules_info, reserved);

CAVEAT_SIZE(caveat_fact_info, 144, 104);
CAVEAT_AT(caveat_fact_info, size, 0, 0);
CAVEAT_AT(caveat_fact_info, name, 8, 4);
CAVEAT_AT(caveat_fact_info, key, 24, 12);
CAVEAT_AT(caveat_fact_info, ask, 40, 20);
CAVEAT_AT(caveat_fact_info, unit, 56, 28);
CAVEAT_AT(caveat_fact_info, each, 72, 36);
CAVEAT_AT(caveat_fact_info, kind, 88, 44);
CAVEAT_AT(caveat_fact_info, whom, 92, 48);
CAVEAT_AT(caveat_fact_info, code_count, 96, 52);
CAVEAT_AT(caveat_fact_info, field_count, 100, 56);
CAVEAT_AT(caveat_fact_info, is_whole, 104, 60);
CAVEAT_AT(caveat_fact_info, reserved, 108, 64);
CAVEAT_AT(caveat_fact_info, from, 112, 72);
CAVEAT_AT(caveat_fact_info, to, 128, 88);
CAVEAT_LAST(caveat_fact_info, to);

CAVEAT_SIZE(caveat_field_info, 104, 80);
CAVEAT_AT(caveat_field_info, size, 0, 0);
CAVEAT_AT(caveat_field_info, name, 8, 4);
CAVEAT_AT(caveat_field_info, key, 24, 12);
CAVEAT_AT(caveat_field_info, unit, 40, 20);
CAVEAT_AT(caveat_field_info, kind, 56, 28);
CAVEAT_AT(caveat_field_info, code_count, 60, 32);
CAVEAT_AT(caveat_field_info, is_whole, 64, 36);
CAVEAT_AT(caveat_field_info, reserved, 68, 40);
CAVEAT_AT(caveat_field_info, from, 72, 48);
CAVEAT_AT(caveat_field_info, to, 88, 64);
CAVEAT_LAST(caveat_field_info, to);

CAVEAT_SIZE(caveat_code_info, 40, 20);
CAVEAT_AT(caveat_code_info, size, 0, 0);
CAVEAT_AT(caveat_code_info, key, 8, 4);
CAVEAT_AT(caveat_code_info, label, 24, 12);
CAVEAT_LAST(caveat_code_info, label);

CAVEAT_SIZE(caveat_rule_info, 144, 84);
CAVEAT_AT(caveat_rule_info, size, 0, 0);
CAVEAT_AT(caveat_rule_info, id, 8, 4);
CAVEAT_AT(caveat_rule_info, because, 24, 12);
CAVEAT_AT(caveat_rule_info, sentence, 40, 20);
CAVEAT_AT(caveat_rule_info, sources, 56, 28);
CAVEAT_AT(caveat_rule_info, outcomes, 64, 32);
CAVEAT_AT(caveat_rule_info, overrides, 72, 36);
CAVEAT_AT(caveat_rule_info, overridden_by, 80, 40);
CAVEAT_AT(caveat_rule_info, source_count, 88, 44);
CAVEAT_AT(caveat_rule_info, outcome_count, 96, 48);
CAVEAT_AT(caveat_rule_info, overrides_count, 104, 52);
CAVEAT_AT(caveat_rule_info, overridden_by_count, 112, 56);
CAVEAT_AT(caveat_rule_info, strictest, 120, 60);
CAVEAT_AT(caveat_rule_info, if_unknown, 124, 64);
CAVEAT_AT(caveat_rule_info, begin, 128, 68);
CAVEAT_AT(caveat_rule_info, end, 132, 72);
CAVEAT_AT(caveat_rule_info, line, 136, 76);
CAVEAT_AT(caveat_rule_info, column, 140, 80);
CAVEAT_LAST(caveat_rule_info, column);

CAVEAT_SIZE(caveat_outcome_info, 64, 36);
CAVEAT_AT(caveat_outcome_info, size, 0, 0);
CAVEAT_AT(caveat_outcome_info, id, 8, 4);
CAVEAT_AT(caveat_outcome_info, name, 24, 12);
CAVEAT_AT(caveat_outcome_info, say, 40, 20);
CAVEAT_AT(caveat_outcome_info, verb, 56, 28);
CAVEAT_AT(caveat_outcome_info, argument_count, 60, 32);
CAVEAT_LAST(caveat_outcome_info, argument_count);

CAVEAT_SIZE(caveat_argument_info, 40, 32);
CAVEAT_AT(caveat_argument_info, size, 0, 0);
CAVEAT_AT(caveat_argument_info, name, 8, 4);
CAVEAT_AT(caveat_argument_info, value, 24, 16);
CAVEAT_LAST(caveat_argument_info, value);

CAVEAT_SIZE(caveat_score_info, 56, 28);
CAVEAT_AT(caveat_score_info, size, 0, 0);
CAVEAT_AT(caveat_score_info, name, 8, 4);
CAVEAT_AT(caveat_score_info, key, 24, 12);
CAVEAT_AT(caveat_score_info, bands, 40, 20);
CAVEAT_AT(caveat_score_info, band_count, 48, 24);
CAVEAT_LAST(caveat_score_info, band_count);

CAVEAT_SIZE(caveat_source_info, 72, 36);
CAVEAT_AT(caveat_source_info, size, 0, 0);
CAVEAT_AT(caveat_source_info, id, 8, 4);
CAVEAT_AT(caveat_source_info, title, 24, 12);
CAVEAT_AT(caveat_source_info, author, 40, 20);
CAVEAT_AT(caveat_source_info, says, 56, 28);
CAVEAT_LAST(caveat_source_info, says);

CAVEAT_SIZE(caveat_diagnostic, 104, 68);
CAVEAT_AT(caveat_diagnostic, size, 0, 0);
CAVEAT_AT(caveat_diagnostic, code, 8, 4);
CAVEAT_AT(caveat_diagnostic, message, 24, 12);
CAVEAT_AT(caveat_diagnostic, help, 40, 20);
CAVEAT_AT(caveat_diagnostic, path, 56, 28);
CAVEAT_AT(caveat_diagnostic, severity, 72, 36);
CAVEAT_AT(caveat_diagnostic, begin, 76, 40);
CAVEAT_AT(caveat_diagnostic, end, 80, 44);
CAVEAT_AT(caveat_diagnostic, line, 84, 48);
CAVEAT_AT(caveat_diagnostic, column, 88, 52);
CAVEAT_AT(caveat_diagnostic, label_count, 92, 56);
CAVEAT_AT(caveat_diagnostic, argument_count, 96, 60);
CAVEAT_AT(caveat_diagnostic, fix_count, 100, 64);
CAVEAT_LAST(caveat_diagnostic, fix_count);

CAVEAT_SIZE(caveat_label, 32, 20);
CAVEAT_AT(caveat_label, size, 0, 0);
CAVEAT_AT(caveat_label, text, 8, 4);
CAVEAT_AT(caveat_label, begin, 24, 12);
CAVEAT_AT(caveat_label, end, 28, 16);
CAVEAT_LAST(caveat_label, end);

CAVEAT_SIZE(caveat_message_argument, 40, 20);
CAVEAT_AT(caveat_message_argument, size, 0, 0);
CAVEAT_AT(caveat_message_argument, name, 8, 4);
CAVEAT_AT(caveat_message_argument, value, 24, 12);
CAVEAT_LAST(caveat_message_argument, value);

CAVEAT_SIZE(caveat_fix, 32, 16);
CAVEAT_AT(caveat_fix, size, 0, 0);
CAVEAT_AT(caveat_fix, title, 8, 4);
CAVEAT_AT(caveat_fix, edit_count, 24, 12);
CAVEAT_LAST(caveat_fix, edit_count);

CAVEAT_SIZE(caveat_edit, 32, 20);
CAVEAT_AT(caveat_edit, size, 0, 0);
CAVEAT_AT(caveat_edit, text, 8, 4);
CAVEAT_AT(caveat_edit, begin, 24, 12);
CAVEAT_AT(caveat_edit, end, 28, 16);
CAVEAT_LAST(caveat_edit, end);

CAVEAT_SIZE(caveat_screen_options, 56, 44);
CAVEAT_AT(caveat_screen_options, size, 0, 0);
CAVEAT_AT(caveat_screen_options, default_as_of, 8, 4);
CAVEAT_AT(caveat_screen_options, most_bytes, 16, 8);
CAVEAT_AT(caveat_screen_options, extra_facts_are_notes, 24, 12);
CAVEAT_AT(caveat_screen_options, without_patient, 28, 16);
CAVEAT_AT(caveat_screen_options, without_clinician, 32, 20);
CAVEAT_AT(caveat_screen_options, why, 36, 24);
CAVEAT_AT(caveat_screen_options, no_values, 40, 28);
CAVEAT_AT(caveat_screen_options, pretty, 44, 32);
CAVEAT_AT(caveat_screen_options, reader, 48, 36);
CAVEAT_AT(caveat_screen_options, details, 52, 40);
CAVEAT_LAST(caveat_screen_options, details);

CAVEAT_SIZE(caveat_answer, 184, 152);
CAVEAT_AT(caveat_answer, size, 0, 0);
CAVEAT_AT(caveat_answer, kind, 8, 4);
CAVEAT_AT(caveat_answer, state, 12, 8);
CAVEAT_AT(caveat_answer, yes, 16, 12);
CAVEAT_AT(caveat_answer, is_complete, 20, 16);
CAVEAT_AT(caveat_answer, date, 24, 20);
CAVEAT_AT(caveat_answer, reserved, 36, 32);
CAVEAT_AT(caveat_answer, number, 40, 40);
CAVEAT_AT(caveat_answer, from, 56, 56);
CAVEAT_AT(caveat_answer, above, 72, 72);
CAVEAT_AT(caveat_answer, to, 88, 88);
CAVEAT_AT(caveat_answer, below, 104, 104);
CAVEAT_AT(caveat_answer, unit, 120, 120);
CAVEAT_AT(caveat_answer, text, 136, 128);
CAVEAT_AT(caveat_answer, present, 152, 136);
CAVEAT_AT(caveat_answer, absent, 160, 140);
CAVEAT_AT(caveat_answer, present_count, 168, 144);
CAVEAT_AT(caveat_answer, absent_count, 176, 148);
CAVEAT_LAST(caveat_answer, absent_count);

CAVEAT_SIZE(caveat_screening_info, 56, 52);
CAVEAT_AT(caveat_screening_info, size, 0, 0);
CAVEAT_AT(caveat_screening_info, is_filled, 8, 4);
CAVEAT_AT(caveat_screening_info, applicable, 12, 8);
CAVEAT_AT(caveat_screening_info, at_least, 16, 12);
CAVEAT_AT(caveat_screening_info, verdict, 20, 16);
CAVEAT_AT(caveat_screening_info, at_most, 24, 20);
CAVEAT_AT(caveat_screening_info, complete, 28, 24);
CAVEAT_AT(caveat_screening_info, rule_count, 32, 28);
CAVEAT_AT(caveat_screening_info, outcome_count, 36, 32);
CAVEAT_AT(caveat_screening_info, score_count, 40, 36);
CAVEAT_AT(caveat_screening_info, problem_count, 44, 40);
CAVEAT_AT(caveat_screening_info, is_readable, 48, 44);
CAVEAT_AT(caveat_screening_info, reserved, 52, 48);
CAVEAT_LAST(caveat_screening_info, reserved);

CAVEAT_SIZE(caveat_rule_result, 24, 20);
CAVEAT_AT(caveat_rule_result, size, 0, 0);
CAVEAT_AT(caveat_rule_result, status, 8, 4);
CAVEAT_AT(caveat_rule_result, is_deferred, 12, 8);
CAVEAT_AT(caveat_rule_result, condition, 16, 12);
CAVEAT_AT(caveat_rule_result, reserved, 20, 16);
CAVEAT_LAST(caveat_rule_result, reserved);

CAVEAT_SIZE(caveat_why_result, 32, 16);
CAVEAT_AT(caveat_why_result, size, 0, 0);
CAVEAT_AT(caveat_why_result, reason_count, 8, 4);
CAVEAT_AT(caveat_why_result, facts, 16, 8);
CAVEAT_AT(caveat_why_result, fact_count, 24, 12);
CAVEAT_LAST(caveat_why_result, fact_count);

CAVEAT_SIZE(caveat_reason, 120, 68);
CAVEAT_AT(caveat_reason, size, 0, 0);
CAVEAT_AT(caveat_reason, truth, 8, 4);
CAVEAT_AT(caveat_reason, is_negated, 12, 8);
CAVEAT_AT(caveat_reason, op, 16, 12);
CAVEAT_AT(caveat_reason, reserved, 20, 16);
CAVEAT_AT(caveat_reason, places, 24, 20);
CAVEAT_AT(caveat_reason, place_count, 32, 24);
CAVEAT_AT(caveat_reason, subject, 40, 28);
CAVEAT_AT(caveat_reason, value, 56, 36);
CAVEAT_AT(caveat_reason, threshold, 72, 44);
CAVEAT_AT(caveat_reason, text, 88, 52);
CAVEAT_AT(caveat_reason, text_without_value, 104, 60);
CAVEAT_LAST(caveat_reason, text_without_value);

CAVEAT_SIZE(caveat_open_place, 16, 16);
CAVEAT_AT(caveat_open_place, place, 0, 0);
CAVEAT_AT(caveat_open_place, is_null, 12, 12);

CAVEAT_SIZE(caveat_outcome_found, 32, 20);
CAVEAT_AT(caveat_outcome_found, size, 0, 0);
CAVEAT_AT(caveat_outcome_found, outcome, 8, 4);
CAVEAT_AT(caveat_outcome_found, certainty, 12, 8);
CAVEAT_AT(caveat_outcome_found, rules, 16, 12);
CAVEAT_AT(caveat_outcome_found, rule_count, 24, 16);
CAVEAT_LAST(caveat_outcome_found, rule_count);

CAVEAT_SIZE(caveat_score_found, 88, 80);
CAVEAT_AT(caveat_score_found, size, 0, 0);
CAVEAT_AT(caveat_score_found, score, 8, 4);
CAVEAT_AT(caveat_score_found, is_prorated, 12, 8);
CAVEAT_AT(caveat_score_found, low, 16, 16);
CAVEAT_AT(caveat_score_found, high, 32, 32);
CAVEAT_AT(caveat_score_found, band, 48, 48);
CAVEAT_AT(caveat_score_found, total, 64, 56);
CAVEAT_AT(caveat_score_found, answered, 80, 72);
CAVEAT_AT(caveat_score_found, items, 84, 76);
CAVEAT_LAST(caveat_score_found, items);

CAVEAT_SIZE(caveat_question, 72, 44);
CAVEAT_AT(caveat_question, size, 0, 0);
CAVEAT_AT(caveat_question, fact, 8, 4);
CAVEAT_AT(caveat_question, whom, 12, 8);
CAVEAT_AT(caveat_question, strictest, 16, 12);
CAVEAT_AT(caveat_question, decides, 20, 16);
CAVEAT_AT(caveat_question, ask, 24, 20);
CAVEAT_AT(caveat_question, rules, 40, 28);
CAVEAT_AT(caveat_question, rule_count, 48, 32);
CAVEAT_AT(caveat_question, paths, 56, 36);
CAVEAT_AT(caveat_question, path_count, 64, 40);
CAVEAT_LAST(caveat_question, path_count);

CAVEAT_SIZE(caveat_replayed_info, 80, 44);
CAVEAT_AT(caveat_replayed_info, size, 0, 0);
CAVEAT_AT(caveat_replayed_info, id, 8, 4);
CAVEAT_AT(caveat_replayed_info, path, 24, 12);
CAVEAT_AT(caveat_replayed_info, recorded, 40, 20);
CAVEAT_AT(caveat_replayed_info, now, 56, 28);
CAVEAT_AT(caveat_replayed_info, outcome, 72, 36);
CAVEAT_AT(caveat_replayed_info, reserved, 76, 40);
CAVEAT_LAST(caveat_replayed_info, reserved);

CAVEAT_SIZE(caveat_store_options, 40, 20);
CAVEAT_AT(caveat_store_options, size, 0, 0);
CAVEAT_AT(caveat_store_options, limits, 8, 4);
CAVEAT_AT(caveat_store_options, keep, 16, 8);
CAVEAT_AT(caveat_store_options, accept, 24, 12);
CAVEAT_AT(caveat_store_options, user, 32, 16);
CAVEAT_LAST(caveat_store_options, user);

CAVEAT_SIZE(caveat_arrow_options, 112, 76);
CAVEAT_AT(caveat_arrow_options, size, 0, 0);
CAVEAT_AT(caveat_arrow_options, as_of, 8, 4);
CAVEAT_AT(caveat_arrow_options, columns, 16, 8);
CAVEAT_AT(caveat_arrow_options, column_count, 24, 12);
CAVEAT_AT(caveat_arrow_options, passthrough, 32, 16);
CAVEAT_AT(caveat_arrow_options, passthrough_count, 40, 20);
CAVEAT_AT(caveat_arrow_options, ignore, 48, 24);
CAVEAT_AT(caveat_arrow_options, ignore_count, 56, 28);
CAVEAT_AT(caveat_arrow_options, cancel, 64, 32);
CAVEAT_AT(caveat_arrow_options, without_patient, 72, 36);
CAVEAT_AT(caveat_arrow_options, without_clinician, 76, 40);
CAVEAT_AT(caveat_arrow_options, rules, 80, 44);
CAVEAT_AT(caveat_arrow_options, outcomes, 84, 48);
CAVEAT_AT(caveat_arrow_options, questions, 88, 52);
CAVEAT_AT(caveat_arrow_options, report, 92, 56);
CAVEAT_AT(caveat_arrow_options, why, 96, 60);
CAVEAT_AT(caveat_arrow_options, no_values, 100, 64);
CAVEAT_AT(caveat_arrow_options, plain_strings, 104, 68);
CAVEAT_AT(caveat_arrow_options, reserved, 108, 72);
CAVEAT_LAST(caveat_arrow_options, reserved);

// Arrow's own, as its specification has them.
CAVEAT_SIZE(ArrowSchema, 72, 48);
CAVEAT_SIZE(ArrowArray, 80, 64);
CAVEAT_SIZE(ArrowArrayStream, 40, 20);

#undef CAVEAT_SIZE
#undef CAVEAT_AT
#undef CAVEAT_LAST

}  // namespace
