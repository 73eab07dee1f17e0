"""How strong the penalties of the clinic's model are, as a share of the loss."""

from grader.criteria.keras import penalties, structure

# Shares of the loss at Keras' own initial weights. More leaves the data too little say: an L2 of
# 0.03 has 0.64, and of 200 clean digits a network then fails to fit 8 % (10 seeds); 0.02 has 0.54.
# Less is what an L2 of 0.00003 has: on those digits (20 seeds, 100 epochs) 0.00001 changes the loss
# on new images by 0.3 %, as much as its standard error, and 0.0001 by 3 %, four standard errors.
FELT, ALL, NEARLY_ALL = 0.002, 0.6, 0.95


def dose(model, expected, start, guessing):
    """What is wrong with the penalties of two hidden kernels before any training.

    Parameters
    ----------
    model, expected : keras.Model
    start : list of numpy.ndarray
        Weights as Keras draws them by default, of the shapes that `expected` has.
    guessing : float
        The loss of a model that guesses.

    Returns
    -------
    flaw : str
        In words; empty where nothing is wrong.
    evidence : str or tuple
        By which a mistake is recognized.
    """
    places = penalties.placed(model).keys()
    missing = [number for number in (1, 2) if (number, "kernel") not in places]
    if missing:
        where = "the first" if missing == [1] else "the second" if missing == [2] else "either"
        others = sorted({part for _, part in places} - {"kernel"})
        instead = f", but one on what they have as {' and '.join(others)}" if others else ""
        return f"no penalty on the kernel of {where} of them{instead}", (missing, others)
    own = model.get_weights()
    if structure.weights(model) == structure.weights(expected):
        # Initial weights are free, and so do not matter here.
        model.set_weights(start)
    penalty = sum(float(loss) for loss in model.losses)
    model.set_weights(own)
    share = penalty / (penalty + guessing)
    if share < FELT:
        return f"one that is {share:.2%} of the loss, too little to change anything", "weak"
    if share > ALL:
        strong = "far" if share > NEARLY_ALL else "strong"
        return f"one that is {share:.0%} of the loss before training", strong
    return "", ""
