#!/usr/bin/env python3
"""Compares what an account may do in a cluster with what it did: rights.py AUDIT ROLES

AUDIT is the API server's log of that account's requests, a JSON object a line; ROLES is the list of its Roles and
ClusterRoles (kubectl get -o json). Prints each right that was never used, and each that was lacking, and ends with 1 when
there is one.
"""

import json
import sys


def right(namespace, group, resource, verb):
    return f"{verb} {resource}{'.' + group if group else ''} {'in ' + namespace if namespace else 'of the cluster'}"


def granted(roles):
    return {
        right(role["metadata"].get("namespace"), group, resource, verb)
        for role in roles["items"]
        for rule in role["rules"]
        for group in rule["apiGroups"]
        for resource in rule["resources"]
        for verb in rule["verbs"]
    }


def asked(events):
    """By right: whether all requests for it were allowed."""
    allowed = {}
    for event in events:
        thing = event.get("objectRef")
        # Without an object it asks the server about itself, as everybody may.
        if thing and "resource" in thing:
            resource = "/".join(filter(None, (thing["resource"], thing.get("subresource"))))
            name = right(thing.get("namespace"), thing.get("apiGroup", ""), resource, event["verb"])
            decision = event["annotations"]["authorization.k8s.io/decision"] == "allow"
            allowed[name] = allowed.get(name, True) and decision
    return allowed


def main(audit, roles):
    with open(audit, encoding="utf-8") as lines, open(roles, encoding="utf-8") as file:
        allowed = asked(map(json.loads, lines))
        may = granted(json.load(file))
    problems = [f"never used: {name}" for name in sorted(may - allowed.keys())]
    problems += [f"lacking: {name}" for name, all_allowed in sorted(allowed.items()) if not all_allowed]
    for problem in problems:
        print(problem)
    print(f"{len(may)} rights, {len(may & allowed.keys())} of them used")
    return 1 if problems or not may else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
