"""Files on disk, and looking into what people send."""
