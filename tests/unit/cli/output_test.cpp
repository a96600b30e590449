#include "adapters/cli/output.hpp"

#include "adapters/cli/new_file.hpp"
#include "stream_rig.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <sys/stat.h>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(output)

namespace {

/// A command whose standard output is `place`.
Finished run_onto(const std::string& place, const std::vector<std::string>& arguments,
                  const std::string& input = {}) {
    const int descriptor = ::open(place.c_str(), O_WRONLY | O_CLOEXEC);
    BOOST_TEST_REQUIRE(descriptor >= 0);
    Output output(descriptor);
    OutputBuffer buffer(output);
    std::ostream out(&buffer);
    std::istringstream in(input);
    std::ostringstream err;
    std::vector<const char*> raw{"caveat"};
    for (const std::string& each : arguments) raw.push_back(each.c_str());
    Streams streams{in, out, err};
    streams.output = &output;
    Finished finished;
    finished.status = run(static_cast<int>(raw.size()), raw.data(), streams);
    finished.err = err.str();
    ::close(descriptor);
    return finished;
}

unsigned mode_of(const std::string& name) {
    constexpr unsigned permissions = 0777;
    struct stat status{};
    BOOST_TEST_REQUIRE(::stat(name.c_str(), &status) == 0);
    return status.st_mode & permissions;
}

/// The umask that lets most through, for the time of a test.
class OpenUmask {
  public:
    OpenUmask() : before_(::umask(0)) {}
    ~OpenUmask() { ::umask(before_); }
    OpenUmask(const OpenUmask&) = delete;
    OpenUmask& operator=(const OpenUmask&) = delete;

  private:
    mode_t before_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(no_command_ends_well_whose_output_is_lost) {
    const Rig rig("full");
    const std::string profile = rig.write("p.json", profile_line(2));
    const std::string stream = rig.write("s.ndjson", profile_lines(3));
    const std::string changed =
        rig.write("changed.yaml", std::string(stream_rules) + "  # a remark\n");
    const std::vector<std::vector<std::string>> commands{
        {"--version"},
        {"--help"},
        {"screen", rig.rules, profile},
        {"screen", rig.rules, profile, "--format", "json"},
        {"screen", rig.rules, stream},
        {"check", rig.rules},
        {"format", rig.rules, "--stdout"},
        {"format", rig.rules, "--check"},
        {"show", rig.rules},
        {"show", rig.rules, profile},
        {"show", rig.rules, "--csp"},
        {"show", rig.rules, "--format", "svg", "--of", "severe"},
        {"test", rig.rules},
        {"test", rig.rules, "--propose", "--as-of", "2026-11-20"},
        {"diff", rig.rules, changed},
        {"explain", rig.rules, "severe", profile},
        {"explain", rig.rules, "severe", profile, "--format", "json"},
        {"ask", rig.rules},
    };
    for (const std::vector<std::string>& command : commands) {
        const Finished finished = run_onto("/dev/full", command);
        const std::string name = command[0] + ' ' + command.back();
        // A file that needs no change says nothing when it is checked.
        if (command.back() == "--check" && finished.err.empty()) continue;
        BOOST_TEST(finished.status == unusable, name);
        BOOST_TEST(has(finished.err, "No space left on device"), name + ": " + finished.err);
    }
}

BOOST_AUTO_TEST_CASE(what_holds_answers_is_for_its_owner_alone) {
    const OpenUmask umask;
    const Rig rig("private");
    const std::string profile = rig.write("p.json", profile_line(2));
    const std::string stream = rig.write("s.ndjson", profile_lines(3));
    const auto made = [&](const std::string& name, std::vector<std::string> command,
                          const std::string& input = {}) {
        command.push_back(rig.name_of(name));
        run_with(command, input);
        BOOST_TEST(mode_of(rig.name_of(name)) == 0600U, name);
    };
    made("one.txt", {"screen", rig.rules, profile, "--output"});
    made("all.ndjson", {"screen", rig.rules, stream, "--output"});
    BOOST_TEST(mode_of(rig.name_of("all.ndjson.resume")) == 0600U);
    made("asked.json", {"ask", rig.rules, "--output"}, "yes\n");
    made("page.html", {"test", rig.rules, "--html"});
    made("shown.html", {"show", rig.rules, profile, "--output"});
    made("junit.xml", {"test", rig.rules, "--junit"});
    made("cases.yaml", {"test", rig.rules, "--propose", "--as-of", "2026-11-20", "--output"});
}

BOOST_AUTO_TEST_CASE(a_file_that_is_there_keeps_its_permissions_and_a_link_stays_one) {
    const Rig rig("kept");
    const std::string file = rig.write("real.txt", "old");
    fs::create_symlink(file, rig.name_of("link.txt"));
    ::chmod(file.c_str(), 0640);
    BOOST_TEST(write_file(rig.name_of("link.txt"), "new") == "");
    BOOST_TEST(rig.read("real.txt") == "new");
    BOOST_TEST(mode_of(file) == 0640U);
    BOOST_TEST(fs::is_symlink(rig.name_of("link.txt")));
    BOOST_TEST(replace_file("/dev/null", "x") == "it is no regular file");
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written_whole_is_left_as_it_was) {
    const Rig rig("whole");
    const std::string file = rig.write("out.txt", "old");
    {
        NewFile half;
        BOOST_TEST(half.begin(file) == "");
        BOOST_TEST(::write(half.descriptor(), "ne", 2) == 2);
    }
    BOOST_TEST(rig.read("out.txt") == "old");
    // Nothing of it is left behind.
    BOOST_TEST(std::distance(fs::directory_iterator(rig.name_of("")), {}) == 2);
    BOOST_TEST(has(write_file("/dev/full", "x"), "No space left on device"));
    BOOST_TEST(write_file(rig.name_of(""), "x") == "it is a folder");
}

BOOST_AUTO_TEST_CASE(a_file_that_another_run_writes_to_is_not_replaced) {
    const Rig rig("taken");
    const std::string place = rig.name_of("out.txt");
    NewFile begun_before;
    BOOST_TEST(begun_before.begin(place) == "");
    {
        Output other(-1);
        BOOST_TEST(other.open_growing(place, false) == "");
        BOOST_TEST(other.write("first\n"));
        BOOST_TEST(write_file(place, "whole") == "another run is writing to it");
        BOOST_TEST(begun_before.take_place() == "another run is writing to it");
    }
    BOOST_TEST(rig.read("out.txt") == "first\n");
    // Nor does one grow that is about to be replaced.
    NewFile whole;
    BOOST_TEST(whole.begin(place) == "");
    Output late(-1);
    BOOST_TEST(late.open_growing(place, true) == "another run is writing to it");
    BOOST_TEST(whole.take_place() == "");
}

BOOST_AUTO_TEST_CASE(an_input_is_never_written_over) {
    const Rig rig("over");
    const std::string stream = rig.write("s.ndjson", profile_lines(3));
    const int descriptor = ::open(stream.c_str(), O_RDONLY | O_CLOEXEC);
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Streams streams{in, out, err, descriptor};
    const std::vector<const char*> command{"caveat",   "screen", rig.rules.c_str(), "-",
                                           "--format", "ndjson", "--output",        stream.c_str()};
    BOOST_TEST(run(static_cast<int>(command.size()), command.data(), streams) == unusable);
    ::close(descriptor);
    BOOST_TEST(has(err.str(), "is read from; write to another file"), err.str());
    BOOST_TEST((rig.read("s.ndjson") == profile_lines(3)));
    // `caveat screen rules s.ndjson >> s.ndjson` would never end.
    const Finished onto_itself = run_onto(stream, {"screen", rig.rules, stream});
    BOOST_TEST(onto_itself.status == unusable);
    BOOST_TEST((rig.read("s.ndjson") == profile_lines(3)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
