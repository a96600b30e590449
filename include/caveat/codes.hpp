#pragma once

#include <array>
#include <span>
#include <string_view>

/// The code of every diagnostic, `Diagnostic::code`. Codes are stable: hosts may switch on them,
/// and translate by them. Within the library a diagnostic cannot be made with a code that is not
/// here.
///
/// A code stands once, where it is met first; some are said of rule files and of profiles.
namespace caveat::codes {

// The whole file.

/// YAML aliases are not allowed.
inline constexpr std::string_view alias = "alias";
/// YAML anchors are not allowed.
inline constexpr std::string_view anchor = "anchor";
/// An escape inside double quotes is not known.
inline constexpr std::string_view bad_escape = "bad-escape";
/// A line of YAML does not line up with the lines above.
inline constexpr std::string_view bad_indentation = "bad-indentation";
/// ` #` cuts a sentence: what follows is a comment (a warning).
inline constexpr std::string_view comment_after_expression = "comment-after-expression";
/// YAML keys marked with `?` are not allowed.
inline constexpr std::string_view complex_key = "complex-key";
/// YAML directives are not allowed.
inline constexpr std::string_view directive = "directive";
/// A piece of the file belongs to nothing, and YAML would drop it.
inline constexpr std::string_view dropped_content = "dropped-content";
/// A key stands twice in one mapping.
inline constexpr std::string_view duplicate_key = "duplicate-key";
/// The file holds nothing.
inline constexpr std::string_view empty_file = "empty-file";
/// There is no such file.
inline constexpr std::string_view file_not_found = "file-not-found";
/// The file has more bytes than `Limits::file_bytes`.
inline constexpr std::string_view file_too_large = "file-too-large";
/// The file cannot be read, as the system says.
inline constexpr std::string_view file_unreadable = "file-unreadable";
/// A character that nobody sees, or that means something else than it looks like.
inline constexpr std::string_view forbidden_character = "forbidden-character";
/// Laying the file out would change its content: a defect of the library.
inline constexpr std::string_view format_changed = "format-changed";
/// A defect of the library itself.
inline constexpr std::string_view internal = "internal";
/// A list or mapping is longer than `Limits::list_length`.
inline constexpr std::string_view list_length = "list-length";
/// A carriage return that is no part of a line break.
inline constexpr std::string_view lone_return = "lone-return";
/// YAML merge keys are not allowed.
inline constexpr std::string_view merge_key = "merge-key";
/// A blank is missing behind `:`.
inline constexpr std::string_view missing_blank = "missing-blank";
/// A key has no `:` after it.
inline constexpr std::string_view missing_colon = "missing-colon";
/// Lists and mappings are nested deeper than `Limits::nesting`.
inline constexpr std::string_view nesting = "nesting";
/// The file is no file of cases.
inline constexpr std::string_view not_a_case_file = "not-a-case-file";
/// The file is no rule file.
inline constexpr std::string_view not_a_rule_file = "not-a-rule-file";
/// A version was offered to a store, and was not accepted.
inline constexpr std::string_view not_accepted = "not-accepted";
/// The bytes are no UTF-8; of a rule file, a profile, or the id of a patient.
inline constexpr std::string_view not_utf8 = "not-utf8";
/// A second YAML document begins.
inline constexpr std::string_view second_document = "second-document";
/// YAML splits a condition at a comma.
inline constexpr std::string_view split_list = "split-list";
/// A tab cannot indent a line.
inline constexpr std::string_view tab_indentation = "tab-indentation";
/// YAML tags are not allowed.
inline constexpr std::string_view tag = "tag";
/// A text is longer than `Limits::text_bytes`.
inline constexpr std::string_view text_length = "text-length";
/// A text inside `{ }` or `[ ]` ends too early without quotes.
inline constexpr std::string_view text_needs_quotes = "text-needs-quotes";
/// More errors than are shown.
inline constexpr std::string_view too_many_errors = "too-many-errors";
/// More notes than are shown.
inline constexpr std::string_view too_many_notes = "too-many-notes";
/// The file has more keys and list entries than are read.
inline constexpr std::string_view too_many_values = "too-many-values";
/// More warnings than are shown.
inline constexpr std::string_view too_many_warnings = "too-many-warnings";
/// A bracket of YAML is never closed.
inline constexpr std::string_view unclosed_bracket = "unclosed-bracket";
/// A quote is never closed.
inline constexpr std::string_view unclosed_quote = "unclosed-quote";
/// The language version of the file is not known.
inline constexpr std::string_view unknown_version = "unknown-version";
/// A bracket of YAML closes nothing.
inline constexpr std::string_view unmatched_bracket = "unmatched-bracket";
/// A text goes on behind its closing quote.
inline constexpr std::string_view words_behind_quote = "words-behind-quote";
/// YAML cannot read the file.
inline constexpr std::string_view yaml_syntax = "yaml-syntax";

// Declarations.

/// Two phrases match the same words.
inline constexpr std::string_view ambiguous_phrase = "ambiguous-phrase";
/// A text is no date; of a rule file or a profile.
inline constexpr std::string_view bad_date = "bad-date";
/// What stands in for a fact cannot.
inline constexpr std::string_view bad_fall_back = "bad-fall-back";
/// A text is no range of numbers.
inline constexpr std::string_view bad_interval = "bad-interval";
/// A text is no name.
inline constexpr std::string_view bad_name = "bad-name";
/// A text is no number.
inline constexpr std::string_view bad_number = "bad-number";
/// The slots of a phrase are written in another way.
inline constexpr std::string_view bad_phrase = "bad-phrase";
/// No band covers a value that a score may have.
inline constexpr std::string_view bands_gap = "bands-gap";
/// Two bands of a score cover the same value.
inline constexpr std::string_view bands_overlap = "bands-overlap";
/// Something is made of itself.
inline constexpr std::string_view cycle = "cycle";
/// Two rules have one id.
inline constexpr std::string_view duplicate_id = "duplicate-id";
/// Two declarations have one name.
inline constexpr std::string_view duplicate_name = "duplicate-name";
/// No value lies within limits.
inline constexpr std::string_view empty_range = "empty-range";
/// A key has no meaning here.
inline constexpr std::string_view misplaced_key = "misplaced-key";
/// A declaration lacks a key that it needs.
inline constexpr std::string_view missing_key = "missing-key";
/// Points for a question that was not asked cannot be told.
inline constexpr std::string_view missing_not_asked = "missing-not-asked";
/// A key has no value.
inline constexpr std::string_view missing_value = "missing-value";
/// An entry of a score has no points.
inline constexpr std::string_view missing_weight = "missing-weight";
/// A name also reads as an expression.
inline constexpr std::string_view name_is_expression = "name-is-expression";
/// Two names look alike, with letters of two alphabets.
inline constexpr std::string_view names_look_alike = "names-look-alike";
/// A choice has no codes.
inline constexpr std::string_view no_codes = "no-codes";
/// A number has more than 18 digits.
inline constexpr std::string_view number_digits = "number-digits";
/// A number cannot be computed exactly.
inline constexpr std::string_view number_too_large = "number-too-large";
/// A whole date belongs here.
inline constexpr std::string_view partial_date = "partial-date";
/// A phrase has more slots than `Limits::phrase_slots`.
inline constexpr std::string_view phrase_slots = "phrase-slots";
/// A name contains a word of the language.
inline constexpr std::string_view reserved_word = "reserved-word";
/// A slot has the name of something declared.
inline constexpr std::string_view slot_is_a_name = "slot-is-a-name";
/// No row of a table counts a value that its fact may have.
inline constexpr std::string_view table_gap = "table-gap";
/// Two rows of a table count one value.
inline constexpr std::string_view table_overlap = "table-overlap";
/// A fact has more codes than `Limits::codes`.
inline constexpr std::string_view too_many_codes = "too-many-codes";
/// More facts than `Limits::facts`.
inline constexpr std::string_view too_many_facts = "too-many-facts";
/// Rules override one another too often.
inline constexpr std::string_view too_many_overrides = "too-many-overrides";
/// More rules than `Limits::rules`.
inline constexpr std::string_view too_many_rules = "too-many-rules";
/// A source that is cited is not declared.
inline constexpr std::string_view undeclared_source = "undeclared-source";
/// A key names no group of conditions.
inline constexpr std::string_view unknown_group = "unknown-group";
/// A key is not known here; of a rule file or a profile.
inline constexpr std::string_view unknown_key = "unknown-key";
/// `asked of` names nobody.
inline constexpr std::string_view unknown_respondent = "unknown-respondent";
/// No rule has the id.
inline constexpr std::string_view unknown_rule = "unknown-rule";
/// An outcome begins with no verb.
inline constexpr std::string_view unknown_verb = "unknown-verb";
/// A word is not one of those that may stand here.
inline constexpr std::string_view unknown_word = "unknown-word";
/// A text, list or mapping stands where another belongs.
inline constexpr std::string_view wrong_form = "wrong-form";
/// A declaration cannot have what stands in it.
inline constexpr std::string_view wrong_kind = "wrong-kind";
/// A word is not one of the two or three that may stand here.
inline constexpr std::string_view wrong_value = "wrong-value";

// Sentences.

/// Outcomes are joined by `and`.
inline constexpr std::string_view and_between_outcomes = "and-between-outcomes";
/// An outcome takes plain numbers.
inline constexpr std::string_view bad_argument = "bad-argument";
/// A number of records is whole.
inline constexpr std::string_view bad_count = "bad-count";
/// A number of decimal places is whole and small.
inline constexpr std::string_view bad_places = "bad-places";
/// A test has one comparison sign.
inline constexpr std::string_view chained_comparison = "chained-comparison";
/// A code stands where a condition belongs.
inline constexpr std::string_view code_after_and = "code-after-and";
/// A code stands where a number belongs.
inline constexpr std::string_view code_as_name = "code-as-name";
/// A test holds always, or never, whatever is answered.
inline constexpr std::string_view decided_test = "decided-test";
/// Numbers have a decimal point.
inline constexpr std::string_view decimal_comma = "decimal-comma";
/// Two facts are compared that have different codes.
inline constexpr std::string_view different_codes = "different-codes";
/// A number is not measured in the unit of its fact.
inline constexpr std::string_view different_units = "different-units";
/// Two written numbers are divided, which is often a date or a ratio.
inline constexpr std::string_view divided_literals = "divided-literals";
/// The divisor may be 0.
inline constexpr std::string_view divisor_may_be_zero = "divisor-may-be-zero";
/// `not` stands twice.
inline constexpr std::string_view double_not = "double-not";
/// A group of conditions is empty.
inline constexpr std::string_view empty_group = "empty-group";
/// Parentheses and operators are nested deeper than `Limits::expression_depth`.
inline constexpr std::string_view expression_depth = "expression-depth";
/// A field of records stands outside a `where`.
inline constexpr std::string_view field_outside_where = "field-outside-where";
/// A wording of another language or program.
inline constexpr std::string_view foreign_wording = "foreign-wording";
/// A fraction is compared with what is always whole.
inline constexpr std::string_view fraction_of_whole = "fraction-of-whole";
/// `include` stands behind a fact with one value.
inline constexpr std::string_view include_for_choice = "include-for-choice";
/// `is` stands behind a fact that may hold several codes.
inline constexpr std::string_view is_for_choices = "is-for-choices";
/// A rule needs an arrow.
inline constexpr std::string_view missing_arrow = "missing-arrow";
/// Minus needs a blank on both sides.
inline constexpr std::string_view missing_blanks = "missing-blanks";
/// A code is missing.
inline constexpr std::string_view missing_code = "missing-code";
/// A rule that others may name needs an id.
inline constexpr std::string_view missing_id = "missing-id";
/// A number is missing.
inline constexpr std::string_view missing_number = "missing-number";
/// Something is missing beside an operator.
inline constexpr std::string_view missing_operand = "missing-operand";
/// Nothing joins two conditions.
inline constexpr std::string_view missing_operator = "missing-operator";
/// Conditions that are counted stand in parentheses.
inline constexpr std::string_view missing_parenthesis = "missing-parenthesis";
/// A number has no unit, and its fact has one.
inline constexpr std::string_view missing_unit = "missing-unit";
/// A word of the language is missing.
inline constexpr std::string_view missing_word = "missing-word";
/// A word of the language is misspelt.
inline constexpr std::string_view misspelt_keyword = "misspelt-keyword";
/// `and` beside `or` needs parentheses.
inline constexpr std::string_view mixed_and_or = "mixed-and-or";
/// A `where` cannot ask about a list of records.
inline constexpr std::string_view nested_records = "nested-records";
/// Records have no date to tell the latest by.
inline constexpr std::string_view no_dates = "no-dates";
/// `no` stands where `not` belongs.
inline constexpr std::string_view no_for_not = "no-for-not";
/// A draft has no sentences.
inline constexpr std::string_view no_sentences = "no-sentences";
/// A wording asks something that no condition asks.
inline constexpr std::string_view no_such_test = "no-such-test";
/// Something is neither true nor false.
inline constexpr std::string_view not_a_condition = "not-a-condition";
/// A name is no parameter.
inline constexpr std::string_view not_a_parameter = "not-a-parameter";
/// A condition stands where a value belongs.
inline constexpr std::string_view not_a_value = "not-a-value";
/// A fact has no records.
inline constexpr std::string_view not_records = "not-records";
/// Only codes stand in quotes.
inline constexpr std::string_view quotation_mark = "quotation-mark";
/// A rule is written as a sentence and in keys.
inline constexpr std::string_view rule_twice = "rule-twice";
/// A rule has one arrow.
inline constexpr std::string_view second_arrow = "second-arrow";
/// A rule has one `unless`.
inline constexpr std::string_view second_unless = "second-unless";
/// A second key beside a group of conditions.
inline constexpr std::string_view several_groups = "several-groups";
/// `one of` takes two codes or more.
inline constexpr std::string_view short_code_list = "short-code-list";
/// A number has its thousands set apart.
inline constexpr std::string_view thousands_separator = "thousands-separator";
/// A rule has an `unless` in its sentence and in its keys.
inline constexpr std::string_view two_exemptions = "two-exemptions";
/// A wording can be read in two ways.
inline constexpr std::string_view two_readings = "two-readings";
/// A word or sign belongs to nothing here.
inline constexpr std::string_view unexpected_word = "unexpected-word";
/// A fact has no such code; of a rule file or a profile.
inline constexpr std::string_view unknown_code = "unknown-code";
/// No fact is called that; of a case or a profile.
inline constexpr std::string_view unknown_fact = "unknown-fact";
/// Records have no such field; of a rule file or a profile.
inline constexpr std::string_view unknown_field = "unknown-field";
/// Nothing is called that.
inline constexpr std::string_view unknown_name = "unknown-name";
/// No outcome is called that.
inline constexpr std::string_view unknown_outcome = "unknown-outcome";
/// A sign is none of the language.
inline constexpr std::string_view unknown_sign = "unknown-sign";
/// An outcome has no such slot.
inline constexpr std::string_view unknown_slot = "unknown-slot";
/// No unit is called that; of a rule file or a profile.
inline constexpr std::string_view unknown_unit = "unknown-unit";
/// `unless` stands before the arrow.
inline constexpr std::string_view unless_after_arrow = "unless-after-arrow";
/// A parenthesis has no other.
inline constexpr std::string_view unmatched_parenthesis = "unmatched-parenthesis";
/// Only mild rules may ignore what is unknown.
inline constexpr std::string_view unsafe_ignore = "unsafe-ignore";
/// A `where` needs parentheses behind it.
inline constexpr std::string_view where_parentheses = "where-parentheses";
/// A field stands behind the end of its `where`.
inline constexpr std::string_view where_scope = "where-scope";
/// A yes/no fact is a condition by itself.
inline constexpr std::string_view yes_no_test = "yes-no-test";

// Findings: a rule file that loads, and is probably not what its author meant.

/// Something is accepted that was not found.
inline constexpr std::string_view accepted_nothing = "accepted-nothing";
/// A rule fires for everybody.
inline constexpr std::string_view always_fires = "always-fires";
/// An answer in the file is no longer true.
inline constexpr std::string_view answer_untrue = "answer-untrue";
/// A rule adds nothing to another.
inline constexpr std::string_view contained = "contained";
/// Two rules fire together that say opposite things.
inline constexpr std::string_view contradiction = "contradiction";
/// Nobody comes to a band.
inline constexpr std::string_view empty_band = "empty-band";
/// A number looks like a fraction where its fact is in percent.
inline constexpr std::string_view fraction_of_percent = "fraction-of-percent";
/// A rule lifts a stricter one.
inline constexpr std::string_view hides_stricter = "hides-stricter";
/// No entry of a score counts a value between two that are counted.
inline constexpr std::string_view hole = "hole";
/// A question is asked whose answer changes nothing.
inline constexpr std::string_view idle_question = "idle-question";
/// Something is accepted without a reason.
inline constexpr std::string_view missing_reason = "missing-reason";
/// An entry of a score never counts for anybody.
inline constexpr std::string_view never_counts = "never-counts";
/// An exemption never holds.
inline constexpr std::string_view never_exempt = "never-exempt";
/// A rule never fires.
inline constexpr std::string_view never_fires = "never-fires";
/// A rule gives no reason.
inline constexpr std::string_view no_because = "no-because";
/// The rule set has no id.
inline constexpr std::string_view no_id = "no-id";
/// Nothing says when the rules are to be reviewed.
inline constexpr std::string_view no_review_date = "no-review-date";
/// An outcome has no sentence for patients.
inline constexpr std::string_view no_say = "no-say";
/// A rule rests on no source.
inline constexpr std::string_view no_source = "no-source";
/// The rule set has no version.
inline constexpr std::string_view no_version = "no-version";
/// A code that denies the others may stand beside them.
inline constexpr std::string_view not_exclusive = "not-exclusive";
/// A question took longer than it was given.
inline constexpr std::string_view not_decided = "not-decided";
/// Two rules fire for the same patients.
inline constexpr std::string_view same_rule = "same-rule";
/// No finding is called that.
inline constexpr std::string_view unknown_finding = "unknown-finding";
/// Nothing uses a fact.
inline constexpr std::string_view unused_fact = "unused-fact";
/// No rule leads to an outcome.
inline constexpr std::string_view unused_outcome = "unused-outcome";
/// Nothing uses a parameter.
inline constexpr std::string_view unused_parameter = "unused-parameter";
/// Nothing rests on a source.
inline constexpr std::string_view unused_source = "unused-source";
/// Nothing uses a term.
inline constexpr std::string_view unused_term = "unused-term";

// Cases.

/// A case expects nothing.
inline constexpr std::string_view empty_expectation = "empty-expectation";
/// No rule uses a test with the words of a case.
inline constexpr std::string_view unknown_test = "unknown-test";

// Profiles.

/// A date lies after the day of the screening.
inline constexpr std::string_view after_as_of = "after-as-of";
/// The day of the screening is no full date.
inline constexpr std::string_view bad_as_of = "bad-as-of";
/// An answer and the records say different things.
inline constexpr std::string_view conflict = "conflict";
/// Something is given twice in one text.
inline constexpr std::string_view given_twice = "given-twice";
/// Answers contradict each other.
inline constexpr std::string_view impossible = "impossible";
/// A text is no JSON.
inline constexpr std::string_view invalid_json = "invalid-json";
/// A field is given outside any record.
inline constexpr std::string_view misplaced_field = "misplaced-field";
/// A record is given, or named, where there is none.
inline constexpr std::string_view misplaced_record = "misplaced-record";
/// The day of the screening is missing.
inline constexpr std::string_view missing_as_of = "missing-as-of";
/// No number lies within the limits given.
inline constexpr std::string_view no_number = "no-number";
/// An answer is no number.
inline constexpr std::string_view not_a_number = "not-a-number";
/// A code that stands alone is given beside others.
inline constexpr std::string_view not_alone = "not-alone";
/// An answer is given that does not apply (a note).
inline constexpr std::string_view not_asked = "not-asked";
/// Nobody has been screened: a report was asked of a screening that nothing has filled.
inline constexpr std::string_view not_screened = "not-screened";
/// A number must be whole.
inline constexpr std::string_view not_whole = "not-whole";
/// A value is none that its fact may have.
inline constexpr std::string_view out_of_range = "out-of-range";
/// A number is too large to be computed exactly.
inline constexpr std::string_view overflow = "overflow";
/// A code is both present and absent.
inline constexpr std::string_view present_and_absent = "present-and-absent";
/// A record is dated after the day of the screening.
inline constexpr std::string_view record_after_as_of = "record-after-as-of";
/// The rules were to be reviewed before this day (a warning).
inline constexpr std::string_view review_overdue = "review-overdue";
/// A record says exactly the same as another (a note).
inline constexpr std::string_view same_record = "same-record";
/// A JSON text is nested too deep.
inline constexpr std::string_view too_deep = "too-deep";
/// A JSON text has too many bytes or values.
inline constexpr std::string_view too_large = "too-large";
/// A list has too many entries.
inline constexpr std::string_view too_long = "too-long";
/// A number has more than 18 digits.
inline constexpr std::string_view too_many_digits = "too-many-digits";
/// A record is no object.
inline constexpr std::string_view unreadable_record = "unreadable-record";
/// A profile of a batch was built for another rule set.
inline constexpr std::string_view wrong_rule_set = "wrong-rule-set";
/// A profile is no JSON object.
inline constexpr std::string_view wrong_shape = "wrong-shape";
/// An answer is of a kind that its fact does not take.
inline constexpr std::string_view wrong_type = "wrong-type";
/// An answer has a unit that cannot be converted to that of its fact.
inline constexpr std::string_view wrong_unit = "wrong-unit";

// Columns of a batch.

/// A column is of a kind that its fact does not take.
inline constexpr std::string_view wrong_column = "wrong-column";
/// A column is too short.
inline constexpr std::string_view wrong_length = "wrong-length";
/// The offsets of a list of records go down, or beyond the columns.
inline constexpr std::string_view wrong_offsets = "wrong-offsets";
/// The scale of a column is not 0 to 18.
inline constexpr std::string_view wrong_scale = "wrong-scale";

/// Every code, in the order of the alphabet.
inline constexpr std::array list{
    accepted_nothing,
    after_as_of,
    alias,
    always_fires,
    ambiguous_phrase,
    anchor,
    and_between_outcomes,
    answer_untrue,
    bad_argument,
    bad_as_of,
    bad_count,
    bad_date,
    bad_escape,
    bad_fall_back,
    bad_indentation,
    bad_interval,
    bad_name,
    bad_number,
    bad_phrase,
    bad_places,
    bands_gap,
    bands_overlap,
    chained_comparison,
    code_after_and,
    code_as_name,
    comment_after_expression,
    complex_key,
    conflict,
    contained,
    contradiction,
    cycle,
    decided_test,
    decimal_comma,
    different_codes,
    different_units,
    directive,
    divided_literals,
    divisor_may_be_zero,
    double_not,
    dropped_content,
    duplicate_id,
    duplicate_key,
    duplicate_name,
    empty_band,
    empty_expectation,
    empty_file,
    empty_group,
    empty_range,
    expression_depth,
    field_outside_where,
    file_not_found,
    file_too_large,
    file_unreadable,
    forbidden_character,
    foreign_wording,
    format_changed,
    fraction_of_percent,
    fraction_of_whole,
    given_twice,
    hides_stricter,
    hole,
    idle_question,
    impossible,
    include_for_choice,
    internal,
    invalid_json,
    is_for_choices,
    list_length,
    lone_return,
    merge_key,
    misplaced_field,
    misplaced_key,
    misplaced_record,
    missing_arrow,
    missing_as_of,
    missing_blank,
    missing_blanks,
    missing_code,
    missing_colon,
    missing_id,
    missing_key,
    missing_not_asked,
    missing_number,
    missing_operand,
    missing_operator,
    missing_parenthesis,
    missing_reason,
    missing_unit,
    missing_value,
    missing_weight,
    missing_word,
    misspelt_keyword,
    mixed_and_or,
    name_is_expression,
    names_look_alike,
    nested_records,
    nesting,
    never_counts,
    never_exempt,
    never_fires,
    no_because,
    no_codes,
    no_dates,
    no_for_not,
    no_id,
    no_number,
    no_review_date,
    no_say,
    no_sentences,
    no_source,
    no_such_test,
    no_version,
    not_a_case_file,
    not_a_condition,
    not_a_number,
    not_a_parameter,
    not_a_rule_file,
    not_a_value,
    not_accepted,
    not_alone,
    not_asked,
    not_decided,
    not_exclusive,
    not_records,
    not_screened,
    not_utf8,
    not_whole,
    number_digits,
    number_too_large,
    out_of_range,
    overflow,
    partial_date,
    phrase_slots,
    present_and_absent,
    quotation_mark,
    record_after_as_of,
    reserved_word,
    review_overdue,
    rule_twice,
    same_record,
    same_rule,
    second_arrow,
    second_document,
    second_unless,
    several_groups,
    short_code_list,
    slot_is_a_name,
    split_list,
    tab_indentation,
    table_gap,
    table_overlap,
    tag,
    text_length,
    text_needs_quotes,
    thousands_separator,
    too_deep,
    too_large,
    too_long,
    too_many_codes,
    too_many_digits,
    too_many_errors,
    too_many_facts,
    too_many_notes,
    too_many_overrides,
    too_many_rules,
    too_many_values,
    too_many_warnings,
    two_exemptions,
    two_readings,
    unclosed_bracket,
    unclosed_quote,
    undeclared_source,
    unexpected_word,
    unknown_code,
    unknown_fact,
    unknown_field,
    unknown_finding,
    unknown_group,
    unknown_key,
    unknown_name,
    unknown_outcome,
    unknown_respondent,
    unknown_rule,
    unknown_sign,
    unknown_slot,
    unknown_test,
    unknown_unit,
    unknown_verb,
    unknown_version,
    unknown_word,
    unless_after_arrow,
    unmatched_bracket,
    unmatched_parenthesis,
    unreadable_record,
    unsafe_ignore,
    unused_fact,
    unused_outcome,
    unused_parameter,
    unused_source,
    unused_term,
    where_parentheses,
    where_scope,
    words_behind_quote,
    wrong_column,
    wrong_form,
    wrong_kind,
    wrong_length,
    wrong_offsets,
    wrong_rule_set,
    wrong_scale,
    wrong_shape,
    wrong_type,
    wrong_unit,
    wrong_value,
    yaml_syntax,
    yes_no_test,
};

/// The same, for loops.
constexpr std::span<const std::string_view> all() {
    return list;
}

/// Whether a text is one of the codes.
constexpr bool is_known(std::string_view code) {
    for (const std::string_view each : list) {
        if (each == code) return true;
    }
    return false;
}

}  // namespace caveat::codes
