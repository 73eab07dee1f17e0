"""The build: hand-written lesson -> executed instructor notebook -> student notebook."""

from grader.build.errors import BuildError
from grader.build.pipeline import run

__all__ = ["BuildError", "run"]
