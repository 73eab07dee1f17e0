"""Sliders and a picture that follows them."""

from grader.lab.live import Live


class Playground(Live):
    """Controls above a picture.

    Without a kernel (a saved notebook, a web page) the picture of the first setting is shown.

    Parameters
    ----------
    controls : list of ipywidgets.Widget
        Each with a `description`, which names an argument of `draw`.
    draw : callable
        Returns a `grader.lab.picture.Picture`.
    buttons : list of ipywidgets.Widget, optional
        What moves the controls; it stands before them.
    """

    def __init__(self, controls, draw, buttons=()):
        from ipywidgets import HTML, HBox, Layout, VBox

        self.controls, self.draw, self.buttons = controls, draw, buttons
        self.view = HTML(layout=Layout(width="100%"))
        bar = HBox([*buttons, *controls], layout=Layout(flex_flow="row wrap"))
        self.box = VBox([bar, self.view])
        for control in controls:
            control.observe(self.update, names="value")
        self.update()

    def update(self, change=None):
        """Draw the picture anew for the values of the controls."""
        values = {control.description: control.value for control in self.controls}
        self.picture = self.draw(**values)
        self.view.value = self.picture._repr_html_()

    @classmethod
    def played(cls, slider, draw):
        """One slider, with buttons that let it run through all its options.

        Parameters
        ----------
        slider : ipywidgets.SelectionSlider
        draw : callable

        Returns
        -------
        Playground
        """
        from ipywidgets import Play, link

        last = len(slider.options) - 1
        player = Play(value=slider.index, max=last, interval=800, show_repeat=False)
        link((player, "value"), (slider, "index"))
        return cls([slider], draw, buttons=[player])

    def widget(self):
        """The controls above the picture."""
        return self.box

    def __repr__(self):
        return repr(self.picture)

    def _repr_html_(self):
        return self.picture._repr_html_()
