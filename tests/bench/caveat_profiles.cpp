// A workload into a rule set and profiles. The entrances are `load_rules` and `build_profiles`.

#include "caveat_profiles.hpp"

#include <caveat/adapter.hpp>

#include "write_rules.hpp"

#include <optional>
#include <stdexcept>

namespace bench {

namespace {

class Builder {
  public:
    explicit Builder(const caveat::RuleSet& rules) : adapter_(rules) {
        for (std::size_t i = 0; i < fact_count; ++i)
            facts_.push_back(*rules.find_fact(fact_name(i)));
        for (std::size_t i = 0; i < 64; ++i) codes_.push_back(code_name(i));
    }

    caveat::Profile build(const Patient& patient, std::uint64_t gaps) {
        gaps_ = gaps;
        next_ = 0;
        for (const std::int32_t reading : patient.reading)
            if (const auto fact = next()) adapter_.number(*fact, std::int64_t{reading});
        for (const bool sign : patient.sign)
            if (const auto fact = next()) adapter_.yes_no(*fact, sign);
        for (const std::uint8_t kind : patient.kind)
            if (const auto fact = next()) adapter_.text(*fact, codes_[kind]);
        for (const std::uint64_t findings : patient.findings) {
            std::vector<std::string_view> present;
            for (std::size_t code = 0; findings >> code != 0; ++code)
                if ((findings >> code & 1U) != 0) present.emplace_back(codes_[code]);
            if (const auto fact = next()) adapter_.codes(*fact, present);
        }
        if (const auto fact = next()) add_sessions(*fact, patient);
        return adapter_.build();
    }

  private:
    /// The next fact; nothing when it is left out.
    std::optional<caveat::FactId> next() {
        const std::size_t fact = next_++;
        if ((gaps_ >> fact & 1U) != 0) return {};
        return facts_[fact];
    }

    void add_sessions(caveat::FactId fact, const Patient& patient) {
        adapter_.records(fact, true);
        for (std::uint32_t i = 0; i < patient.sessions; ++i) {
            const Session& session = patient.session[i];
            adapter_.record();
            adapter_.text(std::string_view("technique"), codes_[session.technique]);
            adapter_.yes_no(std::string_view("eased"), session.eased);
            adapter_.number(std::string_view("pain"), std::to_string(session.pain));
        }
    }

    caveat::ProfileAdapter adapter_;
    std::vector<caveat::FactId> facts_;
    std::vector<std::string> codes_;
    std::uint64_t gaps_ = 0;
    std::size_t next_ = 0;
};

}  // namespace

caveat::RuleSet load_rules(const Workload& workload) {
    return load_rules(rule_file(workload));
}

caveat::RuleSet load_rules(const std::string& text) {
    auto loaded = caveat::load_text(text);
    if (!loaded.rules) throw std::runtime_error(caveat::render(loaded));
    return *std::move(loaded.rules);
}

std::vector<caveat::Profile> build_profiles(const caveat::RuleSet& rules, const Input& input,
                                            bool has_gaps) {
    const std::size_t count = input.patients.size();
    const std::vector<std::uint64_t> gaps =
        has_gaps ? make_gaps(count, input.seed) : std::vector<std::uint64_t>(count);
    Builder builder(rules);
    std::vector<caveat::Profile> profiles;
    profiles.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        profiles.push_back(builder.build(input.patients[i], gaps[i]));
    return profiles;
}

}  // namespace bench
