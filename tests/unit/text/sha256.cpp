#include "text/sha256.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using caveat::text::sha256_hex;

BOOST_AUTO_TEST_SUITE(sha256)

// Source: NIST, "Examples with intermediate values" for FIPS 180-4, and the short message vectors
// of the Secure Hash Algorithm Validation System (SHA256ShortMsg).
BOOST_AUTO_TEST_CASE(the_vectors_of_nist_come_out) {
    BOOST_TEST(sha256_hex("") ==
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(sha256_hex("abc") ==
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    BOOST_TEST(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    BOOST_TEST(sha256_hex("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                          "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu") ==
               "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    BOOST_TEST(sha256_hex(std::string(1000000, 'a')) ==
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    BOOST_TEST(sha256_hex("\xD3") ==
               "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
    BOOST_TEST(sha256_hex("\x11\xAF") ==
               "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98");
}

// The padding changes at these lengths; the digests are those of coreutils' sha256sum.
BOOST_AUTO_TEST_CASE(every_length_around_a_block_is_padded_well) {
    BOOST_TEST(sha256_hex(std::string(55, 'a')) ==
               "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    BOOST_TEST(sha256_hex(std::string(56, 'a')) ==
               "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    BOOST_TEST(sha256_hex(std::string(63, 'a')) ==
               "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
    BOOST_TEST(sha256_hex(std::string(64, 'a')) ==
               "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
    BOOST_TEST(sha256_hex(std::string(65, 'a')) ==
               "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0");
}

BOOST_AUTO_TEST_SUITE_END()
