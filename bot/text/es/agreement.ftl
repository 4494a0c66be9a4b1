## El contrato
agreement-heading = El contrato

## Términos y condiciones del contrato
paper-incoterm = { $delivery } (Incoterms 2020)
paper-freight-payer = El flete lo paga
paper-freight-on-top = el comprador, como parte del total
paper-freight-buyer = el comprador, al transportista, aparte del total
paper-freight-seller = el vendedor, incluido en el precio
paper-freight-incoterm = la parte que lo paga según el término de entrega
paper-release = Pago por envío
paper-release-yes = acordado
paper-release-no = no acordado
paper-tolerance-none = ninguna
paper-tolerance-more = hasta un { $percent } % más, por el mismo total
paper-clause-shipping = { $days ->
    [one] El vendedor envía en { $days } día desde el pedido, que queda hecho en cuanto ambos han firmado y el dinero está retenido. Después, el comprador puede cancelar lo que no se haya enviado, salvo que ambos hayan acordado más tiempo.
    [many] El vendedor envía en { $days } de días desde el pedido, que queda hecho en cuanto ambos han firmado y el dinero está retenido. Después, el comprador puede cancelar lo que no se haya enviado, salvo que ambos hayan acordado más tiempo.
   *[other] El vendedor envía en { $days } días desde el pedido, que queda hecho en cuanto ambos han firmado y el dinero está retenido. Después, el comprador puede cancelar lo que no se haya enviado, salvo que ambos hayan acordado más tiempo.
}
paper-clause-parts-yes = Cada envío se paga por separado: cuando el comprador lo acepta, o termina en silencio su plazo de inspección, se paga al vendedor su parte del total.
paper-clause-parts-no = Al vendedor se le paga una sola vez, por todo junto: aceptar un solo envío no libera dinero.
problem-mistyped-tax-id = { $number } no puede ser correcto: el dígito de control o la longitud no cuadra. Compárelo con sus documentos.
