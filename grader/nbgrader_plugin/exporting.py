"""nbgrader's exporter with the preprocessors of ``c.Autograde``, which save what was scored."""

from nbconvert.preprocessors import ExecutePreprocessor
from traitlets.utils.importstring import import_item

from grader.learner import CourseError


def make_exporter(converter):
    """Make what nbgrader would export with when it autogrades.

    Parameters
    ----------
    converter : nbgrader.converters.Autograde

    Returns
    -------
    exporter : nbconvert.exporters.Exporter
    preprocessors : list of nbconvert.preprocessors.Preprocessor
        Those that it applies.

    Raises
    ------
    CourseError
        One of them would run students' code outside of the sandbox, or cannot be used.
    """
    exporter = converter.exporter_class(parent=converter, config=converter.config)
    return exporter, [_add(exporter, named) for named in converter.autograde_preprocessors]


def _add(exporter, named):
    """Have an exporter apply a preprocessor; what an instructor's module raises is a sentence."""
    name = named if isinstance(named, str) else named.__name__
    try:
        preprocessor = import_item(named) if isinstance(named, str) else named
        runs = issubclass(preprocessor, ExecutePreprocessor)
        made = None if runs else preprocessor(parent=exporter)
    except Exception as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise CourseError(
            f"{name} cannot be used as nbgrader_config.py has it ({said}): mend its lines there, "
            "or the module that they name."
        ) from None
    if runs:
        raise CourseError(
            f"{preprocessor.__name__} would run students' code here, not in the sandbox: "
            "take it out of c.Autograde.autograde_preprocessors in nbgrader_config.py."
        )
    exporter.register_preprocessor(made)
    return made
