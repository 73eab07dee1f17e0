"""A whole class: every submission of a lesson is graded, in any number, and nothing is lost."""
