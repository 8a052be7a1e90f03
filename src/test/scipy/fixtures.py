#!/usr/bin/env python3
"""Makes the data sets with which the statistics room is compared: src/test/resources/statistics/fixtures.jsonl.gz.

    python3 -m venv VENV && VENV/bin/pip install scipy==1.17.1 numpy==2.4.6
    VENV/bin/python src/test/scipy/fixtures.py        (about a minute, always the same file)

One JSON object a line: `values` and `reference` are the data, the rest is what answers.py says of them.
"""

import gzip
import json
import pathlib

import numpy as np

import answers

SEED = 20_251_123
COUNT = 1_500
TARGET = pathlib.Path(__file__).parents[1] / "resources/statistics/fixtures.jsonl.gz"


def size(random, number):
    if number % 40 == 0:
        return int(random.integers(61, 201))
    if number % 40 == 20:
        # Just above the size up to which the test is exact.
        return int(random.integers(41, 76))
    return int(random.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50]))


def draw(random, kind, n, scale, spread):
    if kind == "constant":
        return [scale] * n
    if kind == "bimodal":
        raw = scale * (1 + spread * random.standard_normal(n) / 5 + (random.random(n) < 0.3) * spread * 2)
    elif kind == "freaks":
        raw = scale * np.exp(spread * random.standard_t(1.5, n))
    elif kind == "drifting":
        raw = scale * (1 + spread * random.standard_normal(n)) * np.linspace(1, 1 + 3 * spread, n)
    else:
        raw = scale * np.exp(spread * random.standard_normal(n))
    if kind in ("ticks", "coarse"):
        # A clock with some three to twenty different readings, or with two to four.
        tick = scale * spread * (2 if kind == "coarse" else 1 / random.integers(1, 6))
        return [float(f"{max(1, round(value / tick)) * tick:.6g}") for value in raw]
    digits = 3 if kind == "rounded" else 6
    return [float(f"{min(1e6, max(1e-9, abs(value))):.{digits}g}") for value in raw]


def fixture(random, number):
    kind = str(random.choice(
        ["log-normal", "log-normal", "rounded", "ticks", "ticks", "coarse", "coarse", "bimodal", "freaks", "drifting",
         "constant"]))
    scale = 10.0 ** random.uniform(-8.5, 5.5)
    spread = float(random.choice([0.01, 0.03, 0.1, 0.3]))
    values = draw(random, kind, size(random, number), scale, spread)
    factor = float(random.choice([1, 1, 1 + spread, 1 + 3 * spread, 3]))
    other = "log-normal" if kind == "coarse" and random.random() < 0.5 else kind
    reference = draw(random, other, size(random, number), scale / factor, spread)
    expected = {
        "kind": kind, "values": values, "reference": reference,
        "summary": answers.summary(values), "medianInterval": answers.median_interval(values),
        "outliers": answers.outliers(values), "trend": answers.trend(values),
        "mannWhitney": answers.mann_whitney(values, reference),
    }
    # The scan grows with the square of the pairs: where there are many, it is left out but for some.
    pairs = len(values) * len(reference)
    if pairs <= 1_000 or number % 10 == 0 and pairs <= 6_000:
        expected["ratio"] = answers.ratio(values, reference)
    shared = min(len(values), len(reference))
    if shared > 1:
        expected["kendall"] = answers.kendall(values[:shared], reference[:shared])
    expected["pValues"] = [float(f"{p:.6g}") for p in random.random(int(random.integers(0, 8))) ** 3]
    expected["holm"] = answers.holm(expected["pValues"])
    return {key: value for key, value in expected.items() if value is not None}


def main():
    random = np.random.default_rng(SEED)
    lines = []
    for number in range(COUNT):
        lines.append(json.dumps(fixture(random, number), separators=(",", ":")))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with open(TARGET, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())
    print(f"{len(lines)} data sets, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
