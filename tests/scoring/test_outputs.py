"""What a student's process shows is capped and cleaned before anybody opens it."""

import base64

import pytest

from grader.scoring.outputs import CUT, MAX_OUTPUTS, Outputs

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n rest").decode()


def taken(*messages, most=1000):
    """The outputs that some messages make."""
    outputs = Outputs(most)
    for kind, content in messages:
        outputs.take(kind, content)
    return outputs.cells


def printed(text, name="stdout"):
    return "stream", {"name": name, "text": text}


def test_text_is_kept_and_joined_by_stream():
    """Do prints become one output, and warnings another?"""
    found = taken(printed("a"), printed("b"), printed("c", "stderr"), printed("d"))
    assert [(one.name, one.text) for one in found] == [
        ("stdout", "ab"),
        ("stderr", "c"),
        ("stdout", "d"),
    ]


@pytest.mark.parametrize("kind", ["display_data", "execute_result"])
def test_of_what_is_displayed_text_and_pictures_remain(kind):
    """Do HTML, scripts, SVG, Markdown, LaTeX and widgets go?"""
    shown = {
        "text/plain": "plain",
        "image/png": PNG,
        "text/html": "<script>1</script>",
        "application/javascript": "1",
        "image/svg+xml": "<svg onload='1'/>",
        "text/markdown": "<b>",
        "text/latex": "$$",
        "application/vnd.jupyter.widget-view+json": {},
    }
    (found,) = taken((kind, {"data": shown, "metadata": {"text/html": {"x": 1}}}))
    assert found.data == {"text/plain": "plain", "image/png": PNG}
    assert found.metadata == {}


@pytest.mark.parametrize("picture", ["'><script>", base64.b64encode(b"<svg/>").decode(), 7, None])
def test_a_picture_must_be_one(picture):
    """Is what only calls itself a picture dropped?"""
    (found,) = taken(("display_data", {"data": {"image/png": picture, "text/plain": "p"}}))
    assert found.data == {"text/plain": "p"}


def test_nothing_steers_a_terminal():
    """Do colors stay, and titles, cursor movements, bells and NULs go?"""
    text = "\x1b[31mred\x1b[0m \x1b]0;title\x07\x1b[2Jx\x00\x08\x9b1m\ty\n"
    (found,) = taken(printed(text))
    assert found.text == "\x1b[31mred\x1b[0m x1m\ty\n"


def test_too_much_is_cut_off_and_said():
    """Is the cap one of characters, for a line without an end too?"""
    found = taken(printed("x" * 5000), printed("more"), most=1000)
    assert [one.text for one in found] == ["x" * 1000 + CUT]


def test_too_many_are_cut_off():
    """Is there a cap on their number?"""
    shown = ("display_data", {"data": {"text/plain": "p"}})
    found = taken(*[shown] * (2 * MAX_OUTPUTS), most=10**9)
    assert len(found) == MAX_OUTPUTS + 1
    assert found[-1].text == CUT


@pytest.mark.parametrize("wait", [False, True])
def test_cleared_outputs_go(wait):
    """At once, or with the next output?"""
    clear = ("clear_output", {"wait": wait})
    assert [one.text for one in taken(printed("a"), clear, printed("b"))] == ["b"]
    assert bool(taken(printed("a"), clear)) == wait


def test_a_long_error_is_shortened():
    """Are frames and lines of a traceback capped?"""
    error = {"ename": "E" * 1000, "evalue": "v" * 10**5, "traceback": ["t" * 10**5] * 1000}
    (found,) = taken(("error", error), most=10**9)
    assert len(found.ename) == 200
    assert len(found.traceback) == 100
    assert max(map(len, (*found.traceback, found.evalue))) == 20_000


@pytest.mark.parametrize(
    "message",
    [("stream", {"name": "stdout", "text": 7}), ("stream", {}), ("error", {"traceback": None})],
)
def test_what_is_no_output_is_refused(message):
    """Does a malformed message raise, which its reader takes for no message?"""
    with pytest.raises((TypeError, KeyError)):
        taken(message)
