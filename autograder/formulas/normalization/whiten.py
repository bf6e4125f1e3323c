"""Whitening: features without a mean, without correlation and all of one scale."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.formula import formula
from autograder.formulas.normalization import tiny

# No principal component has a smaller standard deviation, so that an eps of 1e-9 does not count.
LEAST = 0.3


@dataclass(frozen=True)
class Clouds:
    """Correlated samples `X` (n, d) and `eps`.

    Distributions: n is 5, 6 or 7, and d is 3 (of two features the eigenvectors are often a
    symmetric matrix, which hides a transposition); each feature is a standard normal number plus
    a mixture of the others with weights uniform in [0.3, 1] and random signs, scaled by a factor
    uniform in [0.5, 2], about a centre of magnitude 1 … 3. Rounded to one digit, and drawn again
    until the standard deviation along every principal axis is at least `LEAST`. `eps` as `tiny`
    draws it. A case is one call.
    """

    def values(self, rng) -> list[dict]:
        return [self._call(rng, int(rng.integers(5, 8)), 3)]

    def edges(self, rng, reference: Callable) -> dict[str, Callable[[], list[dict]]]:
        return {
            "one feature": lambda: [self._call(rng, 5, 1)],
            "two samples of one feature": lambda: [self._call(rng, 2, 1)],
            "one sample more than features": lambda: [self._call(rng, 4, 3)],
            "a mean of zero": lambda: [self._centred(rng)],
            "far from zero": lambda: [self._shifted(rng)],
            "features of unlike scales": lambda: [self._stretched(rng)],
        }

    def _call(self, rng, n, d):
        return {"X": self._cloud(rng, n, d), "eps": tiny(rng)}

    def _cloud(self, rng, n, d):
        while True:
            mixture = rng.choice([-1.0, 1.0], (d, d)) * rng.uniform(0.3, 1, (d, d))
            np.fill_diagonal(mixture, 1.0)
            cloud = rng.standard_normal((n, d)) @ mixture * rng.uniform(0.5, 2, d)
            X = np.round(cloud + rng.choice([-1.0, 1.0], d) * rng.uniform(1, 3, d), 1)
            if n > d and _spreads(X).min() >= LEAST:
                return X

    def _centred(self, rng):
        """Each sample and its mirror image."""
        X = self._cloud(rng, 4, 2)
        return {"X": np.concatenate([X, -X]), "eps": tiny(rng)}

    def _shifted(self, rng):
        return {"X": 50.0 + self._cloud(rng, 6, 2), "eps": tiny(rng)}

    def _stretched(self, rng):
        return {"X": self._cloud(rng, 6, 2) * np.array([20.0, 1.0]), "eps": tiny(rng)}


def _spreads(X):
    """The standard deviations along the principal axes."""
    return np.linalg.svd(X - X.mean(axis=0), compute_uv=False) / np.sqrt(len(X))


def oracle(X, eps):
    from sklearn.decomposition import PCA

    return PCA(whiten=True).fit_transform(X)


@formula(
    inputs=Clouds(),
    oracle=oracle,
    returns=("mean", "covariance", "what is not affine in X"),
    form="whitened",
)
def whiten(X, eps):
    """``(X − mean)·V / √(λ + eps)`` with the eigenvalues λ and eigenvectors V of the covariance
    (PCA whitening; Kessy, Lewin and Strimmer, 2018, compare the ways)."""
    centred, values, vectors = _axes(X)
    return centred @ vectors / np.sqrt(values + eps)


def _axes(X):
    """The centred samples, and the eigenvalues and eigenvectors of their covariance."""
    centred = X - np.add.reduce(X) / len(X)
    return centred, *np.linalg.eigh(centred.T @ centred / len(X))


@whiten.mistake("only standardise each feature")
def _(X, eps):
    """Features of variance 1 can still go up and down together: whitening removes that too."""
    return (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + eps)


@whiten.mistake("only turn the data onto its principal axes")
def _(X, eps):
    """Along the axes nothing is correlated any more, but each still has its own spread."""
    centred, _, vectors = _axes(X)
    return centred @ vectors


@whiten.mistake("forget to subtract the mean from what is turned")
def _(X, eps):
    """White data has the mean 0: turn and scale the centred samples, not X."""
    _, values, vectors = _axes(X)
    return X @ vectors / np.sqrt(values + eps)


@whiten.mistake("take the mean products of X for its covariance")
def _(X, eps):
    """A covariance is measured from the mean: centre the samples before you multiply them."""
    values, vectors = np.linalg.eigh(X.T @ X / len(X))
    return (X - X.mean(axis=0)) @ vectors / np.sqrt(values + eps)


@whiten.mistake("divide by the eigenvalues, without their root")
def _(X, eps):
    """An eigenvalue is a variance along its axis. Divide by the standard deviation, which is its
    root."""
    centred, values, vectors = _axes(X)
    return centred @ vectors / (values + eps)


@whiten.mistake("multiply by the roots instead of dividing")
def _(X, eps):
    """Divide by the square roots of the eigenvalues: a direction with a large variance has to
    become narrower."""
    centred, values, vectors = _axes(X)
    return centred @ vectors * np.sqrt(values + eps)


@whiten.mistake("turn by the transposed eigenvectors")
def _(X, eps):
    """The eigenvectors are the columns of V: multiply by V, not by Vᵀ."""
    centred, values, vectors = _axes(X)
    return centred @ vectors.T / np.sqrt(values + eps)


@whiten.mistake("scale before it is turned")
def _(X, eps):
    """The eigenvalues belong to the principal axes, not to the features: turn first."""
    centred, values, vectors = _axes(X)
    return centred / np.sqrt(values + eps) @ vectors


@whiten.mistake("forget to divide by the number of samples")
def _(X, eps):
    """A covariance is a mean over the samples. Without that the result depends on how many there
    are."""
    centred, values, vectors = _axes(X)
    return centred @ vectors / np.sqrt(len(X) * values + eps)


@whiten.mistake("centre X itself, in place")
def _(X, eps):
    """The caller's samples are changed too. Make a new array."""
    X -= X.mean(axis=0)
    _, values, vectors = _axes(X)
    return X @ vectors / np.sqrt(values + eps)


@whiten.variant("ZCA: turned back afterwards")
def _(X, eps):
    centred = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(X, rowvar=False, bias=True).reshape((X.shape[1],) * 2))
    return centred @ (vectors / np.sqrt(values + eps)) @ vectors.T


@whiten.variant("the divisor n − 1, as np.cov has it, eps outside the root")
def _(X, eps):
    covariance = np.atleast_2d(np.cov(X.T))
    values, vectors = np.linalg.eigh(covariance)
    return (X - X.mean(axis=0)) @ (vectors / (np.sqrt(values) + eps))


@whiten.variant("the inverse of a Cholesky factor")
def _(X, eps):
    centred = X - X.mean(axis=0)
    covariance = centred.T @ centred / len(X) + eps * np.eye(X.shape[1])
    return np.linalg.solve(np.linalg.cholesky(covariance), centred.T).T


@whiten.variant("singular vectors times √n")
def _(X, eps):
    u, _, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return u * np.sqrt(len(X))


@whiten.variant("features made orthogonal one after another")
def _(X, eps):
    left, columns = X - X.mean(axis=0), []
    for j in range(X.shape[1]):
        column = left[:, j]
        for other in columns:
            column = column - other * np.mean(other * column)
        columns.append(column / np.sqrt(np.mean(column**2) + eps))
    return np.array(columns).T.tolist()


@whiten.variant("PyTorch tensors")
def _(X, eps):
    import torch

    X = torch.as_tensor(X)
    centred = X - X.mean(dim=0)
    values, vectors = torch.linalg.eigh(centred.T @ centred / len(X))
    return centred @ vectors @ torch.diag((values + eps).rsqrt())
