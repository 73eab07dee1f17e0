"""Settings and files of the user's that could decide about a result or a picture, by file and line.

The course passes over most of them (see `grader.warm.library_settings`). What nobody can pass over
is in the way.
"""

import json
import os
import sys
from pathlib import Path

from grader.warm import search_path
from grader.warm.library_settings import DROPPED, variables

KERAS_DEFAULTS = {
    "backend": "tensorflow",
    "epsilon": 1e-07,
    "floatx": "float32",
    "image_data_format": "channels_last",
}


def in_the_way(folder):
    """Files beside a lesson that a kernel finds before the course's own.

    Parameters
    ----------
    folder : pathlib.Path
        The learner's.

    Returns
    -------
    list of str
        A sentence each.
    """
    found = []
    lessons = sorted(each for each in folder.glob("[!.]*") if each.is_dir())
    for place in (folder, *lessons):
        # Python's own modules are found before those beside a notebook.
        for name, path in sorted(search_path.modules_in(place).items()):
            if name in search_path.installed() - sys.stdlib_module_names:
                what = "the course's package" if name == search_path.COURSE else "the package"
                found.append(f"{path} hides {what} {name}: give it another name.")
    for path in sorted(folder.glob("*/matplotlibrc")):
        for line, text in _settings_of_matplotlib(path):
            found.append(
                f"{path}, line {line} ({text}) changes the pictures of the lesson beside it: "
                "remove the file."
            )
    return found


def passed_over(environment):
    """Settings at home and variables that the course does not use.

    Parameters
    ----------
    environment : mapping of str to str
        As the user has it: `grader.warm.library_settings.as_the_user_has_it`.

    Returns
    -------
    list of str
        The place, with a line where it is a file, and the setting.
    """
    own = variables()
    changed = [
        name
        for name in ("KERAS_BACKEND", "TF_USE_LEGACY_KERAS")
        if environment.get(name, own[name]) not in ("", own[name])
    ]
    names = [name for name in (*changed, *DROPPED) if name in environment]
    found = [f"{name}={environment[name]}" for name in names]
    home = Path(os.path.expanduser("~"))
    keras = Path(environment.get("KERAS_HOME") or home / ".keras", "keras.json")
    found += [f"{keras}, line {line} ({text})" for line, text in _settings_of_keras(keras)]
    for path in _matplotlib_files(home, environment):
        found += [f"{path}, line {line} ({text})" for line, text in _settings_of_matplotlib(path)]
    return found


def _settings_of_keras(path):
    """Numbers and texts of the lines of a keras.json that differ from how Keras comes."""
    text = _read(path)
    try:
        settings = json.loads(text) if text else {}
    except ValueError as error:
        return [(getattr(error, "lineno", 1), "no JSON")]
    if not isinstance(settings, dict):
        return [(1, "no settings")]
    lines = text.splitlines()
    found = []
    for name, default in KERAS_DEFAULTS.items():
        value = settings.get(name, default)
        if value != default or type(value) is not type(default):
            line = next((i for i, each in enumerate(lines, 1) if f'"{name}"' in each), 1)
            found.append((line, f"{name}: {json.dumps(value)}"))
    return sorted(found)


def _matplotlib_files(home, environment):
    """Where matplotlib looks for settings, but for the folder that a notebook lies in."""
    named = environment.get("MATPLOTLIBRC")
    folders = [environment.get("MPLCONFIGDIR")]
    folders.append(Path(environment.get("XDG_CONFIG_HOME") or home / ".config", "matplotlib"))
    folders.append(home / ".matplotlib")
    paths = [Path(each, "matplotlibrc") for each in (named, *folders) if each]
    paths = [Path(named), *paths] if named else paths
    return [path for path in dict.fromkeys(paths) if str(path) != variables()["MATPLOTLIBRC"]]


def _settings_of_matplotlib(path):
    """Numbers and texts of the lines of a matplotlibrc that set something."""
    lines = enumerate(_read(path).splitlines(), 1)
    return [(i, text) for i, each in lines if (text := each.partition("#")[0].strip())]


def _read(path):
    """A file's text, nothing where there is none that can be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
