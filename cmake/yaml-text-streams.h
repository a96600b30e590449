#pragma once

// Texts in place of the streams by which yaml-cpp reads its input and writes its messages: where it is
// built from sources (see dependencies-from-source.cmake). Of streams, these have what it uses and no
// more: what a later version uses besides does not compile.

#include <charconv>
#include <cstddef>
#include <ios>
#include <ostream>
#include <string>
#include <string_view>

namespace YAML {

/// Reads a text that outlives it: `std::istream`, and its `std::streambuf`.
class TextInput {
  public:
    using traits_type = std::char_traits<char>;
    using int_type = traits_type::int_type;

    explicit TextInput(std::string_view text) : rest_(text) {}

    bool good() const { return state_ == std::ios_base::goodbit; }
    explicit operator bool() const { return (state_ & std::ios_base::failbit) == 0; }
    void setstate(std::ios_base::iostate more) { state_ |= more; }
    void clear() { state_ = std::ios_base::goodbit; }

    int_type peek() {
        if (rest_.empty()) setstate(std::ios_base::eofbit);
        return rest_.empty() ? traits_type::eof() : traits_type::to_int_type(rest_.front());
    }
    int_type get() {
        const int_type next = peek();
        if (rest_.empty()) {
            setstate(std::ios_base::failbit);
        } else {
            rest_.remove_prefix(1);
        }
        return next;
    }
    /// Of a character that was read last.
    void putback(char) { rest_ = {rest_.data() - 1, rest_.size() + 1}; }

    TextInput* rdbuf() { return this; }
    std::streamsize sgetn(char* to, std::streamsize most) {
        const std::size_t count = rest_.copy(to, static_cast<std::size_t>(most));
        rest_.remove_prefix(count);
        return static_cast<std::streamsize>(count);
    }

    TextInput& operator>>(int& number) {
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
        if (error != std::errc{}) setstate(std::ios_base::failbit);
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return *this;
    }

  private:
    std::string_view rest_;
    std::ios_base::iostate state_ = std::ios_base::goodbit;
};

/// Writes a message: `std::stringstream`.
class TextOutput {
  public:
    TextOutput& operator<<(std::string_view text) {
        text_ += text;
        return *this;
    }
    TextOutput& operator<<(int number) { return *this << std::to_string(number); }
    TextOutput& operator<<(unsigned number) { return *this << std::to_string(number); }

    std::string str() const { return text_; }

  private:
    std::string text_;
};

}  // namespace YAML
