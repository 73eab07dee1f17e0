"""Images in rows and columns."""

from grader.lab.palette import hide_axes, new_figure
from grader.lab.picture import to_picture


def gallery(rows, caption, titles=(), size=1.0):
    """Images in a grid, each row with a name, each column with a title.

    Parameters
    ----------
    rows : dict of str to sequence of ndarray, shape (h, w) or (h, w, 3)
        Values from 0 to 1; as many images in each row.
    caption : str
        One sentence below the picture.
    titles : sequence of str
        One a column, or none.
    size : float
        Side of an image in inches.

    Returns
    -------
    Picture
    """
    columns = len(next(iter(rows.values())))
    height = size * len(rows) + (0.3 if titles else 0.1)
    width = size * columns + 0.1 + 0.08 * max(map(len, rows))
    figure, grid = new_figure(len(rows), columns, size=(width, height), squeeze=False)
    for cells, (name, images) in zip(grid, rows.items(), strict=True):
        cells[0].set_ylabel(name, fontsize=9, rotation=0, ha="right", va="center")
        for axes, image in zip(cells, images, strict=True):
            axes.imshow(image, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
            axes.spines[:].set_visible(True)
            hide_axes(axes)
    for axes, title in zip(grid[0], titles, strict=False):
        axes.set_title(title, fontsize=9)
    said = "Rows of images: " + "; ".join(rows) if any(rows) else "A row of images"
    across = f". From left to right: {', '.join(titles)}" if titles else ""
    return to_picture(figure, f"{said}{across}. {caption}", caption)
