// `caveat screen`: a rule file and profiles in, a report for each out. Entrance: `screen_profiles`.

#include <caveat/json.hpp>
#include <caveat/report_text.hpp>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/input.hpp"

#include <algorithm>
#include <fstream>
#include <istream>
#include <ostream>

namespace caveat::cli {

namespace {

class ScreenCommand {
  public:
    ScreenCommand(const ScreenOptions& options, const RuleSet& rules, const Streams& streams)
        : options_(options), rules_(rules), streams_(streams) {}

    int run() {
        if (options_.profiles.empty()) read_file("-");
        for (const std::string& name : options_.profiles) read_file(name);
        streams_.out.flush();
        return status_;
    }

  private:
    [[nodiscard]] bool is_stream(const std::string& name) const {
        return name == "-" ? options_.format == Format::ndjson : name.ends_with(".ndjson");
    }

    void read_file(const std::string& name) {
        if (name == "-") {
            if (!read_from(streams_.in, is_stream(name))) cannot_read(name);
            return;
        }
        std::ifstream file(name, std::ios::binary);
        // A folder opens, but has nothing to read.
        if (!file || (file.peek() == std::ifstream::traits_type::eof() && !file.eof())) {
            return cannot_read(name);
        }
        file.clear();
        if (!read_from(file, is_stream(name))) cannot_read(name);
    }

    void cannot_read(const std::string& name) {
        streams_.err << "error: the profile `" << name << "` cannot be read\n";
        status_ = unusable;
    }

    bool read_from(std::istream& in, bool is_line_by_line) {
        if (!is_line_by_line) {
            const std::optional<std::string> text = read_all(in);
            if (!text) return false;
            screen_one(*text, options_.format.value_or(Format::text));
            return true;
        }
        while (read_line(in, line_)) {
            screen_one(line_, options_.format.value_or(Format::ndjson));
        }
        return true;
    }

    void screen_one(const std::string& text, Format format) {
        ReadOptions reading;
        reading.default_as_of = options_.as_of;
        reading.most_bytes = most_profile_bytes;
        const Profile profile = read_profile(rules_, text, reading);
        screen(rules_, profile, screening_, options_.respondents);
        const auto problems = screening_.problems();
        const bool has_error =
            std::any_of(problems.begin(), problems.end(),
                        [](const Diagnostic& each) { return each.severity == Severity::error; });
        if (has_error) status_ = std::max<int>(status_, found_problems);
        write(format);
    }

    void write(Format format) {
        ReportOptions writing;
        writing.why = options_.why.value_or(format == Format::text ? WhyOf::fired : WhyOf::all);
        writing.no_values = options_.no_values;
        if (format == Format::text) {
            if (count_++ != 0) streams_.out << '\n' << std::string(96, '-') << "\n\n";
            streams_.out << write_text(screening_, writing);
        } else {
            streams_.out << write_report(screening_, writing, format == Format::json);
        }
        // Whoever feeds a stream line by line waits for each answer.
        if (format == Format::ndjson) streams_.out.flush();
    }

    const ScreenOptions& options_;
    const RuleSet& rules_;
    const Streams& streams_;
    Screening screening_;
    std::string line_;
    std::size_t count_ = 0;
    int status_ = done;
};

}  // namespace

int screen_profiles(const ScreenOptions& options, const Streams& streams) {
    const Loaded loaded = load_file(options.rules);
    streams.err << render(loaded);
    if (!loaded.rules) return unusable;
    return ScreenCommand(options, *loaded.rules, streams).run();
}

}  // namespace caveat::cli
