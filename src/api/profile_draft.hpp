#pragma once

// What was said of each place of a profile, until it is built.

#include <caveat/adapter.hpp>
#include <caveat/profile.hpp>

#include "text/names.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace caveat::api {

/// What was said so far, in the order in which each was said first.
struct Draft {
    struct Entry {
        std::optional<std::string> unknown;  ///< a name that the rule set does not know, or
        FactId fact{};                       ///< the place
        Answer answer{};
        bool is_taken_back = false;
    };

    explicit Draft(const RuleSet& rules) : adapter(rules) {}

    ProfileAdapter adapter;
    std::optional<std::string> patient;
    std::variant<std::monostate, Date, std::string> as_of;
    ExtraFacts extra_facts = ExtraFacts::problem;
    std::vector<Diagnostic> problems;      ///< of what is no answer, or was lost before
    std::optional<Diagnostic> unreadable;  ///< why nothing of the profile before could be read
    std::vector<Entry> entries;
    std::size_t taken_back = 0;  ///< entries that no longer count
    std::unordered_map<FactId, std::size_t> of_fact;
    std::unordered_map<std::string, std::size_t> of_name;  ///< as compared

    Answer* answer_of(FactId fact) {
        const auto found = of_fact.find(fact);
        return found == of_fact.end() ? nullptr : &entries[found->second].answer;
    }

    void set(FactId fact, Answer answer) {
        if (std::holds_alternative<std::monostate>(answer.value)) return take_back(fact);
        if (Answer* const before = answer_of(fact)) {
            *before = std::move(answer);
        } else {
            add({{}, fact, std::move(answer)}, of_fact, fact);
        }
    }

    /// Where no memory is left, nothing has changed.
    template <class Key>
    void add(Entry entry, std::unordered_map<Key, std::size_t>& index, const Key& key) {
        entries.reserve(entries.size() == entries.capacity() ? 2 * entries.size() + 1
                                                             : entries.capacity());
        index.emplace(key, entries.size());
        entries.push_back(std::move(entry));
    }

    void take_back(FactId fact) {
        const auto found = of_fact.find(fact);
        if (found == of_fact.end()) return;
        drop(found->second);
        of_fact.erase(found);
        compact();
    }

    /// Something said of a name that is no place of the rule set: the last word counts here too.
    void set_unknown(std::string_view name, bool is_said) {
        const std::string key = text::canonical_name(name);
        const auto found = of_name.find(key);
        if (is_said && found == of_name.end()) {
            add({std::string(name), {}, NotKnown{}}, of_name, key);
        } else if (!is_said && found != of_name.end()) {
            drop(found->second);
            of_name.erase(found);
            compact();
        }
    }

    /// Takes away what was wrong at a place, or within it.
    void mended(const std::string& path) {
        std::erase_if(problems, [&](const Diagnostic& each) {
            const std::string& at = each.path;
            return at.starts_with(path) &&
                   (at.size() == path.size() || at[path.size()] == '[' || at[path.size()] == '.');
        });
    }

    void clear() {
        adapter.clear();
        patient.reset();
        as_of = {};
        extra_facts = ExtraFacts::problem;
        problems.clear();
        unreadable.reset();
        entries.clear();
        taken_back = 0;
        of_fact.clear();
        of_name.clear();
    }

    void drop(std::size_t at) {
        entries[at] = {};
        entries[at].is_taken_back = true;
        ++taken_back;
    }

    /// Setting and taking back again and again must not fill the memory.
    void compact() {
        constexpr std::size_t most = 64;
        if (taken_back < most || taken_back * 2 < entries.size()) return;
        std::vector<std::size_t> places(entries.size());  // where each stands afterwards
        std::size_t next = 0;
        for (std::size_t at = 0; at < entries.size(); ++at) {
            places[at] = entries[at].is_taken_back ? next : next++;
        }
        for (auto& [fact, at] : of_fact) at = places[at];
        for (auto& [name, at] : of_name) at = places[at];
        std::erase_if(entries, [](const Entry& each) { return each.is_taken_back; });
        taken_back = 0;
    }
};

}  // namespace caveat::api
