"""The trade's lifecycle: one table (`purchase.py`), the steps it names, and the pure engine that applies it."""
