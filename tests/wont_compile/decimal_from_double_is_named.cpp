// A double becomes a decimal by name only: the reader sees where exactness begins.
// says: conversion from .+ to non-scalar|no viable conversion

#include <caveat/values.hpp>

#include <optional>

#ifdef MUST_NOT_COMPILE
caveat::Decimal temperature = 38.4;
#else
std::optional<caveat::Decimal> temperature = caveat::Decimal::from_double(38.4);
#endif
