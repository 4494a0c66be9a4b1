"""The market: rules and promises. Imports no library that touches the world."""
