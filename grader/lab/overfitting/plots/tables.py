"""Tables of the experiments with networks: means with their 95 % intervals."""

import numpy as np

from grader.lab.cells import table
from grader.lab.statistics import half_width, in_percent


def grid(found):
    """Test accuracy by units and steps, and at each seed's best moment on validation images."""
    names = {0: "no hidden layer"}
    best = found.validation.argmax(axis=1)
    own = np.take_along_axis(found.test, best[:, None], axis=1)[:, 0]
    rows = [
        (names.get(units, f"{units} units"), *map(in_percent, found.test[i]), in_percent(own[i]))
        for i, units in enumerate(found.units)
    ]
    headings = ("test accuracy (%)", *(f"{s:,} steps" for s in found.steps), "at its best moment")
    note = "The best moment of each seed is chosen by validation images."
    return table(headings, *rows, note=f"{note} {_seeds(found.test)}")


def times(found):
    """What folds say of the training time, and what comes of it."""
    rows = [
        (
            name,
            f"{np.median(t.epochs):.0f}",
            in_percent(t.validation.max(axis=0)),
            in_percent(t.test),
            in_percent(t.at_end),
            in_percent(t.test - t.at_end),
        )
        for name, t in found.items()
    ]
    headings = ("folds", "epochs chosen (median)", "validation accuracy there (%)")
    headings += ("test accuracy if training stops there (%)", "after all epochs (%)")
    headings += ("difference, seed by seed",)
    return table(headings, *rows, note=_seeds(next(iter(found.values())).test))


def amounts(found):
    """Accuracy on training labels and on test images by number of images and length of training."""
    rows = [
        (n, *(in_percent(found[n][name][i]) for i in (0, 1) for name in ("training", "test")))
        for n in found
    ]
    headings = ("images", "equal steps: training (%)", "test (%)")
    headings += ("equal epochs: training (%)", "test (%)")
    return table(headings, *rows, note=_seeds(next(iter(found.values()))["test"]))


def over_time(found):
    """Best and last test accuracy, lowest and last test loss, by share of wrong labels."""
    rows = []
    for share, seen in found.items():
        best = np.take_along_axis(seen["test"], seen["validation"].argmax(axis=0)[None], axis=0)[0]
        low = int(seen["loss"].mean(axis=1).argmin())
        rows.append(
            (
                f"{100 * share:.0f} %",
                in_percent(best),
                in_percent(seen["test"][-1]),
                in_percent(best - seen["test"][-1]),
                f"{_number(seen['loss'][low], 2)} (epoch {seen['epochs'][low]})",
                _number(seen["loss"][-1], 2),
            )
        )
    headings = ("wrong labels", "test accuracy at its best moment (%)", "at the end (%)")
    headings += ("lost (points)", "lowest test loss", "test loss at the end")
    return table(headings, *rows, note=_seeds(best))


def imbalance(found):
    """Accuracy on frequent and on rare digits by the number of training images of each."""
    names = ("training", "frequent", "rare", "taken for frequent")
    rows = [
        (f"{many} each", f"{few} each", *(in_percent(result[name]) for name in names))
        for (many, few), result in found.items()
    ]
    headings = ("0-4 in training", "5-9", "training accuracy (%)", "test accuracy on 0-4 (%)")
    headings += ("test accuracy on 5-9 (%)", "5-9 called 0-4 (%)")
    return table(headings, *rows, note=_seeds(next(iter(found.values()))["rare"]))


def kinds(found):
    """How far and how fast each kind of labels is memorized, and what becomes of the weights."""
    rows = []
    for name, seen in found.items():
        first = (seen["training"] >= 0.9).argmax(axis=0)
        rows.append(
            (
                name,
                in_percent(seen["training"][-1]),
                in_percent(seen["test"][-1]),
                f"{np.median(seen['epochs'][first]):.0f}",
                *(f"× {factor:.2f}" for factor in seen["growth"][-1].mean(axis=1)),
            )
        )
    headings = ("labels", "training accuracy (%)", "test accuracy (%)", "90 % learned by epoch")
    headings += tuple(f"norm, layer {i + 1}" for i in range(len(rows[0]) - 4))
    note = "Norm: root of the sum of squared weights at the end, relative to the start."
    return table(headings, *rows, note=f"{note} {_seeds(seen['test'])}")


def printed(found):
    """Test accuracy on written digits, without and with printed ones in training."""
    rows = [
        (n, in_percent(alone), in_percent(mixed), in_percent(mixed - alone))
        for n, (alone, mixed) in found.items()
    ]
    headings = ("written digits", "test accuracy, these alone (%)", "with printed ones (%)")
    return table((*headings, "gain (points)"), *rows, note=_seeds(next(iter(found.values()))[0]))


def transfers(found):
    """Test accuracy on the digits 5 to 9 by the way of learning them."""
    places = {8: "digits in place", 12: "digits anywhere"}
    words = {"features kept": "hidden layer kept", "features trained on": "hidden layer as a start"}
    rows = [
        (words.get(way, way), *(in_percent(result[way]) for result in found.values()))
        for way in next(iter(found.values()))
    ]
    headings = ("test accuracy (%)", *(places.get(side, f"side {side}") for side in found))
    return table(headings, *rows, note=_seeds(next(iter(next(iter(found.values())).values()))))


def _number(values, digits=3):
    return f"{np.mean(values):.{digits}f} ± {half_width(np.asarray(values)):.{digits}f}"


def _seeds(values):
    return f"Mean and 95 % interval of {np.shape(values)[-1]} seeds."
