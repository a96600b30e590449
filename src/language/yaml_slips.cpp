// What is left out in a line that YAML could not read: a comma between two entries of `{ }`, a
// quotation mark at the end of a text, the quotes around a text with ` #`, a blank behind `:` or
// `-`. Entrances: report_slip_in_brackets, report_missing_blank.

#include "language/characters.hpp"
#include "language/yaml_guards.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

/// What may stand as a key inside `{ }`, longer ones before those that end like them.
constexpr auto keys = std::to_array<std::string_view>(
    {"intended use", "if unknown", "developer", "otherwise", "overrides", "exclusive", "not asked",
     "dated by",     "ask whom",   "funding",   "because",   "licence",   "only if",   "prorate",
     "rounded",      "revised",    "released",  "source",    "points",    "accept",    "unless",
     "author",       "missing",    "whole",     "bands",     "label",     "title",     "value",
     "says",         "each",       "from",      "rule",      "then",      "type",      "unit",
     "when",         "ask",        "say",       "why",       "id",        "of",        "to"});

/// Of these the value is prose, in which the word before a colon may be one of its own.
constexpr auto prose =
    std::to_array<std::string_view>({"ask", "author", "because", "developer", "funding",
                                     "intended use", "label", "say", "says", "title", "why"});

constexpr std::size_t nowhere = std::string_view::npos;

bool is_gap(char c) {
    return c == ' ' || c == '\t';
}

class BracketScan {
  public:
    BracketScan(std::string_view file, std::size_t open, text::Diagnostics& diagnostics)
        : file_(file), at_(open), diagnostics_(diagnostics) {
        end_ = std::min(file.find_first_of("\r\n", open), file.size());
    }

    bool report() {
        const bool has_keys = file_[at_] == '{';
        begin_entry();
        for (depth_ = 1, ++at_; at_ < end_; ++at_) {
            const char c = file_[at_];
            const char next = at_ + 1 < end_ ? file_[at_ + 1] : ' ';
            if (c == '#' && is_gap(file_[at_ - 1])) return report_hidden_end();
            if ((c == '"' || c == '\'') && begins_text()) {
                const std::size_t open = at_;
                at_ = close_of(open);
                if (at_ == nowhere) return report_open_quote(open);
                if (has_keys && depth_ == 1 && report_key_behind()) return true;
            } else if ((c == '{' || c == '[') && begins_text()) {
                ++depth_;
            } else if (c == '}' || c == ']') {
                if (--depth_ == 0) return false;
                if (has_keys && depth_ == 1 && report_key_behind()) return true;
            } else if (c == ',' && depth_ == 1) {
                begin_entry();
            } else if (c == ':' && depth_ == 1 && has_keys &&
                       std::string_view(" \t{[\"'").find(next) != nowhere) {
                if (colon_ == nowhere) {
                    colon_ = at_;
                } else if (report_second_colon()) {
                    return true;
                }
            }
        }
        return false;
    }

  private:
    void begin_entry() {
        entry_ = at_ + 1;
        colon_ = nowhere;
    }

    bool begins_text() const {
        std::size_t before = at_;
        while (before > 0 && is_gap(file_[before - 1])) --before;
        return before > 0 && std::string_view(":,[{").find(file_[before - 1]) != nowhere;
    }

    /// Of the text in quotes that begins here, its last quote.
    std::size_t close_of(std::size_t open) const {
        const char quote = file_[open];
        for (std::size_t at = open + 1; at < end_; ++at) {
            if (quote == '"' && file_[at] == '\\') {
                ++at;
            } else if (file_[at] == quote) {
                const bool is_doubled = quote == '\'' && at + 1 < end_ && file_[at + 1] == quote;
                if (!is_doubled) return at;
                ++at;
            }
        }
        return nowhere;
    }

    /// The key that ends before `colon`, apart from what stands before it; empty when none does.
    std::string_view key_before(std::size_t colon, std::size_t begin) const {
        std::string_view words = file_.substr(begin, colon - begin);
        while (!words.empty() && is_gap(words.back())) words.remove_suffix(1);
        for (const std::string_view key : keys) {
            if (!words.ends_with(key)) continue;
            const std::size_t rest = words.size() - key.size();
            if (rest == 0 || is_gap(words[rest - 1]) || words[rest - 1] == ';') {
                return words.substr(rest);
            }
        }
        return {};
    }

    /// Words behind a quote or bracket that ends a value: whether a key stands there.
    bool report_key_behind() {
        const std::size_t begin = at_ + 1;
        const std::size_t colon = std::min(file_.find(':', begin), end_);
        if (file_.substr(begin, colon - begin).find_first_of(",{}[]\"'") != nowhere) return false;
        const std::string_view key = key_before(colon, begin);
        if (key.empty() || colon == end_) return false;
        const std::size_t first = text::span_within(file_, key).begin;
        const auto between = file_.substr(begin, first - begin);
        if (between.find_first_not_of(" \t;") != nowhere) return false;
        report_comma(begin, key);
        return true;
    }

    /// `type: yes/no ask: "Fever?"`
    bool report_second_colon() {
        const std::string_view key = key_before(at_, colon_ + 1);
        if (key.empty()) return false;
        std::size_t last = text::span_within(file_, key).begin;
        const auto is_between = [&](char c) { return is_gap(c) || c == ';'; };
        const bool has_semicolon = file_.substr(colon_, last - colon_).find(';') != nowhere;
        while (last > colon_ + 1 && is_between(file_[last - 1])) --last;
        std::size_t first = colon_ + 1;
        while (first < last && is_gap(file_[first])) ++first;
        if (first == last) return false;
        const bool is_word = file_.substr(first, last - first).find(' ') == nowhere;
        const std::string_view own = key_before(colon_, entry_);
        const bool is_prose = std::find(prose.begin(), prose.end(), own) != prose.end();
        if (is_prose && !is_word && !has_semicolon) return false;
        report_comma(last, key);
        return true;
    }

    void report_comma(std::size_t last, std::string_view key) {
        const std::size_t first = text::span_within(file_, key).begin;
        const std::string meant = ", " + std::string(key);
        with(diagnostics_.error("yaml-syntax", span_at(first, first + key.size()),
                                "a comma is missing before " + quoted(key)))
            .help("write " + quoted(meant))
            .fix("write " + quoted(meant), span_at(last, first + key.size()), meant);
    }

    bool report_open_quote(std::size_t open) {
        const std::string quote(1, file_[open]);
        with(diagnostics_.error("unclosed-quote", span_at(open, open + 1),
                                "this quote is never closed"))
            .help("close it with `" + quote + "` at the end of the text");
        return true;
    }

    /// ` #` begins a comment, and what closes the bracket is part of it.
    bool report_hidden_end() {
        const std::string_view hidden = file_.substr(at_, end_ - at_);
        if (hidden.find_first_of("]}") == nowhere) return false;
        with(diagnostics_.error("text-needs-quotes", span_at(at_, at_ + 1),
                                "` #` begins a comment, which hides what closes this line"))
            .help("put the whole text in quotes: `\"…\"`");
        return true;
    }

    std::string_view file_;
    std::size_t at_;
    std::size_t end_;
    std::size_t entry_ = 0;        ///< where the entry at hand begins
    std::size_t colon_ = nowhere;  ///< its first one
    std::size_t depth_ = 0;
    text::Diagnostics& diagnostics_;
};

}  // namespace

bool report_slip_in_brackets(std::string_view file, std::size_t open,
                             text::Diagnostics& diagnostics) {
    return BracketScan(file, open, diagnostics).report();
}

bool report_missing_blank(std::string_view file, std::size_t at, text::Diagnostics& diagnostics) {
    std::size_t begin = std::min(at, file.size());
    while (begin > 0 && !is_break(file[begin - 1])) --begin;
    const std::size_t end = std::min(file.find_first_of("\r\n", begin), file.size());
    while (begin < end && is_gap(file[begin])) ++begin;
    std::size_t sign = begin;
    if (!file.substr(begin, end - begin).starts_with("-{")) {
        sign = file.find(':', begin);
        const std::string_view key =
            sign < end ? file.substr(begin, sign - begin) : std::string_view();
        const bool is_glued = sign + 1 < end && (file[sign + 1] == '{' || file[sign + 1] == '[');
        if (key.empty() || !is_glued || key.find_first_of("{}[]\"'#,") != nowhere) return false;
    }
    const std::string glued(file.substr(sign, 2));
    const std::string meant = glued.substr(0, 1) + " " + glued.substr(1);
    with(diagnostics.error("missing-blank", span_at(sign, sign + 1),
                           "a blank is missing behind " + quoted(glued.substr(0, 1))))
        .help("write " + quoted(meant))
        .fix("write " + quoted(meant), span_at(sign, sign + 2), meant);
    return true;
}

}  // namespace caveat::language
