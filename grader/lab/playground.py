"""Sliders and a picture that follows them."""


class Playground:
    """Controls above a picture.

    Without a kernel (a saved notebook, a web page) the picture of the first setting is shown.

    Parameters
    ----------
    controls : list of ipywidgets.Widget
        Each with a `description`, which names an argument of `draw`.
    draw : callable
        Returns a `grader.lab.picture.Picture`.
    """

    def __init__(self, controls, draw):
        from ipywidgets import HTML, HBox, Layout, VBox

        self.controls, self.draw = controls, draw
        self.view = HTML()
        self.box = VBox([HBox(controls, layout=Layout(flex_flow="row wrap")), self.view])
        for control in controls:
            control.observe(self.update, names="value")
        self.update()

    def update(self, change=None):
        """Draw the picture anew for the values of the controls."""
        values = {control.description: control.value for control in self.controls}
        self.picture = self.draw(**values)
        self.view.value = self.picture._repr_html_()

    def _repr_mimebundle_(self, include=None, exclude=None):
        live = self.box._repr_mimebundle_()
        still = {"text/plain": repr(self.picture), "text/html": self.picture._repr_html_()}
        return live | still
