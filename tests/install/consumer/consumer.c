/* The C interface against the installed header. */

#include <caveat/caveat.h>
#include <caveat/version.hpp>

#include <stdio.h>

int main(void) {
    printf("caveat %s from C\n", CAVEAT_VERSION_STRING);
    return 0;
}
