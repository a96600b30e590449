#pragma once

// Writes resources as JSON. FHIR has no empty texts: what is empty is left out.

#include "adapters/json/json_writer.hpp"
#include "mapping/code_table.hpp"

#include <string>
#include <string_view>

namespace caveat::fhir {

class ResourceWriter : public json::JsonWriter {
  public:
    explicit ResourceWriter(bool is_pretty = true) : JsonWriter(is_pretty) {}

    /// A member, or nothing for an empty text.
    void member(std::string_view name, std::string_view words) {
        if (words.empty()) return;
        key(name);
        text(words);
    }
    void truth(std::string_view name, bool value) {
        key(name);
        boolean(value);
    }
    void list_member(std::string_view name) {
        key(name);
        begin_list();
    }
    void object_member(std::string_view name) {
        key(name);
        begin_object();
    }
    /// `{"coding": [{…}]}`
    void concept_of(std::string_view name, const mapping::Coding& one) {
        object_member(name);
        list_member("coding");
        coding(one);
        end_list();
        end_object();
    }
    void coding(const mapping::Coding& coding, bool with_display = true) {
        begin_object(true);
        member("system", coding.system);
        member("code", coding.code);
        if (with_display) member("display", coding.display);
        end_object();
    }
};

/// A name as computers like it: a capital letter, then letters and digits.
inline std::string computer_name(std::string_view type, std::string_view id) {
    std::string name(type);
    name += '_';
    for (const char c : id) name += c == '-' || c == '.' ? '_' : c;
    return name;
}

/// The extensions of an element, of those that are FHIR's own; the list is there where one is.
class Extensions {
  public:
    explicit Extensions(ResourceWriter& out) : out_(out) {}
    ~Extensions() {
        if (is_open_) out_.end_list();
    }
    Extensions(const Extensions&) = delete;
    Extensions& operator=(const Extensions&) = delete;

    void text(std::string_view name, std::string_view key, std::string_view value) {
        begin(name, key);
        out_.text(value);
        out_.end_object();
    }
    void number(std::string_view name, std::string_view key, std::string_view digits) {
        begin(name, key);
        out_.number(digits);
        out_.end_object();
    }
    void boolean(std::string_view name, bool value) {
        begin(name, "valueBoolean");
        out_.boolean(value);
        out_.end_object();
    }
    /// How a renderer should show the question.
    void control(std::string_view code) {
        begin("questionnaire-itemControl", "valueCodeableConcept");
        out_.begin_object();
        out_.key("coding");
        out_.begin_list();
        out_.coding({"http://hl7.org/fhir/questionnaire-item-control", std::string(code), {}});
        out_.end_list();
        out_.end_object();
        out_.end_object();
    }
    /// code  empty where UCUM has none: then people read it alone
    void unit(std::string_view code, std::string_view words) {
        begin("questionnaire-unit", "valueCoding");
        const std::string_view system = code.empty() ? "" : "http://unitsofmeasure.org";
        out_.coding({std::string(system), std::string(code), std::string(words)});
        out_.end_object();
    }

  private:
    void begin(std::string_view name, std::string_view key) {
        if (!is_open_) {
            out_.key("extension");
            out_.begin_list();
            is_open_ = true;
        }
        out_.begin_object();
        out_.member("url", "http://hl7.org/fhir/StructureDefinition/" + std::string(name));
        out_.key(key);
    }

    ResourceWriter& out_;
    bool is_open_ = false;
};

}  // namespace caveat::fhir
