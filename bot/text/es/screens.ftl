# Términos. Un operador con licencia de depósito en garantía cambia esta única línea.
-protection = pago protegido

## En todas partes
nothing-yet = –
days = { $days ->
    [one] { $days } día
    [many] { $days } de días
   *[other] { $days } días
}
button-home = Inicio
button-back = Atrás
button-more = Más
button-cancel = Cancelar
button-next = Siguiente
button-send = Enviar
button-skip = Omitir
button-edit = Cambiar: { $what }
button-fill-in = Rellenar el formulario
button-continue = Continuar
button-browse = Explorar
button-deals = Mis operaciones
button-sell = Vender algo
button-my-listings = Mis anuncios
button-register = Unirse
button-profile = Perfil
button-queue = Casos abiertos
button-help = Ayuda
button-refresh = Actualizar
button-message = Escribirles
button-open-deal = Abrir la operación
button-agreement = Contrato
button-address = Cambiar dirección
button-make-offer = Hacer una oferta
button-ask-seller = Preguntar al vendedor
button-all-here = Ver todo lo de aquí
button-pause = Pausar
button-resume = Volver a vender
button-restock = Cambiar existencias
button-send-offer = Enviar la oferta
button-sign = Firmo
button-ship = Enviado
button-ask = Pedir
button-open-dispute = Abrir la disputa
button-publish = Publicar
button-join = Unirse

## Inicio, ayuda
home-title = Mercado Parley
home-member = Opera en nombre de { $company }.
home-stranger = Mire con toda libertad. Para hacer ofertas o vender, únase primero con su empresa.
home-greeting = Todo ocurre aquí, en el chat: encontrar mercancía, negociar, pagar con { -protection }, firmar, enviar, liquidar.
help-title = Cómo funciona una operación
help-body = 1. Encuentre algo y haga una oferta; la otra parte acepta, contraoferta o rechaza.
    2. El vendedor solicita el pago. El dinero del comprador se retiene, no se abona.
    3. Ambos leen y firman el contrato.
    4. El vendedor envía. El comprador confirma la recepción, inspecciona y acepta.
    5. Solo entonces cobra el vendedor. Si algo está mal, abra una disputa: el dinero se queda donde está.
unknown-command = No conozco esa palabra. Escriba «ayuda» para ver lo que entiendo.
not-understood = No sé a qué se refiere. Escriba «ayuda» o use los botones de una operación para escribir a la otra parte.
media-not-here = Aquí no puedo hacer nada con un archivo. Envíelo como respuesta a un mensaje o a la tarjeta de un trato, o mientras le pregunto algo; si tiene un trato abierto, le pregunto para cuál es.
nothing-to-cancel = No hay nada que cancelar.

## Catálogo
categories-title = Categorías
categories-hint = Elija una categoría, o escriba «explorar» y lo que busca.
categories-empty = Aún no hay nada a la venta.
listing-line = { $price } { $unit }
listings-none = En este momento no hay nada a la venta aquí.
listing-paused = Este anuncio está en pausa.
search-title = Resultados de «{ $words }»
search-none = No se ha encontrado nada. Pruebe con menos palabras o con otras.
my-listings-title = Mis anuncios
my-listings-none = Aún no tiene nada a la venta.
fact-price = Precio
fact-minimum = Pedido mínimo
fact-available = Disponible
fact-seller = Vendedor
fact-buyer = Comprador

## Operaciones
deals-title = Mis operaciones
deals-empty = Aún no hay operaciones. Explore y haga una oferta.
deals-line = { $mark }{ $state } · con { $other }
deals-your-turn = Le toca a usted ·{" "}
deal-title = Operación { $code } · { $product }
deal-no-offer = Aún no se ha hecho ninguna oferta.
offer-on-the-table = La oferta n.º { $number } de { $author } está sobre la mesa hasta el { $until }.
offer-active = La oferta n.º { $number } está sobre la mesa.
offer-countered = La oferta n.º { $number } se respondió con una contraoferta.
offer-accepted = La oferta n.º { $number } fue aceptada.
offer-declined = La oferta n.º { $number } fue rechazada. Cualquiera de las partes puede hacer otra.
offer-withdrawn = La oferta n.º { $number } fue retirada. Cualquiera de las partes puede hacer otra.
offer-expired = La oferta n.º { $number } ha caducado. Cualquiera de las partes puede hacer otra.
terms-delivery = { $incoterm } { $place }
fact-quantity = Cantidad
fact-unit-price = Precio por unidad
fact-freight = Flete
fact-total = Total
fact-commission = Comisión de la plataforma, a cargo del vendedor
fact-delivery = Entrega
fact-lead-time = Se envía en
fact-inspection = Inspección
fact-payment = Pago
fact-signature = Firma de { $name }
fact-held = Retenido como { -protection }
fact-payout = Abono al vendedor
fact-refund = Reembolso al comprador
fact-ship-by = Enviar antes del
fact-shipment = Envío { $number }
fact-dispute = Disputa
fact-reason = Motivo
fact-answer = Respuesta { $by ->
    [seller] del vendedor
    [buyer] del comprador
   *[side] de una de las partes
}
fact-before-dispute = Antes de la disputa
fact-moderator = Moderador
fact-name = Nombre
fact-company = Empresa
fact-address = Dirección de entrega
fact-currency = Moneda
fact-payout-account = Cuenta de cobro
shipment-line = { $goods } con { $carrier }, seguimiento { $tracking }: { $status }
partly-shipped = Enviado: { $shipped } de { $ordered }.
signed-yes = firmado
signed-no = todavía no
payment-was-declined = El último intento de pago fue rechazado. La página sigue abierta para otro intento.
payment-created = a la espera del comprador
payment-requires_action = a la espera del banco del comprador
payment-authorized = retenido en la tarjeta del comprador
payment-paid = recibido y retenido
payment-failed = no funcionó
payment-cancelled = cancelado, no se cobró nada
payment-released = abonado al vendedor
payment-refunded = devuelto al comprador
payment-refunding = devolviéndose al comprador
payment-split = repartido entre ambos
payment-partially_released = abonado en parte
payment-charged_back = retirado por el banco del comprador
payout-pending = { $amount }, en camino
payout-in_transit = { $amount }, en camino
payout-paid = { $amount }, hecho
payout-failed = { $amount }, rechazado por el proveedor de pagos
payout-reversed = { $amount }, retirado por el proveedor de pagos
refund-pending = { $amount }, en camino
refund-done = { $amount }, hecho
refund-failed = { $amount }, no llegó; lo estamos revisando
money-preview = Para el comprador: { $buyer }. Para el vendedor: { $seller }. Comisión: { $commission }, impuesto sobre ella: { $tax }.
request-cancel-own = Ha pedido cancelar. La otra parte puede responder hasta el { $until }; si no responde, cuenta como un no.
request-cancel-other = La otra parte pide cancelar. Responda antes del { $until }; si no responde, cuenta como un no.
request-extension-own = Ha pedido tiempo hasta el { $date }. El comprador puede responder hasta el { $until }; si no responde, cuenta como un no.
request-extension-other = El vendedor pide tiempo hasta el { $date }. Responda antes del { $until }; si no responde, cuenta como un no.
request-settlement-own = Usted propone devolver { $amount } al comprador y el resto al vendedor. La otra parte puede responder hasta el { $until }.
request-settlement-other = La otra parte propone devolver { $amount } al comprador y el resto al vendedor. Responda antes del { $until }.
request-settlement-desk = { $who } propone que { $amount } vuelva al comprador y el resto sea para el vendedor. La otra parte puede responder hasta el { $until }.
request-approval-own = Una aceptación espera a un compañero con un límite mayor, hasta el { $until }.
request-approval-other = La otra parte está decidiendo.
shipment-in_transit = en camino
shipment-claimed = el vendedor dice que llegó
shipment-delivered = entregado
shipment-accepted = aceptado y pagado
shipment-returned = devuelto
shipment-exception = detenido
fact-chargeback = Contracargo
chargeback-warning = el banco del comprador nos ha avisado sobre { $amount }
chargeback-came_true = el banco del comprador nos había avisado sobre { $amount } antes de retirar el dinero
chargeback-needs_response = el banco del comprador retiró { $amount }; estamos respondiendo
chargeback-won = el banco devolvió { $amount }
chargeback-lost = el banco se quedó { $amount }
stopped-by-operator = Un operador ha detenido esta operación por ahora. Todos sus plazos quedan suspendidos.
ruling-waits = Una decisión espera a un segundo moderador: { $outcome }.
return-ordered = El moderador ordenó una devolución: el comprador debe reenviar la mercancía antes del { $at }.
return-shipped = La mercancía está de vuelta; el vendedor debe confirmarlo antes del { $at }.
evidence-wanted = El moderador pide pruebas a ambas partes antes del { $at }.
fact-evidence = Pruebas
fact-appeal = Recurso

state-negotiating = Negociando el precio
state-agreed = Acordado; ahora el vendedor solicita el pago
state-awaiting_payment = A la espera del pago
state-awaiting_signatures = Dinero retenido; a la espera de ambas firmas
state-placed = Pedido hecho
state-in_progress = En preparación
state-shipped = Enviado
state-delivered = Entregado; en inspección
state-disputed = En disputa; el dinero está bloqueado
state-decided = Decidido; aún se puede recurrir
state-completed = Terminado
state-cancelled = Cancelado
state-closed = Negociación terminada
state-payment_expired = No se pagó a tiempo
state-voided = No se firmó

turn-you = Le toca a usted.
turn-buyer = Le toca al comprador.
turn-seller = Le toca al vendedor.
turn-both = Ahora puede actuar cualquiera de las partes.
turn-parts = El vendedor envía el resto; el comprador revisa lo que ya llegó.
turn-desk = Un moderador lo está revisando.
turn-free = El caso espera a que lo tome un moderador.
turn-provider = Se está consultando al proveedor de pagos; tarda un momento.
turn-nobody = No queda nada por hacer.

silence-expire_offer = Si nadie responde, la oferta caduca el { $at }.
silence-expire_talks = Si nadie hace una oferta, la negociación termina el { $at }.
silence-give_up_gateway = Si el vendedor no solicita el pago, la operación termina el { $at }.
silence-expire_payment = Si no se paga, la operación termina el { $at }.
silence-expire_signing = Si no han firmado ambas partes, el dinero se devuelve el { $at }.
silence-cancel_unshipped = Si no se envía nada, el pedido se cancela y el dinero se devuelve el { $at }.
silence-cancel_rest = Si no se envía el resto, se cancela el { $at } y se devuelve el dinero correspondiente.
silence-lapse_request = Si nadie responde, la solicitud vence el { $at }.
silence-dispute_silence = Si nadie dice nada, se avisará a un moderador el { $at }.
silence-auto_release = Si el comprador no dice nada, se paga al vendedor el { $at }.
silence-resolve = Si nadie se opone, la decisión se ejecuta el { $at }.
silence-lapse_approval = Si ningún compañero lo aprueba, la oferta sigue abierta; se volverá a preguntar el { $at }.
silence-count_claim = Si el comprador no lo impugna, se da por entregado el { $at }.
silence-auto_accept_part = Si el comprador no dice nada, la parte que llegó se paga el { $at }.
silence-reach_hold_limit = El proveedor de pagos retiene el dinero por tiempo limitado: el { $at } se liquida lo que siga abierto.
silence-force_decision = El proveedor de pagos retiene el dinero por tiempo limitado: a partir del { $at } hay que decidirlo.
silence-decide_by_default = Sin decisión, se decide según las reglas el { $at }: reembolso, salvo que el transportista haya probado la entrega.
silence-escalate = Sin respuesta, pasa a la instancia superior el { $at }.
silence-miss_return = Si no ocurre nada con la devolución, el caso se decide según las reglas el { $at }.
silence-first_decision_stands = Sin una nueva decisión, la primera queda firme el { $at }.
silence-respond_to_chargeback = Las pruebas se envían al banco el { $at }.
silence-free_reserve = Lo que se guarda en reserva se abona el { $at }.
silence-retry_payout = El abono se intenta de nuevo el { $at }.

ended-declined = Una de las partes la terminó.
ended-expired = Terminó porque nadie escribió más.
ended-payment_timeout = Terminó porque no se pagó a tiempo.
ended-signing_timeout = Terminó porque no firmaron ambas partes a tiempo. No se cobró nada al comprador.
ended-chargeback = Terminó porque el banco del comprador retiró el pago.

## Pasos
act-pay = Pagar { $amount }
act-accept = Aceptar
act-offer = Contraoferta / nueva oferta
act-decline = Rechazar
act-withdraw = Retirar mi oferta
act-end_talks = Terminar negociación
act-request_payment = Solicitar el pago
act-sign = Leer y firmar
act-refuse_to_sign = No firmar
act-start = Empezar a preparar
act-ship = Enviar
act-received = Lo he recibido
act-accept_goods = Aceptar la mercancía
act-cancel_early = Cancelar el pedido
act-cannot_supply = No puedo suministrar
act-cancel_overdue = Cancelar por retraso
act-ask_to_cancel = Pedir la cancelación
act-agree_to_cancel = Aceptar la cancelación
act-ask_for_time = Pedir más tiempo
act-agree_to_time = Aceptar la nueva fecha
act-refuse_request = Decir que no
act-dispute = Algo está mal
act-answer_dispute = Responder
act-withdraw_dispute = Retirar la disputa
act-take_case = Tomar el caso
act-hand_over = Ceder el caso
act-rule = Decidir
act-accept_decision = Aceptar la decisión
act-retry_payout = Reintentar el abono
act-ask_for_approval = Pedir aprobación
act-approve = Aprobar y aceptar
act-refuse_approval = No aprobar
act-pay_again = Nueva página de pago
act-renew = Renovar, mismas condiciones
act-claim_delivery = Ha llegado
act-contest_delivery = No ha llegado
act-accept_part = Aceptar esta parte
act-add_evidence = Aportar pruebas
act-propose_settlement = Proponer un arreglo
act-agree_to_settlement = Aceptar el arreglo
act-ask_for_evidence = Pedir pruebas
act-order_return = Ordenar la devolución
act-ship_back = Lo he devuelto
act-confirm_return = La mercancía ha vuelto
act-confirm_ruling = Confirmar la decisión
act-reject_ruling = No confirmar
act-appeal = Recurrir
act-repeat_refund = Repetir el reembolso
act-freeze = Detener la operación
act-unfreeze = Dejar que continúe

confirm-accept = ¿Aceptar estas condiciones? Pasan a ser el contrato.
confirm-end_talks = ¿Terminar esta negociación? Las ofertas abiertas quedan sin efecto.
confirm-refuse_to_sign = ¿No firmar? La operación termina y se libera el dinero del comprador.
confirm-accept_goods = ¿Aceptar la mercancía y pagar al vendedor? No se puede deshacer.
confirm-cancel_early = ¿Cancelar el pedido? Todo el dinero vuelve al comprador.
confirm-cannot_supply = ¿Renunciar a este pedido? Todo el dinero vuelve al comprador.
confirm-cancel_overdue = ¿Cancelar el pedido retrasado? Todo el dinero vuelve a usted.
confirm-agree_to_cancel = ¿Aceptar la cancelación? Todo el dinero vuelve al comprador.
confirm-withdraw_dispute = ¿Retirar la disputa? La operación sigue donde estaba.
confirm-accept_decision = ¿Aceptar la decisión y renunciar a recurrir? Cuando ambas partes aceptan, se ejecuta de inmediato.
confirm-approve = ¿Aprobar estas condiciones? Pasan a ser el contrato.
confirm-accept_part = ¿Aceptar esta parte y pagarla al vendedor? No se puede deshacer.
confirm-agree_to_settlement = ¿Aceptar este arreglo? Se ejecuta de inmediato.
confirm-confirm_return = ¿Ha recuperado la mercancía? Se reembolsa al comprador de inmediato.
confirm-confirm_ruling = ¿Confirmar esta decisión como segundo moderador?

done-accept = Ha aceptado la oferta.
done-offer = Su oferta se ha enviado.
done-decline = Ha rechazado la oferta.
done-withdraw = Ha retirado su oferta.
done-end_talks = Ha terminado la negociación.
done-request_payment = Se está preparando la página de pago para el comprador.
done-sign = Ha firmado.
done-refuse_to_sign = No ha firmado. El dinero se libera.
done-start = Anotado: está preparando la mercancía.
done-ship = Anotado: enviado.
done-received = Anotado: recibido. Inspeccione ahora la mercancía.
done-accept_goods = Ha aceptado la mercancía. Se está pagando al vendedor.
done-cancel_early = El pedido está cancelado. El dinero se está devolviendo.
done-cannot_supply = El pedido está cancelado. El dinero vuelve al comprador.
done-cancel_overdue = El pedido está cancelado. El dinero se está devolviendo.
done-agree_to_cancel = El pedido está cancelado. El dinero vuelve al comprador.
done-agree_to_time = Vale la nueva fecha.
done-refuse_request = Ha dicho que no.
done-withdraw_dispute = La disputa se ha retirado.
done-take_case = El caso es suyo.
done-hand_over = El caso vuelve a estar libre.
done-accept_decision = Ha aceptado la decisión.
done-retry_payout = El abono está de nuevo en camino.
done-ask_for_approval = Se ha preguntado a sus compañeros.
done-approve = Ha aprobado y la oferta queda aceptada.
done-refuse_approval = No ha aprobado.
done-pay_again = Se está preparando una nueva página de pago.
done-renew = La operación vuelve a estar abierta. El vendedor puede solicitar el pago.
done-claim_delivery = Anotado. El comprador puede impugnarlo durante dos días.
done-contest_delivery = Anotado: no ha llegado.
done-accept_part = Ha aceptado esta parte. Se está pagando al vendedor.
done-evidence = Sus pruebas constan en el expediente.
done-settlement = La otra parte tiene su propuesta.
done-agree_to_settlement = Ha aceptado el arreglo. Se está ejecutando.
done-ask_for_evidence = Se han pedido pruebas a ambas partes.
done-order_return = La devolución está ordenada.
done-return = Anotado: devuelto.
done-confirm_return = Anotado: la mercancía ha vuelto. Se está reembolsando al comprador.
done-confirm_ruling = La decisión está confirmada y publicada.
done-reject_ruling = La decisión no se ha confirmado.
done-appeal = Su recurso consta en el expediente. Lo revisará otro moderador.
done-repeat_refund = El reembolso está de nuevo en camino.
done-freeze = La operación está detenida.
done-unfreeze = Anotado. Un segundo operador debe estar de acuerdo antes de que continúe.
done-cancel = Ha pedido cancelar.
done-extension = Ha pedido más tiempo.
done-dispute = La disputa está abierta y el dinero bloqueado.
done-answer = Su respuesta consta en el expediente.
done-rule = La decisión está publicada.

## Compañeros
invite-title = Invitar a un compañero
invite-code = Su compañero me escribe: unirse { $code } y su nombre
invite-hint = El código vale una sola vez y durante un día. Puede indicar una función (owner, trader, signatory, viewer) y un límite, por ejemplo: invitar trader 5000

## Perfil
profile-title = Perfil
profile-none = Aún no se ha unido.
payout-account-ready = lista
payout-account-none = todavía sin conectar

## Mesa de moderación
queue-title = Casos abiertos
queue-empty = No hay casos abiertos.
dispute-open = abierta
dispute-in_progress = con un moderador
dispute-decided = decidida
dispute-resolved = resuelta
case-code = Caso { $code }
case-somebody = asignado
reason-not_delivered = No entregado
reason-damaged = Dañado
reason-not_as_agreed = No es lo acordado
reason-fraud = Fraude
reason-other = Otra cosa
outcome-release = Pagar al vendedor
outcome-refund = Reembolsar al comprador
outcome-split = Repartir

## La página después de pagar
page-paid = Gracias
page-paid-words = Puede cerrar esta página. Su chat muestra qué sigue.
page-not-paid = Sin pagar
page-not-paid-words = No se ha cobrado nada. Puede pagar más tarde, desde la operación en su chat.

## El menú de comandos
menu-start = Bienvenida y lo que puede hacer ahora
menu-browse = Ver lo que está a la venta
menu-deals = Sus operaciones
menu-sell = Poner algo a la venta
menu-listings = Sus anuncios
menu-ship = Avisar de un envío: operación, transportista, seguimiento
menu-profile = Su empresa y su dirección
menu-help = Cómo funciona una operación
menu-cancel = Salir de un formulario
