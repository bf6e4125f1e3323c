"""What the text of chapter 16 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
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
    "careful is best by the pinball loss in nearly all splits, and covers about 90 %":
        "wins('test', 'pinball')['careful'] >= 50 and "
        "abs(column('test', 'careful', 'coverage').mean() - 90) < 3 and "
        "column('test', 'careful', 'pinball').mean() "
        "< 0.8 * column('test', 'squares', 'pinball').mean()",
    "moved, careful loses its lead by the pinball loss too":
        "column('moved', 'careful', 'pinball').mean() "
        "> column('test', 'careful', 'pinball').mean() + 2",
    "the median absolute error hardly moves with one wrong record":
        "(lambda a, b: abs(b / a - 1) < 0.05)(*robust['median absolute error']) and "
        "robust['RMSE'][1] > 2 * robust['RMSE'][0]",
}  # fmt: skip
