## Elegir idioma, y las palabras que se escriben
language-title = Su idioma
language-chosen = A partir de ahora le hablo en este idioma: { $name }.
language-choose = Elija el idioma en que le hablo. La otra parte puede elegir otro.
button-language = Idioma
menu-language = Elegir su idioma

typed-browse = explorar
typed-deals = operaciones
typed-sell = vender
typed-listings = anuncios
typed-ship = enviar
typed-profile = perfil
typed-invite = invitar
typed-join = unirse
typed-help = ayuda
typed-cancel = cancelar
typed-queue = casos
typed-language = idioma
