// Caveat as a contender, one patient at a time: the profiles are built before, one Screening is
// used for all, and the fired rules are listed. The entrance is `make_caveat`.

#include <caveat/screen.hpp>

#include "caveat_profiles.hpp"
#include "contender.hpp"

namespace bench {

namespace {

class Caveat : public Contender {
  public:
    Caveat(const std::string& name, const Input& input, bool has_gaps)
        : Contender(name),
          rules_(load_rules(input.workload)),
          profiles_(build_profiles(rules_, input, has_gaps)),
          list_(rules_.rule_count()) {}

    std::uint64_t run(std::size_t patients) override {
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < patients; ++i)
            total += static_cast<std::uint64_t>(screen(i) - list_.data());
        return total;
    }

    Fired fired(std::size_t patients) override {
        Fired all;
        for (std::size_t i = 0; i < patients; ++i) {
            std::uint32_t* end = screen(i);
            all.emplace_back(list_.data(), end);
        }
        return all;
    }

  private:
    std::uint32_t* screen(std::size_t patient) {
        caveat::screen(profiles_[patient], screening_);
        std::uint32_t* out = list_.data();
        for (const caveat::RuleId rule : screening_.fired()) *out++ = rule.index;
        return out;
    }

    caveat::RuleSet rules_;
    std::vector<caveat::Profile> profiles_;
    caveat::Screening screening_;
    std::vector<std::uint32_t> list_;
};

}  // namespace

std::unique_ptr<Contender> make_caveat(const std::string& name, const Input& input) {
    return std::make_unique<Caveat>(name, input, name == caveat_one_missing);
}

}  // namespace bench
