"""Helpers of lesson cells: stubs are waited for, claims are told true from false."""

import pytest

from grader.lab import after_writing, claim, table


def stub():
    raise NotImplementedError("Not written yet.")


def test_a_stub_gives_one_line_in_place_of_an_error(capsys):
    with after_writing(stub):
        stub()
    assert capsys.readouterr().out == "Write stub first, then run this cell again.\n"


def test_later_cells_that_miss_what_a_stub_did_not_make_wait_too(capsys):
    def unwritten():
        raise NotImplementedError

    with after_writing(unwritten):
        unwritten()
    with after_writing(unwritten):
        print(made_by_the_first_block)  # noqa: F821
    assert capsys.readouterr().out.count("Write unwritten first") == 2


def test_a_name_that_is_missing_for_another_reason_is_an_error():
    def written():
        return 1

    with pytest.raises(NameError), after_writing(written):
        written() + missing  # noqa: F821


def test_another_error_goes_on_and_points_to_the_check():
    def wrong():
        return None

    with pytest.raises(TypeError) as caught, after_writing(wrong):
        wrong() + 1
    assert caught.value.__notes__ == ["This cell uses your wrong: run its check first."]


def test_a_claim_says_whether_it_holds(capsys):
    claim("two is more than one", 2 > 1)
    claim("one is more than two", 1 > 2)
    first, second = capsys.readouterr().out.splitlines()
    assert first == "✓ holds: two is more than one"
    assert second == "✗ does not hold in this run: one is more than two"


def test_a_table_takes_numbers_and_text():
    shown = table(("rate", "test"), (0.5, "87.2 ± 1.3"), note="ten seeds")
    assert repr(shown).splitlines() == ["rate  test", "0.5   87.2 ± 1.3", "ten seeds"]
