#pragma once

// A rule file as its author wrote it: typed by key, every text with its place, nothing looked up
// yet. `read_document` fills it from YAML; `check/` turns it into the model.

#include <caveat/diagnostic.hpp>

#include "text/diagnostics.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace caveat::language {

struct YamlNode;

/// How a scalar was written in YAML.
enum class ScalarStyle : std::uint8_t { plain, single_quoted, double_quoted, literal, folded };

/// A text from the rule file, and where each of its bytes came from.
///
/// `text` is the value after YAML has unfolded it; `origin[i]` is the byte offset in the file of
/// `text[i]`, with one more entry for the end. Spans are always bytes of the file.
struct Scalar {
    std::string text;
    Span span;                          ///< as written, quotes and indicators included
    std::vector<std::uint32_t> origin;  ///< text.size() + 1 entries, never decreasing
    ScalarStyle style = ScalarStyle::plain;
    /// The `#` of a comment on the same line, after a plain text: it may have cut the text short.
    std::optional<Span> comment;
    /// Reported already: whoever reads the text stays silent.
    bool is_broken = false;

    /// The span in the file of `text[begin, end)`.
    [[nodiscard]] Span span_of(std::size_t begin, std::size_t end) const;
};

enum class GroupKind : std::uint8_t { all_of, any_of, none_of, at_least, at_most, exactly };

struct Condition;

/// `all of: […]`, `at least 2 of: […]` in YAML. Never empty.
struct ConditionGroup {
    GroupKind kind = GroupKind::all_of;
    Scalar key;                   ///< as written: `at least 2 of`
    std::optional<Scalar> count;  ///< `2`, or a parameter's name; for the three counting kinds
    std::vector<Condition> parts;
    bool is_flow = false;  ///< in `[ ]`, where a comma ends a text
};

/// A condition anywhere: one sentence, or a group of conditions.
struct Condition {
    Span span;
    std::variant<Scalar, std::unique_ptr<ConditionGroup>> content;
};

/// A finding of `caveat check` that the author answers: `accept: {no-source: because text}`.
struct Acceptance {
    Scalar finding;  ///< one of `finding_codes`
    Scalar because;  ///< never empty
};

struct CodingEntry {
    Scalar system;  ///< `snomed`
    Scalar code;
};

struct CodeEntry {
    Scalar name;
    std::optional<Scalar> label;
    std::vector<CodingEntry> codings;
};

/// A fact, or a field of a records fact (which has only type, of, from, to, unit, whole).
struct FactEntry {
    Span span;
    Scalar name;
    std::optional<Scalar> type;
    std::optional<Scalar> ask;
    std::optional<Scalar> ask_whom;
    std::optional<Scalar> whole;
    std::optional<Scalar> from;
    std::optional<Scalar> to;
    std::optional<Scalar> unit;
    std::optional<Scalar> each;
    std::optional<Scalar> dated_by;
    std::optional<Condition> only_if;
    std::optional<Scalar> otherwise;
    std::vector<CodeEntry> codes;  ///< `of` of a choice or choices
    std::vector<Scalar> exclusive;
    std::vector<FactEntry> fields;  ///< `of` of records
    std::vector<Acceptance> accepted;
    bool has_of = false;
    bool is_broken = false;  ///< no mapping stands here: reported, nothing else is known
};

struct ParameterEntry {
    Span span;
    Scalar name;
    std::optional<Scalar> value;
    std::optional<Scalar> source;
    std::optional<Scalar> why;
    std::vector<Acceptance> accepted;
};

struct TermEntry {
    Scalar name;  ///< may be a phrase: `no response after {n} session(s)`
    Condition condition;
};

struct OutcomeEntry {
    Span span;
    Scalar name;  ///< verb and name, maybe with slots: `suggest {n} sessions over {w} weeks`
    std::optional<Scalar> say;
    std::vector<Acceptance> accepted;
};

struct SourceEntry {
    Span span;
    Scalar id;
    std::optional<Scalar> title;
    std::optional<Scalar> author;
    std::optional<Scalar> says;
    std::vector<Acceptance> accepted;
};

/// `75 and over: 2` in a table of points.
struct TableRow {
    Scalar when;
    Scalar points;
};

struct PointsEntry {
    Condition expression;  ///< a condition when there is a weight, else a number or what rows tell
    std::optional<Scalar> weight;
    std::optional<Scalar> not_asked;  ///< of a number: what is added while it is not asked
    std::vector<TableRow> rows;
    bool is_table = false;
};

/// `missing: {prorate: {at least: 9, rounded: to 1}}`
struct ProrateEntry {
    Span span;
    std::optional<Scalar> at_least;
    std::optional<Scalar> rounded;
};

struct BandEntry {
    Scalar name;
    Scalar interval;  ///< `below 2`, `0 to 4`, `20 and over`
};

struct ScoreEntry {
    Span span;
    Scalar name;
    std::vector<PointsEntry> points;
    std::vector<BandEntry> bands;
    std::optional<Scalar> missing;
    std::optional<ProrateEntry> prorate;
    std::vector<Acceptance> accepted;
    bool is_broken = false;  ///< an entry could not be read: reported, the points are incomplete
};

struct RuleEntry {
    Span span;
    std::optional<Scalar> id;
    std::optional<Scalar> rule;  ///< the sentence with its arrow; a bare string is this alone
    std::optional<Condition> when;
    std::optional<Condition> unless;
    std::vector<Scalar> then;
    std::optional<Scalar> because;
    std::vector<Scalar> sources;
    std::optional<Scalar> if_unknown;
    std::vector<Scalar> overrides;
    std::vector<Acceptance> accepted;
    bool is_broken = false;  ///< its sentence, condition or outcomes could not be read: reported
};

struct ImpossibleEntry {
    Span span;
    std::optional<Condition> when;
    std::optional<Scalar> say;
};

/// `published`: who stands behind the rules, and what they are meant for.
struct PublishedEntry {
    std::optional<Scalar> developer;
    std::optional<Scalar> funding;
    std::optional<Scalar> released;
    std::optional<Scalar> revised;
    std::optional<Scalar> intended_use;
    std::optional<Scalar> licence;
};

struct Document {
    std::optional<Scalar> language_version;  ///< `caveat: 1`
    std::optional<Scalar> id;
    std::optional<Scalar> version;
    std::optional<Scalar> title;
    std::optional<Scalar> screens;
    std::optional<Scalar> audience;
    std::optional<Scalar> review_by;
    std::optional<Condition> applies_to;
    std::vector<Scalar> authors;
    PublishedEntry published;
    std::vector<SourceEntry> sources;
    std::vector<FactEntry> facts;
    std::vector<ParameterEntry> parameters;
    std::vector<TermEntry> terms;
    std::vector<OutcomeEntry> outcomes;
    std::vector<ScoreEntry> scores;
    std::vector<RuleEntry> rules;
    std::vector<ImpossibleEntry> impossible;
    std::vector<Scalar> always_ask;
    /// `cases` and `changes` are checked for form (mappings, lists and texts) and not read further.
    bool has_cases = false;
    /// A section of names, or a name in it, could not be read (reported): a name that is not
    /// declared here may be no mistake.
    bool lost_names = false;
};

/// Bounds on reading; see `caveat::Limits` for what each means.
struct ReadLimits {
    std::size_t nesting = 64;
    std::size_t list_length = 100'000;
    std::size_t text_bytes = 64U * 1024U;
};

/// Reads a whole rule file (size already checked). Reports every problem of form: bytes that are no
/// UTF-8 or not allowed, YAML's own errors, a second document, anchors and aliases, tags, duplicate
/// and unknown keys (with a suggestion), a mapping where a text belongs, missing keys, empty
/// groups.
/// returns null when the text is no YAML mapping at all; otherwise what could be read, so that
///         later stages find further mistakes. Diagnostics tell whether it may be used.
std::shared_ptr<Document> read_document(std::string_view text, const ReadLimits& limits,
                                        text::Diagnostics& diagnostics);
/// The same of what `read_yaml` has read, and reported on.
std::shared_ptr<Document> read_document(const YamlNode& root, text::Diagnostics& diagnostics);

}  // namespace caveat::language
