#pragma once

// What stands behind an outcome of a report: sentences, reasons and sources.

#include <caveat/screen.hpp>
#include <caveat/styled_text.hpp>

#include "api/report/content.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace caveat::api::report {

class EvidenceLines {
  public:
    /// has_values  whether reasons give what the patient said
    EvidenceLines(Content& content, bool has_values)
        : content_(content), rules_(content.rules()), has_values_(has_values) {}

    /// The tests behind an outcome, in short.
    std::string reasons_of(const Held& held);
    /// What an outcome tells people, and every rule behind it with its reasons, in full.
    void write_behind(const Held& held, Page& page);
    /// The rules that do not hold, and why not.
    void write_not_fired(Page& page);
    /// The sources cited so far, those from one work on one line.
    void write_sources(Page& page) const;

  private:
    void write_rule(RuleId id, Page& page);
    std::vector<std::string> texts_of(const std::vector<Reason>& reasons) const;
    /// Where many rules lift many others, the reasons why none does are the same for all of those.
    /// A long end that the rule above has as well is said by its beginning; never all of them.
    std::vector<std::string> without_repetition(const std::vector<std::string>& reasons);

    Content& content_;
    const RuleSet& rules_;
    bool has_values_;
    std::vector<std::string> cited_;
    std::vector<std::string> reasons_above_;
};

/// `Wells DVT: 2 to 4, likely`, as the author spells them.
std::string score_words(const RuleSet& rules, const ScoreFound& score);

}  // namespace caveat::api::report
