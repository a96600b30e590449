// What a check says of one file, as one line of JSON. Entrance: write_json.

#include <caveat/authoring/check.hpp>
#include <caveat/keys.hpp>

#include "text/escapes.hpp"
#include "text/line_table.hpp"

#include <algorithm>

namespace caveat::authoring {

namespace {

using text::in_json;

class FileWriter {
  public:
    explicit FileWriter(const CheckedFile& file) : file_(file), lines_(file.source.text) {}

    std::string write() {
        out_ = R"({"schema":"caveat/check/1","file":)" + in_json(file_.name) + ",\"rule_set\":";
        if (!file_.rules) {
            out_ += "null";
        } else {
            out_ += "{\"id\":" + in_json(file_.rules->id()) +
                    ",\"version\":" + in_json(file_.rules->version()) +
                    ",\"sha256\":" + in_json(file_.rules->sha256()) +
                    ",\"rules\":" + std::to_string(file_.rules->rule_count()) +
                    ",\"facts\":" + std::to_string(file_.rules->fact_count()) + "}";
        }
        const auto errors =
            std::count_if(file_.diagnostics.begin(), file_.diagnostics.end(),
                          [](const Diagnostic& each) { return each.severity == Severity::error; });
        out_ += ",\"errors\":" + std::to_string(errors) +
                ",\"findings\":" + std::to_string(file_.checked.findings.size()) +
                ",\"not_decided\":" + std::to_string(file_.checked.undecided.size()) +
                ",\"diagnostics\":[";
        for (const Diagnostic& each : file_.diagnostics) one(each, {});
        for (const Finding& each : file_.checked.findings) {
            one(each.diagnostic, each.patients);
        }
        for (const Undecided& each : file_.checked.undecided) {
            one(diagnostic_of(each), {});
        }
        out_ += "]}\n";
        return std::move(out_);
    }

  private:
    void separate() {
        if (out_.back() != '[') out_ += ',';
    }

    void place(Span span) {
        const auto end = [&](const char* name, std::uint32_t byte) {
            const text::Position at = lines_.position(byte);
            out_ += std::string(",\"") + name + "\":{\"byte\":" + std::to_string(byte) +
                    ",\"line\":" + std::to_string(at.line) +
                    ",\"column\":" + std::to_string(at.column) + "}";
        };
        end("begin", span.begin);
        end("end", span.end);
    }

    void one(const Diagnostic& said, const std::vector<Witness>& patients) {
        separate();
        out_ += "{\"severity\":" + in_json(key(said.severity)) + ",\"code\":" + in_json(said.code) +
                ",\"message\":" + in_json(said.message) +
                ",\"help\":" + (said.help.empty() ? "null" : in_json(said.help));
        if (!said.path.empty()) out_ += ",\"path\":" + in_json(said.path);
        if (said.path.empty()) place(said.span);
        out_ += ",\"labels\":[";
        for (const Label& each : said.labels) {
            separate();
            out_ += "{\"text\":" + in_json(each.text);
            place(each.span);
            out_ += '}';
        }
        out_ += "],\"arguments\":{";
        for (const Argument& each : said.arguments) {
            if (&each != said.arguments.data()) out_ += ',';
            out_ += in_json(each.name) + ":" + in_json(each.value);
        }
        out_ += "},\"fixes\":[";
        for (const Fix& each : said.fixes) fix(each);
        out_ += "],\"patients\":[";
        for (const Witness& each : patients) {
            separate();
            out_ += "{\"shows\":" + in_json(each.shows) + ",\"profile\":" + each.profile + "}";
        }
        out_ += "]}";
    }

    void fix(const Fix& fix) {
        separate();
        out_ += "{\"title\":" + in_json(fix.title) + ",\"edits\":[";
        for (const Edit& each : fix.edits) {
            separate();
            out_ += "{\"text\":" + in_json(each.text);
            place(each.span);
            out_ += '}';
        }
        out_ += "]}";
    }

    const CheckedFile& file_;
    text::LineTable lines_;
    std::string out_;
};

}  // namespace

std::string write_json(const CheckedFile& file) {
    return FileWriter(file).write();
}

}  // namespace caveat::authoring
