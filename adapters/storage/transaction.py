"""The transaction that a step is given: all groups of queries in one object."""

from __future__ import annotations

from adapters.storage.repositories.catalogue import Catalogue
from adapters.storage.repositories.counting import Counting
from adapters.storage.repositories.deals import Deals
from adapters.storage.repositories.finding import Finding
from adapters.storage.repositories.people import People
from adapters.storage.repositories.queues import Queues
from adapters.storage.repositories.screens import Screens
from adapters.storage.repositories.sealing import Sealing


class SqlTx(Deals, People, Queues, Screens, Catalogue, Finding, Counting, Sealing):
    """`core.ports.unit_of_work.Tx` over any executor; lives as long as one unit of work."""
