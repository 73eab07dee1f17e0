"""Pictures of digits."""

from grader.lab.palette import hide_axes, new_figure
from grader.lab.picture import to_picture


def digit_rows(named_images):
    """Rows of images, each row under one name.

    Parameters
    ----------
    named_images : dict of str to ndarray, shape (n, side * side)
        The same n in every row.

    Returns
    -------
    Picture
    """
    count = len(next(iter(named_images.values())))
    size = (7.4, 0.85 * len(named_images))
    figure, grid = new_figure(len(named_images), count, size=size, squeeze=False)
    for row, (name, images) in zip(grid, named_images.items(), strict=True):
        for axes, image in zip(row, images, strict=True):
            side = round(len(image) ** 0.5)
            axes.imshow(image.reshape(side, side), cmap="gray_r", vmin=0, vmax=1)
            hide_axes(axes)
            axes.spines[:].set(visible=True, color="#B5BAC0", lw=0.6)
        row[0].set_ylabel(name, rotation=0, ha="right", va="center")
    names = ", ".join(named_images)
    alt = f"Rows of {count} images of {side} by {side} pixels each, from the top: {names}."
    return to_picture(figure, alt, "Pixels from 0, white, to 1, black.")
