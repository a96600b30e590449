// Turns the bytes of a file into texts, lists and mappings with their places, by the YAML library's
// events and our own guards, and hands them to the tree. Entrance: read_yaml.

#include "language/yaml_reader.hpp"

#include "language/characters.hpp"
#include "language/scalar_origin.hpp"
#include "language/yaml_guards.hpp"
#include "language/yaml_tree.hpp"
#include "text/utf8.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <new>
#include <string>
#include <utility>
#ifndef CAVEAT_YAML_READS_TEXTS
#include <istream>
#include <streambuf>
#endif

namespace caveat::language {
namespace {

using text::with;

#ifdef CAVEAT_YAML_READS_TEXTS
using Input = YAML::TextInput;
#else
class TextBuffer : public std::streambuf {
  public:
    explicit TextBuffer(std::string_view text) {
        char* begin = const_cast<char*>(text.data());  // the get area is never written to
        setg(begin, begin, begin + text.size());
    }
};

/// Lets the library read a text in place.
class Input : private TextBuffer, public std::istream {
  public:
    explicit Input(std::string_view text)
        : TextBuffer(text), std::istream(static_cast<TextBuffer*>(this)) {}
};
#endif

/// Builds the tree from events. The library calls no event twice for one place. `StopReading` is
/// thrown through the library and caught around it.
class EventReader : public YAML::EventHandler {
  public:
    EventReader(std::string_view file, std::size_t begin, const ReadLimits& limits,
                text::Diagnostics& diagnostics)
        : file_(file),
          offset_(begin),
          covered_(begin),
          limits_(limits),
          diagnostics_(diagnostics),
          tree_(file, limits, diagnostics) {}

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

    std::optional<YamlNode> take_root() { return tree_.take_root(); }
    std::size_t covered() const { return covered_; }
    bool covers_exactly() const { return is_exact_; }
    bool found_every_byte() const { return found_every_byte_; }
    YamlFailure failure(const YAML::Exception& exception) const;

  private:
    std::size_t place(const YAML::Mark& mark) const {
        return std::min(offset_ + static_cast<std::size_t>(std::max(0, mark.pos)), file_.size());
    }
    void open(const YAML::Mark& mark, YamlNode::Kind kind, YAML::EmitterStyle::value style);
    void close(char bracket);
    std::size_t skip_properties(std::size_t at) const;
    Gap gap_before(std::size_t begin);
    PlacedScalar place_text(std::size_t begin, const std::string& value);

    std::string_view file_;
    std::size_t offset_;
    std::size_t covered_;
    bool is_exact_ = true;
    bool found_every_byte_ = true;
    const ReadLimits& limits_;
    text::Diagnostics& diagnostics_;
    YamlTree tree_;
    std::optional<Span> last_text_;
    bool last_is_plain_ = false;
};

Gap EventReader::gap_before(std::size_t begin) {
    if (!is_exact_) {
        is_exact_ = true;
        Gap gap;
        gap.has_colon = true;
        return gap;
    }
    Gap gap = check_gap(file_, covered_, begin, diagnostics_);
    if (gap.mark_of_key && !tree_.is_in_flow()) {
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

PlacedScalar EventReader::place_text(std::size_t begin, const std::string& value) {
    if (value.size() > limits_.text_bytes) {
        with(diagnostics_.error(
            "text-length", span_at(begin, begin + 1),
            "this text has more than " + std::to_string(limits_.text_bytes) + " bytes"));
        throw StopReading{};
    }
    PlacedScalar placed = place_scalar(file_, begin, value);
    if (!placed.is_closed) {
        with(diagnostics_.error("unclosed-quote", span_at(begin, begin + 1),
                                "this quote is never closed"))
            .help(std::string("close it with `") + file_[begin] + "` at the end of the text");
        throw StopReading{};
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
    found_every_byte_ = found_every_byte_ && is_exact_;
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
std::size_t EventReader::skip_properties(std::size_t at) const {
    while (at < file_.size() && (file_[at] == '!' || file_[at] == '&')) {
        while (at < file_.size() &&
               std::string_view(" \t\r\n").find(file_[at]) == std::string_view::npos) {
            ++at;
        }
        at = skip_comments(file_, at);
    }
    return at;
}

void EventReader::OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                           const std::string& value) {
    // With a tag or an anchor the mark stands before it; the gap reports it, up to the text.
    const std::size_t first = place(mark);
    const std::size_t begin = skip_properties(first);
    bool is_sound = begin == first;
    const Gap gap = gap_before(begin);
    is_sound = is_sound && gap.is_sound;
    if (tree_.key() != nullptr && !gap.has_colon) tree_.report_missing_colon();
    PlacedScalar placed = place_text(begin, value);
    if (tree_.awaits_key()) {
        if (!tree_.is_in_flow()) {
            if (const auto tab = tab_in_indentation(file_, begin)) {
                with(diagnostics_.error("tab-indentation", *tab, "a tab cannot indent a line"))
                    .help("indent with blanks");
            }
        }
        tree_.add_key(placed.scalar, false);
        return;
    }
    YamlNode node;
    node.kind = is_sound ? YamlNode::Kind::text : YamlNode::Kind::broken;
    node.span = placed.scalar.span;
    node.text = std::move(placed.scalar);
    tree_.add(std::move(node));
}

void EventReader::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const std::size_t begin = place(mark);
    const std::size_t length = null_length(file_, begin, tree_.is_in_flow());
    if (tree_.awaits_key()) {
        with(diagnostics_.error("missing-key",
                                span_at(begin, begin + std::max<std::size_t>(1, length)),
                                "a key is missing here"))
            .help("to begin a text with this sign, put the text in quotes");
        covered_ = std::max(covered_, begin + length);
        tree_.add_key(Scalar{}, true);
        return;
    }
    YamlNode node;
    node.span = span_at(covered_, covered_);
    if (length != 0 && begin >= covered_) {
        gap_before(begin);
        node.span = span_at(begin, begin + length);
        covered_ = begin + length;
    } else if (const Scalar* const key = tree_.key()) {
        node.span = key->span;
        const std::size_t after = skip_comments(file_, covered_);
        const bool has_colon = after < file_.size() && file_[after] == ':';
        if (has_colon) covered_ = after + 1;
        if (is_exact_ && !has_colon && !tree_.key_is_broken()) {
            tree_.report_missing_colon();
            node.kind = YamlNode::Kind::broken;
        }
    }
    // The anchor itself is reported with the bytes that no text covers.
    if (anchor != YAML::NullAnchor) node.kind = YamlNode::Kind::broken;
    tree_.add(std::move(node));
}

void EventReader::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
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
    if (tree_.awaits_key()) {
        tree_.add_key(Scalar{}, true);
    } else {
        tree_.add(std::move(node));
    }
}

void EventReader::OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                                  YAML::EmitterStyle::value style) {
    open(mark, YamlNode::Kind::list, style);
}

void EventReader::OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                             YAML::EmitterStyle::value style) {
    open(mark, YamlNode::Kind::mapping, style);
}

void EventReader::open(const YAML::Mark& mark, YamlNode::Kind kind,
                       YAML::EmitterStyle::value style) {
    const std::size_t begin = place(mark);
    tree_.check_place(begin);
    YamlNode node;
    node.kind = kind;
    node.is_flow = style == YAML::EmitterStyle::Flow;
    node.span = span_at(begin, begin + 1);
    if (const std::size_t inside = skip_properties(begin); inside != begin) {
        gap_before(inside);
        covered_ = std::max(covered_, inside);
        node.span = span_at(inside, inside + 1);
    }
    tree_.open(std::move(node));
}

void EventReader::close(char bracket) {
    tree_.report_kept_back();
    if (tree_.is_in_flow() && is_exact_) {
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
    tree_.close(covered_);
}

YamlFailure EventReader::failure(const YAML::Exception& exception) const {
    YamlFailure failure;
    failure.message = exception.msg;
    failure.place = place(exception.mark);
    if (const YamlNode* const container = tree_.innermost()) {
        failure.is_in_flow = container->is_flow;
        failure.container = container->span.begin;
    }
    failure.last_text = last_text_;
    failure.last_is_plain = last_is_plain_;
    failure.is_key = tree_.innermost() == nullptr || tree_.awaits_key();
    failure.covered = covered_;
    return failure;
}

/// Asks the library for one document and no more: asked again, it may answer for ever.
bool read_one_document(std::string_view file, std::size_t begin, EventReader& reader,
                       text::Diagnostics& diagnostics) {
    Input input(file.substr(begin));
    try {
        YAML::Parser parser(input);
        parser.HandleNextDocument(reader);
        return true;
    } catch (const StopReading&) {
        return false;
    } catch (const YAML::Exception& exception) {
        report_failure(file, reader.failure(exception), diagnostics);
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
                                  text::Diagnostics& diagnostics, bool* found_every_byte) {
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
    EventReader reader(file, begin, limits, diagnostics);
    if (!read_one_document(file, begin, reader, diagnostics)) return std::nullopt;
    if (reader.covers_exactly()) check_rest(file, reader.covered(), diagnostics);
    if (found_every_byte != nullptr) *found_every_byte = reader.found_every_byte();
    return reader.take_root();
}

}  // namespace caveat::language
