#pragma once

// The language server: messages in, messages out, over the same workspace that the workbench has.
// It reads no clock and no stream, and starts no thread; whoever runs it does.

#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include "adapters/lsp/frames.hpp"
#include "editing/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::json {
struct Node;
class JsonTree;
class JsonWriter;
}  // namespace caveat::json

namespace caveat::lsp {

using editing::OpenFile;

/// What a server needs of its surroundings.
struct Surroundings {
    /// Takes frames for the client.
    std::function<void(std::string_view frame)> send;
    /// The day for which `review by` is looked at.
    std::function<Date()> today;
    /// The bytes of a file; nothing where there is none.
    std::function<std::optional<std::string>(const std::string& path)> read_file;
    /// Told of rules that load and were saved, for whoever asks a solver about them; may be empty.
    std::function<void(const std::string& uri, std::int64_t version, const std::string& text)>
        saved;
};

class Server {
  public:
    explicit Server(Surroundings surroundings, const Limits& limits = {});

    /// Bytes from the client, as they come.
    void receive(std::string_view bytes);
    /// Answers one message; false when none waits.
    bool work();
    /// What a solver has found out about a version of a file: `caveat/check/1`. Shown as hints,
    /// unless the file has changed since.
    void found(const std::string& uri, std::int64_t version, std::string_view check_json);

    /// Nothing: go on. Else the status to end with: 0 after `shutdown`, 1 without.
    [[nodiscard]] std::optional<int> exit_status() const { return exit_status_; }

  private:
    friend class Request;

    void send(std::string_view body);
    void answer(const std::string& body);
    void publish(const std::string& uri);
    /// Those of a solver where it has looked at the text as it stands.
    [[nodiscard]] std::vector<Diagnostic> findings_of(const OpenFile& file) const;
    void publish_waiting();
    void open(const std::string& uri, std::int64_t version, std::string text);
    /// Editors hand over any YAML file: one is about rules that says `caveat:` at the beginning of
    /// a line, is named `NAME.cases.yaml`, or that the client calls so.
    [[nodiscard]] bool is_about_rules(const OpenFile& file) const;
    void read_companion(const std::string& uri);
    void say(std::string_view message);

    Surroundings surroundings_;
    editing::Workspace workspace_;
    FrameReader frames_;
    std::deque<std::string> waiting_;
    std::set<std::string> cancelled_;      ///< ids, as JSON
    std::set<std::string> to_publish_;     ///< changed since they were last published
    std::set<std::string> called_caveat_;  ///< by the client, as their language, or by their text
    std::set<std::string> open_;           ///< by the client; others were read from the disk
    std::set<std::string>
        unreadable_;  ///< files beside an open one that are no UTF-8, or too large
    std::map<std::string, std::vector<Diagnostic>> hints_;  ///< of a solver, by file
    std::map<std::string, std::vector<Diagnostic>> broken_bytes_;
    editing::Units units_ = editing::Units::utf16;
    std::string reference_;  ///< where the client has the reference of the language; may be empty
    bool is_initialised_ = false;
    bool is_shut_down_ = false;
    std::optional<int> exit_status_;
};

/// The path of a `file:` URI; empty for any other.
std::string path_of(std::string_view uri);

}  // namespace caveat::lsp
