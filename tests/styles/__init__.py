"""Metamorphic tests of right answers: each is rewritten in many styles, and must still pass.

A style keeps what an answer computes and changes how it is written or what type comes back. So a
rewrite that is rejected shows a check that judges a spelling. Run ``python -m tests.styles`` for
all of them; `test_styles` runs a sample.
"""
