"""The services, run on a real store."""
