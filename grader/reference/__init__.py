"""NumPy reference implementations, one module a topic. They import nothing else of the course."""
