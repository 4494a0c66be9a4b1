## Buscar productos
button-find = Buscar
button-everything = Todo
button-saved-searches = Búsquedas guardadas
button-previous = ‹ Anterior
button-filter = Filtrar
button-save-search = Guardar y avisarme
button-stop-alerts = No avisar más
button-show-all = Ver todo
button-forget-search = Olvidar { $number }
button-share = Compartir
everything-title = Todo lo que está a la venta
search-title-in = «{ $words }» en { $category }
search-corrected = No hay nada exactamente así. Estos son los resultados de «{ $words }».
search-saved = Guardada. Le avisaré cuando haya algo nuevo que coincida, como mucho una vez por hora.
search-hushed = Ya no le avisaré de esta búsqueda. Sigue guardada.
filter-title = Filtrar
filter-none = No hay ningún filtro.
filter-hint = Basta con pulsar. También puede escribirlo, por ejemplo: browse acero hasta 50, mín 10, desde Alemania
filter-price-between = de { $low } a { $high }
filter-price-up-to = hasta { $high }
filter-price-from = desde { $low }
filter-min-order = pedido mínimo hasta { $number }
filter-ships-from = desde { $place }
filter-any-price = Cualquier precio
filter-any-minimum = Cualquier mínimo
filter-anywhere = Desde cualquier lugar
find-title = Buscar
find-ask = ¿Qué busca?
find-ask-label = Palabras
saved-title = Búsquedas guardadas
saved-none = Aún no ha guardado ninguna búsqueda. Busque algo y pulse «Guardar» debajo de los resultados.
saved-tells = avisa de novedades
saved-silent = en silencio
alert-news = { $count ->
    [one] Hay algo nuevo para una de sus búsquedas.
    [many] Hay { $count } anuncios nuevos para una de sus búsquedas.
   *[other] Hay { $count } anuncios nuevos para una de sus búsquedas.
}

## Un anuncio
fact-ships-from = Se envía desde
listing-removed = Este anuncio se ha retirado.
listing-is-removed = Retirado. Los tratos en curso continúan.
listing-is-paused = en pausa
listing-left = quedan { $quantity }
button-change-listing = Cambiar
button-photo = Foto nueva
button-remove-listing = Retirar
button-remove-for-good = Sí, retirarlo
confirm-remove-listing = Nadie volverá a encontrar este anuncio. Los tratos en curso continúan según lo acordado.
share-title = Compartir este anuncio
share-telegram = Con el botón puede enviar el enlace en Telegram. Quien lo abra verá el anuncio enseguida.
share-slack = En Slack, escriba
button-share-link = Enviar el enlace
button-open-link = Abrir el enlace
listing-title = Cambiar el anuncio
button-save = Guardar
photo-title = Foto nueva
photo-ask = Envíe ahora la foto. Sustituirá a la que se muestra.
photo-ask-label = Foto
sell-photo-taken = Ya tengo la foto.
sell-ask-ships-from = ¿Desde dónde se envía? Ciudad y país.
sell-ask-ships-from-label = Se envía desde
sell-ask-days = ¿En cuántos días después del pedido se envía?
sell-ask-days-label = Días hasta el envío

## Archivos de productos
button-template = Archivo para muchos (CSV)
template-title = Muchos anuncios a la vez
template-how = Rellene este archivo en una hoja de cálculo, conserve la primera línea y devuélvamelo como CSV. Antes de hacer nada le muestro qué cambiaría. Repetir un número de artículo cambia ese anuncio.
upload-being-read = Estoy leyendo el archivo. La vista previa llega enseguida.
upload-under-way = Lo estoy importando. El resultado llega enseguida.
upload-too-big = El archivo es demasiado grande. Envíe como mucho 5 MB cada vez.
upload-unreadable = Ya no puedo leer este archivo. Envíelo otra vez, por favor.
upload-would = Esto añadiría { $added } anuncios y cambiaría { $updated }. Aún no ha pasado nada.
upload-did = Hecho: { $added } añadidos, { $updated } cambiados.
upload-unchanged = { $count ->
    [one] Una línea ya estaba así.
    [many] { $count } líneas ya estaban así.
   *[other] { $count } líneas ya estaban así.
}
upload-refused = { $count ->
    [one] Una línea no se puede usar:
    [many] { $count } líneas no se pueden usar. Las primeras:
   *[other] { $count } líneas no se pueden usar. Las primeras:
}
upload-line = Línea { $number }
button-import = Importar { $count }

## Categorías, para operadores
tree-title = Árbol de categorías
tree-below = { $count ->
    [one] Una categoría debajo.
    [many] { $count } categorías debajo.
   *[other] { $count } categorías debajo.
}
button-add-category = Añadir una aquí
button-rename = Renombrar
button-move = Mover
button-remove = Quitar
category-add-title = Categoría nueva
category-rename-title = Renombrar la categoría
category-move-title = Mover la categoría
category-ask-name = ¿Cómo se llama?
category-ask-name-label = Nombre
category-ask-parent = ¿Debajo de cuál?
category-ask-parent-label = Debajo de
category-top = Arriba del todo
category-removed = { $name } se ha quitado.
button-digital = Son bienes digitales
button-not-digital = No son bienes digitales
category-is-digital = Bienes digitales, también en todo lo que hay debajo: en Telegram no se ofrece página de pago para ellos.
digital-not-paid-here = Los bienes digitales no se pueden pagar desde Telegram: sus condiciones solo permiten sus propias Stars. Conecte una cuenta de Slack en Ajustes y pague allí; si no paga a tiempo, no se pierde nada.
error-category-in-use = Contiene anuncios o categorías. Muévalos primero.
problem-duplicate-name = Ya hay una con ese nombre.
problem-inside-itself = Una categoría no puede estar dentro de sí misma.
problem-not-a-photo = Envíe una foto, no palabras.
