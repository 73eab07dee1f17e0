"""A course on regularization in deep learning: checks, references and pictures."""
