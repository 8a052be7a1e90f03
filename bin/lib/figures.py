"""What the packaged program costs, and whether its answers repeat.

  figures.py compare NAME=COMMAND...    each program in turn: a table, one column a program
  figures.py hyperfine PAIRS NAME=COMMAND...
                                        each program's native scenario beside hyperfine on the same command
  figures.py overhead ROUNDS COMMAND    wall time of a run of npm-install over the sum of the phases it timed
  figures.py repeat RUNS WORKLOAD PLAN COMMAND
                                        the same run again and again: what each of them found
  figures.py moved FIRST THEN FOLDER COMMAND
                                        runs on a folder, that folder under bindfs, the folder again: what is told of it
  figures.py growth COMMAND             one program through hundreds of runs: fails where it grows

A COMMAND is split at blanks; settings are added to it. Everything is done in a temporary folder, on loopback.
"""

import json
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

WORKLOAD = """\
name: nothing
title: Nothing
description: Touches a file.
image: {base: "busybox:1", tools: []}
volumePath: files
prepare: mkdir -p files
command: touch files/a
verify: {path: files, entries: 1, digest: "sha256:b57e2b3cc57dac16bf1424790b1c3ab9c4479a5a1ca1d573ec0890c882af1dad"}
limits: {memory: 1GiB, processes: 64}
deadlines: {prepare: PT1M, command: PT1M, settle: PT1M, verify: PT1M, delete: PT1M}
"""
NOTHING = {"workloads": ["nothing"], "scenarios": ["native"],
           "plan": {"warmupRounds": 0, "minimumSamples": 1, "maximumSamples": 1}}
REAL = {**NOTHING, "workloads": ["stat-files"]}
MATRIX = {"plan": {"warmupRounds": 0, "minimumSamples": 1, "maximumSamples": 1}}

STORED_RUNS = 1000
STARTS = 11
# What a service may take more after many runs than after its first hundred, when its heap has found its size.
GROWTH_MB = 8


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """The program as a process of its own, on a data folder; ended where its block is left, in whatever way."""

    def __init__(self, command, folder, settings=()):
        self.port = free_port()
        self.log = open(folder / "service.log", "a")
        words = command.split()
        settings = [f"-Dquarkus.http.port={self.port}", f"-Dmountmark.data-directory={folder / 'data'}",
                    f"-Dmountmark.workload-directories={folder / 'workloads'}", *settings]
        began = time.monotonic()
        self.process = subprocess.Popen(words[:1] + settings + words[1:], stdout=self.log, stderr=self.log,
                                        stdin=subprocess.DEVNULL)
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() - began > 60:
                self.stop()
                sys.exit(f"{command}: does not answer: {(folder / 'service.log').read_text()[-500:]}")
        self.start_ms = (time.monotonic() - began) * 1000

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        self.stop()

    def _answers(self):
        """Whether it says that it lives; asked cheaply, since it starts on the same processors."""
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            self.get("/q/health/live")
            return True
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.0005)
            return False

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return json.load(answer)

    def run(self, body):
        """One run from its request to its end, which has to be a good one: the run."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/v1/runs", json.dumps(body).encode(),
                                         {"Content-Type": "application/json", "Accept": "text/plain"})
        with urllib.request.urlopen(request, timeout=4 * 3600) as answer:
            text = answer.read().decode()
        if "  succeeded in " not in text:
            sys.exit(f"a run did not succeed:\n{text}")
        return self.get(answer.headers["Location"].split(str(self.port), 1)[1])

    def post(self, path, body):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def rss_mb(self):
        """Resident set, in MB of 2^20 bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.log.close()


def place():
    folder = Path(tempfile.mkdtemp(prefix="mountmark-figures."))
    (folder / "workloads" / "nothing").mkdir(parents=True)
    (folder / "workloads" / "nothing" / "workload.yaml").write_text(WORKLOAD)
    return folder


def filled(command, folder, settings):
    """A history of many runs."""
    with Service(command, folder, settings) as service:
        for _ in range(STORED_RUNS):
            service.run(NOTHING)


def size_mb(command):
    program = Path(command.split()[-1])
    files = [program] if program.suffix != ".jar" else [f for f in program.parent.rglob("*") if f.is_file()]
    return sum(f.stat().st_size for f in files) / 2**20


def compare(programs, settings):
    folder = place()
    try:
        filled(next(reversed(programs.values())), folder, settings)
        figures = {name: {"size": size_mb(command), "start": [], "runs": [], "idle": []} for name, command in programs.items()}
        for _ in range(STARTS):
            for name, command in programs.items():
                with Service(command, folder, settings) as service:
                    figures[name]["start"].append(service.start_ms)
                    began = time.monotonic()
                    service.get("/api/v1/runs")
                    figures[name]["runs"].append((time.monotonic() - began) * 1000)
                    time.sleep(3)
                    figures[name]["idle"].append(service.rss_mb())
        for name, command in programs.items():
            with Service(command, folder, settings) as service:
                service.run(MATRIX)
                figures[name]["matrix"] = service.rss_mb()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rows = [("program, MB", lambda f: f"{f['size']:.1f}"),
            ("start to the first answer, ms (median, range)", lambda f: spread(f["start"], 0)),
            ("then the first page of runs, ms (median, range)", lambda f: spread(f["runs"], 0)),
            ("RSS idle after 3 s, MB (median, range)", lambda f: spread(f["idle"], 1)),
            ("RSS after the article's matrix, MB", lambda f: f"{f['matrix']:.1f}")]
    print(f"| with {STORED_RUNS} stored runs, {STARTS} starts in turn | " + " | ".join(programs) + " |")
    print("|---|" + "---|" * len(programs))
    for title, cell in rows:
        print(f"| {title} | " + " | ".join(cell(figures[name]) for name in programs) + " |")


def hyperfine(pairs, programs, settings):
    """The wrapper's reading against hyperfine's, each on a tree made the same way, in a fresh random order."""
    folder, source = place(), Path(__file__).parents[2] / "workloads" / "stat-files"
    text = (source / "workload.yaml").read_text()
    script = folder / "command"
    script.write_text(" ".join(re.search(r"^command: >-\n((?:  .*\n)+)", text, re.M).group(1).split()))
    prepare = re.search(r"^prepare: (.*)$", text, re.M).group(1)

    def theirs():
        tree, answer = folder / "tree", folder / "answer.json"
        shutil.rmtree(tree, ignore_errors=True)
        shutil.copytree(source / "tree", tree)
        subprocess.run(["sh", "-c", prepare], cwd=tree, check=True)
        subprocess.run(["hyperfine", "-N", "--style", "none", "--runs", "1", "--export-json", answer, f"/bin/sh {script}"],
                       cwd=tree, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return json.loads(answer.read_text())["results"][0]["times"][0]

    services = {}
    try:
        for name, command in programs.items():
            (folder / name).mkdir()
            shutil.copytree(folder / "workloads", folder / name / "workloads")
            services[name] = Service(command, folder / name, settings)
        ways = {"hyperfine": theirs} | {
            name: lambda service=service: service.run(REAL)["results"][0]["samples"][0]["phases"]["command"]
            for name, service in services.items()}
        taken = {name: [] for name in ways}
        for _ in range(pairs):
            for name in random.sample(list(ways), len(ways)):
                taken[name].append(ways[name]())
    finally:
        for service in services.values():
            service.stop()
        shutil.rmtree(folder, ignore_errors=True)
    for name in services:
        ratios = [ours / theirs for ours, theirs in zip(taken[name], taken["hyperfine"])]
        middle = statistics.median(ratios)
        deviation = 1.4826 * statistics.median(abs(ratio - middle) for ratio in ratios)
        print(f"{name}: {pairs} pairs, ours {statistics.median(taken[name]):.4f} s, hyperfine "
              f"{statistics.median(taken['hyperfine']):.4f} s (medians); median of the pairs' ratios {middle:.4f}, "
              f"noise of that median ±{1.96 * 1.2533 * deviation / pairs ** 0.5:.4f}")


def seconds(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def overhead(rounds, command, settings):
    folder = place()
    try:
        with Service(command, folder, settings) as service:
            run = service.run({"plan": {"maximumSamples": rounds, "minimumSamples": rounds, "warmupRounds": 0}})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    samples = [sample for result in run["results"] for sample in result["samples"]]
    wall = seconds(run["endedAt"]) - min(seconds(sample["startedAt"]) for sample in samples)
    timed = sum(sum(sample["phases"].values()) for sample in samples)
    print(f"{len(samples)} samples, {wall:.1f} s of wall time, {timed:.1f} s in phases, ratio {wall / timed:.3f} (target 1.25)")
    for result in run["results"]:
        phases = ", ".join(f"{name} {value:.2f}" for name, value in result["phases"].items())
        print(f"  {result['scenario']}: {phases} s")


def repeat(runs, workload, plan, command, settings):
    folder, places, found = place(), {}, {}
    print("| run | scenario | n | median, s | ratio | interval | p (Holm) | outcome | caveats |\n|" + "---|" * 9)
    try:
        with Service(command, folder, settings) as service:
            for number in range(1, runs + 1):
                results = service.run({"workloads": [workload], "plan": {"name": plan}})["results"]
                for result in results:
                    outcome = row(number, result)
                    found.setdefault(result["scenario"], []).append(outcome)
                by_place(results, places)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print()
    for scenario, outcomes in found.items():
        print(f"{scenario}: " + ", ".join(f"{outcomes.count(one)} times {one}" for one in sorted(set(outcomes))))
    for position, relative in sorted(places.items()):
        print(f"place {position + 1} in a round: {statistics.median(relative):.3f} of the benchmark's own median "
              f"({len(relative)} samples)")


def moved(first, then, share, command, settings):
    """Runs on a folder, then with bindfs over it, then, when somebody has accepted that, without it again."""
    folder, behind = place(), share.with_name(share.name + ".behind")
    behind.mkdir()
    body = {"workloads": ["stat-files"], "scenarios": ["native", "bind-mount"], "plan": {"name": "quick"}}
    runs = []
    try:
        with Service(command, folder, settings) as service:
            def measure(times, what):
                for _ in range(times):
                    runs.append(service.run(body)["id"])
                    found = series()
                    print(f"run {len(runs)}, {what}: " + ", ".join(
                        f"{measure} {found[measure]['newestValue']:.3g} {found[measure]['state']}"
                        for measure in ("time", "ratio")), flush=True)

            def series():
                found, = service.get("/api/v1/series?scenario=bind-mount")["series"]
                return found

            measure(first, "plain")
            subprocess.run(["bindfs", behind, share], check=True)
            try:
                measure(then, "under bindfs")
            finally:
                subprocess.run(["umount", share], check=True)
            service.post(f"/api/v1/series/{series()['id']}/baseline", {"reason": "the folder lies on bindfs now"})
            measure(then, "plain again")
            for verdict in service.get(f"/api/v1/series/{series()['id']}")["verdicts"]:
                print(json.dumps(verdict | {"run": runs.index(verdict["run"]) + 1}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(behind, ignore_errors=True)


def row(number, result):
    comparison, statistic = result.get("comparison", {}), result["statistics"]
    outcome = comparison.get("outcome", "reference")
    interval = f"{comparison['lower']:.3f} to {comparison['upper']:.3f}" if "lower" in comparison else "-"
    adjusted = f"{comparison['adjustedPValue']:.4f}" if "adjustedPValue" in comparison else "-"
    print(f"| {number} | {result['scenario']} | {statistic['count']} | {statistic['medianSeconds']:.4f} | "
          f"{comparison.get('ratio', 1):.3f} | {interval} | {adjusted} | {outcome} | "
          f"{' '.join(caveat['code'] for caveat in result['caveats'])} |", flush=True)
    return outcome


def by_place(results, places):
    """Adds each counted sample's time, relative to its benchmark's median, to its place in the round."""
    rounds = {}
    for result in results:
        for sample in result["samples"]:
            if sample["outcome"] == "succeeded" and not sample["warmup"]:
                relative = sample["phases"]["command"] / result["statistics"]["medianSeconds"]
                rounds.setdefault(sample["round"], []).append((sample["number"], relative))
    for samples in rounds.values():
        for position, (_, relative) in enumerate(sorted(samples)):
            places.setdefault(position, []).append(relative)


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def growth(command, settings):
    folder = place()
    try:
        bad = []
        with Service(command, folder, settings) as service:
            for kind, body, settled, runs in (("runs of nothing", NOTHING, 100, 500), ("runs of stat-files", REAL, 10, 50)):
                for number in range(1, runs + 1):
                    service.run(body)
                    if number == settled:
                        before, files = service.rss_mb(), service.files()
                after, files_after = service.rss_mb(), service.files()
                print(f"{runs} {kind}: {before:.1f} MB and {files} files open after {settled}, "
                      f"{after:.1f} MB and {files_after} files open at the end", flush=True)
                if after > before + GROWTH_MB or files_after > files + 3:
                    bad.append(kind)
            left = list((folder / "data" / "work").rglob("*")) if (folder / "data" / "work").exists() else []
        if left:
            bad.append(f"left in the work directory: {left[:3]}")
        if bad:
            sys.exit(f"it grows: {bad}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def named(words):
    return dict(word.split("=", 1) for word in words)


if __name__ == "__main__":
    settings = [word for word in sys.argv[2:] if word.startswith("-D")]
    words = [word for word in sys.argv[2:] if not word.startswith("-D")]
    if sys.argv[1] == "compare":
        compare(named(words), settings)
    elif sys.argv[1] == "hyperfine":
        hyperfine(int(words[0]), named(words[1:]), settings)
    elif sys.argv[1] == "overhead":
        overhead(int(words[0]), words[1], settings)
    elif sys.argv[1] == "repeat":
        repeat(int(words[0]), words[1], words[2], words[3], settings)
    elif sys.argv[1] == "moved":
        moved(int(words[0]), int(words[1]), Path(words[2]), words[3], settings)
    else:
        growth(words[0], settings)
