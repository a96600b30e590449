// Python's values into JSON text. Entrance: FactsText::facts.

#include "adapters/python/facts_text.hpp"

#include <caveat/answer.hpp>
#include <caveat/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace nb = nanobind;

namespace caveat::python {

namespace {

/// A reader refuses what is deeper than 64; whatever refers to itself ends here.
constexpr std::size_t deepest = 70;

/// The pairs of a mapping as they are now: what is called in between may change it.
nb::object items_of(nb::handle mapping) {
    return nb::steal(PyMapping_Items(mapping.ptr()));
}

bool is_text(nb::handle value) {
    return PyUnicode_Check(value.ptr()) != 0;
}

/// Nothing where the text has half of a surrogate pair.
std::optional<std::string_view> utf8_of(nb::handle text) {
    Py_ssize_t size = 0;
    const char* const bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
    if (bytes == nullptr) {
        PyErr_Clear();
        return std::nullopt;
    }
    return std::string_view(bytes, static_cast<std::size_t>(size));
}

}  // namespace

bool FactsText::is_full() const {
    return text_.size() > ReadOptions{}.most_bytes;
}

void FactsText::facts(nb::handle mapping) {
    const nb::object items = items_of(mapping);
    if (!items.is_valid()) throw nb::python_error();
    text_ += '{';
    bool is_first = true;
    for (nb::handle item : items) {
        const nb::object key = item[0];
        if (!is_text(key)) {
            throw nb::type_error("facts are named by texts");
        }
        const std::optional<std::string_view> name = utf8_of(key);
        if (!name) throw nb::value_error("the name of a fact is no text in Unicode");
        if (is_full()) break;
        if (!is_first) text_ += ',';
        is_first = false;
        quoted(*name);
        text_ += ':';
        Where where{rules_.find_fact(*name), {}};
        if (!where.fact) unknown_.emplace_back(*name);
        answer(nb::object(item[1]), where);
    }
    text_ += '}';
}

void FactsText::member(std::string_view key, std::string_view text) {
    if (text_.back() != '{') text_ += ',';
    quoted(key);
    text_ += ':';
    quoted(text);
}

/// Of an answer that cannot be written nothing is: an empty object is as wrong for every fact.
void FactsText::answer(nb::handle value, const Where& where) {
    const std::size_t start = text_.size();
    const std::size_t told = wrong_.size();
    this->value(value, where);
    const bool is_wrong = std::any_of(
        wrong_.begin() + static_cast<std::ptrdiff_t>(told), wrong_.end(),
        [&](const Wrong& each) { return each.place.field.has_value() == !where.field.empty(); });
    if (!is_wrong) return;
    text_.resize(start);
    text_ += "{}";
}

void FactsText::value(nb::handle value, const Where& where) {
    if (is_full()) return;
    if (value.is_none() || where.depth > deepest) {
        text_ += "null";
    } else if (PyBool_Check(value.ptr()) != 0) {  // before numbers: True is an int
        text_ += value.ptr() == Py_True ? "true" : "false";
    } else if (PyLong_Check(value.ptr()) != 0) {
        integer(value, where);
    } else if (PyFloat_Check(value.ptr()) != 0) {
        floating(PyFloat_AsDouble(value.ptr()), where);
    } else if (is_text(value)) {
        if (const auto words = utf8_of(value)) return quoted(*words);
        not_to_be_read(Unreadable{"a text that is no Unicode"}, "a text that is no Unicode", where);
    } else if (PyList_Check(value.ptr()) != 0) {
        list(value, where);
    } else if (PyDict_Check(value.ptr()) != 0) {
        object(value, where);
    } else {
        simplified(value, where);
    }
}

void FactsText::integer(nb::handle value, const Where& where) {
    int overflow = 0;
    const long long number = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
    if (overflow != 0) return simplified(value, where);
    text_ += std::to_string(number);
}

/// In the digits that Python writes: the shortest that read back as the same number.
void FactsText::floating(double number, const Where& where) {
    if (!std::isfinite(number)) return not_to_be_read(number, "a number that is none", where);
    char* const digits = PyOS_double_to_string(number, 'r', 0, Py_DTSF_ADD_DOT_0, nullptr);
    if (digits == nullptr) throw nb::python_error();
    text_ += digits;
    PyMem_Free(digits);
}

bool FactsText::is_list_of_records(const Where& where) const {
    return where.fact && !where.record && where.within.empty() &&
           rules_.fact(*where.fact).kind == FactKind::records;
}

void FactsText::list(nb::handle list, const Where& where) {
    const bool is_of_records = is_list_of_records(where);
    Where inside = where;
    inside.depth = where.depth + 1;
    if (!is_of_records && inside.within.empty()) inside.within = "a list";
    text_ += '[';
    // Counted anew each time: what is called in between may change it.
    for (Py_ssize_t at = 0; at < PyList_Size(list.ptr()) && !is_full(); ++at) {
        if (at > 0) text_ += ',';
        if (is_of_records) inside.record = static_cast<std::uint32_t>(at);
        const nb::object each = nb::borrow(PyList_GetItem(list.ptr(), at));
        value(each, inside);
    }
    text_ += ']';
}

void FactsText::object(nb::handle mapping, const Where& where) {
    const bool is_record = where.record && where.field.empty() && where.within.empty();
    const bool has_records = is_list_of_records(where);
    const nb::object items = items_of(mapping);
    if (!items.is_valid()) throw nb::python_error();
    text_ += '{';
    bool is_first = true;
    for (nb::handle item : items) {
        if (is_full()) break;
        const nb::object key = item[0];
        const auto name = is_text(key) ? utf8_of(key) : std::nullopt;
        if (!name) {
            if (!is_first) text_ += ',';
            is_first = false;
            text_ += "\"\":";
            Where whole = where;
            whole.field = {};
            not_to_be_read(Unreadable{"an object with a key that is no text"},
                           "a key that is no text", whole);
            continue;
        }
        if (!is_first) text_ += ',';
        is_first = false;
        quoted(*name);
        text_ += ':';
        Where inside = where;
        inside.depth = where.depth + 1;
        if (is_record) {
            inside.field = *name;
        } else if (!(has_records && *name == "present") && inside.within.empty()) {
            inside.within = "an object";
        }
        is_record ? answer(nb::object(item[1]), inside) : value(nb::object(item[1]), inside);
    }
    text_ += '}';
}

/// `simplify` makes `(kind, value)` of a value: `is` and one of the plain types, `digits` of a
/// number, `number` that is none, or `wrong` and what it is.
void FactsText::simplified(nb::handle value, const Where& where) {
    const nb::object simple = nb::module_::import_("caveat._answers").attr("simplify")(value);
    const std::string kind = nb::cast<std::string>(simple[0]);
    const nb::object what = simple[1];
    if (kind == "is") {
        Where inside = where;
        inside.depth = where.depth + 1;
        return this->value(what, inside);
    }
    std::string words = nb::cast<std::string>(what);
    if (kind == "digits") {
        text_ += words;
    } else if (kind == "number") {
        not_to_be_read(NumberText{std::move(words)}, "a number that is none", where);
    } else {
        not_to_be_read(Unreadable{words}, words, where);
    }
}

/// The first of them at a place is told.
void FactsText::not_to_be_read(Answer answer, std::string_view what, const Where& where) {
    text_ += "null";
    if (!where.fact) return;
    Place place(*where.fact);
    const bool is_in_field = where.record && !where.field.empty();
    if (is_in_field) {
        const std::string path = rules_.path(Place(*where.fact, *where.record)) + '.';
        const auto field = rules_.find_place(path + std::string(where.field));
        if (!field) return;  // that there is no such field is told
        place = *field;
    }
    const bool is_told = std::any_of(wrong_.begin(), wrong_.end(),
                                     [&](const Wrong& each) { return each.place == place; });
    if (is_told) return;
    // Of a list or an object one part is enough, and so is one record that is none.
    if (!where.within.empty() || (where.record && !is_in_field)) {
        const std::string_view whole = where.within.empty() ? "a list" : where.within;
        answer = Unreadable{std::string(whole) + " with " + std::string(what)};
    }
    wrong_.push_back({place, std::move(answer)});
}

void FactsText::quoted(std::string_view words) {
    constexpr unsigned char first_printable = 0x20;
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr unsigned half = 4;
    constexpr unsigned low = 0xF;
    text_ += '"';
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            text_ += '\\';
            text_ += c;
        } else if (byte < first_printable) {
            text_ += "\\u00";
            text_ += digits[byte >> half];
            text_ += digits[byte & low];
        } else {
            text_ += c;
        }
    }
    text_ += '"';
}

}  // namespace caveat::python
