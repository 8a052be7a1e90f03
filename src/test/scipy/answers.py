"""What is expected of the statistics room, from SciPy where it has the function.

Where it has none, the answer comes from another definition than the one the program uses:

- Mann-Whitney with ties: sums of mid-ranks over all subsets of the pooled values, item by item (the program goes group
  by group and counts pairs). Checked here against SciPy without ties, and against all permutations for small samples.
- The interval of the ratio: a scan over every gap between pairwise ratios, from the outside in (the program starts from
  the rank that the limit has without ties).
- Kendall's p with ties: the q-multinomial coefficient in whole numbers. Checked against all permutations.
- Holm: the closed test with Bonferroni's for every subset of hypotheses (the program steps down).
- Quartiles and fences: fractions. A value on a fence is left to the program, and listed as `onEdge`.
"""

import itertools
import math
from fractions import Fraction
from functools import lru_cache

import numpy as np
from scipy import stats

LEVEL = 0.025 * (1 + 1e-12)
EXACT_PAIRS = 1_600
EXACT_COUNT = 60
SAME = 1e-12


# ---- one sample

def summary(values):
    n = len(values)
    expected = {
        "median": float(np.median(values)), "mean": float(np.mean(values)),
        "minimum": min(values), "maximum": max(values),
    }
    if n > 1:
        expected["standardDeviation"] = float(np.std(values, ddof=1))
        expected["medianAbsoluteDeviation"] = float(stats.median_abs_deviation(values))
    if n >= 20:
        expected["percentile95"] = float(np.percentile(values, 95))
    return expected


def median_interval(values):
    ranks = [k for k in range(1, len(values) // 2 + 1) if 1 - 2 * stats.binom.cdf(k - 1, len(values), 0.5) >= 0.95]
    if not ranks:
        return None
    k = ranks[-1]
    return [sorted(values)[k - 1], sorted(values)[-k], float(1 - 2 * stats.binom.cdf(k - 1, len(values), 0.5))]


def fraction_quantile(ordered, p):
    position = p * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])


def outliers(values):
    exact = [Fraction(value) for value in values]
    ordered = sorted(exact)
    q1, q3 = fraction_quantile(ordered, Fraction(1, 4)), fraction_quantile(ordered, Fraction(3, 4))
    low, high = q1 - (q3 - q1) * 3 / 2, q3 + (q3 - q1) * 3 / 2
    edge = (max(exact) - min(exact)) / 10**9
    median = fraction_quantile(ordered, Fraction(1, 2))
    mad = fraction_quantile(sorted(abs(value - median) for value in exact), Fraction(1, 2))
    mean = sum(abs(value - median) for value in exact) / len(exact)
    scale = mad / Fraction("0.6745") if mad > 0 else Fraction("1.253314") * mean
    scores = [(value - median) / scale if scale > 0 else Fraction(0) for value in exact]
    return {
        "fences": [i for i, value in enumerate(exact) if value < low or value > high],
        "scores": [i for i, score in enumerate(scores) if abs(score) > Fraction(7, 2)],
        "onEdge": [
            i for i, value in enumerate(exact)
            if q3 > q1 and min(abs(value - low), abs(value - high)) < edge
            or scale > 0 and abs(abs(scores[i]) - Fraction(7, 2)) < Fraction(1, 10**9)
        ],
    }


# ---- order

def q_factorial(n):
    product = [1]
    for i in range(2, n + 1):
        product = [sum(product[max(0, j - i + 1):j + 1]) for j in range(len(product) + i - 1)]
    return product


def divided(polynomial, divisor):
    rest, quotient = list(polynomial), []
    for i in range(len(polynomial) - len(divisor) + 1):
        quotient.append(rest[i])
        for j, coefficient in enumerate(divisor):
            rest[i + j] -= quotient[-1] * coefficient
    assert not any(rest)
    return quotient


@lru_cache(maxsize=None)
def inversions(sizes):
    ways = q_factorial(sum(sizes))
    for one in sizes:
        ways = divided(ways, q_factorial(one))
    return ways


def surplus(first, second):
    return sum(
        np.sign(a - c) * np.sign(b - d)
        for (a, b), (c, d) in itertools.combinations(zip(first, second), 2))


def kendall(first, second):
    """tau-b and p: exact where at most one side has ties and there are few, else SciPy's approximation."""
    n = len(first)
    if len(set(first)) == 1 or len(set(second)) == 1:
        return None
    tau = float(stats.kendalltau(first, second).statistic)
    tied = [side for side in (first, second) if len(set(side)) < n]
    if n > EXACT_COUNT or len(tied) == 2:
        return [tau, float(stats.kendalltau(first, second, method="asymptotic").pvalue), False]
    if not tied:
        return [tau, float(stats.kendalltau(first, second, method="exact").pvalue), True]
    sizes = tuple(sorted(np.unique(tied[0], return_counts=True)[1].tolist()))
    ways = inversions(sizes)
    fewer = int((len(ways) - 1 - abs(surplus(first, second))) // 2)
    p = float(min(Fraction(1), 2 * Fraction(sum(ways[:fewer + 1]), sum(ways))))
    if n <= 7:
        seen = abs(surplus(first, second))
        other = first if tied[0] is second else second
        orders = list(itertools.permutations(tied[0]))
        as_far = sum(abs(surplus(other, order)) >= seen for order in orders)
        assert math.isclose(p, as_far / len(orders), rel_tol=1e-12), (first, second, p)
    return [tau, p, True]


def trend(values):
    n = len(values)
    if n < 2:
        return None
    order = list(range(n))
    slope = float(stats.theilslopes(values, order).slope)
    test = kendall(order, values)
    return [1.0 if test is None else test[1], slope, slope * (n - 1) / float(np.median(values))]


# ---- two samples

@lru_cache(maxsize=None)
def rank_sums(groups, chosen):
    """Probabilities of each sum of doubled mid-ranks of `chosen` of the pooled values."""
    ranks, below = [], 0
    for group in groups:
        ranks += [2 * below + group + 1] * group
        below += group
    ways = np.zeros((chosen + 1, sum(sorted(ranks)[-chosen:]) + 1))
    ways[0, 0] = 1
    for rank in ranks:
        ways[1:, rank:] += ways[:-1, :ways.shape[1] - rank].copy()
    return ways[chosen] / math.comb(below, chosen)


def pattern(first, second):
    """How often each value occurs in both, and twice the statistic of the first."""
    pooled = sorted(set(first) | set(second))
    groups = tuple(first.count(value) + second.count(value) for value in pooled)
    doubled = sum(2 * (a > b) + (a == b) for a in first for b in second)
    return groups, doubled


def lower_tails(groups, m, n):
    """Probabilities of at most 0, 1, 2 … of twice the statistic of the first sample."""
    if m * n <= EXACT_PAIRS:
        return np.cumsum(rank_sums(groups, m)[m * (m + 1):])
    total = m + n
    ties = sum(t**3 - t for t in groups)
    deviation = math.sqrt(m * n / 12 * (total + 1 - ties / (total * (total - 1))))
    step = 2 if all(t % 2 for t in groups) else 1
    doubled = np.arange(0, 2 * m * n + 1) // step * step
    return stats.norm.cdf((doubled / 2 + 0.5 - m * n / 2) / deviation)


def mann_whitney(values, reference):
    m, n = len(values), len(reference)
    groups, doubled = pattern(values, reference)
    if m * n > EXACT_PAIRS:
        return [doubled / 2, float(stats.mannwhitneyu(values, reference, method="asymptotic").pvalue), False]
    sums = rank_sums(groups, m)[m * (m + 1):]
    p = min(1.0, 2 * min(float(sums[:doubled + 1].sum()), float(sums[doubled:].sum())))
    if max(groups) == 1:
        scipy_p = float(stats.mannwhitneyu(values, reference, method="exact").pvalue)
        assert math.isclose(p, scipy_p, rel_tol=1e-10), (values, reference, p, scipy_p)
        p = scipy_p
    elif min(m, n) > 1 and math.comb(m + n, m) <= 2_000:
        permuted = stats.permutation_test(
            (values, reference), lambda x, y: pattern(list(x), list(y))[1], vectorized=False, n_resamples=10_000)
        assert math.isclose(p, permuted.pvalue, rel_tol=1e-10), (values, reference, p, permuted.pvalue)
    return [doubled / 2, p, True]


def lower_limit(x, y):
    """The smallest difference above which the test does not refuse, and the level the test has below it."""
    differences = sorted(a - b for a in x for b in y)
    points = [differences[0]]
    for difference in differences:
        if difference > points[-1] + SAME:
            points.append(difference)
    gaps = [points[0] - 1] + [(a + b) / 2 for a, b in zip(points, points[1:])] + [points[-1] + 1]
    level = None
    for i, gap in enumerate(gaps):
        groups, doubled = pattern(y, [a - gap for a in x])
        tails = lower_tails(groups, len(y), len(x))
        if tails[doubled] > LEVEL:
            return None if i == 0 else (points[i - 1], level)
        level = tails[tails <= LEVEL][-1]
    raise AssertionError("everything is refused")


def ratio(values, reference):
    x, y = [math.log(value) for value in values], [math.log(value) for value in reference]
    estimate = math.exp(np.median(np.subtract.outer(x, y)))
    lower, upper = lower_limit(x, y), lower_limit(y, x)
    if lower is None or upper is None:
        return {"estimate": estimate}
    return {
        "estimate": estimate,
        "interval": [math.exp(lower[0]), math.exp(-upper[0]), float(1 - lower[1] - upper[1])],
    }


def holm(p_values):
    adjusted = [0.0] * len(p_values)
    for count in range(1, len(p_values) + 1):
        for subset in itertools.combinations(range(len(p_values)), count):
            together = min(1.0, count * min(p_values[i] for i in subset))
            for i in subset:
                adjusted[i] = max(adjusted[i], together)
    return adjusted
