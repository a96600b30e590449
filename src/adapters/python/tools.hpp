#pragma once

// What reads, writes and explains for one rule set, kept warm between calls.

#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/rules.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::python {

/// Memory of earlier calls, for one call at a time.
struct Tools {
    explicit Tools(RuleSet set) : rules(std::move(set)), reader(rules) {}

    RuleSet rules;
    std::string as_of;
    bool extra_is_note = false;
    ProfileReader reader;  ///< with these options
    Explainer explainer;
    ReportOptions report_options{};
    bool is_pretty = false;
    std::optional<ReportWriter> writer;  ///< with these options
    std::string text;

    /// A reader of profiles, of which one that names no day has this one; empty: none.
    ProfileReader& profile_reader(const std::string& day, bool extra) {
        if (day != as_of || extra != extra_is_note) {
            ReadOptions options;
            options.default_as_of = Date::from_text(day);
            if (extra) options.extra_facts = ExtraFacts::note;
            reader = ProfileReader(rules, options);
            as_of = day;
            extra_is_note = extra;
        }
        return reader;
    }
    /// A writer of reports with these options.
    ReportWriter& report_writer(const ReportOptions& options, bool pretty) {
        if (!writer || !(options == report_options) || pretty != is_pretty) {
            writer.emplace(options, pretty);
            report_options = options;
            is_pretty = pretty;
        }
        return *writer;
    }
};

/// The tools of a rule set that nobody uses at the moment. They are lent and given back while the
/// interpreter's lock is held, so none of its own is needed, and a fork finds it at rest.
class Bench {
  public:
    explicit Bench(RuleSet rules) : rules_(std::move(rules)) {}

    std::unique_ptr<Tools> take() {
        if (idle_.empty()) return std::make_unique<Tools>(rules_);
        std::unique_ptr<Tools> tools = std::move(idle_.back());
        idle_.pop_back();
        return tools;
    }
    void give(std::unique_ptr<Tools> tools) {
        constexpr std::size_t most = 16;
        if (idle_.size() < most) idle_.push_back(std::move(tools));
    }

  private:
    RuleSet rules_;
    std::vector<std::unique_ptr<Tools>> idle_;
};

/// Tools for as long as it lives; made before the interpreter's lock is let go.
class Loan {
  public:
    explicit Loan(std::shared_ptr<Bench> bench)
        : bench_(std::move(bench)), tools_(bench_->take()) {}
    ~Loan() { bench_->give(std::move(tools_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    Tools* operator->() const { return tools_.get(); }

  private:
    std::shared_ptr<Bench> bench_;
    std::unique_ptr<Tools> tools_;
};

}  // namespace caveat::python
