#ifndef CAVEAT_CAVEAT_H
#define CAVEAT_CAVEAT_H

/** @file
 * Caveat for C and for everything that can call C. Target `caveat::c`, one library:
 * `libcaveat_c.so.0`.
 *
 *     caveat_rules *rules = NULL;
 *     caveat_profile *profile = NULL;
 *     caveat_place pain;
 *     if (caveat_load_file("rules.yaml", NULL, &rules, NULL) == CAVEAT_OK &&
 *         caveat_profile_new(rules, &profile) == CAVEAT_OK &&
 *         caveat_place_find(rules, "pain nrs", 8, &pain) == CAVEAT_OK) {
 *         caveat_answer answer = {0};
 *         answer.size = sizeof answer;
 *         answer.kind = CAVEAT_ANSWER_NUMBER;
 *         answer.number.coefficient = 7;
 *         caveat_profile_set(profile, pain, &answer);
 *         ...
 *     }
 *     caveat_profile_free(profile);
 *     caveat_rules_free(rules);
 *
 * Handles are opaque. What a `_new`, `_load_`, `_from_`, `_copy` or `_open` gives out is freed by
 * the function that ends in `_free`, which takes NULL. Everything made from a rule set keeps it
 * alive, so handles may be freed in any order.
 *
 * A struct that begins with `size` may grow at its end in later versions. The caller sets `size` to
 * the sizeof of the struct that it was compiled with; the library reads and writes no more than
 * that. A `size` too small for itself, or one larger than the library's where the rest is not zero,
 * is CAVEAT_BAD_ARGUMENT. Structs without `size` never change.
 *
 * Out-parameters are NULL or 0 before anything else happens, and stay so unless CAVEAT_OK is
 * returned or the function says otherwise. Where `size` is good, so are the members of a struct.
 *
 * A `char *` handed out through a pointer belongs to the caller, who gives it back to
 * caveat_string_free and to nothing else. Every other text, and every list, is borrowed: it lives
 * as long as the handle that it was asked from, of a profile until that is changed, of a screening
 * until that is filled anew. Texts are UTF-8 and end with a zero byte, which their length does not
 * count; texts of a profile that was no UTF-8 are as they were given. Lists may be NULL when empty.
 *
 * Texts given to a function are read during the call, with their length, and need no zero byte;
 * NULL stands for an empty text where the length is 0.
 *
 * Every pointer may be NULL. Where it may not be left out that is CAVEAT_BAD_ARGUMENT, and an index
 * or place that is not there is CAVEAT_NOT_FOUND; functions say so only where there is more to it.
 *
 * Threads: rule sets and stores may be used by any number of threads at once; each holder frees
 * after its own last use. Profiles, screenings and everything else by one thread at a time each.
 *
 * No call throws, prints, aborts, sets errno, or reads the clock or the locale; there is no state
 * but that of the handles.
 */

#include <caveat/arrow_abi.h>
#include <caveat/export.hpp>
#include <caveat/version.hpp>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
/** No exception passes. */
#define CAVEAT_NOEXCEPT noexcept
extern "C" {
#else
/** No exception passes. */
#define CAVEAT_NOEXCEPT
#endif

/* ---- values ------------------------------------------------------------- */

/** How a call ended. Numbers never change, here and in all the lists below; later versions may add
    some. */
typedef int32_t caveat_status;
enum {
    CAVEAT_OK = 0,            /**< it is done */
    CAVEAT_BAD_RULES = 1,     /**< the rule file has errors or cannot be read; diagnostics say why */
    CAVEAT_BAD_ARGUMENT = 2,  /**< something that must not be NULL is, or a value means nothing */
    CAVEAT_OUT_OF_MEMORY = 3, /**< memory could not be had */
    CAVEAT_INTERNAL_ERROR = 4, /**< a mistake inside the library; please report it */
    CAVEAT_NOT_FOUND = 5,     /**< there is no such thing, place, index or version */
    CAVEAT_BAD_SCHEMA = 6,    /**< a schema of Arrow cannot be used; diagnostics say why */
    CAVEAT_BAD_DATA = 7,      /**< a batch of Arrow is built wrongly; nothing of it was used */
    CAVEAT_STREAM_FAILED = 8, /**< a stream gave no schema; diagnostics say what its producer says */
    CAVEAT_CANCELLED = 9      /**< somebody called it off */
};

/** Kleene's truth values. */
typedef int32_t caveat_truth;
enum { CAVEAT_NO = 0, CAVEAT_UNKNOWN = 1, CAVEAT_YES = 2 };

/** How bad a problem is. */
typedef int32_t caveat_severity;
enum { CAVEAT_NOTE = 0, CAVEAT_WARNING = 1, CAVEAT_ERROR = 2 };

/** What kind of answer a fact takes. */
typedef int32_t caveat_fact_kind;
enum {
    CAVEAT_FACT_YES_NO = 0,
    CAVEAT_FACT_NUMBER = 1,
    CAVEAT_FACT_CHOICE = 2,
    CAVEAT_FACT_CHOICES = 3,
    CAVEAT_FACT_DATE = 4,
    CAVEAT_FACT_RECORDS = 5
};

/** What an outcome does to the plan, mildest first. */
typedef int32_t caveat_verb;
enum {
    CAVEAT_INFORM = 0,
    CAVEAT_SUGGEST = 1,
    CAVEAT_CAUTION = 2,
    CAVEAT_REQUIRE = 3,
    CAVEAT_REFER = 4,
    CAVEAT_AVOID = 5
};

/** Whether the planned care may go ahead, mildest first. */
typedef int32_t caveat_verdict;
enum {
    CAVEAT_NOT_APPLICABLE = 0,
    CAVEAT_PROCEED = 1,
    CAVEAT_PROCEED_WITH_CONDITIONS = 2,
    CAVEAT_REFER_FIRST = 3,
    CAVEAT_DO_NOT_PROCEED = 4
};

/** Who can answer a question. */
typedef int32_t caveat_respondent;
enum { CAVEAT_PATIENT = 0, CAVEAT_CLINICIAN = 1 };

/** What a rule does while its condition is unknown. */
typedef int32_t caveat_if_unknown;
enum { CAVEAT_ASK = 0, CAVEAT_PRESUME = 1, CAVEAT_IGNORE = 2 };

/** How a rule ended. Not fired, overridden and fired are final; presumed and undecided may move. */
typedef int32_t caveat_rule_status;
enum {
    CAVEAT_RULE_NOT_FIRED = 0,
    CAVEAT_RULE_OVERRIDDEN = 1,
    CAVEAT_RULE_UNDECIDED = 2,
    CAVEAT_RULE_PRESUMED = 3,
    CAVEAT_RULE_FIRED = 4
};

/** Whether an outcome is certain or rests on presumption alone. */
typedef int32_t caveat_certainty;
enum { CAVEAT_PRESUMED = 0, CAVEAT_CERTAIN = 1 };

/** The operator of a test, as a reason names it. */
typedef int32_t caveat_operator;
enum {
    CAVEAT_OP_IS_YES = 0,
    CAVEAT_OP_EQUAL = 1,
    CAVEAT_OP_LESS = 2,
    CAVEAT_OP_LESS_OR_EQUAL = 3,
    CAVEAT_OP_GREATER = 4,
    CAVEAT_OP_GREATER_OR_EQUAL = 5,
    CAVEAT_OP_BETWEEN = 6,
    CAVEAT_OP_IS_ONE_OF = 7,
    CAVEAT_OP_INCLUDES_ANY = 8,
    CAVEAT_OP_INCLUDES_ALL = 9,
    CAVEAT_OP_IS_EMPTY = 10,
    CAVEAT_OP_BEFORE = 11,
    CAVEAT_OP_AFTER = 12,
    CAVEAT_OP_ON = 13,
    CAVEAT_OP_WITHIN_LAST = 14,
    CAVEAT_OP_MORE_THAN_AGO = 15,
    CAVEAT_OP_IN_BAND = 16,
    CAVEAT_OP_AT_LEAST_RECORDS = 17,
    CAVEAT_OP_AT_MOST_RECORDS = 18,
    CAVEAT_OP_LIFTED = 19
};

/** For which rules a report says why. */
typedef int32_t caveat_why;
enum { CAVEAT_WHY_ALL = 0, CAVEAT_WHY_FIRED = 1 };

/** For whom a report in words is written. */
typedef int32_t caveat_reader;
enum {
    CAVEAT_READER_CLINICIAN = 0, /**< the decision, what to do, what to ask, advice */
    CAVEAT_READER_DESK = 1,      /**< whether to book, what to ask and arrange; no answers */
    CAVEAT_READER_PATIENT = 2    /**< sentences for the patient alone */
};

/** A list of words, for caveat_word. */
typedef int32_t caveat_words;
enum {
    CAVEAT_WORDS_TRUTH = 0,
    CAVEAT_WORDS_SEVERITY = 1,
    CAVEAT_WORDS_FACT_KIND = 2,
    CAVEAT_WORDS_VERB = 3,
    CAVEAT_WORDS_VERDICT = 4,
    CAVEAT_WORDS_RESPONDENT = 5,
    CAVEAT_WORDS_IF_UNKNOWN = 6,
    CAVEAT_WORDS_RULE_STATUS = 7,
    CAVEAT_WORDS_CERTAINTY = 8,
    CAVEAT_WORDS_OPERATOR = 9,
    CAVEAT_WORDS_REPLAY = 10
};

/** A text of `length` bytes. `data` is never NULL in what the library gives. */
typedef struct caveat_text {
    const char *data; /**< UTF-8, a zero byte behind it */
    size_t length;    /**< in bytes */
} caveat_text;

/** A number: `coefficient` divided by 10 to the power of `scale`. */
typedef struct caveat_decimal {
    int64_t coefficient; /**< all its digits, with the sign */
    int32_t scale;       /**< how many of them stand behind the point */
    int32_t is_known;    /**< 0: there is no number here, such as an end that is open */
} caveat_decimal;

/** A day, or as much of it as is known. */
typedef struct caveat_date {
    int32_t year;  /**< 1 to 9999; 0: there is no date here */
    int32_t month; /**< 1 to 12; 0: only the year is known */
    int32_t day;   /**< 1 to 31; 0: only the month is known */
} caveat_date;

/** No record, or no field, of a caveat_place. */
#define CAVEAT_NONE UINT32_MAX

/** A fact, one of its records, or a field of that: `{fact, CAVEAT_NONE, CAVEAT_NONE}`. */
typedef struct caveat_place {
    uint32_t fact;   /**< by its index in the rule set */
    uint32_t record; /**< from 0; CAVEAT_NONE: the whole fact */
    uint32_t field;  /**< by its index in the fact; CAVEAT_NONE: the whole record */
} caveat_place;

/* ---- rules -------------------------------------------------------------- */

/** A loaded rule file: it never changes, and is counted. */
typedef struct caveat_rules caveat_rules;
/** What was wrong with a rule file or a profile, as a list. */
typedef struct caveat_diagnostics caveat_diagnostics;

/** Bounds on what a rule file may cost; 0 stands for the default of each. */
typedef struct caveat_limits {
    size_t size;             /**< sizeof(caveat_limits) */
    size_t file_bytes;       /**< of the whole file */
    size_t nesting;          /**< levels of YAML */
    size_t expression_depth; /**< parentheses and operators inside one another */
    size_t list_length;      /**< entries of one YAML list or mapping */
    size_t rules;            /**< of one file */
    size_t facts;            /**< of one file */
    size_t codes;            /**< of one fact; at most 256 */
    size_t phrase_slots;     /**< of one outcome */
    size_t text_bytes;       /**< of one scalar */
} caveat_limits;

/**
 * Reads and checks a rule file. `path` is UTF-8 and ends with a zero byte.
 *
 * limits       may be NULL for the defaults
 * rules        receives the rule set: CAVEAT_OK, else CAVEAT_BAD_RULES
 * diagnostics  may be NULL; receives every error and warning, with both of these statuses
 */
CAVEAT_EXPORT caveat_status caveat_load_file(const char *path, const caveat_limits *limits,
                                             caveat_rules **rules,
                                             caveat_diagnostics **diagnostics) CAVEAT_NOEXCEPT;

/**
 * The same for text in memory. `name` stands for the file in diagnostics, and ends with a zero
 * byte; NULL means "rules.yaml".
 */
CAVEAT_EXPORT caveat_status caveat_load_text(const char *text, size_t length, const char *name,
                                             const caveat_limits *limits, caveat_rules **rules,
                                             caveat_diagnostics **diagnostics) CAVEAT_NOEXCEPT;

/** One more holder, who frees it too; gives the handle back. */
CAVEAT_EXPORT caveat_rules *caveat_rules_retain(caveat_rules *rules) CAVEAT_NOEXCEPT;
/** One holder less; the last one frees it. */
CAVEAT_EXPORT void caveat_rules_free(caveat_rules *rules) CAVEAT_NOEXCEPT;

/** What a rule file says of itself, and how many things it declares. */
typedef struct caveat_rules_info {
    size_t size;            /**< sizeof(caveat_rules_info) */
    caveat_text id;         /**< empty where the file does not say */
    caveat_text version;    /**< empty where the file does not say */
    caveat_text title;      /**< empty where the file does not say */
    caveat_text screens;    /**< what `avoid`, `refer` … are about */
    caveat_text sha256;     /**< of the file's bytes: 64 lower-case hexadecimal digits */
    caveat_text text;       /**< the file; spans of this rule set look into it */
    caveat_date review_by;  /**< the last day on which the rules count as reviewed */
    uint32_t fact_count;    /**< indices of facts are below this, and so on */
    uint32_t rule_count;    /**< how many */
    uint32_t outcome_count; /**< how many */
    uint32_t score_count;   /**< how many */
    uint32_t source_count;  /**< how many */
    caveat_respondent audience; /**< who is to read what these rules say */
    int32_t reserved;       /**< 0 */
} caveat_rules_info;

/** What a rule file declares about a fact. */
typedef struct caveat_fact_info {
    size_t size;             /**< sizeof(caveat_fact_info) */
    caveat_text name;        /**< as the author wrote it: `pain nrs` */
    caveat_text key;         /**< as JSON writes it: `pain_nrs` */
    caveat_text ask;         /**< the question; empty when the file gives none */
    caveat_text unit;        /**< UCUM symbol of a number; empty when it has none */
    caveat_text each;        /**< one of the records: `session` */
    caveat_fact_kind kind;   /**< what kind of answer it takes */
    caveat_respondent whom;  /**< who can answer */
    uint32_t code_count;     /**< of a choice or choices */
    uint32_t field_count;    /**< of records */
    int32_t is_whole;        /**< a number without decimals */
    int32_t reserved;        /**< 0 */
    caveat_decimal from;     /**< the least number */
    caveat_decimal to;       /**< the greatest number */
} caveat_fact_info;

/** A field of a fact that has records. */
typedef struct caveat_field_info {
    size_t size;           /**< sizeof(caveat_field_info) */
    caveat_text name;      /**< as of a fact */
    caveat_text key;       /**< as of a fact */
    caveat_text unit;      /**< as of a fact */
    caveat_fact_kind kind; /**< as of a fact */
    uint32_t code_count;   /**< as of a fact */
    int32_t is_whole;      /**< as of a fact */
    int32_t reserved;      /**< 0 */
    caveat_decimal from;   /**< as of a fact */
    caveat_decimal to;     /**< as of a fact */
} caveat_field_info;

/** A code of a choice or choices. */
typedef struct caveat_code_info {
    size_t size;       /**< sizeof(caveat_code_info) */
    caveat_text key;   /**< as JSON writes it */
    caveat_text label; /**< for people; the code's name where no label is given */
} caveat_code_info;

/** What a rule file says of a rule. */
typedef struct caveat_rule_info {
    size_t size;                   /**< sizeof(caveat_rule_info) */
    caveat_text id;                /**< as written, or as made of its place */
    caveat_text because;           /**< the reason for people; empty where the file gives none */
    caveat_text sentence;          /**< the author's, on one line; empty where written in keys */
    const caveat_text *sources;    /**< ids of the sources that it cites */
    const uint32_t *outcomes;      /**< what it leads to, in the order of the file */
    const uint32_t *overrides;     /**< the rules that it lifts when it fires */
    const uint32_t *overridden_by; /**< the rules that lift it */
    size_t source_count;           /**< how many */
    size_t outcome_count;          /**< how many */
    size_t overrides_count;        /**< how many */
    size_t overridden_by_count;    /**< how many */
    caveat_verb strictest;         /**< the strictest verb among its outcomes */
    caveat_if_unknown if_unknown;  /**< what it does while its condition is unknown */
    uint32_t begin;                /**< the first byte of its entry in the text of the file */
    uint32_t end;                  /**< one behind the last byte */
    uint32_t line;                 /**< of the entry, from 1 */
    uint32_t column;               /**< from 1, in code points */
} caveat_rule_info;

/** An outcome with its arguments, as some rule reports it. */
typedef struct caveat_outcome_info {
    size_t size;             /**< sizeof(caveat_outcome_info) */
    caveat_text id;          /**< `suggest_n_sessions`: as JSON writes it */
    caveat_text name;        /**< what follows the verb, arguments filled in: `4 sessions` */
    caveat_text say;         /**< the sentence for people, arguments filled in; may be empty */
    caveat_verb verb;        /**< what it does to the plan */
    uint32_t argument_count; /**< how many */
} caveat_outcome_info;

/** A named argument of an outcome. */
typedef struct caveat_argument_info {
    size_t size;          /**< sizeof(caveat_argument_info) */
    caveat_text name;     /**< of the slot: `n` */
    caveat_decimal value; /**< as the rule has it */
} caveat_argument_info;

/** A score as a rule file declares it. */
typedef struct caveat_score_info {
    size_t size;              /**< sizeof(caveat_score_info) */
    caveat_text name;         /**< as the author wrote it */
    caveat_text key;          /**< as JSON writes it */
    const caveat_text *bands; /**< keys, in the order of the file */
    size_t band_count;        /**< how many */
} caveat_score_info;

/** A source that rules cite. */
typedef struct caveat_source_info {
    size_t size;        /**< sizeof(caveat_source_info) */
    caveat_text id;     /**< as rules cite it */
    caveat_text title;  /**< empty where the file does not say */
    caveat_text author; /**< empty where the file does not say */
    caveat_text says;   /**< what it says, in the words of the file */
} caveat_source_info;

/** What the file says of itself. */
CAVEAT_EXPORT caveat_status caveat_rules_get(const caveat_rules *rules,
                                             caveat_rules_info *info) CAVEAT_NOEXCEPT;
/** A fact. */
CAVEAT_EXPORT caveat_status caveat_rules_fact(const caveat_rules *rules, uint32_t fact,
                                              caveat_fact_info *info) CAVEAT_NOEXCEPT;
/** A field of a fact. */
CAVEAT_EXPORT caveat_status caveat_rules_field(const caveat_rules *rules, uint32_t fact,
                                               uint32_t field,
                                               caveat_field_info *info) CAVEAT_NOEXCEPT;
/** A code of a fact, or of one of its fields: `field` is CAVEAT_NONE for the fact itself. */
CAVEAT_EXPORT caveat_status caveat_rules_code(const caveat_rules *rules, uint32_t fact,
                                              uint32_t field, uint32_t code,
                                              caveat_code_info *info) CAVEAT_NOEXCEPT;
/** A rule. */
CAVEAT_EXPORT caveat_status caveat_rules_rule(const caveat_rules *rules, uint32_t rule,
                                              caveat_rule_info *info) CAVEAT_NOEXCEPT;
/** An outcome. */
CAVEAT_EXPORT caveat_status caveat_rules_outcome(const caveat_rules *rules, uint32_t outcome,
                                                 caveat_outcome_info *info) CAVEAT_NOEXCEPT;
/** An argument of an outcome. */
CAVEAT_EXPORT caveat_status caveat_rules_argument(const caveat_rules *rules, uint32_t outcome,
                                                  uint32_t argument,
                                                  caveat_argument_info *info) CAVEAT_NOEXCEPT;
/** A score. */
CAVEAT_EXPORT caveat_status caveat_rules_score(const caveat_rules *rules, uint32_t score,
                                               caveat_score_info *info) CAVEAT_NOEXCEPT;
/** A source. */
CAVEAT_EXPORT caveat_status caveat_rules_source(const caveat_rules *rules, uint32_t source,
                                                caveat_source_info *info) CAVEAT_NOEXCEPT;

/** What caveat_rules_find looks for. */
typedef int32_t caveat_thing;
enum {
    CAVEAT_THING_FACT = 0,
    CAVEAT_THING_RULE = 1,
    CAVEAT_THING_OUTCOME = 2,
    CAVEAT_THING_SCORE = 3,
    CAVEAT_THING_SOURCE = 4
};

/** The index of something by its name, in any spelling that rule files accept (`Pain-NRS`). */
CAVEAT_EXPORT caveat_status caveat_rules_find(const caveat_rules *rules, caveat_thing kind,
                                              const char *name, size_t length,
                                              uint32_t *index) CAVEAT_NOEXCEPT;

/**
 * The place that a path leads to, as reports and problems write it: `pain_nrs`, `sessions[2]`,
 * `sessions[2].spasm_eased`, with or without `facts.` in front. Records count from 0.
 */
CAVEAT_EXPORT caveat_status caveat_place_find(const caveat_rules *rules, const char *path,
                                              size_t length, caveat_place *place) CAVEAT_NOEXCEPT;
/** And back: `facts.sessions[2].spasm_eased`. `length` may be NULL. */
CAVEAT_EXPORT caveat_status caveat_place_path(const caveat_rules *rules, caveat_place place,
                                              char **path, size_t *length) CAVEAT_NOEXCEPT;

/** How caveat_rules_schema writes what a profile may hold. */
typedef int32_t caveat_schema_form;
enum {
    CAVEAT_SCHEMA_JSON = 0,       /**< a JSON Schema, 2020-12: ranges, codes and all */
    CAVEAT_SCHEMA_TYPESCRIPT = 1, /**< a module of interfaces; 4.7 or later */
    CAVEAT_SCHEMA_PYTHON = 2      /**< a module of `TypedDict`; 3.8 or later */
};

/**
 * What a profile of these rules may hold, for whoever fills one in: a whole file, ending with a
 * line break. The same rules give the same bytes. What each form says, and what it cannot say,
 * stands in <caveat/schema.hpp>.
 *
 * form    any other number is CAVEAT_BAD_ARGUMENT
 * length  may be NULL
 */
CAVEAT_EXPORT caveat_status caveat_rules_schema(const caveat_rules *rules, caveat_schema_form form,
                                                char **text, size_t *length) CAVEAT_NOEXCEPT;

/* ---- diagnostics -------------------------------------------------------- */

/** One problem in a rule file or a profile. */
typedef struct caveat_diagnostic {
    size_t size;              /**< sizeof(caveat_diagnostic) */
    caveat_text code;         /**< kebab-case and stable: hosts may switch on it */
    caveat_text message;      /**< English, lower case, the author's words in backticks */
    caveat_text help;         /**< what to do or to type; may be empty */
    caveat_text path;         /**< the place in a profile; empty for rule files */
    caveat_severity severity; /**< how bad it is */
    uint32_t begin;           /**< the first byte in the rule file; 0 where there is a path */
    uint32_t end;             /**< one behind the last byte */
    uint32_t line;            /**< from 1; 0 where there is a path */
    uint32_t column;          /**< from 1, in code points; 0 where there is a path */
    uint32_t label_count;     /**< other places that explain it */
    uint32_t argument_count;  /**< parts of the message */
    uint32_t fix_count;       /**< ways to mend it */
} caveat_diagnostic;

/** A second place worth showing. */
typedef struct caveat_label {
    size_t size;      /**< sizeof(caveat_label) */
    caveat_text text; /**< lower case: `first declared here` */
    uint32_t begin;   /**< the first byte in the rule file */
    uint32_t end;     /**< one behind the last byte */
} caveat_label;

/** A part of a message under a name, so that a host can build it in another language. */
typedef struct caveat_message_argument {
    size_t size;       /**< sizeof(caveat_message_argument) */
    caveat_text name;  /**< stable, as is the code: `fact` */
    caveat_text value; /**< as the message has it, without backticks */
} caveat_message_argument;

/** One way to mend a problem. */
typedef struct caveat_fix {
    size_t size;       /**< sizeof(caveat_fix) */
    caveat_text title; /**< lower case: "write `70 kg`" */
    size_t edit_count; /**< pieces to replace, all of them */
} caveat_fix;

/** A piece of the rule file and the text to put in its place. */
typedef struct caveat_edit {
    size_t size;      /**< sizeof(caveat_edit) */
    caveat_text text; /**< what comes; may be empty */
    uint32_t begin;   /**< the first byte of what goes */
    uint32_t end;     /**< one behind the last byte */
} caveat_edit;

/** How many; 0 for NULL. */
CAVEAT_EXPORT size_t caveat_diagnostics_count(const caveat_diagnostics *diagnostics)
    CAVEAT_NOEXCEPT;
/** One of them, in the order found. */
CAVEAT_EXPORT caveat_status caveat_diagnostics_at(const caveat_diagnostics *diagnostics,
                                                  size_t index,
                                                  caveat_diagnostic *diagnostic) CAVEAT_NOEXCEPT;
/** A label of one of them. */
CAVEAT_EXPORT caveat_status caveat_diagnostics_label(const caveat_diagnostics *diagnostics,
                                                     size_t index, size_t label_index,
                                                     caveat_label *label) CAVEAT_NOEXCEPT;
/** A part of the message of one of them. */
CAVEAT_EXPORT caveat_status caveat_diagnostics_argument(
    const caveat_diagnostics *diagnostics, size_t index, size_t argument_index,
    caveat_message_argument *argument) CAVEAT_NOEXCEPT;
/** A way to mend one of them. */
CAVEAT_EXPORT caveat_status caveat_diagnostics_fix(const caveat_diagnostics *diagnostics,
                                                   size_t index, size_t fix_index,
                                                   caveat_fix *fix) CAVEAT_NOEXCEPT;
/** One edit of a way to mend it. */
CAVEAT_EXPORT caveat_status caveat_diagnostics_edit(const caveat_diagnostics *diagnostics,
                                                    size_t index, size_t fix_index,
                                                    size_t edit_index,
                                                    caveat_edit *edit) CAVEAT_NOEXCEPT;
/** All of them as text for people, with source lines and carets; empty when there is none. */
CAVEAT_EXPORT caveat_status caveat_diagnostics_render(const caveat_diagnostics *diagnostics,
                                                      char **text) CAVEAT_NOEXCEPT;
/** Gives it back. */
CAVEAT_EXPORT void caveat_diagnostics_free(caveat_diagnostics *diagnostics) CAVEAT_NOEXCEPT;

/* ---- options ------------------------------------------------------------ */

/** How to read, screen and report. Zero is the default of every member but `size`; each function
    reads those that concern it, and takes NULL for the defaults. */
typedef struct caveat_screen_options {
    size_t size; /**< sizeof(caveat_screen_options) */
    /** Reading: the day of the screening, "2026-11-20", for a profile that names none. NULL: then
        it stays unknown, and rules that look at time wait. */
    const char *default_as_of;
    /** Reading: a longer text is a problem; 0: 8 MiB. */
    size_t most_bytes;
    /** Reading: not 0: facts that the rules do not ask are notes, for profiles that know more;
        otherwise they are problems, since most of them are misspelt. */
    int32_t extra_facts_are_notes;
    int32_t without_patient;   /**< screening: not 0: the patient cannot answer now */
    /** Screening: not 0: a clinician cannot answer now. Nobody at all is CAVEAT_BAD_ARGUMENT. */
    int32_t without_clinician;
    caveat_why why;            /**< reporting: for which rules reasons are given */
    /** Reporting: not 0: leaves out what the patient said, so that a log can be kept. */
    int32_t no_values;
    int32_t pretty;       /**< reporting as JSON: not 0: several lines; otherwise one */
    /** Reporting in words: for whom. The desk and the patient are told what comes of the answers of
        the patient alone, and no reasons. */
    caveat_reader reader;
    int32_t details;      /**< reporting in words: not 0: shows what is else counted */
} caveat_screen_options;

/* ---- profiles ----------------------------------------------------------- */

/** What is known of one patient on one day, as in a conversation: the last answer wins. */
typedef struct caveat_profile caveat_profile;

/** What an answer is. */
typedef int32_t caveat_answer_kind;
enum {
    CAVEAT_ANSWER_ABSENT = 0,        /**< nothing is said */
    CAVEAT_ANSWER_NOT_KNOWN = 1,     /**< asked, and not known: it is not asked again */
    CAVEAT_ANSWER_YES_NO = 2,        /**< `yes` */
    CAVEAT_ANSWER_NUMBER = 3,        /**< `number`, `unit` */
    CAVEAT_ANSWER_NUMBER_TEXT = 4,   /**< `text`: the digits of a number, `unit` */
    CAVEAT_ANSWER_CODE = 5,          /**< `text`: a code of a choice, or an ISO date */
    CAVEAT_ANSWER_CODES = 6,         /**< `present`, `absent`, `is_complete` */
    CAVEAT_ANSWER_DATE = 7,          /**< `date` */
    CAVEAT_ANSWER_RECORDS = 8,       /**< a list of records, `is_complete` */
    CAVEAT_ANSWER_UNREADABLE = 9,    /**< `text`: what it is instead: `a list` */
    CAVEAT_ANSWER_NUMBER_WITHIN = 10 /**< `from`, `above`, `to`, `below`, `unit` */
};

/** What a profile holds at a place. */
typedef int32_t caveat_answer_state;
enum {
    CAVEAT_STATE_ABSENT = 0,    /**< nothing was said */
    CAVEAT_STATE_NOT_KNOWN = 1, /**< asked, and not known */
    CAVEAT_STATE_WRONG = 2,     /**< it could not be used, and counts as unanswered */
    CAVEAT_STATE_ANSWERED = 3   /**< it is used */
};

/** One answer. `kind` says which members count; the others are 0 in what the library gives. */
typedef struct caveat_answer {
    size_t size;               /**< sizeof(caveat_answer) */
    caveat_answer_kind kind;   /**< what it is */
    caveat_answer_state state; /**< given by caveat_profile_get; otherwise not read */
    int32_t yes;               /**< not 0: yes */
    /** Of lists: not 0: these are all there are. 0: others may be, and stay unknown. */
    int32_t is_complete;
    caveat_date date;           /**< a day, or as much of it as is known */
    int32_t reserved;           /**< 0 */
    caveat_decimal number;      /**< `is_known` is not read */
    caveat_decimal from;        /**< the least number, included */
    caveat_decimal above;       /**< the number is greater than this */
    caveat_decimal to;          /**< the greatest number, included */
    caveat_decimal below;       /**< the number is less than this */
    caveat_text unit;           /**< of numbers; empty: that of the fact */
    caveat_text text;           /**< as `kind` says */
    const caveat_text *present; /**< codes by key or name, in any spelling */
    const caveat_text *absent;  /**< the same; of a complete list not needed */
    size_t present_count;       /**< how many; of records: how many records, given only */
    size_t absent_count;        /**< how many */
} caveat_answer;

/** A profile of which nothing is known yet. */
CAVEAT_EXPORT caveat_status caveat_profile_new(const caveat_rules *rules,
                                               caveat_profile **profile) CAVEAT_NOEXCEPT;
/**
 * A profile from JSON, `{"patient": …, "as_of": …, "facts": {…}}`. Whatever is wrong with it, even
 * when it is no JSON at all, is a problem of the profile and CAVEAT_OK is returned: a wrong answer
 * counts as unanswered.
 */
CAVEAT_EXPORT caveat_status caveat_profile_from_json(const caveat_rules *rules, const char *json,
                                                     size_t length,
                                                     const caveat_screen_options *options,
                                                     caveat_profile **profile) CAVEAT_NOEXCEPT;
/**
 * Another profile with the same answers.
 *
 * rules  NULL: for the same rule set. Otherwise for that one, such as another version: answers are
 *        carried over by the keys of their facts, numbers in their units, and what does not fit is
 *        a problem. Codes that only the other rule set has stay unknown.
 */
CAVEAT_EXPORT caveat_status caveat_profile_copy(caveat_profile *profile, const caveat_rules *rules,
                                                caveat_profile **copy) CAVEAT_NOEXCEPT;
/** Forgets patient, day, answers and problems. */
CAVEAT_EXPORT caveat_status caveat_profile_clear(caveat_profile *profile) CAVEAT_NOEXCEPT;
/** Gives it back. */
CAVEAT_EXPORT void caveat_profile_free(caveat_profile *profile) CAVEAT_NOEXCEPT;

/*
 * Where memory runs out while a profile is changed or put together, nobody can tell what it holds:
 * every call about it is then CAVEAT_OUT_OF_MEMORY until caveat_profile_clear.
 */

/** The id of the patient, for the report. One that is not UTF-8 is left out, and a problem. */
CAVEAT_EXPORT caveat_status caveat_profile_patient(caveat_profile *profile, const char *id,
                                                   size_t length) CAVEAT_NOEXCEPT;
/** The day of the screening, "2026-11-20"; anything else is a problem of the profile. */
CAVEAT_EXPORT caveat_status caveat_profile_as_of(caveat_profile *profile, const char *iso_date,
                                                 size_t length) CAVEAT_NOEXCEPT;
/**
 * What somebody says of a fact, or of a field in a record that is there. An answer that the fact
 * does not take is a problem of the profile, and counts as unanswered.
 *
 * CAVEAT_ANSWER_ABSENT takes it back. CAVEAT_ANSWER_RECORDS begins an empty list, to which
 * caveat_profile_add_record adds; with a `present_count`, or for one record as a whole, it is
 * CAVEAT_BAD_ARGUMENT. CAVEAT_NOT_FOUND for a place that rule set or profile do not have.
 */
CAVEAT_EXPORT caveat_status caveat_profile_set(caveat_profile *profile, caveat_place place,
                                               const caveat_answer *answer) CAVEAT_NOEXCEPT;
/**
 * As if nothing had been said of it. A record goes, and those after it move up; with the last one
 * goes a list that is complete, since an empty one says that there are none.
 */
CAVEAT_EXPORT caveat_status caveat_profile_unset(caveat_profile *profile,
                                                 caveat_place place) CAVEAT_NOEXCEPT;
/**
 * Adds an empty record to a fact and says which it is, from 0. Where nothing was said of the fact
 * that begins a complete list. `record` may be NULL.
 */
CAVEAT_EXPORT caveat_status caveat_profile_add_record(caveat_profile *profile, uint32_t fact,
                                                      uint32_t *record) CAVEAT_NOEXCEPT;
/**
 * What was said of a place, as it was said, and whether it can be used. CAVEAT_ANSWER_ABSENT where
 * nothing was said, with CAVEAT_OK.
 */
CAVEAT_EXPORT caveat_status caveat_profile_get(caveat_profile *profile, caveat_place place,
                                               caveat_answer *answer) CAVEAT_NOEXCEPT;
/** The facts of which something was said, in the order in which it was. */
CAVEAT_EXPORT caveat_status caveat_profile_given(caveat_profile *profile, const uint32_t **facts,
                                                 size_t *count) CAVEAT_NOEXCEPT;
/** The profile as one line of JSON that gives the same answers again; `"unreadable"`, which cannot be
    read, of one that could not be read. `length` may be NULL. */
CAVEAT_EXPORT caveat_status caveat_profile_to_json(caveat_profile *profile, char **json,
                                                   size_t *length) CAVEAT_NOEXCEPT;
/** What is wrong with the answers; a list of its own, to be freed. */
CAVEAT_EXPORT caveat_status caveat_profile_problems(
    caveat_profile *profile, caveat_diagnostics **problems) CAVEAT_NOEXCEPT;

/* ---- screenings --------------------------------------------------------- */

/** What a screening gave; filled again and again. */
typedef struct caveat_screening caveat_screening;

/** The answer as a whole. Of a screening that was never filled, or whose filling failed, the
    strictest: `at_most` is CAVEAT_DO_NOT_PROCEED, and nothing is complete. */
typedef struct caveat_screening_info {
    size_t size;             /**< sizeof(caveat_screening_info) */
    int32_t is_filled;       /**< whether somebody has been screened */
    caveat_truth applicable; /**< whether the rule set applies to this patient */
    caveat_verdict at_least; /**< the strictest among what fired: it can only become stricter */
    caveat_verdict verdict;  /**< the strictest among what fired or is presumed */
    caveat_verdict at_most;  /**< the strictest that may still come: the safe one to read */
    int32_t complete;        /**< nothing is presumed or undecided but rules that ignore it */
    uint32_t rule_count;     /**< as of the rule set */
    uint32_t outcome_count;  /**< that hold */
    uint32_t score_count;    /**< with totals */
    uint32_t problem_count;  /**< errors, warnings and notes */
    int32_t is_readable;     /**< 0: nothing of the profile could be read */
    int32_t reserved;        /**< 0 */
} caveat_screening_info;

/** How one rule ended. */
typedef struct caveat_rule_result {
    size_t size;               /**< sizeof(caveat_rule_result) */
    caveat_rule_status status; /**< how it ended */
    int32_t is_deferred;       /**< undecided, and only somebody absent could decide it */
    caveat_truth condition;    /**< of the rule itself, apart from what lifts it */
    int32_t reserved;          /**< 0 */
} caveat_rule_result;

/** Why one rule ended so. */
typedef struct caveat_why_result {
    size_t size;           /**< sizeof(caveat_why_result) */
    size_t reason_count;   /**< the tests that decided it; none for an undecided rule */
    const uint32_t *facts; /**< the least set of answered facts that alone gives the same status */
    size_t fact_count;     /**< how many */
} caveat_why_result;

/** One test that bears on a rule: structure first, sentence second. */
typedef struct caveat_reason {
    size_t size;                    /**< sizeof(caveat_reason) */
    caveat_truth truth;             /**< of the test as the rule needs it */
    int32_t is_negated;             /**< the rule needs the test to be false */
    caveat_operator op;             /**< what kind of test it is */
    int32_t reserved;               /**< 0 */
    const caveat_place *places;     /**< what it looks at */
    size_t place_count;             /**< how many */
    caveat_text subject;            /**< in the author's words; the rule's id if lifted */
    caveat_text value;              /**< the patient's; empty when unknown or not one value */
    caveat_text threshold;          /**< `7`, `lower back`; empty for yes/no */
    caveat_text text;               /**< the sentence: `pain nrs is 8, at least 7` */
    caveat_text text_without_value; /**< the same for logs: `pain nrs is at least 7` */
} caveat_reason;

/** A place whose answer would decide a rule. */
typedef struct caveat_open_place {
    caveat_place place; /**< a fact, or a field of one record */
    int32_t is_null;    /**< not 0: asked and not known; it is not asked again */
} caveat_open_place;

/** An outcome that holds. */
typedef struct caveat_outcome_found {
    size_t size;                /**< sizeof(caveat_outcome_found) */
    uint32_t outcome;           /**< its index in the rule set */
    caveat_certainty certainty; /**< certain where some rule behind it fired */
    const uint32_t *rules;      /**< behind it, strictest first */
    size_t rule_count;          /**< how many */
} caveat_outcome_found;

/** What a score may still come to. */
typedef struct caveat_score_found {
    size_t size;          /**< sizeof(caveat_score_found) */
    uint32_t score;       /**< its index in the rule set */
    int32_t is_prorated;  /**< whether the total is scaled up from the items that were answered */
    caveat_decimal low;   /**< the least total; not known: unbounded */
    caveat_decimal high;  /**< the greatest total; not known: unbounded */
    caveat_text band;     /**< that it certainly lies in, or the prorated total; may be empty */
    caveat_decimal total; /**< if prorated; not known where it takes more than 18 digits */
    uint32_t answered;    /**< if prorated: items with an answer */
    uint32_t items;       /**< if prorated: items in all */
} caveat_score_found;

/** A question that can still change a rule, or that the rule file always asks: then no rule is
    named. */
typedef struct caveat_question {
    size_t size;              /**< sizeof(caveat_question) */
    uint32_t fact;            /**< what is asked */
    caveat_respondent whom;   /**< who can answer */
    caveat_verb strictest;    /**< the strictest verb at stake */
    int32_t decides;          /**< an answer may still change the verdict, or lift an outcome */
    caveat_text ask;          /**< the author's words; empty when the file gives none */
    const uint32_t *rules;    /**< it bears on these, strictest first */
    size_t rule_count;        /**< how many */
    const caveat_text *paths; /**< `facts.sessions[2].spasm_eased` where only fields are open */
    size_t path_count;        /**< how many */
} caveat_question;

/** A screening of nobody yet. */
CAVEAT_EXPORT caveat_status caveat_screening_new(caveat_screening **screening) CAVEAT_NOEXCEPT;
/** Gives it back. */
CAVEAT_EXPORT void caveat_screening_free(caveat_screening *screening) CAVEAT_NOEXCEPT;
/**
 * Screens a profile by the rule set that it was made for. Once warm, with a profile that was not
 * changed, it takes no memory. Where it does not give CAVEAT_OK the screening is as never filled.
 */
CAVEAT_EXPORT caveat_status caveat_screen(caveat_profile *profile,
                                          const caveat_screen_options *options,
                                          caveat_screening *screening) CAVEAT_NOEXCEPT;
/** The answer as a whole. */
CAVEAT_EXPORT caveat_status caveat_screening_get(caveat_screening *screening,
                                                 caveat_screening_info *info) CAVEAT_NOEXCEPT;
/** How one rule ended. */
CAVEAT_EXPORT caveat_status caveat_screening_rule(caveat_screening *screening, uint32_t rule,
                                                  caveat_rule_result *result) CAVEAT_NOEXCEPT;
/** The rules that ended so, in the order of the file. */
CAVEAT_EXPORT caveat_status caveat_screening_rules_with(caveat_screening *screening,
                                                        caveat_rule_status status,
                                                        const uint32_t **rules,
                                                        size_t *count) CAVEAT_NOEXCEPT;
/** Of an overridden rule those that lifted it; of a presumed or undecided one those that may still
    lift it; of any other none. */
CAVEAT_EXPORT caveat_status caveat_screening_lifting(caveat_screening *screening, uint32_t rule,
                                                     const uint32_t **rules,
                                                     size_t *count) CAVEAT_NOEXCEPT;
/** Why a rule ended so. */
CAVEAT_EXPORT caveat_status caveat_screening_why(caveat_screening *screening, uint32_t rule,
                                                 caveat_why_result *why) CAVEAT_NOEXCEPT;
/** One of the reasons. */
CAVEAT_EXPORT caveat_status caveat_screening_reason(caveat_screening *screening, uint32_t rule,
                                                    size_t index,
                                                    caveat_reason *reason) CAVEAT_NOEXCEPT;
/** Of a rule that is not fired the one test that failed while all others of some way to fire it
    hold; CAVEAT_NOT_FOUND when more than one failed, and for any other rule. */
CAVEAT_EXPORT caveat_status caveat_screening_near_miss(caveat_screening *screening, uint32_t rule,
                                                       caveat_reason *reason) CAVEAT_NOEXCEPT;
/** The places whose answers would decide a presumed or undecided rule. */
CAVEAT_EXPORT caveat_status caveat_screening_open_places(caveat_screening *screening,
                                                         uint32_t rule,
                                                         const caveat_open_place **places,
                                                         size_t *count) CAVEAT_NOEXCEPT;
/** One of the outcomes that hold, strictest first. */
CAVEAT_EXPORT caveat_status caveat_screening_outcome(caveat_screening *screening, uint32_t index,
                                                     caveat_outcome_found *outcome) CAVEAT_NOEXCEPT;
/** One of the scores, in the order of the file. */
CAVEAT_EXPORT caveat_status caveat_screening_score(caveat_screening *screening, uint32_t index,
                                                   caveat_score_found *score) CAVEAT_NOEXCEPT;
/** How many questions there are for those who can answer now, and for others. Either may be NULL. */
CAVEAT_EXPORT caveat_status caveat_screening_question_count(caveat_screening *screening,
                                                            uint32_t *questions,
                                                            uint32_t *deferred) CAVEAT_NOEXCEPT;
/** What to ask now of those who can answer: by the strictest verb at stake, a gate directly before
    the first question that it opens. */
CAVEAT_EXPORT caveat_status caveat_screening_question(caveat_screening *screening, uint32_t index,
                                                      caveat_question *question) CAVEAT_NOEXCEPT;
/** What others must check. */
CAVEAT_EXPORT caveat_status caveat_screening_deferred(caveat_screening *screening, uint32_t index,
                                                      caveat_question *question) CAVEAT_NOEXCEPT;
/** What was wrong with the profile, and what the screening met; a list of its own, to be freed. */
CAVEAT_EXPORT caveat_status caveat_screening_problems(
    caveat_screening *screening, caveat_diagnostics **problems) CAVEAT_NOEXCEPT;

/** The report as JSON (`caveat/report/1`, see rules/REFERENCE.md, section 12), ending with a line
    break. `length` may be NULL. */
CAVEAT_EXPORT caveat_status caveat_screening_json(caveat_screening *screening,
                                                  const caveat_screen_options *options,
                                                  char **report, size_t *length) CAVEAT_NOEXCEPT;
/** The verdict alone, as one short line of JSON. `length` may be NULL. */
CAVEAT_EXPORT caveat_status caveat_screening_verdict(caveat_screening *screening, char **line,
                                                     size_t *length) CAVEAT_NOEXCEPT;
/** The report for people to read. `length` may be NULL. */
CAVEAT_EXPORT caveat_status caveat_screening_text(caveat_screening *screening,
                                                  const caveat_screen_options *options, char **text,
                                                  size_t *length) CAVEAT_NOEXCEPT;
/**
 * The screening as a record for audits, one line of JSON (`caveat/record/1`), as caveat_replay
 * takes it.
 *
 * options  also how the profile was read
 * profile  the text that it was read from; NULL: the record holds what caveat_profile_to_json gives
 * length   may be NULL
 */
CAVEAT_EXPORT caveat_status caveat_screening_record(caveat_screening *screening,
                                                    const caveat_screen_options *options,
                                                    const char *profile, size_t profile_length,
                                                    char **record, size_t *length) CAVEAT_NOEXCEPT;

/* ---- in one call -------------------------------------------------------- */

/** Screens one patient: a profile as JSON in, a report (caveat/report/1) out. As of
    caveat_profile_from_json, caveat_screen and caveat_screening_json. `length` may be NULL. */
CAVEAT_EXPORT caveat_status caveat_screen_json(const caveat_rules *rules, const char *profile,
                                               size_t profile_length,
                                               const caveat_screen_options *options, char **report,
                                               size_t *length) CAVEAT_NOEXCEPT;

/** How a record compares with a screening today. */
typedef int32_t caveat_replay_outcome;
enum {
    CAVEAT_REPLAY_SAME = 0,            /**< the same bytes */
    CAVEAT_REPLAY_SAME_BUT_ENGINE = 1, /**< another version of the library, the same report */
    CAVEAT_REPLAY_DIFFERENT = 2,       /**< the report differs */
    CAVEAT_REPLAY_ALTERED = 3,         /**< the record is not as it was written */
    CAVEAT_REPLAY_NO_RULES = 4,        /**< nobody has the rule set that it names */
    CAVEAT_REPLAY_NO_PROFILE = 5,      /**< it holds no profile, and none was given */
    CAVEAT_REPLAY_UNREADABLE = 6       /**< it is no record */
};

/** What a replay found. */
typedef struct caveat_replayed caveat_replayed;
/** What a replay found, in words. */
typedef struct caveat_replayed_info {
    size_t size;                   /**< sizeof(caveat_replayed_info) */
    caveat_text id;                /**< the patient of the record */
    caveat_text path;              /**< the first place that differs */
    caveat_text recorded;          /**< what the record has there; the digest of missing rules */
    caveat_text now;               /**< what a screening gives there today */
    caveat_replay_outcome outcome; /**< how the two compare */
    int32_t reserved;              /**< 0 */
} caveat_replayed_info;

/**
 * Finds a rule set by its digest, 64 digits with a zero byte behind. It gives CAVEAT_OK and a
 * handle, which is freed for it (caveat_rules_retain gives one); or CAVEAT_NOT_FOUND. Any other
 * status ends what was going on with that status.
 */
typedef caveat_status (*caveat_rules_finder)(void *user, const char *sha256, caveat_rules **rules);

/**
 * Screens the patient of a record again, by the rule set and with the options that it names, and
 * compares.
 *
 * finder    NULL: no rule set is found
 * user      given to the finder
 * profile   the text of the profile, for a record without one; may be NULL
 * replayed  receives what was found, to be freed
 */
CAVEAT_EXPORT caveat_status caveat_replay(const char *record, size_t record_length,
                                          caveat_rules_finder finder, void *user,
                                          const char *profile, size_t profile_length,
                                          caveat_replayed **replayed) CAVEAT_NOEXCEPT;
/** What was found. */
CAVEAT_EXPORT caveat_status caveat_replayed_get(const caveat_replayed *replayed,
                                                caveat_replayed_info *info) CAVEAT_NOEXCEPT;
/** Gives it back. */
CAVEAT_EXPORT void caveat_replayed_free(caveat_replayed *replayed) CAVEAT_NOEXCEPT;

/* ---- stores ------------------------------------------------------------- */

/** Holds the current version of a rule set while programs screen with it. It starts no thread and
    reads no clock: the program decides when to look at the file. */
typedef struct caveat_store caveat_store;

/** Asked before a version is adopted: 0 refuses it. It may not call the store; both are freed for
    it, and caveat_rules_retain keeps one. */
typedef int32_t (*caveat_store_accept)(void *user, caveat_rules *now, caveat_rules *next);

/** How a store takes on another version; zero is the default of each. */
typedef struct caveat_store_options {
    size_t size;                 /**< sizeof(caveat_store_options) */
    const caveat_limits *limits; /**< on what each version may cost; NULL: the defaults */
    size_t keep;                 /**< how many versions are remembered; 0: 8 */
    caveat_store_accept accept;  /**< NULL: every version that loads is adopted */
    void *user;                  /**< given to `accept` */
} caveat_store_options;

/** What became of a version that was offered or read. */
typedef int32_t caveat_reload_outcome;
enum {
    CAVEAT_RELOAD_UNCHANGED = 0, /**< it is the current one */
    CAVEAT_RELOAD_SWAPPED = 1,   /**< it is current now */
    CAVEAT_RELOAD_REFUSED = 2,   /**< it has errors or was not accepted: the current one stays */
    CAVEAT_RELOAD_UNSETTLED = 3, /**< the file differs from the last look */
    CAVEAT_RELOAD_UNREADABLE = 4 /**< the file cannot be read, or changed while it was read */
};

/** A store without a file: versions come by caveat_store_offer. `options` may be NULL. */
CAVEAT_EXPORT caveat_status caveat_store_new(const caveat_rules *first,
                                             const caveat_store_options *options,
                                             caveat_store **store) CAVEAT_NOEXCEPT;
/** A store of the rule file at a path; as caveat_load_file. `options` may be NULL. */
CAVEAT_EXPORT caveat_status caveat_store_open(const char *path, const caveat_store_options *options,
                                              caveat_store **store,
                                              caveat_diagnostics **diagnostics) CAVEAT_NOEXCEPT;
/** Gives it back; versions that somebody holds stay. */
CAVEAT_EXPORT void caveat_store_free(caveat_store *store) CAVEAT_NOEXCEPT;
/** The current version: a handle to be freed, and one whole version while it is held. */
CAVEAT_EXPORT caveat_status caveat_store_current(caveat_store *store,
                                                 caveat_rules **rules) CAVEAT_NOEXCEPT;
/** How many versions have become current so far: one atomic load. Keep a handle for each thread,
    and take the current one anew when this has changed. 0 for NULL. */
CAVEAT_EXPORT uint64_t caveat_store_generation(const caveat_store *store) CAVEAT_NOEXCEPT;
/** Reads the file now and adopts what it holds. `diagnostics` may be NULL. CAVEAT_OK whatever the
    outcome is: the current version stays where it was not swapped. */
CAVEAT_EXPORT caveat_status caveat_store_reload(caveat_store *store, caveat_reload_outcome *outcome,
                                                caveat_diagnostics **diagnostics) CAVEAT_NOEXCEPT;
/** The same, but what differs from the last look is adopted only when two looks that follow each
    other agree; for a look every second or so. */
CAVEAT_EXPORT caveat_status caveat_store_reload_if_changed(
    caveat_store *store, caveat_reload_outcome *outcome,
    caveat_diagnostics **diagnostics) CAVEAT_NOEXCEPT;
/** Adopts a version that was loaded elsewhere. */
CAVEAT_EXPORT caveat_status caveat_store_offer(caveat_store *store, const caveat_rules *next,
                                               caveat_reload_outcome *outcome,
                                               caveat_diagnostics **diagnostics) CAVEAT_NOEXCEPT;
/** Makes the version before the current one current again; CAVEAT_NOT_FOUND where there is none. */
CAVEAT_EXPORT caveat_status caveat_store_roll_back(caveat_store *store) CAVEAT_NOEXCEPT;
/** One of the versions remembered, by its digest: a handle to be freed. */
CAVEAT_EXPORT caveat_status caveat_store_find(caveat_store *store, const char *sha256,
                                              size_t length, caveat_rules **rules) CAVEAT_NOEXCEPT;

/* ---- Arrow: many patients as record batches ------------------------------ */

/** A schema bound to a rule set: it never changes, and any thread may use it. */
typedef struct caveat_binding caveat_binding;
/** A wish to end a stream, from any thread. */
typedef struct caveat_cancel caveat_cancel;

/** How the rules are told of each patient. */
typedef int32_t caveat_arrow_rules;
enum {
    CAVEAT_ARROW_RULES_NONE = 0,
    CAVEAT_ARROW_RULES_LISTS = 1,  /**< fired, presumed, undecided, overridden, deferred */
    CAVEAT_ARROW_RULES_COLUMNS = 2 /**< the status of each rule; of at most 4,096 rules */
};

/** Of which patients there is a report. */
typedef int32_t caveat_arrow_report;
enum {
    CAVEAT_ARROW_REPORT_NONE = 0,
    CAVEAT_ARROW_REPORT_ALL = 1,
    CAVEAT_ARROW_REPORT_NOT_PROCEED = 2, /**< whose at_most is stricter than proceed */
    CAVEAT_ARROW_REPORT_PROBLEMS = 3     /**< with a problem or a warning */
};

/** What a rule set declares, for joins with what was screened. */
typedef int32_t caveat_arrow_which;
enum {
    CAVEAT_ARROW_TABLE_RULES = 0,
    CAVEAT_ARROW_TABLE_OUTCOMES = 1,
    CAVEAT_ARROW_TABLE_FACTS = 2,
    CAVEAT_ARROW_TABLE_CODES = 3,
    CAVEAT_ARROW_TABLE_SOURCES = 4
};

/** What is read of a schema, and what is given out; 0 and NULL are the usual. Texts are read during
    the call. */
typedef struct caveat_arrow_options {
    size_t size;                    /**< sizeof(caveat_arrow_options) */
    const char *as_of;              /**< the day of those who have none, `2026-11-20` */
    const caveat_text *columns;     /**< pairs: a fact, or patient, as_of, not_known; its column */
    size_t column_count;            /**< how many pairs */
    const caveat_text *passthrough; /**< columns that are given out as they came in */
    size_t passthrough_count;       /**< how many */
    const caveat_text *ignore;      /**< columns that are not looked at; paths, such as
                                         `sessions.eased`, of what stands in one */
    size_t ignore_count;            /**< how many */
    caveat_cancel *cancel;          /**< of streams; may be freed once the stream is made */
    int32_t without_patient;        /**< the patient cannot answer now */
    int32_t without_clinician;      /**< nor the clinician; both is CAVEAT_BAD_ARGUMENT */
    caveat_arrow_rules rules;       /**< how the rules are told */
    int32_t outcomes;               /**< what holds for each patient */
    int32_t questions;              /**< what is to be asked of each */
    caveat_arrow_report report;     /**< of which patients there is a report */
    caveat_why why;                 /**< in reports */
    int32_t no_values;              /**< in reports: nothing that the patient said */
    int32_t plain_strings;          /**< words stand as themselves, not in dictionaries */
    int32_t reserved;               /**< 0 */
} caveat_arrow_options;

/** Never set; to be freed. */
CAVEAT_EXPORT caveat_status caveat_cancel_new(caveat_cancel **cancel) CAVEAT_NOEXCEPT;
/** Any thread: what is asked of the streams made with it ends with ECANCELED from then on. */
CAVEAT_EXPORT void caveat_cancel_set(caveat_cancel *cancel) CAVEAT_NOEXCEPT;
/** Gives it back; streams made with it go on. */
CAVEAT_EXPORT void caveat_cancel_free(caveat_cancel *cancel) CAVEAT_NOEXCEPT;

/**
 * Binds a schema, which is only looked at during the call. CAVEAT_BAD_SCHEMA: everything that is
 * wrong with it is in `diagnostics`, which may be NULL; the path names the place in the schema.
 * What columns mean is said in <caveat/arrow.hpp>.
 */
CAVEAT_EXPORT caveat_status caveat_arrow_bind(const caveat_rules *rules,
                                              const struct ArrowSchema *schema,
                                              const caveat_arrow_options *options,
                                              caveat_binding **binding,
                                              caveat_diagnostics **diagnostics) CAVEAT_NOEXCEPT;
/** Gives it back. */
CAVEAT_EXPORT void caveat_binding_free(caveat_binding *binding) CAVEAT_NOEXCEPT;
/** Facts without a column: a borrowed list. */
CAVEAT_EXPORT caveat_status caveat_arrow_missing(const caveat_binding *binding,
                                                 const uint32_t **facts,
                                                 size_t *count) CAVEAT_NOEXCEPT;
/** The schema of what is given out; whoever takes it releases it. */
CAVEAT_EXPORT caveat_status caveat_arrow_schema(const caveat_binding *binding,
                                                struct ArrowSchema *out) CAVEAT_NOEXCEPT;
/**
 * Screens rows [first, first + rows) of a record batch, which is only borrowed. `out` has one row
 * for each, and at most 65,536 of them, or fewer where their texts are long or their lists are
 * views of the same items: its length says how many were done. Columns that are passed through lie
 * in the memory of `borrowed` until `out` is released.
 *
 * words  may be NULL; receives what is wrong with the batch, with CAVEAT_BAD_DATA
 */
CAVEAT_EXPORT caveat_status caveat_arrow_screen(const caveat_binding *binding,
                                                const struct ArrowArray *borrowed, int64_t first,
                                                int64_t rows, struct ArrowArray *out,
                                                char **words) CAVEAT_NOEXCEPT;
/** The profile of one row as JSON would have given it, to be freed. `words` as above. */
CAVEAT_EXPORT caveat_status caveat_arrow_profile(const caveat_binding *binding,
                                                 const struct ArrowArray *borrowed, int64_t row,
                                                 caveat_profile **profile,
                                                 char **words) CAVEAT_NOEXCEPT;
/**
 * Screens a stream. `in` is moved whatever comes of it, and released with `out`, or at once where
 * its schema cannot be used. Where its producer fails later, `out` fails with the same errno, and
 * its words. CAVEAT_BAD_SCHEMA as above; CAVEAT_STREAM_FAILED where there is no schema;
 * CAVEAT_CANCELLED where it was called off before.
 */
CAVEAT_EXPORT caveat_status caveat_arrow_stream(const caveat_rules *rules,
                                                struct ArrowArrayStream *in,
                                                const caveat_arrow_options *options,
                                                struct ArrowArrayStream *out,
                                                caveat_diagnostics **diagnostics) CAVEAT_NOEXCEPT;
/** What a rule set declares, as a stream of one batch. */
CAVEAT_EXPORT caveat_status caveat_arrow_table(const caveat_rules *rules, caveat_arrow_which which,
                                               struct ArrowArrayStream *out) CAVEAT_NOEXCEPT;

/* ---- the rest ----------------------------------------------------------- */

/** Gives a `char *` back that this library handed out. */
CAVEAT_EXPORT void caveat_string_free(char *text) CAVEAT_NOEXCEPT;
/** The version of the library in use, "0.1.0"; CAVEAT_VERSION_STRING is that of the header. */
CAVEAT_EXPORT const char *caveat_version(void) CAVEAT_NOEXCEPT;
/** A few English words for a status: "the rule file has errors". Never NULL. */
CAVEAT_EXPORT const char *caveat_status_text(caveat_status status) CAVEAT_NOEXCEPT;
/** The word of a value as JSON writes it: `refer_first`. Empty for what is in no list. */
CAVEAT_EXPORT const char *caveat_word(caveat_words list, int32_t value) CAVEAT_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
