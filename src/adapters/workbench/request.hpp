#pragma once

// One request, and what its answer is made of. Calls are classes over this one, a group each: the
// text of a file (`answer_about_file`), one patient (`answer_about_patient`), and many
// (`answer_about_cases`).

#include <caveat/authoring/propose.hpp>
#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"
#include "editing/comparing.hpp"
#include "editing/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::workbench {

/// How the rules ended when somebody was last screened, by the ids of the rules.
using Ended = std::map<std::string, Status, std::less<>>;
/// By the uri of the rule file.
using LastScreened = std::map<std::string, Ended, std::less<>>;

/// A search that goes on in slices, and the texts that it is about.
template <class Search>
struct Going {
    std::unique_ptr<Search> search;
    std::int64_t token = 0;
    std::vector<std::pair<std::string, std::int64_t>> files;  ///< by uri, with their versions
};

/// What a workbench keeps from one request to the next, beside the files.
struct Memory {
    LastScreened last_screened;
    std::int64_t last_token = 0;
    Going<authoring::Proposing> proposing;
    Going<editing::Comparing> comparing;
};

/// The whole number that a value is; nothing for any other.
std::optional<std::int64_t> whole(const json::Node* node);

class Request {
  public:
    Request(editing::Workspace& workspace, Memory& memory, const json::JsonTree& tree,
            json::JsonWriter& json);

    /// Answers that there is none.
    void refuse(const editing::Problem& problem);
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& uri() const { return uri_; }
    /// Whether the file is open; refuses otherwise.
    bool has_file();

  protected:
    // --- what was asked -------------------------------------------------------------

    [[nodiscard]] const json::JsonTree& tree() const { return tree_; }
    [[nodiscard]] const json::Node* member(std::string_view key) const;
    /// Empty where it is no text.
    [[nodiscard]] std::string text(std::string_view key) const;
    /// A place of the file in bytes; the end of the text where it is beyond it or none was named.
    [[nodiscard]] std::size_t place(const json::Node* node) const;
    [[nodiscard]] std::size_t at() const { return place(member("at")); }
    [[nodiscard]] editing::Workspace& workspace() const { return workspace_; }
    [[nodiscard]] Memory& memory() const { return memory_; }
    [[nodiscard]] const editing::OpenFile& file() const { return *file_; }
    /// The file again, once its text has changed.
    void look_again() { file_ = workspace_.find(uri_); }

    /// The file of the rules that a request is about, which may name that of their cases; null, and
    /// refused, where none is open or none has loaded yet.
    const editing::OpenFile* rule_file();
    /// `as_of`; nothing, and refused, where it is no day. `is_needed`: or is missing.
    bool read_day(std::optional<Date>& day, bool is_needed);
    /// `profile` (an object, or the text of one), `as_of` and `respondents`, screened; false, and
    /// refused, where one of the others makes no sense.
    ///
    /// usual  who can answer where nobody is named
    bool screen_patient(const RuleSet& rules, Screening& screening, Respondents usual = {});

    // --- what is answered -----------------------------------------------------------

    [[nodiscard]] json::JsonWriter& json() const { return json_; }
    /// Begins the answer: one value follows, and `done`.
    json::JsonWriter& ok();
    void done() { json_.end_object(); }
    /// The answer that there is nothing.
    void none();
    void member_text(std::string_view key, std::string_view words);
    void member_count(std::string_view key, std::uint64_t count);
    void member_boolean(std::string_view key, bool value);
    /// JSON that was made elsewhere, on one line.
    void member_json(std::string_view key, std::string_view written);
    /// Of which version of the rules an answer is, and whether that is the text as it stands.
    void member_rules(const editing::OpenFile& rules);
    void write(const editing::FilePlace& place);
    void write(const std::vector<editing::FileEdits>& all);

  private:
    void begin();

    editing::Workspace& workspace_;
    Memory& memory_;
    const json::JsonTree& tree_;
    json::JsonWriter& json_;
    std::string name_;
    std::string uri_;
    const editing::OpenFile* file_ = nullptr;
};

/// Each answers a call of its group; false for any other.
///@{
bool answer_about_file(const Request& request);
bool answer_about_patient(const Request& request);
bool answer_about_cases(const Request& request);
///@}

/// A call of the group `Calls`.
template <class Calls>
struct KnownCall {
    std::string_view name;
    void (Calls::*make)();
    bool needs_file = true;
};

/// Makes the call that a request names, if a table has it.
template <class Calls, std::size_t count>
bool make_call(const Request& request, const KnownCall<Calls> (&known)[count]) {
    for (const KnownCall<Calls>& each : known) {
        if (each.name != request.name()) continue;
        Calls calls(request);
        if (!each.needs_file || calls.has_file()) (calls.*each.make)();
        return true;
    }
    return false;
}

}  // namespace caveat::workbench
