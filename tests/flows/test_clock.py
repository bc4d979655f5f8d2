"""Clocks that jump, and runs around midnight: each day comes once, and is the day of its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desks import UP_TO_THE_LOAD, make_desk, open_press

from flows.daily import run_daily
from flows.line import new_run_id
from warehouse.publishing import Published

MIDNIGHT = datetime(2026, 11, 22, 16, tzinfo=UTC)  # in Shanghai
MOMENTS = (
    MIDNIGHT - timedelta(seconds=1),
    MIDNIGHT + timedelta(seconds=1),
    MIDNIGHT - timedelta(days=2),  # the clock was set back
    MIDNIGHT + timedelta(days=3),  # and far ahead
    MIDNIGHT + timedelta(hours=1),
)
UNPUBLISHED = replace(UP_TO_THE_LOAD, publish=lambda line, _lock: Published(line.data_dir, line.started, 0, 0))


def test_runs_at_any_time_of_a_clock_that_jumps_load_each_article_once_under_its_own_day(tmp_path: Path) -> None:
    with open_press(("sample_gongye_ribao",), newest=4) as press:
        steady, jumping = (make_desk(tmp_path / name, press) for name in ("steady", "jumping"))
        steady.run(UNPUBLISHED)
        loaded = []
        for moment in MOMENTS:
            line = jumping.line(started=moment, run_id=new_run_id(moment))
            loaded.append(run_daily(line, UNPUBLISHED if moment != MOMENTS[-1] else UP_TO_THE_LOAD).counts["articles"])
        printed = {(article.title, article.published.date()) for article in press.articles if article.on_topic}
    assert loaded == [len(printed), 0, 0, 0, 0]
    assert jumping.digest() == steady.digest()
    assert set(jumping.ask("SELECT title, published_day FROM articles")) == printed
    assert jumping.ask("SELECT count(*) FROM runs WHERE state = 'done'") == [(len(MOMENTS),)]
