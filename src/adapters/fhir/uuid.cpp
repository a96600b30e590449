#include "adapters/fhir/uuid.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace caveat::fhir {

namespace {

using Digest = std::array<std::uint32_t, 5>;

std::uint32_t word_at(const std::vector<std::uint8_t>& bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24U | std::uint32_t{bytes[at + 1]} << 16U |
           std::uint32_t{bytes[at + 2]} << 8U | std::uint32_t{bytes[at + 3]};
}

void add_block(Digest& digest, const std::vector<std::uint8_t>& bytes, std::size_t at) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < 16; ++i) words[i] = word_at(bytes, at + 4 * i);
    for (std::size_t i = 16; i < 80; ++i) {
        words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
    auto [a, b, c, d, e] = digest;
    for (std::size_t i = 0; i < 80; ++i) {
        std::uint32_t mixed = 0;
        if (i < 20) {
            mixed = ((b & c) | (~b & d)) + 0x5a82'7999U;
        } else if (i < 40) {
            mixed = (b ^ c ^ d) + 0x6ed9'eba1U;
        } else if (i < 60) {
            mixed = ((b & c) | (b & d) | (c & d)) + 0x8f1b'bcdcU;
        } else {
            mixed = (b ^ c ^ d) + 0xca62'c1d6U;
        }
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    digest = {digest[0] + a, digest[1] + b, digest[2] + c, digest[3] + d, digest[4] + e};
}

/// SHA-1 (FIPS 180-4), which version 5 is made of. It protects nothing here.
Digest sha1(std::vector<std::uint8_t> bytes) {
    const std::uint64_t bits = std::uint64_t{bytes.size()} * 8U;
    bytes.push_back(0x80);
    while (bytes.size() % 64 != 56) bytes.push_back(0);
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        bytes.push_back(static_cast<std::uint8_t>(bits >> (shift - 8)));
    }
    Digest digest{0x6745'2301U, 0xefcd'ab89U, 0x98ba'dcfeU, 0x1032'5476U, 0xc3d2'e1f0U};
    for (std::size_t at = 0; at < bytes.size(); at += 64) add_block(digest, bytes, at);
    return digest;
}

/// Made once, at random.
constexpr std::array<std::uint8_t, 16> own_namespace{
    0x6b, 0x1d, 0x52, 0x0c, 0x9f, 0x3a, 0x4e, 0x7b, 0x8c, 0x21, 0x5d, 0x94, 0xe0, 0x77, 0x1a, 0xc3};

}  // namespace

std::string uuid_of(std::string_view name) {
    std::vector<std::uint8_t> bytes(own_namespace.begin(), own_namespace.end());
    bytes.insert(bytes.end(), name.begin(), name.end());
    const Digest digest = sha1(std::move(bytes));
    std::string uuid;
    for (std::size_t i = 0; i < 16; ++i) {
        auto byte = static_cast<std::uint8_t>(digest[i / 4] >> (24U - 8U * (i % 4)));
        if (i == 6) byte = static_cast<std::uint8_t>((byte & 0x0fU) | 0x50U);
        if (i == 8) byte = static_cast<std::uint8_t>((byte & 0x3fU) | 0x80U);
        if (i == 4 || i == 6 || i == 8 || i == 10) uuid += '-';
        constexpr std::string_view digits = "0123456789abcdef";
        uuid += digits[byte >> 4U];
        uuid += digits[byte & 0x0fU];
    }
    return uuid;
}

}  // namespace caveat::fhir
