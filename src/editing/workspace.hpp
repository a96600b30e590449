#pragma once

// The files that somebody has open, and what an editor asks about them: the one core of the
// workbench and of `caveat lsp`. Spans are bytes of the text as it stands. Nothing is opened, no
// clock read, and nothing thrown but std::bad_alloc.

#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/styled_text.hpp>
#include <caveat/values.hpp>

#include "editing/open_file.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace caveat::editing {

/// Why there is no answer.
struct Problem {
    std::string code;  ///< stable: `not-open`, `no-name-here`, or that of a diagnostic
    std::string message;
    friend bool operator==(const Problem&, const Problem&) = default;
};

template <class Value>
using Answer = std::variant<Value, Problem>;

/// A place in one of the files.
struct FilePlace {
    std::string uri;
    Span span;
    friend bool operator==(const FilePlace&, const FilePlace&) = default;
};

/// Changes of one file, in its order.
struct FileEdits {
    std::string uri;
    std::vector<Edit> edits;
    friend bool operator==(const FileEdits&, const FileEdits&) = default;
};

/// What is said of a file.
struct Judged {
    std::vector<Diagnostic> diagnostics;
    bool loads = false;  ///< of cases: they can be run
};

class Workspace {
  public:
    explicit Workspace(const Limits& limits = {}) : limits_(limits) {}

    /// Opens a file, or puts another text in its place.
    void put(const std::string& uri, std::int64_t version, std::string text);
    void close(const std::string& uri);
    [[nodiscard]] const OpenFile* find(const std::string& uri) const;
    [[nodiscard]] std::vector<std::string> uris() const;

    /// Of a rule file, what loading says; of cases, what reading them says with the rules beside
    /// them as they last loaded. The file is open.
    [[nodiscard]] Judged judge(const OpenFile& file) const;

    /// The rule file of cases, and the cases of a rule file; null where it is not open.
    ///@{
    [[nodiscard]] const OpenFile* rules_of(const OpenFile& file) const;
    [[nodiscard]] const OpenFile* cases_of(const OpenFile& file) const;
    ///@}
    [[nodiscard]] const Limits& limits() const { return limits_; }

  private:
    Limits limits_;
    std::map<std::string, std::unique_ptr<OpenFile>, std::less<>> files_;
};

/// `a.yaml` of `a.cases.yaml`; empty for any other name.
std::string rules_beside(std::string_view cases_uri);
/// And back; empty for a file of cases.
std::string cases_beside(std::string_view rules_uri);

/// The text with edits made in it, none of which may overlap another.
std::string edited(std::string_view text, const std::vector<Edit>& edits);

/// What no patient has to be looked at for: sources and reasons that are missing, what nobody uses.
/// Nothing for a file that does not load. `as_of` is the day for which `review by` is looked at.
std::vector<Diagnostic> findings_of(const OpenFile& file, Date as_of);

/// The name at a place of a file, and what it stands for.
struct Named {
    Occurrence occurrence;
    Span span;                               ///< in the text as it stands
    const OpenFile* rules = nullptr;         ///< that declare it
    const Understood* understood = nullptr;  ///< of those
};
std::optional<Named> named_at(const Workspace& workspace, const OpenFile& file, std::size_t byte);

/// Where it is declared.
std::optional<FilePlace> definition(const Workspace& workspace, const Named& named);
/// Everywhere that it stands, its declaration first; in the cases, too.
std::vector<FilePlace> references(const Workspace& workspace, const Named& named);

/// What it is, for people.
StyledText hover(const Named& named);

/// What may be written at a place.
enum class OfferKind : std::uint8_t {
    fact,
    code,
    term,
    phrase,
    parameter,
    score,
    band,
    outcome,
    key,
    word,
    unit,
    source,
    rule,
};
struct Offer {
    OfferKind kind = OfferKind::word;
    std::string label;   ///< what is shown
    std::string detail;  ///< what it is, on one line; may be empty
    Span replaced;       ///< ends where it was asked for
    std::string text;    ///< what comes; a slot of a phrase as `${1:n}` where it is a snippet
    bool is_snippet = false;
};
std::vector<Offer> offers(const Workspace& workspace, const OpenFile& file, std::size_t byte);

/// A name that may get another one.
struct Renamable {
    Span span;
    std::string name;  ///< as it is declared
};
Answer<Renamable> prepare_rename(const Workspace& workspace, const OpenFile& file,
                                 std::size_t byte);
/// Every change that gives it another name. Refused with the words of loading where the rules with
/// that name would not load, or would mean something else.
Answer<std::vector<FileEdits>> rename(const Workspace& workspace, const OpenFile& file,
                                      std::size_t byte, std::string_view name);

/// The one change that lays a file out; no edits where nothing is to be done.
Answer<std::vector<Edit>> format(const OpenFile& file, const Limits& limits);

/// What makes a patient a case of a rule file (`authoring::write_case`), at the end of its cases.
struct KeptCase {
    std::string uri;   ///< of the cases
    std::string name;  ///< of the case: as wished, with a number behind it where another has it
    std::vector<Edit> edits;
    bool is_new = false;  ///< no such file is open: the one edit is all of its text
};
/// Refused where an answer was wrong, and where the cases cannot be read.
Answer<KeptCase> keep_case(const Workspace& workspace, const OpenFile& rules,
                           const Screening& screening, std::string_view name);
/// The same of proposed cases (`authoring::Proposals::yaml`), all of them; `KeptCase::name` is
/// empty. Refused where there is none, and where another case has one of their names by now.
Answer<KeptCase> keep_proposals(const Workspace& workspace, const OpenFile& rules,
                                std::string_view yaml);

/// A part of a file, with what is in it.
struct Symbol {
    std::string name;
    std::string detail;
    std::optional<NamedThingKind> kind;  ///< nothing: a section
    Span whole;
    Span span;  ///< of its name
    std::vector<Symbol> parts;
};
std::vector<Symbol> symbols(const OpenFile& file);

/// A word and what it is, for colour.
enum class WordKind : std::uint8_t {
    keyword,
    number,
    text,
    fact,
    code,
    term,
    parameter,
    score,
    outcome,
    rule,
    source
};
struct ColouredWord {
    Span span;
    WordKind kind = WordKind::keyword;
    bool is_declaration = false;
};
/// In the order of the text, none over a line break.
std::vector<ColouredWord> coloured_words(const OpenFile& file);

/// What stands above a rule: how many cases name it.
struct Lens {
    Span span;
    std::string rule;
    std::size_t cases = 0;
};
std::vector<Lens> lenses(const Workspace& workspace, const OpenFile& file);

/// Lines that can be folded: a section or an entry of one, from 0, both ends included.
struct Fold {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    friend bool operator==(const Fold&, const Fold&) = default;
};
std::vector<Fold> folds(const OpenFile& file);

/// Something that an author can have done.
struct Action {
    std::string title;
    std::vector<Edit> edits;
    std::optional<Diagnostic> mends;
    bool is_preferred = false;
};
/// For what is said about a piece of a file, `said` being all of that: its fixes, an id for a rule
/// that needs one, and an answer to a finding.
///
/// reason  why findings are meant; empty: that is left for the author to write, and until then the
///         file says `missing-reason` there
std::vector<Action> actions(const OpenFile& file, Span place, const std::vector<Diagnostic>& said,
                            const Limits& limits, std::string_view reason = {});

/// What writes an answer to a finding, under `accept` of what it is about: edits in order. None
/// where the file does not load, and where nothing can accept it.
std::vector<Edit> acceptance(const OpenFile& file, const Diagnostic& finding,
                             std::string_view reason, const Limits& limits);

}  // namespace caveat::editing
