"""What leaves to addresses that others have named."""
