case-has-a-thread = Hay un hilo propio para el caso { $code }: lo encontrará allí.
