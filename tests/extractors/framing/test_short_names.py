"""Names that a text shortens, lengthens or only begins alike: who is meant by "Larkspur"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.names.names import find_names
from extractors.records import Claim
from extractors.rulebook import Rulebook

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Larkspur Dynamics Inc lost money. Larkspur sold 4 robots.", ["Larkspur Dynamics", "Larkspur Dynamics"]),
        ("Larkspur rose. It was Larkspur Motors that sold more.", ["Larkspur Motors", "Larkspur Motors"]),
        ("Bharti's shares rose after Bharti Airtel won.", ["Bharti Airtel", "Bharti Airtel"]),
        (
            "Larkspur Motors and Larkspur Capital met. Larkspur won.",
            ["Larkspur Motors", "Larkspur Capital", "Larkspur"],
        ),
        ("China Larkspur said it won. Larkspur rose.", ["China Larkspur", "China Larkspur"]),
        ("United Larch Motors won. The United team left.", ["United Larch Motors", "United"]),
        ("Larch Display Co won. Then Larch Display lost.", ["Larch Display", "Larch Display"]),
    ],
)
def test_a_short_form_is_the_company_that_alone_begins_so(rulebook: Rulebook, text: str, names: list[str]) -> None:
    found = find_names(text, "en", rulebook.gazetteer, rulebook.languages["en"].names)
    assert [name.name for name in found if not name.is_place] == names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Nokia Larch Labs won 4 orders.", "Nokia Larch Labs", "company"),
        ("Norway Larkspur has announced a tender.", "Norway Larkspur", "company"),
        ("Later Xiaomi Chairman Lu Wills said it sold 4.", "Xiaomi", "company"),
        ("In Norway Larkspur said it won.", "Norway", "place"),
        ("Larkspur Added A Million Users In May", "Larkspur", "unknown"),
        ("Oslo was cold. Larkspur's net loss grew.", "Larkspur", "company"),
        ("Oslo was cold. Larkspur said it will build a plant.", "Larkspur", "company"),
        ("Oslo was cold. Larkspur said it was a pity.", "Larkspur", "unknown"),
    ],
)
def test_what_a_name_does_tells_where_it_ends_and_what_it_is(
    rulebook: Rulebook, text: str, name: str, kind: str
) -> None:
    found = find_names(text, "en", rulebook.gazetteer, rulebook.languages["en"].names)
    assert (name, kind) in {(one.name, one.kind) for one in found}


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        ("The company, which overtook rival Dell in value, said its profit was $40 million.", "$40 million", "Nokia"),
        ("The Finnish maker, which owns Dell, lost $40 million.", "$40 million", "Nokia"),
        ("Larch Towers, a unit of carrier Orange, said it fixed a price of $4.", "$4", "Larch Towers"),
        ("The world's third-largest maker after Dell said profit rose 7 percent.", "7 percent", "Nokia"),
        ("Margins fell to 20 percent as Nokia cut prices.", "20 percent", "Nokia"),
        ("That missed market expectations that profit would reach $9 million.", "$9 million", "Nokia"),
        ("The company, which lost a tender, sold fewer phones than Dell, which sold 9 million.", "9 million", "Dell"),
    ],
)
def test_names_in_asides_take_no_figure_of_the_company_in_focus(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(f"Nokia reported its results. {text}", "2025-03-01")[quote].entity == entity
