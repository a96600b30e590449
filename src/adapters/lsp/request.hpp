#pragma once

// One message of the client, answered.

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"
#include "adapters/lsp/server.hpp"
#include "adapters/lsp/shapes.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::lsp {

class Request {
  public:
    Request(Server& server, const json::JsonTree& message);

    void answer();

  private:
    using Node = json::Node;
    using Write = std::function<void(json::JsonWriter&)>;

    // what was asked
    [[nodiscard]] const Node* of(const Node* object, std::string_view key) const;
    [[nodiscard]] std::string text(const Node* node) const;
    [[nodiscard]] std::optional<std::uint32_t> number(const Node* node) const;
    [[nodiscard]] std::size_t byte_at(const OpenFile& file, const Node* position) const;
    [[nodiscard]] std::string uri() const;
    [[nodiscard]] std::size_t here() const;

    // what is answered
    void reply(const Write& result);
    void reply_null();
    void fail(int code, std::string_view message);
    void write_location(json::JsonWriter& json, const editing::FilePlace& place) const;
    void write_symbols(json::JsonWriter& json, const std::vector<editing::Symbol>& all) const;

    // lifecycle.cpp
    void initialise();
    void shut_down();
    void leave();
    void did_open();
    void did_change();
    void did_close();
    void did_save();
    void files_changed();

    // request.cpp
    void hover();
    void definition();
    void references();
    void highlight();
    void completion();
    void resolve();
    void prepare_rename();
    void rename();
    void formatting();
    void symbols();
    void folding();
    void lenses();
    void colours();
    void actions();

    Server& server_;
    const json::JsonTree& message_;
    const Node* params_ = nullptr;
    std::string id_;  ///< as JSON; empty of a notification
    const OpenFile* file_ = nullptr;
};

}  // namespace caveat::lsp
