"""Wrong ways to standardize."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "You scale the test set by its own mean and standard deviation. The same measurement then "
    "means one thing in training and another in the test, and the result depends on which other "
    "samples are in the test set. Use the statistics of the training set for both.",
    about="idea",
)
def each_by_its_own(train, test):
    def scale(part):
        std = part.std(axis=0)
        std[std == 0] = 1.0
        return (part - part.mean(axis=0)) / std

    return scale(train), scale(test)


@wrong(
    "You scale the test set by its own mean and standard deviation, so the same measurement means "
    "one thing in training and another in the test. Use the statistics of the training set for "
    "both. A column that is constant in train also needs care: 0 / 0 gives NaN.",
    about="idea",
)
def each_by_its_own_divides_by_zero(train, test):
    scaled = (train - train.mean(axis=0)) / train.std(axis=0)
    return scaled, (test - test.mean(axis=0)) / test.std(axis=0)


@wrong(
    "You compute the mean and the standard deviation over both sets together. That way the test "
    "set leaks into what the model is trained on, and the test score is no longer honest. Use the "
    "training set alone.",
    about="idea",
)
def both_together(train, test):
    everything = np.concatenate([train, test])
    mean, std = everything.mean(axis=0), everything.std(axis=0)
    return (train - mean) / std, (test - mean) / std


@wrong(
    "The test set comes back as it was. A model that learned from scaled numbers cannot make sense "
    "of unscaled ones: shift and scale the test set by the numbers from the training set.",
    about="idea",
)
def leaves_the_test_set(train, test):
    std = train.std(axis=0)
    std[std == 0] = 1.0
    return (train - train.mean(axis=0)) / std, test


@wrong(
    "You use one mean and one standard deviation for the whole table, so a column of large numbers "
    "still drowns the others. Each column needs its own: `axis=0`."
)
def one_scale_for_all(train, test):
    return (train - train.mean()) / train.std(), (test - train.mean()) / train.std()


@wrong(
    "You take the mean along each row (`axis=1`), which mixes different features of one sample. A "
    "feature is a column, so its mean runs over the samples: `axis=0`."
)
def along_rows(train, test):
    def scale(part):
        return (part - part.mean(axis=1, keepdims=True)) / part.std(axis=1, keepdims=True)

    return scale(train), scale(test)


@wrong(
    "You divide by the variance, so a column with large numbers becomes tiny and one with small "
    "numbers huge. Divide by the standard deviation, which is the square root of the variance."
)
def by_the_variance(train, test):
    mean, variance = train.mean(axis=0), train.var(axis=0)
    variance[variance == 0] = np.inf
    return (train - mean) / variance, (test - mean) / variance


@wrong(
    "You subtract the mean but do not divide by the standard deviation, so a column of large "
    "numbers still drowns the others."
)
def only_centers(train, test):
    mean = train.mean(axis=0)
    return train - mean, test - mean


@wrong(
    "You divide by the standard deviation but do not subtract the mean, so the columns are not "
    "centered around 0."
)
def only_scales(train, test):
    std = train.std(axis=0)
    return train / std, test / std


@wrong(
    "You subtract the values from the mean, so every column is turned upside down: the largest "
    "value becomes the smallest. It is value minus mean."
)
def turned_upside_down(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std[std == 0] = np.inf
    return (mean - train) / std, (mean - test) / std


@wrong(
    "You stretch each column to the range from 0 to 1. That is min-max scaling; standardizing "
    "means mean 0 and standard deviation 1."
)
def between_zero_and_one(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    return (train - low) / (high - low), (test - low) / (high - low)


@wrong(
    "You divide by a standard deviation of 0 where a column is constant in train. 0 / 0 is NaN, "
    "and a single NaN in the input turns the loss and all weights into NaN. Return zeros there."
)
def divides_by_zero(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / std, (test - mean) / std


@wrong(
    "`np.nan_to_num` turns the NaN of a constant column into 0, but where the test set differs "
    "from that constant you divide something by 0, and infinity becomes an enormous number. "
    "Return zeros in both sets."
)
def replaces_nan(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    return np.nan_to_num((train - mean) / std), np.nan_to_num((test - mean) / std)


@wrong(
    "You add a small number to the standard deviation. In a column that is constant in train this "
    "divides every difference in the test set by almost 0, so its values become enormous. Return "
    "zeros there in both sets."
)
def adds_a_small_number(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / (std + 1e-8), (test - mean) / (std + 1e-8)


@wrong(
    "A column that is constant in train comes back in the test set with its mean subtracted, but "
    "not as zeros. The model never saw this column vary, so it cannot know what to make of other "
    "values; here both sets get zeros. scikit-learn's StandardScaler does what you do.",
    about="slip",
)
def scale_of_one(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std[std == 0] = 1.0
    return (train - mean) / std, (test - mean) / std


@wrong(
    "Your standard deviation divides by n - 1 (`ddof=1`, the default of pandas and PyTorch). Here, "
    "as in NumPy and scikit-learn, it divides by n (`ddof=0`).",
    about="slip",
)
def sample_deviation(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0, ddof=1)
    std[std == 0] = np.inf
    return (train - mean) / std, (test - mean) / std
