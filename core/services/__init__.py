"""What people and clocks can do: one method is one transaction, given the unit of work it runs in."""
