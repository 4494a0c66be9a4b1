"""One checked API call, as the parts of the sandbox's Stripe receive it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adapters.sandbox.stripe_shapes import Json


@dataclass(frozen=True, slots=True)
class StripeCall:
    """Ids from the path, parsed parameters, and whose account it is about (`platform` or acct_…)."""

    ids: Mapping[str, str]
    params: Json
    owner: str
    url: str
    expand: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.ids["id"]


Handler = Callable[[StripeCall], Json]


def merged_metadata(old: Json, given: Mapping[str, str] | None) -> Json:
    """Stripe's update rule: given keys replace, keys with an empty value disappear, the rest stays."""
    return {key: value for key, value in {**old, **(given or {})}.items() if value != ""}
