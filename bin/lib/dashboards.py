#!/usr/bin/env python3
"""Draws a dashboard of grafana/dashboards as SVG, for whoever has no Grafana at hand: its panels, from its own queries on a
Prometheus. Not what Grafana would draw: colours, axes and units are like it, the rest is simpler.

  dashboards.py PROMETHEUS FILE RANGE WORDS [NAME=VALUE…] > dashboard.svg

RANGE is in seconds and ends now; WORDS tell what the figures are; NAME=VALUE chooses the value of a variable, else it is all.
"""
import datetime
import json
import math
import pathlib
import re
import sys
import time
import urllib.parse
import urllib.request
from xml.sax.saxutils import escape

COLUMN, ROW, GAP, TOP = 49, 34, 8, 64
STEPS = 400
# Grafana's names; and Okabe and Ito's colours for what has none.
COLOURS = {
    "green": "#2f9e5b", "dark-green": "#12703a", "red": "#d64545", "orange": "#e07b26", "yellow": "#c99a00", "blue": "#2f7fd0",
    "light-blue": "#6fa8e6", "super-light-blue": "#b5d2f3", "gray": "#848d97"}
PALETTE = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a7f00", "#6e5fb8"]
STYLE = """
svg{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:12px}
text{fill:#1f2328}.m{fill:#59636e}.h{font-size:19px;font-weight:600}.p{font-size:13px;font-weight:600}.w{fill:#fff}.t{font-size:11px}
.page{fill:#f3f5f7}.panel{fill:#fff;stroke:#d1d9e0}.grid{stroke:#d1d9e0}.unfilled{fill:#e8ecf0}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}.m{fill:#9198a1}.w{fill:#fff}.page{fill:#0d1117}.panel{fill:#161b22;stroke:#30363d}.grid{stroke:#30363d}
.unfilled{fill:#262c34}}
"""


class Prometheus:
    """The panels' queries, with the dashboard's variables filled in."""

    def __init__(self, address, span, values):
        self.address, self.span, self.values, self.now = address, span, values, time.time()
        self.step = max(1, span / STEPS)

    def get(self, path, **arguments):
        with urllib.request.urlopen(f"{self.address}/api/v1/{path}?{urllib.parse.urlencode(arguments)}", timeout=30) as answer:
            return json.load(answer)["data"]["result"]

    def of(self, target):
        """Each series as its labels and its points."""
        expression = re.sub(r"\$(\w+)", lambda name: self.values.get(name[1], ".*"), target["expr"])
        if target.get("instant"):
            found = self.get("query", query=expression, time=self.now)
            series = [(one["metric"], [one["value"]]) for one in found]
        else:
            found = self.get("query_range", query=expression, start=self.now - self.span, end=self.now, step=self.step)
            series = [(one["metric"], one["values"]) for one in found]
        return [(labels, [(float(at), float(value)) for at, value in points]) for labels, points in series]


def named(target, labels):
    legend = target.get("legendFormat") or "{{__name__}}"
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda name: labels.get(name[1], ""), legend).strip()


def shown(value, field, now):
    unit, decimals = field.get("unit", "none"), field.get("decimals")

    def number(value, digits):
        return f"{value:.{digits if decimals is None else decimals}f}"

    if value is None or math.isnan(value):
        return "–"
    if unit == "s":
        return number(value, 2) + " s" if value >= 1 else f"{value * 1000:.3g} ms"
    if unit == "percentunit":
        return number(value * 100, 1) + " %"
    if unit.startswith("suffix:"):
        return number(value, 2) + unit[len("suffix:"):]
    if unit == "bytes":
        return f"{value / 2**20:.4g} MiB"
    if unit == "dateTimeFromNow":
        ago = max(0, now - value / 1000)
        size, word = next(pair for pair in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")) if ago >= pair[0] or pair[0] == 1)
        return f"{ago / size:.0f} {word}{'' if round(ago / size) == 1 else 's'} ago"
    if unit == "dateTimeAsIso":
        return f"{datetime.datetime.fromtimestamp(value / 1000, datetime.timezone.utc):%Y-%m-%d %H:%M}"
    return f"{value:g}" if value == int(value) else f"{value:.2g}"


def at_axis(tick, field):
    return re.sub(r"\.0+(?= |$)", "", shown(tick, field, 0)) if tick else "0"


def mapped(value, field):
    """The words and the colour that a value has of its own."""
    for mapping in field.get("mappings", []):
        option = mapping["options"].get(f"{value:g}")
        if option:
            return option["text"], COLOURS[option["color"]]
    colour = None
    if field.get("color", {}).get("mode") == "thresholds":
        colour = [step["color"] for step in field["thresholds"]["steps"] if step["value"] is None or value >= step["value"]][-1]
    return None, COLOURS.get(colour, PALETTE[0])


class Panel:
    def __init__(self, panel, prometheus):
        self.panel, self.now = panel, prometheus.now
        self.since = prometheus.now - prometheus.span
        self.field = panel["fieldConfig"]["defaults"]
        self.targets = [(target, prometheus.of(target)) for target in panel["targets"]]
        self.drawn = []
        place = panel["gridPos"]
        self.x, self.y = place["x"] * COLUMN + GAP, TOP + place["y"] * ROW
        self.w, self.h = place["w"] * COLUMN - GAP, place["h"] * ROW - GAP

    # --- strokes

    def text(self, x, y, words, kind="", anchor="start", size=None, room=None):
        words = str(words)
        if room is not None and len(words) * 6.3 * (size or 12) / 12 > room:
            words = words[:max(1, int(room / 6.3 / (size or 12) * 12) - 1)] + "…"
        style = f' font-size="{size:g}" font-weight="600"' if size else ""
        self.drawn.append(f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}"{style}>{escape(words)}</text>')

    def box(self, x, y, w, h, colour="", kind="", opacity=1):
        fill = f'fill="{colour}"' if colour else f'class="{kind}"'
        self.drawn.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0, w):.1f}" height="{max(0, h):.1f}" {fill} fill-opacity="{opacity:g}"/>')

    def line(self, path, colour="", width=1, dash="", kind=""):
        stroke = f'stroke="{colour}"' if colour else f'class="{kind}"'
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.drawn.append(f'<path d="{path}" fill="none" {stroke} stroke-width="{width}"{dashed}/>')

    def legend(self, entries):
        """At the bottom, in one line."""
        x, y = self.x + 12, self.y + self.h - 10
        for words, colour in entries:
            if x + 24 + len(words) * 6.3 > self.x + self.w:
                return
            self.box(x, y - 8, 10, 8, colour)
            self.text(x + 14, y, words, "m")
            x += 32 + len(words) * 6.5

    # --- what its kind shows

    def draw(self, changes):
        self.box(self.x, self.y, self.w, self.h, kind="panel")
        self.text(self.x + 10, self.y + 20, self.panel["title"], "p", room=(self.w - 20) * 0.92)
        if not any(series for _, series in self.targets):
            self.text(self.x + self.w / 2, self.y + self.h / 2 + 8, "No data", "m", "middle")
        elif self.panel["type"] == "timeseries":
            self.timeseries(changes)
        else:
            {"barchart": self.barchart, "bargauge": self.bargauge, "table": self.table, "stat": self.stat,
             "state-timeline": self.timeline}[self.panel["type"]]()
        return "".join(self.drawn)

    def override(self, name):
        """What the field of that name has of its own."""
        found = {}
        for one in self.panel["fieldConfig"]["overrides"]:
            if one["matcher"]["options"] == name:
                found |= {value["id"]: value.get("value") for value in one["properties"]}
        return found

    def colour_of(self, name, number):
        return COLOURS.get(self.override(name).get("color", {}).get("fixedColor"), PALETTE[number % len(PALETTE)])

    def organised(self):
        for one in self.panel.get("transformations", []):
            if one["id"] == "organize":
                return one["options"]
        return {"renameByName": {}, "excludeByName": {}, "indexByName": {}}

    def bars(self):
        """Segments by bar: benchmark to name to value."""
        names, bars = self.organised()["renameByName"], {}
        for target, series in self.targets:
            for labels, points in series:
                segment = labels.get("phase") or names.get(f"Value #{target['refId']}", target["refId"])
                bars.setdefault(labels["benchmark"], {})[segment] = points[-1][1]
        return dict(sorted(bars.items()))

    def barchart(self):
        bars = self.bars()
        segments = sorted({name for bar in bars.values() for name in bar}) if self.organised()["renameByName"] == {} else list(
            dict.fromkeys(name for bar in bars.values() for name in bar))
        colours = {name: self.colour_of(name, number) for number, name in enumerate(segments)}
        left, top, bottom = self.x + self.room_of(bars), self.y + 34, self.y + self.h - 46
        longest, pitch = max(sum(bar.values()) for bar in bars.values()) or 1, (bottom - top) / len(bars)
        scale = (self.x + self.w - 24 - left) / longest
        for tick in ticks(longest, 5):
            self.line(f"M{left + tick * scale:.1f} {top}V{bottom}", kind="grid")
            self.text(left + tick * scale, bottom + 15, at_axis(tick, self.field), "m", "middle")
        for place, (benchmark, bar) in enumerate(bars.items()):
            y, x = top + pitch * place, left
            self.text(left - 8, y + pitch / 2 + 4, benchmark, "", "end", room=left - self.x - 14)
            for name in segments:
                self.box(x, y + pitch * 0.14, bar.get(name, 0) * scale, pitch * 0.72, colours[name])
                x += bar.get(name, 0) * scale
        self.legend(colours.items())

    def room_of(self, names):
        return min(self.w * 0.45, max(len(name) for name in names) * 6.3 + 20)

    def bargauge(self):
        rows = [(named(target, labels), points[-1][1]) for target, series in self.targets for labels, points in series]
        longest, top = max(value for _, value in rows), self.y + 32
        pitch = (self.h - 40) / len(rows)
        for place, (name, value) in enumerate(sorted(rows)):
            y, room = top + pitch * place, self.w - 90
            self.text(self.x + 12, y + 13, name, room=self.w - 24)
            self.box(self.x + 12, y + 18, room, pitch - 26, kind="unfilled")
            colour = mapped(value, self.field)[1]
            self.box(self.x + 12, y + 18, room * value / longest, pitch - 26, colour)
            self.text(self.x + self.w - 10, y + 22 + (pitch - 26) / 2, shown(value, self.field, self.now), "", "end", 14)

    def table(self):
        options, rows = self.organised(), {}
        for target, series in self.targets:
            for labels, points in series:
                row = rows.setdefault(tuple(sorted(labels.items())), dict(labels))
                row["Value" if len(self.targets) == 1 else f"Value #{target['refId']}"] = points[-1][1]
        columns = [name for name in sorted(options["indexByName"], key=options["indexByName"].get)
                   if not options["excludeByName"].get(name)]
        heads = [options["renameByName"].get(name, name) for name in columns]
        cells = [[self.cell(head, row.get(name)) for name, head in zip(columns, heads)] for row in rows.values()]
        widths = [max(len(line[i]) for line in [heads, *cells]) + 2 for i in range(len(heads))]
        scale = (self.w - 20) / sum(widths)
        fits = int((self.h - 56) / 20)
        for number, line in enumerate([heads, *sorted(cells)[:fits]]):
            x, y = self.x + 10, self.y + 44 + number * 20
            for words, width in zip(line, widths):
                self.text(x, y, words, "t m" if number == 0 else "t", room=width * scale)
                x += width * scale
            self.line(f"M{self.x + 8} {y + 6}H{self.x + self.w - 8}", kind="grid")

    def cell(self, head, value):
        if isinstance(value, float):
            own = self.override(head)
            return shown(value, {"unit": own.get("unit", self.field.get("unit", "none")), "decimals": own.get("decimals")}, self.now)
        return value or ""

    def stat(self):
        tiles = sorted((named(target, labels), points[-1][1]) for target, series in self.targets for labels, points in series)
        across = min(len(tiles), max(1, int(self.w / 240)))
        down = math.ceil(len(tiles) / across)
        w, h = (self.w - 16) / across, (self.h - 34) / down
        solid = self.panel["options"]["colorMode"] == "background_solid"
        for place, (name, value) in enumerate(tiles):
            x, y = self.x + 8 + place % across * w, self.y + 28 + place // across * h
            words, colour = mapped(value, self.field)
            words, size = words or shown(value, self.field, self.now), min(22, max(12, h * 0.42))
            if h <= 40 and name:
                words = f"{words} · {name}"
            if solid:
                self.box(x + 2, y + 2, w - 4, h - 4, colour)
            self.text(x + w / 2, y + h * (0.45 if h > 40 else 0.7), words, "w" if solid else "", "middle", size, w - 8)
            if h > 40 and name:
                self.text(x + w / 2, y + h * 0.78, name, "t w" if solid else "t m", "middle", room=w)

    def timeline(self):
        rows = sorted((named(target, labels), points) for target, series in self.targets for labels, points in series)
        left, top, bottom = self.x + self.room_of([name for name, _ in rows]), self.y + 34, self.y + self.h - 28
        pitch = (bottom - top) / len(rows)
        self.times(left, top, bottom)
        for place, (name, points) in enumerate(rows):
            y = top + pitch * place
            self.text(left - 8, y + pitch / 2 + 4, name, "", "end", room=left - self.x - 14)
            for since, until, value in stretches(points):
                words, colour = mapped(value, self.field)
                x, end = self.across(since, left), self.across(until, left)
                self.box(x, y + 3, end - x, pitch - 6, colour)
                if words and end - x > len(words) * 8:
                    self.text(x + 6, y + pitch / 2 + 4, words, "w")

    def across(self, at, left):
        return left + (at - self.since) / (self.now - self.since) * (self.x + self.w - 14 - left)

    def times(self, left, top, bottom):
        span = self.now - self.since
        form = "%d %b" if span > 3 * 86400 else "%H:%M:%S" if span < 1800 else "%H:%M"
        parts = max(2, int((self.x + self.w - left) / 90))
        for part in range(1, parts):
            at = self.since + span * part / parts
            self.line(f"M{self.across(at, left):.1f} {top}V{bottom}", kind="grid")
            words = datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime(form)
            self.text(self.across(at, left), bottom + 15, words, "m", "middle")

    def timeseries(self, changes):
        lines = [(named(target, labels), points) for target, series in self.targets for labels, points in series]
        custom, left, top, bottom = self.field["custom"], self.x + 62, self.y + 34, self.y + self.h - 46
        stacked = custom.get("stacking", {}).get("mode") == "normal"
        highest = max((value for _, points in lines for _, value in points if not math.isnan(value)), default=0)
        if stacked:
            at = {}
            for _, points in lines:
                for when, value in points:
                    at[when] = at.get(when, 0) + value
            highest = max(at.values(), default=0)
        highest = highest * 1.08 or 1
        scale = (bottom - top) / highest
        self.times(left, top, bottom)
        size = 2**20 if self.field.get("unit") == "bytes" else 1
        for tick in (tick * size for tick in ticks(highest / size, 4)):
            self.line(f"M{left} {bottom - tick * scale:.1f}H{self.x + self.w - 14}", kind="grid")
            self.text(left - 6, bottom - tick * scale + 4, at_axis(tick, self.field), "m", "end")
        names = list(dict.fromkeys(name for name, _ in lines))
        colours = {name: self.colour_of(name, number) for number, name in enumerate(names)}
        below, steps = {}, custom.get("lineInterpolation") == "stepAfter"

        def corners(points):
            made, previous = [], None
            for when, value in points:
                x, y = self.across(when, left), bottom - value * scale
                if steps and y == previous and when != points[-1][0]:
                    continue
                if steps and previous is not None:
                    made.append((x, previous))
                made.append((x, y))
                previous = y
            return made

        def path(made):
            return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in made)

        by_name = {}
        for name, points in lines:
            by_name.setdefault(name, []).append(corners([point for point in points if not math.isnan(point[1])]))
        for name in names:
            own = self.override(name)
            other = by_name.get(own.get("custom.fillBelowTo"))
            for upper, lower in zip(by_name[name], other or []):
                self.drawn.append(f'<path d="{path(upper + lower[::-1])}Z" fill="{colours[name]}" '
                                  f'fill-opacity="{own.get("custom.fillOpacity", 20) / 100:g}"/>')
        for name, points in lines:
            if custom.get("drawStyle") == "bars" or stacked:
                self.area(points, below, scale, left, bottom, colours[name], custom)
        for name in names:
            own = self.override(name)
            width = own.get("custom.lineWidth", custom.get("lineWidth", 1))
            for made in by_name[name] if width and not stacked else []:
                self.line(path(made), colours[name], width, "6 4" if own.get("custom.lineStyle") else "")
        for at in changes:
            if self.since < at < self.now:
                self.line(f"M{self.across(at, left):.1f} {top}V{bottom}", COLOURS["red"], 1.5, "4 3")
        self.legend((name, colour) for name, colour in colours.items() if self.override(name).get("custom.lineWidth", 1))

    def area(self, points, below, scale, left, bottom, colour, custom):
        for (when, value), (until, _) in zip(points, points[1:]):
            if value:
                x = self.across(when, left)
                self.box(x, bottom - (below.get(when, 0) + value) * scale, self.across(until, left) - x + 0.3, value * scale, colour,
                         opacity=max(0.35, custom.get("fillOpacity", 0) / 100))
                below[when] = below.get(when, 0) + value


def ticks(highest, wanted):
    step = 10 ** math.floor(math.log10(highest / wanted))
    step = next(step * factor for factor in (1, 2, 5, 10) if highest / (step * factor) <= wanted)
    return [step * number for number in range(int(highest / step) + 1)]


def stretches(points):
    """Where a value stands: since, until, value."""
    found = []
    for at, value in points:
        if found and found[-1][2] == value:
            found[-1][1] = at
        else:
            if found:
                found[-1][1] = at
            found.append([at, at, value])
    return found


def main(address, file, span, words, *chosen):
    dashboard = json.loads(pathlib.Path(file).read_text())
    prometheus = Prometheus(address, float(span), dict(one.split("=", 1) for one in chosen))
    changes = [value / 1000 for annotation in dashboard["annotations"]["list"]
               for _, points in prometheus.of({**annotation["target"], "instant": True}) for _, value in points]
    panels = "".join(Panel(panel, prometheus).draw(changes) for panel in dashboard["panels"])
    width = 24 * COLUMN + GAP
    height = TOP + ROW * max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in dashboard["panels"]) + 4
    title = f"{dashboard['title']} — {dashboard['description']}"
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
          f'aria-label="{escape(title, {chr(34): "&quot;"})}"><style>{STYLE}</style>'
          f'<rect class="page" width="{width}" height="{height}"/>'
          f'<text class="h" x="{GAP + 2}" y="28">{escape(dashboard["title"])}</text>'
          f'<text class="m" x="{GAP + 2}" y="50">{escape(words)}</text>{panels}</svg>')


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
