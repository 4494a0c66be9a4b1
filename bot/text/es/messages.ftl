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
