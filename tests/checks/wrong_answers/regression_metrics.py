"""Wrong answers to chapter 16, written without a look at its named mistakes."""

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}
mae = answers(ANSWERS, "mae")
mae["no abs"] = lambda y, p: np.mean(y - p)
mae["squares"] = lambda y, p: np.mean((y - p) ** 2)
mae["sum"] = lambda y, p: np.sum(np.abs(y - p))
mae["median"] = lambda y, p: np.median(np.abs(y - p))
mae["abs outside"] = lambda y, p: abs(np.mean(y - p))
mae["root of squares"] = lambda y, p: np.sqrt(np.mean((y - p) ** 2))
mae["array"] = lambda y, p: np.abs(y - p)
mae["max"] = lambda y, p: np.abs(y - p).max()
mae["n - 1"] = lambda y, p: np.abs(y - p).sum() / (len(y) - 1)
mae["abs of each"] = lambda y, p: np.mean(np.abs(y) - np.abs(p))
mae["relative"] = lambda y, p: np.mean(np.abs((y - p) / y))
mae["sum of values"] = lambda y, p: np.mean(np.abs(y + p))
mae["rounded"] = lambda y, p: round(np.mean(np.abs(y - p)))

mse = answers(ANSWERS, "mse")
mse["root"] = lambda y, p: np.sqrt(np.mean((y - p) ** 2))
mse["sum"] = lambda y, p: np.sum((y - p) ** 2)
mse["half"] = lambda y, p: 0.5 * np.mean((y - p) ** 2)
mse["abs"] = lambda y, p: np.mean(np.abs(y - p))
mse["square of mean"] = lambda y, p: np.mean(y - p) ** 2
mse["n - 1"] = lambda y, p: np.sum((y - p) ** 2) / (len(y) - 1)
mse["variance"] = lambda y, p: np.var(y - p)
mse["squares differ"] = lambda y, p: np.mean(y**2 - p**2)
mse["not squared"] = lambda y, p: np.mean(y - p)
mse["plus"] = lambda y, p: np.mean((y + p) ** 2)
mse["times two"] = lambda y, p: np.mean((y - p) * 2)
mse["norm"] = lambda y, p: np.linalg.norm(y - p)
mse["each"] = lambda y, p: (y - p) ** 2
mse["cubes"] = lambda y, p: np.mean(np.abs(y - p) ** 3)

rmse = answers(ANSWERS, "rmse")
rmse["mse"] = lambda y, p: np.mean((y - p) ** 2)
rmse["mean of roots"] = lambda y, p: np.mean(np.sqrt((y - p) ** 2))
rmse["root of sum"] = lambda y, p: np.sqrt(np.sum((y - p) ** 2))
rmse["root of sum over n"] = lambda y, p: np.sqrt(np.sum((y - p) ** 2)) / len(y)
rmse["std"] = lambda y, p: np.std(y - p)
rmse["n - 1"] = lambda y, p: np.sqrt(np.sum((y - p) ** 2) / (len(y) - 1))
rmse["root of abs"] = lambda y, p: np.sqrt(np.mean(np.abs(y - p)))
rmse["half"] = lambda y, p: np.sqrt(0.5 * np.mean((y - p) ** 2))
rmse["root of mean"] = lambda y, p: np.sqrt(abs(np.mean(y - p)))
rmse["normalised"] = lambda y, p: np.sqrt(np.mean((y - p) ** 2)) / y.mean()
rmse["logs"] = lambda y, p: np.sqrt(np.mean((np.log1p(abs(y)) - np.log1p(abs(p))) ** 2))
rmse["range"] = lambda y, p: np.sqrt(np.mean((y - p) ** 2)) / (y.max() - y.min())


def mape_of(error):
    def mape(y, p):
        if (y == 0).any():
            raise ValueError("a true value is 0")
        return error(y, p)

    return mape


mape = answers(ANSWERS, "mape")
mape["fraction"] = mape_of(lambda y, p: np.mean(np.abs((y - p) / y)))
mape["by prediction"] = mape_of(lambda y, p: 100 * np.mean(np.abs((y - p) / p)))
mape["no abs"] = mape_of(lambda y, p: 100 * np.mean((y - p) / y))
mape["abs above alone"] = mape_of(lambda y, p: 100 * np.mean(np.abs(y - p) / y))
mape["ratio of sums"] = mape_of(lambda y, p: 100 * np.abs(y - p).sum() / np.abs(y).sum())
mape["symmetric"] = mape_of(lambda y, p: 100 * np.mean(2 * np.abs(y - p) / (np.abs(y) + np.abs(p))))
mape["no error raised"] = lambda y, p: 100 * np.mean(np.abs((y - p) / y))
mape["eps"] = lambda y, p: 100 * np.mean(np.abs((y - p) / (y + 1e-8)))
mape["zeros left out"] = lambda y, p: 100 * np.mean(np.abs((y - p)[y != 0] / y[y != 0]))
mape["sum"] = mape_of(lambda y, p: 100 * np.sum(np.abs((y - p) / y)))
mape["by mean"] = mape_of(lambda y, p: 100 * np.mean(np.abs(y - p)) / np.mean(y))
mape["median"] = mape_of(lambda y, p: 100 * np.median(np.abs((y - p) / y)))
mape["squared"] = mape_of(lambda y, p: 100 * np.mean(((y - p) / y) ** 2))
mape["abs outside"] = mape_of(lambda y, p: 100 * abs(np.mean((y - p) / y)))
mape["larger of both"] = mape_of(
    lambda y, p: 100 * np.mean(np.abs(y - p) / np.maximum(np.abs(y), np.abs(p)))
)

r2 = answers(ANSWERS, "r2_score")
r2["no one minus"] = lambda y, p: ((y - p) ** 2).sum() / ((y - y.mean()) ** 2).sum()
r2["swapped"] = lambda y, p: 1 - ((y - p) ** 2).sum() / ((p - p.mean()) ** 2).sum()
r2["no guard"] = lambda y, p: 1 - ((y - p) ** 2).sum() / ((y - y.mean()) ** 2).sum()
r2["correlation"] = lambda y, p: np.corrcoef(y, p)[0, 1]
r2["correlation squared"] = lambda y, p: np.corrcoef(y, p)[0, 1] ** 2
r2["variances"] = lambda y, p: 1 - np.var(y - p) / np.var(y)
r2["explained over total"] = lambda y, p: ((p - y.mean()) ** 2).sum() / ((y - y.mean()) ** 2).sum()
r2["means of different kinds"] = lambda y, p: (
    1 - np.mean((y - p) ** 2) / ((y - y.mean()) ** 2).sum()
)
r2["from zero"] = lambda y, p: 1 - ((y - p) ** 2).sum() / (y**2).sum()
r2["abs"] = lambda y, p: 1 - np.abs(y - p).sum() / np.abs(y - y.mean()).sum()
r2["std"] = lambda y, p: 1 - np.sqrt(((y - p) ** 2).mean()) / y.std()
r2["never below 0"] = lambda y, p: max(0, 1 - ((y - p) ** 2).sum() / ((y - y.mean()) ** 2).sum())
r2["mean of prediction"] = lambda y, p: 1 - ((y - p) ** 2).sum() / ((y - p.mean()) ** 2).sum()
r2["ddof"] = lambda y, p: 1 - np.mean((y - p) ** 2) / np.var(y, ddof=1)

ev = answers(ANSWERS, "explained_variance")
ev["r2"] = lambda y, p: 1 - ((y - p) ** 2).sum() / ((y - y.mean()) ** 2).sum()
ev["no guard"] = lambda y, p: 1 - np.var(y - p) / np.var(y)
ev["no one minus"] = lambda y, p: np.var(y - p) / np.var(y)
ev["of predictions"] = lambda y, p: np.var(p) / np.var(y)
ev["std"] = lambda y, p: 1 - np.std(y - p) / np.std(y)
ev["by prediction"] = lambda y, p: 1 - np.var(y - p) / np.var(p)
ev["lecture"] = lambda y, p: (
    1 - (((y - p) ** 2).sum() - (y - p).mean()) / ((y - y.mean()) ** 2).sum()
)
ev["one minus predictions"] = lambda y, p: 1 - np.var(p) / np.var(y)
ev["covariance"] = lambda y, p: np.cov(y, p)[0, 1] / np.var(y, ddof=1)
ev["correlation"] = lambda y, p: np.corrcoef(y, p)[0, 1] ** 2
ev["zero for constant"] = lambda y, p: 1 - np.var(y - p) / np.var(y) if np.var(y) > 0 else 0.0
ev["abs"] = lambda y, p: 1 - np.var(np.abs(y - p)) / np.var(y)
ev["difference of variances"] = lambda y, p: 1 - (np.var(y) - np.var(p)) / np.var(y)
ev["ddof"] = lambda y, p: 1 - np.var(y - p) / np.var(y, ddof=1)
ev["clipped"] = lambda y, p: max(0.0, 1 - np.var(y - p) / np.var(y))
