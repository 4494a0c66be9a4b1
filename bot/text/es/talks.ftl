## Conversaciones
talk-over = Ese formulario ya ha terminado.
talk-cancelled = Cancelado. No se ha cambiado nada.
talk-continue = Estaba en medio de algo: { $title }.

offer-title = Su oferta
offer-about = { $product }, precio de lista { $price } { $unit }
offer-last = Última oferta, n.º { $number } de la operación { $code }: { $total } en total
offer-ask-quantity = ¿Qué cantidad?
offer-ask-quantity-label = Cantidad
offer-ask-price = ¿Qué precio por unidad ofrece?
offer-ask-price-label = Precio por unidad
offer-ask-freight = ¿Cuánto cuesta además el flete, en total?
offer-ask-freight-label = Flete
offer-no-freight = Nada más
offer-ask-incoterm = ¿Con qué condiciones de entrega (Incoterms 2020)?
offer-ask-incoterm-label = Incoterm
offer-ask-place = ¿Qué lugar se indica con ellas?
offer-ask-place-label = Lugar
offer-ask-lead = ¿En cuántos días debe enviarse?
offer-ask-lead-label = Plazo de envío en días
offer-ask-valid = ¿Cuánto tiempo es válida su oferta?
offer-ask-valid-label = Validez
valid-24h = 24 horas
valid-72h = 3 días
valid-7d = 7 días
offer-ask-notes = ¿Algo que añadir?
offer-ask-notes-label = Observaciones

sign-title = Leer y firmar
sign-hash = Huella de este texto exacto (SHA-256, abreviada): { $hash }…
papers-hash = Huella de este texto exacto (SHA-256): { $hash }
sign-ask-name = Escriba su nombre legal completo.
sign-ask-name-label = Nombre legal

ship-title = Enviar
ship-ask-carrier = ¿Qué transportista?
ship-ask-carrier-label = Transportista
ship-ask-tracking = ¿Cuál es el número de seguimiento?
ship-ask-tracking-label = Número de seguimiento
ship-ask-quantity = ¿Qué cantidad va en este envío?
ship-ask-quantity-label = Cantidad

cancel-title = Pedir la cancelación
cancel-ask-reason = ¿Por qué? Lo leerá la otra parte.
cancel-ask-reason-label = Motivo

extension-title = Pedir más tiempo
extension-ask-days = ¿Cuántos días más necesita?
extension-ask-days-label = Días
extension-ask-reason = ¿Por qué? Lo leerá el comprador.
extension-ask-reason-label = Motivo

dispute-title = Abrir una disputa
dispute-ask-reason = ¿Qué está mal?
dispute-early = El vendedor tiene hasta el { $at } para enviar. Antes, y mientras no haya llegado nada, solo el fraude es motivo.
dispute-ask-reason-label = Motivo
dispute-ask-statement = Descríbalo de modo que lo entienda un moderador: al menos 100 caracteres, o unas palabras y una foto o un documento.
dispute-ask-statement-label = Declaración

answer-title = Responder a la disputa
answer-ask-statement = ¿Qué dice al respecto?
answer-ask-statement-label = Respuesta

ruling-title = Decidir el caso
ruling-ask-outcome = ¿Qué decide?
ruling-ask-outcome-label = Decisión
ruling-ask-refund = ¿Cuánto se devuelve al comprador? Un importe o un porcentaje.
ruling-ask-refund-label = Para el comprador
ruling-ask-resolution = Explique sus razones. Las leerán ambas partes.
ruling-ask-resolution-label = Razones

register-title = Unirse al mercado
register-ask-name = ¿Cómo se llama?
register-ask-name-label = Nombre
register-ask-company = ¿Para qué empresa compra o vende?
register-ask-company-label = Empresa
register-ask-address = ¿Cuál es su dirección de entrega?
register-ask-address-label = Dirección de entrega
register-ask-currency = ¿En qué moneda suele operar?
register-ask-currency-label = Moneda

address-title = Dirección de entrega

sell-title = Vender algo
sell-ask-name = ¿Qué vende? En una línea.
sell-ask-name-label = Nombre
sell-ask-category = ¿En qué categoría?
sell-ask-category-label = Categoría
sell-ask-unit = ¿En qué unidad se cuenta?
sell-ask-unit-label = Unidad
sell-ask-currency = ¿En qué moneda es el precio?
sell-ask-currency-label = Moneda
sell-ask-price = ¿Cuánto cuesta una unidad?
sell-ask-price-label = Precio
sell-ask-minimum = ¿Cuál es el pedido mínimo?
sell-ask-minimum-label = Pedido mínimo
sell-ask-stock = ¿Cuántas unidades tiene en existencias?
sell-ask-stock-label = Existencias
sell-ask-description = Descríbalo en unas frases.
sell-ask-description-label = Descripción
restock-title = Cambiar existencias

message-title = Escribir a la otra parte
message-ask = ¿Qué quiere decir? No verán su cuenta.
message-ask-label = Mensaje

evidence-title = Aportar pruebas
evidence-ask-statement = ¿Qué demuestra que tiene razón?
evidence-ask-statement-label = Pruebas

settlement-title = Proponer un arreglo
settlement-ask-amount = ¿Cuánto del dinero retenido se devuelve al comprador? Un importe o un porcentaje; el resto va al vendedor.
settlement-ask-amount-label = Para el comprador

return-title = Devolver la mercancía
return-ask-tracking = ¿Cuál es el número de seguimiento de la devolución?
return-ask-tracking-label = Número de seguimiento

appeal-title = Recurrir
appeal-ask-statement = ¿Qué hay de nuevo? Lo leerá otro moderador (al menos 20 caracteres).
appeal-ask-statement-label = Pruebas nuevas

freeze-title = Detener la operación
freeze-ask-reason = ¿Por qué? Queda en el registro.
freeze-ask-reason-label = Motivo
talk-review-again = La operación ha cambiado mientras tanto. No se ha enviado nada: revíselo otra vez y envíelo.
