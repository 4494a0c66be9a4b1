## Papeles: el contrato
paper-page = Página { $page } de { $pages }
paper-agreement-title = Contrato de compraventa { $code }
paper-translation = Traducción, solo para leer. El texto que se firma, y el que vale, es el de este idioma: { $language }.
paper-tax-id = Número fiscal: { $id }
paper-terms = Términos
paper-goods = Mercancía
paper-partial = Envíos parciales
paper-yes = permitidos
paper-no = no permitidos
paper-tolerance = Tolerancia de cantidad
paper-po = Número de pedido
paper-notes = Notas de las partes
paper-conditions = Condiciones
paper-clause-binding = Este contrato obliga cuando ambas partes lo han firmado. Hasta la segunda firma, cada parte puede retirar la suya. Antes no se cobra ningún dinero.
paper-clause-money = El proveedor de pagos del mercado retiene el total como { -protection }. Se paga al vendedor, menos la comisión del mercado, cuando el comprador acepta la mercancía o termina el plazo de inspección.
paper-clause-early = { $hours ->
    [one] Durante { $hours } hora desde el pedido, mientras el vendedor no haya empezado a prepararlo o enviarlo, el comprador puede cancelarlo entero por sí solo.
    [many] Durante { $hours } de horas desde el pedido, mientras el vendedor no haya empezado a prepararlo o enviarlo, el comprador puede cancelarlo entero por sí solo.
   *[other] Durante { $hours } horas desde el pedido, mientras el vendedor no haya empezado a prepararlo o enviarlo, el comprador puede cancelarlo entero por sí solo.
}
paper-clause-inspection = { $days ->
    [one] El comprador inspecciona la mercancía en { $days } día desde la entrega y la acepta o abre una disputa. El silencio vale como aceptación.
    [many] El comprador inspecciona la mercancía en { $days } de días desde la entrega y la acepta o abre una disputa. El silencio vale como aceptación.
   *[other] El comprador inspecciona la mercancía en { $days } días desde la entrega y la acepta o abre una disputa. El silencio vale como aceptación.
}
paper-clause-disputes = En una disputa el dinero sigue retenido hasta que las partes se pongan de acuerdo o decida un moderador del mercado.
paper-clause-form = Las partes firman con una firma electrónica simple: un nombre escrito bajo este texto exacto, unido a su huella. Donde la ley exige otra forma (por ejemplo testamentos, asuntos de familia, escritos judiciales, escrituras ante notario), aquí no se puede acordar nada.
paper-clause-language = Vale el texto en este idioma: { $language }; las traducciones son para leer.
paper-clause-keeping = El contrato y los registros de sus firmas se guardan al menos diez años. Cada parte puede exportarlos en cualquier momento.
paper-fingerprint = Huella del texto (SHA-256)
paper-fingerprint-words = La misma huella se mostró en el chat antes de cada firma. Cambia con cualquier letra del texto.

## Papeles: el certificado
paper-certificate-title = Certificado de firmas { $code }
paper-certificate-intro = Ambas partes han firmado el contrato { $code } con una firma electrónica simple. Este certificado dice cómo.
paper-signature-of = Firma por { $company } ({ $role })
paper-typed-name = Nombre escrito
paper-company = Empresa, función
paper-agreement-id = Contrato, versión
paper-text-hash = SHA-256 del texto
paper-document-hash = SHA-256 del PDF
paper-consent = Consentimiento
paper-shown-at = Texto mostrado
paper-signed-at = Firmado
paper-account = Cuenta
paper-platform = Plataforma, espacio, usuario
paper-message = Mensaje (texto en)
paper-event = Evento de la pulsación
paper-linked = Cuenta vinculada
paper-address-agent = Dirección IP, programa
paper-not-told = no comunicado
paper-record = Registro, número
paper-record-hash = SHA-256 del registro
paper-previous-hash = SHA-256 anterior
paper-seal = Clave, sello (Ed25519)
paper-no-ip = Las plataformas de chat no comunican a un bot la dirección IP ni el dispositivo de una persona. En su lugar están los identificadores de la plataforma de arriba: espacio, usuario, mensaje y evento.
paper-check = Cualquiera puede comprobar los sellos sin este mercado, con el paquete de pruebas y las claves publicadas: { $command }

## Papeles: el dinero
paper-receipt-title = Recibo { $number }
paper-receipt-intro = Hemos recibido { $amount } del comprador. El dinero se retiene como { -protection }.
paper-paid-at = Recibido
paper-amount = Importe
paper-payment = Pago
paper-provider-ref = En el proveedor de pagos
paper-held-note = El dinero se paga al vendedor cuando el comprador acepta la mercancía o termina el plazo de inspección; en una disputa sigue retenido hasta que se resuelva.
paper-what = Descripción
paper-deal = Trato
paper-invoice-title = Factura { $number }
paper-invoice-paid = Pagada el { $at }; no queda nada pendiente.
paper-invoice-note = Emitida por el mercado en nombre del vendedor. Los importes son los acordados; los impuestos que el vendedor deba por ellos figuran aquí solo si las partes los acordaron.
paper-release-title = Liquidación { $number }
paper-release-intro = Lo retenido se repartió así el { $at }.
paper-to-seller = Para el vendedor
paper-to-buyer = De vuelta al comprador
paper-commission = Comisión del mercado
paper-commission-tax = Impuesto sobre la comisión
paper-commission-title = Factura de comisión { $number }
paper-issued-by = Emitida por
paper-issued-to = Emitida para
paper-commission-line = Comisión del { $percent } sobre la mercancía del trato { $code }
paper-commission-kept = Descontada del pago el { $at }; no queda nada pendiente.

## Papeles en el chat
papers-agreement = Lea el texto entero. El documento contiene el mismo texto.
papers-translation = Lo mismo en su idioma, solo para leer:
papers-signed = Firmado por ambos. Su copia del contrato { $code } y el certificado de ambas firmas.
papers-paid = Ha llegado el pago del trato { $code }: recibo y factura.
papers-released-seller = El trato { $code } está pagado: la liquidación y la factura de nuestra comisión.
papers-released-buyer = El trato { $code } está liquidado: la liquidación.
papers-file-agreement = contrato-{ $code }.pdf
papers-file-certificate = certificado-{ $code }.pdf
papers-file-receipt = recibo-{ $code }.pdf
papers-file-invoice = factura-{ $code }.pdf
papers-file-release = liquidacion-{ $code }.pdf
papers-file-commission = comision-{ $code }.pdf
papers-file-export = parley-{ $code }.zip
papers-pay-code = O escanee este código para pagar en otro dispositivo.

## Firmar
consent-1 = Acepto firmar este contrato electrónicamente, con una firma electrónica simple, por mi empresa. He leído el texto con esta huella. Recibo una copia y puedo exportarla en cualquier momento.
sign-again-late = El texto se mostró hace más de un cuarto de hora. Escriba su nombre otra vez.
sign-again-changed = El texto ha cambiado. Léalo otra vez y después escriba su nombre.
act-withdraw_signature = Retirar mi firma
confirm-withdraw_signature = ¿Retirar la firma de su parte? El contrato volverá a esperarla. Lo registrado queda registrado.
done-withdraw_signature = La firma de su parte está retirada.
notice-signature-withdrawn = La otra parte ha retirado su firma.
error-ceremony-incomplete = Antes de firmar hay que mostrar el texto, el documento y el consentimiento. Abra el contrato otra vez.
error-press-too-late = El texto se mostró hace demasiado tiempo. Abra el contrato otra vez.

## Exportar
button-export = Exportar mis papeles
export-words = { $deals ->
    [one] Aquí está todo de { $deals } trato: contrato, firmas, mensajes, pagos, papeles.
    [many] Aquí está todo de { $deals } de tratos: contratos, firmas, mensajes, pagos, papeles.
   *[other] Aquí está todo de { $deals } tratos: contratos, firmas, mensajes, pagos, papeles.
}
export-none = Su empresa aún no tiene contratos.
