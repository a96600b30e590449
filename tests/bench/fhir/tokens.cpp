// Tokens for a load: each is good once, so a load needs many.
//
//   bench_tokens COUNT AUDIENCE KEYS     one ES384 token a line; KEYS becomes the public key

#include <cjose/cjose.h>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "usage: %s COUNT AUDIENCE KEYS\n", words[0]);
        return 2;
    }
    const auto release = [](cjose_jwk_t* key) { cjose_jwk_release(key); };
    const std::unique_ptr<cjose_jwk_t, decltype(release)> key(
        cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), release);
    const std::string name = "load";
    if (!key || !cjose_jwk_set_kid(key.get(), name.data(), name.size(), nullptr)) return 1;
    char* const written = cjose_jwk_to_json(key.get(), false, nullptr);
    std::ofstream(words[3]) << "{\"keys\":[" << written << "]}\n";
    std::free(written);

    cjose_header_t* const header = cjose_header_new(nullptr);
    cjose_header_set(header, "alg", "ES384", nullptr);
    cjose_header_set(header, "typ", "JWT", nullptr);
    cjose_header_set(header, "kid", name.c_str(), nullptr);
    const auto now = static_cast<long long>(std::time(nullptr));
    for (int i = 0; i < std::atoi(words[1]); ++i) {
        const std::string claims = R"({"iss":"https://ehr.example","aud":")" +
                                   std::string(words[2]) + R"(","iat":)" + std::to_string(now) +
                                   R"(,"exp":)" + std::to_string(now + 3500) + R"(,"jti":")" +
                                   std::to_string(i) + "\"}";
        cjose_jws_t* const token =
            cjose_jws_sign(key.get(), header, reinterpret_cast<const std::uint8_t*>(claims.data()),
                           claims.size(), nullptr);
        const char* text = nullptr;
        if (token == nullptr || !cjose_jws_export(token, &text, nullptr)) return 1;
        std::puts(text);
        cjose_jws_release(token);
    }
    cjose_header_release(header);
}
