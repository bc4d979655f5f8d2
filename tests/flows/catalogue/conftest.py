"""A small configuration folder that is whole, for tests to break in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

FILES = {
    "topics/robotics.yaml": """\
        id: robotics
        name: {en: Robotics, zh: 机器人}
        strong: {en: [robot], zh: [机器人]}
        """,
    "sources/press.yaml": """\
        id: press
        name:
          en: The Press
          zh: 报社
        homepage: https://press.example
        type: rss
        url: https://press.example/feed
        language: en
        zone: Asia/Shanghai
        tier: agency
        group: agency
        topics: [robotics]
        url_date_pattern: '/(?P<year>20\\d{2})/(?P<month>\\d{2})(?P<day>\\d{2})/'
        document_id: '/n(\\d+)\\.html'
        enabled: true
        examples:
          - url: https://press.example/2026/0131/n77.html
            date: 2026-01-31
            document_id: '77'
        """,
    "metrics/robot_output.yaml": """\
        id: robot_output
        name: {en: Robot output, zh: 机器人产量}
        topic: robotics
        definition: Robots that were produced.
        unit: count
        units: [count]
        kind: level
        nature: flow
        ranges:
          country: [10, 1000]
        phrases:
          en: [robot output, '{n} robots produced']
          zh: [机器人产量, 机器人…产量]
        traps: [not sales]
        examples:
          - lang: en
            published: 2026-01-31
            text: China's robot output reached 500 in 2025.
            claims:
              - {quote: '500', low: 500, high: 500, unit: count, kind: level, metric_id: robot_output, period_end: null}
        """,
    "entities/places.yaml": """\
        - id: CN
          name: {en: China, zh: 中国}
          kind: country
        - id: CN-BJ
          name: {en: Beijing, zh: 北京}
          kind: province
          parent: CN
        - id: maker
          name: {en: Robot Maker, zh: 造机器人的}
          kind: company
          home: CN
        """,
    "units/counts.yaml": """\
        - {id: kilogram, symbol: kg, dimension: mass, en: [kilograms], zh: [公斤]}
        """,
    "languages/en.yaml": """\
        numbers: {one: 1}
        """,
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The folder `config` with one file of each part."""
    for name, text in FILES.items():
        path = tmp_path / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return tmp_path / "config"


@pytest.fixture
def change(config: Path) -> Callable[[str, str, str], None]:
    """Replaces a text in a file of the folder; the text must be there."""

    def replace(name: str, old: str, new: str) -> None:
        path = config / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
