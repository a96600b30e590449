// A profile once it is built, and how an adapter ends one and begins the next. Entrances: the
// members of `Profile`; `ProfileAdapter::build`, `build_into`, `clear`.

#include <caveat/adapter.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "facts/answer_back.hpp"
#include "facts/profile.hpp"
#include "facts/profile_writer.hpp"
#include "values/dates.hpp"

#include <atomic>
#include <memory>
#include <utility>

namespace caveat {

Profile::Profile(const RuleSet& rules, std::shared_ptr<const facts::Profile> facts)
    : rules_(rules), facts_(std::move(facts)) {}

std::string_view Profile::patient() const {
    return facts_->patient;
}

std::optional<Date> Profile::as_of() const {
    if (!facts_->as_of) return std::nullopt;
    return values::date_of(*facts_->as_of);
}

bool Profile::is_readable() const {
    return facts_->is_readable;
}

std::string Profile::as_of_text() const {
    const std::optional<Date> day = as_of();
    if (day) return day->to_text();
    return facts_->wrong_as_of ? *facts_->wrong_as_of : std::string();
}

Answer Profile::answer(Place place) const {
    const model::RuleSet& model = api::loaded_of(rules_).model;
    return facts::answer_at(model.catalogue, *facts_, place);
}

AnswerState Profile::state(Place place) const {
    switch (facts::given_at(api::loaded_of(rules_).model.catalogue, *facts_, place)) {
        case facts::Given::absent:
            break;
        case facts::Given::null:
            return AnswerState::not_known;
        case facts::Given::wrong:
            return AnswerState::wrong;
        case facts::Given::answered:
            return AnswerState::answered;
    }
    return AnswerState::absent;
}

bool Profile::is_answered(FactId fact) const {
    return state(fact) == AnswerState::answered;
}

std::vector<Place> Profile::given() const {
    std::vector<Place> places;
    places.reserve(facts_->named.size());
    std::vector<bool> seen(rules_.fact_count(), false);
    for (const std::uint32_t fact : facts_->named) {
        const Place place(FactId{fact});
        if (seen[fact] || state(place) == AnswerState::absent) continue;
        seen[fact] = true;
        places.push_back(place);
    }
    return places;
}

std::span<const Diagnostic> Profile::problems() const {
    return facts_->problems;
}

Profile ProfileAdapter::build() {
    return Profile(rules_, std::make_shared<const facts::Profile>(writer_->finish()));
}

void ProfileAdapter::build_into(Profile& profile) {
    profile.rules_ = rules_;
    profile.facts_.reset();  // so that its memory can be used at once
    profile.facts_ = finish();
}

std::shared_ptr<const facts::Profile> ProfileAdapter::finish() {
    for (std::shared_ptr<facts::Profile>& earlier : built_) {
        if (earlier.use_count() > 1) continue;
        if (earlier == nullptr) earlier = std::make_shared<facts::Profile>();
        // Whatever another thread last read of it was read before it let go.
        std::atomic_thread_fence(std::memory_order_acquire);
        writer_->finish(*earlier);
        return earlier;
    }
    built_.front() = std::make_shared<facts::Profile>();
    writer_->finish(*built_.front());
    return built_.front();
}

bool ProfileAdapter::has_problems() const {
    return writer_->has_problems();
}

void ProfileAdapter::clear() {
    writer_->clear();
}

}  // namespace caveat
