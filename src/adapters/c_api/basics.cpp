// What belongs to no handle. Entrances: caveat_string_free, caveat_version, caveat_status_text.

#include <caveat/caveat.h>

#include <cstdlib>

void caveat_string_free(char* text) noexcept {
    std::free(text);
}

const char* caveat_version(void) noexcept {
    return CAVEAT_VERSION_STRING;
}

const char* caveat_status_text(caveat_status status) noexcept {
    switch (status) {
        case CAVEAT_OK:
            return "done";
        case CAVEAT_BAD_RULES:
            return "the rule file has errors";
        case CAVEAT_BAD_ARGUMENT:
            return "an argument is missing or has no meaning";
        case CAVEAT_OUT_OF_MEMORY:
            return "out of memory";
        case CAVEAT_INTERNAL_ERROR:
            return "a mistake inside the library";
        case CAVEAT_BAD_SCHEMA:
            return "the schema cannot be used";
        case CAVEAT_BAD_DATA:
            return "the batch is built wrongly";
        case CAVEAT_STREAM_FAILED:
            return "the stream gave no schema";
        case CAVEAT_CANCELLED:
            return "it was called off";
        case CAVEAT_NOT_FOUND:
            return "there is no such thing";
        default:
            return "no status of this library";
    }
}
