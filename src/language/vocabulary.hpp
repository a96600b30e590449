#pragma once

// The declared names and phrases of one rule file, as the grammar looks them up: longest first,
// without regard to case, `-`, `_` or kind of blank.

#include <caveat/diagnostic.hpp>

#include "language/document.hpp"
#include "text/diagnostics.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::language {

/// What a declared name stands for. The grammar needs no more than this to read a sentence.
enum class NameKind : std::uint8_t {
    yes_no,  ///< a fact or field
    number,
    choice,
    choices,
    date,
    records,      ///< the list: `sessions`
    each_record,  ///< its singular: `session`
    term,         ///< a named condition or number, maybe a phrase with slots
    parameter,
    score,
    code,  ///< of a choice or choices
    band,  ///< of a score
    outcome,
};

/// What a file declares, whatever kind of answer a fact takes.
enum class Declared : std::uint8_t {
    fact,  ///< or a field
    each_record,
    term,
    parameter,
    score,
    code,
    band,
    outcome,
};
Declared declared_as(NameKind kind);

/// Names of one scope (codes of a fact, bands of a score, fields of a record).
class NameTable;

/// One declared name. `index` is its position in the document's list of that kind: facts (yes_no …
/// each_record), terms, parameters, scores; for a field its position in the record, for a code or
/// band its position in the list.
struct Entry {
    NameKind kind = NameKind::yes_no;
    std::uint32_t index = 0;
    std::string name;                         ///< as declared
    Span span;                                ///< of the declaration
    std::shared_ptr<const NameTable> codes;   ///< of a choice(s), bands of a score; else null
    std::shared_ptr<const NameTable> fields;  ///< of records and each_record; else null
    std::vector<std::string> slots;           ///< of a phrase, in order
    /// A code of any text, which stands in quotes wherever it is written.
    bool is_quoted = false;

    /// As it is typed in a condition.
    [[nodiscard]] std::string typed() const { return is_quoted ? '"' + name + '"' : name; }
};

class NameTable {
  public:
    NameTable();
    ~NameTable();
    NameTable(NameTable&&) noexcept;
    NameTable& operator=(NameTable&&) noexcept;

    /// Declares a name, or a phrase when it holds `{slot}`, `(s)` or `a/b`. Reports a bad form: see
    /// language.md §2 (keywords, `and`, `or`, …), a name declared twice, two names or phrases that
    /// match the same words with the same length (shown both), a slot with a declared name.
    /// Fills in `name`, `span` and `slots` of the entry. Pointers to entries stay good until the
    /// next call. A code in quotes may be any text on one line. most_slots  the limit on
    /// slots of one phrase.
    /// returns whether it was added.
    bool declare(const Scalar& written, Entry entry, bool may_have_slots,
                 text::Diagnostics& diagnostics, std::size_t most_slots = 8);

    /// Notes a name whose declaration was reported: whatever uses it stays silent.
    void reject(const Scalar& written);

    /// The entry with exactly this name, in any spelling; null when there is none.
    [[nodiscard]] const Entry* find(std::string_view name) const;
    [[nodiscard]] std::span<const Entry> entries() const;
    /// Names to suggest from, as they are typed in a condition.
    [[nodiscard]] std::vector<std::string> names() const;

    struct Impl;
    [[nodiscard]] const Impl& impl() const { return *impl_; }

  private:
    bool add(const Scalar& written, Entry entry, bool may_have_slots,
             text::Diagnostics& diagnostics, std::size_t most_slots);
    bool add_quoted(const Scalar& written, Entry entry, text::Diagnostics& diagnostics);

    std::unique_ptr<Impl> impl_;
};

/// Everything that a condition or an outcome may name.
struct Vocabulary {
    NameTable names;     ///< facts, records, terms, parameters, scores: one namespace
    NameTable outcomes;  ///< verb and name, with slots; index into the document's outcomes
};

}  // namespace caveat::language
