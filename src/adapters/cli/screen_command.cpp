// `caveat screen`: a rule file and profiles in, a report for each out. Entrance: `screen_profiles`.

#include <caveat/json.hpp>
#include <caveat/report_text.hpp>
#include <caveat/version.hpp>

#include "adapters/cli/byte_source.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/input.hpp"
#include "adapters/cli/line_screener.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/cli/progress.hpp"
#include "adapters/cli/resumption.hpp"
#include "adapters/cli/shown.hpp"
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

bool is_text(const ScreenOptions& options) {
    return options.format.value_or(Format::text) == Format::text && !options.only_verdict;
}

/// Reasons for all rules are nothing for patients.
Reader reader_of(const ScreenOptions& options, const RuleSet& rules) {
    if (!options.reading.reader && options.why == WhyOf::all) return Reader::clinician;
    return reader_of(options.reading, rules, options.respondents);
}

Respondents respondents_of(const ScreenOptions& options, const RuleSet& rules) {
    if (options.respondents) return *options.respondents;
    return is_text(options) ? answering(reader_of(options, rules)) : Respondents{};
}

class ScreenCommand {
  public:
    ScreenCommand(const ScreenOptions& options, const RuleSet& rules, const Streams& streams,
                  Output& output, RunRecord* record, Resumption* resumption)
        : options_(options),
          rules_(rules),
          streams_(streams),
          output_(output),
          record_(record),
          resumption_(resumption) {
        if (streams.is_err_terminal) progress_.emplace(streams.err);
    }

    int run() {
        if (resumption_ != nullptr) report(resumption_->begin());
        for (const std::string& name : options_.profiles) {
            if (!is_good_ || output_.is_closed() || output_.has_failed()) break;
            looks_at(streams_, name);
            is_stream(options_, name) ? read_stream(name) : read_file(name);
        }
        if (progress_ && distance_.patients != 0) progress_->close(distance_);
        if (is_good_ && resumption_ != nullptr) report(resumption_->end());
        if (is_good_) output_.finish();
        if (output_.has_failed()) report("the reports cannot be written: " + output_.failure());
        if (record_ != nullptr && record_->digests.has_problems) raise(found_problems);
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
            screen_stream(options_, rules_, blocks, output_, record_, [&](std::uint64_t patients) {
                distance_.patients = before.patients + patients;
                distance_.bytes = before.bytes + blocks.bytes_read();
                if (progress_) progress_->show(distance_);
            });
        if (!end.log_failure.empty()) {
            report(named(record_->log.name()) + " cannot be written: " + end.log_failure);
        }
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
        const Profile profile = read_profile(rules_, text, reading_of(options_));
        screen(profile, screening_, respondents_of(options_, rules_));
        if (has_errors(screening_)) raise(found_problems);
        write(text);
    }

    void write(std::string_view profile) {
        std::string words;
        if (options_.only_verdict) {
            write_verdict(screening_, words);
            output_.write(words);
            return;
        }
        if (options_.only_record) {
            output_.write(
                write_record(screening_, {writing_of(options_), reading_of(options_), profile}));
            return;
        }
        const Format format = options_.format.value_or(Format::text);
        ReportOptions writing =
            writing_of(options_, format == Format::text ? WhyOf::fired : WhyOf::all);
        writing.reader = reader_of(options_, rules_);
        writing.details = options_.reading.details;
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
        raise(refuse(streams_, "the profile " + named(name) + " cannot be read"));
    }

    /// Says why this cannot go on, if there is anything to say.
    void report(const std::string& what) {
        if (what.empty()) return;
        raise(refuse(streams_, what));
        is_good_ = false;
    }

    const ScreenOptions& options_;
    const RuleSet& rules_;
    const Streams& streams_;
    Output& output_;
    RunRecord* record_;       ///< null: nothing is noted
    Resumption* resumption_;  ///< null: from the beginning
    std::optional<Progress> progress_;
    Distance distance_;
    Screening screening_;
    std::size_t count_ = 0;
    bool is_good_ = true;
    int status_ = done;
};

bool are_all_streams(const ScreenOptions& options) {
    return options.format.value_or(Format::ndjson) == Format::ndjson &&
           std::all_of(options.profiles.begin(), options.profiles.end(),
                       [&](const std::string& name) { return is_stream(options, name); });
}

/// Why the options do not go together; empty when they do.
std::string contradiction(const ScreenOptions& options) {
    if ((options.only_verdict || options.only_record) && options.format == Format::text) {
        return "`--only` writes JSON, so it does not go with `--format text`";
    }
    const bool is_for_somebody =
        options.reading.reader.value_or(Reader::clinician) != Reader::clinician;
    if ((!is_text(options) || are_all_streams(options)) &&
        (options.reading.reader || options.reading.details)) {
        return "`--for` and `--details` are about the report in words, so they go with `--format "
               "text`";
    }
    const std::string against = reader_against(options.reading, options.respondents);
    if (!against.empty()) return against;
    if (is_for_somebody && options.why == WhyOf::all) {
        return "`--why all` is for clinicians, so it goes with `--for clinician`";
    }
    if (!options.resume) return {};
    if (options.output.empty()) return "`--resume` goes on with a file: name it by `--output`";
    if (!are_all_streams(options)) {
        return "`--resume` goes on with a stream: read a .ndjson file, or standard input with "
               "`--format ndjson`";
    }
    return {};
}

/// Whether the reports would go into a file that is still to be read.
bool is_input(const ScreenOptions& options, const Streams& streams) {
    const auto goes_to = [&]() -> std::optional<FileIdentity> {
        if (!options.output.empty()) return identity_of(options.output);
        return streams.output == nullptr ? std::nullopt : identity_of(streams.output->descriptor());
    }();
    const auto is_output = [&](const std::string& name) {
        return goes_to &&
               (name == "-" ? identity_of(streams.in_descriptor) : identity_of(name)) == goes_to;
    };
    return is_output(options.rules) ||
           std::any_of(options.profiles.begin(), options.profiles.end(), is_output);
}

/// Everything that answers depend on, but for the profiles: a line each.
std::string head_of(const ScreenOptions& options, const RuleSet& rules) {
    std::string head = "rules " + std::string(rules.sha256()) + "\nengine " CAVEAT_VERSION_STRING;
    head += "\nday " + options.as_of.to_text();
    head += "\nrespondents";
    const Respondents respondents = options.respondents.value_or(Respondents{});
    if (respondents.patient) head += " patient";
    if (respondents.clinician) head += " clinician";
    if (options.only_verdict) head += "\nonly verdict";
    if (options.only_record) head += "\nonly record";
    head += options.why == WhyOf::fired ? "\nwhy fired" : "\nwhy all";
    head += options.no_values ? "\nno values" : "\nvalues";
    const bool are_notes = options.extra_facts == ExtraFacts::note;
    head += are_notes ? "\nextra facts are notes\n" : "\nextra facts are problems\n";
    return head;
}

}  // namespace

int screen_profiles(const ScreenOptions& given, const Streams& streams) {
    ScreenOptions options = given;
    if (options.profiles.empty()) options.profiles.emplace_back("-");
    const std::string wrong = contradiction(options);
    if (!wrong.empty()) return refuse(streams, wrong);
    looks_at(streams, options.rules);
    const Loaded loaded = load_file(options.rules);
    show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
    if (!loaded.rules) return unusable;
    if (is_input(options, streams)) {
        const std::string where = options.output.empty() ? "standard output" : options.output;
        return refuse(streams, named(where) + " is read from; write to another file");
    }
    if (is_text(options) && !are_all_streams(options))
        streams.err << warning_of(reader_of(options, *loaded.rules), *loaded.rules);
    if (options.output.empty()) {
        Output to_stream(streams.out);
        Output& output = streams.output != nullptr ? *streams.output : to_stream;
        return ScreenCommand(options, *loaded.rules, streams, output, nullptr, nullptr).run();
    }
    Output output(streams.out);
    const bool is_growing = are_all_streams(options);
    std::string wrong_file = is_growing ? output.open_growing(options.output, options.resume)
                                        : output.open_whole(options.output);
    if (!wrong_file.empty()) {
        return refuse(streams, named(options.output) + " cannot be written: " + wrong_file);
    }
    if (!is_growing || !identity_of(output.descriptor())) {
        return ScreenCommand(options, *loaded.rules, streams, output, nullptr, nullptr).run();
    }
    RunRecord record{RunLog(options.output, head_of(options, *loaded.rules))};
    if (options.resume) {
        Resumption resumption(options.output, output.descriptor(), record.log, record.digests);
        return ScreenCommand(options, *loaded.rules, streams, output, &record, &resumption).run();
    }
    wrong_file = record.log.begin();
    if (!wrong_file.empty()) {
        return refuse(streams, named(record.log.name()) + " cannot be written: " + wrong_file);
    }
    return ScreenCommand(options, *loaded.rules, streams, output, &record, nullptr).run();
}

}  // namespace caveat::cli
