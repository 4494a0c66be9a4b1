# Nombres que se confunden con otros.
names-title = Nombre parecido { $code }
names-official = Puede tomarse por el del propio mercado o de su personal.
names-alike = Puede confundirse con:
names-record = aquí desde el { $since } · { $deals ->
    [one] { $deals } operación completada
    [many] { $deals } de operaciones completadas
   *[other] { $deals } operaciones completadas
}
names-says = La empresa dice:
names-wish = Pide llamarse
names-more = { $count ->
    [one] y { $count } empresa más
    [many] y { $count } de empresas más
   *[other] y { $count } empresas más
}
names-on-hold = retenida
names-not-looked = El nombre que pide aún se está comparando con los demás.
names-are-stands = Un moderador acepta el nombre.
names-are-held = Retenida: la empresa no puede publicar, ofertar ni aceptar hasta que tenga otro nombre. Ya está avisada.
names-are-renamed = Pide otro nombre. Hasta que un moderador la libere, conserva el que tiene y sigue retenida.
names-are-explained = Retenida: explica por qué debería conservar su nombre. Decide un moderador.
names-waits-open = su nombre puede confundirse
names-waits-renamed = pide otro nombre
names-waits-explained = explica por qué debería conservar su nombre
button-name-stands = Aceptar el nombre
button-name-hold = Retener esta empresa
button-name-release = Liberar
button-name-hold-other = Retener { $company }
button-name-release-other = Liberar { $company }
button-name-card = El nombre de la empresa
button-rename-company = Cambiar el nombre
rename-company-ask = ¿Cómo se llamará su empresa? Un moderador revisará el nuevo nombre; hasta entonces conserva el anterior.
rename-company-ask-label = Nuevo nombre
rename-company-why = ¿Qué deben saber los moderadores? Quien quiera conservar el nombre explica aquí por qué es suyo.
rename-company-why-label = A los moderadores
done-explained = Los moderadores leerán lo que ha escrito. Hasta que uno de ellos libere su empresa, no puede publicar, ofertar ni aceptar; las operaciones en curso siguen.
done-rename = Su empresa pide llamarse { $name }. Hasta que un moderador lo revise, para todos se llama { $present }; después llevará el nuevo nombre y podrá volver a publicar, ofertar y aceptar.
note-name-held = El nombre de su empresa puede confundirse con el de otra o con el del propio mercado. Hasta que tenga otro nombre y un moderador lo revise, no puede publicar, ofertar ni aceptar; las operaciones en curso siguen. Un propietario puede cambiar el nombre aquí o explicar por qué es suyo.
note-name-released = Un moderador ha revisado el nombre de su empresa: puede volver a publicar, ofertar y aceptar.
error-name-held = El nombre de su empresa se presta a confusión: hasta que tenga otro y un moderador lo revise, no puede publicar, ofertar ni aceptar, ni pedir un pago. Un propietario lo cambia con «company».
error-other-name-held = Los moderadores piden otro nombre a esa empresa: hasta que lo revisen, no se le puede ofertar ni aceptar nada suyo, ni iniciar un pago a su favor. Las operaciones en curso siguen.
problem-same-name = Ya se llama así. Para conservar el nombre, explique por qué es suyo.
