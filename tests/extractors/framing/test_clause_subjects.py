"""Whose figure it is by the grammar of its clause: the subject, whatever other names stand nearer to the number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Claim

Read = Callable[..., dict[str, Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "entity"),
    [
        # a clause goes on with its subject behind what is inserted between commas
        ("Larch Robotics grew.\nThe company, which this month overtook Nokia in value, said profit was $40 million.",
         "$40 million", "Larch Robotics"),
        ("Larch Robotics, a unit of German carmaker Volkswagen AG (VOWG_p.DE), said it set a price of 20 euros.",
         "20 euros", "Larch Robotics"),
        ("Nokia grew.\nThe network gear maker, whose customers include Vodafone and AT&T, cut 900 jobs.",
         "900", "Nokia"),
        ("TSMC grew.\nThe chip foundry, Apple's main supplier, forecast sales of $2 billion.", "$2 billion", "TSMC"),
        ("ZTE, unlike Huawei, saw shipments grow 12 percent.", "12 percent", "ZTE"),
        ("ZTE, after losing an order to Ericsson, cut its forecast to 12 billion yuan.", "12 billion yuan", "ZTE"),
        ("ZTE, second only to Huawei, Ericsson and Nokia, sold 700 stations.", "700", "ZTE"),
        # within the insertion its own subject holds
        ("Dell, which bought Acer, Sony and Larch, sold 40 ships, said Xiaomi.", "40", "Dell"),
        # a sentence that opens with what a company is called tells of the one in focus
        ("SK Hynix grew.\nThe world's second-largest chipmaker after Samsung Electronics said it had 900 staff.",
         "900", "SK Hynix"),
        ("SK Hynix grew.\nThe nation's biggest chipmaker behind Samsung Electronics grew. Its sales rose 6 percent.",
         "6 percent", "SK Hynix"),
        ("Xiaomi grew.\nThe Beijing-based rival of Apple shipped 41 million units.", "41 million", "Xiaomi"),
        ("BYD grew.\nThe largest rival to Tesla in China sold 400,000 cars.", "400,000", "BYD"),
        ("ZTE and Samsung met.\nThe South Korean phone giant, which competes with Apple, sold 70 million units.",
         "70 million", "Samsung Electronics"),
        # but one whose name follows is that one
        ("SK Hynix grew.\nThe world's largest memory maker, Samsung Electronics, sold 300 chips.",
         "300", "Samsung Electronics"),
        ("SK Hynix grew.\nThe phone maker Xiaomi sold 300 phones.", "300", "Xiaomi"),
    ],
)  # fmt: skip
def test_the_subject_of_the_clause_has_the_number(read: Read, text: str, quote: str, entity: str) -> None:
    assert read(text)[quote].entity == entity
