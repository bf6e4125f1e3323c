"""The derived notebooks: fresh, plain, and they run."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.assignments.address import Address
from tools.notebooks import ROOT, chapters, derive, update, written

NOTEBOOKS = [ROOT / "notebooks" / f"{source.stem}.ipynb" for source in chapters()]
RAW = {
    "a role": re.compile(r"\{[A-Za-z][\w:+-]*\}`"),
    "a directive": re.compile(r"^\s*(?:`{3,}|:{3,}|~{3,})\s*\{", re.M),
    "a colon fence": re.compile(r"^\s*:::", re.M),
    "a label": re.compile(r"^\([\w-]+\)=$|^\$\$ \(", re.M),
    "a comment": re.compile(r"^% ", re.M),
    "a block break": re.compile(r"^\+\+\+", re.M),
}

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def markdown(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def test_notebooks_are_what_the_chapters_make(capsys):
    assert update(ROOT, check=True) == 0, capsys.readouterr().out


@each_notebook
def test_a_notebook_is_valid_and_has_no_outputs(path: Path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
            assert "mystnb" not in cell.metadata


@each_notebook
@pytest.mark.parametrize("kind", RAW)
def test_no_myst_is_left_in_a_notebook(path: Path, kind: str):
    for cell in markdown(nbformat.read(path, as_version=4)):
        assert not RAW[kind].search(cell.source), cell.source


@each_notebook
def test_a_notebook_opens_with_title_links_and_the_install_cell(path: Path):
    address = Address.read(ROOT)
    top, install = nbformat.read(path, as_version=4).cells[:2]
    assert top.source.startswith("# ")
    name = address.url.removeprefix("https://github.com/")
    colab = f"https://colab.research.google.com/github/{name}/blob/{address.branch}/notebooks/"
    assert f"({colab}{path.name})" in top.source
    assert install.source == address.install_cell()
    assert (
        f'find_spec("steepest") is None:\n    %pip install --quiet "steepest @ {address.url}/'
        in (install.source)
    )


@each_notebook
def test_references_are_listed_and_equations_numbered(path: Path):
    cells = markdown(nbformat.read(path, as_version=4))
    text = "\n".join(cell.source for cell in cells)
    tags = [int(number) for number in re.findall(r"\\tag\{(\d+)\}", text)]
    assert tags == list(range(1, len(tags) + 1))
    said = {int(number) for number in re.findall(r"(?<![\w\\$])\((\d{1,2})\)", text)}
    assert said
    assert said <= set(tags)
    figures = [int(number) for number in re.findall(r"^\*\*Fig\. (\d+)\.\*\*", text, re.M)]
    assert figures == list(range(1, len(figures) + 1))
    assert {int(number) for number in re.findall(r"Fig\. (\d+)", text)} == set(figures)
    assert cells[-1].source.startswith("## References\n\n- ")


@each_notebook
def test_relative_links_lead_somewhere(path: Path):
    for cell in markdown(nbformat.read(path, as_version=4)):
        for target in re.findall(r"\]\((?!https?://|#)([^)\s]+)\)", cell.source):
            assert (path.parent / target).exists(), target


SMALL = """\
---
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Small

One.

```{code-cell}
x = 1
```

Two.

```{code-cell}
x = 1
```
"""


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    (tmp_path / "book").mkdir()
    for name in ("_config.yml", "book/references.bib"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "book" / "01_small.md").write_text(SMALL, "utf-8")
    return tmp_path


def test_a_stale_or_left_over_notebook_is_noticed_and_mended(small_course: Path, capsys):
    notebook = small_course / "notebooks" / "01_small.ipynb"
    assert update(small_course, check=True) == 1
    assert not notebook.exists()
    assert update(small_course, check=False) == 0
    assert update(small_course, check=True) == 0
    left_over = notebook.with_name("02_gone.ipynb")
    shutil.copy(notebook, left_over)
    capsys.readouterr()
    assert update(small_course, check=True) == 1
    assert "notebooks/02_gone.ipynb is stale" in capsys.readouterr().out
    update(small_course, check=False)
    assert not left_over.exists()


def test_an_edit_changes_the_id_of_the_cell_that_it_touches_alone(small_course: Path):
    source = small_course / "book" / "01_small.md"
    before = derive(source, small_course)
    assert written(before) == written(derive(source, small_course))
    source.write_text(source.read_text("utf-8").replace("Two.", "Two, and more."), "utf-8")
    after = derive(source, small_course)
    changed = [a.source for a, b in zip(after.cells, before.cells, strict=True) if a.id != b.id]
    assert changed == ["Two, and more."]


def test_the_address_comes_from_the_configuration(small_course: Path):
    config = small_course / "_config.yml"
    public = Address.read(ROOT).url
    config.write_text(config.read_text("utf-8").replace(public, "https://github.com/a/b"), "utf-8")
    text = written(derive(small_course / "book" / "01_small.md", small_course))
    assert "steepest @ https://github.com/a/b/archive/" in text
    assert public not in text


# What the text of a chapter says of its own results, by chapter, as expressions that hold in its
# kernel when it has run.
CLAIMS = {
    "02_fitting": {
        "the points and errors are those of the live figure":
            "np.allclose([error(weights[12], x, y), error(weights[12], x_new, y_new)], "
            "[0.0344, 1.4923], atol=1e-4)",
        "the training error only falls, the validation error is lowest at 5 and highest at 12":
            "all(np.diff(old_errors) < 0) and np.argmin(new_errors) == 5 "
            "and np.argmax(new_errors) == 12",
        "both errors follow the shares of noise":
            "np.allclose([on_old[3:], on_again[3:]], "
            "sigma**2 * (1 + np.array([[-1], [1]]) * num_weights[3:] / 20), rtol=0.03)",
        "what was measured is the sum of the parts":
            "(abs(measured.mean(axis=1) - total) < 2 * margin).all()",
        "bias falls in steps at odd degrees":
            "np.isclose(off[1], off[2], rtol=0.02) and np.isclose(off[3], off[4], rtol=0.1) "
            "and off[3] < off[2] / 10 and off[5] < off[4] / 10",
        "from degree 5 on it is a share of the variance":
            "(off[5:] < spread[5:] / 60).all() and np.median(off[5:] / spread[5:]) < 1 / 200",
        "the sum is lowest at degree 3, where variance is a share of noise a weight":
            "total.argmin() == 3 and np.isclose(spread[3], sigma**2 * 4 / 20, rtol=0.15)",
        "a line has learned all at 400 points, three times the noise":
            "np.allclose(last[1], 3 * sigma**2, rtol=0.1)",
        "the curve of degree 9 ends at the noise": "np.allclose(last[9], sigma**2, rtol=0.05)",
        "the best of a thousand coins gains 20 points, and loses them":
            "won[-1].mean() > 0.7 and abs(tested.mean() - 0.5) < 0.01",
        "two folds are the most pessimistic; all are":
            "np.mean(schemes['2-fold']) > np.mean(schemes['5-fold']) > "
            "np.mean(schemes['10-fold']) > np.mean(schemes['true error'])",
        "five folds are steadier than one split":
            "np.std(schemes['5-fold']) < 0.7 * np.std(schemes['4 points held out, once'])",
        "features chosen outside the folds look splendid": "np.mean(outside) > 0.85",
        "and inside them are worth nothing": "abs(np.mean(inside) - 0.5) < 0.08",
        "the deepest trees are as bad as predicting the mean":
            "abs(tree_errors[1, -1].mean() / progress.var() - 1) < 0.1",
        "cross-validation did not flatter": "abs(picked[:, 2].mean() - picked[:, 3].mean()) < 150",
        "bagging took most of the variance of deep trees and little of the rest":
            "made_of['bagged deep trees'][1] < made_of['deep tree'][1] / 5 "
            "and made_of['bagged deep trees'][0] > 0.85 * made_of['deep tree'][0]",
        "and that of stumps": "made_of['bagged stumps'][1] < made_of['stump'][1] / 2",
        "boosted stumps have the smallest rest of all trees, and less variance":
            "min((n for n in made_of if n != 'linear'), key=lambda n: made_of[n][0]) "
            "== 'boosted stumps' and made_of['boosted stumps'][1] < made_of['stump'][1] / 5",
        "boosted deep trees end near one deep tree, and are better after some five":
            "abs(sum(made_of['boosted deep trees']) / sum(made_of['deep tree']) - 1) < 0.12 "
            "and 3 <= np.mean(by_trees['boosted deep trees'], 0).argmin() + 1 <= 10",
        "linear regression is as good as the best ensemble":
            "abs(sum(made_of['linear']) - sum(made_of['boosted stumps'])) < 250",
        "a peak at as many weights as samples":
            "widths[double['test'].mean(0).argmax()] == 200",
        "beyond it lower than anything before":
            "double['test'][:, -1].max() < double['test'][:, :9].min()",
        "weights are enormous at 200, and ever smaller beyond":
            "(lambda size: size[at(200)] > 10 * size[at(70)] and "
            "(np.diff(size[at(200):]) < 0).all())(np.median(double['size'], 0))",
        "a penalty removes the peak":
            "(np.diff(double['with a penalty'].mean(0)) < 0).all()",
    },
    "03_losses": {
        "the table of pulls":
            "np.allclose([pull for z in (-8.0, -3.0, 0.0, 2.0) "
            "for _, pull in three_losses(z).values()], [0.0007, 1, 1.004, 0.086, 0.953, 1.127, "
            "0.25, 0.5, 0.298, 0.025, 0.119, 0.005], atol=6e-4)",
        "one variance catches nearly all at the left and misses a quarter at the right":
            "np.allclose(np.mean([inside['one variance', s] for s in range(5)], 0)[[0, 2]], "
            "[0.99, 0.76], atol=0.04)",
        "a learned variance holds about nine of ten in each third":
            "np.allclose(np.mean([inside['learned variance', s] for s in range(5)], 0), 0.9, "
            "atol=0.035)",
        "the mean loss falls from 0.24 to about 0.01":
            "np.allclose([np.mean([nll[kind, s] for s in range(5)]) for kind in kinds], "
            "[0.24, 0.01], atol=0.04)",
        "squared error has hardly begun at 400 steps":
            "found[400, 'squared error'][:, 0].mean() < 0.25 "
            "and found[400, 'squared error'][:, 1].max() == 0",
        "weights by class are at their best after 200 steps":
            "found[200, 'weighted by class'][:, 0].mean() > "
            "found[1500, 'weighted by class'][:, 0].mean() - 0.02",
        "the weighted loss finds about two thirds, cross-entropy fewer than half":
            "abs(found[1500, 'weighted by class'][:, 1].mean() - 2 / 3) < 0.06 "
            "and found[1500, 'cross-entropy'][:, 1].mean() < 0.5",
        "and pays with false alarms":
            "found[1500, 'weighted by class'][:, 2].mean() < "
            "found[1500, 'cross-entropy'][:, 2].mean() - 0.03",
        "alpha of 0.25 finds no more than cross-entropy, 0.75 clearly more":
            "found[1500, 'focal, α = 0.25'][:, 1].mean() < "
            "found[1500, 'cross-entropy'][:, 1].mean() < "
            "found[1500, 'focal, α = 0.75'][:, 1].mean() - 0.08",
        "the order hardly differs in the end":
            "np.ptp([found[1500, name][:, 0].mean() for name in losses]) < 0.1 "
            "and 0.03 < np.mean([found[1500, name][:, 0].std(ddof=1) for name in losses]) < 0.07",
        "random triplets are easy, and the hardest are left":
            "still[False][:, 1].mean() > 2 * still[False][:, 0].mean() "
            "and still[True][:, 1].mean() < still[False][:, 1].mean() / 2",
        "two softmaxes cost 0.55": "abs(float(twice) - 0.5514) < 1e-4",
    },
    "04_gradient_descent": {
        "the formula of the gradient agrees with both witnesses":
            "abs(by_formula - by_torch) < 1e-12 and abs(by_formula - by_quotient) < 1e-6",
        "one step: the network follows the parabola at first, and breaks even later":
            "abs(after[5] - parabola[5]) < 0.02 and worse[0] > 2 / bend",
        "the best rate lies below the wall, the closer the more steps":
            "(lambda r: 0.7 < r[0] < r[1] < r[2] < 1)"
            "([tried[a.argmin()] / limit for a in above.values()])",
        "the wall stands where the formula puts it":
            "above[1000][tried > 1.008 * limit].min() > 1 and "
            "above[1000][tried < 0.999 * limit].max() < 0.01",
        "limits thousands of times smaller than 0.01, and far above it":
            "min(raw for raw, _ in limits.values()) < 1e-5 and "
            "max(scaled for _, scaled in limits.values()) > 0.1",
        "the smallest rate never meets its limit, and its loss never rises":
            "edge[0.25][0].max() < 8 and (np.diff(edge[0.25][1]) < 0).all()",
        "the others overshoot theirs, bounce about it, and settle below":
            "all(s.max() * lr > 2 and abs(s[20:31].mean() * lr / 2 - 1) < 0.1 "
            "and s[-1] * lr < 2 for lr, (s, _) in edge.items() if lr > 0.5)",
        "while the loss goes on falling, if not at every step":
            "all(0 < (np.diff(v) > 0).sum() < 30 and v[-1] < 0.1 "
            "for lr, (_, v) in edge.items() if lr > 0.5)",
        "above 0.5 the global minimum holds nobody":
            "not ends['global'][basin_rates > 0.5].any() and "
            "ends['local'][(basin_rates > 0.5) & (basin_rates < 0.95)].any(axis=1).all()",
        "narrow networks end at many losses, wide ones near the same":
            "ended[2][-1] > 2 * ended[2][0] and ended[4][-1] > 5 * ended[4][0] "
            "and ended[16][-1] < 1.5 * ended[16][0]",
        "a batch's noise is the formula's":
            "all(np.allclose(m[:-1], scale / sizes[:-1] * (1024 - sizes[:-1]) / 1023, rtol=0.15) "
            "for scale, m in noise.values())",
        "the noise scale is larger after six epochs":
            "noise['after six epochs'][0] > 1.2 * noise['before training'][0]",
        "the floor is the formula's":
            "all(np.allclose(h, (lr / (2 - lr) / floor_sizes) ** 0.5, rtol=0.2) "
            "for lr, h in hover.items())",
        "dealt out it is lower, the more so the larger the batch":
            "(np.diff(np.array(dealt[:-1]) / hover[0.1]) < 0.02).all() "
            "and dealt[-2] < 0.5 * hover[0.1][-1] and dealt[-1] < 1e-2 * dealt[-2]",
        "a step takes little longer with 16 images, an epoch of single images far longer":
            "step_time[2] < 2 * step_time[0] and epoch_time[0] > 30 * epoch_time[-1]",
        "no chosen rate is at the edge of the grid":
            "all(rates[0] < lr < rates[-1] for lr in best.values())",
        "the best rate grows, more slowly than in proportion, and not beyond 64":
            "2 < best['equal epochs', 64] / best['equal epochs', 1] < 64 and "
            "len({lr for (_, size), lr in best.items() if size >= 64}) == 1",
        "there is no rate at which to compare them all":
            "tuning[1024][11].mean(1)[rates == best['equal epochs', 1]] > 2 and "
            "tuning[1][11].mean(1)[rates == best['equal epochs', 1024]] > 2.2",
        "after equal steps 64, 256 and 1,024 images have the same loss":
            "all(np.allclose(tuning[n][budgets['enough steps'][n] - 1].mean(1)[:-1], "
            "tuning[64][11].mean(1)[:-1], rtol=0.12) for n in (256, 1024))",
        "four times the batch saves nearly three quarters of the steps, then hardly any":
            "12 < steps_needed[0] / steps_needed[2] < 20 "
            "and steps_needed[4] / steps_needed[5] < 1.6 and np.ptp(epochs_needed[:3]) <= 2",
        "single images are out of the race":
            "seconds_needed[0] > 3 * seconds_needed[2:].max()",
        "at equal epochs the full batch loses, and clearly":
            "final['equal epochs', 1024]['accuracy'].mean() < 0.8",
        "with enough steps the accuracies lie within about a point":
            "np.ptp([final['enough steps', n]['accuracy'].mean() for n in sizes]) < 0.015",
        "and vary as much from seed to seed":
            "all(0.003 < final['enough steps', n]['accuracy'].std(ddof=1) < 0.016 for n in sizes)",
    },
    "05_optimizers": {
        "ten directions are steep": "9 <= (valleys > 1).sum() <= 11",
        "most are thousands of times flatter":
            "np.median(abs(curvatures)) < curvatures[0] / 1000",
        "momentum at 3,000 beats SGD by far":
            "measured['sgd'][-1] > 20 * measured['momentum'][-1]",
        "AdaGrad crosses the aligned ravine in 4 steps": "needed['adagrad'][0] == 4",
        "and a turned one more slowly than SGD":
            "needed['adagrad'].max() > needed['sgd'].max() and np.ptp(needed['sgd']) == 0",
        "RMSprop forgets in some ninety steps":
            "abs(np.argmax(lengths['rmsprop'][20:] > 0.8) - 90) < 12",
        "AdaGrad never does": "lengths['adagrad'][-1] < 0.003",
        "uncorrected Adam: 3.2, then 6.6, then 26 % too long":
            "np.allclose([raw[0], raw.max(), raw[999]], [3.16, 6.57, 1.26], atol=0.02)",
        "no chosen rate is at the edge of the grid":
            "all(rates[0] < lr < rates[-1] for lr in best.values())",
        "good rates differ by a factor of 300":
            "300 <= max(best.values()) / min(best.values()) < 330",
        "the best rate of SGD is 1, and at 3.2 it learns nothing":
            "np.isclose(best['sgd'], 1) and valid_loss['sgd'][-2] > 2.2",
        "0.01 is the best rate of RMSprop and Adam":
            "np.isclose([best['rmsprop'], best['adam']], 0.01).all()",
        "tuned, test accuracies lie within a point":
            "np.ptp([100 * r['test'][1].mean() for r in tuned.values()]) < 1",
        "and vary as much from seed to seed":
            "all(0.3 < 100 * r['test'][1].std(ddof=1) < 1 for r in tuned.values())",
        "SGD looks hopeless at its default": "untuned['sgd']['test'][1].mean() < 0.25",
        "and Adam doesn't": "untuned['adam']['test'][1].mean() > 0.9",
        "RMSprop is the champion of the defaults":
            "max(untuned, key=lambda n: untuned[n]['test'][1].mean()) == 'rmsprop'",
        "momentum and Nesterov reach 0.1 first, AdaGrad and Adadelta last":
            "(lambda t: max(t['momentum'], t['nesterov']) < t['sgd'] + 1 and "
            "min(t['adagrad'], t['adadelta']) > t['momentum'] + 1)"
            "({n: np.argmax(typical(r['curve']) < 0.1) for n, r in tuned.items()})",
    },
    "07_activations": {
        "four fates: sigmoid's gradient is gone, eighteen powers of ten":
            "middle(('sigmoid', 1.0), 'grad')[0] < 1e-17",
        "ReLU at 1 has equal and tiny gradients, and its images fade":
            "(lambda g: g.max() < 5 * g.min() and g.max() < 1e-4)"
            "(middle(('relu', 1.0), 'grad')) and middle(('relu', 1.0), 'size')[-1] < 1e-4",
        "tanh at 3 has over a thousand times the gradient in layer 1":
            "(lambda g: g[0] > 1000 * g[-1])(middle(('tanh', 3.0), 'grad'))",
        "tanh at 1 and ReLU at 1.41 come through":
            "all(0.1 < middle(case, 'grad')[0] / middle(case, 'grad')[-1] < 10 "
            "for case in (('tanh', 1.0), ('relu', 2**0.5)))",
        "the plain step from the cliff goes far out, the clipped one near the goal":
            "plain < -10 and abs(tamed - 1) < 0.02 and abs(stuck - 0.8) < 0.01",
        "predictions hold, for large gains too":
            "all(abs(np.log10(arrived[n][i] / predict(n, g)[1])) < 2 "
            "for n in shown_names for i, g in enumerate(gains))",
        "crossings: at √2, a little above 1, near 10":
            "np.allclose([crossing[n] for n in shown_names], [1.43, 1.2, 10.2], rtol=0.06)",
        "a gain of 1 fades as 1/√(2ℓ) for tanh: 0.13 at layer 30":
            "abs(sizes['tanh', 1.0][-1] - 0.13) < 0.01 and "
            "np.allclose(predict('tanh', 1.0)[0][9:], (2 * np.arange(10, 31)) ** -0.5, rtol=0.1)",
        "and to 0.00002 for ReLU": "1e-5 < sizes['relu', 1.0][-1] < 4e-5",
        "a ReLU network's typical size lies below the mean":
            "sizes['relu', 2**0.5][-1] < predict('relu', 2**0.5)[0][-1]",
        "nn.Linear's default is 1/√3, Xavier's 1, He's √2":
            "np.allclose(list(pytorch.values()), [3**-0.5, 1, 2**0.5], rtol=0.01)",
        "up to its last good rate hardly any unit dies":
            "relu['dead'][steps <= last_good['ReLU']].max() < 0.1",
        "beyond, most are dead": "counted.size and counted.min() > 0.5",
        "and leaky ReLU runs off to infinity": "infinite >= 2",
        "clipped, ReLU learns at that rate": "clipped['accuracy'][lost].min() > 0.9",
        "at thirty layers two pairs guess, at every rate, and four don't":
            "all((scores[pair, 30].max() < 15) == (pair in ('sigmoid, Xavier', 'ReLU, Xavier')) "
            "for pair in pairs) and all(scores[pair, 30].min() > 20 for pair in lasting)",
        "the spread alone revives ReLU": "scores['ReLU, He', 10].min() > "
            "scores['ReLU, Xavier', 10].max()",
        "at three layers all but the sigmoid are within a few points":
            "np.ptp([scores[pair, 3].mean() for pair in list(pairs)[1:]]) < 4",
        "the sigmoid chose the largest rate": "chosen['sigmoid, Xavier', 3] == rates[-1]",
        "tanh and ELU keep images apart, the ReLUs don't, and train worst":
            "max(alike['tanh, Xavier'], alike['ELU, its gain']) < 0.7 < 0.9 < "
            "min(alike['ReLU, He'], alike['leaky ReLU, its gain']) and "
            "min(scores[p, 30].mean() for p in ('tanh, Xavier', 'ELU, its gain')) > "
            "10 + max(scores[p, 30].mean() for p in ('ReLU, He', 'leaky ReLU, its gain'))",
        "leaky ReLU and tanh scatter at thirty layers":
            "min(scores[p, 30].std() for p in ('leaky ReLU, its gain', 'tanh, Xavier')) > 4",
    },
    "08_normalization": {
        "standardising mends most of the bowl, whitening all of it":
            "all(a > 100 * b and b > 10 and c < 1.001 for a, b, c in conditions.values())",
        "the whitened bowl takes one step":
            "excess['whitened'][1] < 1e-12 and excess['standardised'][-1] < 1e-3 "
            "and excess['centred'][-1] > 0.1",
        "whitening costs more, and the more the wider":
            "(lambda w, s: w[-1] > 10 * s[-1] and w[-1] / w[0] > s[-1] / s[0])"
            "(cost['whiten'], cost['standardise'])",
        "whitened, a few samples are equally far apart":
            "np.ptp(apart['whitened']) < 1e-6 and np.ptp(apart['as they are']) > 1",
        "a bias runs away, and the loss stays":
            "biases[False][-1] > 15 and abs(biases[True][-1]) < 1e-9 and "
            "max(np.ptp(loss) for loss in losses.values()) < 1e-9",
        "the one-pass variance is off by more than 1 at 10,000":
            "abs(short[10_000.0][1] - 1) > 1 and abs(short[10_000.0][0] - 1) < 0.01",
        "about half is cut at the start, and shape decides":
            "abs(share['normal'][20] - 50) < 2 and share['skewed'][20] > 58",
        "nothing comes through a batch of two, (n - 2)/n in general":
            "through[0] < 1e-9 and "
            "np.allclose(through, 1 - 2 / np.array(sizes), atol=0.03)",
        "what is passed on sums to zero": "abs(passed.sum()) < 1e-9",
        "with batch norm, gradients are inverse to the weights":
            "np.allclose([one[1] * scale for scale, one in lengths.items()], 1.161, rtol=0.01)",
        "and those without grow": "lengths[10.0][0] > lengths[0.1][0]",
        "at right angles to them": "max(one[2] for one in lengths.values()) < 1e-5",
        "no norm works at He's factor alone, batch norm at every one":
            "(np.delete(best_of['none'], 3) < 0.5).all() and (best_of['batch'] > 0.7).all() "
            "and good['batch'] > 5 * good['none']",
        "larger first weights want larger rates":
            "(np.diff(maps['batch'].argmax(axis=1)) <= 0).sum() >= 5 and "
            "maps['batch'][0].argmax() > maps['batch'][-1].argmax()",
        "at small rates batch norm is hardly ahead":
            "abs(maps['batch'][3, :3] - maps['none'][3, :3]).max() < 0.1",
        "batch norm arrives first, at both depths":
            "all(arrived['batch', d] < arrived['none', d] for d in (2, 8))",
        "the plain deep network has not arrived, and its seeds differ":
            "np.isinf(arrived['none', 8]) and "
            "speed['none', 8]['test'].std(ddof=1) > 3 * speed['batch', 8]['test'].std(ddof=1)",
        "and does not know the training images":
            "speed['none', 8]['train'].mean() < 0.9",
        "with two layers both do, and a handful of test images lies between":
            "min(speed[n, 2]['train'].mean() for n in ('none', 'batch')) > 0.99 "
            "and 0 < 3.6 * gain < 8",
        "the share of zeros rises a little, and units come to differ":
            "0.02 < zeros['after'].mean() - zeros['before'].mean() < 0.12 and "
            "zeros['after'].std() > 1.5 * zeros['before'].std() and low < 48",
        "train mode is near in mixed company, hopeless in twos and sorted":
            "(lambda m: m[0] - 0.06 < m[1] < m[0] and m[3] < 0.4 and m[4] < 0.4)"
            "([found.mean() for found in modes.values()])",
        "at two batch norm fails, group norm works":
            "small['batch', 2].mean() < 0.45 and small['group', 2].mean() > 0.85",
        "at four they lie close":
            "np.ptp([small[n, 4].mean() for n in dressed]) < 0.04",
        "from eight on batch norm is ahead":
            "all(small['batch', b].mean() > max(small[n, b].mean() for n in ('none', 'group')) "
            "for b in (8, 32))",
        "group norm is no better than none within the spread":
            "all(small['group', b].mean() - small['none', b].mean() < 0.04 for b in batch_sizes)",
    },
    "16_regression_metrics": {
        "the errors' ratio is that of normal ones":
            "1.2 < ratio.min() and ratio.max() < 1.27",
        "a wrong record hardly moves MAE and doubles RMSE":
            "np.median(record['MAE'][-1]) < 1.4 and np.median(record['RMSE'][-1]) > 2 "
            "and after_r2 < 0.5 * before_r2",
        "scikit-learn's MAPE of a true zero is astronomic": "silent > 1e15",
        "each constant is where its metric is lowest":
            "all(abs(candidates[c.argmin()] - asked[n]) <= 2 for n, c in curves.items()) "
            "and asked['MAPE'] < asked['MAE'] < asked['RMSE']",
        "MAPE survives a scale, not another zero; R² survives both":
            "(lambda t: np.isclose(t['y']['MAPE'], t['10 y']['MAPE']) and "
            "t['y + 100']['MAPE'] < 0.6 * t['y']['MAPE'] and "
            "np.ptp([u['R²'] for u in t.values()]) < 1e-9)(in_units)",
        "within each group R² is far lower, and lowest where RMSE is best":
            "(lambda m: max(m['low'][2], m['middle'][2], m['high'][2]) < 0.6 * m['all'][2] and "
            "min('low middle high'.split(), key=lambda n: m[n][1]) == 'low' == "
            "min('low middle high'.split(), key=lambda n: m[n][2]))"
            "({n: v.mean(axis=0) for n, v in thirds.items()})",
        "R² is explained variance less the lean's square, wherever the line is moved":
            "np.allclose(parabola, [r2_score(held_y, held_p + b) for b in some])",
        "the gap is luck's, from 30 patients on, and a little more below":
            "np.allclose(gaps[1:].mean(axis=1), luck_at[1:], rtol=0.2) and "
            "1 < gaps[0].mean() / luck_at[0] < 1.6",
        "single gaps: most below three times the mean, some below a tenth of it":
            "(np.percentile(gaps, 90, axis=1) < 3.01 * gaps.mean(axis=1)).all() and "
            "(np.percentile(gaps, 10, axis=1) < 0.1 * gaps.mean(axis=1)).all()",
        "percent is the best by MAPE in nearly all splits, and worse by R² in all":
            "wins('test', 'MAPE')['percent'] >= 55 and lost == 60",
        "careful is worse than the mean by R², and close by explained variance":
            "column('test', 'careful', 'R²').max() < 0 and 0 < ev_gap.mean() < 0.06",
        "moved, both come back, and percent loses its lead":
            "min(column('moved', n, 'R²').mean() for n in ('careful', 'percent')) > 0.4 and "
            "column('moved', 'percent', 'MAPE').mean() > column('test', 'squares', 'MAPE').mean()",
        "the test finds the leans, and hardly more than luck without":
            "beyond['percent'] == beyond['careful'] == 60 and beyond['squares'] <= 9 "
            "and abs(own_gap / expected - 1) < 0.25",
        "least squares wins most splits by the metric of its rival, by little":
            "train_wins == 60 and wins('test', 'MAE')['squares'] > 40 and "
            "0 < column('test', 'absolute', 'MAE').mean() - "
            "column('test', 'squares', 'MAE').mean() < 1.5",
    },
    "17_classification_metrics": {
        "from four cells several digits are hardly found, with the accuracy of always no":
            "len(blind) >= 4 and abs(accuracy[blind] - 0.9).max() < 0.005",
        "0, 1 and 8 are among them": "{0, 1, 8} <= set(blind)",
        "precision follows the formula, recall stays":
            "np.allclose(drawn[:, :, 0].mean(1), shares * t / (shares * t + (1 - shares) * f), "
            "atol=0.03) and np.ptp(drawn[:, :, 1].mean(1)) < 0.04",
        "the 8 is hardest to tell, and 8 and 1 are not confused alike":
            "np.diag(percents).argmin() == 8 and wrong[8, 1] > 1.5 * wrong[1, 8]",
        "without eights accuracy rises and macro F1 falls":
            "last[0] > first[0] + 0.02 and last[1] < first[1] - 0.04",
        "the F1 of a few eights is mostly noise": "faded[3:5, :, 2].std(axis=1).min() > 0.1",
        "15 pairs and a tie of 20": "np.isclose(pair_auc, 15.5 / 20)",
        "four cells carry something about the 8":
            "min(r[2] for r in measured['four cells'][8]) > 0.6",
        "with one level the area says how ties were treated":
            "[tied[way][0] for way in ways] == [1, 0.5, 0]",
        "no benign tumour scores as high as the upper three quarters of the malignant ones":
            "abs((scores[malignant == 1] > scores[malignant == 0].max()).mean() - 0.75) < 0.02",
        "the area of precision and recall falls as positives get rarer":
            "precisions[0.37] > precisions[0.1] > precisions[0.01] + 0.05",
        "logistic regression is calibrated, naive Bayes far too sure":
            "abs(np.subtract(*reliable['logistic regression'])).max() < 0.08 "
            "and sure['naive Bayes'] > 0.8",
        "but its order is nearly as good":
            "0 < area['logistic regression'].mean() - area['naive Bayes'].mean() < 0.02",
        "a threshold that knows the costs is worth more than the model":
            "(lambda a, b: 0 < b['one half'].mean() - a['one half'].mean() < min(m['one half']"
            ".mean() - m['cheapest'].mean() for m in (a, b)))(*paid.values())",
        "theory is a little cheaper than samples, where scores are probabilities":
            "(lambda a: 0 < a['cheapest'].mean() - a['theory'].mean() < 6)"
            "(paid['logistic regression'])",
        "and samples mend what theory can't, where they are not":
            "(lambda b: b['cheapest'].mean() < 0.7 * b['theory'].mean())(paid['naive Bayes'])",
        "the cheapest thresholds of naive Bayes lie far below theory":
            "np.median(chosen['naive Bayes']['cheapest']) < 0.01",
        "the best F1 is no better than one half for logistic regression":
            "(lambda a: abs(a['best F1'].mean() - a['one half'].mean()) < 5)"
            "(paid['logistic regression'])",
        "hindsight is cheapest in every split":
            "all((m['hindsight'] <= m[rule]).all() for m in paid.values() for rule in m)",
        "reciprocal rank is the mildest judge, average precision the strictest":
            "all(v.mean(0).argmax() == 1 and v.mean(0).argmin() == 2 for v in searched.values())",
    },
    "18_detection_metrics": {
        "the lecture's three overlaps":
            "np.allclose(list(overlaps.values()), [0.4034, 0.7330, 0.9264], atol=0.005)",
        "two detections want B1, and the second may have B2 up to 0.579":
            "beside[0, 0] > beside[1, 0] > beside[1, 1] and 0.55 < beside[1, 1] < 0.6",
        "order decides where scores or overlaps tie":
            "np.allclose(list(tied.values()), [1, 0.5, 51 / 101, 1])",
        "by hand and by pycocotools, to 1e-6": "apart < 1e-6",
        "and by the exercises' reference":
            "abs(__import__('autograder.checks.formula', fromlist=['load']).load('coco_map')"
            "(found[0], truths) - tables[0].mean()) < 1e-6",
        "neither 0 nor 1, good at 0.5 and hopeless at 0.95":
            "all(t[0].min() > 0.5 and t[-1].max() < 0.03 and 0.25 < t.mean() < 0.6 "
            "for t in tables)",
        "each class falls with the threshold": "(np.diff(by_class, axis=0) < 0).all()",
        "the slide's mean is lower, as its covariance says, by more than seeds differ":
            "np.allclose(slide_mean, predicted) and "
            "(plain_mean - slide_mean).min() > 1.5 * np.ptp(plain_mean)",
        "the three areas keep to their bounds":
            "all((off[:, i] <= (1 - areas[:, 0]) / n + 1e-9).all() and "
            "(off[:, i] >= -areas[:, 0] / n - 1e-9).all() for i, n in enumerate((11, 101)))",
        "eleven points flatter poor curves":
            "areas[poor, 1].mean() > 1.3 * areas[poor, 0].mean()",
        "both ends of NMS are bad, and without it less than half is left":
            "(middle[0] < middle[2]).all() and (middle[-1] < middle[2] / 2).all() "
            "and limits[2] == 0.5",
        "a strict threshold would rather keep a second box":
            "middle[:, 1].argmax() > middle[:, 0].argmax()",
        "the rules part seldom, and the more the less NMS throws out":
            "(lambda a, b, c: a < b < c < 0.01 * 60_000)(*[n for n, _ in parted.values()]) "
            "and all((ap[:, 0] >= ap[:, 1]).all() for _, ap in parted.values())",
        "cut at 0.5, most is right, and AP50 is lowest":
            "(lambda c: (np.diff(c[:, 1]) > 0).all() and (np.diff(c[:, 3]) < 0).all() "
            "and c[-1, 1] > 0.6)(np.array([np.mean(v, axis=0) for v in cut_scores.values()]))",
        "nearly all shapes are small, none is large, larger ones are easier":
            "np.mean(sizes < 32) > 0.8 and whole.stats[5] == -1 "
            "and whole.stats[4] > whole.stats[3]",
        "AR with one detection is low, AR with a hundred above AP":
            "whole.stats[6] < 0.7 * whole.stats[7] and whole.stats[8] > whole.stats[0]",
    },
}  # fmt: skip


# The site executes every chapter; here one more is run beside the suite, as a student would.
RUNS = [
    pytest.param(path, id=path.stem, marks=() if path.stem == "05_optimizers" else pytest.mark.slow)
    for path in NOTEBOOKS
]


@pytest.mark.xdist_group("kernel")
@pytest.mark.parametrize("path", RUNS)
def test_a_notebook_runs_and_its_results_are_what_its_text_says(path: Path, tmp_path: Path):
    notebook = nbformat.read(path, as_version=4)
    claims = CLAIMS[path.stem]
    asked = "import json\nprint(json.dumps({" + ",".join(
        f"{claim!r}: bool({expression})" for claim, expression in claims.items()
    ) + "}))"  # fmt: skip
    notebook.cells.append(nbformat.v4.new_code_cell(asked))
    client = NotebookClient(
        notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    printed = notebook.cells[-1].outputs[0].text
    assert [claim for claim, holds in json.loads(printed).items() if not holds] == []
    shown = [
        output.data["text/html"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "steepest-figure" in output.get("data", {}).get("text/html", "")
    ]
    source = (ROOT / "book" / f"{path.stem}.md").read_text("utf-8")
    assert len(shown) == len(re.findall(r"^ +name: fig-", source, re.M))
    assert all(re.search(r'role="img" aria-label="[^"]{60,}"', figure) for figure in shown)
    ids = [name for figure in shown for name in re.findall(r'\bid="([^"]+)"', figure)]
    assert len(set(ids)) == len(ids), "two figures of one page share an id"
