"""What the files with a course directory's configuration are called; imports nothing."""

CONFIG, LOCAL = "nbgrader_config.py", "nbgrader_config_local.py"
"""Run by every command, so whoever can write them, or put others in their place, is the grader; the
second may hold a password."""
