"""Queries, grouped by what they are about. Each class is one face of the transaction in `adapters.storage.transaction`."""
