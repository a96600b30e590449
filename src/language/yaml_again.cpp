// Reads one entry of a file again. Entrances: read_entry_again, YamlFile.
//
// Block YAML is read from the front, and an entry that begins a line is known by its indentation.
// So what was read before the entry that has changed is what would be read now; and what comes
// behind it is, if the entry, read alone with the beginning of another one behind it, is one entry
// and no more.

#include "language/yaml_again.hpp"

#include "language/characters.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace caveat::language {
namespace {

/// In a file as short as this nothing that is counted over all of it comes to its limit.
constexpr std::size_t most_bytes = 400'000;

struct Change {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< in the text before
};

Change change_between(std::string_view was, std::string_view now) {
    const std::size_t most = std::min(was.size(), now.size());
    std::size_t begin = 0;
    while (begin < most && was[begin] == now[begin]) ++begin;
    std::size_t behind = 0;
    while (behind < most - begin && was[was.size() - 1 - behind] == now[now.size() - 1 - behind]) {
        ++behind;
    }
    return {begin, was.size() - behind};
}

/// Adds to every place in a node, of which none may lie before `least`, where the entry begins:
/// what nothing stands for may have its place where the text before it ends.
class Mover {
  public:
    Mover(std::size_t least, std::ptrdiff_t by) : least_(least), by_(by) {}

    [[nodiscard]] bool is_sound() const { return is_sound_; }
    void move(std::uint32_t& place) {
        is_sound_ = is_sound_ && place >= least_;
        place = static_cast<std::uint32_t>(place + by_);
    }
    void move(Span& span) {
        move(span.begin);
        move(span.end);
    }
    void move(Scalar& text) {
        move(text.span);
        for (std::uint32_t& place : text.origin) move(place);
        if (text.comment) move(*text.comment);
    }
    void move(YamlNode& node) {
        move(node.span);
        if (node.kind == YamlNode::Kind::text) move(node.text);
        for (YamlNode& item : node.items) move(item);
        for (YamlPair& pair : node.pairs) {
            move(pair.key);
            move(pair.value);
        }
    }

  private:
    std::size_t least_;
    std::ptrdiff_t by_;
    bool is_sound_ = true;
};

/// The entries of a section, whether a list or a mapping.
class Entries {
  public:
    explicit Entries(YamlNode& section) : section_(section) {}

    [[nodiscard]] bool is_list() const { return section_.kind == YamlNode::Kind::list; }
    [[nodiscard]] std::size_t size() const {
        return is_list() ? section_.items.size() : section_.pairs.size();
    }
    YamlNode& value(std::size_t at) {
        return is_list() ? section_.items[at] : section_.pairs[at].value;
    }
    /// Where its text begins: behind its `- `, or with its key.
    std::size_t begin(std::size_t at) {
        return is_list() ? value(at).span.begin : section_.pairs[at].key.span.begin;
    }
    /// The first that begins at a place or behind it.
    std::size_t from(std::size_t place) {
        std::size_t at = 0;
        while (at < size() && begin(at) < place) ++at;
        return at;
    }
    /// What nothing stands for is placed by what stands before it.
    bool is_placed(std::size_t at) { return value(at).kind != YamlNode::Kind::null; }
    void move(std::size_t at, Mover& mover) {
        if (!is_list()) mover.move(section_.pairs[at].key);
        mover.move(value(at));
    }
    /// The first of another section in place of one. returns false where its key is another: that
    /// could be one that stands there already.
    bool take(std::size_t at, YamlNode& other) {
        if (is_list()) {
            value(at) = std::move(other.items.front());
            return true;
        }
        YamlPair& pair = section_.pairs[at];
        YamlPair& made = other.pairs.front();
        const bool is_like = pair.key.text == made.key.text && pair.key.style == made.key.style;
        pair = std::move(made);
        return is_like;
    }

  private:
    YamlNode& section_;
};

class Again {
  public:
    Again(std::string_view was, std::string_view now, const ReadLimits& limits)
        : was_(was),
          now_(now),
          limits_(limits),
          change_(change_between(was, now)),
          by_(static_cast<std::ptrdiff_t>(now.size()) - static_cast<std::ptrdiff_t>(was.size())) {}

    /// `root` is changed in any case.
    bool read(YamlNode& root) {
        if (root.kind != YamlNode::Kind::mapping || root.is_flow) return false;
        Entries sections(root);
        const std::size_t behind = sections.from(change_.begin + 1);
        // Of indented sections, what is read alone would stand otherwise.
        if (behind <= 1 || was_[sections.begin(behind - 1) - 1] != '\n') return false;
        YamlNode& section = sections.value(behind - 1);
        const bool is_last_section = behind == sections.size();
        const auto end = is_last_section ? was_.size() : line_of(sections.begin(behind), false);
        const bool has_entries =
            section.kind == YamlNode::Kind::list || section.kind == YamlNode::Kind::mapping;
        if (!has_entries || section.is_flow || end == was_.npos) return false;
        if (!read(section, end, is_last_section)) return false;
        Mover mover(is_last_section ? 0 : sections.begin(behind), by_);
        for (std::size_t at = behind; at < sections.size(); ++at) sections.move(at, mover);
        if (is_last_section) {
            root.span.end = section.span.end;
        } else {
            mover.move(root.span.end);
        }
        return mover.is_sound();
    }

  private:
    /// The start of the line on which an entry begins; `npos` where more than its mark and blanks
    /// stands before it.
    [[nodiscard]] std::size_t line_of(std::size_t begin, bool has_mark) const {
        const auto skip_blanks = [&] {
            while (begin > 0 && was_[begin - 1] == ' ') --begin;
        };
        if (has_mark) {
            skip_blanks();
            if (begin == 0 || was_[--begin] != '-') return was_.npos;
        }
        skip_blanks();
        return begin > 0 && was_[begin - 1] == '\n' ? begin : was_.npos;
    }

    /// section_end  the start of the line behind it
    bool read(YamlNode& section, std::size_t section_end, bool is_last_section) {
        Entries entries(section);
        const std::size_t behind = entries.from(change_.begin);
        if (behind == 0) return false;
        const bool is_last = behind == entries.size();
        if (!entries.is_placed(behind - 1) || (!is_last && !entries.is_placed(behind))) {
            return false;
        }
        const auto begin = line_of(entries.begin(behind - 1), entries.is_list());
        const auto end = is_last ? section_end : line_of(entries.begin(behind), entries.is_list());
        const bool ends_file = is_last && is_last_section;
        // The line break before what comes behind stays.
        if (begin == was_.npos || end == was_.npos || change_.end + (ends_file ? 0U : 1U) > end) {
            return false;
        }
        static constexpr std::string_view head = "s:\n";
        std::string alone(head);
        alone += now_.substr(begin, end - begin + static_cast<std::size_t>(by_));
        if (!is_last) {
            alone.append(was_.find_first_not_of(' ', begin) - begin, ' ');
            alone += entries.is_list() ? "- s\n" : "s: s\n";
        } else if (!is_last_section) {
            alone += "t: s\n";
        }
        text::Diagnostics found;
        bool found_every_byte = false;
        auto made = read_yaml(alone, limits_, found, &found_every_byte);
        if (!made || !found.is_empty() || !found_every_byte) return false;
        if (made->pairs.size() != (is_last && !is_last_section ? 2U : 1U)) return false;
        YamlNode& part = made->pairs.front().value;
        Entries read(part);
        if (part.kind != section.kind || read.size() != (is_last ? 1U : 2U) || !read.is_placed(0)) {
            return false;
        }
        Mover into(read.begin(0),
                   static_cast<std::ptrdiff_t>(begin) - static_cast<std::ptrdiff_t>(head.size()));
        read.move(0, into);
        into.move(part.span.end);
        if (!entries.take(behind - 1, part)) return false;
        Mover mover(is_last ? 0 : entries.begin(behind), by_);
        for (std::size_t at = behind; at < entries.size(); ++at) entries.move(at, mover);
        if (is_last) {
            section.span.end = part.span.end;
        } else {
            mover.move(section.span.end);
        }
        return into.is_sound() && mover.is_sound();
    }

    std::string_view was_;
    std::string_view now_;
    const ReadLimits& limits_;
    Change change_;
    std::ptrdiff_t by_;
};

}  // namespace

std::shared_ptr<YamlNode> read_entry_again(std::string_view was, const YamlNode& before,
                                           std::string_view now, const ReadLimits& limits) {
    if (std::max(was.size(), now.size()) > most_bytes) return nullptr;
    auto root = std::make_shared<YamlNode>(before);
    return Again(was, now, limits).read(*root) ? root : nullptr;
}

const YamlNode* YamlFile::read(std::string_view text, const ReadLimits& limits,
                               text::Diagnostics& diagnostics) {
    auto root = is_sound_ ? read_entry_again(text_, *root_, text, limits) : nullptr;
    if (!root) {
        auto whole = read_yaml(text, limits, diagnostics, &is_sound_);
        is_sound_ = whole && is_sound_ && diagnostics.is_empty();
        if (whole) root = std::make_shared<YamlNode>(std::move(*whole));
    }
    root_ = std::move(root);
    text_ = text;
    return root_.get();
}

}  // namespace caveat::language
