"""How Chinese texts bring in companies: forms that are compiled when a text first asks for one."""

import re

import pytest

from extractors.names import chinese_company_names, chinese_names
from extractors.names.chinese_company_names import Form

FORMS = {
    name: form
    for module in (chinese_company_names, chinese_names)
    for name, form in vars(module).items()
    if isinstance(form, Form)
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_compiles(name: str) -> None:
    assert re.compile(FORMS[name].pattern).groups <= 2
    assert re.compile(FORMS[name].core)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("FILED", "蓝鲸智能公告，北桥机床披露年报。其中南岭泵业中标一项工程", ["蓝鲸智能", "北桥机床", "南岭泵业"]),
        ("FUNDED", "青谷机器人近日完成融资；其后南岭泵业获得订单", ["青谷机器人"]),
        ("ACTED", "蓝鲸智能拟募资三亿元，北桥机床大涨5%", ["蓝鲸智能", "北桥机床"]),
        ("FILED", "会上没有人发言", []),
    ],
)
def test_a_form_is_found_at_the_heads_of_clauses(name: str, text: str, found: list[str]) -> None:
    assert [match[1] for match in FORMS[name].finditer(text)] == found
    assert found == [match[1] for match in re.finditer(FORMS[name].pattern, text)]
