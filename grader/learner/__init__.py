"""The learner's side of the course: the folder, the progress file, JupyterLab."""


class CourseError(Exception):
    """Something the learner can put right; its message is one sentence that says how."""
