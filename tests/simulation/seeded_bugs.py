"""All bugs made by hand. Each takes one thing away that keeps money safe, and the simulator has to notice.

A new rule about money deserves a bug here, in the module of its kind.
"""

from tests.simulation import bugs_in_amounts, bugs_in_order, bugs_in_rights
from tests.simulation.switches import BUGS, Bug

__all__ = ["BUGS", "Bug", "bugs_in_amounts", "bugs_in_order", "bugs_in_rights"]
