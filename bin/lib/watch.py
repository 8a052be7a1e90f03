#!/usr/bin/env python3
"""What the suite `watch` needs besides its shell.

  watch.py names ROOT             names in rules, dashboards and provisioning against those in docs/metrics.md, alerts against
                                  their runbooks and tests, Grafana's alerts against Prometheus's
  watch.py compose ROOT FILE      what compose.yaml promises, on the file as Compose understands it
  watch.py exported ROOT URL      every metric of docs/metrics.md has a series in the Prometheus at URL
  watch.py serve FOLDER           answers every GET with FOLDER/metrics and appends what is posted to FOLDER/received, as one
                                  line of JSON each; prints its port
  watch.py ports NUMBER           free ports
  watch.py typed FROM TO          dashboards without what their types do not know: an annotation's query is its data source's
"""
import http.server
import json
import pathlib
import re
import socket
import sys
import urllib.request

import yaml


def documented(root):
    return set(re.findall(r"^\| `(mountmark_\w+)`", (root / "docs/metrics.md").read_text(), re.M))


def names(root):
    wrong = []
    rules = root / "prometheus/rules"
    known = documented(root)
    files = [*rules.glob("*.yaml"), *(root / "grafana").rglob("*.json"), *(root / "grafana").rglob("*.yaml")]
    for file in files:
        # What stands between colons is the name of a recording rule; what ends in _url or _token is no metric.
        for name in set(re.findall(r"(?<![:\w])mountmark_\w+(?![:\w])", file.read_text())):
            if name not in known and not name.endswith(("_url", "_token")):
                wrong.append(f"{file.relative_to(root)}: {name} is no metric of docs/metrics.md")

    groups = [group for file in rules.glob("*.yaml") for group in yaml.safe_load(file.read_text())["groups"]]
    alerts = {rule["alert"]: rule for group in groups for rule in group["rules"] if "alert" in rule}
    recorded = {rule["record"] for group in groups for rule in group["rules"] if "record" in rule}
    for file in files:
        for name in set(re.findall(r"\w+:mountmark_\w+:\w+", file.read_text())):
            if name not in recorded:
                wrong.append(f"{file.relative_to(root)}: {name} is recorded by no rule")

    runbooks = set(re.findall(r"^## (\w+)$", (root / "docs/runbooks.md").read_text(), re.M))
    tested = "".join(file.read_text() for file in (root / "prometheus/tests").glob("*.yaml"))
    for name, rule in alerts.items():
        if rule["annotations"].get("runbook") != f"docs/runbooks.md#{name.lower()}" or name not in runbooks:
            wrong.append(f"{name}: its runbook is not the section of that name")
        blocks = re.findall(rf"alertname: {name}\n\s+exp_alerts:(.*)", tested)
        if not any(block.strip() == "[]" for block in blocks) and name != "MountmarkNotScraped":
            wrong.append(f"{name}: no test shows that it does not fire")
        if all(block.strip() == "[]" for block in blocks):
            wrong.append(f"{name}: no test shows that it fires")
    for name in sorted(runbooks - set(alerts)):
        wrong.append(f"docs/runbooks.md: there is no alert {name}")

    grafana = yaml.safe_load((root / "grafana/provisioning/alerting/rules.yaml").read_text())
    theirs = {rule["title"]: rule for group in grafana["groups"] for rule in group["rules"]}
    for name in sorted(set(theirs) ^ set(alerts)):
        wrong.append(f"{name}: only one of Prometheus and Grafana has it")
    for name in sorted(set(theirs) & set(alerts)):
        expression = theirs[name]["data"][0]["model"]["expr"]
        if expression.split() != alerts[name]["expr"].split():
            wrong.append(f"{name}: Grafana has another expression than Prometheus")
        if theirs[name].get("for", "0s") != alerts[name].get("for", "0s") or not theirs[name].get("isPaused"):
            wrong.append(f"{name}: expected paused and with the same `for` in Grafana")
    print("\n".join(wrong) or f"{len(alerts)} alerts, {len(known)} metrics")
    return bool(wrong)


def compose(root, file):
    wrong = []
    for name, service in json.loads(file.read_text())["services"].items():
        if "build" not in service and not re.search(r":v?\d+\.\d+\.\d+$", service["image"]):
            wrong.append(f"{name}: expected an image with its whole version, got {service['image']}")
        if "build" not in service and "healthcheck" not in service:
            wrong.append(f"{name}: has no health check")
        for port in service.get("ports", []):
            if port.get("host_ip") != "127.0.0.1":
                wrong.append(f"{name}: expected ports of this machine only, got {port}")
        for volume in service.get("volumes", []):
            if "docker.sock" in volume["source"] and name != "mountmark":
                wrong.append(f"{name}: has the socket of the engine")
            if volume["source"].startswith(str(root)) and not pathlib.Path(volume["source"]).exists():
                wrong.append(f"{name}: {volume['source']} does not exist")
        if service.get("cap_drop") != ["ALL"] or service.get("privileged"):
            wrong.append(f"{name}: has more rights than it needs")
    print("\n".join(wrong))
    return bool(wrong)


def exported(root, prometheus):
    with urllib.request.urlopen(f"{prometheus}/api/v1/label/__name__/values", timeout=10) as answer:
        missing = documented(root) - set(json.load(answer)["data"])
    print("\n".join(f"{name}: is documented and not exported" for name in sorted(missing)))
    return bool(missing)


class Handler(http.server.BaseHTTPRequestHandler):
    folder = pathlib.Path()

    def do_GET(self):
        self.answer((self.folder / "metrics").read_bytes())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with (self.folder / "received").open("a") as received:
            received.write(json.dumps(json.loads(body)) + "\n")
        self.answer(b"")

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(folder):
    Handler.folder = folder
    (folder / "received").touch()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


def ports(number):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    print(*(one.getsockname()[1] for one in sockets))


def typed(before, after):
    for file in before.glob("*.json"):
        dashboard = json.loads(file.read_text())
        for annotation in dashboard["annotations"]["list"]:
            for key in ("target", "titleFormat", "textFormat", "tagKeys", "useValueForTime"):
                annotation.pop(key, None)
        (after / file.name).write_text(json.dumps(dashboard))


match sys.argv[1:]:
    case ["names", root]:
        sys.exit(names(pathlib.Path(root)))
    case ["compose", root, file]:
        sys.exit(compose(pathlib.Path(root), pathlib.Path(file)))
    case ["exported", root, prometheus]:
        sys.exit(exported(pathlib.Path(root), prometheus))
    case ["serve", folder]:
        serve(pathlib.Path(folder))
    case ["ports", number]:
        ports(int(number))
    case ["typed", before, after]:
        typed(pathlib.Path(before), pathlib.Path(after))
    case _:
        sys.exit(__doc__)
