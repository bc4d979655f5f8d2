"""English, Chinese, or neither."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractors.pages.languages import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said that output of industrial robots rose by a third in the first half of the year.", "en"),
        ("China Mobile's profit rises 5 percent", "en"),
        ("Robots are here to stay", "en"),
        ("The port has 40 cranes.", "en"),
        ("Der Kran kostet 40 Euro, sagt the Company GmbH.", None),
        ("前五个月，全国工业机器人产量同比增长三成。", "zh"),
        ("中國移動表示，今年5G客戶增加三千萬戶。", "zh"),
        ("华为发布5G-A方案", "zh"),
        ("Unitree Robotics（宇树科技）今年交付了四千台 humanoid 机器人，比去年翻了一番，公司说明年还会更多。", "zh"),
        ("工場では新しいロボットが動いている。", None),
        ("이 회사는 올해 로봇 생산을 늘린다.", None),
        (
            "Die Zahl der Roboter in den Fabriken ist im vergangenen Jahr gestiegen, teilte der Verband mit.",
            None,
        ),
        ("Le nombre de robots dans les usines a augmenté de dix pour cent, selon les chiffres de la fédération.", None),
        ("El número de robots en las fábricas creció un diez por ciento el año pasado, según la federación.", None),
        ("O número de robôs nas fábricas cresceu dez por cento no ano passado, segundo a federação.", None),
        ("Компания поставила три тысячи роботов.", None),
        ("Số lượng robot trong các nhà máy đã tăng mười phần trăm so với năm trước.", None),
        ("2025 5 1,200 %", None),
        ("", None),
        ("https://example.org/a/b 2025", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_english_article_with_chinese_names_stays_english() -> None:
    text = "The robot maker UBTech (优必选) said on Monday that it had sold more than 500 humanoids to car plants. " * 3
    assert detect_language(text) == "en"


def test_a_short_english_text_needs_no_model() -> None:
    """Loading it takes longer than reading the text."""
    code = (
        "import sys; from extractors.pages.languages import detect_language; "
        "print(detect_language('By the end of May the port had 40 cranes.'), 'py3langid.langid' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert answer.stdout.split() == ["en", "False"]


def test_links_do_not_count_as_words() -> None:
    links = "https://example.org/the/news/of/the/day " * 20
    assert detect_language("工信部今天公布了数据。" + links) == "zh"
