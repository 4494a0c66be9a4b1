"""The JSON API under requests that nobody would write, made from its own document: no fault, and nothing undocumented.

Run as a programme it reads what to do as JSON from its input (see `main`) and writes what came of it: the market that is
asked runs in another process, and neither stands in the other's way.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import hypothesis
import requests
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi import checks

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
ENDS = {("get", "/api/auth/logout"), ("delete", "/api/users/profile")}
"""After one of these there is nobody left who could ask for more."""
FOUND_MAX = 20


@dataclass
class Fuzzed:
    """What came of it: how many requests, by status, and what was wrong."""

    sent: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)


def fuzz(base_url: str, *, credential: str, known: Mapping[str, str], about: int, seed: int = 1) -> Fuzzed:
    """About so many requests, in equal parts to every operation, half of them well-formed. `known` are ids that lead
    somewhere, by the name of the parameter; without a credential nobody is signed in."""
    document = requests.get(f"{base_url}/openapi.json", timeout=30).json()
    operations = [result.ok() for result in openapi.from_dict(document).get_all_operations()]
    # Fewer requests than operations: then evenly some of them.
    operations = operations[:: max(1, round(len(operations) * 2 / about))]
    each = max(1, round(about / len(operations) / 2))
    fuzzed = Fuzzed()
    with requests.Session() as session:
        for operation in operations:
            if credential and (operation.method.lower(), operation.path) in ENDS:
                continue
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                _tried(operation, mode, fuzzed, session, base_url, credential, known, each, seed)
                if len(fuzzed.found) >= FOUND_MAX:
                    return fuzzed
    return fuzzed


def _tried(
    operation: Any,
    mode: GenerationMode,
    fuzzed: Fuzzed,
    session: requests.Session,
    base_url: str,
    credential: str,
    known: Mapping[str, str],
    each: int,
    seed: int,
) -> None:
    named = {one.name for one in operation.path_parameters}
    leading = {name: known[name] for name in named if name in known}
    # Half of the well-formed ones are about something that is there.
    given = (
        {"path_parameters": leading} if leading and set(leading) == named and mode is GenerationMode.POSITIVE else {}
    )
    strategy = operation.as_strategy(mode, **given)

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=each,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=strategy)
    def once(case: Any) -> None:
        headers = {"Authorization": f"Bearer {credential}"} if credential else {}
        answer = case.call(base_url=base_url, session=session, headers=headers)
        fuzzed.sent += 1
        fuzzed.statuses[answer.status_code] = fuzzed.statuses.get(answer.status_code, 0) + 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except (Failure, FailureGroup) as fault:
            faults = fault.exceptions if isinstance(fault, FailureGroup) else [fault]
            fuzzed.found += [
                f"{operation.method.upper()} {operation.path}: {answer.status_code} {one}" for one in faults
            ]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            once()
        except hypothesis.errors.Unsatisfiable:
            # There is no way to spoil a request that takes nothing.
            logging.getLogger(__name__).debug("nothing to spoil in %s", operation.path)


def main() -> int:
    """`{"base_url", "credentials", "known", "about", "seed"}` in, a list of what came of each credential out."""
    given = json.load(sys.stdin)
    found = [
        fuzz(
            given["base_url"],
            credential=credential,
            known=given["known"],
            about=given["about"],
            seed=given["seed"],
        )
        for credential in given["credentials"]
    ]
    json.dump([asdict(one) for one in found], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
