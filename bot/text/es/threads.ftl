case-has-a-thread = Hay un hilo propio para el caso { $code }: lo encontrará allí.
case-heads-this-thread = Caso { $code }: la tarjeta al inicio de este hilo muestra cómo está.
answered-in-private = Le he escrito en nuestro chat privado: esto no es para todos los que leen el canal.
