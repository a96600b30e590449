// `caveat replay`: records of screenings, screened again. Entrances: add_replay, replay_records.

#include "adapters/cli/replay_command.hpp"

#include <caveat/json.hpp>
#include <caveat/rules.hpp>

#include "adapters/cli/byte_source.hpp"
#include "adapters/cli/line_blocks.hpp"
#include "adapters/cli/shown.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <system_error>
#include <unordered_map>

namespace caveat::cli {

namespace {

namespace files = std::filesystem;

/// Every version at hand, by its digest.
using Versions = std::unordered_map<std::string, RuleSet>;

bool is_rule_file(const files::path& path) {
    const std::string name = path.filename().string();
    return (name.ends_with(".yaml") || name.ends_with(".yml")) && !name.ends_with(".cases.yaml") &&
           !name.ends_with(".cases.yml");
}

class ReplayCommand {
  public:
    ReplayCommand(const ReplayOptions& options, const Streams& streams)
        : options_(options), streams_(streams) {}

    int run() {
        if (!load_versions()) return unusable;
        if (!options_.profiles.empty() &&
            !for_each_line(options_.profiles, most_profile_bytes,
                           [this](auto line) { keep_profile(line); })) {
            return unusable;
        }
        for (const std::string& name : options_.records) {
            std::uint64_t number = 0;
            const bool is_read = for_each_line(name, most_record_bytes, [&](std::string_view line) {
                ++number;
                if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
                    show(name, number, replayed(line));
                }
            });
            if (!is_read) return unusable;
        }
        return sum_up();
    }

  private:
    bool load_versions() {
        std::error_code problem;
        if (!files::is_directory(options_.rules, problem)) return load(options_.rules, true);
        std::vector<std::string> names;
        for (files::recursive_directory_iterator at(options_.rules, problem), end;
             !problem && at != end; at.increment(problem)) {
            if (is_rule_file(at->path())) names.push_back(at->path().string());
        }
        if (problem) {
            refuse(streams_, "the folder " + named(options_.rules) + " cannot be read");
            return false;
        }
        for (const std::string& name : names) load(name, false);
        if (!versions_.empty()) return true;
        refuse(streams_, "no rule file in " + named(options_.rules) + " can be loaded");
        return false;
    }

    /// A folder may hold other files too; what they lack is said when a record names them.
    bool load(const std::string& name, bool is_shown) {
        looks_at(streams_, name);
        const Loaded loaded = load_file(name);
        if (loaded.rules) {
            versions_.emplace(loaded.rules->sha256(), *loaded.rules);
        } else if (is_shown) {
            streams_.err << render(loaded);
        }
        return loaded.rules.has_value();
    }

    /// most_bytes  of a line
    template <class Look>
    bool for_each_line(const std::string& name, std::size_t most_bytes, const Look& look) {
        looks_at(streams_, name);
        if (name == "-") {
            LineBlocks blocks(standard_input(streams_), bytes_of_a_block, most_bytes);
            return for_each_line(name, blocks, look);
        }
        const InputFile file(name.c_str());
        if (!file.is_open()) return cannot_read(name);
        LineBlocks blocks(ByteSource(file.descriptor()), bytes_of_a_block, most_bytes);
        return for_each_line(name, blocks, look);
    }

    template <class Look>
    bool for_each_line(const std::string& name, LineBlocks& blocks, const Look& look) {
        Block block;
        while (blocks.next(block)) {
            std::string_view lines = block.lines();
            while (!lines.empty()) look(take_line(lines));
        }
        return blocks.has_failed() ? cannot_read(name) : true;
    }

    bool cannot_read(const std::string& name) {
        refuse(streams_, named(name) + " cannot be read");
        return false;
    }

    void keep_profile(std::string_view line) {
        const Profile profile = read_profile(versions_.begin()->second, line);
        if (profile.patient().empty()) return;
        profiles_[std::string(profile.patient())].emplace_back(line);
    }

    /// A patient may have been screened more than once: any profile of hers that gives the same
    /// will do.
    Replayed replayed(std::string_view record) {
        const auto find = [this](std::string_view sha256) -> std::optional<RuleSet> {
            const auto found = versions_.find(std::string(sha256));
            return found == versions_.end() ? std::nullopt : std::optional(found->second);
        };
        Replayed first = replay(record, find);
        if (first.outcome != ReplayOutcome::no_profile) return first;
        const auto known = profiles_.find(first.id);
        if (known == profiles_.end()) return first;
        bool is_first = true;
        for (const std::string& profile : known->second) {
            Replayed with = replay(record, find, profile);
            if (with.outcome == ReplayOutcome::same ||
                with.outcome == ReplayOutcome::same_but_engine) {
                return with;
            }
            if (is_first) first = std::move(with);
            is_first = false;
        }
        return first;
    }

    void show(const std::string& name, std::uint64_t number, const Replayed& replayed) {
        ++counts_[static_cast<std::size_t>(replayed.outcome)];
        if (replayed.outcome == ReplayOutcome::same ||
            replayed.outcome == ReplayOutcome::same_but_engine) {
            return;
        }
        streams_.out << shown(name) << ':' << number << ": ";
        if (!replayed.id.empty()) streams_.out << named(replayed.id) << ' ';
        streams_.out << words_for(replayed) << '\n';
    }

    static std::string words_for(const Replayed& replayed) {
        const auto differs = [&] {
            return " at `" + shown(replayed.path) + "`: recorded " + shown(replayed.recorded) +
                   ", now " + shown(replayed.now);
        };
        switch (replayed.outcome) {
            case ReplayOutcome::same:
            case ReplayOutcome::same_but_engine:
                return "is the same";
            case ReplayOutcome::different:
                return "differs" + differs();
            case ReplayOutcome::altered:
                return replayed.path.empty() ? "is not as it was written: its digest does not agree"
                                             : "is not as it was written, and differs" + differs();
            case ReplayOutcome::no_rules:
                return "was screened by a rule set that is not at hand: sha256 " +
                       shown(replayed.recorded);
            case ReplayOutcome::no_profile:
                return "holds no profile: give the profiles by `--profiles`";
            case ReplayOutcome::unreadable:
                return "is no caveat/record/1, but " + shown(replayed.recorded);
        }
        return {};
    }

    int sum_up() {
        constexpr std::array<std::string_view, 7> words{"the same",
                                                        "the same by another version of caveat",
                                                        "different",
                                                        "altered",
                                                        "without a rule set at hand",
                                                        "without a profile",
                                                        "no record"};
        std::uint64_t all = 0;
        std::string parts;
        for (std::size_t outcome = 0; outcome < words.size(); ++outcome) {
            all += counts_[outcome];
            if (counts_[outcome] == 0) continue;
            parts += (parts.empty() ? ": " : ", ") + std::to_string(counts_[outcome]) + ' ' +
                     std::string(words[outcome]);
        }
        streams_.out << all << (all == 1 ? " record" : " records") << parts << '\n';
        const std::uint64_t good =
            counts_[static_cast<std::size_t>(ReplayOutcome::same)] +
            counts_[static_cast<std::size_t>(ReplayOutcome::same_but_engine)];
        return good == all ? done : found_problems;
    }

    const ReplayOptions& options_;
    const Streams& streams_;
    Versions versions_;
    std::unordered_map<std::string, std::vector<std::string>> profiles_;  ///< by patient
    std::array<std::uint64_t, 7> counts_{};                               ///< by ReplayOutcome
};

}  // namespace

CLI::App* add_replay(CLI::App& app, ReplayOptions& options) {
    CLI::App* const command = app.add_subcommand(
        "replay", "Screen recorded patients again, and say which reports are no longer the same");
    command
        ->add_option("records", options.records,
                     "Records, one a line, as `screen --only record` writes them; - is standard "
                     "input")
        ->required()
        ->type_name("RECORDS");
    command
        ->add_option("--rules", options.rules,
                     "A rule file, or a folder in which all versions are found by their digest")
        ->required()
        ->type_name("PATH");
    command
        ->add_option("--profiles", options.profiles,
                     "Profiles, one a line, for records that hold none (`--no-values`): found by "
                     "`patient`")
        ->type_name("FILE");
    return command;
}

int replay_records(const ReplayOptions& options, const Streams& streams) {
    return ReplayCommand(options, streams).run();
}

}  // namespace caveat::cli
