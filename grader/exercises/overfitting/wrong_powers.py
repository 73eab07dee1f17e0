"""Wrong features of a polynomial."""

from math import factorial

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "Your powers run downward, as `np.vander` and `np.polyfit` order them. Whoever uses these "
    "features expects the constant first, so each weight would meet the wrong power. Start with "
    "x^0.",
    about="slip",
)
def powers_downwards(x, degree):
    return np.vander(x, degree + 1)


@wrong(
    "The highest power is missing, so your polynomial bends less than its degree says. "
    "`range(degree)` ends at degree - 1; there are degree + 1 columns."
)
def stops_before_the_degree(x, degree):
    return x[:, np.newaxis] ** np.arange(degree)


@wrong(
    "The column of ones is missing. Without x^0 the polynomial has no constant term, so every fit "
    "has to go through 0 at x = 0. Start the exponents at 0."
)
def without_the_constant(x, degree):
    return x[:, np.newaxis] ** np.arange(1, degree + 1)


@wrong(
    "Your first column is x and not the constant. The exponents run from 0 to degree, in this "
    "order: no column of ones is missing or comes last, and no power is too high."
)
def one_power_too_high(x, degree):
    return x[:, np.newaxis] ** np.arange(1, degree + 2)


@wrong(
    "Rows and columns are exchanged. Each sample is a row and each power a column, so that "
    "`features @ weights` gives one prediction for each sample.",
    about="slip",
)
def transposed(x, degree):
    return np.array([x**j for j in range(degree + 1)])


@wrong(
    "You return one power alone. A polynomial is a weighted sum of ALL powers from x^0 to "
    "x^degree, and each of them needs a column of its own.",
    about="idea",
)
def highest_power_alone(x, degree):
    return x**degree


@wrong(
    "These are multiples of x (`j * x`). They all lie on straight lines, so no weighted sum of "
    "them can bend. Column j is a power, `x ** j`.",
    about="idea",
)
def multiples(x, degree):
    return np.stack([np.ones(len(x))] + [j * x for j in range(1, degree + 1)], axis=1)


@wrong(
    "Base and exponent are exchanged: these are exponential functions, `j ** x`. Column j of a "
    "polynomial is `x ** j`.",
    about="idea",
)
def exponentials(x, degree):
    return np.arange(degree + 1.0) ** x[:, np.newaxis]


@wrong(
    "You divide the powers by j!, as in a Taylor series. Here the columns are the plain powers; "
    "the factors in front of them are what the fit has to find.",
    about="idea",
)
def terms_of_a_series(x, degree):
    return np.stack([x**j / factorial(j) for j in range(degree + 1)], axis=1)


@wrong(
    "You standardize the columns. That can be useful later, but the columns asked for here are the "
    "plain powers of x, so that the same weights fit at any other x.",
    about="idea",
)
def standardized(x, degree):
    powers = x[:, np.newaxis] ** np.arange(1, degree + 1)
    powers = (powers - powers.mean(axis=0)) / powers.std(axis=0)
    return np.column_stack([np.ones(len(x)), powers])


@wrong(
    "You take powers by way of the logarithm, which is -infinity at 0 and does not exist for "
    "negative numbers, so NaN comes out. `x ** j` works for every x."
)
def by_logarithms(x, degree):
    return np.exp(np.log(x)[:, np.newaxis] * np.arange(degree + 1))


@wrong(
    "Your table has an integer type, so every power is cut to a whole number when it is stored. "
    "Create it with `np.zeros(...)` or `np.ones(...)`, without `dtype=int`.",
    about="idea",
)
def cuts_to_integers(x, degree):
    features = np.zeros((len(x), degree + 1), dtype=int)
    for j in range(degree + 1):
        features[:, j] = x**j
    return features


@wrong(
    "NumPy cannot combine x, one value for each sample, with the exponents, one for each column: "
    "the two have different lengths. Make x a column first, with `x[:, np.newaxis]`; then every "
    "sample meets every exponent."
)
def x_is_no_column(x, degree):
    return x ** np.arange(degree + 1)


@wrong(
    "You multiply x by 0, 1, 2 and so on. All these columns are the same straight line in another "
    "scale, so the model cannot bend. A polynomial needs powers: `x ** j` instead of `x * j`.",
    about="idea",
)
def multiples_from_zero(x, degree):
    return x[:, np.newaxis] * np.arange(degree + 1)
