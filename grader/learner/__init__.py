"""The learner's side of the course: the folder, the progress file, JupyterLab."""


class CourseError(Exception):
    """Something the learner can put right; its message says how, in a sentence or two."""


from grader.learner import pinning  # noqa: E402  (it needs the class above)

pinning.pin_libraries()
