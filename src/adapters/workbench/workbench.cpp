// Requests of the workbench, each answered by the group that knows its call. Entrance:
// Workbench::call.

#include "adapters/workbench/workbench.hpp"

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"
#include "adapters/workbench/request.hpp"

#include <exception>
#include <new>

namespace caveat::workbench {

namespace {

using json::JsonWriter;

constexpr std::size_t most_request_bytes = 64U * 1024U * 1024U;

std::string refused(const editing::Problem& problem) {
    JsonWriter json(false);
    json.begin_object();
    json.plain_key("v");
    json.number("0");
    json.plain_key("problem");
    json.begin_object();
    json.plain_key("code");
    json.text(problem.code);
    json.plain_key("message");
    json.text(problem.message);
    json.end_object();
    json.end_object();
    return json.take();
}

}  // namespace

std::string Workbench::call(std::string_view request) {
    json::TreeLimits limits;
    limits.bytes = most_request_bytes;
    limits.what = "request";
    json::JsonTree tree;
    if (const auto problem = tree.read(request, limits)) {
        return refused({problem->code, problem->message});
    }
    if (tree.root().kind != json::NodeKind::object) {
        return refused({"wrong-form", "a request is an object with a `call`"});
    }
    try {
        JsonWriter json(false);
        Request asked(workspace_, memory_, tree, json);
        const bool is_known =
            answer_about_file(asked) || answer_about_patient(asked) || answer_about_cases(asked);
        if (!is_known) {
            asked.refuse({"unknown-call", "there is no call `" + asked.name() + "`"});
        }
        return json.take();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& unexpected) {
        return refused({"internal", unexpected.what()});
    }
}

}  // namespace caveat::workbench
