"""What happens without anyone asking. Each job is one call of one service; `scheduler.py` says how often."""
