# Regateo: atajos, lo que ha cambiado, historial, borradores.
offer-ask-line = O dígalo todo en una línea, por ejemplo: 500 piezas a 4,20 FOB Shenzhen, 3 semanas. Rellena los campos de abajo.
offer-ask-line-label = En una línea
offer-ask-payer = ¿Quién paga al transportista?
offer-ask-payer-label = Flete a cargo de
offer-ask-tolerance = ¿Qué porcentaje de más se puede entregar por el mismo total?
offer-ask-tolerance-label = Tolerancia de cantidad, %
offer-ask-parts = ¿Puede llegar la mercancía en varios envíos?
offer-ask-parts-label = Envíos parciales
offer-ask-release = ¿Se acepta y se paga cada envío por separado?
offer-ask-release-label = Pago por envío
offer-ask-inspection = ¿Cuántos días tiene el comprador para inspeccionar la mercancía?
offer-ask-inspection-label = Días de inspección
offer-ask-po = ¿Cuál es el número de pedido del comprador?
offer-ask-po-label = N.º de pedido
freight-payer-buyer = El comprador
freight-payer-seller = El vendedor, incluido en el precio
answer-yes = Sí
answer-no = No
hours = { $hours ->
    [one] { $hours } hora
    [many] { $hours } horas
   *[other] { $hours } horas
}
button-more-terms = Más condiciones
button-offers = Todas las ofertas
button-renew-offer = Ofrecerlo de nuevo
button-repeat = Volver a pedir lo mismo
button-draft = Hacer una oferta con esto
offer-chip-list = { $goods } a { $price }
offer-chip-last = Como la última vez: { $goods } a { $price }
offer-chip-less5 = −5 %: { $price }
offer-chip-less10 = −10 %: { $price }
offer-chip-middle = A mitad de camino: { $price }
offer-chip-hold = Sus condiciones a { $price }
offer-changed = Frente a la oferta n.º { $number }:
offer-unchanged = Las mismas condiciones que la oferta n.º { $number }.
offer-difference = { $what }: { $before } → { $after }
term-quantity = Cantidad
term-tolerance_percent = Tolerancia
term-unit_price = Precio unitario
term-freight = Flete
term-freight_payer = Flete a cargo de
term-incoterm = Incoterm
term-place = Lugar
term-lead_time_days = Plazo de entrega
term-partial_shipments = Envíos parciales
term-partial_release = Pago por envío
term-inspection_days = Plazo de inspección
term-po_number = N.º de pedido
term-notes = Notas
offer-days-left = { $days ->
    [one] Sigue en pie { $days } día más.
    [many] Sigue en pie { $days } días más.
   *[other] Sigue en pie { $days } días más.
}
offer-hours-left = { $hours ->
    [one] Sigue en pie { $hours } hora más.
    [many] Sigue en pie { $hours } horas más.
   *[other] Sigue en pie { $hours } horas más.
}
offer-minutes-left = { $minutes ->
    [one] Sigue en pie { $minutes } minuto más.
    [many] Sigue en pie { $minutes } minutos más.
   *[other] Sigue en pie { $minutes } minutos más.
}
offers-title = Ofertas en { $code }: { $product }
offers-number = N.º { $number }, { $at }
offers-line = { $author }: { $goods } a { $price }, { $total } en total ({ $status })
offer-status-active = espera respuesta
offer-status-countered = contestada con otra
offer-status-accepted = aceptada
offer-status-declined = rechazada
offer-status-withdrawn = retirada
offer-status-expired = caducada
chart-legend = En la imagen, los círculos son las ofertas del comprador y los cuadrados las del vendedor: el precio de una unidad, oferta por oferta.
chart-alt = { $count ->
    [one] El precio en { $count } oferta. Comprador: { $buyer }. Vendedor: { $seller }.
    [many] El precio en { $count } ofertas. Última del comprador: { $buyer }. Última del vendedor: { $seller }.
   *[other] El precio en { $count } ofertas. Última del comprador: { $buyer }. Última del vendedor: { $seller }.
}
offer-which = ¿En qué trato? Ponga primero su código, por ejemplo: oferta CÓDIGO 500 piezas a 4,20
offer-nowhere = No tiene negociaciones abiertas. Abra un anuncio y haga allí una oferta; su primera pregunta acepta también una línea entera de condiciones.
terms-seen = Esto parecen condiciones. Todavía no se ha ofrecido nada.
menu-offer = Una oferta en una línea: trato y condiciones
typed-offer = oferta
