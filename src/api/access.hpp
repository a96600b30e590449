#pragma once

// What the public types hold, for the library's own stages: the public headers show nothing of it.

#include <caveat/adapter.hpp>
#include <caveat/batch.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <memory>
#include <utility>

namespace caveat::api {

struct Access {
    /// `loaded` is not null.
    static RuleSet rule_set(std::shared_ptr<const LoadedRules> loaded) {
        return RuleSet(std::move(loaded));
    }
    /// `facts` is not null, and fits the rules.
    static Profile profile(const RuleSet& rules, std::shared_ptr<const facts::Profile> facts) {
        return Profile(rules, std::move(facts));
    }
    static const LoadedRules& loaded(const RuleSet& rules) { return *rules.loaded_; }
    static const facts::Profile& facts(const Profile& profile) { return *profile.facts_; }
    static const eval::Result& result(const Screening& screening) { return screening.result(); }
    static facts::ProfileWriter& writer(ProfileAdapter& adapter) { return *adapter.writer_; }
    static const BatchBinding& binding(const Batch& batch) { return batch.binding(); }
};

inline const LoadedRules& loaded_of(const RuleSet& rules) {
    return Access::loaded(rules);
}
inline const facts::Profile& facts_of(const Profile& profile) {
    return Access::facts(profile);
}
/// Of a screening that was never filled, that of nobody.
inline const eval::Result& result_of(const Screening& screening) {
    return Access::result(screening);
}

}  // namespace caveat::api
