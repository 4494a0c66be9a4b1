"""The JSON API: the same services as the chats, for programmes."""
