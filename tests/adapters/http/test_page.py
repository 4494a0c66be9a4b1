"""The page of the API: every endpoint that has to be there has an example that is run."""

from __future__ import annotations

import re

from tests.scenarios.examples import PAGE, Example, examples

SEED = (
    *("POST /api/auth/register", "POST /api/auth/login", "GET /api/auth/logout"),
    *("GET /api/users/profile", "PUT /api/users/profile", "POST /api/products", "GET /api/products"),
    *("GET /api/products/{id}", "PUT /api/products/{id}", "DELETE /api/products/{id}", "POST /api/negotiations"),
    *("GET /api/negotiations/{id}", "POST /api/negotiations/{id}/messages", "GET /api/negotiations/{id}/messages"),
    *("POST /api/payments/create-gateway", "POST /api/payments/process", "POST /api/escrow/generate-agreement"),
    *("POST /api/escrow/sign-agreement", "POST /api/orders", "GET /api/orders/{id}", "PUT /api/orders/{id}/status"),
    *("POST /api/shipping/{id}/update", "GET /api/shipping/{id}/updates", "POST /api/disputes"),
    *("GET /api/disputes/{id}", "PUT /api/disputes/{id}/resolve"),
)


def test_every_endpoint_of_the_trade_has_an_example() -> None:
    shown = {
        f"{one.method} {re.sub('/[$][A-Z_]+', '/{id}', one.path.partition('?')[0])}"
        for one in examples()
        if isinstance(one, Example)
    }
    assert not set(SEED) - shown, PAGE
