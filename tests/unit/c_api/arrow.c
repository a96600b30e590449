/* Record batches in and out, built by hand as any program in C may. */

#include "checks.h"

#include <errno.h>

/* Three patients: whether they have fever, and how strong the pain is; the last was not asked. */
static int released;
static void release_schema(struct ArrowSchema *schema) {
    ++released;
    schema->release = NULL;
}
static void release_array(struct ArrowArray *array) {
    ++released;
    array->release = NULL;
}

static struct ArrowSchema schema_of(const char *format, const char *name) {
    struct ArrowSchema schema;
    memset(&schema, 0, sizeof schema);
    schema.format = format;
    schema.name = name;
    schema.flags = ARROW_FLAG_NULLABLE;
    schema.release = release_schema;
    return schema;
}

static struct ArrowArray array_of(int64_t length, int64_t buffers, const void **places) {
    struct ArrowArray array;
    memset(&array, 0, sizeof array);
    array.length = length;
    array.null_count = -1;
    array.n_buffers = buffers;
    array.buffers = places;
    array.release = release_array;
    return array;
}

static const uint8_t fever_bits[1] = {1};
static const uint8_t pain_there[1] = {3};
static const int32_t pains[3] = {2, 9, 0};
static const void *fever_buffers[2];
static const void *pain_buffers[2];
static const void *row_buffers[1];

/* A record batch and its schema, good until the next one is made. */
static struct ArrowSchema patients_schema(const char *second) {
    static struct ArrowSchema fields[2];
    static struct ArrowSchema *places[2];
    struct ArrowSchema schema = schema_of("+s", "");
    fields[0] = schema_of("b", "fever");
    fields[1] = schema_of("i", second);
    places[0] = &fields[0];
    places[1] = &fields[1];
    schema.n_children = 2;
    schema.children = places;
    return schema;
}

static struct ArrowArray patients(void) {
    static struct ArrowArray columns[2];
    static struct ArrowArray *places[2];
    struct ArrowArray array;
    fever_buffers[0] = NULL;
    fever_buffers[1] = fever_bits;
    pain_buffers[0] = pain_there;
    pain_buffers[1] = pains;
    row_buffers[0] = NULL;
    columns[0] = array_of(3, 2, fever_buffers);
    columns[1] = array_of(3, 2, pain_buffers);
    places[0] = &columns[0];
    places[1] = &columns[1];
    array = array_of(3, 1, row_buffers);
    array.n_children = 2;
    array.children = places;
    return array;
}

/* The stream of that one batch. */
static int given;
static int next_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    (void)stream;
    *out = patients_schema("pain");
    return 0;
}
static int next_array(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    (void)stream;
    memset(out, 0, sizeof *out);
    if (given++ == 0) *out = patients();
    return 0;
}
static int fails(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    (void)stream;
    memset(out, 0, sizeof *out);
    return EIO;
}
static const char *words_of(struct ArrowArrayStream *stream) {
    (void)stream;
    return "no disk";
}
static void release_stream(struct ArrowArrayStream *stream) {
    ++released;
    stream->release = NULL;
}

static struct ArrowArrayStream stream_of(int (*schema)(struct ArrowArrayStream *,
                                                       struct ArrowSchema *)) {
    struct ArrowArrayStream stream;
    stream.get_schema = schema;
    stream.get_next = next_array;
    stream.get_last_error = words_of;
    stream.release = release_stream;
    stream.private_data = NULL;
    given = 0;
    return stream;
}

static const char arrow_rules[] =
    "caveat: 1\n"
    "id: arrow\n"
    "version: 1.0.0\n"
    "facts: {fever: yes/no, pain: {type: number, whole: true, from: 0, to: 10}}\n"
    "outcomes: {avoid massage: No massage., refer to a doctor: See a doctor.}\n"
    "rules:\n"
    "  - {id: fever, rule: fever → refer to a doctor}\n"
    "  - {id: pain, rule: pain >= 7 → avoid massage}\n";

static int verdict_of(const struct ArrowArray *out, int64_t row) {
    return ((const int8_t *)out->children[2]->buffers[1])[row];
}

void test_arrow(void) {
    caveat_rules *const rules = load(arrow_rules);
    struct ArrowSchema schema = patients_schema("pain");
    struct ArrowArray batch = patients();
    struct ArrowArray out;
    struct ArrowSchema out_schema;
    caveat_binding *binding = NULL;
    caveat_diagnostics *found = NULL;
    char *words = NULL;
    const uint32_t *missing = NULL;
    size_t count = 9;

    REQUIRE(caveat_arrow_bind(rules, &schema, NULL, &binding, &found) == CAVEAT_OK);
    CHECK(caveat_diagnostics_count(found) == 0);
    caveat_diagnostics_free(found);
    CHECK(caveat_arrow_missing(binding, &missing, &count) == CAVEAT_OK && count == 0);
    REQUIRE(caveat_arrow_screen(binding, &batch, 0, 3, &out, &words) == CAVEAT_OK);
    CHECK(words == NULL && out.length == 3);
    CHECK(verdict_of(&out, 0) == CAVEAT_REFER_FIRST);
    CHECK(verdict_of(&out, 1) == CAVEAT_DO_NOT_PROCEED);
    CHECK(verdict_of(&out, 2) == CAVEAT_PROCEED);
    out.release(&out);
    REQUIRE(caveat_arrow_schema(binding, &out_schema) == CAVEAT_OK);
    CHECK_TEXT(out_schema.children[2]->name, "verdict");
    out_schema.release(&out_schema);
    {
        caveat_profile *profile = NULL;
        FRESH(caveat_answer, answer);
        CHECK(caveat_arrow_profile(binding, &batch, 1, &profile, NULL) == CAVEAT_OK);
        CHECK(caveat_profile_get(profile, place_of(rules, "pain"), &answer) == CAVEAT_OK);
        CHECK(answer.number.coefficient == 9);
        caveat_profile_free(profile);
    }

    /* What is built wrongly. */
    batch.children[1]->length = -1;
    CHECK(caveat_arrow_screen(binding, &batch, 0, 3, &out, &words) == CAVEAT_BAD_DATA);
    CHECK_TEXT(words, "`pain` of the batch has a length below 0");
    CHECK(out.release == NULL);
    caveat_string_free(words);
    batch.children[1]->length = 3;
    CHECK(caveat_arrow_screen(binding, &batch, 2, 2, &out, NULL) == CAVEAT_BAD_DATA);
    caveat_binding_free(binding);
    schema = patients_schema("pian");
    CHECK(caveat_arrow_bind(rules, &schema, NULL, &binding, &found) == CAVEAT_BAD_SCHEMA);
    CHECK(binding == NULL && caveat_diagnostics_count(found) == 1);
    caveat_diagnostics_free(found);

    /* Streams. */
    {
        struct ArrowArrayStream in = stream_of(next_schema);
        struct ArrowArrayStream screened;
        caveat_cancel *cancel = NULL;
        FRESH(caveat_arrow_options, options);
        REQUIRE(caveat_cancel_new(&cancel) == CAVEAT_OK);
        options.cancel = cancel;
        options.rules = CAVEAT_ARROW_RULES_LISTS;
        released = 0;
        REQUIRE(caveat_arrow_stream(rules, &in, &options, &screened, NULL) == CAVEAT_OK);
        CHECK(in.release == NULL);
        CHECK(screened.get_next(&screened, &out) == 0 && out.length == 3);
        out.release(&out);
        CHECK(screened.get_next(&screened, &out) == 0 && out.release == NULL);
        caveat_cancel_set(cancel);
        CHECK(screened.get_next(&screened, &out) == ECANCELED);
        screened.release(&screened);
        CHECK(released == 3); /* schema, batch, stream */
        in = stream_of(next_schema);
        CHECK(caveat_arrow_stream(rules, &in, &options, &screened, NULL) == CAVEAT_CANCELLED);
        CHECK(in.release == NULL && screened.release == NULL && released == 4);
        caveat_cancel_free(cancel);
        in = stream_of(fails);
        CHECK(caveat_arrow_stream(rules, &in, NULL, &screened, &found) == CAVEAT_STREAM_FAILED);
        CHECK(in.release == NULL && released == 5 && caveat_diagnostics_count(found) == 1);
        caveat_diagnostics_free(found);
        REQUIRE(caveat_arrow_table(rules, CAVEAT_ARROW_TABLE_RULES, &screened) == CAVEAT_OK);
        CHECK(screened.get_next(&screened, &out) == 0 && out.length == 2);
        out.release(&out);
        screened.release(&screened);
    }
    caveat_rules_free(rules);
}

#define BAD(call) CHECK((call) == CAVEAT_BAD_ARGUMENT)

void test_null_of_arrow(void) {
    caveat_rules *const rules = load(arrow_rules);
    struct ArrowSchema schema = patients_schema("pain");
    struct ArrowArray batch = patients();
    struct ArrowArray out;
    struct ArrowArrayStream stream;
    caveat_binding *binding = NULL;
    caveat_profile *profile = NULL;
    const uint32_t *missing = NULL;
    size_t count = 0;
    FRESH(caveat_arrow_options, options);

    BAD(caveat_arrow_bind(NULL, &schema, NULL, &binding, NULL));
    BAD(caveat_arrow_bind(rules, NULL, NULL, &binding, NULL));
    BAD(caveat_arrow_bind(rules, &schema, NULL, NULL, NULL));
    options.size = 0;
    BAD(caveat_arrow_bind(rules, &schema, &options, &binding, NULL));
    options.size = sizeof options;
    options.report = 9;
    BAD(caveat_arrow_bind(rules, &schema, &options, &binding, NULL));
    options.report = 0;
    options.as_of = "tomorrow";
    BAD(caveat_arrow_bind(rules, &schema, &options, &binding, NULL));
    options.as_of = NULL;
    options.column_count = 1;
    BAD(caveat_arrow_bind(rules, &schema, &options, &binding, NULL));
    options.column_count = 0;
    options.without_patient = options.without_clinician = 1;
    BAD(caveat_arrow_bind(rules, &schema, &options, &binding, NULL));
    options.without_patient = options.without_clinician = 0;
    CHECK(binding == NULL);
    REQUIRE(caveat_arrow_bind(rules, &schema, &options, &binding, NULL) == CAVEAT_OK);
    BAD(caveat_arrow_missing(NULL, &missing, &count));
    BAD(caveat_arrow_missing(binding, NULL, &count));
    BAD(caveat_arrow_missing(binding, &missing, NULL));
    BAD(caveat_arrow_schema(NULL, &schema));
    BAD(caveat_arrow_schema(binding, NULL));
    BAD(caveat_arrow_screen(NULL, &batch, 0, 1, &out, NULL));
    BAD(caveat_arrow_screen(binding, NULL, 0, 1, &out, NULL));
    BAD(caveat_arrow_screen(binding, &batch, 0, 1, NULL, NULL));
    BAD(caveat_arrow_profile(NULL, &batch, 0, &profile, NULL));
    BAD(caveat_arrow_profile(binding, NULL, 0, &profile, NULL));
    BAD(caveat_arrow_profile(binding, &batch, 0, NULL, NULL));
    stream = stream_of(next_schema);
    released = 0;
    BAD(caveat_arrow_stream(NULL, &stream, NULL, &stream, NULL));
    CHECK(released == 1 && stream.release == NULL);
    BAD(caveat_arrow_stream(rules, NULL, NULL, &stream, NULL));
    stream = stream_of(next_schema);
    BAD(caveat_arrow_stream(rules, &stream, NULL, NULL, NULL));
    CHECK(released == 2 && stream.release == NULL);
    BAD(caveat_arrow_table(NULL, 0, &stream));
    BAD(caveat_arrow_table(rules, 9, &stream));
    BAD(caveat_arrow_table(rules, 0, NULL));
    BAD(caveat_cancel_new(NULL));
    caveat_cancel_set(NULL);
    caveat_cancel_free(NULL);
    caveat_binding_free(NULL);
    caveat_binding_free(binding);
    caveat_rules_free(rules);
}
