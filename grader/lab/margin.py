"""Whether two ways are as good as each other, to within a margin."""

import numpy as np


def within(margin, differences):
    """A contrast for "they are within a margin of each other", one number a seed.

    Its mean is the margin less the size of the mean difference, and its interval is that of the
    difference. So the conclusion holds where the whole interval lies within the margin, and it is
    open where the seeds are too few to say so (two one-sided tests of equivalence).

    Parameters
    ----------
    margin : float
    differences : ndarray, shape (seeds,)

    Returns
    -------
    ndarray, shape (seeds,)

    References
    ----------
    D. Schuirmann, *A comparison of the two one-sided tests procedure and the power approach for
    assessing the equivalence of average bioavailability*, 1987.
    """
    differences = np.asarray(differences, dtype=float)
    return margin - np.sign(differences.mean()) * differences
