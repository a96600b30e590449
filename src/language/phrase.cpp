// Turns a declared name or phrase into the word sequences that it matches.
// Entrance: read_phrase.

#include "language/phrase.hpp"

#include "language/characters.hpp"
#include "language/phrase_amounts.hpp"
#include "text/names.hpp"
#include "text/opposites.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

/// Optional texts and alternatives multiply; more spellings than this are not kept apart.
constexpr std::size_t most_spellings = 64;
constexpr std::size_t most_words = 64;

class PhraseReader {
  public:
    PhraseReader(const Scalar& written, std::size_t most_slots, text::Diagnostics& diagnostics)
        : written_(written), most_slots_(most_slots), diagnostics_(diagnostics) {}

    std::optional<Phrase> read() {
        std::vector<std::vector<std::string>> chunks;
        std::size_t count = 1;
        for (std::size_t at = 0; at < written_.text.size();) {
            if (is_space(written_.text[at])) {
                ++at;
                continue;
            }
            std::size_t end = at;
            while (end < written_.text.size() && !is_space(written_.text[end])) ++end;
            chunks.push_back(read_chunk(at, end));
            if (chunks.back().empty()) return std::nullopt;
            const bool is_behind_slot =
                chunks.size() > 1 && chunks[chunks.size() - 2].front().ends_with('}');
            auto differ = different_amounts(chunks.back(), is_behind_slot);
            if (!differ) differ = opposed(chunks.back());
            if (differ) {
                refuse_alternatives(at, end, *differ);
                return std::nullopt;
            }
            count *= chunks.back().size();
            if (count > most_spellings) {
                fail(0, written_.text.size(), "too many alternatives in one phrase",
                     "split it into two phrases");
                return std::nullopt;
            }
            at = end;
        }
        return combine(chunks);
    }

  private:
    void fail(std::size_t begin, std::size_t end, const std::string& message,
              const std::string& help) {
        with(diagnostics_.error("bad-phrase", written_.span_of(begin, end), message)).help(help);
    }

    /// Two of them of which one denies the other: `with/without`, `(no) relief`, `(un)changed`.
    static std::optional<std::pair<std::string, std::string>> opposed(
        const std::vector<std::string>& alternatives) {
        constexpr std::size_t longest = 100;  // of what anybody writes as one word
        for (std::size_t i = 1; i < alternatives.size(); ++i) {
            for (std::size_t before = 0; before < i; ++before) {
                if (alternatives[i].size() + alternatives[before].size() > longest) continue;
                if (text::are_opposed(text::canonical_name(alternatives[before]),
                                      text::canonical_name(alternatives[i]))) {
                    return std::pair{alternatives[before], alternatives[i]};
                }
            }
        }
        return std::nullopt;
    }

    /// `{n} days/weeks`, `with/without`: what is said of one would be read of the other as well.
    void refuse_alternatives(std::size_t begin, std::size_t end,
                             const std::pair<std::string, std::string>& differ) {
        const auto whole = [&](const std::string& alternative) {
            return quoted(text::one_line(written_.text.substr(0, begin) + alternative +
                                         written_.text.substr(end)));
        };
        const bool is_optional = differ.first.empty() || differ.second.empty();
        fail(begin, end,
             (is_optional ? "with " + quoted(differ.first + differ.second) + " and without it is"
                          : quoted(differ.first) + " and " + quoted(differ.second) + " are") +
                 " not the same, but alternatives mean one thing",
             "write two: " + whole(differ.first) + " and " + whole(differ.second));
    }

    /// The alternatives of one part without blanks; empty when it was reported.
    std::vector<std::string> read_chunk(std::size_t begin, std::size_t end) {
        const std::string_view chunk = std::string_view(written_.text).substr(begin, end - begin);
        std::vector<std::string> all;
        std::size_t from = 0;
        while (true) {
            const std::size_t slash = std::min(chunk.find('/', from), chunk.size());
            const std::string_view piece = chunk.substr(from, slash - from);
            if (piece.empty()) {
                fail(begin, end, "an alternative is missing beside `/`", "as in `one/two`");
                return {};
            }
            std::vector<std::string> variants = {std::string()};
            if (!read_optional_parts(piece, begin + from, variants)) return {};
            all.insert(all.end(), variants.begin(), variants.end());
            if (all.size() > most_spellings) {
                fail(begin, end, "too many alternatives in one phrase",
                     "split it into two phrases");
                return {};
            }
            if (slash == chunk.size()) return all;
            from = slash + 1;
        }
    }

    bool read_optional_parts(std::string_view piece, std::size_t place,
                             std::vector<std::string>& variants) {
        std::size_t at = 0;
        while (at < piece.size()) {
            const std::size_t open = std::min(piece.find_first_of("()", at), piece.size());
            for (auto& variant : variants) variant += piece.substr(at, open - at);
            if (open == piece.size()) return true;
            const std::size_t close = piece.find_first_of("()", open + 1);
            if (piece[open] == ')' || close == std::string_view::npos || piece[close] == '(' ||
                close == open + 1) {
                fail(place + open, place + piece.size(), "this parenthesis has no partner",
                     "optional text is written `session(s)`, without blanks inside");
                return false;
            }
            const std::size_t count = variants.size();
            if (count > most_spellings) return true;
            for (std::size_t i = 0; i < count; ++i) {
                variants.push_back(variants[i]);
                variants.back() += piece.substr(open + 1, close - open - 1);
            }
            at = close + 1;
        }
        return true;
    }

    std::optional<Phrase> combine(const std::vector<std::vector<std::string>>& chunks) {
        std::vector<std::string> texts = {std::string()};
        for (const auto& chunk : chunks) {
            std::vector<std::string> longer;
            for (const auto& start : texts) {
                for (const auto& piece : chunk) {
                    std::string text = start;
                    if (!text.empty() && !piece.empty()) text += ' ';
                    longer.push_back(text + piece);
                }
            }
            texts = std::move(longer);
        }
        Phrase phrase;
        for (const auto& text : texts) {
            auto spelling = read_spelling(text);
            if (!spelling) return std::nullopt;
            phrase.spellings.push_back(std::move(*spelling));
        }
        if (!collect_slots(phrase)) return std::nullopt;
        return phrase;
    }

    /// Splits at slots; what is left must be words, joined as in any name.
    std::optional<Spelling> read_spelling(std::string_view text) {
        Spelling spelling;
        std::string plain;  // with `x` in place of each slot, to check the joints
        std::size_t at = 0;
        while (at < text.size()) {
            if (text[at] == '{') {
                const std::size_t close = text.find('}', at);
                const std::string_view name =
                    close == std::string_view::npos ? "" : text.substr(at + 1, close - at - 1);
                if (!text::is_name(name) || text::words(name).size() != 1) {
                    fail(0, written_.text.size(), "a slot is one word in braces, such as `{n}`",
                         "take one word for it");
                    return std::nullopt;
                }
                spelling.push_back({true, text::canonical_name(name)});
                plain += spelling.size() == 1 ? "0" : "x";
                at = close + 1;
                if (text::word_length(text, at) != 0) plain += "{";  // `{n}x`
                continue;
            }
            if (const std::size_t length = text::word_length(text, at); length != 0) {
                spelling.push_back({false, text::folded(text.substr(at, length))});
                plain += text.substr(at, length);
                at += length;
                if (at < text.size() && text[at] == '{') plain += "{";  // `x{n}`
                continue;
            }
            plain += text[at++];
        }
        if (!text::is_name(plain)) {
            fail(
                0, written_.text.size(), quoted(written_.text) + " is no name",
                "a phrase begins with a word; words and slots such as `{n}` are joined by a blank");
            return std::nullopt;
        }
        return spelling;
    }

    bool collect_slots(Phrase& phrase) {
        for (const auto& element : phrase.spellings.front()) {
            if (!element.is_slot) continue;
            if (std::find(phrase.slots.begin(), phrase.slots.end(), element.text) !=
                phrase.slots.end()) {
                fail(0, written_.text.size(), "the slot `{" + element.text + "}` stands here twice",
                     "give each slot a name of its own");
                return false;
            }
            phrase.slots.push_back(element.text);
        }
        for (const auto& spelling : phrase.spellings) {
            std::vector<std::string> slots;
            for (const auto& element : spelling) {
                if (element.is_slot) slots.push_back(element.text);
            }
            if (slots != phrase.slots) {
                fail(0, written_.text.size(), "a slot cannot be optional or an alternative",
                     "write a phrase of its own without the slot");
                return false;
            }
        }
        if (phrase.slots.size() > most_slots_) {
            with(diagnostics_.error(
                     "phrase-slots", written_.span,
                     "a phrase has at most " + std::to_string(most_slots_) + " slots"))
                .help("say it with fewer slots, or raise the limit `phrase_slots`");
            return false;
        }
        return true;
    }

    const Scalar& written_;
    std::size_t most_slots_;
    text::Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Phrase> read_phrase(const Scalar& written, bool may_have_slots,
                                  std::size_t most_slots, text::Diagnostics& diagnostics) {
    if (text::words(written.text).size() > most_words) {
        diagnostics.error("bad-name", written.span,
                          "a name has at most " + std::to_string(most_words) + " words");
        return std::nullopt;
    }
    if (text::is_name(written.text)) {
        Phrase phrase;
        phrase.spellings.emplace_back();
        for (const auto& word : text::words(written.text)) {
            phrase.spellings.front().push_back({false, word.folded});
        }
        return phrase;
    }
    const bool has_signs = written.text.find_first_of("{}()/") != std::string::npos;
    if (has_signs && may_have_slots) return PhraseReader(written, most_slots, diagnostics).read();
    std::string cleaned;
    for (const auto& word : text::words(written.text)) {
        if (!cleaned.empty()) cleaned += ' ';
        cleaned += word.text;
    }
    Diagnostic& problem =
        diagnostics.error("bad-name", written.span, quoted(written.text) + " is no name");
    if (text::is_name(cleaned)) {
        with(problem).help("a name is words of letters and digits: ").write(cleaned);
    } else {
        with(problem).help("a name begins with a letter and is made of letters and digits");
    }
    return std::nullopt;
}

std::string spelled_out(const Spelling& spelling, const std::vector<std::string>& arguments) {
    std::string text;
    std::size_t slot = 0;
    for (const auto& element : spelling) {
        if (!text.empty()) text += ' ';
        if (!element.is_slot) {
            text += element.text;
        } else if (slot < arguments.size()) {
            text += arguments[slot++];
        } else {
            text += "{" + element.text + "}";
        }
    }
    return text;
}

}  // namespace caveat::language
