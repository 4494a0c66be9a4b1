typed-case = caso
queue-held = { $held } retenidos
queue-escalated = espera demasiado

button-case-file = Expediente
case-file-title = Expediente { $code }
case-column-when = Cuándo
case-column-who = Quién
case-column-what = Qué
case-timeline = Todo en orden cronológico
case-words = En sus propias palabras
case-offer = Oferta n.º { $number }: { $total }
case-message = Mensaje
case-edited = Mensaje modificado
case-deleted = Mensaje borrado en su origen
case-added-file = Archivo: { $name }
case-shipping = Mercancía
case-who = { $who ->
    [buyer] Comprador
    [seller] Vendedor
    [moderator] Moderador
    [operator] Operador
    [provider] Proveedor de pagos
   *[timer] Automático
 }
case-file-sent = El expediente está en su propio chat.
case-file-words = Expediente { $code }: todo en orden cronológico y un paquete sellado que cualquiera puede comprobar. Trátelo con confidencialidad.
case-file-name = caso-{ $code }.pdf
case-bundle-name = caso-{ $code }.zip
