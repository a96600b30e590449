// `caveat screen`: a rule file and profiles in, a report for each out. Entrance: `screen_profiles`.

#include <caveat/json.hpp>
#include <caveat/report_text.hpp>

#include "adapters/cli/byte_source.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/input.hpp"
#include "adapters/cli/line_screener.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/cli/progress.hpp"
#include "adapters/cli/resumption.hpp"
#include "adapters/cli/stream.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <optional>
#include <ostream>
#include <string_view>

namespace caveat::cli {

namespace {

bool is_stream(const ScreenOptions& options, const std::string& name) {
    return name == "-" ? options.format == Format::ndjson : name.ends_with(".ndjson");
}

class ScreenCommand {
  public:
    ScreenCommand(const ScreenOptions& options, const RuleSet& rules, const Streams& streams,
                  Output& output, Resumption* resumption)
        : options_(options),
          rules_(rules),
          streams_(streams),
          output_(output),
          resumption_(resumption) {
        if (streams.is_err_terminal) progress_.emplace(streams.err);
    }

    int run() {
        for (const std::string& name : options_.profiles) {
            if (!is_good_ || output_.is_closed() || output_.has_failed()) break;
            is_stream(options_, name) ? read_stream(name) : read_file(name);
        }
        if (progress_ && distance_.patients != 0) progress_->close(distance_);
        if (is_good_ && resumption_ != nullptr) report(resumption_->end());
        if (output_.has_failed()) report("the reports cannot be written");
        return status_;
    }

  private:
    void read_stream(const std::string& name) {
        if (name == "-") {
            if (streams_.in_descriptor < 0) return screen_lines(name, ByteSource(streams_.in), -1);
            return screen_lines(name, ByteSource(streams_.in_descriptor), streams_.in_descriptor);
        }
        const InputFile file(name.c_str());
        if (!file.is_open()) return cannot_read(name);
        screen_lines(name, ByteSource(file.descriptor()), file.descriptor());
    }

    /// descriptor  of the source, below 0 if it has none
    void screen_lines(const std::string& name, ByteSource source, int descriptor) {
        const Distance before = distance_;
        if (const auto left = bytes_left(descriptor)) {
            distance_.bytes_in_all = before.bytes_in_all.value_or(before.bytes) + *left;
        } else {
            distance_.bytes_in_all.reset();
        }
        LineBlocks blocks(source, block_bytes(options_));
        if (resumption_ != nullptr) report(resumption_->skip(blocks));
        if (!is_good_) return;
        if (options_.format.value_or(Format::ndjson) != Format::ndjson) {
            screen_each(blocks);
            if (blocks.has_failed()) cannot_read(name);
            return;
        }
        const StreamEnd end =
            screen_stream(options_, rules_, blocks, output_, [&](std::uint64_t patients) {
                distance_.patients = before.patients + patients;
                distance_.bytes = before.bytes + blocks.bytes_read();
                if (progress_) progress_->show(distance_);
            });
        if (end.has_problems) raise(found_problems);
        if (blocks.has_failed()) cannot_read(name);
    }

    /// Reports for people, one after the other.
    void screen_each(LineBlocks& blocks) {
        Block block;
        while (blocks.next(block)) {
            std::string_view lines = block.lines();
            while (!lines.empty()) screen_text(take_line(lines));
        }
    }

    void read_file(const std::string& name) {
        if (name == "-") {
            if (!screen_all(streams_.in)) cannot_read(name);
            return;
        }
        std::ifstream file(name, std::ios::binary);
        // A folder opens, but has nothing to read.
        if (!file || (file.peek() == std::ifstream::traits_type::eof() && !file.eof())) {
            return cannot_read(name);
        }
        file.clear();
        if (!screen_all(file)) cannot_read(name);
    }

    bool screen_all(std::istream& in) {
        const std::optional<std::string> text = read_all(in);
        if (text) screen_text(*text);
        return text.has_value();
    }

    void screen_text(std::string_view text) {
        ReadOptions reading;
        reading.default_as_of = options_.as_of;
        reading.most_bytes = most_profile_bytes;
        const Profile profile = read_profile(rules_, text, reading);
        screen(rules_, profile, screening_, options_.respondents);
        if (has_errors(screening_)) raise(found_problems);
        write();
    }

    void write() {
        std::string words;
        if (options_.only_verdict) {
            write_verdict(screening_, words);
            output_.write(words);
            return;
        }
        const Format format = options_.format.value_or(Format::text);
        ReportOptions writing;
        writing.why = options_.why.value_or(format == Format::text ? WhyOf::fired : WhyOf::all);
        writing.no_values = options_.no_values;
        if (format == Format::text) {
            // A file is no terminal.
            const Terminal terminal = options_.output.empty() ? streams_.out_terminal : Terminal{};
            const std::size_t width = terminal.page_width();
            if (count_++ != 0) words = '\n' + std::string(width, '-') + "\n\n";
            words += painted(write_styled_text(screening_, writing, width), terminal.shows_colour);
        } else {
            words = write_report(screening_, writing, format == Format::json);
        }
        output_.write(words);
    }

    void raise(int status) { status_ = std::max(status_, status); }

    void cannot_read(const std::string& name) {
        streams_.err << "error: the profile `" << name << "` cannot be read\n";
        raise(unusable);
    }

    /// Says why this cannot go on, if there is anything to say.
    void report(const std::string& what) {
        if (what.empty()) return;
        streams_.err << "error: " << what << '\n';
        raise(unusable);
        is_good_ = false;
    }

    const ScreenOptions& options_;
    const RuleSet& rules_;
    const Streams& streams_;
    Output& output_;
    Resumption* resumption_;  ///< null: from the beginning
    std::optional<Progress> progress_;
    Distance distance_;
    Screening screening_;
    std::size_t count_ = 0;
    bool is_good_ = true;
    int status_ = done;
};

/// Why the options do not go together; empty when they do.
std::string contradiction(const ScreenOptions& options) {
    if (options.only_verdict && options.format == Format::text) {
        return "`--only verdict` writes JSON, so it does not go with `--format text`";
    }
    if (!options.resume) return {};
    if (options.output.empty()) return "`--resume` goes on with a file: name it by `--output`";
    const bool all_streams =
        options.format.value_or(Format::ndjson) == Format::ndjson &&
        std::all_of(options.profiles.begin(), options.profiles.end(),
                    [&](const std::string& name) { return is_stream(options, name); });
    if (!all_streams) {
        return "`--resume` goes on with a stream: read a .ndjson file, or standard input with "
               "`--format ndjson`";
    }
    return {};
}

/// Whether the reports would be written over a file that is still to be read.
bool is_input(const ScreenOptions& options) {
    std::error_code problem;
    const auto is_output = [&](const std::string& name) {
        return std::filesystem::equivalent(name, options.output, problem);
    };
    return is_output(options.rules) ||
           std::any_of(options.profiles.begin(), options.profiles.end(), is_output);
}

int refuse(const Streams& streams, const std::string& why) {
    streams.err << "error: " << why << '\n';
    return unusable;
}

}  // namespace

int screen_profiles(const ScreenOptions& given, const Streams& streams) {
    ScreenOptions options = given;
    if (options.profiles.empty()) options.profiles.emplace_back("-");
    const std::string wrong = contradiction(options);
    if (!wrong.empty()) return refuse(streams, wrong);
    const Loaded loaded = load_file(options.rules);
    show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
    if (!loaded.rules) return unusable;
    if (options.output.empty()) {
        if (streams.out_descriptor >= 0) {
            Output output(streams.out_descriptor);
            return ScreenCommand(options, *loaded.rules, streams, output, nullptr).run();
        }
        Output output(streams.out);
        return ScreenCommand(options, *loaded.rules, streams, output, nullptr).run();
    }
    if (is_input(options)) {
        return refuse(streams, "`" + options.output + "` is read from; write to another file");
    }
    Output output(streams.out);
    const std::string failure = output.open(options.output, options.resume);
    if (!failure.empty()) {
        return refuse(streams, "`" + options.output + "` cannot be written: " + failure);
    }
    if (!options.resume) {
        return ScreenCommand(options, *loaded.rules, streams, output, nullptr).run();
    }
    Resumption resumption(options, *loaded.rules, output.descriptor());
    const int status = ScreenCommand(options, *loaded.rules, streams, output, &resumption).run();
    return resumption.had_problems() ? std::max<int>(status, found_problems) : status;
}

}  // namespace caveat::cli
