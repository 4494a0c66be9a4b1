"""The market on trial: seeded people, a pretended provider and a store in memory, with every promise checked on the way."""
