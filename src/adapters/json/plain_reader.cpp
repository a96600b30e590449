// Walks over a JSON text once and gives each answer to the adapter as it comes.
// Entrance: `PlainReader::read`.
//
// The walk takes one byte after the other, each where the grammar wants it, and a text by whole
// words of the machine: nothing is skipped, so nothing is taken that the tree reader would refuse.
// Letters beyond ASCII stand in texts alone; simdjson says of those that have some whether they are
// UTF-8.

#include "adapters/json/plain_reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <utility>

namespace caveat::json {

namespace {

constexpr std::uint64_t each_byte = 0x0101'0101'0101'0101U;
constexpr std::uint64_t each_high_bit = each_byte << 7U;

/// The high bit of every byte that is zero, and of none before the first one.
std::uint64_t zero_bytes(std::uint64_t bytes) {
    return (bytes - each_byte) & ~bytes & each_high_bit;
}

/// The high bit of every byte of a control character, and of none before the first one.
std::uint64_t control_bytes(std::uint64_t bytes) {
    return (bytes - each_byte * 0x20U) & ~bytes & each_high_bit;
}

/// A text without escapes, up to its closing quote. Nothing where it has one, or a control
/// character, or is not UTF-8, or not closed before `end`. Reads whole words, at most seven bytes
/// beyond.
std::optional<std::string_view> unescaped(const char* begin, const char* end) {
    constexpr std::uint64_t quotes = each_byte * '"';
    constexpr std::uint64_t backslashes = each_byte * '\\';
    std::uint64_t seen = 0;
    for (const char* at = begin; at < end; at += sizeof(std::uint64_t)) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, at, sizeof(bytes));
        if constexpr (std::endian::native == std::endian::big) {
            std::uint64_t turned = 0;
            for (unsigned i = 0; i < sizeof(bytes); ++i) {
                turned |= (bytes >> (8 * i) & 0xffU) << (8 * (sizeof(bytes) - 1 - i));
            }
            bytes = turned;
        }
        const std::uint64_t found =
            zero_bytes(bytes ^ quotes) | zero_bytes(bytes ^ backslashes) | control_bytes(bytes);
        seen |= bytes;
        if (found == 0) continue;
        const char* const first = at + std::countr_zero(found) / 8;
        if (first >= end || *first != '"') return std::nullopt;
        const auto size = static_cast<std::size_t>(first - begin);
        // Of the last word, bytes behind the text were seen as well: then this is asked in vain.
        if ((seen & each_high_bit) != 0 && !simdjson::validate_utf8(begin, size))
            return std::nullopt;
        return std::string_view(begin, size);
    }
    return std::nullopt;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_ascii(char c) {
    return (static_cast<unsigned char>(c) & 0x80U) == 0;
}

/// Whether a word without quotes, or a number, ends before it.
bool ends_scalar(char c) {
    return c == ',' || c == '}' || c == ']' || is_blank(c);
}

/// Whether they are these words; so that the compiler knows how many bytes to compare.
template <std::size_t Size>
bool is(std::string_view words, const char (&wanted)[Size]) {
    return words.size() == Size - 1 && std::memcmp(words.data(), wanted, Size - 1) == 0;
}

/// An answer goes to a fact …
class ToFact {
  public:
    ToFact(ProfileAdapter& adapter, FactId fact) : adapter_(adapter), fact_(fact) {}
    void yes_no(bool answer) const { adapter_.yes_no(fact_, answer); }
    void number(std::string_view digits) const { adapter_.number(fact_, digits); }
    void text(std::string_view words) const { adapter_.text(fact_, words); }
    void codes(std::span<const std::string_view> codes) const { adapter_.codes(fact_, codes); }
    void null() const { adapter_.not_known(fact_); }

  private:
    ProfileAdapter& adapter_;
    FactId fact_;
};

/// … or to a field of the record added last.
class ToField {
  public:
    ToField(ProfileAdapter& adapter, std::string_view name) : adapter_(adapter), name_(name) {}
    void yes_no(bool answer) const { adapter_.yes_no(name_, answer); }
    void number(std::string_view digits) const { adapter_.number(name_, digits); }
    void text(std::string_view words) const { adapter_.text(name_, words); }
    void codes(std::span<const std::string_view> codes) const { adapter_.codes(name_, codes); }
    void null() const { adapter_.not_known(name_); }

  private:
    ProfileAdapter& adapter_;
    std::string_view name_;
};

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

}  // namespace

/// One text. Every function takes what it is named after, and says whether that was plain.
class PlainReader::Walk {
  public:
    Walk(PlainReader& reader, ProfileAdapter& adapter, std::string_view text)
        : reader_(reader), adapter_(adapter), end_(text.data() + text.size()) {
        go_to(end_ - text.size());
    }

    bool read(const ReadOptions& options) {
        const bool is_plain = object([this] { return top(); });
        if (!is_plain || at_ != end_) return false;
        if (!has_as_of_ && options.default_as_of) adapter_.as_of(*options.default_as_of);
        return !adapter_.has_problems();
    }

  private:
    /// Stands at what comes next, `place` or behind the blanks there.
    void go_to(const char* place) {
        while (place != end_ && is_blank(*place)) ++place;
        at_ = place;
    }
    [[nodiscard]] bool is_at(char wanted) const { return at_ != end_ && *at_ == wanted; }
    bool take(char wanted) {
        if (!is_at(wanted)) return false;
        go_to(at_ + 1);
        return true;
    }

    /// member  takes one, from its key on
    template <typename Member>
    bool object(const Member& member) {
        if (!take('{')) return false;
        if (take('}')) return true;
        do {
            if (!is_at('"') || !member()) return false;
        } while (take(','));
        return take('}');
    }
    template <typename Element>
    bool list(const Element& element) {
        if (!take('[')) return false;
        if (take(']')) return true;
        do {
            if (!element()) return false;
        } while (take(','));
        return take(']');
    }

    std::optional<std::string_view> text() {
        if (!is_at('"')) return std::nullopt;
        const std::optional<std::string_view> words = unescaped(at_ + 1, end_);
        if (words) go_to(words->data() + words->size() + 1);
        return words;
    }
    std::optional<std::string_view> key() {
        const std::optional<std::string_view> words = text();
        return take(':') ? words : std::nullopt;
    }

    /// A word without quotes, or the digits of a number, of ASCII alone; whoever takes it says
    /// whether it is one.
    std::string_view scalar() {
        const char* const begin = at_;
        const char* end = begin;
        while (end != end_ && !ends_scalar(*end) && is_ascii(*end)) ++end;
        go_to(end);
        return {begin, static_cast<std::size_t>(end - begin)};
    }

    bool top() {
        const std::optional<std::string_view> name = key();
        if (!name) return false;
        if (is(*name, "facts")) return !std::exchange(has_facts_, true) && facts();
        const bool is_as_of = is(*name, "as_of");
        if (!is_as_of && !is(*name, "patient")) return false;
        const std::optional<std::string_view> words = is_as_of || is_at('"') ? text() : id();
        if (!words) return false;
        if (is_as_of) {
            has_as_of_ = true;
            adapter_.as_of(*words);
        } else {
            adapter_.patient(*words);
        }
        return true;
    }

    /// A record number.
    std::optional<std::string_view> id() {
        if (at_ == end_ || *at_ < '1' || *at_ > '9') return std::nullopt;
        const std::string_view digits = scalar();
        const bool is_plain = digits.find_first_not_of("0123456789") == std::string_view::npos;
        return is_plain ? std::optional(digits) : std::nullopt;
    }

    bool facts() {
        if (!take('{')) return false;
        if (take('}')) return true;
        std::uint32_t next = 0;  // what comes next if this text is like those before
        do {
            if (!is_at('"')) return false;
            const std::uint32_t found = find(next);
            if (found == none || !take(':')) return false;
            next = found + 1;
            const Known& known = reader_.facts_[found];
            const bool is_plain = known.kind == FactKind::records && is_at('[')
                                      ? records(known.fact)
                                      : answer(ToFact(adapter_, known.fact));
            if (!is_plain) return false;
        } while (take(','));
        return take('}');
    }

    /// The position of the fact whose key stands here, which is taken.
    std::uint32_t find(std::uint32_t next) {
        constexpr std::ptrdiff_t tries = 8;  // facts are left out where they are not known
        const char* const raw = at_ + 1;
        const Known* const known = reader_.facts_.data();
        const Known* const begin = known + next;
        const Known* const behind = known + reader_.facts_.size();
        const Known* const end = begin + std::min<std::ptrdiff_t>(tries, behind - begin);
        for (const Known* each = begin; each != end; ++each) {
            if (!is_key(*each, raw)) continue;
            go_to(raw + each->key.size() + 1);
            return static_cast<std::uint32_t>(each - known);
        }
        const std::optional<std::string_view> words = text();
        return words ? reader_.find(*words, next) : none;
    }

    /// Whether exactly this key begins at `raw`. What may be read behind a text is more than what
    /// is looked at of a short key.
    [[nodiscard]] bool is_key(const Known& known, const char* raw) const {
        const std::string_view key = known.key;
        if (key.size() >= static_cast<std::size_t>(end_ - raw)) return false;
        if (known.is_short) {
            std::array<std::uint64_t, Known::words> there;
            std::memcpy(there.data(), raw, sizeof(there));
            std::uint64_t differing = 0;
            for (std::size_t i = 0; i < there.size(); ++i) {
                differing |= (there[i] ^ known.bytes[i]) & known.mask[i];
            }
            return differing == 0;
        }
        return raw[key.size()] == '"' && std::memcmp(raw, key.data(), key.size()) == 0;
    }

    template <typename Target>
    bool answer(const Target& target) {
        if (at_ == end_) return false;
        switch (*at_) {
            case 't':
            case 'f':
                return yes_no(target);
            case 'n':
                if (!is(scalar(), "null")) return false;
                target.null();
                return true;
            case '"': {
                const std::optional<std::string_view> words = text();
                if (words) target.text(*words);
                return words.has_value();
            }
            case '[':
                return codes(target);
            case '{':
                return false;
            default:
                target.number(scalar());  // what is no number is a problem for the adapter
                return true;
        }
    }

    /// Without a branch on what was answered: nobody can foretell that.
    template <typename Target>
    bool yes_no(const Target& target) {
        constexpr std::array<std::string_view, 2> words{"false", "true"};
        const bool is_yes = *at_ == 't';
        const std::string_view word = words[is_yes ? 1 : 0];
        const char* const begin = at_;
        const std::size_t size = word.size();
        if (end_ - begin < static_cast<std::ptrdiff_t>(size)) return false;
        constexpr std::size_t half = sizeof(std::uint32_t);
        const bool is_word =
            std::memcmp(begin, word.data(), half) == 0 && begin[size - 1] == word[size - 1];
        const char* const behind = begin + size;
        if (!is_word || (behind != end_ && !ends_scalar(*behind))) return false;
        go_to(behind);
        target.yes_no(is_yes);
        return true;
    }

    template <typename Target>
    bool codes(const Target& target) {
        std::vector<std::string_view>& codes = reader_.codes_;
        codes.clear();
        const bool is_plain = list([this, &codes] {
            const std::optional<std::string_view> code = text();
            if (code) codes.push_back(*code);
            return code.has_value();
        });
        if (is_plain) target.codes(codes);
        return is_plain;
    }

    bool records(FactId fact) {
        adapter_.records(fact, true);
        return list([this] {
            adapter_.record();
            return object([this] {
                const std::optional<std::string_view> name = key();
                return name && answer(ToField(adapter_, *name));
            });
        });
    }

    PlainReader& reader_;
    ProfileAdapter& adapter_;
    const char* end_;
    const char* at_ = nullptr;
    bool has_facts_ = false;
    bool has_as_of_ = false;
};

PlainReader::PlainReader(const RuleSet& rules) : rules_(rules) {
    facts_.reserve(rules.fact_count());
    places_.assign(rules.fact_count(), none);
}

PlainReader::Known PlainReader::known_fact(FactId fact, const FactInfo& declared) {
    Known known;
    known.fact = fact;
    known.kind = declared.kind;
    known.key = declared.key;
    std::array<char, sizeof(known.bytes)> bytes{};
    std::array<char, sizeof(known.mask)> mask{};
    known.is_short = declared.key.size() < bytes.size();
    if (!known.is_short) return known;
    std::copy(declared.key.begin(), declared.key.end(), bytes.begin());
    bytes[declared.key.size()] = '"';
    std::fill_n(mask.begin(), declared.key.size() + 1, '\xff');
    std::memcpy(known.bytes.data(), bytes.data(), sizeof(known.bytes));
    std::memcpy(known.mask.data(), mask.data(), sizeof(known.mask));
    return known;
}

/// Looks a key up. One that is met for the first time is remembered where it was met, so that the
/// next text with the same order needs no lookups.
std::uint32_t PlainReader::find(std::string_view key, std::uint32_t next) {
    constexpr std::size_t most_moved = 4096;
    const std::optional<FactId> fact = rules_.find_fact(key);
    if (!fact) return none;
    if (places_[fact->index] == none) {
        const FactInfo& declared = rules_.fact(*fact);
        const std::size_t size = facts_.size();
        const std::size_t place = size < most_moved ? std::min<std::size_t>(next, size) : size;
        facts_.insert(facts_.begin() + static_cast<std::ptrdiff_t>(place),
                      known_fact(*fact, declared));
        for (std::size_t i = place; i < facts_.size(); ++i) {
            places_[facts_[i].fact.index] = static_cast<std::uint32_t>(i);
        }
    }
    return places_[fact->index];
}

std::size_t PlainReader::padding() {
    return simdjson::SIMDJSON_PADDING;
}

bool PlainReader::read(std::string_view text, const ReadOptions& options, ProfileAdapter& adapter) {
    if (text.empty() || text.size() > most_bytes || text.size() > options.most_bytes) return false;
    return Walk(*this, adapter, text).read(options);
}

}  // namespace caveat::json
