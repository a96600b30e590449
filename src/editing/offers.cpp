// A place in a file into what may be written there. Entrance: offers.

#include "editing/cursor.hpp"
#include "editing/known_words.hpp"
#include "editing/workspace.hpp"
#include "language/finding_codes.hpp"
#include "language/phrase.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace caveat::editing {

namespace {

using language::Declared;
using NameEntry = language::Entry;
using language::NameKind;

std::string snippet_of(const NameEntry& entry, bool& is_snippet) {
    text::Diagnostics unseen;
    language::Scalar written;
    written.text = entry.name;
    written.origin.assign(entry.name.size() + 1, 0);
    constexpr std::size_t most_slots = 64;
    const auto phrase = language::read_phrase(written, true, most_slots, unseen);
    if (!phrase) return entry.name;
    std::vector<std::string> slots;
    for (std::size_t i = 0; i < entry.slots.size(); ++i) {
        slots.push_back("${" + std::to_string(i + 1) + ":" + entry.slots[i] + "}");
    }
    is_snippet = !slots.empty();
    if (!is_snippet && phrase->spellings.size() == 1) return entry.name;
    std::string best;
    for (const language::Spelling& spelling : phrase->spellings) {
        std::string words = language::spelled_out(spelling, slots);
        if (words.size() > best.size()) best = std::move(words);
    }
    return best;
}

class Offering {
  public:
    Offering(const Workspace& workspace, const OpenFile& file, std::size_t byte)
        : file_(file), cursor_(cursor_at(file.text(), byte)) {
        const OpenFile* const rules = workspace.rules_of(file);
        if (rules != nullptr && rules->understood() != nullptr) {
            known_ = rules->understood()->reading.get();
        }
        typed_ = std::string_view(file.text()).substr(cursor_.begin, cursor_.end - cursor_.begin);
    }

    std::vector<Offer> make() {
        if (file_.is_cases() || cursor_.section == "cases") {
            in_cases();
        } else {
            in_rules();
        }
        keep_longest();
        return std::move(made_);
    }

  private:
    /// Behind `back p` stands `back pain`, and no other name that begins with `p`.
    void keep_longest() {
        std::uint32_t first = static_cast<std::uint32_t>(cursor_.end);
        for (const Offer& each : made_) first = std::min(first, each.replaced.begin);
        std::erase_if(made_, [&](const Offer& each) { return each.replaced.begin != first; });
    }

    // --- what is there to be offered -------------------------------------------

    /// Adds what the typed words may be the beginning of, from the earliest word on.
    void add(OfferKind kind, std::string label, std::string text, std::string detail,
             std::size_t from, bool is_snippet = false) {
        const std::string wanted = text::canonical_name(text);
        const std::string_view words = typed_.substr(from);
        std::size_t start = 0;
        const auto is_begun = [&](std::string_view tail) {
            std::string have = text::canonical_name(tail);
            const bool has_blank = !tail.empty() && tail.back() == ' ';
            if (has_blank && !have.empty() && have.back() != ' ') have += ' ';
            return wanted.starts_with(have);
        };
        // Each word may be the first.
        while (start < words.size()) {
            const bool begins = start == 0 || !is_word_byte(words[start - 1]);
            if (begins && words[start] != ' ' && is_begun(words.substr(start))) break;
            ++start;
        }
        const bool is_in_word = !words.empty() && words.back() != ' ' && words.back() != '(' &&
                                words.back() != '[' && words.back() != ',';
        if (start == words.size() && is_in_word) return;
        // A key is all that stands there.
        if (kind == OfferKind::key && start != 0) return;
        const auto begin = static_cast<std::uint32_t>(cursor_.begin + from + start);
        made_.push_back({kind, std::move(label), std::move(detail),
                         Span{begin, static_cast<std::uint32_t>(cursor_.end)}, std::move(text),
                         is_snippet});
    }

    static bool is_word_byte(char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= '0' && byte <= '9') || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z') ||
               byte >= 0x80U || byte == '_' || byte == '-' || byte == '"';
    }

    void add_keys(const Words& keys) {
        for (const std::string_view key : keys) {
            add(OfferKind::key, std::string(key), std::string(key) + ":", {}, 0);
        }
    }

    void add_words(const Words& words, OfferKind kind = OfferKind::word) {
        for (const std::string_view word : words) {
            const bool needs_quotes = word.find_first_of("%[]{}") != std::string_view::npos;
            const std::string text =
                needs_quotes ? '"' + std::string(word) + '"' : std::string(word);
            add(kind, std::string(word), text, {}, 0);
        }
    }

    static std::string_view what(NameKind kind) {
        switch (kind) {
            case NameKind::yes_no:
                return "yes/no";
            case NameKind::number:
                return "number";
            case NameKind::choice:
                return "choice";
            case NameKind::choices:
                return "choices";
            case NameKind::date:
                return "date";
            case NameKind::records:
                return "records";
            case NameKind::each_record:
                return "one of the records";
            case NameKind::term:
                return "term";
            case NameKind::parameter:
                return "parameter";
            case NameKind::score:
                return "score";
            case NameKind::code:
                return "code";
            case NameKind::band:
                return "band";
            case NameKind::outcome:
                break;
        }
        return "outcome";
    }

    static OfferKind kind_of(const NameEntry& entry) {
        switch (language::declared_as(entry.kind)) {
            case Declared::term:
                return entry.slots.empty() ? OfferKind::term : OfferKind::phrase;
            case Declared::parameter:
                return OfferKind::parameter;
            case Declared::score:
                return OfferKind::score;
            case Declared::code:
                return OfferKind::code;
            case Declared::band:
                return OfferKind::band;
            case Declared::outcome:
                return OfferKind::outcome;
            case Declared::fact:
            case Declared::each_record:
                break;
        }
        return OfferKind::fact;
    }

    static bool is_fact(const NameEntry& entry) {
        return language::declared_as(entry.kind) == Declared::fact;
    }

    void add_entry(const NameEntry& entry, std::size_t from) {
        bool is_snippet = false;
        std::string text = entry.is_quoted ? entry.typed() : snippet_of(entry, is_snippet);
        std::string detail(what(entry.kind));
        if (is_fact(entry) && entry.index < known_->document.facts.size()) {
            const auto& ask = known_->document.facts[entry.index].ask;
            if (ask && known_->vocabulary.names.find(entry.name) == &entry) {
                detail += ": " + text::one_line(ask->text);
            }
        }
        add(kind_of(entry), entry.name, std::move(text), std::move(detail), from, is_snippet);
    }

    void add_table(const language::NameTable* table, std::size_t from) {
        if (table == nullptr) return;
        for (const NameEntry& entry : table->entries()) add_entry(entry, from);
    }

    void add_facts() {
        if (known_ == nullptr) return;
        for (const NameEntry& entry : known_->vocabulary.names.entries()) {
            if (is_fact(entry)) add_entry(entry, 0);
        }
    }

    void add_sources() {
        if (known_ == nullptr) return;
        for (const auto& source : known_->document.sources) {
            add(OfferKind::source, source.id.text, source.id.text,
                source.title ? text::one_line(source.title->text) : std::string(), 0);
        }
    }

    void add_rules() {
        if (known_ == nullptr) return;
        for (std::size_t i = 0; i < known_->rule_ids.size(); ++i) {
            const auto& rule = known_->document.rules[i].rule;
            const std::string& id = known_->rule_ids[i];
            if (id.empty()) continue;
            add(OfferKind::rule, id, id, rule ? text::one_line(rule->text) : std::string(), 0);
        }
    }

    // --- sentences ---------------------------------------------------------------

    /// Behind the last of these in the words; nothing where none of them stands there.
    [[nodiscard]] std::optional<std::size_t> behind_last(const Words& marks,
                                                         std::size_t from) const {
        std::optional<std::size_t> found;
        for (const std::string_view mark : marks) {
            const std::size_t at = typed_.rfind(mark);
            if (at == std::string_view::npos || at < from) continue;
            if (!found || at + mark.size() > *found) found = at + mark.size();
        }
        return found;
    }

    /// The thing with codes that the words before a place end with.
    [[nodiscard]] const language::NameTable* codes_before(std::size_t end) const {
        const std::string before = text::canonical_name(typed_.substr(0, end));
        const language::NameTable* best = nullptr;
        std::size_t longest = 0;
        const auto look_at = [&](const NameEntry& entry) {
            if (!entry.codes) return;
            const std::string name = text::canonical_name(entry.name);
            const bool ends_so =
                before.ends_with(name) && (before.size() == name.size() ||
                                           !is_word_byte(before[before.size() - name.size() - 1]));
            if (!ends_so || name.size() <= longest) return;
            longest = name.size();
            best = entry.codes.get();
        };
        for (const NameEntry& entry : known_->vocabulary.names.entries()) {
            look_at(entry);
            if (!entry.fields) continue;
            for (const NameEntry& field : entry.fields->entries()) look_at(field);
        }
        return best;
    }

    bool add_codes() {
        static const std::array<std::string_view, 16> verbs{
            " is not one of ",   " is one of ",        " is not at least ", " is not at most ",
            " is at least ",     " is at most ",       " is not ",          " is ",
            " include any of ",  " include all of ",   " include none of ", " includes any of ",
            " includes all of ", " includes none of ", " include ",         " includes "};
        for (const std::string_view verb : verbs) {
            const std::size_t at = typed_.rfind(verb);
            if (at == std::string_view::npos) continue;
            std::size_t begin = at + verb.size();
            const std::string_view behind = typed_.substr(begin);
            const auto ends_it = [&](std::string_view mark) {
                return behind.find(mark) != std::string_view::npos;
            };
            if (ends_it(" and ") || ends_it(" or ") || ends_it(")") || ends_it(" unless ") ||
                ends_it("→") || ends_it("->")) {
                continue;
            }
            std::size_t subject_end = at;
            if (typed_.substr(0, at).ends_with(" not")) subject_end -= 4;
            const language::NameTable* const codes = codes_before(subject_end);
            if (codes == nullptr) continue;
            const std::size_t comma = behind.rfind(", ");
            if (comma != std::string_view::npos) begin += comma + 2;
            add_table(codes, begin);
            return true;
        }
        return false;
    }

    void add_sentence(bool has_arrow) {
        if (known_ == nullptr) return;
        if (has_arrow) {
            if (const auto arrow = behind_last({"→", "->", " then "}, 0)) {
                const std::size_t from = behind_last({" and "}, *arrow).value_or(*arrow);
                add_table(&known_->vocabulary.outcomes, from);
                return;
            }
        }
        if (add_codes()) return;
        static const Words before_fields{" where ",  " where (", "total ",  "average ",
                                         "highest ", "lowest ",  "latest ", "earliest "};
        if (const auto where = behind_last(before_fields, 0)) {
            for (const NameEntry& entry : known_->vocabulary.names.entries()) {
                if (entry.kind == NameKind::records) add_table(entry.fields.get(), *where);
            }
        }
        add_table(&known_->vocabulary.names, 0);
        static const Words joints{"and",       "or",
                                  "not",       "unless",
                                  "at least",  "at most",
                                  "any of",    "include any of",
                                  "is one of", "within the last"};
        add_words(joints);
        if (has_arrow) add(OfferKind::word, "→", "→", "what follows", 0);
    }

    // --- by place ----------------------------------------------------------------

    void in_rules() {
        const std::string& section = cursor_.section;
        const std::string& key = cursor_.key;
        if (section.empty() && key.empty()) return add_keys(keys_of(""));
        if (cursor_.may_be_key && cursor_.above.size() == depth_of_keys(section)) {
            add_keys(keys_of(section));
        }
        if (cursor_.may_be_key && !cursor_.above.empty() && cursor_.above.back() == "accept") {
            for (const std::string_view code : language::finding_codes) {
                add(OfferKind::key, std::string(code), std::string(code) + ":", {}, 0);
            }
            return;
        }
        const std::string within = !cursor_.above.empty() ? cursor_.above.back() : section;
        const std::string& place = key.empty() ? within : key;
        add_words(words_for(place), place == "unit" ? OfferKind::unit : OfferKind::word);
        if (place == "source") return add_sources();
        if (place == "always ask") return add_facts();
        if (section == "rules") return in_rule(place);
        if (place == "applies to" || place == "only if" || place == "otherwise") {
            return add_sentence(false);
        }
        const bool is_term = section == "terms" && !cursor_.may_be_key;
        const bool is_points = section == "scores" && place == "points";
        const bool is_impossible = section == "impossible" && place == "when";
        if (is_term || is_points || is_impossible || is_group(place)) add_sentence(false);
    }

    static bool is_group(std::string_view key) {
        return key == "all of" || key == "any of" || key == "none of" || key.ends_with(" of");
    }

    void in_rule(const std::string& place) {
        if (place == "overrides") {
            add_rules();
            return add_words({"all suggest", "all inform"});
        }
        if (place == "then") {
            if (known_ != nullptr) add_table(&known_->vocabulary.outcomes, 0);
            return;
        }
        const bool is_bare = cursor_.key.empty() && (cursor_.is_item || cursor_.may_be_key);
        if (place == "when" || place == "unless" || is_group(place)) return add_sentence(false);
        if (place == "rule" || (is_bare && place == "rules") ||
            (cursor_.is_item && place.empty())) {
            add_sentence(true);
        }
    }

    void in_cases() {
        const std::string& key = cursor_.key;
        const std::string within = !cursor_.above.empty() ? cursor_.above.back() : cursor_.section;
        if (cursor_.section.empty() && key.empty())
            return add_keys({"caveat", "cases", "unreachable"});
        if (cursor_.may_be_key && within == "facts") return add_facts();
        if (cursor_.may_be_key && within == "expect") return add_keys(keys_of("expect"));
        if (cursor_.may_be_key && within == "cases") return add_keys(keys_of("cases"));
        const std::string& place = key.empty() ? within : key;
        static const std::set<std::string_view> of_rules{"fires",     "presumes",   "silent",
                                                         "undecided", "overridden", "rule"};
        if (of_rules.contains(place)) return add_rules();
        if (place == "asks") return add_facts();
        if (place == "outcomes") {
            if (known_ != nullptr) add_table(&known_->vocabulary.outcomes, 0);
            return;
        }
        const bool is_answer =
            within == "facts" ||
            (cursor_.above.size() > 1 && cursor_.above[cursor_.above.size() - 1] == "facts");
        if (is_answer && known_ != nullptr) {
            const NameEntry* const fact = known_->vocabulary.names.find(place);
            if (fact != nullptr && fact->kind == NameKind::yes_no) return add_words({"yes", "no"});
            if (fact != nullptr) add_table(fact->codes.get(), 0);
            return;
        }
        add_words(words_for(place));
    }

    const OpenFile& file_;
    Cursor cursor_;
    const RulesReading* known_ = nullptr;
    std::string_view typed_;
    std::vector<Offer> made_;
};

}  // namespace

std::vector<Offer> offers(const Workspace& workspace, const OpenFile& file, std::size_t byte) {
    return Offering(workspace, file, byte).make();
}

}  // namespace caveat::editing
