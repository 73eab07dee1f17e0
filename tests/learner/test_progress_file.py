"""The progress file: what is recorded stays, whoever records at the same time."""

from concurrent.futures import ProcessPoolExecutor

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.learner import progress_file


def test_outside_of_a_learners_folder_there_is_none(tmp_path, monkeypatch):
    """Does grading, which runs elsewhere, find nowhere to write?"""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    assert progress_file.find_folder(tmp_path) is None


def test_the_folder_is_found_from_a_lesson(tmp_path, monkeypatch):
    """A notebook runs in its lesson's folder; its progress is kept one level up."""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    progress_file.create(tmp_path)
    lesson = tmp_path / "03_dropout"
    lesson.mkdir()
    monkeypatch.chdir(lesson)
    assert progress_file.find_folder() == tmp_path.resolve()


def test_the_environment_comes_first(mine, tmp_path):
    """COURSE_FOLDER names the folder wherever the notebook runs."""
    other = tmp_path / "other"
    other.mkdir()
    progress_file.create(other)
    assert progress_file.find_folder(other) == mine.resolve()


SLOW_DISK = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(suppress_health_check=SLOW_DISK, deadline=None, max_examples=40)
@given(
    attempts=st.lists(
        st.tuples(
            st.sampled_from(["passed", "partial", "failed", "error", "not attempted"]),
            st.floats(0, 3),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_the_best_score_stays_and_the_last_status_counts(tmp_path, attempts):
    """Whatever the order of attempts, a later failure costs no points."""
    (tmp_path / progress_file.NAME).unlink(missing_ok=True)
    for status, score in attempts:
        progress_file.record(tmp_path, "dropout_forward", status, score, 3, mistake="forgot")
    kept = progress_file.load(tmp_path)["dropout_forward"]
    assert kept["score"] == max(score for _, score in attempts)
    assert kept["status"] == attempts[-1][0]
    assert kept["attempts"] == sum(status != "not attempted" for status, _ in attempts)
    assert (kept["points"], kept["mistakes"]) == (3, {"forgot": len(attempts)})


def test_mistakes_stay_once_the_exercise_is_solved(tmp_path):
    """Is each mistake counted under its own name, and kept when a right answer follows?"""
    for mistake in ("forgot the scale", "scaled twice", "forgot the scale", None):
        progress_file.record(tmp_path, "a", "failed", 0.0, 2.0, mistake)
    kept = progress_file.load(tmp_path)["a"]["mistakes"]
    assert kept == {"forgot the scale": 2, "scaled twice": 1}


def test_hints_are_counted_beside_attempts(tmp_path):
    """Hints shown before the first attempt survive it, exercise by exercise."""
    assert progress_file.count_hint(tmp_path, "a") == 1
    progress_file.record(tmp_path, "a", "failed", 0.0, 2.0)
    assert progress_file.count_hint(tmp_path, "a") == 2
    assert progress_file.count_hint(tmp_path, "b") == 1
    assert progress_file.load(tmp_path)["a"]["status"] == "failed"


def record_many(arguments):
    """Record an exercise of one's own and one that all processes share, many times."""
    folder, name = arguments
    for _ in range(20):
        progress_file.record(folder, name, "passed", 1.0, 1.0)
        progress_file.record(folder, "shared", "failed", 0.0, 1.0)


def test_kernels_at_work_together_lose_no_record(tmp_path):
    """Do four processes that record at the same time all find their records kept?"""
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(record_many, [(tmp_path, f"own_{i}") for i in range(4)]))
    records = progress_file.load(tmp_path)
    assert records["shared"]["attempts"] == 80
    assert all(records[f"own_{i}"]["attempts"] == 20 for i in range(4))
