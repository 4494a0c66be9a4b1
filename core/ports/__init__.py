"""What the market needs from the world, as protocols. Implementations live in `adapters/`."""
