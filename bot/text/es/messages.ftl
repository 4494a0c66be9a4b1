# Archivos que la gente envía, y palabras entre las partes de un trato.

error-file-refused = { $why ->
    [too-large] «{ $name }» pesa más de 20 MB, que es lo máximo que puedo aceptar.
    [empty] «{ $name }» está vacío.
    [archive] «{ $name }» es un archivo comprimido. Envíe los archivos que contiene uno por uno.
    [program] «{ $name }» es un programa. No acepto programas.
    [heic] «{ $name }» es una imagen en formato HEIC, que muchos dispositivos no pueden mostrar. Envíela como JPEG.
    [svg] «{ $name }» es un dibujo SVG, que puede contener programas. Envíelo como PNG o PDF.
    [markup] «{ $name }» es una página web o código de programa. Envíelo como PDF.
    [active] «{ $name }» es un PDF que ejecuta acciones por sí solo. Imprímalo como PDF sencillo y envíe ese.
    [two-in-one] «{ $name }» lleva algo oculto detrás de su final. Guárdelo de nuevo y envíe ese.
    [too-many-pixels] «{ $name }» tiene más de 50 megapíxeles. Envíelo más pequeño.
    [broken] «{ $name }» no se puede abrir. Quizá esté dañado.
    [locked] «{ $name }» está protegido con contraseña. Guárdelo sin ella y envíelo así.
    [infected] «{ $name }» se ha reconocido como programa malicioso y no se ha guardado.
    [not-fetched] No se ha podido obtener «{ $name }». Envíelo otra vez.
    [too-many-today] «{ $name }» no se ha aceptado: el límite son 20 archivos al día.
    [too-much-today] «{ $name }» no se ha aceptado: el límite son 200 MB al día.
   *[unknown-type] No acepto archivos como «{ $name }». Valen fotos (JPEG, PNG, WebP), PDF y texto sencillo o CSV.
}
error-contacts-not-yet = Esto no se ha transmitido: parece contener { $found ->
    [phone] un número de teléfono
    [mail] una dirección de correo
    [link] un enlace
   *[handle] el nombre de una cuenta en otro sitio
}. Hasta que el dinero esté en el pago protegido, las dos partes se escriben a través de mí, para que nadie pierda la protección. Escríbalo sin ese dato. En cuanto el dinero esté retenido, podrán intercambiar lo que quieran.
problem-contacts = Esto parece contener { $found ->
    [phone] un número de teléfono
    [mail] una dirección de correo
    [link] un enlace
   *[handle] el nombre de una cuenta en otro sitio
}. Hasta que el dinero esté en el pago protegido, todo pasa por mí. Escríbalo sin ese dato.
message-passed = Transmitido a { $to } (trato { $code }).
message-waits = Guardado para { $to } (trato { $code }): ahora mismo no se puede contactar con nadie allí. Saldrá en cuanto alguien vuelva.
message-is-edited = Modificado por su autor.
message-is-deleted = Eliminado por su autor.
message-unscanned = Los archivos adjuntos no se han analizado en busca de programas maliciosos. Abra solo lo que espera.
message-undelivered = No se ha podido entregar su mensaje sobre el trato { $code }: no se puede contactar con nadie de la otra parte. Lo guardo y lo envío en cuanto alguien vuelva.
messages-title = Mensajes del trato { $code }
messages-none = Nadie ha escrito nada todavía.
messages-files = { $count ->
    [one] { $count } archivo
    [many] { $count } de archivos
   *[other] { $count } archivos
}
messages-not-delivered = no entregado
button-messages = Mensajes
button-files = Archivos de { $at }
button-older = Anteriores
button-newest = Más recientes
button-try-again = Intentar otra vez
pass-on-title = Para la otra parte
pass-on-files = { $count ->
    [one] { $count } archivo, aún sin transmitir.
    [many] { $count } de archivos, aún sin transmitir.
   *[other] { $count } archivos, aún sin transmitir.
}
pass-on-ask = ¿Para qué trato es?
pass-on-ask-label = Trato
problem-too-many-files = Como máximo van juntos { $most } archivos.
button-evidence-files = Archivos de la disputa
evidence-files-title = Archivos de la disputa del trato { $code }
evidence-files-none = No se ha presentado ningún archivo.
files-welcome = Puede añadir fotos y PDF: envíelos sin más, antes de la última pulsación.
files-along = { $count ->
    [one] Va { $count } archivo.
    [many] Van { $count } de archivos.
   *[other] Van { $count } archivos.
}
