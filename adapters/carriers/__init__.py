"""Carriers by their tracking numbers."""
