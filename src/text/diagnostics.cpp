// Problems as they are found into an ordered, bounded list, and the author's words into a form
// that is safe to show. Entrances: Diagnostics, with, quoted,
// caveat::visible_text.

#include "text/diagnostics.hpp"

#include <caveat/visible_text.hpp>

#include "text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace caveat::text {
namespace {

constexpr std::size_t longest_quote = 80;

/// `\u{200b}`
void append_escape(std::string& result, std::uint32_t code_point) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hexadecimal;
    do {
        hexadecimal.insert(hexadecimal.begin(), digits[code_point % 16]);
        code_point /= 16;
    } while (code_point != 0);
    result += "\\u{" + hexadecimal + "}";
}

void append_visible(std::string& result, std::string_view text, std::size_t at, CodePoint point) {
    switch (point.value) {
        case '\n':
            result += "\\n";
            return;
        case '\r':
            result += "\\r";
            return;
        case '\t':
            result += "\\t";
            return;
        case '`':
            result += "\\`";
            return;
        case replacement_character:
            append(result, replacement_character);
            return;
        default:
            break;
    }
    const std::string_view bytes = text.substr(at, point.length);
    if (first_forbidden(bytes)) {
        append_escape(result, point.value);
    } else {
        result += bytes;
    }
}

/// By the start of the span; equal places keep their order. (An insertion sort: the list is short,
/// nearly sorted, and std::stable_sort draws deprecation warnings from some standard libraries.)
void sort_by_place(std::vector<Diagnostic>& diagnostics) {
    const auto lies_before = [](const Diagnostic& a, const Diagnostic& b) {
        return a.span.begin < b.span.begin;
    };
    for (auto next = diagnostics.begin(); next != diagnostics.end(); ++next) {
        std::rotate(std::upper_bound(diagnostics.begin(), next, *next, lies_before), next,
                    next + 1);
    }
}

}  // namespace

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
    std::size_t& count = counts_[static_cast<std::size_t>(diagnostic.severity)];
    Diagnostic& place = ++count > most_of_a_kind ? spare_ : kept_.emplace_back();
    place = std::move(diagnostic);
    return place;
}

Diagnostic& Diagnostics::error(DiagnosticCode code, Span span, std::string message) {
    return add({Severity::error, code.text(), std::move(message), {}, {}, span, {}, {}});
}

Diagnostic& Diagnostics::warning(DiagnosticCode code, Span span, std::string message) {
    return add({Severity::warning, code.text(), std::move(message), {}, {}, span, {}, {}});
}

std::vector<Diagnostic> Diagnostics::take() {
    sort_by_place(kept_);
    const Span last = kept_.empty() ? Span{} : kept_.back().span;
    const auto close = [this, last](Severity severity, DiagnosticCode code,
                                    const std::string& kinds) {
        const std::size_t count = counts_[static_cast<std::size_t>(severity)];
        if (count <= most_of_a_kind) return;
        kept_.push_back({severity,
                         code.text(),
                         "too many " + kinds + ": " + std::to_string(count - most_of_a_kind) +
                             " more are not shown",
                         {},
                         {},
                         last,
                         {},
                         {}});
    };
    close(Severity::error, "too-many-errors", "errors");
    close(Severity::warning, "too-many-warnings", "warnings");
    close(Severity::note, "too-many-notes", "notes");
    counts_ = {};
    return std::exchange(kept_, {});
}

Details& Details::help(std::string text) {
    diagnostic_.help = std::move(text);
    return *this;
}

Details& Details::label(Span span, std::string text) {
    diagnostic_.labels.push_back({span, std::move(text)});
    return *this;
}

Details& Details::argument(std::string name, std::string value) {
    diagnostic_.arguments.push_back({std::move(name), std::move(value)});
    return *this;
}

Details& Details::fix(std::string title, Span span, std::string text) {
    diagnostic_.fixes.push_back({std::move(title), {{span, std::move(text)}}});
    return *this;
}

Details& Details::write(const std::vector<Proposal>& proposals, std::string_view remark) {
    std::string& help = diagnostic_.help;
    for (const Proposal& each : proposals) {
        const bool is_first = &each == proposals.data();
        const bool is_last = &each == &proposals.back();
        const std::string said = "`" + each.text + "`" + each.aside;
        help += (is_first ? "write " : is_last ? " or " : ", ") + said;
        const bool is_form = each.text.find("…") != std::string::npos;
        if (!is_form && !each.edits.empty()) {
            diagnostic_.fixes.push_back({"write " + said, each.edits});
        }
    }
    help += remark;
    return *this;
}

Details& Details::write(std::string text, std::string_view remark) {
    const Edit edit{diagnostic_.span, text};
    return write({{std::move(text), {edit}}}, remark);
}

Details& Details::path(std::string place) {
    diagnostic_.path = std::move(place);
    return *this;
}

std::string one_line(std::string_view words) {
    std::string line;
    for (const char next : words) {
        const bool is_blank = next == ' ' || next == '\n' || next == '\r' || next == '\t';
        if (!is_blank) {
            line += next;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

std::string quoted(std::string_view words) {
    std::string result = "`";
    std::size_t count = 0;
    for (std::size_t at = 0; at < words.size(); ++count) {
        if (count == longest_quote) {
            result += "…";
            break;
        }
        const CodePoint point = decode(words, at);
        append_visible(result, words, at, point);
        at += point.length;
    }
    return result += '`';
}

std::string did_you_mean(const std::vector<std::string>& names) {
    if (names.empty()) return {};
    std::string result = "did you mean ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i != 0) result += i + 1 == names.size() ? " or " : ", ";
        result += quoted(names[i]);
    }
    return result += '?';
}

Span span_within(std::string_view whole, std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(part.data() - whole.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

}  // namespace caveat::text

namespace caveat {

std::string visible_text(std::string_view words) {
    std::string result;
    for (std::size_t at = 0; at < words.size();) {
        const text::CodePoint point = text::decode(words, at);
        text::append_visible(result, words, at, point);
        at += point.length;
    }
    return result;
}

}  // namespace caveat
