"""What is asked of a sentence by several rules is answered once."""

from extractors.records import Quantity
from extractors.scenes import Scene, once_a_scene
from extractors.text.cues import Cue
from extractors.text.sentences import Sentence


def a_scene(text: str, *cues: Cue) -> Scene:
    sentence = Sentence(0, len(text), 0)
    return Scene(text, text.lower(), "en", None, sentence, [0, len(text)], (), cues, (), (), ())


def a_number(start: int, end: int) -> Quantity:
    return Quantity(start, end, "7", 7.0, 7.0, "eq", "count")


def test_a_question_is_answered_once_for_each_scene_and_place() -> None:
    asked: list[tuple[str, int]] = []

    @once_a_scene
    def stands_first(scene: Scene, quantity: Quantity) -> bool:
        asked.append((scene.text, quantity.start))
        return quantity.start == 0

    one, other = a_scene("7 or 7 cranes"), a_scene("7 cranes")
    assert [stands_first(one, a_number(0, 1)) for _ in range(3)] == [True] * 3
    assert not stands_first(one, a_number(5, 6))
    assert stands_first(other, a_number(0, 1))
    assert asked == [("7 or 7 cranes", 0), ("7 or 7 cranes", 5), ("7 cranes", 0)]


def test_cues_of_a_section_keep_the_order_of_the_text() -> None:
    may, plans, said = (
        Cue(3, 6, "modality", "expected"),
        Cue(8, 13, "modality", "target"),
        Cue(0, 2, "attribution", "said"),
    )
    scene = a_scene("it may, plans", said, may, plans)
    assert list(scene.section("modality")) == list(scene.section("modality")) == [may, plans]
    assert list(scene.section("basis")) == []
