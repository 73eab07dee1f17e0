"""The one error that a build ends with."""


class BuildError(Exception):
    """What stopped the build, where, and what to do, in one sentence."""
