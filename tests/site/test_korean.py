"""Korean text can be read on a machine that has no Korean typeface."""

import pytest

from tools.korean_font import FONT, SYLLABLES, used

pytestmark = pytest.mark.xdist_group("small")

FACE = "[...document.fonts].find((face) => face.family.includes('Course Korean'))"


def test_the_typeface_has_every_syllable_of_the_site():
    """Else: python -m tools.korean_font."""
    lacking = set(used()) - set(SYLLABLES.read_text("utf-8"))
    assert not lacking, "python -m tools.korean_font makes it again"
    assert FONT.stat().st_size < 60_000
    assert FONT.with_name("LICENSE-noto-sans-kr").exists()


def test_it_can_be_drawn_and_is_loaded_only_where_it_is_needed(small, visiting):
    """A page without Korean asks for none; where the machine has none, a page with it does."""
    with visiting() as visit:
        visit.open(small / "book/guide.html")
        visit.evaluate("document.fonts.ready")
        assert visit.evaluate(f"{FACE}.status") == "unloaded"
        visit.open(small / "book/glossary.html")
        # By this face alone, as if the machine had no other.
        visit.add_style_tag(
            content="dt :lang(ko), dt:lang(ko) { font-family: 'Course Korean' !important; }"
        )
        visit.wait_for_function(f"{FACE}.status === 'loaded'")


def test_its_letters_are_drawn(small, visiting):
    """Two syllables are two pictures, and neither is the box of a letter that is missing."""
    draw = """(letter) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
      const pen = canvas.getContext("2d");
      pen.font = "30px 'Course Korean'";
      pen.fillText(letter, 2, 32);
      return canvas.toDataURL();
    }"""
    with visiting() as visit:
        visit.open(small / "book/glossary.html")
        visit.evaluate("document.fonts.load('30px \"Course Korean\"', '학습률')")
        pictures = [visit.evaluate(draw, letter) for letter in "학습률\uffff"]
        assert len(set(pictures)) == 4
