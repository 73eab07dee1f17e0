"""An open gradebook is lent to nbgrader's preprocessors, which would each open one of their own."""

import contextlib
import pkgutil
from importlib import import_module
from unittest import mock

from nbgrader import preprocessors


@contextlib.contextmanager
def working_in(gradebook, connection):
    """Have a gradebook's session work in a transaction that is not its own to commit."""
    gradebook.db.remove()
    gradebook.db.configure(bind=connection)
    try:
        yield
    finally:
        gradebook.db.remove()
        gradebook.db.configure(bind=gradebook.engine)


@contextlib.contextmanager
def lent(gradebook):
    """Give nbgrader's preprocessors an open gradebook where they would open one of their own."""
    modules = [
        import_module(f"{preprocessors.__name__}.{found.name}")
        for found in pkgutil.iter_modules(preprocessors.__path__)
    ]
    with contextlib.ExitStack() as stack:
        for module in modules:
            if hasattr(module, "Gradebook"):
                lend = mock.patch.object(module, "Gradebook", return_value=_Lent(gradebook))
                stack.enter_context(lend)
        yield


class _Lent:
    """A gradebook that its borrower cannot close; it forgets what it has read all the same."""

    def __init__(self, gradebook):
        self._gradebook = gradebook

    def __getattr__(self, name):
        return getattr(self._gradebook, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Forget, as a gradebook that is opened anew has read nothing yet."""
        self._gradebook.db.flush()
        self._gradebook.db.expunge_all()
