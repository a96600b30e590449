#pragma once

// The short way from JSON to a profile, for texts with nothing unusual in them.

#include <caveat/adapter.hpp>
#include <caveat/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace caveat::json {

/// Hands the answers of one text to an adapter, in one walk and without a tree.
///
/// It takes what the tree reader would take without a problem, and gives the adapter the same
/// answers; at the first thing that is anything else (a broken text, a key twice, an escape in a
/// text, an object as an answer, whatever the adapter reports) it stops. Whoever calls it then has
/// the tree reader read the whole text: what is wrong is said in one place.
class PlainReader {
  public:
    explicit PlainReader(const RuleSet& rules);

    /// Bytes after a text that must be readable; what stands there does not matter.
    static std::size_t padding();
    /// Longer texts are not plain: below this, a text cannot hold more values than any may.
    static constexpr std::size_t most_bytes = 1'000'000;

    /// False when the text is not plain; the adapter then holds something of no use.
    bool read(std::string_view text, const ReadOptions& options, ProfileAdapter& adapter);

  private:
    class Walk;

    /// A fact as it is met in texts.
    struct Known {
        /// A key up to this length, with its closing quote, is compared without a branch.
        static constexpr std::size_t words = 4;

        FactId fact;
        FactKind kind = FactKind::yes_no;
        bool is_short = false;
        std::string_view key;
        std::array<std::uint64_t, words> bytes{};  ///< of a short key: the key, its quote …
        std::array<std::uint64_t, words> mask{};   ///< … and which of them count
    };
    static Known known_fact(FactId fact, const FactInfo& declared);

    [[nodiscard]] std::uint32_t find(std::string_view key, std::uint32_t next);

    RuleSet rules_;
    std::vector<Known> facts_;           ///< in the order in which texts gave them so far
    std::vector<std::uint32_t> places_;  ///< by fact: position in `facts_`
    std::vector<std::string_view> codes_;
};

}  // namespace caveat::json
