// From rules to the lines that say why they hold, and what they rest on.

#include "api/report/evidence_lines.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "api/report/advice.hpp"
#include "api/report_words.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace caveat::api::report {

namespace {

constexpr std::size_t below_item = 13;
constexpr std::size_t most_reasons = 8;
constexpr std::ptrdiff_t long_repetition = 4;

}  // namespace

std::vector<std::string> EvidenceLines::texts_of(const std::vector<Reason>& reasons) const {
    std::vector<std::string> texts;
    for (const Reason& reason : reasons) {
        texts.push_back(has_values_ ? reason.text : reason.text_without_value);
    }
    return texts;
}

std::string EvidenceLines::reasons_of(const Held& held) {
    std::vector<std::string> said;
    std::string words;
    for (const RuleId rule : held.rules) {
        // What another rule behind it rests on as well is said once.
        std::vector<std::string> texts = texts_of(content_.own_reasons(rule));
        std::erase_if(texts, [&](const std::string& text) {
            return std::find(said.begin(), said.end(), text) != said.end();
        });
        said.insert(said.end(), texts.begin(), texts.end());
        if (texts.size() > most_reasons + 1) {
            const std::size_t left = texts.size() - most_reasons;
            texts.resize(most_reasons);
            texts.push_back("and " + std::to_string(left) + " more");
        }
        if (!texts.empty()) words += (words.empty() ? "" : "; also ") + joined(texts, "; ");
    }
    return words;
}

void EvidenceLines::write_behind(const Held& held, Page& page) {
    if (!held.outcome.say.empty()) {
        page.line(below_item, "“" + std::string(held.outcome.say) + "”");
    }
    for (const RuleId rule : held.rules) write_rule(rule, page);
}

void EvidenceLines::write_rule(RuleId id, Page& page) {
    const RuleInfo rule = rules_.rule(id);
    std::string origin = "[" + std::string(rule.id);
    for (const std::string& source : rule.sources) {
        origin += (&source == rule.sources.data() ? ": " : ", ") + source;
        if (std::find(cited_.begin(), cited_.end(), source) == cited_.end()) {
            cited_.push_back(source);
        }
    }
    std::string because(rule.because);
    if (!because.empty()) because += ' ';
    page.line(below_item, because + origin + ']', TextRole::aside);
    std::vector<std::string> reasons = texts_of(content_.explainer().why(id).reasons);
    if (reasons.empty()) return;
    page.line(below_item, "Why: " + joined(without_repetition(reasons), "; ") + '.',
              TextRole::aside);
    reasons_above_ = std::move(reasons);
}

std::vector<std::string> EvidenceLines::without_repetition(
    const std::vector<std::string>& reasons) {
    const auto [own, above] = std::mismatch(reasons.rbegin(), reasons.rend() - 1,
                                            reasons_above_.rbegin(), reasons_above_.rend());
    if (own - reasons.rbegin() < long_repetition) return reasons;
    std::vector<std::string> shown(reasons.begin(), own.base());
    shown.push_back("and as above from `" + *own.base() + "` on");
    return shown;
}

void EvidenceLines::write_not_fired(Page& page) {
    bool has_heading = false;
    for (std::uint32_t i = 0; i < rules_.rule_count(); ++i) {
        const RuleId id{i};
        const Status status = content_.screening().status(id);
        const bool is_lifted = std::any_of(content_.lifted().begin(), content_.lifted().end(),
                                           [id](const Lifted& each) { return each.rule == id; });
        if ((status != Status::not_fired && status != Status::overridden) || is_lifted) continue;
        if (!std::exchange(has_heading, true)) page.heading("Does not hold");
        const RuleInfo rule = rules_.rule(id);
        const std::string reasons = joined(texts_of(content_.explainer().why(id).reasons), "; ");
        page.item("-", outcome_list(rules_, rule) + " [" + std::string(rule.id) + ']' +
                           (reasons.empty() ? "" : ": " + reasons));
    }
}

void EvidenceLines::write_sources(Page& page) const {
    struct Work {
        std::string title;
        std::string ids;
    };
    std::vector<Work> works;
    for (const SourceId id : rules_.sources()) {
        const SourceInfo& source = rules_.source(id);
        if (std::find(cited_.begin(), cited_.end(), source.id) == cited_.end()) continue;
        std::string title(source.title);
        if (!source.author.empty()) title += " (" + std::string(source.author) + ')';
        const auto known = std::find_if(works.begin(), works.end(), [&title](const Work& work) {
            return !title.empty() && work.title == title;
        });
        if (known != works.end()) {
            known->ids += ", " + std::string(source.id);
        } else {
            works.push_back({std::move(title), std::string(source.id)});
        }
    }
    if (works.empty()) return;
    page.heading("Sources");
    for (const Work& work : works) {
        page.item("-", work.ids + (work.title.empty() ? "" : ": " + work.title));
    }
}

std::string score_words(const RuleSet& rules, const ScoreFound& score) {
    const model::Score& declared = api::loaded_of(rules).model.scores[score.score.index];
    std::string text = declared.name + ": ";
    if (score.low && score.low == score.high) {
        text += score.low->to_text();
    } else if (score.low && score.high) {
        text += score.low->to_text() + " to " + score.high->to_text();
    } else if (score.low) {
        text += score.low->to_text() + " or more";
    } else {
        text += score.high ? score.high->to_text() + " or less" : "unknown";
    }
    if (score.prorated && score.prorated->total) {
        text += "; presumably " + score.prorated->total->to_text() + ", prorated from " +
                std::to_string(score.prorated->answered) + " of " +
                std::to_string(score.prorated->items) + " items";
    }
    for (const model::Band& band : declared.bands) {
        if (band.key == score.band) text += ", " + band.name;
    }
    return text;
}

}  // namespace caveat::api::report
