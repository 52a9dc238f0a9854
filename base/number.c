#include "base/number.h"

#include <bordermap/sink.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *skip_blanks(const char *at)
{
    while (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')
        at++;
    return at;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Powers of ten that a double holds exactly. */
static double power_of_ten(int exponent)
{
    static const double exact[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    return exponent <= 22 ? exact[exponent] : pow(10.0, exponent);
}

bool bm_number_parse(const char *text, double *value)
{
    const char *at = skip_blanks(text);
    bool negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    uint64_t mantissa = 0;
    int exponent = 0;
    int digits = 0;
    bool seen_point = false;
    /* The first few digits, which are all of most numbers, cannot be too many. */
    for (; digits < 9 && is_digit(*at); at++, digits++)
        mantissa = mantissa * 10 + (uint64_t)(*at - '0');
    if (*at == '.') {
        seen_point = true;
        for (at++; digits < 17 && is_digit(*at); at++, digits++, exponent--)
            mantissa = mantissa * 10 + (uint64_t)(*at - '0');
    }
    for (; is_digit(*at) || (*at == '.' && !seen_point); at++) {
        if (*at == '.') {
            seen_point = true;
            continue;
        }
        digits++;
        /* Beyond 18 digits a double cannot tell the difference. */
        if (mantissa < UINT64_C(100000000000000000)) {
            mantissa = mantissa * 10 + (uint64_t)(*at - '0');
            exponent -= seen_point;
        } else {
            exponent += !seen_point;
        }
    }
    if (digits == 0 || digits > 400)
        return false;
    if (*at == 'e' || *at == 'E') {
        at++;
        bool negative_exponent = *at == '-';
        if (*at == '-' || *at == '+')
            at++;
        if (!is_digit(*at))
            return false;
        int written = 0;
        for (; is_digit(*at); at++)
            if (written < 10000)
                written = written * 10 + (*at - '0');
        exponent += negative_exponent ? -written : written;
    }
    if (*skip_blanks(at) != '\0')
        return false;
    double result = (double)mantissa;
    if (mantissa != 0 && exponent > 0)
        result *= power_of_ten(exponent > 400 ? 400 : exponent);
    else if (mantissa != 0 && exponent < -300) /* in two steps: 10^308 is the largest double */
        result = result / 1e300 / power_of_ten(exponent < -600 ? 300 : -exponent - 300);
    else if (mantissa != 0 && exponent < 0)
        result /= power_of_ten(-exponent);
    if (!isfinite(result))
        return false;
    *value = negative ? -result : result;
    return true;
}

bool bm_integer_parse(const char *text, int64_t low, int64_t high, int64_t *value)
{
    const char *at = skip_blanks(text);
    bool negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    if (!is_digit(*at))
        return false;
    int64_t result = 0;
    for (; is_digit(*at); at++) {
        int digit = *at - '0';
        if (result > (INT64_MAX - digit) / 10)
            return false;
        result = result * 10 + digit;
    }
    if (*skip_blanks(at) != '\0')
        return false;
    if (negative)
        result = -result;
    if (result < low || result > high)
        return false;
    *value = result;
    return true;
}

void bm_format_number(double value, int decimals, char text[64])
{
    static const int64_t scales[] = {INT64_C(1),
                                     INT64_C(10),
                                     INT64_C(100),
                                     INT64_C(1000),
                                     INT64_C(10000),
                                     INT64_C(100000),
                                     INT64_C(1000000),
                                     INT64_C(10000000),
                                     INT64_C(100000000),
                                     INT64_C(1000000000),
                                     INT64_C(10000000000),
                                     INT64_C(100000000000),
                                     INT64_C(1000000000000),
                                     INT64_C(10000000000000),
                                     INT64_C(100000000000000),
                                     INT64_C(1000000000000000)};
    if (!isfinite(value) || fabs(value) >= 1e15) {
        memcpy(text, "null", 5);
        return;
    }
    if (decimals < 0)
        decimals = 0;
    if (decimals > 15)
        decimals = 15;
    double magnitude = fabs(value);
    double whole = floor(magnitude);
    int64_t integer = (int64_t)whole;
    int64_t scale = scales[decimals];
    /* The fraction alone is scaled, so that large numbers keep their decimals. */
    int64_t fraction = (int64_t)llround((magnitude - whole) * (double)scale);
    if (fraction >= scale) {
        fraction = 0;
        integer++;
    }
    const char *sign = value < 0 && (integer != 0 || fraction != 0) ? "-" : "";
    if (fraction == 0) {
        snprintf(text, 64, "%s%" PRId64, sign, integer);
        return;
    }
    while (fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    snprintf(text, 64, "%s%" PRId64 ".%0*" PRId64, sign, integer, decimals, fraction);
}
