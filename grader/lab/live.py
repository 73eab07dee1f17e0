"""What has a widget where there is a kernel, and shows the same as a page where there is none."""


class Live:
    """Subclasses have `widget`, `__repr__` and `_repr_html_`."""

    def _repr_mimebundle_(self, include=None, exclude=None):
        still = {"text/plain": repr(self), "text/html": self._repr_html_()}
        return self.widget()._repr_mimebundle_() | still
