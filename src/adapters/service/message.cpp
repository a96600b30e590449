#include "adapters/service/message.hpp"

#include "adapters/json/json_writer.hpp"

namespace caveat::service {

Response refusal(unsigned status, std::string_view code, std::string_view path,
                 std::string_view message) {
    json::JsonWriter out(false);
    out.begin_object();
    out.key("resourceType");
    out.text("OperationOutcome");
    out.key("issue");
    out.begin_list();
    out.begin_object();
    out.key("severity");
    out.text("error");
    out.key("code");
    out.text(code);
    out.key("diagnostics");
    out.text(message);
    if (!path.empty()) {
        out.key("expression");
        out.begin_list();
        out.text(path);
        out.end_list();
    }
    out.end_object();
    out.end_list();
    out.end_object();
    return {status, "application/fhir+json", out.take() + "\n"};
}

}  // namespace caveat::service
