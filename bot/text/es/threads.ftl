case-has-a-thread = Hay un hilo propio para el caso { $code }: lo encontrará allí.
answered-in-private = Le he escrito en nuestro chat privado: esto no es para todos los que leen el canal.
