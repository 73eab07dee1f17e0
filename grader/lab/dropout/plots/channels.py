"""Pictures of feature maps and of what two kinds of dropout leave of them."""

import numpy as np

from grader.lab.palette import hide_axes, new_figure
from grader.lab.picture import to_picture


def channels_dropped(named_maps):
    """Feature maps row by row: one row for each way to drop.

    Parameters
    ----------
    named_maps : dict of str to ndarray, shape (h, w, c)

    Returns
    -------
    Picture
    """
    channels = next(iter(named_maps.values())).shape[-1]
    figure, grid = new_figure(len(named_maps), channels, size=(7.4, 1.05 * len(named_maps) + 0.1))
    for row, (name, maps) in zip(grid, named_maps.items(), strict=True):
        row[0].set_ylabel(name)
        for axes, channel in zip(row, np.moveaxis(maps, -1, 0), strict=True):
            axes.imshow(channel, cmap="magma", vmin=0, vmax=1)
            hide_axes(axes)
    return to_picture(
        figure,
        f"{channels} feature maps of a photo, in rows: {', '.join(named_maps)}. Ordinary dropout "
        "sprinkles black pixels over every map; spatial dropout blackens some maps as a whole.",
        "Ordinary dropout peppers every channel, and the flower shows through. Spatial dropout "
        "takes whole channels and leaves the others untouched.",
    )


def filled_in(original, dropped, repaired):
    """One channel, the same with pixels dropped, and the dropped ones guessed from neighbors.

    Parameters
    ----------
    original, dropped, repaired : ndarray, shape (h, w)

    Returns
    -------
    Picture
    """
    figure, row = new_figure(1, 3, size=(7.4, 2.0))
    titles = ("the channel", "half of it dropped", "guessed from neighbors")
    for axes, title, image in zip(row, titles, (original, dropped, repaired), strict=True):
        axes.imshow(image, cmap="magma", vmin=0, vmax=1)
        axes.set_title(title)
        hide_axes(axes)
    return to_picture(
        figure,
        "A feature map, the same map with half of its pixels dropped, and the map with the dropped "
        "pixels filled in from their neighbors: the last looks like the first.",
        "What ordinary dropout took away can be read off from next door.",
    )
