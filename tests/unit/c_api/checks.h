#ifndef CHECKS_H
#define CHECKS_H

/* The C interface as its users see it: this header and the tests are C99 and C++17 alike, and are
   compiled as both. Each test is a function that counts what does not hold. */

#include <caveat/caveat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Counts and shows what does not hold; gives it back. */
int check_holds(int holds, const char *what, const char *file, int line);
/* The same for two texts. */
int check_same(const char *found, const char *expected, const char *file, int line);

#define CHECK(what) check_holds((what) ? 1 : 0, #what, __FILE__, __LINE__)
#define CHECK_TEXT(found, expected) check_same((found), (expected), __FILE__, __LINE__)
/* Where going on makes no sense. */
#define REQUIRE(what) \
    do { \
        if (!CHECK(what)) exit(1); \
    } while (0)

/* A struct of the interface, empty but for its size. */
#define FRESH(type, name) \
    type name; \
    memset(&name, 0, sizeof name); \
    name.size = sizeof name

/* A rule file with one of everything. */
extern const char small_rules[];

/* Loads a text that must load; to be freed. */
caveat_rules *load(const char *text);
/* The place of a path that must be there. */
caveat_place place_of(const caveat_rules *rules, const char *path);
/* Whether the whole of `text` contains `part`. */
int contains(const char *text, const char *part);
/* A profile that answers everything, `facts` being the members of its object; to be freed. */
caveat_profile *read_profile(const caveat_rules *rules, const char *facts);
/* Its report; to be freed. */
char *report_of(caveat_profile *profile, const caveat_screen_options *options);

void test_rules(void);
void test_diagnostics(void);
void test_answers(void);
void test_records(void);
void test_screening(void);
void test_explaining(void);
void test_options(void);
void test_replay(void);
void test_store(void);
void test_arrow(void);
void test_null_of_arrow(void);
void test_null_of_rules(void);
void test_null_of_profiles(void);
void test_null_of_screenings(void);
void test_null_of_stores(void);
void test_sizes_out(void);
void test_sizes_in(void);
void test_beyond_the_end(void);
void test_bad_texts(void);
void test_long_texts(void);
void test_any_order(void);
void test_threads(void);

#endif
