"""Data entry: one question after the other, or one form where the platform has forms. Declared once per task."""
