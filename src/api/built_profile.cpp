// A profile once it is built, and how the builder ends one and begins the next. Entrances: the
// members of `Profile`; `ProfileBuilder::build`, `build_into`, `clear`.

#include <caveat/profile.hpp>

#include "api/loaded_rules.hpp"
#include "facts/packing.hpp"
#include "facts/profile.hpp"
#include "facts/profile_writer.hpp"
#include "values/dates.hpp"

#include <atomic>
#include <memory>
#include <utility>

namespace caveat {

Profile::Profile(RuleSet rules, std::shared_ptr<const facts::Profile> facts)
    : rules_(std::move(rules)), facts_(std::move(facts)) {}

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

bool Profile::is_answered(FactId fact) const {
    if (facts_->values.empty()) {
        return (facts_->packed[fact.index / facts::Packing::bits] >>
                    (fact.index % facts::Packing::bits) &
                1U) != 0;
    }
    return facts_->values[fact.index].given == facts::Given::answered;
}

std::span<const Diagnostic> Profile::problems() const {
    return facts_->problems;
}

Profile ProfileBuilder::build() {
    const api::LoadedRules& loaded = rules_.loaded();
    // Kept small where it can be, for those who keep many: explanations unpack what they need.
    if (loaded.compiled.is_packed_enough) {
        auto facts = std::make_shared<facts::Profile>();
        writer_->finish_small(*facts);
        return Profile(rules_, std::move(facts));
    }
    return Profile(rules_, finish());
}

void ProfileBuilder::build_into(Profile& profile) {
    if (!profile.rules_.same_as(rules_)) profile.rules_ = rules_;
    profile.facts_.reset();  // so that its memory can be used at once
    profile.facts_ = finish();
}

std::shared_ptr<const facts::Profile> ProfileBuilder::finish() {
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

bool ProfileBuilder::has_problems() const {
    return writer_->has_problems();
}

void ProfileBuilder::clear() {
    writer_->clear();
}

}  // namespace caveat
