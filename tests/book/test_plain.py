"""MyST becomes Markdown that reads well where no directive is known."""

from textwrap import dedent

import pytest

from autograder.paths import ROOT
from tools.plain import Bibliography, Document, PlainError

BIBLIOGRAPHY = Bibliography.read(ROOT / "book" / "references.bib")


def plain(text, before="", figures=()):
    text = dedent(text).strip("\n")
    return Document([dedent(before), text], figures, BIBLIOGRAPHY).plain(text)


def test_an_equation_keeps_its_number_and_references_say_it():
    text = r"""
    $$
    a = b
    $$ (eq-first)

    $$
    no number
    $$

    $$
    c = d
    $$ (eq-second)

    By {eq}`eq-second` and {eq}`eq-first`.
    """
    assert plain(text) == dedent(
        r"""
        $$
        a = b \tag{1}
        $$

        $$
        no number
        $$

        $$
        c = d \tag{2}
        $$

        By (2) and (1)."""
    ).strip("\n")


def test_numbers_stand_behind_that_of_the_chapter():
    """As on the site: of equations, figures and tables with a title."""
    text = dedent(
        """
        $$
        x
        $$ (eq-x)

        ```{list-table} What is known
        :name: table-known

        * - a
          - b
        ```

        See {eq}`eq-x`, {numref}`fig-a` and {numref}`table-known`.
        """
    )
    made = Document([text], ["fig-a"], BIBLIOGRAPHY, chapter=5).plain(text)
    assert r"x \tag{5.1}" in made
    assert "**Table 5.1.** What is known\n\n| a | b |" in made
    assert made.endswith("See (5.1), Figure 5.1 and Table 5.1.")


def test_an_equation_may_be_a_directive():
    text = """
    ```{math}
    :label: eq-a
    x
    ```
    See {eq}`eq-a`.
    """
    assert plain(text) == "$$\nx \\tag{1}\n$$\nSee (1)."


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("{cite:t}`polyak1964`", "[Polyak (1964)](https://doi.org/10.1016/0041-5553(64)90137-5)"),
        ("{cite:t}`kingma2015`", "[Kingma & Ba (2015)](https://doi.org/10.48550/arXiv.1412.6980)"),
        ("{cite:p}`duchi2011`", "([Duchi et al., 2011](https://jmlr.org/papers/v12/duchi11a.html))"),
        ("{cite:p}`zeiler2012, goh2017`", "([Zeiler, 2012](https://doi.org/10.48550/arXiv.1212.5701);"
         " [Goh, 2017](https://doi.org/10.23915/distill.00006))"),
        ("{numref}`fig-b`", "Figure 2"),
        ("{term}`gradients <gradient>`", "gradients"),
        ("{term}`gradient`", "gradient"),
        ('{try}`a saddle | {"surface": "saddle"}`', "a saddle"),
        ("{math}`x^2`", "$x^2$"),
        ("{ref}`there <part>`", "there"),
        ("{ref}`part`", "*A part*"),
        ("{doc}`chapter 6 <06_schedules>`", "[chapter 6](06_schedules.ipynb)"),
    ],
)  # fmt: skip
def test_roles(role, said):
    text = f"Look: {role}, then go on."
    before = "(part)=\n## A part"
    assert plain(text, before, figures=("fig-a", "fig-b")) == f"Look: {said}, then go on."


def test_a_role_may_run_over_lines_and_stand_in_a_list():
    text = """
    - with {try}`a small
      rate | {"surface": "ravine", "settings":
      {"sgd": {"lr": 0.1}}}`, it crawls
      on and on
    """
    assert plain(text) == "- with a small rate, it crawls\n  on and on"


def test_code_is_left_alone():
    fence = "```python\n{eq}`label`\n% not a comment\n```"
    assert plain(fence) == fence
    with pytest.raises(PlainError, match="told from code"):
        plain("A role is written `` {eq}`label` ``.")


def test_a_note_becomes_a_quotation_with_a_title():
    text = """
    :::{admonition} The slide says
    :class: slide-says

    It has $a +
    b$, which is
    wrong.

    - one
    - two
    :::
    """
    assert plain(text) == dedent(
        """
        > **The slide says**
        >
        > It has $a + b$, which is wrong.
        >
        > - one
        > - two"""
    ).strip("\n")


def test_a_note_without_a_title_has_its_kind():
    assert plain("```{tip}\nTry it.\n```") == "> **Tip**\n>\n> Try it."


def test_a_question_opens_without_a_script():
    text = """
    ::::{admonition} Question 1
    :class: quiz

    What is `x` < 2?

    :::{dropdown} A. `x` < 1 and $x$
    **No.** See {eq}`eq-a`.
    :::
    ::::
    """
    assert plain(text, before="$$\ny\n$$ (eq-a)") == dedent(
        """
        #### Question 1

        What is `x` < 2?

        <details><summary>A. <code>x</code> &lt; 1 and $x$</summary>

        **No.** See (1).

        </details>"""
    ).strip("\n")


def test_a_list_table_becomes_a_table():
    text = """
    ```{list-table}
    :header-rows: 1

    * - rule
      - what it keeps,
        in a word
    * - Adam
      - $|m|$ and {try}`v | {"a": 1}`
    ```
    """
    assert plain(text) == dedent(
        r"""
        | rule | what it keeps, in a word |
        | --- | --- |
        | Adam | $\|m\|$ and v |"""
    ).strip("\n")


def test_a_figure_keeps_its_picture_its_number_and_its_words():
    text = """
    ```{figure} images/valley.svg
    :name: fig-valley
    :alt: A valley.

    A valley, *seen* from above.
    ```
    """
    assert plain(text) == (
        "![A valley.](../book/images/valley.svg)\n\n**Figure 1.** A valley, *seen* from above."
    )


def test_comments_and_labels_go():
    assert plain("% a note to the writer\n\n(label)=\n## Title\n\nText.") == "## Title\n\nText."


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{eq}`eq-none`", "no equation is labelled eq-none"),
        ("{numref}`fig-none`", "no figure is labelled fig-none"),
        ("{cite:t}`nobody1900`", "no work 'nobody1900' in the bibliography"),
        ("{unknown}`x`", "the role unknown has no plain form"),
        ("```{unknown}\nx\n```", "the directive unknown has no plain form"),
        ("$$\na\n$$ (eq-a)\n\n$$\nb\n$$ (eq-a)", "two equations are labelled eq-a"),
        ("```{list-table}\n* - a\n  - b\n* - c\n```", "different lengths"),
    ],
)
def test_what_has_no_plain_form_is_an_error(text, complaint):
    with pytest.raises(PlainError, match=complaint):
        plain(text)


def test_works_are_listed_once_by_author():
    document = Document([], [], BIBLIOGRAPHY)
    document.plain("{cite:t}`zeiler2012` {cite:t}`bengio2013` {cite:p}`zeiler2012`")
    lines = document.references().splitlines()
    bengio, zeiler = lines
    assert bengio.startswith("- Yoshua Bengio, Nicolas Boulanger-Lewandowski, and ")
    doi = "10.48550/arXiv.1212.5701"
    assert zeiler.endswith(f"[doi:{doi}](https://doi.org/{doi}).")
