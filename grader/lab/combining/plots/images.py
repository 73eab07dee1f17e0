"""Pictures of attacked digits, of gradients by pixels, and of how sure networks are."""

import numpy as np

from grader.lab.palette import BLUE, VERMILLION, hide_axes, new_figure
from grader.lab.picture import to_picture


def attacked_digits(images, attacked, said_before, said_after, epsilon):
    """Rows: the images, what was added, the sum; with what a network says of them.

    Parameters
    ----------
    images, attacked : ndarray, shape (n, side * side)
        Pixels from 0 to 1.
    said_before, said_after : sequence of (int, float)
        The predicted class and its probability.
    epsilon : float

    Returns
    -------
    Picture
    """
    n, side = len(images), round(images.shape[1] ** 0.5)
    figure, grid = new_figure(3, n, size=(7.6, 3.9), squeeze=False)
    for column in range(n):
        pictures = images[column], attacked[column] - images[column], attacked[column]
        for axes, picture, added in zip(
            grid[:, column], pictures, (False, True, False), strict=True
        ):
            scale = {"cmap": "PuOr", "vmin": -0.5, "vmax": 0.5}
            scale = scale if added else {"cmap": "gray_r", "vmin": 0, "vmax": 1}
            axes.imshow(picture.reshape(side, side), **scale)
            hide_axes(axes)
            axes.spines[:].set_visible(False)
        for axes, (digit, share) in (
            (grid[0, column], said_before[column]),
            (grid[2, column], said_after[column]),
        ):
            axes.set_title(f"{digit}: {share:.0%}", fontsize=9.5)
    for axes, name in zip(grid[:, 0], ("image", "added", "attacked"), strict=True):
        axes.set_ylabel(name, rotation=0, ha="right", va="center")
    pairs = zip(said_before, said_after, strict=True)
    changes = ", ".join(f"{before[0]} becomes {after[0]}" for before, after in pairs)
    return to_picture(
        figure,
        f"{n} digits, what the attack adds, and the sum. The network's answers: {changes}.",
        "Above each: the network's answer and its probability. Purple: made darker; orange: "
        f"lighter; by {epsilon} at most.",
    )


def input_gradients(image, named_gradients):
    """An image, and how the loss of several networks depends on its pixels.

    Parameters
    ----------
    image : ndarray, shape (side * side,)
    named_gradients : dict of str to ndarray, shape (side * side,)
        Each is scaled to its own largest value.

    Returns
    -------
    Picture
    """
    side = round(len(image) ** 0.5)
    figure, row = new_figure(1, 1 + len(named_gradients), size=(7.2, 2.2))
    row[0].imshow(image.reshape(side, side), cmap="gray_r", vmin=0, vmax=1)
    row[0].set_title("image")
    for axes, (name, gradient) in zip(row[1:], named_gradients.items(), strict=True):
        limit = np.abs(gradient).max()
        axes.imshow(gradient.reshape(side, side), cmap="PuOr", vmin=-limit, vmax=limit)
        axes.set_title(name)
    for axes in row:
        hide_axes(axes)
    return to_picture(
        figure,
        f"An image, and the gradient of the loss by its pixels for {', '.join(named_gradients)}.",
        "Purple: a darker pixel there raises the loss; orange: it lowers it. Scales differ.",
    )


def confidences(panels):
    """How sure networks are of their answers, right and wrong ones.

    Parameters
    ----------
    panels : dict of str to (ndarray, ndarray)
        Confidences of the right and of the wrong answers, from 0 to 1.

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, len(panels), size=(7.6, 2.8), sharey=True, squeeze=False)
    edges, said = np.linspace(0, 1, 21), []
    for axes, (title, (right, wrong)) in zip(row[0], panels.items(), strict=True):
        total = len(right) + len(wrong)
        for values, color, name, line in (
            (right, BLUE, "right answers", "-"),
            (wrong, VERMILLION, "wrong answers", "--"),
        ):
            heights = 100 * np.histogram(values, edges)[0] / total
            axes.stairs(heights, edges, color=color, lw=2, ls=line, label=name)
        axes.set_title(title)
        axes.set_xlabel("confidence")
        said.append(
            f"{title}: right answers {np.mean(right):.2f} on average, wrong ones "
            f"{np.mean(wrong):.2f}"
        )
    row[0][0].set_ylabel("share of the images (%)")
    row[0][0].legend(frameon=False, fontsize=8.5, loc="upper left")
    return to_picture(
        figure,
        f"Histograms of the confidence. {'; '.join(said)}.",
        "Confidence: the probability of the class that the network chooses. All seeds together.",
    )
