"""SIGKILL a hundred times: while pages are fetched, loaded and read again, numbers corrected, copies published.

`make torture` does it a thousand times, from another seed each time; support/torture.py has what is done and compared.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from torture import STORY, Torture, open_torture

SEED = 4  # where none is given; moments that are seconds depend on the machine too


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Torture]:
    with open_torture(tmp_path_factory.mktemp("torture")) as opened:
        yield opened


def test_the_undisturbed_history_has_something_to_lose(torture: Torture) -> None:
    truth = torture.truth
    assert truth["content"]["articles"][0] == 6  # in two languages; two were revised
    assert truth["readings"] == [(12,)]  # by two sets of rules
    assert truth["corrections"] == [(4,)]  # one claim dropped, another set, the first taken back
    assert len(truth["observations"]) >= 3
    assert sum(truth["archive"].values()) == 8  # off topic ones too
    assert truth["left over"] == []


@pytest.mark.slow
def test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing(
    torture: Torture, pytestconfig: pytest.Config
) -> None:
    kills, given = pytestconfig.getoption("kills"), pytestconfig.getoption("seed")
    seed = SEED if given is None else given
    sys.stdout.write(f"seed {seed}\n")
    figures = torture.torment(kills, seed)
    sys.stdout.write(figures.describe() + "\n")
    assert figures.kills == kills
    assert kills < 100 or figures.killed.keys() == {step for step, _, _ in STORY}
    assert 0 < figures.at_points < kills
