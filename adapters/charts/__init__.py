"""Pictures of numbers. No words in them: every reader has their own language around the picture."""
