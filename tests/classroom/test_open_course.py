"""Opening a course directory changes nothing else in the process."""

import logging

from class_folder import make

from grader.nbgrader_plugin.course import open_course


def test_everybodys_handlers_stay_open(tmp_path):
    """Closed by somebody else, TensorFlow's handler takes a stream of its own for one to close."""

    class Closable(logging.Handler):
        closed = False

        def close(self):
            self.closed = True
            super().close()

    handler = Closable()
    course = make(tmp_path / "class", {})
    assert open_course(course).root == str(course)
    assert not handler.closed
