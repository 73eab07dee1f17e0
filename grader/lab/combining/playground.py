"""Techniques to switch on and off, over the results of the ablation."""

from grader.lab.combining.ablation import TECHNIQUES
from grader.lab.palette import BLUE, ORANGE, new_figure
from grader.lab.picture import to_picture
from grader.lab.playground import Playground
from grader.lab.statistics import half_width


def combination_playground(ablation):
    """A box to tick for each technique; the picture tells what each further switch would do.

    Parameters
    ----------
    ablation : grader.lab.combining.ablation.Ablation

    Returns
    -------
    Playground
    """
    from ipywidgets import Checkbox, Layout

    boxes = [
        Checkbox(False, description=name, indent=False, layout=Layout(width="140px"))
        for name in TECHNIQUES
    ]

    def draw(**ticked):
        return draw_combination(ablation, [name for name in TECHNIQUES if ticked[name]])

    return Playground(boxes, draw)


def draw_combination(ablation, on):
    """What the playground shows for the techniques that are on.

    Parameters
    ----------
    ablation : grader.lab.combining.ablation.Ablation
    on : sequence of str

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.2))
    here = 100 * ablation.of(*on)
    axes.axvline(here.mean(), color="#777777", ls=":")
    axes.errorbar(here.mean(), 0, xerr=half_width(here), fmt="s", color=BLUE, capsize=4, ms=8)
    labels, said = [" + ".join(on) or "nothing"], []
    for height, name in enumerate(TECHNIQUES, start=1):
        there = 100 * ablation.of(*(set(on) ^ {name}))
        axes.errorbar(
            there.mean(), height, xerr=half_width(there), fmt="o", color=ORANGE, capsize=3
        )
        gain, spread = (there - here).mean(), half_width(there - here)
        axes.text(101, height, f"{gain:+.1f} ± {spread:.1f}", va="center", fontsize=9)
        labels.append(f"{'without' if name in on else 'with'} {name}")
        said.append(f"{labels[-1]} {gain:+.1f}")
    labels[0] = labels[0] if len(on) < 4 else f"{len(on)} techniques"
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_xlim(30, 100)
    axes.grid(axis="x")
    axes.set_xlabel("test accuracy (%)")
    combination = " + ".join(on) or "nothing"
    said = f"{combination}: {here.mean():.1f} ± {half_width(here):.1f} %. {'; '.join(said)}."
    caption = "Blue: what is ticked. Orange: one box changed, with the gain or loss in points."
    return to_picture(figure, said, caption)
