"""What the market learns about whole workspaces: they join, they leave, or Slack no longer takes their token."""

from __future__ import annotations

from bot.context import Services
from core.ports.unit_of_work import Store, Tx
from core.services.desk_rows import desk_row

INSTALL_AGAIN, EVENTS_LIMITED, FAILING = "slack-install-again", "slack-events-limited", "slack-deliveries-failing"
NOTICES = (INSTALL_AGAIN, EVENTS_LIMITED, FAILING)
_CHANNEL = "slack"


class WorkspaceNews:
    """Writes down what follows. `install_address` is where a workspace installs the app."""

    def __init__(self, store: Store, services: Services, install_address: str) -> None:
        self._store = store
        self._services = services
        self._install_address = install_address

    async def joined(self, tenant: str) -> None:
        """The app is installed (again): everybody there can be reached."""
        membership = self._services.membership
        await self._store.write(lambda tx: membership.mark_together(tx, _CHANNEL, tenant, reachable=True))

    async def lost(self, tenant: str) -> None:
        """Only a new installation helps: the operators are told, once a day at most."""
        now = self._services.clock.now()
        await self._tell(INSTALL_AGAIN, tenant, f"{now:%Y%m%d}")

    async def limited(self, tenant: str) -> None:
        """Slack withholds events of a workspace: the operators are told, once an hour at most."""
        now = self._services.clock.now()
        await self._tell(EVENTS_LIMITED, tenant, f"{now:%Y%m%d%H}")

    async def failing(self, tenant: str, lost: int, every: int) -> None:
        """Fewer than half of what Slack sent within an hour could be stored: the operators are told, once an hour at most."""
        now = self._services.clock.now()
        await self._tell(FAILING, tenant, f"{now:%Y%m%d%H}", lost=str(lost), every=str(every))

    async def _tell(self, notice: str, tenant: str, period: str, **more: str) -> None:
        now = self._services.clock.now()
        told = {"workspace": tenant, "address": self._install_address, **more}
        once, ids = f"out_{notice}-{tenant}-{period}", self._services.ids
        row = desk_row(ids, now, line=f"slack:{tenant}", kind="alarm", notice=notice, args=told, row_id=once)

        async def step(tx: Tx) -> None:
            await tx.add_missing(row)

        await self._store.write(step)
