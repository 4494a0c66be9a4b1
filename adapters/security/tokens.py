"""Access tokens: JWTs signed with Ed25519, and opened by nothing but exactly what was minted here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.accounts import ACCESS_PERIOD
from core.ports.clock import Clock
from core.ports.credentials import Shown

ALGORITHM: Final = "EdDSA"
ACCESS, CEREMONY = "at+jwt", "parley-ceremony+jwt"
LENGTH_MAX: Final = 2048
CEREMONY_PERIOD: Final = timedelta(minutes=20)
_CLOCKS_DIFFER: Final = timedelta(seconds=5)
_HEADER: Final = {"alg", "typ", "kid"}
_ALWAYS: Final = frozenset({"iss", "aud", "sub", "iat", "exp", "jti"})
_ACCESS_CLAIMS: Final = frozenset({*_ALWAYS, "sid"})
_CEREMONY_CLAIMS: Final = frozenset({*_ALWAYS, "agr", "txt", "con", "at"})


class SignedTokens:
    """`keys` (key id → 32 bytes) open, the one named `active` signs. `issuer` is the address of this market.

    The algorithm is ours and never the token's; a header with anything but alg, typ and kid in it is refused, so there is
    no way to bring a key along (jwk, jku, x5u) or to ask for special treatment (crit, b64, zip).
    """

    def __init__(self, keys: Mapping[str, bytes], active: str, *, issuer: str, clock: Clock, new_id: Any) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(keys[active])
        self._public: dict[str, Ed25519PublicKey] = {
            key_id: Ed25519PrivateKey.from_private_bytes(key).public_key() for key_id, key in keys.items()
        }
        self._active = active
        self._issuer = issuer
        self._clock = clock
        self._new_id = new_id

    def minted(self, user_id: str, session_id: str) -> str:
        return self._signed(ACCESS, user_id, ACCESS_PERIOD, {"sid": session_id})

    def opened(self, token: str) -> tuple[str, str]:
        claims = self._claims(token, ACCESS, _ACCESS_CLAIMS, ACCESS_PERIOD)
        return claims["sub"], claims["sid"]

    def ceremony(self, shown: Shown) -> str:
        more = {
            "agr": shown.agreement_id,
            "txt": shown.text_sha256,
            "con": shown.consent_sha256,
            "at": shown.shown_at.isoformat(),
        }
        return self._signed(CEREMONY, shown.user_id, CEREMONY_PERIOD, more, jti=shown.request_id)

    def shown(self, token: str) -> Shown:
        claims = self._claims(token, CEREMONY, _CEREMONY_CLAIMS, CEREMONY_PERIOD)
        at = datetime.fromisoformat(claims["at"])
        return Shown(claims["sub"], claims["agr"], claims["txt"], claims["con"], at, claims["jti"])

    def _signed(self, kind: str, user_id: str, period: timedelta, more: Mapping[str, str], *, jti: str = "") -> str:
        now = self._clock.now().replace(microsecond=0)
        claims = {
            "iss": self._issuer,
            "aud": f"{self._issuer}#{kind}",
            "sub": user_id,
            "iat": int(now.timestamp()),
            "exp": int((now + period).timestamp()),
            "jti": jti or self._new_id("tok"),
            **more,
        }
        return jwt.encode(claims, self._private, algorithm=ALGORITHM, headers={"kid": self._active, "typ": kind})

    def _claims(self, token: str, kind: str, wanted: frozenset[str], period: timedelta) -> dict[str, Any]:
        """Raises ValueError, whatever is wrong."""
        if len(token) > LENGTH_MAX or not token.isascii():
            raise ValueError("no token of ours")
        try:
            header = jwt.get_unverified_header(token)
            key = self._public[header["kid"]] if isinstance(header.get("kid"), str) else None
            if key is None or set(header) != _HEADER or header["alg"] != ALGORITHM or header["typ"] != kind:
                raise ValueError("no token of ours")
            # Times are compared below, with the market's own clock.
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=f"{self._issuer}#{kind}",
                issuer=self._issuer,
                options={
                    "require": sorted(wanted),
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                    "strict_aud": True,
                },
            )
        except (jwt.InvalidTokenError, KeyError, TypeError) as fault:
            raise ValueError("no token of ours") from fault
        self._require_now(claims, wanted, period)
        return claims

    def _require_now(self, claims: Mapping[str, Any], wanted: frozenset[str], period: timedelta) -> None:
        iat, exp = claims["iat"], claims["exp"]
        texts = wanted - {"iat", "exp"}
        if set(claims) != wanted or any(type(claims[name]) is not str or not claims[name] for name in texts):
            raise ValueError("no token of ours")
        if type(iat) is not int or type(exp) is not int or not 0 < exp - iat <= period.total_seconds():
            raise ValueError("no token of ours")
        now = self._clock.now()
        if not datetime.fromtimestamp(iat, UTC) - _CLOCKS_DIFFER <= now < datetime.fromtimestamp(exp, UTC):
            raise ValueError("not in time")
