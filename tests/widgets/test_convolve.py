"""What chapter 10 and the figure's own page say of kernels, stamps and stacks."""

import pytest
import torch
from playwright.sync_api import expect

from steepest import Convolve
from tests.widgets.hands import press, slider, state


@pytest.mark.parametrize(
    ("stack", "field", "jump"),
    [("two", 5, 1), ("five", 5, 1), ("pool", 8, 2), ("strides", 15, 4), ("dilated", 15, 1)],
)
def test_a_stacks_field_and_its_jump(called, stack, field, jump):
    layers = Convolve.data["stacks"][stack]["layers"]
    maps, places = called("convolve")(
        ["simulation.js", "stacked", [layers, Convolve.data["pixels"]]],
        ["simulation.js", "reached", [layers, 0]],
    )
    assert (maps[-1]["field"], maps[-1]["jump"]) == (field, jump)
    assert places[0][-1] - places[0][0] + 1 == field


@pytest.mark.parametrize(("stamp", "step"), [(2, 2), (3, 2), (4, 2), (5, 2), (4, 4), (2, 3)])
def test_the_words_say_a_chessboard_where_there_is_one(called, stamp, step):
    given = Convolve(view="spread", stamp=stamp, step=step).state()
    (words,) = called("convolve")(["words.js", "spreadWords", [given]])
    ones = torch.ones(1, 1, 9, 9), torch.ones(1, 1, stamp, stamp)
    inside = torch.nn.functional.conv_transpose2d(*ones, stride=step)[..., 6:-6, 6:-6]
    assert ("are even" in words) == (inside.min() == inside.max())
    assert ("holes" in words) == (inside.min() == 0)


def test_the_map_moves_along_with_the_7(called):
    one, other = called("convolve")(
        *(["shown.js", "slid", [Convolve(shift=shift).state()]] for shift in (1, 2))
    )
    assert [row[1:] for row in other["map"]] == [row[:-1] for row in one["map"]]


def test_the_window_by_hand_and_a_weight_of_the_readers(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Convolve()))
        slider(visit, "Window on the picture").focus()
        press(visit, "ArrowRight", 2)
        assert state(visit)["place"] == [1, 3]
        says = visit.locator(".convolve-says:visible")
        expect(says).to_contain_text("Row 1, column 3")
        weight = visit.get_by_label("Weight in row 0, column 0")
        weight.fill("9")
        weight.press("Tab")
        assert state(visit)["weights"][0] == 4  # the highest that there is
        assert state(visit)["preset"] == "own"
