"""Stripe: hosted card payments held until capture, refunds, payouts to sellers, and signed events."""
