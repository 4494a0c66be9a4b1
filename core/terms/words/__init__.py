"""What words mean in a line of terms, one file per language; `everywhere` is understood in all of them.

A file maps a meaning to the phrases that have it, separated by bars. Meanings that carry a value have it behind a
colon: `unit:pcs*12` is a dozen, `cur:USD` a currency, `time:7` so many days.
"""
