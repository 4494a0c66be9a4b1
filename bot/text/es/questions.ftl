button-question = Hacer una pregunta
button-reply = Responder al moderador
button-reply-to = Responder a la pregunta del { $at }
question-title = Pregunta en un caso
question-intro = Caso { $code }. Las partes leen «Moderador del caso { $code }», nunca un nombre.
question-ask-to = ¿A quién se pregunta?
question-ask-to-label = Para
question-to-buyer = El comprador
question-to-seller = El vendedor
question-to-both = Ambas partes
question-ask-topic = ¿Qué quiere preguntar? Las preguntas habituales las lee cada uno en su idioma.
question-ask-topic-label = Pregunta
question-ask-words = Pregunte con sus propias palabras. Se transmiten tal como las escriba, con el código del caso.
question-ask-words-label = Con sus palabras
topic-photos = Fotos del daño
topic-words-photos = Envíe, por favor, fotos del daño: la entrega completa, cada pieza dañada de cerca y el embalaje.
topic-shipment = Prueba del envío
topic-words-shipment = Envíe, por favor, la prueba del envío: el recibo del transportista con la fecha, el número de seguimiento y el destinatario.
topic-delivery = Prueba de la entrega
topic-words-delivery = Envíe, por favor, la prueba de la entrega: el albarán firmado o la confirmación del transportista con fecha y nombre.
topic-label = Etiqueta de envío
topic-words-label = Envíe, por favor, una foto de la etiqueta de envío en la que se lean la dirección y el número de seguimiento.
topic-settle = Qué lo resolvería
topic-words-settle = ¿Con qué quedaría resuelto el asunto para usted? Indique un importe o lo que debería ocurrir.
topic-own = Otra cosa
done-question = La pregunta está en camino. La respuesta llegará al hilo del caso, o a su propio chat si no tiene ninguno, y al expediente.
question-from = El moderador del caso { $code } pregunta:
question-read-by-desk = Su respuesta se incorpora al caso. No se muestra a la otra parte.
question-read-by-both = Se ha preguntado a ambas partes, y ambas leen las respuestas.
question-check = Los moderadores escriben solo por este bot. Para comprobar que es auténtico, envíe: { typed-case } { $code }
reply-title = Respuesta al moderador
reply-ask = ¿Qué responde? Pasa al expediente y no se puede retirar.
reply-ask-label = Su respuesta
reply-from = Caso { $code }: { $who } ha respondido.
done-reply = Su respuesta está en el caso { $code }. Se avisa a su moderador.
genuine-yes = Auténtico: { $code } es el caso sobre su operación { $deal }.
genuine-taken = Un moderador se ocupa de este caso.
genuine-free = Ningún moderador se ha hecho cargo todavía de este caso.
genuine-asked = preguntado por el moderador de este caso
genuine-nothing-asked = En este caso no se le ha preguntado nada. Quien diga otra cosa no es de los nuestros.
case-question = Pregunta { $to ->
    [buyer] al comprador
    [seller] al vendedor
   *[both] a ambas partes
 }
case-reply = Respuesta a una pregunta
