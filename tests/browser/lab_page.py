"""What a learner does on a JupyterLab page: find a cell, write into it, run it, read, save."""

import re
import time
from urllib.parse import urlsplit

from playwright.sync_api import expect

PATIENCE = 90_000  # milliseconds: a kernel's first start on a busy machine
expect.set_options(timeout=PATIENCE)


class LabPage:
    """A page with one notebook open.

    Parameters
    ----------
    page : playwright.sync_api.Page
    """

    def __init__(self, page):
        self.page = page
        self.requests = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.set_default_timeout(PATIENCE)

    def open(self, address):
        """Open JupyterLab and wait for the notebook and its kernel."""
        self.page.goto(address)
        self.notebook = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        expect(self.notebook).to_be_visible()
        self._wait_for_session(address)
        self.wait_for_kernel()

    def _wait_for_session(self, address):
        """Wait until a kernel has answered: before, the page calls it idle too."""
        parts = urlsplit(address)
        sessions = f"{parts.scheme}://{parts.netloc}/api/sessions?{parts.query}"
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline:
            found = self.page.request.get(sessions).json()
            if any(each["kernel"]["execution_state"] == "idle" for each in found):
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(f"no kernel answered within {PATIENCE / 1000:g} s")

    def wait_for_kernel(self):
        """Wait until the kernel has nothing to do."""
        state = self.notebook.locator(".jp-Notebook-ExecutionIndicator")
        expect(state).to_have_attribute("data-status", "idle")

    def cell(self, text):
        """Return the code cell whose source holds this text."""
        source = self.page.locator(".cm-content", has_text=text)
        return self.notebook.locator(".jp-CodeCell", has=source).first

    def run(self, cell):
        """Run a cell as Shift+Enter does, and wait until it has run."""
        self._focus(cell)
        self.page.keyboard.press("Shift+Enter")
        expect(cell.locator(".jp-InputPrompt").first).to_have_text(re.compile(r"\[\d+\]:"))
        self.wait_for_kernel()

    def run_all_above(self, cell):
        """Choose Run All Above Selected Cell in the menu, and wait until all have run."""
        self._focus(cell)
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_text("Run All Above Selected Cell", exact=True).click()
        self.wait_for_kernel()

    def replace(self, cell, text):
        """Write text in place of a cell's source."""
        self._focus(cell)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def output(self, cell):
        """Return the place where a cell shows what it gives."""
        return cell.locator(".jp-OutputArea").first

    def save(self):
        """Save with Ctrl+S and wait until the tab no longer shows unsaved changes."""
        self.page.keyboard.press("Control+S")
        expect(self.page.locator(".jp-mod-dirty")).to_have_count(0)

    def _focus(self, cell):
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").first.click()
