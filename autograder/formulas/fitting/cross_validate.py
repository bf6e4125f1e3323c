"""Cross-validation of a penalty: the whole procedure, with scaling inside the folds."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.fitting import signed
from autograder.formulas.fitting.k_fold_indices import k_fold_indices


def oracle(X, y, penalties, folds):
    from sklearn import config_context
    from sklearn.linear_model import Ridge
    from sklearn.model_selection import KFold, cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    def error(penalty):
        model = make_pipeline(StandardScaler(), Ridge(alpha=penalty, solver="cholesky"))
        scores = cross_val_score(model, X, y, cv=KFold(folds), scoring="neg_mean_squared_error")
        return -scores.mean()

    with config_context(assume_finite=True, skip_parameter_validation=True):
        return np.array([error(penalty) for penalty in penalties])


@dataclass(frozen=True)
class Choices:
    """Samples, a few penalties, and a number of folds.

    Distributions: 2 columns, the first normal about a centre of magnitude 1 to 3 with a spread
    uniform in [2, 4], the second with a spread uniform in [0.5, 1]; y is their sum with weights
    of a magnitude uniform in [0.5, 2] and a random sign, noise of the standard deviation 0.5, and
    an intercept of magnitude 1 to 3. Three folds of 7 or 8 samples, so that they are not equally
    long; 2 or 3 penalties uniform in [0.3, 6], in any order. All to two digits. A case is two
    calls: in the second, one column has the same value in all rows but those of the first fold.
    """

    def values(self, rng) -> list[dict]:
        second = self._call(rng)
        second["X"][3:, 1] = 1.5
        return [self._call(rng), second]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one penalty": lambda: [self._call(rng) | {"penalties": np.array([2.0])}],
            "one feature": lambda: [self._only(self._call(rng))],
            "two folds": lambda: [self._call(rng, 7, 2)],
            "as many folds as samples": lambda: [self._call(rng, 5, 5)],
            "folds of one length": lambda: [self._call(rng, 8, 4)],
            "two samples": lambda: [self._call(rng, 2, 2)],
            "a column that is constant everywhere": lambda: [self._constant(rng)],
            "a column a hundred times as large": lambda: [self._scaled(rng)],
            "targets that are all the same": lambda: [self._call(rng, 8) | {"y": np.full(8, 2.5)}],
            "a penalty that leaves nothing": lambda: [
                self._call(rng) | {"penalties": np.array([1e9, 1.0])}
            ],
        }

    def _call(self, rng, n=None, folds=3):
        n = (7 if rng.random() < 0.5 else 8) if n is None else n
        centre, spread = signed(rng, 2, 1, 3), [rng.uniform(2, 4), rng.uniform(0.5, 1)]
        X = np.round(centre + spread * rng.standard_normal((n, 2)), 2)
        y = X @ signed(rng, 2) + signed(rng, (), 1, 3) + 0.5 * rng.standard_normal(n)
        penalties = np.round(rng.uniform(0.3, 6, int(rng.integers(2, 4))), 2)
        return {"X": X, "y": np.round(y, 2), "penalties": penalties, "folds": folds}

    def _only(self, call):
        return call | {"X": call["X"][:, :1].copy()}

    def _constant(self, rng):
        call = self._call(rng)
        call["X"][:, 0] = 2.5
        return call

    def _scaled(self, rng):
        call = self._call(rng)
        return call | {"X": call["X"] * [100.0, 1.0]}


@formula(inputs=Choices(), oracle=oracle, returns=("errors",))
def cross_validate(X, y, penalties, folds):
    """For each penalty the mean over the folds of the held-out mean squared error; centres, scales
    and weights come from the other rows alone (Stone, 1974; Hastie, Tibshirani and Friedman, 2009,
    section 7.10)."""
    return _by_folds(X, y, penalties, folds).mean(axis=1)


def _by_folds(X, y, penalties, folds, error=None):
    """The error of each penalty (row) on each fold (column)."""
    pairs = k_fold_indices.reference(len(y), folds)
    error = error or _held_out
    return np.stack([error(X, y, penalties, *pair) for pair in pairs], axis=1)


def _held_out(X, y, penalties, train, valid):
    return _squares(X, y, penalties, train, valid).mean(axis=1)


def _squares(X, y, penalties, train, valid, centre=True, power=1, ddof=0, whole=False):
    """The squared errors of the held-out rows, a row a penalty.

    centre : whether y is centred; power : of the standard deviation that divides; ddof : of that;
    whole : whether means and spreads are those of all rows
    """
    seen = slice(None) if whole else train
    mean, target = X[seen].mean(axis=0), y[train].mean() if centre else 0.0
    std = X[seen].std(axis=0, ddof=ddof)
    scale = np.where(std > 1e-9, std, 1) ** power
    A, b = (X[train] - mean) / scale, (X[valid] - mean) / scale
    w = _ridge(A, y[train] - target, penalties)
    return (y[valid] - w @ b.T - target) ** 2


def _ridge(A, y, penalties):
    """The weights, a row a penalty."""
    price = penalties[:, None, None] * np.eye(A.shape[1], dtype=A.dtype)
    return np.linalg.solve(A.T @ A + price, (A.T @ y)[:, None])[:, :, 0]


def _with(**options):
    """Held-out errors in which something is done another way."""
    return lambda *arguments: _squares(*arguments, **options).mean(axis=1)


@cross_validate.mistake("scale by the means and spreads of all rows, held-out ones too")
def _(X, y, penalties, folds):
    """The held-out rows stand for data that nobody has seen: whatever is learnt from data, means
    and spreads too, is learnt from the training rows of the fold."""
    return _by_folds(X, y, penalties, folds, _with(whole=True)).mean(axis=1)


@cross_validate.mistake("scale the held-out rows by their own means and spreads")
def _(X, y, penalties, folds):
    """The weights were fitted to columns that were moved and scaled by the training rows' numbers.
    What is predicted has to be moved and scaled by the same numbers."""

    def error(X, y, penalties, train, valid):
        A, b = (_standard(X[rows]) for rows in (train, valid))
        w = _ridge(A, y[train] - y[train].mean(), penalties)
        return ((y[valid] - w @ b.T - y[train].mean()) ** 2).mean(axis=1)

    return _by_folds(X, y, penalties, folds, error).mean(axis=1)


def _standard(rows):
    std = rows.std(axis=0)
    return (rows - rows.mean(axis=0)) / np.where(std > 1e-9, std, 1)


@cross_validate.mistake("divide a constant column by its standard deviation of 0")
@np.errstate(divide="ignore", invalid="ignore")
def _(X, y, penalties, folds):
    """A column that does not vary in the training rows of a fold has the standard deviation 0, and
    0/0 is no number: such a column is centred only."""

    def error(X, y, penalties, train, valid):
        if (X[train].std(axis=0) > 0).all():
            return _held_out(X, y, penalties, train, valid)
        return np.full(len(penalties), np.nan)

    return _by_folds(X, y, penalties, folds, error).mean(axis=1)


@cross_validate.mistake("leave the columns at their own scales: only centre them")
def _(X, y, penalties, folds):
    """A penalty weighs all weights alike. So all columns need the same spread first: divide by the
    standard deviation of the training rows."""
    return _by_folds(X, y, penalties, folds, _with(power=0)).mean(axis=1)


@cross_validate.mistake("divide by the variance, without its root")
def _(X, y, penalties, folds):
    """A variance has the square of the unit: a standard deviation is what divides."""
    return _by_folds(X, y, penalties, folds, _with(power=2)).mean(axis=1)


@cross_validate.mistake("take the standard deviation with the divisor n − 1")
def _(X, y, penalties, folds):
    """Here the divisor is the number of training rows, as `std` has it by default in NumPy, and not
    in pandas or PyTorch."""
    return _by_folds(X, y, penalties, folds, _with(ddof=1)).mean(axis=1)


@cross_validate.mistake("leave the mean of y out of the predictions")
def _(X, y, penalties, folds):
    """Centred columns can't produce the mean of y: subtract the training mean before the fit,
    and add it to the predictions.
    """
    return _by_folds(X, y, penalties, folds, _with(centre=False)).mean(axis=1)


def _both(X, train, valid):
    """The training and the held-out rows, scaled by the training rows."""
    std = X[train].std(axis=0)
    mean, scale = X[train].mean(axis=0), np.where(std > 1e-9, std, 1)
    return (X[train] - mean) / scale, (X[valid] - mean) / scale


@cross_validate.mistake("add the mean of all of y, held-out values too")
def _(X, y, penalties, folds):
    """The held-out values must not help to predict themselves: the mean is that of the training
    rows."""

    def error(X, y, penalties, train, valid):
        A, b = _both(X, train, valid)
        w = _ridge(A, y[train] - y.mean(), penalties)
        return ((y[valid] - w @ b.T - y.mean()) ** 2).mean(axis=1)

    return _by_folds(X, y, penalties, folds, error).mean(axis=1)


@cross_validate.mistake("return the training error")
def _(X, y, penalties, folds):
    """The error that counts is that of the rows that were held out. On the training rows the
    smallest penalty always wins."""

    def error(X, y, penalties, train, valid):
        return _held_out(X, y, penalties, train, train)

    return _by_folds(X, y, penalties, folds, error).mean(axis=1)


@cross_validate.mistake("train on the one fold and validate on the others")
def _(X, y, penalties, folds):
    """Each fold is held out once, and all others together train."""

    def error(X, y, penalties, train, valid):
        return _held_out(X, y, penalties, valid, train)

    return _by_folds(X, y, penalties, folds, error).mean(axis=1)


@cross_validate.mistake("average over the samples instead of over the folds")
def _(X, y, penalties, folds):
    """First the mean of each fold, then the mean of those: each fold counts the same, also where
    one is a sample longer."""

    def error(X, y, penalties, train, valid):
        return _squares(X, y, penalties, train, valid).sum(axis=1)

    return _by_folds(X, y, penalties, folds, error).sum(axis=1) / len(y)


@cross_validate.mistake("add up the errors of the folds")
def _(X, y, penalties, folds):
    """The mean over the folds is asked for: divide by how many there are."""
    return _by_folds(X, y, penalties, folds).sum(axis=1)


@cross_validate.mistake("take the root of the error")
def _(X, y, penalties, folds):
    """The mean *squared* error is asked for, without a root."""
    return np.sqrt(_by_folds(X, y, penalties, folds)).mean(axis=1)


@cross_validate.mistake("return the best penalty")
def _(X, y, penalties, folds):
    """Return one error for each penalty. Choosing among them is a later step."""
    return penalties[_by_folds(X, y, penalties, folds).mean(axis=1).argmin()]


@cross_validate.mistake("return the errors in the order of the penalties' size")
def _(X, y, penalties, folds):
    """The errors stand in the order in which the penalties were given."""
    order = np.sort(penalties)
    if (order == penalties).all():
        order = order[::-1]
    return _by_folds(X, y, order, folds).mean(axis=1)


@cross_validate.mistake("deal the samples out to the folds like cards")
def _(X, y, penalties, folds):
    """The folds are contiguous, as in `k_fold_indices`: neighbours stay together."""
    dealt = np.arange(len(y)) % folds
    pairs = [(np.flatnonzero(dealt != k), np.flatnonzero(dealt == k)) for k in range(folds)]
    return np.mean([_held_out(X, y, penalties, *pair) for pair in pairs], axis=0)


@cross_validate.mistake("give what is left over to the last fold")
def _(X, y, penalties, folds):
    """`n % folds` samples are left over, and the first folds take one each."""
    size, everything = len(y) // folds, np.arange(len(y))
    starts = [k * size for k in range(folds)] + [len(y)]
    parts = [everything[a:b] for a, b in pairwise(starts)]
    pairs = [(np.setdiff1d(everything, part), part) for part in parts]
    return np.mean([_held_out(X, y, penalties, *pair) for pair in pairs], axis=0)


@cross_validate.variant("loops, and weights by least squares with extra rows")
def _(X, y, penalties, folds):
    n, d = X.shape
    errors = []
    for penalty in penalties:
        total = 0.0
        for valid in np.array_split(np.arange(n), folds):
            train = np.setdiff1d(np.arange(n), valid)
            mean, std = X[train].mean(axis=0), X[train].std(axis=0)
            std[std < 1e-12] = 1.0
            rows = np.vstack([(X[train] - mean) / std, np.sqrt(penalty) * np.eye(d)])
            middle = y[train].mean()
            target = np.concatenate([y[train] - middle, np.zeros(d)])
            w = np.linalg.lstsq(rows, target, rcond=None)[0]
            total += np.mean((y[valid] - middle - (X[valid] - mean) / std @ w) ** 2)
        errors.append(float(total / folds))
    return errors


@cross_validate.variant("an intercept that is not penalised, in place of the means of y")
def _(X, y, penalties, folds):
    errors = np.zeros(len(penalties))
    for valid in np.array_split(np.arange(len(y)), folds):
        train = np.delete(np.arange(len(y)), valid)
        mean, std = X[train].mean(0), X[train].std(0)
        Z = np.divide(X - mean, std, out=np.zeros(X.shape), where=std > 1e-12)
        Z = np.column_stack([np.ones(len(y)), Z])
        for k, penalty in enumerate(penalties):
            price = penalty * np.eye(Z.shape[1])
            price[0, 0] = 0.0
            w = np.linalg.solve(Z[train].T @ Z[train] + price, Z[train].T @ y[train])
            errors[k] += np.mean((Z[valid] @ w - y[valid]) ** 2) / folds
    return errors


@cross_validate.variant("one decomposition a fold for all penalties")
def _(X, y, penalties, folds):
    table = []
    for valid in np.array_split(np.arange(len(y)), folds):
        train = np.ones(len(y), dtype=bool)
        train[valid] = False
        std = X[train].std(axis=0)
        Z = (X - X[train].mean(axis=0)) / np.where(std == 0, 1.0, std)
        U, s, Vt = np.linalg.svd(Z[train], full_matrices=False)
        middle = y[train].mean()
        along = U.T @ (y[train] - middle)
        w = Vt.T @ (s[:, None] / (s[:, None] ** 2 + penalties) * along[:, None])
        table.append(((y[valid, None] - middle - Z[valid] @ w) ** 2).mean(axis=0))
    return np.mean(table, axis=0)


@cross_validate.variant("the dual form: one weight a sample")
def _(X, y, penalties, folds):
    errors = [[] for _ in penalties]
    for train, valid in k_fold_indices.reference(len(y), folds):
        A, b = _both(X, train, valid)
        for penalty, row in zip(penalties, errors, strict=True):
            centred = y[train] - y[train].mean()
            alpha = np.linalg.solve(A @ A.T + penalty * np.eye(len(train)), centred)
            row.append(np.mean((y[valid] - y[train].mean() - b @ (A.T @ alpha)) ** 2))
    return tuple(np.mean(row) for row in errors)


@cross_validate.variant("PyTorch tensors")
def _(X, y, penalties, folds):
    import torch

    X, y = torch.as_tensor(X), torch.as_tensor(y)
    total = torch.zeros(len(penalties)).double()
    for valid in torch.tensor_split(torch.arange(len(y)), folds):
        train = torch.ones(len(y), dtype=torch.bool)
        train[valid] = False
        std = X[train].std(dim=0, correction=0)
        Z = (X - X[train].mean(dim=0)) / torch.where(std > 1e-12, std, 1.0)
        middle, A = y[train].mean(), Z[train]
        for k, penalty in enumerate(penalties):
            price = float(penalty) * torch.eye(X.shape[1]).double()
            w = torch.linalg.solve(A.T @ A + price, A.T @ (y[train] - middle))
            total[k] += ((Z[valid] @ w + middle - y[valid]) ** 2).mean()
    return total / folds
