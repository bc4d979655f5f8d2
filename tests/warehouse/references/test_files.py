"""Files of reference series: own tables, exports of vendors, and what is wrong with either."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extractors.errors import UsageError
from warehouse.references.known import Known, build_known
from warehouse.references.layouts import find_cells
from warehouse.references.points import Reading, build_points
from warehouse.references.tables import read_rows

MONTHLY = """数据库：月度数据,,,
时间：最近3个月,,,
指标,2025年9月,2025年8月,2025年7月
机器人产量_当期值(台),76287,63747,"63,747"
机器人产量_累计值(台),595000,512000,
机器人产量_同比增长(%),28.3,14.4,-2.0
注：口径见说明,,,
数据来源：统计局,,,
"""
DOWNWARD = """指标名称,中国:产量:机器人:累计值,广东:5G基站
频率,月,月
单位,万台,万个
指标ID,X1,X2
来源,统计局,通信管理局
2025-06-30,=\"36.9\",
2025-11-30,"67.3774",44.3
2025-12-31,77.3074,--
数据来源：某终端,,
"""
SEMICOLONS = """;China: 5G Base Stations;China: Robot: Output: ytd
Region;China;China
Frequency;Monthly;Monthly
Unit;Unit th;Unit
Status;Active;Active
Nov-25;4830;
Dec-25;4838;773074
"""


@pytest.fixture(scope="module")
def known(catalogue: SimpleNamespace) -> Known:
    words = [{"id": "percent", "symbols": ["%"]}, {"id": "yuan", "symbol": "CNY", "prefix": ["RMB"], "zh": ["元"]}]
    return build_known(catalogue.METRICS, catalogue.ENTITIES, [*catalogue.UNITS, *words])


@pytest.fixture
def read(tmp_path: Path, known: Known) -> Any:
    """Reads a text as a file of that encoding, under the options of the command."""

    def read_text(text: str, encoding: str = "utf-8", titles: dict[str, str] | None = None, **given: str) -> Reading:
        path = tmp_path / "known.csv"
        path.write_bytes(text.encode(encoding))
        return build_points(path, find_cells(path, read_rows(path)).cells, known, given, titles or {})

    return read_text


def show(reading: Reading) -> list[tuple[Any, ...]]:
    return [(p.metric_id, p.entity_id, p.kind, p.period_type, str(p.period_end), p.low) for p in reading.points]


def test_an_own_table_needs_no_more_than_periods_and_values(read: Any) -> None:
    table = "时间,数值,备注\n2025年12月,483.8万,年末\n2026-01,,\n2025-06-30,>450万,\n"
    reading = read(table, "gb18030", metric="5G base station", entity="中国")
    assert show(reading) == [
        ("base_stations", "CN", "level", "instant", "2025-12-31", 4_838_000),
        ("base_stations", "CN", "level", "instant", "2025-06-30", 4_500_000),
    ]
    assert [(p.comparator, p.high, p.note, p.place) for p in reading.points] == [
        ("eq", 4_838_000, "年末", "China"),
        ("gt", None, None, "China"),
    ]


def test_all_columns_are_taken(read: Any) -> None:
    heading = "metric,entity,place,start,end,value,unit,kind,modality,comparator,source,released"
    reading = read(f"{heading}\nrevenue,Acme,,2025-01,2025-07,1.5,亿元,,expected,ge,House,2025-03-01\n", unit="RMB bn")
    (point,) = reading.points
    assert (point.low, point.high, point.unit, point.place_id) == (1.5e9, None, "CNY", "CN")
    assert (point.period_type, point.period_start, point.modality) == ("ytd", date(2025, 1, 1), "expected")
    assert (point.source, point.released) == ("House", date(2025, 3, 1))


def test_series_down_and_periods_across(read: Any) -> None:
    """As the statistics office exports them: the month, the sum since January and the growth in one table."""
    reading = read(MONTHLY, "gb18030", entity="China")
    assert show(reading) == [
        ("robot_output", "CN", "level", "month", "2025-09-30", 76_287),
        ("robot_output", "CN", "level", "month", "2025-08-31", 63_747),
        ("robot_output", "CN", "level", "month", "2025-07-31", 63_747),
        ("robot_output", "CN", "level", "ytd", "2025-09-30", 595_000),
        ("robot_output", "CN", "level", "ytd", "2025-08-31", 512_000),
        ("robot_output", "CN", "growth", "month", "2025-09-30", 28.3),
        ("robot_output", "CN", "growth", "month", "2025-08-31", 14.4),
        ("robot_output", "CN", "growth", "month", "2025-07-31", -2.0),
    ]
    assert {(p.unit, p.basis) for p in reading.points} == {("count", None), ("percent", "yoy")}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_periods_down_and_series_across(read: Any, encoding: str) -> None:
    reading = read(DOWNWARD, encoding)
    assert show(reading) == [
        ("robot_output", "CN", "level", "half", "2025-06-30", 369_000),
        ("robot_output", "CN", "level", "ytd", "2025-11-30", 673_774),
        ("base_stations", "CN-GD", "level", "instant", "2025-11-30", 443_000),
        ("robot_output", "CN", "level", "year", "2025-12-31", 773_074),
    ]
    assert [p.source for p in reading.points] == ["统计局", "统计局", "通信管理局", "统计局"]


def test_semicolons_and_english_months(read: Any) -> None:
    assert show(read(SEMICOLONS)) == [
        ("base_stations", "CN", "level", "instant", "2025-11-30", 4_830_000),
        ("base_stations", "CN", "level", "instant", "2025-12-31", 4_838_000),
        ("robot_output", "CN", "level", "year", "2025-12-31", 773_074),
    ]


def test_a_title_of_another_name_is_said(read: Any) -> None:
    table = "Date,Sites on air (10 thousand)\n2025-12,483.8\n"
    titles = {"Sites on air (10 thousand)": "base_stations"}
    assert show(read(table, titles=titles, entity="CN", unit="万")) == [
        ("base_stations", "CN", "level", "instant", "2025-12-31", 4_838_000)
    ]
    with pytest.raises(UsageError, match=r"known\.csv:2: metric: there is no metric 'Sites on air .*--series"):
        read(table, entity="CN")


PROBLEMS = {
    "base_stations,CN,2025-13,1,": "period: '2025-13' is no period",
    "base_stations,CN,2025-12,many,": "value: 'many' is no number",
    "base_stations,CN,2025-12,1,元": "unit: '元' is no unit of it; it takes count",
    "base_stations,Nowhere,2025-12,1,": "entity: there is no entity 'Nowhere'",
    "base_stations,,2025-12,1,": "entity: says not whose figure it is",
    ",CN,2025-12,1,": "metric: names no metric",
    "robot_output,CN,2025-12-31,1,": "period: '2025-12-31' is a day, and this takes a period",
    "revenue,CN,2025,1,": "unit: names no currency",
    "base_stations,house,2025-12,1,": "place: says not where, and Research House has no home",
}


def test_every_cell_that_cannot_be_meant_is_named_with_its_line(read: Any) -> None:
    with pytest.raises(UsageError) as caught:
        read("\n".join(["metric,entity,period,value,unit", *PROBLEMS]))
    lines = str(caught.value).splitlines()
    for number, (line, problem) in enumerate(zip(lines, PROBLEMS.values(), strict=True), 2):
        assert f"known.csv:{number}: {problem}" in line


def test_many_problems_are_told_in_ten_lines(read: Any) -> None:
    with pytest.raises(UsageError) as caught:
        read("period,value\n" + "2025-12,x\n" * 40, metric="base_stations", entity="CN")
    assert len(str(caught.value).splitlines()) == 11
    assert str(caught.value).endswith("30 more like these")


FILES = {
    "": "holds no rows",
    "hello\nworld\n": ":1: no table of values is found",
    "metric,entitiy,period,value\n": ":1: there is no column 'entitiy'; did you mean 'entity'",
    "period,value\n": "holds no values",
    "period,value\n2025-12,1\n2025-12,2\n": ":3: value: 2 stands where line 2 has 1 for the same point",
}


def test_files_that_hold_no_table_say_so(read: Any, tmp_path: Path) -> None:
    for text, problem in FILES.items():
        with pytest.raises(UsageError) as caught:
            read(text, metric="base_stations", entity="CN")
        assert problem in str(caught.value)
    workbook = tmp_path / "known.xlsx"
    workbook.write_bytes(b"PK\x03\x04" + bytes(40))
    for path, problem in ((workbook, "Excel workbook"), (tmp_path, "a folder"), (tmp_path / "none", "No such file")):
        with pytest.raises(UsageError, match=problem):
            read_rows(path)


def test_what_is_hardly_possible_is_told(read: Any) -> None:
    reading = read("period,value\n2025-12,483.8\n", metric="base_stations", entity="CN")
    assert len(reading.points) == 1
    assert "out of what is plausible, such as 483.8: is the unit right?" in reading.warnings[0]
