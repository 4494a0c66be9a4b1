"""One file per area; every handler takes a `Context` and returns an answer. The tables are in `bot/dispatcher.py`."""
