#!/usr/bin/env python3
"""Makes the series with which the detection of changes is compared: src/test/resources/drift/otava.jsonl.gz.

    python3 -m venv VENV && VENV/bin/pip install apache-otava==0.8.0 numpy==2.2.0 scipy==1.16.3
    VENV/bin/python src/test/otava/fixtures.py        (some minutes, always the same file)

One JSON object a line: `values`, the settings, and what Otava says: `changes` as [index, mean before, mean after, p].
Values are rounded to few digits, so that the file stays small; what Otava answers is not.
"""

import gzip
import json
import math
import pathlib
import sys
import warnings

import numpy as np
from otava.analysis import compute_change_points

SEED = 20_251_129
COUNT = 2_400
TARGET = pathlib.Path(__file__).parents[1] / "resources/drift/otava.jsonl.gz"
WINDOWS = [10, 30, 50]
P_VALUES = [0.00001, 0.0001, 0.001, 0.01, 0.05, 0.1, 0.2]
MAGNITUDES = [0.0, 0.05]


def noise(random, n, spread):
    return 1 + spread * random.standard_normal(n)


def steps(random, n, spread, most):
    level = np.ones(n)
    for place in random.integers(0, n, int(random.integers(1, most + 1))):
        level[place:] *= 1 + float(random.choice([-0.5, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.5, 1, 9]))
    return level * noise(random, n, spread)


def spikes(random, n, spread):
    values = noise(random, n, spread)
    values[random.random(n) < 0.03] *= float(random.choice([0.1, 1.5, 3, 50]))
    return values


def alternating(random, n, spread):
    return np.where(np.arange(n) % int(random.integers(2, 9)) == 0, 1 + 5 * spread, 1.0) * noise(random, n, spread / 10)


KINDS = {
    "stationary": noise,
    "steps": lambda random, n, spread: steps(random, n, spread, 6),
    "one step": lambda random, n, spread: steps(random, n, spread, 1),
    "ramp": lambda random, n, spread: noise(random, n, spread) * np.linspace(1, 1 + 10 * spread, n),
    "spikes": spikes,
    "alternating": alternating,
    "ties": lambda random, n, spread: np.round(steps(random, n, spread, 3) * 10),
    "two values": lambda random, n, spread: random.integers(0, 2, n).astype(float),
    "exact steps": lambda random, n, spread: steps(random, n, 0, 4),
    "constant": lambda random, n, spread: np.ones(n),
    "zeros": lambda random, n, spread: np.zeros(n),
    "zeros and steps": lambda random, n, spread: np.where(random.random(n) < 0.5, 0, steps(random, n, spread, 3)),
    "around zero": lambda random, n, spread: steps(random, n, 1, 3) - 1,
}


def size(random, number):
    if number % 8 == 0:
        return int(random.integers(100, 501))
    return int(random.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 20, 25, 30, 31, 40, 50, 51, 60, 75, 99]))


def scale(random, number):
    """Mostly as times are; some so small or large that their squares are 0 or infinite."""
    if number % 12 == 0:
        return 10.0 ** float(random.choice([-300, -200, -150, -20, 15, 100, 150, 160, 295]))
    return 10.0 ** random.uniform(-3, 4)


def draw(random, number):
    kind = str(random.choice(list(KINDS)))
    spread = float(random.choice([0.001, 0.01, 0.03, 0.1, 0.3]))
    raw = KINDS[kind](random, size(random, number), spread) * scale(random, number)
    digits = int(random.choice([2, 3, 4, 4, 5]))
    values = [float(f"{value:.{digits}g}") for value in raw]
    return kind, values


def fixture(random, number):
    kind, values = draw(random, number)
    window, p = int(random.choice(WINDOWS)), float(random.choice(P_VALUES))
    magnitude = float(random.choice(MAGNITUDES))
    changes, _ = compute_change_points(values, window_len=window, max_pvalue=p, min_magnitude=magnitude)
    found = [
        [int(one.index), float(one.stats.mean_1), float(one.stats.mean_2), float(one.stats.pvalue)] for one in changes]
    assert all(math.isfinite(number) for one in found for number in one), (kind, values, found)
    return {
        "kind": kind, "window": window, "pValue": p, "magnitude": magnitude, "values": values, "changes": found}


def main():
    warnings.simplefilter("ignore")
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    random = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else SEED)
    lines = [json.dumps(fixture(random, number), separators=(",", ":")) for number in range(count)]
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())
    print(f"{len(lines)} series, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
