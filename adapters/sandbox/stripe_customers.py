"""Customers: names to hang payments on."""

from __future__ import annotations

from adapters.sandbox.stripe_calls import Handler, StripeCall
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld


class Customers:
    """The customer endpoints."""

    def __init__(self, world: StripeWorld) -> None:
        self._world = world

    def operations(self) -> dict[str, Handler]:
        return {
            "POST customers": self._create,
            "GET customers/{id}": lambda call: self._world.get("customer", call.id),
        }

    def _create(self, call: StripeCall) -> Json:
        return self._world.create("customer", invoice_prefix=self._world.token(8).upper(), **call.params)
