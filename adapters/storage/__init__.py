"""Rows at rest: tables, the mapper between rows and dataclasses, and the two databases behind one seam."""
