#include "adapters/cli/output.hpp"
#include "stream_rig.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(resume)

namespace {

/// A run into a file and the same run again, of a small input.
struct Twice {
    Rig rig{"resume"};
    std::string input;
    std::vector<std::string> command;
    Finished whole;
    std::string answers;

    explicit Twice(std::string profiles, const std::string& only = "--only=verdict")
        : input(std::move(profiles)),
          command{"screen", rig.rules, "-",          "--format", "ndjson",
                  only,     "--as-of", "2026-11-20", "--output", rig.name_of("out.ndjson")} {
        whole = run_with(command, input);
        answers = rig.read("out.ndjson");
    }
    Finished resume(const std::string& left_behind) {
        (void)rig.write("out.ndjson", left_behind);
        std::vector<std::string> again = command;
        again.emplace_back("--resume");
        return run_with(again, input);
    }
    [[nodiscard]] std::string output() const { return rig.read("out.ndjson"); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(output_goes_to_the_file_alone) {
    const Twice run(profile_lines(5));
    BOOST_TEST(run.whole.out == "");
    BOOST_TEST(run.whole.status == done);
    BOOST_TEST(lines_of(run.answers).size() == 5U);
}

BOOST_AUTO_TEST_CASE(a_run_cut_off_at_any_byte_goes_on_to_the_same_file) {
    Twice run(profile_lines(4) + "{\"broken\"\n" + profile_line(5) + "\r\n\n" + profile_line(6));
    BOOST_TEST(run.whole.status == found_problems);
    for (std::size_t cut = 0; cut <= run.answers.size(); ++cut) {
        const Finished again = run.resume(run.answers.substr(0, cut));
        BOOST_TEST(again.status == found_problems, "cut at " << cut << ": " << again.err);
        BOOST_TEST((run.output() == run.answers), "cut at " << cut);
    }
}

BOOST_AUTO_TEST_CASE(whole_reports_go_on_as_well) {
    Twice run(profile_lines(3) + "[]\n", "--why=fired");
    for (std::size_t cut = 0; cut <= run.answers.size(); cut += 37) {
        const Finished again = run.resume(run.answers.substr(0, cut));
        BOOST_TEST(again.status == found_problems, again.err);
        BOOST_TEST((run.output() == run.answers), "cut at " << cut);
    }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_yet_is_begun) {
    Twice run(profile_lines(4));
    fs::remove(run.rig.name_of("out.ndjson"));
    std::vector<std::string> again = run.command;
    again.emplace_back("--resume");
    BOOST_TEST(run_with(again, run.input).status == done);
    BOOST_TEST((run.output() == run.answers));
}

BOOST_AUTO_TEST_CASE(a_stream_in_two_files_goes_on_in_the_second) {
    Twice run(profile_lines(6));
    const std::string first = run.rig.write("a.ndjson", profile_lines(2));
    const std::size_t half = profile_lines(2).size();
    const std::string second = run.rig.write("b.ndjson", run.input.substr(half));
    for (std::size_t cut = 0; cut <= run.answers.size(); cut += 11) {
        (void)run.rig.write("out.ndjson", run.answers.substr(0, cut));
        const Finished again =
            run_with({"screen", run.rig.rules, first, second, "--only", "verdict", "--output",
                      run.rig.name_of("out.ndjson"), "--resume"});
        BOOST_TEST(again.status == done, again.err);
        BOOST_TEST((run.output() == run.answers), "cut at " << cut);
    }
}

BOOST_AUTO_TEST_CASE(more_answers_than_that_run_wrote_are_refused_and_kept) {
    Twice run(profile_lines(4));
    const std::string longer = run.answers + run.answers;
    const Finished again = run.resume(longer);
    BOOST_TEST(again.status == unusable);
    BOOST_TEST(has(again.err, "it has more than that run wrote"), again.err);
    BOOST_TEST((run.output() == longer));
}

BOOST_AUTO_TEST_CASE(fewer_profiles_than_were_answered_are_refused) {
    Twice run(profile_lines(4));
    run.input = profile_lines(3);
    const Finished again = run.resume(run.answers);
    BOOST_TEST(again.status == unusable);
    BOOST_TEST(has(again.err, "has more lines than there are profiles: it has 4, they are 3"),
               again.err);
    BOOST_TEST((run.output() == run.answers));
}

BOOST_AUTO_TEST_CASE(every_byte_of_the_answers_that_stay_is_proven) {
    Twice run(profile_lines(4));
    for (std::size_t i = 0; i < run.answers.size(); ++i) {
        std::string other = run.answers;
        other[i] = other[i] == 'x' ? 'y' : 'x';
        const Finished again = run.resume(other);
        BOOST_TEST(again.status == unusable, "byte " << i);
        BOOST_TEST(has(again.err, "it differs from what that run wrote"), again.err);
        BOOST_TEST((run.output() == other));
    }
    std::vector<std::string> lines = lines_of(run.answers);
    std::swap(lines[0], lines[2]);
    std::string swapped;
    for (const std::string& line : lines) swapped += line + '\n';
    BOOST_TEST(run.resume(swapped).status == unusable);
}

BOOST_AUTO_TEST_CASE(an_earlier_profile_that_has_changed_is_noticed) {
    Twice run(profile_lines(4));
    const std::string input = run.input;
    for (std::size_t i = 0; i < input.size(); i += 7) {
        if (input[i] == '\n') continue;
        run.input = input;
        run.input[i] = run.input[i] == '1' ? '2' : '1';
        if (run.input == input) continue;
        const Finished again = run.resume(run.answers);
        BOOST_TEST(again.status == unusable, "byte " << i);
        BOOST_TEST(has(again.err, "profiles that were answered have changed"), again.err);
    }
}

BOOST_AUTO_TEST_CASE(without_its_record_an_output_is_not_gone_on_with) {
    Twice run(profile_lines(4));
    fs::remove(run.rig.name_of("out.ndjson.resume"));
    const Finished again = run.resume(run.answers);
    BOOST_TEST(again.status == unusable);
    BOOST_TEST(has(again.err, "which tells what was written, is not there"), again.err);
}

BOOST_AUTO_TEST_CASE(a_record_that_was_not_written_to_its_end_serves_up_to_there) {
    Twice run(profile_lines(4) + "[]\n");
    const std::string record = run.rig.read("out.ndjson.resume");
    for (std::size_t cut = record.find("all\nvalues\n") + 11; cut <= record.size(); ++cut) {
        (void)run.rig.write("out.ndjson.resume", record.substr(0, cut));
        const Finished again = run.resume("");
        BOOST_TEST(again.status == found_problems, again.err);
        BOOST_TEST((run.output() == run.answers));
        BOOST_TEST((run.rig.read("out.ndjson.resume") == record));
    }
}

BOOST_AUTO_TEST_CASE(other_options_or_rules_are_refused) {
    const Twice run(profile_lines(4));
    const auto resumed = [&](const std::string& from, const std::string& to) {
        std::vector<std::string> again = run.command;
        for (std::string& each : again) {
            if (each == from) each = to;
        }
        again.emplace_back("--resume");
        return run_with(again, run.input);
    };
    BOOST_TEST(resumed("-", "-").status == done);
    BOOST_TEST(
        has(resumed("--only=verdict", "--no-values").err, "not written by the same command"));
    BOOST_TEST(resumed("2026-11-20", "2026-11-21").status == unusable);
    std::vector<std::string> with_notes = run.command;
    with_notes.insert(with_notes.end(), {"--resume", "--extra-facts", "note"});
    BOOST_TEST(has(run_with(with_notes, run.input).err, "not written by the same command"));
    const std::string other = run.rig.write("other.yaml", std::string(stream_rules) + "# other\n");
    BOOST_TEST(resumed(run.rig.rules, other).status == unusable);
    BOOST_TEST((run.output() == run.answers));
}

BOOST_AUTO_TEST_CASE(two_runs_do_not_write_to_one_file) {
    const Twice run(profile_lines(4));
    Output other(-1);
    BOOST_TEST(other.open_growing(run.rig.name_of("out.ndjson"), true) == "");
    const Finished again = run_with(run.command, run.input);
    BOOST_TEST(again.status == unusable);
    BOOST_TEST(has(again.err, "another run is writing to it"), again.err);
    BOOST_TEST((run.output() == run.answers));
}

BOOST_AUTO_TEST_CASE(another_day_is_noticed_though_the_last_profile_names_its_own) {
    Twice run(R"({"patient": "x", "as_of": null, "facts": {}})"
              "\n" +
              profile_lines(4));
    (void)run.rig.write("out.ndjson", run.answers.substr(0, run.answers.size() - 9));
    std::vector<std::string> again = run.command;
    for (std::string& each : again) {
        if (each == "2026-11-20") each = "2026-11-21";
    }
    again.emplace_back("--resume");
    BOOST_TEST(run_with(again, run.input).status == unusable);
    BOOST_TEST(run.resume(run.answers.substr(0, run.answers.size() - 9)).status == done);
    BOOST_TEST((run.output() == run.answers));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_resumed_is_refused) {
    const Rig rig("refused");
    const std::string stream = rig.write("s.ndjson", profile_lines(2));
    const std::string single = rig.write("p.json", profile_line(1));
    const std::string out = rig.name_of("out");
    const auto status = [](const std::vector<std::string>& arguments) {
        return run_with(arguments).status;
    };
    BOOST_TEST(status({"screen", rig.rules, stream, "--resume"}) == unusable);
    BOOST_TEST(status({"screen", rig.rules, single, "--output", out, "--resume"}) == unusable);
    BOOST_TEST(status({"screen", rig.rules, stream, "--output", "/dev/null", "--resume"}) ==
               unusable);
    BOOST_TEST(status({"screen", rig.rules, stream, "--output", stream}) == unusable);
    BOOST_TEST((rig.read("s.ndjson") == profile_lines(2)));
    BOOST_TEST(status({"screen", rig.rules, stream, "--output", rig.name_of("no/such/folder")}) ==
               unusable);
    BOOST_TEST(status({"screen", rig.rules, single, "--output", out}) == done);
    BOOST_TEST(has(rig.read("out"), "p1, "));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
