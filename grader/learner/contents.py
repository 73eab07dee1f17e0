"""How JupyterLab reads and writes the learner's folder: whole files, and nobody's work dropped.

A page that was opened before a lesson was reset, updated or saved elsewhere would put its own
version over the newer one. That one is kept as a dated backup first; where it cannot be kept, the
page is not saved and says so.
"""

import asyncio
import contextlib
import io
import os
from pathlib import Path

from filelock import Timeout
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError

from grader.learner.files import keep_copy, write_atomically
from grader.learner.folder import BACKUPS
from grader.learner.locks import held
from grader.learner.working import LOCK_NAME, SECONDS_TO_WAIT


class KeepingContents(AsyncLargeFileManager):
    """Jupyter's own manager of files, which knows the versions that went through it."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self._known = set()
        self._saving = asyncio.Lock()

    async def get(self, path, content=True, *arguments, **options):
        """Read a file, and remember which version the page has then."""
        version = _version(self._get_os_path(path.strip("/")))
        model = await super().get(path, content, *arguments, **options)
        if content and model["type"] == "notebook":
            self._known.add(version)
        return model

    async def save(self, model, path=""):
        """Save a page; a version of it that came from elsewhere is kept."""
        place = Path(self._get_os_path(path.strip("/")))
        if model.get("type") != "notebook":
            return await super().save(model, path)
        async with self._saving:
            with self._alone():
                if place.is_file() and _version(place) not in self._known:
                    self._keep(place)
                saved = await super().save(model, path)
                self._known.add(_version(place))
        return saved

    @contextlib.contextmanager
    def _alone(self):
        """Keep commands that change lessons waiting, so that none comes after the look at it."""
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(held(Path(self.root_dir) / LOCK_NAME, SECONDS_TO_WAIT))
            except Timeout:
                raise HTTPError(
                    409, "A command is changing the lessons: this page is not saved. Save it again."
                ) from None
            except OSError:  # where no lock can be made, no command can work either
                pass
            yield

    def mark_trusted_cells(self, nb, path=""):
        """Trust a notebook without outputs, as a fresh lesson is: there is nothing to distrust."""
        if any(cell.get("outputs") for cell in nb.cells):
            super().mark_trusted_cells(nb, path)
        else:
            self.notary.mark_cells(nb, True)

    def _keep(self, place):
        try:
            backup = keep_copy(place, Path(self.root_dir) / BACKUPS, place.stem)
        except OSError as error:
            raise HTTPError(
                409,
                f"{place.name} has been changed elsewhere, and that version could not be kept "
                f"({error.strerror}): this page is not saved.",
            ) from error
        self.log.warning(
            "%s had been changed elsewhere when its page was saved: that version is kept as %s",
            place.name,
            backup,
        )

    @contextlib.contextmanager
    def atomic_writing(self, os_path, text=True, encoding="utf-8", **options):
        """Collect what is written, and write it as a whole."""
        with io.StringIO() if text else io.BytesIO() as stream:
            yield stream
            written = stream.getvalue()
        with self.perm_to_403(os_path):
            write_atomically(Path(os_path), written.encode(encoding) if text else written)


def _version(path):
    """What tells one version of a file from another, None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
