"""What keeps a submission from being scored by no fault of its own."""


class NoKernel(Exception):
    """No kernel could be had."""
