"""Styles of source: rules of libcst that write the same computation in another way."""
