"""The noise of some batches: what it shares, and how it is distributed."""

import numpy as np

from grader.criteria.chance import FALSE_ALARM, SIGMAS

NONE = "no noise at all"
AXES = ("images", "rows", "columns", "channels")


def shared(batches):
    """What has the same noise, in words; empty for independent noise.

    Parameters
    ----------
    batches : list of ndarray
        Noise of some batches of images.
    """
    found, alike = [], False
    for noise in batches:
        spread = np.std(noise)
        if not spread > 1e-8:
            same = np.max(np.abs(noise)) > 1e-8
            return "one number that is added to all values" if same else NONE
        scaled = (noise - np.mean(noise)) / spread
        for axis, name in enumerate(AXES[: noise.ndim]):
            lines = np.moveaxis(scaled, axis, 0).reshape(noise.shape[axis], -1)
            if np.any(np.ptp(lines, axis=1) <= 1e-6) and np.std(np.mean(lines, axis=1)) < 0.5:
                return f"no noise in some of the {name}"
            for one, other in _pairs(lines):
                correlation = np.mean(one * other)
                alike = alike or abs(correlation) > SIGMAS / np.sqrt(one.size)
                found += [name] if correlation > 0.7 and name not in found else []
    if found:
        return f"the same noise in several {', '.join(sorted(found, key=AXES.index))}"
    return "neighbors whose noise is alike" if alike else ""


def _pairs(lines):
    """Lines along an axis that might share their noise; each is in one pair at most."""
    n = len(lines)
    for lag in sorted({1, 2, n // 2}):
        if 0 < lag < n:
            yield lines[:-lag], lines[lag:]
    if n > 1:
        yield lines[: n // 2], lines[::-1][: n // 2]


def contrast(noise, images):
    """By how much brighter than meant bright pixels become, as a slope, and its standard error."""
    centered = images - np.mean(images)
    power = np.sum(centered**2)
    return float(np.sum(noise * centered) / power), float(np.std(noise) / np.sqrt(power))


def another_shape(values):
    """How the distribution of some values differs from the normal one, in words.

    By a Kolmogorov-Smirnov test and by the kurtosis.
    """
    from scipy import stats

    scaled = (values - np.mean(values)) / np.std(values)
    shaped = stats.kstest(scaled, stats.norm.cdf, method="asymp").pvalue > FALSE_ALARM
    kurtosis, error = stats.kurtosis(scaled), np.sqrt(24 / values.size)
    # A single rare value may raise it by several errors; nothing lowers it as much.
    if shaped and -SIGMAS * error < kurtosis < 2 * SIGMAS * error:
        return ""
    return (
        "noise as flat as a uniform one" if kurtosis < -0.9 else "a distribution of another shape"
    )
