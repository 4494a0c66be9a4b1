"""Early fraud warnings: the card network's word that a payment may be fraudulent, before anybody disputes it."""

from __future__ import annotations

from adapters.sandbox.stripe_calls import Handler
from adapters.sandbox.stripe_refusals import StripeRefusal
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld

KIND = "radar.early_fraud_warning"


class FraudWarnings:
    """The endpoints of radar/early_fraud_warnings, and the network's side."""

    def __init__(self, world: StripeWorld) -> None:
        self._world = world

    def operations(self) -> dict[str, Handler]:
        return {
            "GET radar/early_fraud_warnings": lambda call: self._world.shelf(KIND).page(call.url, call.params),
            "GET radar/early_fraud_warnings/{id}": lambda call: self._world.get(KIND, call.id),
        }

    def raise_(self, charge: Json) -> Json:
        if not charge["captured"]:
            raise StripeRefusal("Only a captured charge can be warned about.")
        warning = self._world.create(KIND, actionable=not charge["refunded"], charge=charge["id"])
        self._world.emit("radar.early_fraud_warning.created", warning)
        return warning

    def settle(self, warning: Json) -> Json:
        """Nothing can be done about it any more: it was refunded, disputed, or taken back."""
        warning["actionable"] = False
        self._world.emit("radar.early_fraud_warning.updated", warning)
        return warning
