"""Cards and lists as pure functions: data and a `Say` in, a `Screen` out."""
