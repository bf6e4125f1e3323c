r"""The `{try}` role: a button in the text that sets the state of the widget above it.

    {try}`start on the ridge | {"start": [-2, 1]}`

The widget's script listens for clicks on `.steepest-try` and merges the state into the
nearest widget before the button, else the page's first. Where scripts are off, and in print,
the button is plain text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

log = logging.getLogger(__name__)


class TryError(ValueError):
    """What is wrong with the text of a `{try}` role, in one line."""


class TryButton(nodes.Inline, nodes.TextElement):
    """The button; its text is the label."""


def parse(text: str) -> tuple[str, dict[str, Any]]:
    """Split `label | {json}` into the label and the state."""
    label, bar, state = text.partition("|")
    if not bar or not label.strip():
        raise TryError('expected "label | {state}", such as: a ravine | {"surface": "ravine"}')
    try:
        value = json.loads(state)
    except json.JSONDecodeError as error:
        raise TryError(f"malformed JSON, {error.msg} at {state.strip()[error.pos :]!r}") from None
    if not isinstance(value, dict) or not value:
        raise TryError(f"the state must be a JSON object with a name or more, not {state.strip()}")
    return label.strip(), value


class TryRole(SphinxRole):
    """Turn the role's text into a button."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the button, or leave the text and warn."""
        try:
            label, state = parse(self.text)
        except TryError as error:
            log.warning("{try}`%s`: %s", self.text, error, location=self.get_location())
            return [nodes.Text(self.text.partition("|")[0].strip())], []
        button = TryButton(self.rawtext, label)
        button["state"] = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
        return [button], []


def visit_button(self: HTML5Translator, node: TryButton) -> None:
    """Open the button."""
    self.body.append(
        f'<button type="button" class="steepest-try" data-state="{self.attval(node["state"])}">'
    )


def depart_button(self: HTML5Translator, node: TryButton) -> None:
    """Close the button."""
    self.body.append("</button>")


def pass_through(self: Any, node: TryButton) -> None:
    """Write the label alone, where there are no buttons."""


def check_page(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Warn of a button on a page that has no widget to set."""
    body = context.get("body", "")
    if 'class="steepest-try"' in body and "data-widget=" not in body:
        log.warning("{try} on a page without a widget", location=pagename)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    plain = (pass_through, pass_through)
    app.add_node(TryButton, html=(visit_button, depart_button), latex=plain, text=plain)
    app.add_role("try", TryRole())
    app.connect("html-page-context", check_page)
