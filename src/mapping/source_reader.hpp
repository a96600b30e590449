#pragma once

// How one source of a fact is read.

#include "mapping/context.hpp"
#include "mapping/takes.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::mapping {

/// Reads one mapping under a fact, `{from: Condition, coded as: …}`.
class SourceReader {
  public:
    SourceReader(Context& context, std::uint32_t fact, const language::YamlNode& node)
        : context_(context),
          fact_(context.catalogue()[fact]),
          index_(fact),
          values_(node, "a source",
                  {"from", "coded as", "kinds", "kinds of", "take", "within", "ever", "also counts",
                   "none by", "yes when", "no when", "answers", "component", "unit", "local units",
                   "query", "fields", "questionnaire", "item"},
                  context.diagnostics) {}

    /// `place` is where the source stands. Nothing when it cannot be used (reported).
    std::optional<FactSource> read(Span place);

  private:
    [[nodiscard]] const TypeRow& row() const { return row_of(source_.from); }
    [[nodiscard]] bool is(std::initializer_list<RecordType> types) const {
        return std::find(types.begin(), types.end(), source_.from) != types.end();
    }

    /// A key that means something for other types alone, or other kinds of facts.
    void refuse(std::string_view key, const std::string& why, const std::string& help);
    CodeTable codes(std::string_view key);

    // sources.cpp
    bool read_type();
    /// Which question of a form of others; the form of the rules needs no mapping.
    void read_form();
    void read_codes_of_source();
    void read_query_key();
    void read_window();
    void read_statuses();
    void check_codes();

    // source_takes.cpp
    bool read_records();
    bool read_take();
    /// `take: {extension: URL}`, of any type.
    bool read_extension(const language::YamlNode& node);
    bool find_take(const language::Scalar& take);
    bool check_time_unit(Span place);
    void read_values();

    Context& context_;
    const facts::Fact& fact_;
    std::uint32_t index_;
    language::KeyedValues values_;
    FactSource source_;
    Span place_;
};

}  // namespace caveat::mapping
