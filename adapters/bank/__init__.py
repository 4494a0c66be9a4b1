"""Payment by plain bank transfer: the operator's own account, and a person who says what happened on it."""
