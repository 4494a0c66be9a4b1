"""What goes over the wire: every field is bounded, and one that is not known is refused."""
