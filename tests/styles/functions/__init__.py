"""Styles of functions on arrays: of the callable, of what comes back, of what is passed on."""
