"""The figure in JupyterLab: what the reader changes comes to Python, what Python sets is shown."""

import pytest
from playwright.sync_api import expect

from tools.driving import STATE

pytestmark = [pytest.mark.xdist_group("lab"), pytest.mark.slow]
FIGURE = "Activations('tanh', depth=12, layer=12)"
CELLS = (
    STATE,
    "figure.depth = 4\nfigure.init = 'too_large'\nfigure.activation = 'relu'",
    "figure.std = 0.2\nfigure.x = -1\nfigure.max_norm = 0.5",
    STATE,
)


def test_state_goes_both_ways(shown):
    notebook, figure = shown(FIGURE, *CELLS)
    page = notebook.page
    expect(figure.locator("thead")).to_contain_text("layer 12")

    figure.get_by_role("slider", name="x", exact=True).focus()
    page.keyboard.press("ArrowRight")
    figure.get_by_role("slider", name="Layer").focus()
    page.keyboard.press("ArrowLeft")
    figure.get_by_label("Initialisation").select_option("he")
    figure.get_by_role("checkbox", name="Clip gradients").check()
    told = notebook.state(2)
    assert (told["x"], told["layer"], told["clip"]) == (1.1, 11, True)
    assert (told["init"], round(told["std"], 3)) == ("he", 0.177)

    notebook.run(3)
    expect(figure.get_by_label("Initialisation")).to_have_value("too_large")
    expect(figure.get_by_label("Activation")).to_have_value("relu")
    expect(figure.locator("thead")).to_contain_text("all 4 layers")
    notebook.run(4)
    expect(figure.get_by_label("Initialisation")).to_have_value("custom")
    expect(figure.locator(".stp-act-point")).to_have_text("x = −1.00, f(x) = 0, slope f′(x) = 0")
    told = notebook.state(5)
    assert (told["init"], told["std"], told["x"]) == ("custom", 0.2, -1)
    assert (told["depth"], told["layer"], told["max_norm"]) == (4, 4, 0.5)
    assert told["clip"] is True
