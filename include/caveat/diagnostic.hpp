#pragma once

#include <caveat/export.hpp>
#include <caveat/styled_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Problems as values: what is wrong, where, and what to type instead.
namespace caveat {

/// How bad a problem is. A rule file with an error is not loaded; one with warnings is. An answer
/// with an error counts as unanswered; a warning is about one that is used, a note about what was
/// surplus, or may have been given by mistake.
enum class Severity : std::uint8_t { note, warning, error };

/// A piece of a text: bytes [begin, end), counted from 0 at the start of the file. Empty when
/// both are equal; the place then lies just before byte `begin`.
struct Span {
    std::uint32_t begin = 0;  ///< the first byte
    std::uint32_t end = 0;    ///< one behind the last byte

    friend bool operator==(const Span&, const Span&) = default;
};

/// A second place worth showing, such as the first of two declarations with one name.
struct Label {
    Span span;         ///< the other place
    std::string text;  ///< lower case, without a full stop: "first declared here"

    friend bool operator==(const Label&, const Label&) = default;
};

/// A part of a message under a name, so that a host can build the message in another language.
struct Argument {
    std::string name;   ///< stable, as is the code: `fact`
    std::string value;  ///< as the message has it, without backticks

    friend bool operator==(const Argument&, const Argument&) = default;
};

/// A piece of the source and the text to put in its place.
struct Edit {
    Span span;         ///< what goes
    std::string text;  ///< what comes; may be empty

    friend bool operator==(const Edit&, const Edit&) = default;
};

/// One way to mend a problem: its edits belong together, and none overlaps another. What the
/// author wrote keeps its meaning, or the title asks which one is meant.
struct Fix {
    std::string title;        ///< lower case, without a full stop: "write `70 kg`"
    std::vector<Edit> edits;  ///< in the order of the text

    friend bool operator==(const Fix&, const Fix&) = default;
};

/// One problem in a rule file or a profile.
struct Diagnostic {
    Severity severity = Severity::error;  ///< how bad it is
    std::string code;                     ///< kebab-case and stable: hosts may switch on it
    std::string message;  ///< English, lower case, no full stop, the author's words in backticks
    std::string help;     ///< what to do or to type; may be empty
    std::string
        path;   ///< place in a profile (`facts.sessions[2].spasm_eased`); empty for rule files
    Span span;  ///< place in the source; meaningless when there is a path
    std::vector<Label> labels;        ///< other places that explain it
    std::vector<Argument> arguments;  ///< the parts of the message, for translations
    std::vector<Fix> fixes{};         ///< one for each reading of what was meant; often none

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// A text together with the name under which its author knows it, usually a file name.
struct Source {
    std::string name;  ///< as in diagnostics: a path, usually
    std::string text;  ///< UTF-8; broken sequences are drawn as U+FFFD

    friend bool operator==(const Source&, const Source&) = default;
};

/// Draws a problem for a terminal: place, message and code, then the source line with carets
/// under the span, the help, and every label in the same way as a note. Ends with a newline.
///
/// Lines and columns begin at 1 and columns count code points; the carets stand where a terminal
/// draws the marked characters. A span over several lines marks the first one, a very long line
/// is cut around the span, and a span outside the text counts as its end. A problem with a `path`
/// is drawn with that path as its place, and without a source line.
CAVEAT_EXPORT std::string render(const Diagnostic& diagnostic, const Source& source);

/// The same, saying what each part is, for a terminal of `width` columns: messages and help are
/// folded, source lines cut around the span. A width of 0 folds nothing; the text is then what
/// `render` gives.
CAVEAT_EXPORT StyledText render_styled(const Diagnostic& diagnostic, const Source& source,
                                       std::size_t width = 0);

}  // namespace caveat
