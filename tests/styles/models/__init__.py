"""Styles of answers that are models: layers, the whole, `compile`, and what goes with them."""
