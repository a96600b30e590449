// Turns the bytes of a file into a tree of texts, lists and mappings, with the YAML library's
// events and our own guards. Entrance: read_yaml.

#include "language/yaml_reader.hpp"

#include <caveat/codes.hpp>

#include "language/characters.hpp"
#include "language/scalar_origin.hpp"
#include "language/yaml_guards.hpp"
#include "text/names.hpp"
#include "text/utf8.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <new>
#include <streambuf>
#include <string>
#include <unordered_map>
#include <utility>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

/// Lets the library read a text in place.
class TextBuffer : public std::streambuf {
  public:
    explicit TextBuffer(std::string_view text) {
        char* begin = const_cast<char*>(text.data());  // the get area is never written to
        setg(begin, begin, begin + text.size());
    }
};

/// Thrown out of the library's callbacks, and caught around them, when reading on is pointless;
/// the reason has been reported.
struct Stop {};

/// Builds the tree from events. The library calls no event twice for one place.
class TreeBuilder : public YAML::EventHandler {
  public:
    TreeBuilder(std::string_view file, std::size_t begin, const ReadLimits& limits,
                text::Diagnostics& diagnostics)
        : file_(file),
          offset_(begin),
          covered_(begin),
          limits_(limits),
          diagnostics_(diagnostics) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(']'); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close('}'); }

    std::optional<YamlNode> take_root() { return std::move(root_); }
    std::size_t covered() const { return covered_; }
    bool covers_exactly() const { return is_exact_; }
    YamlFailure failure(const YAML::Exception& exception) const;

  private:
    struct Frame {
        YamlNode node;
        std::optional<Scalar> key;  ///< of a mapping, while its value is awaited
        bool key_is_broken = false;
        std::unordered_map<std::string, Span> keys;
        std::size_t count = 0;  ///< of entries, the ones left out included
    };
    /// Values of one file, however deep they stand: what a tree of them may cost in memory.
    static constexpr std::size_t most_values = 400'000;

    std::size_t place(const YAML::Mark& mark) const {
        return std::min(offset_ + static_cast<std::size_t>(std::max(0, mark.pos)), file_.size());
    }
    bool awaits_key() const {
        return !frames_.empty() && frames_.back().node.kind == YamlNode::Kind::mapping &&
               !frames_.back().key;
    }
    void open(const YAML::Mark& mark, YamlNode::Kind kind, YAML::EmitterStyle::value style);
    void close(char bracket);
    void add(YamlNode node);
    void add_key(const Scalar& key, bool is_broken);
    std::size_t skip_properties(std::size_t at) const;
    Gap gap_before(std::size_t begin);
    void report_missing_colon(const Scalar& key);
    PlacedScalar place_text(std::size_t begin, const std::string& value);

    std::string_view file_;
    std::size_t offset_;
    std::size_t covered_;
    bool is_exact_ = true;
    const ReadLimits& limits_;
    text::Diagnostics& diagnostics_;
    std::vector<Frame> frames_;
    std::optional<YamlNode> root_;
    std::size_t value_count_ = 0;
    std::optional<Span> last_text_;
    bool last_is_plain_ = false;
    /// Said once the brackets are closed: what breaks them says more.
    std::vector<Diagnostic> pending_;
};

Gap TreeBuilder::gap_before(std::size_t begin) {
    if (!is_exact_) {
        is_exact_ = true;
        Gap gap;
        gap.has_colon = true;
        return gap;
    }
    Gap gap = check_gap(file_, covered_, begin, diagnostics_);
    if (gap.mark_of_key && (frames_.empty() || !frames_.back().node.is_flow)) {
        with(diagnostics_.error("complex-key", *gap.mark_of_key,
                                "keys marked with `?` are not allowed"))
            .help("a line is `key: value`; to begin a text with `?`, put the text in quotes");
    } else if (gap.mark_of_key) {
        with(diagnostics_.error("text-needs-quotes", *gap.mark_of_key,
                                "`?` ends a text inside `{ }` that is not in quotes"))
            .help("put the whole text in quotes: `\"…\"`");
    }
    return gap;
}

PlacedScalar TreeBuilder::place_text(std::size_t begin, const std::string& value) {
    if (value.size() > limits_.text_bytes) {
        with(diagnostics_.error(
            "text-length", span_at(begin, begin + 1),
            "this text has more than " + std::to_string(limits_.text_bytes) + " bytes"));
        throw Stop{};
    }
    PlacedScalar placed = place_scalar(file_, begin, value);
    if (!placed.is_closed) {
        with(diagnostics_.error("unclosed-quote", span_at(begin, begin + 1),
                                "this quote is never closed"))
            .help(std::string("close it with `") + file_[begin] + "` at the end of the text");
        throw Stop{};
    }
    if (placed.scalar.style == ScalarStyle::double_quoted) {
        if (const auto forbidden = text::first_forbidden(value)) {
            with(diagnostics_.error(
                "forbidden-character",
                placed.scalar.span_of(forbidden->offset, forbidden->offset + 1),
                std::string(forbidden->what) + " is not allowed, not as an escape either"));
        }
    }
    covered_ = std::max(covered_, placed.end);
    is_exact_ = placed.is_exact;
    const bool is_plain = placed.scalar.style == ScalarStyle::plain;
    if (is_plain && is_exact_) {
        std::size_t at = placed.end;
        while (at < file_.size() && (file_[at] == ' ' || file_[at] == '\t')) ++at;
        if (at > placed.end && at < file_.size() && file_[at] == '#') {
            placed.scalar.comment = span_at(at, at + 1);
        }
    }
    last_text_ = placed.scalar.span;
    last_is_plain_ = is_plain;
    return placed;
}

/// The place after tags and anchors.
std::size_t TreeBuilder::skip_properties(std::size_t at) const {
    while (at < file_.size() && (file_[at] == '!' || file_[at] == '&')) {
        while (at < file_.size() &&
               std::string_view(" \t\r\n").find(file_[at]) == std::string_view::npos) {
            ++at;
        }
        at = skip_comments(file_, at);
    }
    return at;
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                           const std::string& value) {
    // With a tag or an anchor the mark stands before it; the gap reports it, up to the text.
    const std::size_t first = place(mark);
    const std::size_t begin = skip_properties(first);
    bool is_sound = begin == first;
    const Gap gap = gap_before(begin);
    is_sound = is_sound && gap.is_sound;
    if (!awaits_key() && !frames_.empty() && frames_.back().node.kind == YamlNode::Kind::mapping &&
        !gap.has_colon && frames_.back().key) {
        report_missing_colon(*frames_.back().key);
    }
    PlacedScalar placed = place_text(begin, value);
    if (awaits_key()) {
        if (!frames_.back().node.is_flow) {
            if (const auto tab = tab_in_indentation(file_, begin)) {
                with(diagnostics_.error("tab-indentation", *tab, "a tab cannot indent a line"))
                    .help("indent with blanks");
            }
        }
        add_key(placed.scalar, false);
        return;
    }
    YamlNode node;
    node.kind = is_sound ? YamlNode::Kind::text : YamlNode::Kind::broken;
    node.span = placed.scalar.span;
    node.text = std::move(placed.scalar);
    add(std::move(node));
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::size_t begin = place(mark);
    const bool is_in_braces = !frames_.empty() && frames_.back().node.is_flow;
    const std::size_t length = null_length(file_, begin, is_in_braces);
    if (awaits_key()) {
        with(diagnostics_.error("missing-key",
                                span_at(begin, begin + std::max<std::size_t>(1, length)),
                                "a key is missing here"))
            .help("to begin a text with this sign, put the text in quotes");
        covered_ = std::max(covered_, begin + length);
        add_key(Scalar{}, true);
        return;
    }
    YamlNode node;
    node.span = span_at(covered_, covered_);
    if (length != 0 && begin >= covered_) {
        gap_before(begin);
        node.span = span_at(begin, begin + length);
        covered_ = begin + length;
    } else if (!frames_.empty() && frames_.back().key) {
        const Scalar& key = *frames_.back().key;
        node.span = key.span;
        const std::size_t after = skip_comments(file_, covered_);
        const bool has_colon = after < file_.size() && file_[after] == ':';
        if (has_colon) covered_ = after + 1;
        if (is_exact_ && !has_colon && !frames_.back().key_is_broken) {
            report_missing_colon(key);
            node.kind = YamlNode::Kind::broken;
        }
    }
    // The anchor itself is reported with the bytes that no text covers.
    if (anchor != YAML::NullAnchor) node.kind = YamlNode::Kind::broken;
    add(std::move(node));
}

/// How a text is written that commas have cut: `problem` marks all of it.
void propose_quotes(Diagnostic& problem, std::string_view meant) {
    constexpr std::size_t most_bytes = 100;
    const bool has_mark = meant.find('"') != std::string_view::npos;
    const char quote = has_mark ? '\'' : '"';
    const bool is_short = meant.size() <= most_bytes &&
                          meant.find_first_of("\\\n") == std::string_view::npos &&
                          meant.find(quote) == std::string_view::npos;
    const auto inner = text::between_typographic_quotes(meant);
    const std::string text(inner.value_or(meant));
    const std::string mark(1, inner ? '"' : quote);
    const std::string whole = mark + (is_short ? text : "…") + mark;
    problem.fixes.clear();
    problem.help = inner ? "the quotation marks are `\"`: " : "put the whole text in quotes: ";
    with(problem).write(whole);
}

/// A key with no colon: in `{ }` mostly the rest of a text that a comma has split.
void TreeBuilder::report_missing_colon(const Scalar& key) {
    Frame& frame = frames_.back();
    frame.key_is_broken = true;
    frame.node.lost_keys = true;
    const auto& pairs = frame.node.pairs;
    Diagnostic missing;
    missing.span = key.span;
    if (frame.node.is_flow && !pairs.empty() && pairs.back().value.kind == YamlNode::Kind::text &&
        pairs.back().value.text.style == ScalarStyle::plain) {
        Scalar& cut = frame.node.pairs.back().value.text;
        const std::string_view meant = file_.substr(cut.span.begin, key.span.end - cut.span.begin);
        // Every further comma adds to the same text.
        if (cut.is_broken && !pending_.empty()) {
            pending_.back().span.end = key.span.end;
            propose_quotes(pending_.back(), meant);
            return;
        }
        cut.is_broken = true;
        missing.span.begin = cut.span.begin;
        missing.code = codes::text_needs_quotes;
        missing.message = "a comma ends a text inside `{ }` that is not in quotes";
        propose_quotes(missing, meant);
    } else if (const std::size_t colon = key.text.find(':');
               key.style == ScalarStyle::plain && colon < key.text.size() - 1) {
        missing.span = key.span_of(colon, colon + 1);
        missing.code = codes::missing_blank;
        missing.message = "a blank is missing behind `:`";
        const std::string meant = key.text.substr(0, colon) + ": " + key.text.substr(colon + 1);
        with(missing).write({{meant, {{key.span, meant}}}});
    } else {
        missing.code = codes::missing_colon;
        missing.message = quoted(key.text) + " has no `:` after it";
        missing.help =
            frame.node.is_flow
                ? "an entry is `key: value`"
                : "a line is `key: value`; or indent this line as part of the text above";
    }
    if (frame.node.is_flow) {
        pending_.push_back(std::move(missing));
    } else {
        diagnostics_.add(std::move(missing));
    }
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
    const std::size_t begin = place(mark);
    std::size_t end = begin + 1;
    while (end < file_.size() &&
           std::string_view(" \t\r\n,[]{}").find(file_[end]) == std::string_view::npos) {
        ++end;
    }
    gap_before(end);  // reports the alias itself
    covered_ = std::max(covered_, end);
    YamlNode node;
    node.kind = YamlNode::Kind::broken;
    node.span = span_at(begin, end);
    if (awaits_key()) {
        add_key(Scalar{}, true);
    } else {
        add(std::move(node));
    }
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                                  YAML::EmitterStyle::value style) {
    open(mark, YamlNode::Kind::list, style);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                             YAML::EmitterStyle::value style) {
    open(mark, YamlNode::Kind::mapping, style);
}

void TreeBuilder::open(const YAML::Mark& mark, YamlNode::Kind kind,
                       YAML::EmitterStyle::value style) {
    const std::size_t begin = place(mark);
    if (frames_.size() >= limits_.nesting) {
        diagnostics_.error(
            "nesting", span_at(begin, begin + 1),
            "lists and mappings are nested more than " + std::to_string(limits_.nesting) + " deep");
        throw Stop{};
    }
    if (awaits_key()) {
        with(diagnostics_.error("complex-key", span_at(begin, begin + 1),
                                "a key must be a text, not a list or mapping"))
            .help("to begin a text with `[` or `{`, put the text in quotes");
        throw Stop{};
    }
    Frame frame;
    frame.node.kind = kind;
    frame.node.is_flow = style == YAML::EmitterStyle::Flow;
    frame.node.span = span_at(begin, begin + 1);
    if (const std::size_t inside = skip_properties(begin); inside != begin) {
        gap_before(inside);
        covered_ = std::max(covered_, inside);
        frame.node.span = span_at(inside, inside + 1);
    }
    frames_.push_back(std::move(frame));
}

void TreeBuilder::close(char bracket) {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    for (Diagnostic& each : pending_) diagnostics_.add(std::move(each));
    pending_.clear();
    if (frame.node.is_flow && is_exact_) {
        // Between the last part and the bracket: blanks, comments, one comma, brackets of empty
        // parts.
        std::size_t at = covered_;
        while ((at = skip_comments(file_, at)) < file_.size() && file_[at] != bracket &&
               std::string_view(",:[{").find(file_[at]) != std::string_view::npos) {
            ++at;
        }
        if (at < file_.size() && file_[at] == bracket) {
            check_gap(file_, covered_, at, diagnostics_);
            covered_ = at + 1;
        }
    }
    frame.node.span.end =
        static_cast<std::uint32_t>(std::max<std::size_t>(frame.node.span.begin + 1U, covered_));
    add(std::move(frame.node));
}

void TreeBuilder::add_key(const Scalar& key, bool is_broken) {
    Frame& frame = frames_.back();
    frame.key = key;
    frame.key_is_broken = is_broken;
    frame.node.lost_keys = frame.node.lost_keys || is_broken;
    if (is_broken) return;
    if (key.text == "<<" && key.style == ScalarStyle::plain) {
        with(diagnostics_.error("merge-key", key.span, "YAML merge keys (`<<`) are not allowed"))
            .help("write the keys out in each place");
        frame.key_is_broken = true;
        frame.node.lost_keys = true;
        return;
    }
    const auto [first, is_new] = frame.keys.emplace(text::canonical_name(key.text), key.span);
    if (is_new) return;
    with(diagnostics_.error("duplicate-key", key.span, quoted(key.text) + " stands here twice"))
        .label(first->second, "the first one is here");
    frame.key_is_broken = true;
}

void TreeBuilder::add(YamlNode node) {
    if (frames_.empty()) {
        root_ = std::move(node);
        return;
    }
    Frame& frame = frames_.back();
    if (++value_count_ > most_values) {
        with(diagnostics_.error("too-many-values", node.span,
                                "the file has more than " + std::to_string(most_values) +
                                    " keys and list entries"))
            .help("split the rule set");
        throw Stop{};
    }
    if (++frame.count > limits_.list_length) {
        diagnostics_.error(
            "list-length", node.span,
            "a list or mapping has more than " + std::to_string(limits_.list_length) + " entries");
        throw Stop{};
    }
    if (frame.node.kind == YamlNode::Kind::list) {
        frame.node.items.push_back(std::move(node));
        return;
    }
    if (!frame.key_is_broken) frame.node.pairs.push_back({std::move(*frame.key), std::move(node)});
    frame.key.reset();
}

YamlFailure TreeBuilder::failure(const YAML::Exception& exception) const {
    YamlFailure failure;
    failure.message = exception.msg;
    failure.place = place(exception.mark);
    if (!frames_.empty()) {
        failure.is_in_flow = frames_.back().node.is_flow;
        failure.container = frames_.back().node.span.begin;
    }
    failure.last_text = last_text_;
    failure.last_is_plain = last_is_plain_;
    failure.is_key = frames_.empty() || awaits_key();
    failure.covered = covered_;
    return failure;
}

/// Asks the library for one document and no more: asked again, it may answer for ever.
bool read_one_document(std::string_view file, std::size_t begin, TreeBuilder& builder,
                       text::Diagnostics& diagnostics) {
    TextBuffer buffer(file.substr(begin));
    std::istream stream(&buffer);
    try {
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
        return true;
    } catch (const Stop&) {
        return false;
    } catch (const YAML::Exception& exception) {
        report_failure(file, builder.failure(exception), diagnostics);
        return false;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& exception) {
        diagnostics.error("yaml-syntax", {},
                          std::string("YAML cannot read this file: ") + exception.what());
        return false;
    }
}

}  // namespace

std::optional<YamlNode> read_yaml(std::string_view file, const ReadLimits& limits,
                                  text::Diagnostics& diagnostics) {
    const std::size_t begin =
        file.starts_with(text::byte_order_mark) ? text::byte_order_mark.size() : 0;
    if (!check_bytes(file, begin, diagnostics) || !check_brackets(file, begin, diagnostics)) {
        return std::nullopt;
    }
    const std::size_t first = skip_comments(file, begin);
    if (first >= file.size()) {
        diagnostics.error("empty-file", span_at(begin, begin), "this file holds nothing");
        return std::nullopt;
    }
    if (file[first] == '%') {
        check_gap(file, begin, first + 1, diagnostics);
        return std::nullopt;
    }
    TreeBuilder builder(file, begin, limits, diagnostics);
    if (!read_one_document(file, begin, builder, diagnostics)) return std::nullopt;
    if (builder.covers_exactly()) check_rest(file, builder.covered(), diagnostics);
    return builder.take_root();
}

}  // namespace caveat::language
