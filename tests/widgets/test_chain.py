"""Chain: its bill and its cone against PyTorch's layers, and the hands on its page."""

import pytest
import torch
from playwright.sync_api import expect
from torch import nn

from steepest import Chain
from tests.widgets.hands import press, slider, state

NETS = [name for name, net in Chain.data["nets"].items() if "layers" in net]


def module(layer):
    """A settled layer in PyTorch."""
    kernel, stride, padding = (layer[part] for part in ("kernel", "stride", "padding"))
    if layer["kind"] == "pool":
        return nn.AvgPool2d(kernel, stride, padding)  # through a maximum no gradient is sure
    made = nn.ConvTranspose2d if layer["kind"] == "up" else nn.Conv2d
    settings = {} if layer["kind"] == "up" else {k: layer[k] for k in ("dilation", "groups")}
    return made(layer["inputs"], layer["channels"], kernel, stride, padding, **settings)


@pytest.mark.parametrize("net", NETS)
def test_the_bill_and_the_cone_are_pytorchs(called, net):
    (shown,) = called("chain")(["shown.js", "shown", [Chain(net=net, output=5).state()]])
    x = torch.rand(1, Chain.data["colours"], 32, 32, requires_grad=True)
    y = x
    for layer, found in zip(shown["layers"], shown["maps"][1:], strict=True):
        made = module(layer)
        for parameter in made.parameters():
            nn.init.ones_(parameter)
        before, y = y, made(y)
        assert tuple(y.shape[1:]) == (found["channels"], found["size"], found["size"])
        assert sum(p.numel() for p in made.parameters()) == found["parameters"]
        places = before if layer["kind"] == "up" else y
        weights = sum(p.numel() for p in made.parameters() if p.ndim == 4)
        assert weights * places[0, 0].numel() == found["products"]
    y[0, 0, shown["at"], shown["at"]].backward()
    reached = x.grad[0, 0].abs().amax(0).nonzero()[:, 0].tolist()
    assert reached == [at for at, count in enumerate(shown["cone"][0]) if count]
    assert shown["maps"][-1]["field"] >= shown["sees"][1] - shown["sees"][0] + 1


@pytest.mark.parametrize(("net", "field"), [("vgg", 16), ("strides", 15), ("dilated", 15)])
def test_fields_that_the_sentences_name(called, net, field):
    (shown,) = called("chain")(["shown.js", "shown", [Chain(net=net).state()]])
    assert shown["maps"][-1]["field"] == field
    assert str(field) in Chain(net=net).sentence()


def test_the_share_that_is_called_effective(called):
    calls = [["simulation.js", "span", [[1, 18, 62, 18, 1], share]] for share in (1, 0.95, 0.6)]
    assert called("chain")(*calls) == [[0, 4], [1, 3], [2, 2]]


def test_a_layer_is_added_changed_and_taken_away(visiting, page_of):
    with visiting() as visit:
        visit.open(page_of(Chain(net="dilated", layer=3)))
        line = visit.locator(".chain-line")
        expect(line).to_have_text("nn.Conv2d(8, 8, 3, padding=4, dilation=4)")
        slider(visit, "groups").focus()
        press(visit, "ArrowRight", 3)
        expect(line).to_have_text("nn.Conv2d(8, 8, 3, padding=4, dilation=4, groups=8)")
        visit.get_by_role("button", name="Add a layer").click()
        assert len(state(visit)["layers"]) == 4
        assert state(visit)["net"] == "own"
        visit.get_by_role("button", name="Remove it").click()
        assert len(state(visit)["layers"]) == 3


def test_a_chain_that_does_not_fit_says_so(visiting, page_of):
    long = Chain.data["fresh"] | {"kernel": 7, "dilation": 4, "padding": 0}
    with visiting() as visit:
        visit.open(page_of(Chain(net="own", layers=[long, long])))
        expect(visit.locator(".chain-says")).to_contain_text("does not fit")
        assert not visit.evaluate("/NaN|Infinity|undefined/.test(document.body.innerHTML)")


def test_layers_that_are_none_are_refused_in_a_line(refused):
    fresh = Chain.data["fresh"]
    refused(Chain, "it is a list of one to 6 layers", layers=[])
    refused(Chain, "it is a dict of kind, kernel", layers=[{"kernel": 3}])
    refused(
        Chain, "layers[0]['stride'] is 9; it is one of 1, 2, 3, 4", layers=[fresh | {"stride": 9}]
    )
