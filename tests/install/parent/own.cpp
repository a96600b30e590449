// Of the parent alone: it knows nothing of Caveat, and is C++23.

static_assert(__cplusplus > 202002L);

int main() {
    return 0;
}
