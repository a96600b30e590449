// Keeps names as a tree of words, and finds the longest that stands in a sentence.
// Entrances: NameTable::Impl, longest_match.

#include "language/name_trie.hpp"

#include "language/name_words.hpp"

#include <utility>

namespace caveat::language {

namespace {

bool is_digits(const std::string& word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::uint32_t NameTable::Impl::step(std::uint32_t node, std::uint32_t word) const {
    const auto found = edges.find((std::uint64_t{node} << 32U) | word);
    return found == edges.end() ? none : found->second;
}

std::uint32_t NameTable::Impl::word_number(const std::string& word) const {
    const auto found = words.find(word);
    return found == words.end() ? none : found->second;
}

std::uint32_t NameTable::Impl::clash(const Spelling& spelling) const {
    std::vector<std::uint32_t> nodes = {0};
    for (const auto& element : spelling) {
        std::vector<std::uint32_t> next;
        for (const std::uint32_t node : nodes) {
            const std::uint32_t by_slot = trie[node].has_slot ? step(node, slot_word) : none;
            if (element.is_slot) {
                if (by_slot != none) next.push_back(by_slot);
                // A slot takes a number, which may also stand as a word of a name.
                for (const std::uint32_t number : digit_words) {
                    if (const auto by_word = step(node, number); by_word != none) {
                        next.push_back(by_word);
                    }
                }
                continue;
            }
            if (by_slot != none && is_digits(element.text)) next.push_back(by_slot);
            const std::uint32_t number = word_number(element.text);
            if (number == none) continue;
            if (const auto by_word = step(node, number); by_word != none) next.push_back(by_word);
        }
        nodes = std::move(next);
        if (nodes.empty()) return none;
    }
    for (const std::uint32_t node : nodes) {
        if (trie[node].entry != none) return trie[node].entry;
    }
    return none;
}

void NameTable::Impl::insert(const Spelling& spelling, std::uint32_t entry) {
    std::uint32_t node = 0;
    for (const auto& element : spelling) {
        std::uint32_t number = slot_word;
        if (element.is_slot) {
            trie[node].has_slot = true;
        } else {
            const auto next_number = static_cast<std::uint32_t>(words.size() + 1);
            const auto [word, is_new] = words.emplace(element.text, next_number);
            number = word->second;
            if (is_new && is_digits(element.text)) digit_words.push_back(number);
        }
        const std::uint64_t key = (std::uint64_t{node} << 32U) | number;
        const auto next_node = static_cast<std::uint32_t>(trie.size());
        const auto [edge, is_new] = edges.emplace(key, next_node);
        if (is_new) trie.emplace_back();
        node = edge->second;
    }
    trie[node].entry = entry;
}

namespace {

/// Walks every way in which names of the table match from one token on.
class Matcher {
  public:
    Matcher(const NameTable::Impl& table, const std::vector<Token>& tokens,
            const NameTable* parameters, const Entry* without)
        : table_(table), tokens_(tokens), parameters_(parameters), without_(without) {}

    std::optional<NameMatch> match(std::size_t begin) {
        walk(0, begin);
        return best_;
    }

  private:
    void walk(std::uint32_t node, std::size_t at) {
        keep(node, at);
        const Token& token = tokens_[at];
        if (is_name_word(token)) {
            if (const auto number = table_.word_number(token.folded);
                number != NameTable::Impl::none) {
                const auto next = table_.step(node, number);
                if (next != NameTable::Impl::none) walk(next, at + 1);
            }
        }
        if (!table_.trie[node].has_slot) return;
        const auto next = table_.step(node, NameTable::Impl::slot_word);
        if (token.kind == TokenKind::number) {
            slots_.push_back({at, at + 1, nullptr});
            walk(next, at + 1);
            slots_.pop_back();
        } else if (parameters_ != nullptr && token.kind == TokenKind::word) {
            const auto parameter = longest_match(*parameters_, tokens_, at, nullptr);
            if (!parameter || parameter->entry->kind != NameKind::parameter) return;
            slots_.push_back({at, parameter->end, parameter->entry});
            walk(next, parameter->end);
            slots_.pop_back();
        }
    }

    void keep(std::uint32_t node, std::size_t at) {
        const std::uint32_t index = table_.trie[node].entry;
        if (index == NameTable::Impl::none) return;
        const Entry* entry = &table_.entries[index];
        if (entry == without_ || (best_ && best_->end > at)) return;
        if (best_ && best_->end == at) {
            if (best_->entry != entry) best_->rival = entry;
            return;
        }
        best_ = NameMatch{entry, at, slots_, nullptr};
    }

    const NameTable::Impl& table_;
    const std::vector<Token>& tokens_;
    const NameTable* parameters_;
    const Entry* without_;
    std::vector<SlotMatch> slots_;
    std::optional<NameMatch> best_;
};

}  // namespace

std::optional<NameMatch> longest_match(const NameTable& table, const std::vector<Token>& tokens,
                                       std::size_t begin, const NameTable* parameters,
                                       const Entry* without) {
    if (begin >= tokens.size()) return std::nullopt;  // whoever looks ahead may look past the end
    if (tokens[begin].kind == TokenKind::quoted) {
        const auto found = table.impl().exact.find(tokens[begin].folded);
        if (found == table.impl().exact.end()) return std::nullopt;
        const Entry& entry = table.impl().entries[found->second];
        if (!is_of_a_list(entry.kind)) return std::nullopt;  // other names stand without quotes
        return NameMatch{&entry, begin + 1, {}, nullptr};
    }
    return Matcher(table.impl(), tokens, parameters, without).match(begin);
}

}  // namespace caveat::language
